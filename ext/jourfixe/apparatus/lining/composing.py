"""The printed lines of a protocol, counted from the numbers that are known."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from .copy import Copy
from .counting import Anchor, Line, agreement, anchored, counted, numbered
from .fitting import SHORT, all_styles, settings, witnessed
from .setting import Setting, Style, measured

FOLDS = 5
LEAST = 0.9  # share of what is known that must come about without being told
TRIED = 8  # settings with which the lines are counted
FEW = 20  # places known; with fewer there is nothing to tell the setting from


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


def compose(copies: Sequence[Copy]) -> Composed:
    """Set all paragraphs with the setting that fits best."""
    setting = _best(copies, all_styles())
    if setting is None:
        return Composed((), Fit(0, 0, 0, 0), None)
    fit = _fit(copies, setting)
    rows = counted(copies, _starts(copies, setting, ()))
    return Composed(tuple(numbered(copies, rows)), fit, setting)


def _best(copies: Sequence[Copy], styles: Sequence[Style], left_out: Collection[int] = ()) -> Setting | None:
    """The setting with which most is as known, within paragraphs and in the number of lines between two numbers."""
    told = [copy for i, copy in enumerate(copies) if i not in left_out]
    best, most = None, 0
    for score, setting in settings(told, styles)[:TRIED]:
        rows = counted(copies, [free_lines(copy, setting) for copy in copies], left_out)
        drift = [at - n for at, n in anchored(copies, rows, left_out)]
        if (score := score + agreement(drift)) > most:
            best, most = setting, score
    return best


def free_lines(copy: Copy, setting: Setting) -> list[int]:
    """Offsets at which the lines of a paragraph begin, as if nothing were known of it."""
    return _set(replace(copy, known=()), setting, ())


def _set(copy: Copy, setting: Setting, forced: Collection[int]) -> list[int]:
    set_ = measured(copy, setting.style)
    indent = set_.lead + setting.spoken if copy.spoken else setting.plain
    return [set_.starts[i] for i in set_.lines(setting.measure, indent, map(set_.piece, forced))]


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


def _fit(copies: Sequence[Copy], setting: Setting) -> Fit:
    """Leave out a part of what is known, and look how much of it comes about; one part after the other."""
    ends = ends_known = numbers = numbers_known = 0
    for fold in range(FOLDS):
        left_out = {i for i in range(len(copies)) if i % FOLDS == fold}
        own = _best(copies, [replace(setting.style, divides=False), setting.style], left_out) or setting
        starts = _starts(copies, own, left_out)
        rows = counted(copies, starts, left_out)
        predicted = {(row.paragraph, row.offset): row.at for row in rows}
        anchors = anchored(copies, rows, left_out)
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
    pairs = pairwise(copy.known)
    return {k.offset for a, b in pairs if b.offset - a.offset <= SHORT for k in (a, b)}


def _is_predicted(at: int, n: int, anchors: list[Anchor]) -> bool:
    """Is it the line that the nearest number which was not left out makes the n-th?"""
    if not at or not anchors:
        return False
    k = bisect_right([a for a, _ in anchors], at)
    near, its = anchors[max(0, k - 1)]
    return at - near == n - its
