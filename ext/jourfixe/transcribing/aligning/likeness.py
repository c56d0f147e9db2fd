"""Which words two texts have in common, in the same order; in time nearly linear in their length.

What occurs once in both is found first, several words at a time; between two finds it is done again.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

SIZES = (5, 2, 1)  # words that together occur once in each text
SMALL = 4000  # pairs of words that may be compared each with each
DEPTH = 8  # of finds between finds; more only where a text repeats itself again and again


class Block(NamedTuple):
    """Words i … i + n - 1 of the one are words j … j + n - 1 of the other."""

    i: int
    j: int
    n: int


class _Region(NamedTuple):
    i: int
    i_end: int
    j: int
    j_end: int
    depth: int = 0


def common_words(one: Sequence[str], other: Sequence[str]) -> list[Block]:
    """In order, none overlapping; the last is empty and stands behind both ends."""
    ids: dict[str, int] = {}
    a, b = ([ids.setdefault(word, len(ids)) for word in words] for words in (one, other))
    blocks, open_ = list[Block](), [_Region(0, len(a), 0, len(b))]
    while open_:
        region = open_.pop()
        inner = _trimmed(a, b, region, blocks)
        if inner.i == inner.i_end or inner.j == inner.j_end:
            continue
        if (inner.i_end - inner.i) * (inner.j_end - inner.j) <= SMALL:
            blocks += _compared(a, b, inner)
        elif region.depth < DEPTH:
            open_ += _between(inner, _found(a, b, inner))
    return _joined(sorted(blocks), len(a), len(b))


def _trimmed(a: list[int], b: list[int], r: _Region, blocks: list[Block]) -> _Region:
    """The region without what both sides begin and end with."""
    i, i_end, j, j_end, depth = r
    while i < i_end and j < j_end and a[i] == b[j]:
        i, j = i + 1, j + 1
    while i < i_end and j < j_end and a[i_end - 1] == b[j_end - 1]:
        i_end, j_end = i_end - 1, j_end - 1
    blocks += Block(r.i, r.j, i - r.i), Block(i_end, j_end, r.i_end - i_end)
    return _Region(i, i_end, j, j_end, depth)


def _compared(a: list[int], b: list[int], r: _Region) -> Iterator[Block]:
    found = SequenceMatcher(None, a[r.i : r.i_end], b[r.j : r.j_end], autojunk=False).get_matching_blocks()
    return (Block(r.i + i, r.j + j, n) for i, j, n in found)


def _found(a: list[int], b: list[int], r: _Region) -> list[tuple[int, int]]:
    """Places of what occurs once on either side, as many as stand in the same order."""
    for size in SIZES:
        there = _once(b, r.j, r.j_end, size)
        pairs = [(i, there[words]) for words, i in _once(a, r.i, r.i_end, size).items() if words in there]
        if pairs:
            return _rising(sorted(pairs))
    return []


def _once(words: list[int], start: int, end: int, size: int) -> dict[tuple[int, ...], int]:
    places: dict[tuple[int, ...], int] = {}
    part = words[start:end]
    grams = zip(*(part[k:] for k in range(size)), strict=False)
    for i, gram in enumerate(grams, start):
        places[gram] = -1 if gram in places else i
    return {gram: i for gram, i in places.items() if i >= 0}


def _rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest row of pairs in which both sides rise."""
    tops: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for k, (_, j) in enumerate(pairs):
        at = bisect_left(tops, j)
        tops[at : at + 1], ends[at : at + 1] = [j], [k]
        before.append(ends[at - 1] if at else -1)
    row, k = list[tuple[int, int]](), ends[-1]
    while k >= 0:
        row.append(pairs[k])
        k = before[k]
    return row[::-1]


def _between(r: _Region, found: list[tuple[int, int]]) -> Iterator[_Region]:
    """What lies between two finds; each begins with the word found."""
    if found:
        for (i, j), (i_end, j_end) in pairwise([(r.i, r.j), *found, (r.i_end, r.j_end)]):
            yield _Region(i, i_end, j, j_end, r.depth + 1)


def _joined(blocks: list[Block], i_end: int, j_end: int) -> list[Block]:
    joined: list[Block] = []
    for block in blocks:
        if not block.n:
            continue
        if joined and (last := joined[-1]).i + last.n == block.i and last.j + last.n == block.j:
            joined[-1] = Block(last.i, last.j, last.n + block.n)
        else:
            joined.append(block)
    return [*joined, Block(i_end, j_end, 0)]
