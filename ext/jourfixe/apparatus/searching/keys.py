"""What a word of the text is found by: its stem, and the stems of what it is composed of."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Container, Iterable, Iterator
from itertools import accumulate

from ..vocabulary.compounds import ONSET, SHORT, VOWEL, Compound
from .stem import JOINT, fold, stem

SYLLABLE = re.compile(rf"(?!ens[^aeiouyäöü]){ONSET}{VOWEL}.{{2}}")
#: To those who search Russland is no Land.
COUNTRY = re.compile(
    r"(?:.*[a-zäöü])?(?:russ|deutsch|eng|fin|grie?chen|hol|ir|est|lett|schott|thai|ruß)land(?:e?s)?", re.I
)
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
            parts = (key for part in self._parts(word) for key in self._of_part(part))
            self._known[word] = tuple(dict.fromkeys((stem(word), *parts)))
        return self._known[word]

    def _of_part(self, part: str) -> tuple[str, ...]:
        """What is no word of the edition is not split any further."""
        return self.of(part) if JOINT.search(part) or part in self else (stem(part),)

    def _parts(self, word: str) -> Iterator[str]:
        pieces = JOINT.split(word)
        if len(pieces) > 1:
            for piece in pieces:
                yield piece
                yield from self._parts(piece)
        elif not COUNTRY.fullmatch(word):
            yield from map(str.capitalize, self._halves(Compound(word)))

    def _halves(self, compound: Compound) -> Iterator[str]:
        """Before and behind a boundary; one half that is a word of the edition makes the other a word, too."""
        text = compound.text
        ends = [end for _, end, _, _ in compound.first(self) if stem(text[:end]) != stem(text)]
        starts = [start for start, _, _, _ in compound.second(self)]
        if ends:
            yield text[: max(ends)]
        if starts:
            yield text[min(starts) :]
        if ends and not starts:
            first = stem(text[: max(ends)])  # with or without what links it: Waffe·n·stillstand
            yield from (text[n:] for n in ends if stem(text[:n]) == first and SYLLABLE.match(text[n:]))
        if starts and not ends:
            yield text[: min(starts)]

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
