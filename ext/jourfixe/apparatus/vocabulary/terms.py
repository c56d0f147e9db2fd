"""Terms of the glossary in running German: inflected, in compounds, of several words.

A noun is known by its capital. A form of a term wins over a compound of another, a longer part over a shorter one; a
word belongs to one term at most.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from ...model import Mention
from .inflection import HYPHENS, fold
from .lexicon import Entry, Lexicon
from .phrases import WORD, Phrase, phrase
from .term import Compounds, Term, term_of
from .verbs import is_verb

__all__ = ["Compounds", "Term", "Terms", "term_of"]

REMARK = re.compile(r"\s*\([^()]*\)")


class Terms:
    """All terms of the glossary. What a word is, is found out once."""

    def __init__(self, terms: Iterable[Term]) -> None:
        terms = tuple(terms)
        self._lexicon = Lexicon()
        self._phrases: dict[str, list[Phrase]] = {}
        self._read: dict[str, tuple[str, list[Phrase]] | None] = {}
        for made in (False, True):  # so that a word as given goes before one that is made
            for term in terms:
                for name in (REMARK.sub("", term.name), *(REMARK.sub("", name) for name in term.also), *term.forms):
                    self._add(name, Entry(term.name, term.compounds), made)
        for term in terms:
            for name in term.never:
                self._bar(name, term.name)
        for phrases in self._phrases.values():
            phrases.sort(key=lambda p: (-len(p.words), not p.barred))

    def find(self, text: str) -> list[Mention]:
        """All mentions in the order of the text. They do not overlap."""
        found: list[Mention] = []
        done, barred, known = 0, dict[str, int](), self._read
        for word in WORD.finditer(text):
            try:
                read = known[word[0]]
            except KeyError:
                read = self._learn(word[0])
            if read and word.start() >= done:
                key, end = self._here(text, word, read, barred)
                if key:
                    found.append(Mention(key, word.start(), end))
                    done = end
        return found

    def _here(
        self, text: str, word: re.Match[str], read: tuple[str, list[Phrase]], barred: dict[str, int]
    ) -> tuple[str, int]:
        """The term that begins with this word, and its end. `barred`: up to where the text is not a term."""
        for p in read[1]:
            if end := p.end(text, word):
                if p.barred:
                    barred[p.key] = end
                elif barred.get(p.key, 0) < end:
                    return p.key, end
        key, end = read[0], word.start() + len(word[0].rstrip(HYPHENS))
        if not key or barred.get(key, 0) >= end or is_verb(text, word.start(), end):
            return "", 0
        return key, end

    def _learn(self, word: str) -> tuple[str, list[Phrase]] | None:
        key, phrases = self._lexicon.look_up(word), self._phrases.get(fold(word), [])
        self._read[word] = (key, phrases) if key or phrases else None
        return self._read[word]

    def _add(self, name: str, entry: Entry, made: bool) -> None:
        words = WORD.findall(name)
        if len(words) == 1:
            self._lexicon.add(words[0], entry, made)
        elif words and made:
            p = phrase(entry.key, words)
            self._note(p)
            if p.head == 0:  # Status-quo-Politik
                self._lexicon.add("-".join(words), entry, made)

    def _bar(self, name: str, key: str) -> None:
        words = WORD.findall(name)
        if len(words) == 1:
            self._lexicon.bar(words[0], key)
        elif words:
            self._note(phrase(key, words, barred=True))

    def _note(self, p: Phrase) -> None:
        for form in p.words[0]:
            self._phrases.setdefault(form, []).append(p)
