"""What a single word is: the form of a term, a compound of one, or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from operator import attrgetter

from .compounds import Compound
from .inflection import ABSTRACT, HYPHEN, adjective_forms, fold, noun_forms, pieces, plurals
from .term import Compounds


@dataclass(frozen=True, slots=True)
class Entry:
    """What a form says: the word is the term `key`, or (`barred`) it is not, whatever else it contains.

    `word`: what the form is made of. An abbreviation is found in compounds only beside a hyphen.
    """

    key: str
    compounds: Compounds
    barred: bool = False
    word: str = ""

    def stands(self, before: bool, behind: bool) -> bool:
        """May something stand before it, and behind it, in one word?"""
        one_side = {(True, False): Compounds.BACK, (False, True): Compounds.FRONT}.get((before, behind))
        return self.compounds in (Compounds.BOTH, one_side)

    def written(self, text: str, start: int = 0) -> bool:
        """Does an abbreviation stand there in capitals?"""
        return not self.word.isupper() or text.startswith(self.word, start)


class Lexicon:
    """Folded forms and their entries. The first entry of a form goes before the others."""

    def __init__(self) -> None:
        self._nouns: dict[str, list[Entry]] = {}
        self._firsts: dict[str, list[Entry]] = {}  # how nouns look as the first part of a compound
        self._adjectives: dict[str, list[Entry]] = {}

    def add(self, word: str, entry: Entry, made: bool) -> None:
        """Add a word as it is, or with all the forms that can be made of it."""
        if word[0].islower():
            _note(self._adjectives, adjective_forms(word) if made else {fold(word)}, entry)
            return
        entry = replace(entry, word="".join(pieces(word)))
        _note(self._nouns, noun_forms(word) if made else {fold(word)}, entry)
        if made and not word.isupper():
            plain = fold(word)
            firsts = {f"{plain}s", f"{plain}en"} if ABSTRACT.search(plain) else {plain, *plurals(word)}
            _note(self._firsts, firsts, entry)

    def bar(self, word: str, key: str) -> None:
        """A word is not the term: in all its forms, or only as it is given if that is a form of the term."""
        entry = Entry(key, Compounds.BOTH, barred=True, word="".join(pieces(word)))
        forms = self._adjectives if word[0].islower() else self._nouns
        if any(e.key == key for e in forms.get(fold(word), ())):
            forms[fold(word)].append(entry)
        else:
            self.add(word, entry, True)

    def look_up(self, word: str) -> str:
        """The key of the term that a word names, or nothing. A hyphen behind it stands for the rest of a compound."""
        joined = "".join(pieces(word))
        plain = joined.lower()
        barred: set[str] = set()
        exact = list(self._adjectives.get(plain, ()))
        if not word[0].islower() and not HYPHEN.match(word[-1]):
            exact += [e for e in self._nouns.get(plain, ()) if e.written(joined)]
        exact.sort(key=attrgetter("barred"), reverse=True)
        parts = sorted(self._parts(word), key=lambda part: (-len(part.word), not part.barred))
        for entry in exact + parts:
            if entry.barred:
                barred.add(entry.key)
            elif entry.key not in barred:
                return entry.key
        return ""

    def _parts(self, word: str) -> Iterator[Entry]:
        """The entries of which the word is a compound."""
        compound = Compound(word)
        nouns, firsts = self._nouns, self._firsts
        for source, parts in (
            (nouns, compound.apart(nouns)),
            (nouns, compound.second(nouns)),
            (firsts, compound.first(firsts)),
        ):
            for start, end, before, behind in parts:
                for entry in source[compound.plain[start:end]]:
                    if entry.stands(before, behind) and entry.written(compound.text, start):
                        yield entry


def _note(forms: dict[str, list[Entry]], words: Iterable[str], entry: Entry) -> None:
    for word in words:
        forms.setdefault(word, []).append(entry)
