"""The number of each line: printed beside it, or counted from one that is.

Which rows are counted is not written anywhere: headings, separators, footnotes, tables, empty lines may be or not.
The printed numbers tell: what agrees with most of them is right. Where it does not agree, nothing is counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from typing import NamedTuple

from ..transcript import Kind

OPTIONAL = (Kind.HEADING, Kind.SEPARATOR, Kind.ROW, Kind.FOOTNOTE, None)  # None: an empty line
USUAL = frozenset({Kind.HEADING, Kind.SEPARATOR, Kind.ROW})


class Counted(NamedTuple):
    """A row as far as the count goes. `opens`: a page begins.

    `blanks`: so many empty lines are above it; `perhaps`: so many may be, at a heading or before the page's end.
    """

    kind: Kind
    number: int | None
    blanks: int
    opens: bool
    perhaps: int = 0


class Stretch(NamedTuple):
    """The rows after a printed number up to the next one, by kind; `rise`: by how much the number rises."""

    rows: tuple[tuple[Kind | None, int], ...]
    perhaps: int
    rise: int
    end: Kind


class Tally:
    """Goes through all rows of a file once and says then which kinds are counted."""

    def __init__(self) -> None:
        self.stretches: Counter[Stretch] = Counter()
        self.last: int | None = 0
        self.since: Counter[Kind | None] = Counter()
        self.at_top: Counter[Kind | None] = Counter()
        self.perhaps = 0
        self.restarts = 0
        self.numbers = 0
        self.first: Stretch | None = None

    def add(self, rows: Iterable[Counted]) -> None:
        for row in rows:
            if row.opens:
                self.at_top = Counter()
            for counter in (self.since, self.at_top):
                counter[row.kind] += 1
                counter[None] += row.blanks
            self.perhaps += row.perhaps
            if row.number is None:
                continue
            restarted = self.last is not None and row.number <= self.last
            self.restarts += restarted
            self.numbers += 1
            since = self.at_top if restarted else self.since
            rise = row.number if restarted else row.number - (self.last or 0)
            stretch = Stretch(tuple(sorted(since.items(), key=str)), self.perhaps, rise, row.kind)
            self.first = self.first or stretch
            self.stretches[stretch] += 1
            self.last, self.since, self.perhaps = row.number, Counter(), 0
            self.at_top = Counter({Kind.PARAGRAPH: 10_000})

    def kinds(self) -> frozenset[Kind | None]:
        """The kinds that are counted, of the optional ones; the usual ones where nothing tells."""
        choices = [frozenset(k for k, on in zip(OPTIONAL, ons, strict=True) if on)
                   for ons in product((False, True), repeat=len(OPTIONAL))]  # fmt: skip
        return max(choices, key=lambda kinds: (self._agreeing(kinds), -len(kinds ^ USUAL)))

    def begins_with_one(self, kinds: frozenset[Kind | None]) -> bool:
        """Do the rows up to the first number lead to it, when they are counted from 1?"""
        return self.first is not None and _agrees(self.first, kinds)

    def _agreeing(self, kinds: frozenset[Kind | None]) -> int:
        return sum(times for stretch, times in self.stretches.items() if _agrees(stretch, kinds))


def _agrees(stretch: Stretch, kinds: frozenset[Kind | None]) -> bool:
    if not counts(stretch.end, kinds):
        return False
    missing = stretch.rise - sum(n for kind, n in stretch.rows if counts(kind, kinds))
    return missing == 0 or (None in kinds and missing == stretch.perhaps)


def counts(kind: Kind | None, kinds: frozenset[Kind | None]) -> bool:
    return kind in kinds if kind in OPTIONAL else True


class Line(NamedTuple):
    """The number of a row, whether it is printed; `expected`: the other, where the printed one contradicts the count.

    One printed number that the next one contradicts, too, is not taken; the count goes on.
    """

    n: int | None
    printed: bool
    expected: int | None = None


def numbers_of(
    rows: Sequence[Counted], kinds: frozenset[Kind | None], before: int | None
) -> tuple[list[Line], int | None]:
    """The lines of a page, and the count at its end. `before`: the count it begins after, None if not known."""
    places = [i for i, row in enumerate(rows) if row.number is not None]
    ends = [*places, len(rows)]
    lines: list[Line] = []
    count = before
    for a, b, c in zip([-1, *places], ends, [*ends[1:], len(rows)], strict=True):
        stretch, end = rows[a + 1 : b + 1], rows[b].number if b < len(rows) else None
        found = list(_stretch(stretch, kinds, count, end))
        if end is None:
            count = None if count is None else count + _total(stretch, kinds)
        elif (counted := found[-1].expected) and _alone(end, counted, count or 0, rows[b + 1 : c + 1], kinds):
            right = _stretch(stretch, kinds, counted - _total(stretch, kinds), counted)
            found = [*list(right)[:-1], Line(counted, False, end)]
            count = counted
        else:
            count = end
        lines += found
    return lines, count


def _alone(end: int, counted: int, before: int, rows: Sequence[Counted], kinds: frozenset[Kind | None]) -> bool:
    """Is only this one number wrong: the next goes on from the count, or not even the number itself goes on?"""
    return _leads(counted, rows, kinds) or (end <= before and not _leads(end, rows, kinds))


def _leads(count: int | None, rows: Sequence[Counted], kinds: frozenset[Kind | None]) -> bool:
    """Does the count before these rows lead to the number of the last?"""
    return count is not None and bool(rows) and count + _total(rows, kinds) == rows[-1].number


def _total(rows: Sequence[Counted], kinds: frozenset[Kind | None]) -> int:
    return _steps(rows, kinds, False)[-1] if rows else 0


def _stretch(
    rows: Sequence[Counted], kinds: frozenset[Kind | None], start: int | None, end: int | None
) -> Iterator[Line]:
    """Lines up to a printed number: counted forwards, and only if that leads to the number."""
    steps = _steps(rows, kinds, False)
    if None in kinds and start is not None and end is not None and start + steps[-1] != end:
        more = _steps(rows, kinds, True)
        steps = more if start + more[-1] == end else steps
    total = steps[-1] if steps else 0
    known = start is not None and (end is None or start + total == end)
    if end is not None and start is None:
        start, known = end - total, True
    for row, step in zip(rows, steps, strict=True):
        if row.number is not None:
            expected = start + total if start is not None and not known else None
            yield Line(row.number, True, expected)
        elif known and start is not None and counts(row.kind, kinds) and start + step > 0:
            yield Line(start + step, False)
        else:
            yield Line(None, False)


def _steps(rows: Sequence[Counted], kinds: frozenset[Kind | None], perhaps: bool) -> list[int]:
    """The count at each row, from 0; with or without the empty lines that may be there."""
    steps = []
    total = 0
    for row in rows:
        blanks = row.blanks + row.perhaps * perhaps if None in kinds else 0
        total += blanks + (counts(row.kind, kinds) or row.number is not None)
        steps.append(total)
    return steps
