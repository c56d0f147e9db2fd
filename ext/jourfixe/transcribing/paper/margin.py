"""Which digits stand beside the lines: outside the text, and in which line.

Digits that stand where the text stands are text, though a line may begin with a real 5.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import pairwise, takewhile
from operator import attrgetter
from statistics import median
from typing import NamedTuple

from .digits import MOST_WORDS, is_number, value_of
from .regions import Region
from .rows import Row
from .words import Word

LEFT, RIGHT = 0, 1
APART = 0.3  # of the number's size: as far at least from the edge of the text
ALIGNED = 2.0  # points
BESIDE = 0.5  # of the leading: a number set as much higher or lower belongs to the line


class Mark(NamedTuple):
    """A number outside the text, in a row of the region."""

    value: int
    row: int
    words: tuple[Word, ...]
    side: int

    @property
    def x0(self) -> float:
        return self.words[0].x0

    @property
    def x1(self) -> float:
        return self.words[-1].x1


class Edges(NamedTuple):
    """Where lines of a region begin and end."""

    left: float
    right: float


def edges_of(rows: Iterable[Row]) -> Edges:
    """The edges of the text without digits at its outside: there several lines begin, and none goes beyond."""
    filled = [row for row in rows if row.words]
    bare = [row for row in filled if not is_number(row)] or filled
    begins = [_without(row, LEFT)[0].x0 for row in bare]
    ends = [_without(row, RIGHT)[-1].x1 for row in bare]
    return Edges(_outermost(begins, 1), _outermost(ends, -1))


def _without(row: Row, side: int) -> tuple[Word, ...]:
    """The words of a row without a number at its edge."""
    words = row.words
    for n in range(min(MOST_WORDS, len(words) - 1), 0, -1):
        if value_of(words[-n:] if side else words[:n]) is not None:
            return words[:-n] if side else words[n:]
    return words


def _outermost(places: list[float], sign: int) -> float:
    """The outermost place that several lines share; lines of digits only, and a stray one, do not count."""
    places = sorted(places, key=lambda x: x * sign)
    needed = 1 if len(places) < 5 else max(2, min(3, len(places) // 8))
    for i, x in enumerate(places):
        if sum(abs(x - other) <= ALIGNED for other in places[i : i + needed]) >= needed:
            return x
    return places[0] if places else 0.0


def joined(rows: list[Row]) -> list[Row]:
    """Each number outside the text that is set a little higher or lower than its line, in that line."""
    text = [row for row in rows if not is_number(row)]
    if not text or len(text) == len(rows):
        return rows
    edges, reach = edges_of(text), BESIDE * leading_of(text)
    beside: dict[int, list[Word]] = {}
    alone = []
    for row in (row for row in rows if is_number(row)):
        near = min(range(len(text)), key=lambda k: abs(text[k].y - row.y))
        if abs(text[near].y - row.y) <= reach and all(outside(row, edges, side) for side in _sides_of(row, edges)):
            beside.setdefault(near, []).extend(row.words)
        else:
            alone.append(row)
    whole = [_with(row, beside[i]) if i in beside else row for i, row in enumerate(text)]
    return sorted([*whole, *alone], key=attrgetter("y"))


def _sides_of(row: Row, edges: Edges) -> list[int]:
    """Where a row of numbers stands: on the left if it begins there, on the right if it ends there."""
    middle = (edges.left + edges.right) / 2
    return [side for side in (LEFT, RIGHT) if (row.x0 < middle if side == LEFT else row.x1 > middle)]


def _with(row: Row, words: Iterable[Word]) -> Row:
    added = [word._replace(spaced=True, raised=False) for word in words]
    first = row.words[0]._replace(spaced=True)
    return row._replace(words=tuple(sorted([*added, first, *row.words[1:]], key=attrgetter("x0"))))


def marks_of(region: Region, edges: Edges) -> list[Mark]:
    """Numbers outside the edges; above and below all lines there are none."""
    marks: list[Mark] = []
    last = len(region.rows) - 1
    for i, row in enumerate(region.rows):
        for side in (LEFT, RIGHT):
            words = outside(row, edges, side)
            value = value_of(words)
            if value is not None and (len(words) < len(row.words) or 0 < i < last):
                marks.append(Mark(value, i, words, side))
    return marks


def outside(row: Row, edges: Edges, side: int) -> tuple[Word, ...]:
    """The words of a row beyond an edge."""
    apart = APART * min(row.size, row.words[-side].size)
    if side == LEFT:
        return tuple(takewhile(lambda word: word.x1 <= edges.left - apart, row.words))
    return tuple(takewhile(lambda word: word.x0 >= edges.right + apart, row.words[::-1]))[::-1]


def leading_of(rows: list[Row]) -> float:
    """The usual distance of two baselines; 1.2 of the type size where there is only one line."""
    gaps = Counter(round((b.y - a.y) * 2) / 2 for a, b in pairwise(rows) if b.y - a.y > 0.8 * min(a.size, b.size))
    if gaps:
        most = max(gaps.values())
        return min(gap for gap, n in gaps.items() if n >= 0.7 * most)
    return 1.2 * median([row.size for row in rows] or [10.0])
