"""Footnotes of a text that has no marks for them: "überliest.1" in a paragraph, "1 Nach dem Haushalt" below it.

Digits are taken for the mark of a footnote only where both stand: the mark close behind a word, and after it a
paragraph that begins with the same digits; and if the footnotes count from one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cached_property

from .numbers import TERM_BEFORE

DIGITS = r"(\[?)([1-9][0-9]?)(\]?)"
MARGIN = r"(?:^|(?<=[\n\r\f]))[ \t\f]*([0-9]{1,4}[ \t]+)?"
OPENS = re.compile(rf"{MARGIN}{DIGITS}(?:[ \t]*[\r\n]{{1,2}})?[ \t]*(?=[„\"»(*_]{{0,2}}[A-ZÄÖÜ])")
AFTER_WORD = r"(?:(?<=[^\W\d_]{3})|(?<=[^\W\d_]{2}[.,;:!?“”\"»«)*_])|(?<=[.!?][“”\"»«)*_]))"
MARK = re.compile(rf"{AFTER_WORD}(?: (?=\[))?{DIGITS}(?=[\s.,;:)*_]|$)")
BACK = re.compile(r"(?:^|(?<=[\n\r]))([0-9]{1,3}\. )(?=[^\r\n]*\[[↑↩⏎]\ufe0e?\]\(#)")  # a link back to its mark


@dataclass
class Notes:
    """`marks`: start → end of each mark in a paragraph; `openings`: of each with which a footnote begins."""

    marks: dict[int, int] = field(default_factory=dict)
    openings: dict[int, int] = field(default_factory=dict)

    @cached_property
    def starts(self) -> dict[str, list[int]]:
        """Both in the order of the text, by the kind of token that they are."""
        return {"raised": sorted(self.marks), "opening": sorted(self.openings)}


def find_notes(text: str, numbers: dict[int, int]) -> Notes:
    """All footnotes without marks; `numbers`, those of the margin, are none."""
    found = Notes({}, {m.start(1): m.end() for m in BACK.finditer(text)})
    marks = [m for m in MARK.finditer(text) if m.start() not in numbers and not _cites(text, m)]
    by_number: dict[int, list[re.Match[str]]] = {}
    for m in marks:
        by_number.setdefault(int(m[2]), []).append(m)
    last, at = 0, 0
    for note in OPENS.finditer(text) if marks else ():
        n = int(note[3])
        if note.start(3) in numbers or (note[1] and note.start(1) not in numbers) or n not in (last + 1, 1):
            continue
        like = by_number.get(n, [])
        first = bisect_left(like, at, key=lambda m: m.start())
        before = [m for m in like[first : first + 2] if m.start() < note.start()]
        if len(before) == 1 and (before[0][1] or not note[2]) and not _within_a_sentence(text, note.start()):
            found.marks[before[0].start()] = before[0].end()
            found.openings[note.start(2)] = note.end()
            last, at = n, before[0].end()
    return found


def _cites(text: str, mark: re.Match[str]) -> bool:
    """Is it a page or paragraph: "S.45"?"""
    return bool(TERM_BEFORE.search(text[max(0, mark.start() - 14) : mark.start()] + " "))


def _within_a_sentence(text: str, at: int) -> bool:
    """Does the line go on a sentence of the line before, which no blank line parts from it?"""
    before = text[max(0, at - 80) : at].rstrip(" \t")
    return not re.search(r"(?:^|\n[ \t\r\f]*\n|\f|[.!?:…”“»)*_\d][ \t]*\r?\n)[ \t\f]*$", before)
