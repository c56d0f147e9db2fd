"""Footnotes of a text that has no marks for them: "überliest.1" in a paragraph, "1 Nach dem Haushalt" below it.

Digits are taken for the mark of a footnote only where both stand: the mark close behind a word, and after it a
paragraph that begins with the same digits; and if the footnotes count from one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from .numbers import TERM_BEFORE

DIGITS = re.compile(r"[1-9](?<![0-9].)[0-9]?(?![0-9])\]?")
ENDS_MARK = re.compile(r"[\s.,;:)*_]|$")
AFTER_WORD = re.compile(r"(?:[^\W\d_]{3}|[^\W\d_]{2}[.,;:!?“”\"»«)*_]|[.!?][“”\"»«)*_])( ?\[)?\Z")
LINE_BEGINS = re.compile(r"(?:^|(?<=[\n\r\f]))[ \t\f]*(?:([0-9]{1,4})[ \t]+)?(\[?)\Z")
NOTE_FOLLOWS = re.compile(r"(?:[ \t]*[\r\n]{1,2})?[ \t]*(?=[„\"»(*_]{0,2}[A-ZÄÖÜ])")
BACK = re.compile(r"^([0-9]{1,3}\. )[^\r\n]*\[[↑↩⏎]\ufe0e?\]\(#", re.M)  # a link back to its mark


@dataclass
class Notes:
    """`marks`: start → end of each mark in a paragraph; `openings`: of each with which a footnote begins."""

    marks: dict[int, int] = field(default_factory=dict)
    openings: dict[int, int] = field(default_factory=dict)

    @cached_property
    def starts(self) -> dict[str, list[int]]:
        """Both in the order of the text, by the kind of token that they are."""
        return {"raised": sorted(self.marks), "opening": sorted(self.openings)}


class _Sign(NamedTuple):
    """Digits at text[start:end], brackets included."""

    start: int
    end: int
    bracketed: bool


def find_notes(text: str, numbers: Container[int]) -> Notes:
    """All footnotes without marks; `numbers`, where those of the margin begin, are none."""
    found = Notes({}, {m.start(1): m.end(1) for m in BACK.finditer(text)} if "](#" in text else {})
    marks: dict[int, list[_Sign]] = {}
    last, at = 0, 0
    for digits in DIGITS.finditer(text):
        if digits.start() in numbers:
            continue
        n = int(digits[0].rstrip("]"))
        if mark := _mark(text, digits):
            marks.setdefault(n, []).append(mark)
        elif n in (1, last + 1) and n in marks and (opening := _opening(text, digits, numbers)):
            between = marks[n][bisect_left(marks[n], (at,)) :][:2]
            if len(between) == 1 and (between[0].bracketed or not opening.bracketed):
                found.marks[between[0].start] = between[0].end
                found.openings[opening.start] = opening.end
                last, at = n, between[0].end
    return found


def _mark(text: str, digits: re.Match[str]) -> _Sign | None:
    """Digits close behind a word; but not a page or paragraph: "S.45"."""
    a, b = digits.span()
    before = AFTER_WORD.search(text, max(0, a - 6), a)
    if not before or not ENDS_MARK.match(text, b) or bool(before[1]) != (text[b - 1] == "]"):
        return None
    cites = TERM_BEFORE.search(text[max(0, a - 14) : a] + " ")
    return None if cites else _Sign(a - len(before[1] or ""), b, bool(before[1]))


def _opening(text: str, digits: re.Match[str], numbers: Container[int]) -> _Sign | None:
    """Digits with which a line begins, and a sentence."""
    a, b = digits.span()
    begins = LINE_BEGINS.search(text, max(0, a - 40), a)
    follows = NOTE_FOLLOWS.match(text, b)
    if not begins or not follows or (begins[1] and begins.start(1) not in numbers):
        return None
    return None if bool(begins[2]) != (text[b - 1] == "]") else _Sign(begins.start(2), follows.end(), bool(begins[2]))
