"""Find published paragraphs again by what they say, wherever they stand now.

Likeness is the share of common word triples, seen from either side: a paragraph may have been corrected, divided,
joined with others, or moved. What is like only from one side is another text.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

ENOUGH = 0.6  # share of the one that must be in the other
LEAST = 0.25  # share of the other that must then be in the one
SHORT = 200  # characters; in shorter texts one changed word may leave no triple
ALIKE = 0.75  # share of letters, in order, that such texts must have in common
COMMON = 25  # paragraphs; a triple found in more of them tells nothing


@dataclass(slots=True)
class Match:
    """Indexes into the old and the new paragraphs.

    `same`: old → new, the number stays. `split`: old → further new ones that were part of it. `merged`: old → the new
    one in which it now stands beside others. `lost`: old ones that are nowhere.
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
    _equal([canonical(text) for text in old], [canonical(text) for text in new], found)
    _in_place(old, new, found)
    taken = set(found.same.values())
    left = [i for i in range(len(old)) if i not in found.same]
    _Likeness(old, new, left, [j for j in range(len(new)) if j not in taken]).settle(found)
    return found


def _equal(old: list[str], new: list[str], found: Match) -> None:
    """Settle what says the same: first what stands in the same order, then what has moved."""
    for i, j, n in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
        found.same.update(zip(range(i, i + n), range(j, j + n), strict=True))
    places: dict[str, list[int]] = defaultdict(list)
    for j in sorted(set(range(len(new))) - set(found.same.values()), reverse=True):
        places[new[j]].append(j)
    for i, text in enumerate(old):
        if i not in found.same and places.get(text):
            found.same[i] = places[text].pop()


def _in_place(old: Sequence[str], new: Sequence[str], found: Match) -> None:
    """Settle short texts between the same neighbours as before if they are spelled alike."""
    same = {-1: -1, **found.same, len(old): len(new)}
    free = set(range(len(new))) - set(found.same.values())
    for i, text in enumerate(old):
        j = same.get(i - 1, -1) + 1
        if i in same or j not in free or same.get(i + 1) != j + 1 or max(len(text), len(new[j])) > SHORT:
            continue
        if SequenceMatcher(None, text, new[j], autojunk=False).ratio() >= ALIKE:
            found.same[i] = j


class _Likeness:
    """What could not be matched as equal: old ones `left`, new ones `right`.

    `of_old[i, j]` is how much of the old one is in the new one, `of_new[i, j]` how much of the new one is from the old.
    """

    def __init__(self, old: Sequence[str], new: Sequence[str], left: list[int], right: list[int]) -> None:
        self.left, self.right = left, right
        olds, news = {i: _triples(old[i]) for i in left}, {j: _triples(new[j]) for j in right}
        where: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for j, triples in news.items():
            for triple in triples:
                where[triple].append(j)
        common: dict[tuple[int, int], int] = Counter()
        for i, triples in olds.items():
            for triple, n in triples.items():
                if len(where.get(triple, ())) <= COMMON:
                    for j in where.get(triple, ()):
                        common[i, j] += min(n, news[j][triple])
        self.of_old = {(i, j): n / olds[i].total() for (i, j), n in common.items()}
        self.of_new = {(i, j): n / news[j].total() for (i, j), n in common.items()}
        self.home: dict[int, int] = {}
        self.owner: dict[int, int] = {}

    def settle(self, found: Match) -> None:
        """Corrected ones first, then joined ones, then divided ones; the rest is lost."""
        self._corrected()
        for j in self.right:
            self._joined(j, found)
        for i in self.left:
            self._divided(i, found)
        found.same.update(self.home)
        found.lost = [i for i in self.left if i not in self.home and i not in found.merged]

    def _corrected(self) -> None:
        """Like from both sides, the likest first."""
        close = [p for p in self.of_old if _like(self.of_old[p], self.of_new[p])]
        for i, j in sorted(close, key=lambda p: (-self.of_old[p] - self.of_new[p], p)):
            if i not in self.home and j not in self.owner:
                self.home[i], self.owner[j] = j, i

    def _joined(self, j: int, found: Match) -> None:
        """Old ones that stand in j as a whole; the first of all in it gives the number."""
        free = (i for i in self.left if i not in self.home and i not in found.merged)
        sources = [i for i in free if self.of_old.get((i, j), 0) >= ENOUGH]
        if j in self.owner:
            sources = _beside(self.owner[j], sources)
        elif sources:
            sources = _beside(sources[0], sources[1:])
            if sum(self.of_new[i, j] for i in sources) < ENOUGH:
                return
        if len(sources) > 1:
            first = min(sources)
            self.home = {i: there for i, there in self.home.items() if there != j} | {first: j}
            self.owner[j] = first
            found.merged.update((i, j) for i in sources if i != first)

    def _divided(self, i: int, found: Match) -> None:
        """New ones that are from i as a whole; the first of them keeps the number."""
        parts = [j for j in self.right if j not in self.owner and self.of_new.get((i, j), 0) >= ENOUGH]
        if i in found.merged or not parts:
            return
        if i in self.home:
            parts.append(self.home[i])
        elif len(parts) < 2 or sum(self.of_old[i, j] for j in parts) < ENOUGH:
            return
        self.owner.update((j, i) for j in parts)
        self.home[i], *found.split[i] = sorted(parts)


def _beside(i: int, others: list[int]) -> list[int]:
    """`i` and those of the others that stand next to it, or next to one that does: only neighbours are joined."""
    run = [i]
    for side in (sorted(x for x in others if x > i), sorted((x for x in others if x < i), reverse=True)):
        last = i
        for other in side:
            if abs(other - last) > 1:
                break
            last = other
            run.append(other)
    return run


def _like(of_old: float, of_new: float) -> bool:
    return max(of_old, of_new) >= ENOUGH and min(of_old, of_new) >= LEAST


def _triples(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", canonical(text).lower()) or [text]
    size = min(3, len(words))
    return Counter(tuple(words[k : k + size]) for k in range(len(words) - size + 1))
