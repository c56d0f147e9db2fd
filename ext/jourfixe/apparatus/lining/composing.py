"""The printed lines of a protocol, counted from the numbers that are known."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, product
from typing import NamedTuple

from .copy import Copy
from .fitting import SHORT, best_setting, witnessed
from .setting import Setting, measured

FOLDS = 5
LEAST = 0.9  # share of what is known that must come about without being told
FEW = 10  # places known; with fewer there is nothing to tell the setting from
BETWEEN = (1, 0, 2, 3)  # lines between two sections
BLANK = (0, 1)  # lines after each paragraph


class Line(NamedTuple):
    """A printed line begins at `offset` of the paragraph `paragraph`; at its end where the line is a separator."""

    paragraph: int
    offset: int
    n: int


@dataclass(frozen=True, slots=True)
class Fit:
    """How many of the known line ends and numbers come about where they were left out; `known` of each."""

    ends: int
    ends_known: int
    numbers: int
    numbers_known: int

    @property
    def share(self) -> float:
        known = self.ends_known + self.numbers_known
        return (self.ends + self.numbers) / known if known else 0.0

    @property
    def is_good(self) -> bool:
        return self.share >= LEAST and self.ends_known + self.numbers_known >= FEW and self.numbers_known > 1


@dataclass(frozen=True, slots=True)
class Composed:
    """`lines`: those whose number is certain, in order. `setting` is None where nothing is known."""

    lines: tuple[Line, ...]
    fit: Fit
    setting: Setting | None


class Row(NamedTuple):
    """A line that is set: the how-manieth it is in all."""

    paragraph: int
    offset: int
    at: int


def compose(copies: Sequence[Copy]) -> Composed:
    """Set all paragraphs with the setting that fits best."""
    setting = best_setting(copies)
    if setting is None:
        return Composed((), Fit(0, 0, 0, 0), None)
    fit = _fit(copies, setting)
    rows = _counted(copies, _starts(copies, setting, ()))
    return Composed(tuple(_numbered(copies, rows)), fit, setting)


def free_lines(copy: Copy, setting: Setting) -> list[int]:
    """Offsets at which the lines of a paragraph begin, as if nothing were known of it."""
    return _set(replace(copy, known=()), setting, ())


def _set(copy: Copy, setting: Setting, forced: Collection[int]) -> list[int]:
    set_ = measured(copy, setting.style)
    indent = set_.lead + setting.spoken if copy.spoken else setting.plain
    return [set_.starts[i] for i in set_.lines(setting.measure, indent, map(set_.piece, forced)) if set_.starts]


def trusted(copy: Copy, setting: Setting) -> set[int]:
    """Where a line begins at any rate: at certain numbers, and at the ends of lines of the witness that fit."""
    set_ = measured(copy, setting.style)
    known = {k.offset for k in copy.known if k.n and k.certain}
    for w in witnessed(copy, set_):
        if w.first and w.count == 1 and set_.after(w.first, setting.measure) == w.last:
            known |= {set_.starts[w.first], set_.starts[w.last]}
    return known


def _starts(copies: Sequence[Copy], setting: Setting, left_out: Collection[int]) -> list[list[int]]:
    """Offsets of the lines of each paragraph; of those left out as if nothing were known."""
    return [
        free_lines(copy, setting) if i in left_out else _set(copy, setting, trusted(copy, setting))
        for i, copy in enumerate(copies)
    ]


def _counted(copies: Sequence[Copy], starts: list[list[int]], left_out: Collection[int] = ()) -> list[Row]:
    """All lines, with as many between sections and paragraphs as agree best with the numbers."""
    ways = (list(_rows(copies, starts, between, blank)) for blank, between in product(BLANK, BETWEEN))
    return max(ways, key=lambda rows: _agreement([at - n for at, n in _anchors(copies, rows, left_out)]))


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


def _agreement(drift: list[int]) -> int:
    """How many numbers are as far from their line as the one before."""
    return sum(a == b for a, b in zip(drift, drift[1:], strict=False))


def _anchors(copies: Sequence[Copy], rows: Sequence[Row], left_out: Collection[int]) -> list[tuple[int, int]]:
    """Each certain number with the line that it stands in; both rise."""
    places = {(row.paragraph, row.offset): row.at for row in rows}
    found: list[tuple[int, int]] = []
    for i, copy in enumerate(copies):
        for known in copy.known if i not in left_out else ():
            at = places.get((i, known.offset))
            if at and known.n and known.certain and (not found or known.n > found[-1][1]):
                found.append((at, known.n))
    return found


def _numbered(copies: Sequence[Copy], rows: Sequence[Row]) -> Iterator[Line]:
    """The lines between two numbers that are as many lines apart as they tell, or between which one section ends."""
    anchors = _settled(_anchors(copies, rows, ()))
    ats = [at for at, _ in anchors]
    for row in rows:
        k = bisect_right(ats, row.at)
        near = anchors[max(0, k - 1) : k + 1]
        drift = _drift(copies, rows, row, near)
        if drift is not None and row.at > drift:
            yield Line(row.paragraph, row.offset, row.at - drift)


def _settled(anchors: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Without a number that alone stands in another line than those on both sides tell."""
    drift = [at - n for at, n in anchors]
    sides = zip([None, *drift], drift, [*drift[1:], None], strict=False)
    return [anchor for anchor, (a, own, b) in zip(anchors, sides, strict=True) if own == a or a != b or a is None]


