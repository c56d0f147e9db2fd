"""Find published paragraphs again by what they say, wherever they stand now.

Likeness is the share of common word triples, seen from either side: a paragraph may have been corrected, divided,
joined with others, or moved. What is like only from one side is another text.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

ENOUGH = 0.6  # share of the one that must be in the other
LEAST = 0.25  # share of the other that must then be in the one
SHORT = 200  # characters; in shorter texts one changed word may leave no triple
ALIKE = 0.75  # share of letters, in order, that such texts must have in common
COMMON = 25  # paragraphs; a triple found in more of them tells nothing


_Triples = Counter[tuple[str, ...]]


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


def holds(text: str, old: str) -> bool:
    """Does an old paragraph stand in this one, be it with a few words changed?"""
    words, whole = f" {' '.join(_words(old))} ", f" {' '.join(_words(text))} "
    if words in whole:
        return True
    triples = Counter(_triples(old))
    return (triples & Counter(_triples(text))).total() >= ENOUGH * triples.total()


def match(old: Sequence[str], new: Sequence[str], openings: Sequence[Sequence[str]] = ()) -> Match:
    """Match two sequences of paragraphs. `openings`: how each old one began when it was first named, and since."""
    found = Match()
    _equal([canonical(text) for text in old], [canonical(text) for text in new], found)
    _in_place(old, new, found)
    taken = set(found.same.values())
    left = [i for i in range(len(old)) if i not in found.same]
    _Likeness(old, new, left, [j for j in range(len(new)) if j not in taken]).settle(found)
    for i in found.split:
        if openings:
            _keep(i, openings[i], new, found)
    return found


def _keep(i: int, openings: Sequence[str], new: Sequence[str], found: Match) -> None:
    """Of the parts of one, that keeps the number in which most words of the oldest opening stand, or the first."""
    parts = [found.same[i], *found.split[i]]
    words = [Counter(_words(new[j])) for j in parts]
    wanted = [Counter(_words(opening)) for opening in openings]
    best = max(range(len(parts)), key=lambda k: [(words[k] & opening).total() for opening in wanted])
    found.same[i] = parts.pop(best)
    found.split[i] = parts


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
    """Settle short texts between the same neighbours as before if they are spelled alike, and stand nowhere else."""
    same = {-1: -1, **found.same, len(old): len(new)}
    free = set(range(len(new))) - set(found.same.values())
    for i, text in enumerate(old):
        j = same.get(i - 1, -1) + 1
        if i in same or j not in free or same.get(i + 1) != j + 1 or max(len(text), len(new[j])) > SHORT:
            continue
        elsewhere = " " in text and any(canonical(text) in canonical(new[k]) for k in free if k != j)
        if not elsewhere and SequenceMatcher(None, text, new[j], autojunk=False).ratio() >= ALIKE:
            found.same[i] = j


class _Likeness:
    """What could not be matched as equal: old ones `left`, new ones `right`.

    `of_old[i, j]` is how much of the old one is in the new one, `of_new[i, j]` how much of the new one is from the old.
    """

    def __init__(self, old: Sequence[str], new: Sequence[str], left: list[int], right: list[int]) -> None:
        self.left, self.right = left, right
        self.olds = {i: Counter(_triples(old[i])) for i in left}
        self.news = {j: Counter(_triples(new[j])) for j in right}
        self.new = new
        where: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for j, triples in self.news.items():
            for triple in triples:
                where[triple].append(j)
        common: dict[tuple[int, int], int] = Counter()
        for i, triples in self.olds.items():
            for triple, n in triples.items():
                if len(where.get(triple, ())) <= COMMON:
                    for j in where.get(triple, ()):
                        common[i, j] += min(n, self.news[j][triple])
        self.of_old = {(i, j): n / self.olds[i].total() for (i, j), n in common.items()}
        self.of_new = {(i, j): n / self.news[j].total() for (i, j), n in common.items()}
        self.verbatim = {i for (i, _), share in self.of_old.items() if share == 1}
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
        """Like from both sides, the likest first; what stands somewhere word for word is not sought elsewhere."""
        close = [p for p in self.of_old if _like(self.of_old[p], self.of_new[p]) and self._best(p)]
        for i, j in sorted(close, key=lambda p: (-self.of_old[p] - self.of_new[p], p)):
            if i not in self.home and j not in self.owner:
                self.home[i], self.owner[j] = j, i

    def _best(self, pair: tuple[int, int]) -> bool:
        """Does the old one stand there word for word, or nowhere so?"""
        return pair[0] not in self.verbatim or self.of_old[pair] == 1

    def _joined(self, j: int, found: Match) -> None:
        """Old ones that stand in j as a whole and stood beside each other; the first in j gives the number.

        If the one that is corrected in j is not there as a whole, it keeps its number.
        """
        free = {i: self.olds[i] for i in self.left if i not in self.home and i not in found.merged}
        inside = {i: words for i, words in free.items() if self.of_old.get((i, j), 0) >= ENOUGH and self._best((i, j))}
        if j in self.owner:
            first = self.owner[j]
        elif inside:
            first = max(inside, key=lambda i: self.of_new[i, j])
        else:
            return
        others = sorted(_beside(first, inside, free), key=lambda i: -self.of_old[i, j])
        sources = _together(first, others, self.olds, self.news[j])
        if len(sources) > 1 and (j in self.owner or sum(self.of_new[i, j] for i in sources) >= ENOUGH):
            words = _triples(self.new[j])
            if self.of_old[first, j] >= ENOUGH:
                first = min(sources, key=lambda i: next(k for k, triple in enumerate(words) if triple in self.olds[i]))
            self.home = {i: there for i, there in self.home.items() if there != j} | {first: j}
            self.owner[j] = first
            found.merged.update((i, j) for i in sources if i != first)

    def _divided(self, i: int, found: Match) -> None:
        """New ones that are from i as a whole; the first of them keeps the number."""
        parts = [j for j in self.right if j not in self.owner and self.of_new.get((i, j), 0) >= ENOUGH]
        if i in found.merged or not parts:
            return
        largest = self.home[i] if i in self.home else max(parts, key=lambda j: self.of_old[i, j])
        parts.sort(key=lambda j: (-self.of_new[i, j], abs(j - largest)))
        places = _together(largest, parts, self.news, self.olds[i])
        if i in self.home or (len(places) > 1 and sum(self.of_old[i, j] for j in places) >= ENOUGH):
            self.owner.update((j, i) for j in places)
            self.home[i], *found.split[i] = places


def _together(first: int, others: Iterable[int], texts: Mapping[int, _Triples], whole: _Triples) -> list[int]:
    """`first` and, in order, those of the others of which each has words of the whole that no one before it has."""
    chosen, rest = [first], whole - texts[first]
    for other in others:
        if other != first and (rest & texts[other]).total() >= ENOUGH * texts[other].total():
            chosen.append(other)
            rest -= texts[other]
    return sorted(chosen)


def _beside(first: int, chosen: Collection[int], free: Collection[int]) -> Iterator[int]:
    """The chosen ones on both sides of the first; between them stand at most free ones, of which nothing is known."""
    for step in (1, -1):
        at = first + step
        while at in free:
            if at in chosen:
                yield at
            at += step


def _like(of_old: float, of_new: float) -> bool:
    return max(of_old, of_new) >= ENOUGH and min(of_old, of_new) >= LEAST


def _triples(text: str) -> list[tuple[str, ...]]:
    words = _words(text)
    size = min(3, len(words))
    return [tuple(words[k : k + size]) for k in range(len(words) - size + 1)]


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", canonical(text).lower()) or [text]
