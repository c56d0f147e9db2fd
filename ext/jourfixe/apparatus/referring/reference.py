"""A reference as it is said: who says "Rn. 34" leaves open in which protocol."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..issue import issue_number
from .grammar import DASHES, SPAN, forms
from .grammar import GRAMMAR as TABLE

UNITS = {"r": "rn", "z": "z", "s": "s"}
FORMS = [re.compile(form) for form in forms()]
SPANS = re.compile(SPAN)
SENTENCE = re.compile("[0-9]{1,2}(?:-[0-9]{1,2})?")
FOLDED = str.maketrans(dict.fromkeys(DASHES, "-"))


@dataclass(frozen=True, slots=True)
class Reference:
    """`unit`: rn, z (line), s (page), or nothing: the whole protocol or issue. What is not said is 0 or empty.

    `spans`: first and last; the last is empty for a single one, and may be "f" or "ff"; a line may be "3.5". `year` has
    four digits, `sentence` is "2" or "2-3", `issue` "4-25", `revision` -1 for the Fassung 0.
    """

    year: int = 0
    month: int = 0
    day: int = 0
    unit: str = ""
    spans: tuple[tuple[str, str], ...] = ()
    sentence: str = ""
    revision: int = 0
    issue: str = ""


def parse_reference(text: str) -> Reference | None:
    """What a text says that is nothing but a reference; None if it is none."""
    if len(text) > TABLE["longest"]:
        return None
    plain = re.sub(TABLE["spaces"], " ", text.translate(FOLDED)).strip(" ").lower()
    found = next((m for form in FORMS if (m := form.match(plain))), None)
    return read_groups(found.groupdict()) if found else None


def read_groups(groups: dict[str, str | None]) -> Reference | None:
    """From the groups of a form of the grammar."""
    said = {name: value or "" for name, value in groups.items()}
    year, month, day = _date(said)
    query = dict(re.findall(TABLE["query"], said.get("query", "")))
    spans = [(m[1], m[2] or m[3] or m[4] or "") for m in SPANS.finditer(said.get("spans", ""))]
    issue = _issue(said.get("quarter", ""), said.get("volume", ""))
    unit = UNITS.get(said.get("unit", "")[:1], ("s" if issue else "rn") if spans else "")
    if said.get("leaf"):
        unit, spans = "z", [_leafed(said)]
    if "bis" in query and spans:
        spans = [(spans[0][0], query["bis"])]
    sentence = said.get("sentence", "").replace(" ", "") or query.get("satz", "")
    if sentence and (unit != "rn" or len(spans) != 1 or spans[0][1] or not SENTENCE.fullmatch(sentence)):
        return None
    revision = said.get("revision", "") or query.get("fassung", "")
    return Reference(year, month, day, unit, tuple(spans), sentence, revision_number(revision), issue)


def _leafed(said: dict[str, str]) -> tuple[str, str]:
    """First and last of lines with their pages; a line in the same page is written without."""
    last = f"{said.get('toleaf') or said['leaf']}.{said['toline']}" if said.get("toline") else said.get("tail", "")
    return f"{said['leaf']}.{said['line']}", last


def _date(said: dict[str, str]) -> tuple[int, int, int]:
    if said.get("iso"):
        year, month, day = map(int, said["iso"].split("-"))
        return year, month, day
    if not said.get("day"):
        return 0, 0, 0
    name = said["month"].strip(".")
    named = (n for n, short in enumerate(TABLE["months"], 1) if re.match(short, name, re.I))
    month = int(name) if name.isdigit() else next(named)
    short = said.get("year", "").strip()
    year = int(short or 0) + (0 if len(short) != 2 else 1900 if int(short) >= 90 else 2000)
    return year, month, int(said["day"])


def _issue(quarter: str, volume: str) -> str:
    """Also one that there cannot be, as it is written."""
    return (issue_number(quarter, volume) or f"{quarter}-{volume[-2:]}") if quarter else ""


def revision_number(text: str) -> int:
    """0 if none is said; -1 for Fassung 0, which there is not."""
    return int(text) or -1 if re.fullmatch("[0-9]{1,3}", text) else 0


def digits(number: str) -> int:
    """34 of 34a; 0 if there are none."""
    return int(re.sub("[^0-9]", "", number) or 0)


def written_span(first: str, last: str) -> str:
    """34, 34–36, 34 f."""
    return first + (f" {last}." if last[:1] == "f" else f"–{last}" if last else "")
