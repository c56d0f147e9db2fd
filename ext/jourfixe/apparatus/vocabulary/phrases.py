"""Terms of several words: "Emanzipierter Imperialismus" in "einen emanzipierten Imperialismus"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .inflection import adjective_forms, fold, noun_forms

#: With its hyphens, also the last of "Macht- und Gewaltfragen". Simple, for it runs over every text.
WORD = re.compile(r"\w[\w\u2010\u2011-]*")
NEXT = re.compile(rf"\s+({WORD.pattern})")
ADJECTIVE = re.compile(r"\w\w+e[mnrs]?")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Folded forms of each word; the one at `head` has a capital. `barred`: this is not the term `key`."""

    key: str
    words: tuple[frozenset[str], ...]
    head: int
    barred: bool

    def end(self, text: str, first: re.Match[str]) -> int:
        """Where the phrase ends that begins with the word `first`, or 0."""
        if not self._has(0, first[0]):
            return 0
        end = first.end()
        for i in range(1, len(self.words)):
            word = NEXT.match(text, end)
            if not word or not self._has(i, word[1]):
                return 0
            end = word.end()
        return end

    def _has(self, i: int, word: str) -> bool:
        return fold(word) in self.words[i] and not (i == self.head and word[0].islower())


def phrase(key: str, words: list[str], barred: bool = False) -> Phrase:
    """Adjectives before the first noun are inflected, and the noun; the other words stand as they are given."""
    head = next((i for i, word in enumerate(words[:-1]) if not ADJECTIVE.fullmatch(word)), len(words) - 1)
    head = head if words[head][0].isupper() else 0  # Lage der Nation
    capital = words[head][0].isupper()
    forms = [adjective_forms(word) for word in words[:head]]
    forms += [noun_forms(words[head]) if capital else {fold(words[head])}]
    forms += [{fold(word)} for word in words[head + 1 :]]
    return Phrase(key, tuple(map(frozenset, forms)), head if capital else -1, barred)
