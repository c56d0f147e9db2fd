"""The grammar of references, as data for Python and the scripts. Patterns keep to what both understand.

They are for text that is folded (`fold`): small letters, plain hyphens, single spaces. The named groups of a form:
iso, or day, month, year (what is not said is missing); unit (begins with r, z or s: Rn., Zeile, Seite; without one
Rn. are meant, behind an issue pages) and spans; sentence; revision; quarter and volume of an issue; query of an
address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...labels import MONTHS

DASHES = "‐‑‒–—−⁃﹣－"
SPACES = "[\\s\u00a0\u2007\u202f\u2060]+"

ISO = r"(?P<iso>[0-9]{4}-[0-9]{2}-[0-9]{2})"
NAMES = "|".join([*(name.lower() for name in MONTHS), *(name[:3].lower() for name in MONTHS), "sept"])
#: 12.1.26, 12.01.2026, 12. 1. 26 before a letter, 12.1., 12. Januar 2026; not the beginning of 12.1.345.
GERMAN = (
    rf"(?P<day>[0-9]{{1,2}})\. ?(?P<month>[0-9]{{1,2}}(?:\.|(?![0-9.]))|(?:{NAMES})(?![a-z])\.?)"
    r"(?P<year> ?[0-9]{4}|[0-9]{2}| [0-9]{2}(?=,? ?[a-z]))?(?![0-9])"
)
DATE = rf"(?:{ISO}|{GERMAN})"
MEETING = r"(?:jf|jour ?-?fixe|protokoll)(?:,? (?:vom|v\.|am))? ?"

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
FURTHER = r"(?:[,;] ?(?:und )?| (?:und|u\.|sowie|&) )"


def _spans(unit: str) -> str:
    """One span or several, the unit said again or not."""
    one = re.sub(r"\((?!\?)", "(?:", SPAN)
    return rf"(?P<spans>{one}(?:{FURTHER}(?:{unit})?{one}){{0,20}})"


SENTENCE = r"(?:,? (?:satz|sätze) ?| s\.? ?)(?P<sentence>[0-9]{1,2}(?: ?- ?[0-9]{1,2})?)"
REVISION = r",? ?\(?(?:in )?(?:der )?fass(?:ung|\.) ?(?P<revision>[0-9]{1,3})\)?"
ISSUE = (
    r"(?:gs|gegenstandpunkt)(?:,? (?:heft|nr\.?|ausgabe))? ?(?P<quarter>[0-9]{1,2}) ?[-/] ?"
    r"(?P<volume>[0-9]{4}|[0-9]{2})(?![0-9])"
)
SEPARATED = r"[,:;#]? ?"


def _forms() -> Iterator[str]:
    """A passage of a protocol by each unit: behind the date or before it."""
    for unit, more in ((RN, rf"(?:{SENTENCE})?"), (LINE, ""), (PAGE, "")):
        unsaid = "?" if unit == RN else ""
        passage = rf"{_spans(unit)}{more}"
        yield rf"^(?:{MEETING})?{DATE}{SEPARATED}(?P<unit>{unit}){unsaid}{passage}(?:{REVISION})?$"
        behind = rf"(?:,? (?:(?:des|im|vom|aus dem) )?(?:{MEETING})?{DATE})?"
        yield rf"^(?:{MEETING})?(?P<unit>{unit}){passage}(?:{REVISION})?{behind}$"


GRAMMAR: dict[str, object] = {
    "dashes": f"[{DASHES}]",
    "spaces": SPACES,
    "months": [name[:3].lower() for name in MONTHS],
    "longest": 300,
    "span": SPAN,
    "query": r"(?:^|&)(bis|satz|fassung)=([0-9a-z-]+)",
    "forms": [
        rf"^\S*?protokolle/{ISO}(?:\.html|/)?(?:\?(?P<query>[^#\s]*))?(?:#(?P<unit>rn|z)-(?P<spans>{NUMBER}))?\S*$",
        rf"^\S*?/r/{ISO}/(?P<spans>{NUMBER})(?:\.html|/(?:index\.html)?)?$",
        rf"^{ISSUE}(?:{SEPARATED}(?:{PAGE})?{_spans(PAGE)})?$",
        rf"^(?:{MEETING})?{DATE}(?:{REVISION})?$",
        *_forms(),
    ],
}
