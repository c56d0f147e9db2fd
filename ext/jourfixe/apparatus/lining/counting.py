"""Which number each line has that is set: counted from the certain ones."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise, product
from typing import NamedTuple

from .copy import Copy

BETWEEN = (1, 0, 2, 3)  # lines between two sections
BLANK = (0, 1)  # lines after each paragraph
Anchor = tuple[int, int]  # the how-manieth line, and its number


class Line(NamedTuple):
    """A printed line begins at `offset` of the paragraph `paragraph`; at its end where the line is a separator."""

    paragraph: int
    offset: int
    n: int


class Row(NamedTuple):
    """A line that is set: the how-manieth it is in all."""

    paragraph: int
    offset: int
    at: int


def counted(copies: Sequence[Copy], starts: list[list[int]], left_out: Collection[int] = ()) -> list[Row]:
    """All lines, with as many between sections and paragraphs as agree best with the numbers."""
    ways = (list(_rows(copies, starts, between, blank)) for blank, between in product(BLANK, BETWEEN))
    return max(ways, key=lambda rows: agreement([at - n for at, n in anchored(copies, rows, left_out)]))


def _rows(copies: Sequence[Copy], starts: list[list[int]], between: int, blank: int) -> Iterator[Row]:
    at = 0
    for i, copy in enumerate(copies):
        for offset in starts[i]:
            at += 1
            yield Row(i, offset, at)
        at += blank
        if i + 1 < len(copies) and copies[i + 1].section != copy.section:
            for _ in range(between):
                at += 1
                yield Row(i, len(copy.text), at)
            at += blank * bool(between)


def agreement(drift: list[int]) -> int:
    """How many numbers are as far from their line as the one before."""
    return sum(a == b for a, b in pairwise(drift))


def anchored(copies: Sequence[Copy], rows: Sequence[Row], left_out: Collection[int]) -> list[Anchor]:
    """Each certain number with the line that it stands in; both rise."""
    places = {(row.paragraph, row.offset): row.at for row in rows}
    found: list[Anchor] = []
    for i, copy in enumerate(copies):
        for known in copy.known if i not in left_out else ():
            at = places.get((i, known.offset))
            if at and known.n and known.certain and (not found or known.n > found[-1][1]):
                found.append((at, known.n))
    return found


def numbered(copies: Sequence[Copy], rows: Sequence[Row]) -> Iterator[Line]:
    """The lines between two numbers that are as many lines apart as they tell, or between which one section ends."""
    anchors = _settled(anchored(copies, rows, ()))
    ats = [at for at, _ in anchors]
    for row in rows:
        k = bisect_right(ats, row.at)
        near = anchors[max(0, k - 1) : k + 1]
        drift = _drift(copies, rows, row, near)
        if drift is not None and row.at > drift:
            yield Line(row.paragraph, row.offset, row.at - drift)


def _settled(anchors: list[Anchor]) -> list[Anchor]:
    """Without a number that alone stands in another line than those on both sides tell."""
    drift = [at - n for at, n in anchors]
    sides = zip([None, *drift], drift, [*drift[1:], None], strict=False)
    return [anchor for anchor, (a, own, b) in zip(anchors, sides, strict=True) if own == a or a != b or a is None]


def _drift(copies: Sequence[Copy], rows: Sequence[Row], row: Row, near: list[Anchor]) -> int | None:
    """How many lines the count is ahead of the numbers; None if those before and behind the line do not tell."""
    drifts = [at - n for at, n in near]
    if len(set(drifts)) < 2:
        return drifts[0] if drifts else None
    before, section, after = (copies[rows[at - 1].paragraph].section for at in (near[0][0], row.at, near[1][0]))
    is_between = row.offset == len(copies[row.paragraph].text)
    if after != before + 1 or is_between:
        return None
    return drifts[0] if section == before else drifts[1]
