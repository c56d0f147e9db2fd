"""Pair the runs of * and _ that mark emphasis. A run without a partner is text."""

from __future__ import annotations

from dataclasses import dataclass, field

LONGEST = 3


@dataclass(frozen=True, slots=True)
class Pair:
    """Emphasis between source offsets `start` (behind the opening marks) and `end` (before the closing ones)."""

    strong: bool
    start: int
    end: int


@dataclass(slots=True)
class Pairs:
    """All pairs; `cut` are the source ranges of their marks, `single` the offsets of runs without a partner."""

    pairs: list[Pair] = field(default_factory=list)
    cut: list[tuple[int, int]] = field(default_factory=list)
    single: list[int] = field(default_factory=list)


def pair_runs(text: str, runs: list[tuple[int, int]], start: int, end: int) -> Pairs:
    """Runs are (start, end) in order, each of one character, all between `start` and `end`. Linear in their number."""
    found = Pairs()
    open_: dict[str, list[list[int]]] = {"*": [], "_": []}
    for a, b in runs:
        opens, closes = _can(text, a, b, start, end)
        if b - a > LONGEST or not (opens or closes):
            continue
        stack = open_[text[a]]
        while closes and a < b and stack:
            left, right = stack[-1]
            k = 2 if right - left >= 2 and b - a >= 2 else 1
            found.pairs.append(Pair(k == 2, right, a))
            found.cut += (right - k, right), (a, a + k)
            a += k
            stack[-1][1] -= k
            if left == right - k:
                stack.pop()
        if a < b and opens:
            stack.append([a, b])
        elif a < b:
            found.single.append(a)
    found.single += [a for stack in open_.values() for a, _ in stack]
    found.single.sort()
    found.cut.sort()
    return found


def _can(text: str, a: int, b: int, start: int, end: int) -> tuple[bool, bool]:
    """May the run open, may it close? As in Markdown; an underscore inside a word does neither."""
    before = text[a - 1] if a > start else " "
    after = text[b] if b < end else " "
    opens, closes = not after.isspace(), not before.isspace()
    if text[a] == "_":
        return opens and not before.isalnum(), closes and not after.isalnum()
    return opens, closes
