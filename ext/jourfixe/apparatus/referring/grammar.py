"""The grammar of references, as data for Python and the scripts. Patterns keep to what both understand.

They are for text that is folded (`fold`): small letters, plain hyphens, single spaces. The named groups of a form:
iso, or day, month, year (what is not said is missing); unit (begins with r, z or s: Rn., Zeile, Seite; without one
Rn. are meant, behind an issue pages) and spans; leaf and line, toleaf and toline or tail, where lines have a
page; sentence; revision; quarter and volume of an issue; query of an address.
"""

from __future__ import annotations

import re
from typing import Any

from ...labels import MONTHS

DASHES = "‐‑‒–—−⁃﹣－"
SPACES = "[\\s\u00a0\u2007\u202f\u2060]+"

ISO = r"(?P<iso>[0-9]{4}-[0-9]{2}-[0-9]{2})"
NAMES = f"(?:{'|'.join(name[:3].lower() for name in MONTHS)})[a-zä]*"
#: 12.1.26, 12.01.2026, 12. 1. 26 before a letter, 12.1., 12. Januar 2026; not the beginning of 12.1.345.
GERMAN = (
    rf"(?P<day>[0-9]{{1,2}})\. ?(?P<month>[0-9]{{1,2}}(?:\.|(?![0-9.]))|{NAMES}\.?)"
    r"(?P<year> ?[0-9]{4}|[0-9]{2}| [0-9]{2}(?=,? ?[a-z]))?(?![0-9])"
)
DATE = rf"(?:{ISO}|{GERMAN})"
MEETING = r"(?:jf|jour ?-?fixe|protokoll)s?(?:,? (?:vom|v\.|am))? ?"

RN = r"(?:rn|rdn|rdnr|randnr|randnummern?|randziffern?)\.? ?"
LINE = r"(?:zeilen?|zl|z)\.? ?"
PAGE = r"(?:seiten?|s)\.? ?"
#: "34f" is a number until it turns out that there is none; "34 f", "34f." and "34 ff." are 34 and what follows.
NUMBER = r"[0-9]{1,4}[a-z]{0,3}"
UNITS = rf"(?:{RN}|{LINE}|{PAGE})?"
SPAN = (
    rf"([0-9]{{1,4}}[a-z]{{0,3}}?)(?: (ff?)(?![a-z])\.?|(ff?)\.|(?: ?[-/] ?| bis (?:zu )?){UNITS}({NUMBER}))?"
    r"(?![0-9a-z])"
)
#: S. 3 Z. 5, S. 3, Z. 5–9, S. 3 Z. 40 bis S. 4 Z. 2; as in the margin, Z. 3.5–3.9.
LEAFED = (
    rf"(?:{PAGE}|{LINE}(?=[0-9]+\.))(?P<leaf>[0-9]+)(?:\.|,? ?{LINE})(?P<line>[0-9]+)(?:(?: ?- ?| bis )"
    rf"(?:(?:{PAGE}|(?=[0-9]+\.))(?P<toleaf>[0-9]+)(?:\.|,? ?{LINE}))?(?:{LINE})?(?P<toline>[0-9]+)"
    r"| ?(?P<tail>ff?)\.?)?"
)
FURTHER = r"(?:[,;] ?(?:und )?| (?:und|u\.|sowie|&) )"

SENTENCE = r"(?:,? (?:satz|sätze) ?| s\.? ?)(?P<sentence>[0-9]{1,2}(?: ?- ?[0-9]{1,2})?)"
REVISION = r",? ?\(?(?:in )?(?:der )?fass(?:ung|\.) ?(?P<revision>[0-9]{1,3})\)?"
ISSUE = (
    r"(?:gs|gegenstandpunkt)(?:,? (?:heft|nr\.?|ausgabe))? ?(?P<quarter>[0-9]{1,2}) ?[-/] ?"
    r"(?P<volume>[0-9]{4}|[0-9]{2})(?![0-9])"
)
SEPARATED = r"[,:;#]? ?"

#: By their names, which stand as ⟨name⟩ in forms and in each other.
PARTS = {
    "iso": ISO,
    "date": DATE,
    "meeting": MEETING,
    "page": PAGE,
    "number": NUMBER,
    "span": SPAN,
    "leafed": LEAFED,
    "spans": rf"(?P<spans>⟨span⟩(?:{FURTHER}(?:⟨unit⟩)?⟨span⟩){{0,20}})",
    "passage": rf"(?:⟨leafed⟩|(?P<unit>⟨unit⟩)⟨spans⟩(?:{SENTENCE})?)⟨revision⟩",
    "revision": rf"(?:{REVISION})?",
}
GRAMMAR: dict[str, Any] = {
    "dashes": f"[{DASHES}]",
    "spaces": SPACES,
    "months": [name[:3].lower() for name in MONTHS],
    "longest": 300,
    "query": r"(?:^|&)(bis|satz|fassung)=([0-9a-z-]+(?:\.[0-9]+)?)",
    "parts": PARTS,
    #: ⟨unit⟩ stands for each of these in turn. Without one, Rn. are meant, but only behind a date.
    "units": ["", RN, LINE, PAGE],
    "forms": [
        r"^\S*?protokolle/⟨iso⟩(?:\.html|/)?(?:\?(?P<query>[^#\s]*))?"
        r"(?:#(?:z-(?P<leaf>[0-9]{1,3})\.(?P<line>[0-9]{1,4})|(?P<unit>rn|z)-(?P<spans>⟨number⟩)))?\S*$",
        r"^\S*?/r/⟨iso⟩/(?P<spans>⟨number⟩)(?:\.html|/(?:index\.html)?)?$",
        rf"^{ISSUE}(?:{SEPARATED}(?:⟨page⟩)?⟨spans⟩)?$",
        r"^(?:⟨meeting⟩)?⟨date⟩⟨revision⟩$",
        rf"^(?:⟨meeting⟩)?⟨date⟩{SEPARATED}⟨passage⟩$",
        r"^(?:⟨meeting⟩)?(?=[a-z])⟨passage⟩(?:,? (?:(?:des|im|vom|aus dem) )?(?:⟨meeting⟩)?⟨date⟩)?$",
    ],
}


def forms() -> list[str]:
    """All forms, each as one pattern."""
    return [_whole(form, {**PARTS, "unit": unit}) for form in GRAMMAR["forms"] for unit in GRAMMAR["units"]]


def _whole(pattern: str, parts: dict[str, str]) -> str:
    return re.sub("⟨([a-z]+)⟩", lambda m: _whole(parts[m[1]], parts), pattern)