def _drift(copies: Sequence[Copy], rows: Sequence[Row], row: Row, near: list[tuple[int, int]]) -> int | None:
    """How many lines the count is ahead of the numbers; None if those before and behind the line do not tell."""
    drifts = [at - n for at, n in near]
    if len(set(drifts)) < 2:
        return drifts[0] if drifts else None
    before, section, after = (copies[rows[at - 1].paragraph].section for at in (near[0][0], row.at, near[1][0]))
    is_between = row.offset == len(copies[row.paragraph].text)
    if after != before + 1 or is_between:
        return None
    return drifts[0] if section == before else drifts[1]


def _fit(copies: Sequence[Copy], setting: Setting) -> Fit:
    """Leave out a part of what is known, and look how much of it comes about; one part after the other."""
    ends = ends_known = numbers = numbers_known = 0
    for fold in range(FOLDS):
        left_out = {i for i in range(len(copies)) if i % FOLDS == fold}
        own = best_setting([copy for i, copy in enumerate(copies) if i not in left_out]) or setting
        starts = _starts(copies, own, left_out)
        rows = _counted(copies, starts, left_out)
        predicted = {(row.paragraph, row.offset): row.at for row in rows}
        anchors = _anchors(copies, rows, left_out)
        for i in left_out:
            wanted = _ends(copies[i])
            ends += len(wanted & set(starts[i]))
            ends_known += len(wanted)
            told = [k for k in copies[i].known if k.n and k.certain]
            numbers_known += len(told)
            numbers += sum(_is_predicted(predicted.get((i, k.offset), 0), k.n, anchors) for k in told)
    return Fit(ends, ends_known, numbers, numbers_known)


def _ends(copy: Copy) -> set[int]:
    """Where a line of the witness ends that is no longer than a printed one."""
    pairs = zip(copy.known, copy.known[1:], strict=False)
    return {k.offset for a, b in pairs if b.offset - a.offset <= SHORT for k in (a, b)}


def _is_predicted(at: int, n: int, anchors: list[tuple[int, int]]) -> bool:
    """Is it the line that the nearest number which was not left out makes the n-th?"""
    if not at or not anchors:
        return False
    k = bisect_right([a for a, _ in anchors], at)
    near, its = anchors[max(0, k - 1)]
    return at - near == n - its
