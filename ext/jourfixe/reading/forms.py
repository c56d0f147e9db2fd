"""What a paragraph is besides running text: an item of a list, a row of a table, a footnote.

Each has a Rn. of its own and no voice of its own: it takes the role of the paragraph to which it belongs.
"""

from __future__ import annotations

import re
from enum import Enum

RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
RAISING = str.maketrans("0123456789", RAISED)
SIGN = r"(?:[0-9]{1,4}|[*†‡§]{1,3})"  # of a footnote
MARK = re.compile(rf"([{RAISED}]+|[*†‡§]+)\s")
EDGE = re.compile(r"\s*\|[ \t]*")
BAR = re.compile(r"[ \t]*(?<!\\)\|[ \t]*")  # between two cells
WIDE = re.compile(r"(?<=\S)[ \t]{2,}(?=\S)")  # the same in a table without bars
NOTE = re.compile(rf"\[\^({SIGN})\](:[ \t]*)?")
NOTE_BEGINS = re.compile(rf"\[\^{SIGN}\]:|<sup>\[?{SIGN}\]?</sup>|[{RAISED}]+ ?(?=[^\W\d])")


class Form(Enum):
    PLAIN = "plain"
    ITEM = "item"
    ROW = "row"
    NOTE = "note"


def raised(mark: str) -> str:
    """The mark of a footnote as it stands in the text: digits are raised."""
    return mark.translate(RAISING)


def mark_of(note: str) -> str:
    """The mark with which the text of a footnote begins; empty where it has none."""
    found = MARK.match(note)
    return found[1] if found else ""


def cells_of(text: str, start: int, end: int) -> tuple[int, int]:
    """The range of a table row without the bars at its edges."""
    if opening := EDGE.match(text, start, end):
        start = opening.end()
    bare = text[start:end].rstrip()
    if bare.endswith("|") and not bare.endswith("\\|"):
        bare = bare[:-1].rstrip()
    return start, start + len(bare)
