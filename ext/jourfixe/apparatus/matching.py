"""Find published paragraphs again by what they say, wherever they stand now.

Likeness is the share of common word triples, seen from either side: a paragraph may have been corrected, divided,
joined with another, or moved.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

ENOUGH = 0.6
COMMON = 25  # paragraphs; a triple found in more of them tells nothing


@dataclass(slots=True)
class Match:
    """Indexes into the old and the new paragraphs.

    `same`: old → new, the number stays. `split`: old → further new ones that were part of it. `merged`: old → the old
    one in whose paragraph it now stands. `lost`: old ones that are nowhere.
    """

    same: dict[int, int] = field(default_factory=dict)
    split: dict[int, list[int]] = field(default_factory=dict)
    merged: dict[int, int] = field(default_factory=dict)
    lost: list[int] = field(default_factory=list)


def canonical(text: str) -> str:
    """Without what converters do differently: quotes, dashes, spaces."""
    text = re.sub(r"[„“”»«\"]", '"', text)
    text = re.sub(r"[‚‘’']", "'", text)
    return re.sub(r"\s+", " ", re.sub(r"[-‐‑–—]", "-", text)).strip()


def match(old: Sequence[str], new: Sequence[str]) -> Match:
    """Match two sequences of paragraphs."""
    found = Match()
    left, right = _equal(old, new, found)
    _Likeness([old[i] for i in left], [new[j] for j in right]).settle(left, right, found)
    return found


def _equal(old: Sequence[str], new: Sequence[str], found: Match) -> tuple[list[int], list[int]]:
    """Settle what is the same; of equal texts the first old one is the first new one. What is left of both."""
    places: dict[str, list[int]] = defaultdict(list)
    for j in reversed(range(len(new))):
        places[canonical(new[j])].append(j)
    for i, text in enumerate(old):
        if places.get(key := canonical(text)):
            found.same[i] = places[key].pop()
    taken = set(found.same.values())
    return [i for i in range(len(old)) if i not in found.same], [j for j in range(len(new)) if j not in taken]


class _Likeness:
    """Shares of common triples between what could not be matched as equal."""

    def __init__(self, old: list[str], new: list[str]) -> None:
        self.old, self.new = [_triples(t) for t in old], [_triples(t) for t in new]
        where: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for j, triples in enumerate(self.new):
            for triple in triples:
                where[triple].append(j)
        self.common: dict[tuple[int, int], int] = Counter()
        for i, triples in enumerate(self.old):
            for triple, n in triples.items():
                if len(where.get(triple, ())) <= COMMON:
                    for j in where.get(triple, ()):
                        self.common[i, j] += min(n, self.new[j][triple])

    def settle(self, left: list[int], right: list[int], found: Match) -> None:
        """Decide for each old paragraph; the best likeness first."""
        of_old = {pair: n / sum(self.old[pair[0]].values()) for pair, n in self.common.items()}
        of_new = {pair: n / sum(self.new[pair[1]].values()) for pair, n in self.common.items()}
        close = [p for p in self.common if max(of_old[p], of_new[p]) >= ENOUGH]
        close.sort(key=lambda p: (-of_old[p] - of_new[p], p))
        home: dict[int, int] = {}
        owner: dict[int, int] = {}
        for i, j in close:
            if i not in home and j not in owner:
                home[i], owner[j] = j, i
        for i, j in close:
            if i in home and j not in owner and of_new[i, j] >= ENOUGH:
                owner[j] = i
                found.split.setdefault(left[i], []).append(right[j])
            elif i not in home and of_old[i, j] >= ENOUGH:
                home[i] = j
                found.merged[left[i]] = left[owner[j]]
        for i in range(len(self.old)):
            if i not in home:
                found.lost.append(left[i])
            elif left[i] not in found.merged:
                found.same[left[i]] = right[home[i]]
        _order(found)


def _triples(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", canonical(text).lower()) or [text]
    size = min(3, len(words))
    return Counter(tuple(words[k : k + size]) for k in range(len(words) - size + 1))


def _order(found: Match) -> None:
    """Of a divided paragraph the first part keeps the number; of joined ones the first keeps its own."""
    for i, parts in found.split.items():
        first, *rest = sorted([found.same[i], *parts])
        found.same[i], found.split[i] = first, rest
    for i, into in list(found.merged.items()):
        if i < into:
            found.same[i] = found.same.pop(into)
            found.merged = {k: i if v == into else v for k, v in found.merged.items() if k != i} | {into: i}
