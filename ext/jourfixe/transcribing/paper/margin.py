"""Which digits beside the lines are line numbers.

They stand outside the text, one below the other, in one alignment, and grow as the lines do: between 5 and 10 there
are five lines. Digits that stand where the text stands are text, though a line may begin with a real 5.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from .regions import Region
from .rows import Row, Word

LEFT, RIGHT = 0, 1
APART = 0.3  # of the type size: as far at least from the edge of the text
ALIGNED = 2.0  # points
LARGEST = 99_999
PLACES: tuple[Callable[[Word], float], ...] = (lambda w: w.x1, lambda w: w.x0, lambda w: (w.x0 + w.x1) / 2)
SHORT_TEXT = 30  # rows


class Mark(NamedTuple):
    """Digits outside the text, in a row of the region."""

    value: int
    row: int
    word: Word
    side: int


class Edges(NamedTuple):
    """Where lines of a region begin and end."""

    left: float
    right: float


def edges_of(rows: Iterable[Row]) -> Edges:
    """The edges of the text without digits at its outside: there several lines begin, and none goes beyond."""
    filled = [row for row in rows if row.words]
    bare = [row for row in filled if len(row.words) > 1 or value_of(row.words[0]) is None] or filled
    begins = [_without(row, LEFT)[0].x0 for row in bare]
    ends = [_without(row, RIGHT)[-1].x1 for row in bare]
    return Edges(_outermost(begins, 1), _outermost(ends, -1))


def _without(row: Row, side: int) -> tuple[Word, ...]:
    """The words of a row without a number at its edge."""
    words = row.words
    if len(words) > 1 and value_of(words[-side]) is not None:
        return words[:-1] if side else words[1:]
    return words


def _outermost(places: list[float], sign: int) -> float:
    """The outermost place that several lines share; lines of digits only, and a stray one, do not count."""
    places = sorted(places, key=lambda x: x * sign)
    needed = 1 if len(places) < 5 else max(2, min(3, len(places) // 8))
    for i, x in enumerate(places):
        if sum(abs(x - other) <= ALIGNED for other in places[i : i + needed]) >= needed:
            return x
    return places[0] if places else 0.0


def value_of(word: Word) -> int | None:
    text = word.text.strip("[]|?")
    return int(text) if text.isascii() and text.isdigit() and int(text[:6]) <= LARGEST and text[0] != "0" else None


def marks_of(region: Region, edges: Edges, leading: float) -> list[Mark]:
    """Digits outside the edges, each in the line beside which it stands; above and below all lines there are none."""
    marks: list[Mark] = []
    rows = region.rows
    for i, row in enumerate(rows):
        if not row.words:
            continue
        for side in (LEFT, RIGHT):
            word = row.words[-side]
            value = value_of(word)
            if value is None or not _outside(word, row, edges, side):
                continue
            if len(row.words) > 1:
                marks.append(Mark(value, i, word, side))
            elif (beside := _beside(rows, i, leading)) != i or 0 < i < len(rows) - 1:
                marks.append(Mark(value, beside, word, side))
            break
    return marks


def _outside(word: Word, row: Row, edges: Edges, side: int) -> bool:
    apart = APART * max(row.size, word.size)
    if side == LEFT:
        return word.x1 <= edges.left - apart
    return word.x0 >= edges.right + apart


def _beside(rows: list[Row], i: int, leading: float) -> int:
    """The row next to a number that is set a little higher or lower; the number's own row if there is none."""
    near = [k for k in (i - 1, i + 1) if 0 <= k < len(rows) and len(rows[k].words) > 0]
    near = [k for k in near if abs(rows[k].y - rows[i].y) < 0.45 * leading]
    return min(near, key=lambda k: abs(rows[k].y - rows[i].y), default=i)


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


def column_of(marks: list[Mark], side: int) -> Column | None:
    """The largest set of marks of one side that stand in one alignment, one in each row."""
    marks = [m for m in marks if m.side == side]
    best: tuple[Mark, ...] = ()
    for place in PLACES:
        for anchor in marks:
            aligned = {m.row: m for m in marks if abs(place(m.word) - place(anchor.word)) <= ALIGNED}
            chain = _growing([aligned[row] for row in sorted(aligned)])
            if len(chain) > len(best):
                best = chain
            if len(best) == len(marks):
                break
    return Column(side, best) if best else None


def _growing(marks: list[Mark]) -> tuple[Mark, ...]:
    """Without the few that do not grow with the others, such as the number of the page."""
    if all(a.value < b.value for a, b in pairwise(marks)):
        return tuple(marks)
    best: list[list[Mark]] = []
    for i, m in enumerate(marks):
        before = [best[k] for k in range(i) if marks[k].value < m.value]
        best.append([*_longest(before), m])
    return tuple(_longest(best))


def _longest(chains: list[list[Mark]]) -> list[Mark]:
    return max(chains, key=lambda chain: len(chain), default=[])


def line_column(marks: list[Mark], sides: Iterable[int] = (LEFT, RIGHT)) -> Column | None:
    """The column that counts the lines of a region; one number alone may do so."""
    columns = [c for side in sides if (c := column_of(marks, side)) and (c.counts_lines or not c.lines)]
    return max(columns, key=lambda c: len(c.marks), default=None)


def counted_apart(column: Column, marks: list[Mark]) -> tuple[Mark, ...]:
    """The numbers of footnotes, whose lines LibreOffice counts apart: below the others, in their place, and smaller."""
    last = column.marks[-1]
    below = [m for m in marks if m.row > last.row and abs(m.word.x1 - last.word.x1) <= ALIGNED]
    notes = line_column(below, [column.side])
    return notes.marks if notes and notes.marks[0].value <= last.value else ()


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
        mark = column.marks[-1]
        if column.lines:
            self.counted[column.side] += column.lines
            self.steps.update(b.value - a.value for a, b in pairwise(column.marks))
        else:
            value, row = self.last
            on = 0.7 <= (mark.value - value) / max(1, self.rows + mark.row - row) <= 1.7
            self.single[column.side] += on or abs(mark.row + 1 - mark.value) <= 2
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
    taken = {id(m.word) for m in (*column.marks, *apart)}
    numbers = {m.row: m.value for m in column.marks}
    rows = []
    for i, row in enumerate(region.rows):
        words = tuple(w for w in row.words if id(w) not in taken)
        if words and len(words) < len(row.words):
            words = (words[0]._replace(spaced=False), *words[1:])
        if words or i in numbers:
            rows.append(Row(words, row.y, numbers.get(i)))
    return region._replace(rows=rows)


def leading_of(rows: list[Row]) -> float:
    """The usual distance of two baselines; 1.2 of the type size where there is only one line."""
    gaps = Counter(round((b.y - a.y) * 2) / 2 for a, b in pairwise(rows) if b.y - a.y > 0.8 * min(a.size, b.size))
    if gaps:
        most = max(gaps.values())
        return min(gap for gap, n in gaps.items() if n >= 0.7 * most)
    return 1.2 * median([row.size for row in rows] or [10.0])
