"""Which of the numbers beside the lines are line numbers.

They stand one below the other, in one alignment, and grow as the lines do: between 5 and 10 there are five lines.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import NamedTuple

from .digits import is_bare
from .margin import ALIGNED, LEFT, RIGHT, Mark
from .regions import Region
from .rows import Row

PLACES: tuple[Callable[[Mark], float], ...] = (lambda m: m.x1, lambda m: m.x0, lambda m: (m.x0 + m.x1) / 2)
SHORT_TEXT = 30  # rows
FIRST = 3  # a count in steps begins with no lower number
CERTAIN = 8  # marks in other dress; fewer could be the signs of a list


class Column(NamedTuple):
    """The column of a region on one side: marks in one alignment that grow with the lines."""

    side: int
    marks: tuple[Mark, ...]

    @property
    def lines(self) -> int:
        return self.marks[-1].row - self.marks[0].row

    @property
    def value(self) -> int:
        return self.marks[-1].value - self.marks[0].value

    @property
    def counts_lines(self) -> bool:
        """The numbers grow as the lines do."""
        return self.lines > 0 and 0.7 <= self.value / self.lines <= 1.7

    @property
    def is_list(self) -> bool:
        """These may be the signs of a list: 1., 2., 3."""
        ones = any(b.value - a.value == 1 for a, b in pairwise(self.marks)) or self.marks[0].value < FIRST
        return len(self.marks) < CERTAIN and ones and not all(is_bare(m.words) for m in self.marks)


def column_of(marks: list[Mark], side: int) -> Column | None:
    """The largest set of marks of one side that stand in one alignment, one in each row."""
    marks = [m for m in marks if m.side == side]
    best: tuple[Mark, ...] = ()
    tried: set[tuple[int, ...]] = set()
    for place in PLACES:
        for anchor in marks:
            aligned = {m.row: m for m in marks if abs(place(m) - place(anchor)) <= ALIGNED}
            column = tuple(aligned[row] for row in sorted(aligned))
            if len(column) <= len(best) or (rows := tuple(id(m) for m in column)) in tried:
                continue
            tried.add(rows)
            chain = _growing(column)
            if len(chain) > len(best):
                best = chain
            if len(best) == len(marks):
                break
    return Column(side, best) if best else None


def _growing(marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """Without the few that do not grow with the others, such as the number of the page."""
    if all(a.value < b.value for a, b in pairwise(marks)):
        return marks
    best: list[list[Mark]] = []
    for i, m in enumerate(marks):
        before = [best[k] for k in range(i) if marks[k].value < m.value]
        best.append([*_longest(before), m])
    return tuple(_longest(best))


def _longest(chains: list[list[Mark]]) -> list[Mark]:
    return max(chains, key=lambda chain: len(chain), default=[])


def line_column(marks: list[Mark], sides: Iterable[int] = (LEFT, RIGHT)) -> Column | None:
    """The column that counts the lines of a region; one number alone may do so."""
    columns = [
        c for side in sides if (c := column_of(marks, side)) and (c.counts_lines or not c.lines) and not c.is_list
    ]
    return max(columns, key=lambda c: len(c.marks), default=None)


def counted_apart(column: Column, marks: list[Mark]) -> tuple[Mark, ...]:
    """The numbers of footnotes, whose lines LibreOffice counts apart: below the others, in their place, and smaller."""
    last = column.marks[-1]
    below = [m for m in marks if m.row > last.row and abs(m.x1 - last.x1) <= ALIGNED]
    notes = line_column(below, [column.side])
    return notes.marks if notes and notes.marks[0].value <= last.value else ()


def twins(column: Column, marks: list[Mark]) -> tuple[Mark, ...]:
    """The same numbers, repeated at the other margin."""
    values = {m.row: m.value for m in column.marks}
    return tuple(m for m in marks if m.side != column.side and values.get(m.row) == m.value)


class Evidence:
    """What the regions of a file say: is there a count of lines, and in which steps?"""

    def __init__(self) -> None:
        self.rows = 0
        self.counted = [0, 0]
        self.single = [0, 0]
        self.regions = 0
        self.last = (0, 0)
        self.steps: Counter[int] = Counter()

    def add(self, region: Region, column: Column | None) -> None:
        self.regions += 1
        if column:
            self._add(column)
        self.rows += len(region.rows)

    def _add(self, column: Column) -> None:
        first, mark = column.marks[0], column.marks[-1]
        value, row = self.last
        since = self.rows + first.row - row
        if first.value <= value:  # the count begins anew on each page
            value, since = 0, first.row + 1
        on = 0.7 <= (first.value - value) / max(1, since) <= 1.7
        if column.lines:
            self.steps.update(b.value - a.value for a, b in pairwise(column.marks))
        else:
            self.single[column.side] += on or abs(mark.row + 1 - mark.value) <= 2
        self.counted[column.side] += column.lines + (since if on else 0)
        self.last = mark.value, self.rows + mark.row

    def sides(self) -> frozenset[int]:
        """The sides on which lines are counted, if they are through most of the text; a short one has one number."""
        found = [s for s in (LEFT, RIGHT) if self.counted[s] > 0.1 * sum(self.counted)]
        if sum(self.counted[s] for s in found) >= 0.4 * self.rows or (found and self.rows <= SHORT_TEXT):
            return frozenset(found)
        return frozenset(s for s in (LEFT, RIGHT) if self.single[s] >= 0.6 * self.regions)

    @property
    def step(self) -> int:
        return self.steps.most_common(1)[0][0] if self.steps else 0


def numbered(region: Region, column: Column | None, apart: Iterable[Mark] = ()) -> Region:
    """The region with its numbers taken out of the words, and those that stand apart with them.

    Rows that were only a number next to a line are gone.
    """
    if column is None:
        return region
    taken = {id(word) for m in (*column.marks, *apart) for word in m.words}
    numbers = {m.row: m.value for m in column.marks}
    rows = []
    for i, row in enumerate(region.rows):
        words = tuple(w for w in row.words if id(w) not in taken)
        if words and len(words) < len(row.words):
            words = (words[0]._replace(spaced=False), *words[1:])
        if words or i in numbers:
            rows.append(Row(words, row.y, numbers.get(i)))
    return region._replace(rows=rows)
