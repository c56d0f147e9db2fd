"""What a word of the text is found by: its stem, and the stems of what it is composed of."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container, Iterable, Iterator
from itertools import accumulate

from ..vocabulary.compounds import SHORT, Compound
from .stem import JOINT, fold, stem

#: Stems of words that begin sentences and look like the end, or the beginning, of a word (Machthaber, Sicherheit).
NO_NOUNS = frozenset("aber dies ein mein nach nich nicht sich unter".split())


class Keys:
    """Keys of words. Closed compounds are split into words of the edition, given by the stems of its nouns."""

    def __init__(self, nouns: Container[str]) -> None:
        self.nouns = nouns
        self._known: dict[str, tuple[str, ...]] = {}

    def of(self, word: str) -> tuple[str, ...]:
        """Suprematie-Anspruch: suprematieanspruch, suprematie, anspruch. The first is that of the whole word."""
        if word not in self._known:
            self._known[word] = ()  # a word is no part of itself
            parts = (key for part in self._parts(word) for key in self.of(part))
            self._known[word] = tuple(dict.fromkeys((stem(word), *parts)))
        return self._known[word]

    def _parts(self, word: str) -> Iterator[str]:
        pieces = JOINT.split(word)
        if len(pieces) > 1:
            yield from pieces
            return
        compound = Compound(word)
        for found in (list(compound.first(self)), list(compound.second(self))):
            if found:  # the longest; what is in it is found in turn
                start, end, _, _ = max(found, key=lambda part: part[1] - part[0])
                yield compound.text[start:end].capitalize()

    def __contains__(self, part: object) -> bool:
        """Is this a noun of the edition, in whatever form?"""
        return isinstance(part, str) and stem(part.capitalize()) in self.nouns


def nouns(words: Iterable[str]) -> set[str]:
    """The stems of all words that may be parts of compounds."""
    parts = {part for word in words for part in JOINT.split(word)}
    return {stem(part) for part in parts if len(part) >= SHORT and part.isalpha() and part[0].isupper()} - NO_NOUNS


def touched(words: Iterable[str], stems: Iterable[str]) -> set[str]:
    """The words whose keys may change where these stems become nouns of the edition, or cease to be. Some too many."""
    ordered = sorted(words)
    folded = [_without_e(fold(word)) for word in ordered]
    ends = list(accumulate(len(word) + 1 for word in folded))
    text, found = "\n".join(folded), set[str]()
    for part in {_without_e(s) for s in stems}:
        at = text.find(part)
        while at >= 0:
            found.add(ordered[bisect_right(ends, at)])
            at = text.find(part, at + 1)
    return found


def _without_e(word: str) -> str:
    """As e after a, o, u is folded away, perhaps where two parts meet."""
    return word.replace("e", "")
