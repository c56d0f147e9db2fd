"""Which margin numbers stand in their printed line.

The text is set again in lines of the witness's width; a number is certain where this layout and most of its
neighbours agree with it. Widths are in quarters of an average letter, for a proportional typeface.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from .woven import Mark

CODE = "cp1252"  # all letters of German in one byte each; others count as an average one


def _widths() -> bytes:
    """Width of each byte of the code."""
    widths = bytearray([4]) * 256
    for width, letters in {2: " iljI.,;:'!|", 3: "ftr()-", 5: "ABCDEFGHJKLNOPQRSTUVXYZÄÖÜw", 6: "MWm—"}.items():
        for byte in letters.encode(CODE):
            widths[byte] = width
    return bytes(widths)


WIDTHS = _widths()
SPACE = 2
NEIGHBOURS = 4
KEPT = 0.85  # share of the printed lines that are lines of the witness too
FACTORS = (1.0, 1.015, 1.03)  # how far the estimated width of a line is tried


@dataclass(frozen=True, slots=True)
class Stretch:
    """One paragraph or separator as the layout needs it; offsets count in its text.

    `starts`: offset of each word. `ends`: width of the text up to the end of each word, were it one line.
    `breaks`: indexes of the words with which a line of the witness begins.
    """

    letters: int
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    breaks: tuple[int, ...] = ()
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """`lines`: number of printed lines; `certain`: for each mark, in order, whether it stands in its line."""

    lines: int
    certain: tuple[bool, ...]


def stretch_of(text: str, breaks: Sequence[int] = (), marks: Sequence[Mark] = ()) -> Stretch:
    """Measure a text; `breaks` are offsets. A word that a line end divides counts as two."""
    starts = list(accumulate(map((1).__add__, map(len, text.split(" "))), initial=0))
    stops = [start - 1 for start in starts[1:]]
    del starts[-1]
    if divided := {b for b in breaks if text[b - 1 : b] not in ("", " ")}:
        starts, stops = sorted(divided.union(starts)), sorted(divided.union(stops))
    width = list(accumulate(text.encode(CODE, "replace").translate(WIDTHS), initial=SPACE))
    words = tuple(bisect_left(starts, b) for b in breaks)
    return Stretch(len(text), tuple(starts), tuple(width[stop] for stop in stops), words, tuple(marks))


def lay_out(stretches: list[Stretch]) -> Layout:
    """Judge all marks of a protocol, by the layout that agrees best with them."""
    marks = [m for s in stretches for m in s.marks]
    if not marks:
        return Layout(0, ())
    width = _width(stretches, marks)
    settings = [(width, 0), (width, 1)] if width == math.inf else [(width * factor, 0) for factor in FACTORS]
    layouts = (_judged(marks, *_set(stretches, *setting)) for setting in settings)
    return max(layouts, key=lambda layout: sum(layout.certain))


def _judged(marks: list[Mark], at: list[int], total: int) -> Layout:
    drift = [line - m.n for line, m in zip(at, marks, strict=True)]
    certain = tuple(m.direct and _agrees(drift, i) for i, m in enumerate(marks))
    return Layout(total - _common(drift[-NEIGHBOURS:]), certain)


def _agrees(drift: list[int], i: int) -> bool:
    return drift[i] == _common(drift[max(0, i - NEIGHBOURS) : i + NEIGHBOURS + 1])


def _common(drift: list[int]) -> int:
    return Counter(drift).most_common(1)[0][0]


def _width(stretches: list[Stretch], marks: list[Mark]) -> float:
    """Width of a printed line, from the paragraphs between the first and the last number.

    On average a paragraph leaves half a line empty, and a line half a word. Infinite where the witness kept the
    printed lines as they were.
    """
    counted = [i for i, s in enumerate(stretches) if s.marks]
    between = stretches[counted[0] : counted[-1] + 1]
    if sum(len(set(s.breaks)) + 1 for s in between) > KEPT * (marks[-1].n - marks[0].n):
        return math.inf
    first, last = between[0], between[-1]
    wide = float(sum(s.ends[-1] for s in between))
    wide -= first.marks[0].offset / max(1, first.letters) * first.ends[-1]
    wide -= (1 - last.marks[-1].offset / max(1, last.letters)) * last.ends[-1]
    lines = max(1, marks[-1].n - marks[0].n) - len(between) / 2
    return wide / max(1.0, lines) + wide / sum(len(s.ends) for s in between) / 2


def _set(stretches: list[Stretch], width: float, blank: int) -> tuple[list[int], int]:
    """Number of the printed line in which each mark's text stands, and the number of lines in all.

    `blank` lines are counted after each paragraph.
    """
    at: list[int] = []
    line = 0
    for stretch in stretches:
        line += 1
        starts = list(_line_starts(stretch, width))
        at += [line + bisect_right(starts, mark.offset) for mark in stretch.marks]
        line += len(starts) + blank
    return at, line


def _line_starts(stretch: Stretch, width: float) -> Iterator[int]:
    """Offsets at which a printed line begins, but for the first."""
    starts, ends, words = stretch.starts, stretch.ends, len(stretch.ends)
    breaks = iter((*stretch.breaks, words))
    at, limit, stop = 0, SPACE + width, next(breaks)
    while True:
        while stop <= at:
            stop = next(breaks)
        following = bisect_right(ends, limit, at, stop)
        at = following if following > at else at + 1
        if at >= words:
            return
        limit = ends[at - 1] + SPACE + width
        yield starts[at]
