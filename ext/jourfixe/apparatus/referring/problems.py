"""Why a reference leads nowhere, as sentences; ⟨name⟩ is a field (quoting/template.py)."""

from __future__ import annotations

from ..quoting.template import fill
from .holdings import Located, Problem

OFFERED = 3  # of what is nearest, where there is more than one
PROBLEMS = {
    "none": "Das ist kein Verweis, wie ihn die Edition versteht.",
    "empty": "Die Edition hat noch kein Protokoll.",
    "open": "Es ist kein Jour fixe genannt.",
    "meeting": "Am ⟨day⟩ war kein Jour fixe⟦; am nächsten liegt der ⟨nearest⟩⟧.",
    "year": "Am ⟨day⟩ war in mehreren Jahren Jour fixe: ⟨years⟩.",
    "number": "Rn. ⟨rn⟩ gibt es nicht; das Protokoll vom ⟨day⟩ hat Rn. ⟨first⟩ bis ⟨last⟩.",
    "bare": "Das Protokoll vom ⟨day⟩ hat keine Absätze.",
    "dropped": "Rn. ⟨rn⟩ ist entfallen.",
    "backwards": "⟨said⟩ läuft rückwärts.",
    "sentence": "Rn. ⟨rn⟩ hat ⟨count⟩ Sätze; einen Satz ⟨sentence⟩ gibt es nicht.",
    "sentences": "Rn. ⟨rn⟩ hat nur einen Satz.",
    "draft": "Das Protokoll vom ⟨day⟩ ist noch nicht veröffentlicht; es hat keine Fassung ⟨revision⟩.",
    "revision": "Das Protokoll vom ⟨day⟩ hat keine Fassung ⟨revision⟩⟦; die neueste ist Fassung ⟨latest⟩⟧.",
    "lineless": "Das Protokoll vom ⟨day⟩ hat keine Zeilenzahlen.",
    "line": "⟨line⟩ gibt es nicht; das Protokoll vom ⟨day⟩ hat ⟨first⟩ bis ⟨last⟩.",
    "pageless": "Im Protokoll vom ⟨day⟩ beginnen die Zeilen auf jeder Seite neu; zu ⟨line⟩ fehlt die Seite.",
    "paged": "Im Protokoll vom ⟨day⟩ laufen die Zeilen durch; sie stehen dort ohne Seite.",
    "issueless": "Es ist kein Heft genannt.",
    "issue": "GS ⟨issue⟩ kommt in keinem Protokoll vor.",
    "page": "S. ⟨page⟩ aus GS ⟨issue⟩ kommt in keinem Protokoll vor.",
}
#: Those that can be known without the protocols themselves.
SHARED = "empty open meeting year number revision issueless issue page".split()


def problem(kind: str, *nearest: Located, **fields: object) -> Problem:
    return Problem(fill(PROBLEMS[kind], fields), nearest)
