"""The longest chain of numbers that rise by one step, as those of a margin column do."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from itertools import pairwise

from .numbers import Number

FAVOUR = 15  # lines that a number may be off, if it stands at the edge of a line instead of within
RESTART = 2.0  # numbers that a new count must win before it is believed


def best_chain(numbers: list[Number], step: int) -> list[Number]:
    """The best chain, without numbers of the running text that only seem to belong to it."""
    return _without_strays(_nearest(_heaviest(numbers, step), numbers), step)


def runs_of(chain: list[Number]) -> list[list[Number]]:
    """The chain divided where it begins anew."""
    runs: list[list[Number]] = []
    for n in chain:
        if runs and n.value > runs[-1][-1].value:
            runs[-1].append(n)
        else:
            runs.append([n])
    return runs


def line_length(run: list[Number]) -> float:
    """Characters of the witness per printed line."""
    return (run[-1].start - run[0].start) / max(1, run[-1].value - run[0].value)


def density(chain: list[Number], step: int) -> float:
    expected = sum((r[-1].value - r[0].value) // step + 1 for r in runs_of(chain))
    return len(chain) / expected


@dataclass(frozen=True, slots=True)
class _Link:
    score: float
    number: Number
    before: _Link | None


def _heaviest(numbers: list[Number], step: int) -> list[Number]:
    """The heaviest rising chain, each number at most ten steps above the one before; it may begin anew."""
    best: dict[int, _Link] = {}
    top: _Link | None = None
    for n in numbers:
        befores = [best.get(n.value - k * step) for k in range(1, 11)]
        before = max((b for b in befores if b), key=lambda b: b.score, default=None)
        score = before.score if before else 0.0
        if n.value <= 2 * step and top and top.score - RESTART > score:
            before, score = top, top.score - RESTART
        link = _Link(score + n.weight, n, before)
        if n.value not in best or link.score > best[n.value].score:
            best[n.value] = link
        if top is None or link.score > top.score:
            top = link
    chain: list[Number] = []
    while top:
        chain.append(top.number)
        top = top.before
    return chain[::-1]


def _nearest(chain: list[Number], numbers: list[Number]) -> list[Number]:
    """Where a number stands twice between its neighbours, take the one that is nearer to its line."""
    others: dict[int, list[Number]] = {}
    for n in numbers:
        others.setdefault(n.value, []).append(n)
    settled = chain[:1]
    for n, after in pairwise(chain[1:]):
        before, found = settled[-1], others[n.value]
        lo, hi = (bisect_left(found, x.start, key=lambda n: n.start) for x in (before, after))
        if hi - lo > 1 and before.value < n.value < after.value:
            length = (after.start - before.start) / (after.value - before.value)
            expected = before.start + (n.value - before.value) * length
            n = min(found[lo:hi], key=lambda o: abs(o.start - expected) / length - FAVOUR * o.weight)
        settled.append(n)
    return settled + chain[1:][-1:]


def _without_strays(chain: list[Number], step: int) -> list[Number]:
    """Drop numbers of the running text that only fill a gap of the column: they stand in the wrong place."""
    if step < 5:
        return chain
    kept: list[Number] = []
    for run in runs_of(chain):
        length = line_length(run)
        for before, n, after in zip([None, *run[:-1]], run, [*run[1:], None], strict=True):
            if before and after and (n.weight < 1.0):
                share = (n.value - before.value) / (after.value - before.value)
                expected = before.start + share * (after.start - before.start)
                if abs(n.start - expected) > 0.65 * step * length:
                    continue
            kept.append(n)
    return kept
