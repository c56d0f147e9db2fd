"""Terms of the glossary in running German: inflected, compounded on either side, with and without hyphens.

A noun begins with a capital; so the verb or adjective of the same letters is another word. Of several terms a form
of one wins over a compound of another, and the longer over the shorter.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ...findings import finding
from ...model import Finding, Mention, Place
from .inflection import adjective_forms, bare, noun_forms, phrase_forms

WORD = re.compile(r"[^\W\d_]+(?:[-\u2011][^\W\d_]+)*")
NEXT = re.compile(rf"-?\s+({WORD.pattern})")
LEAST = 4  # letters of a term that may stand in a compound written in one word
REST = 3  # letters that the other part of a compound must have
#: What follows a term in a derivation of it, not in a compound (Großmächtigkeit, Hegemonist, Menschlichkeit).
SUFFIX = "ung|or|er|r|ler|ier|isch|ist|ent|lich|los|bar|haft|i?tät|schaft|heit|keit|sam|tum|chen|lein|mäßig|ig"
DERIVED = re.compile(rf"(?:{SUFFIX})+(?:e[nrsm]?|s|innen|in)?|ismus\w*|ist(?:isch|en)\w*|ig\w*")


class Compounds(StrEnum):
    """Which compounds of a term are recognised; the values are what editors write."""

    BOTH = "beide"
    FRONT = "vorn"
    BACK = "hinten"
    NONE = "nein"


@dataclass(frozen=True, slots=True)
class Term:
    """A term with what an editor says of its forms. `also`: further names of the same entry."""

    name: str
    also: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    compounds: Compounds = Compounds.BOTH


def term_of(
    name: str, also: Sequence[str], fields: Iterable[tuple[str, str, int]], place_of: Callable[[int], Place]
) -> tuple[Term, list[Finding]]:
    """A term from what stands in the glossary. `fields`: name, content, line."""
    lists: dict[str, tuple[str, ...]] = {"formen": (), "nicht": ()}
    compounds, findings = Compounds.BOTH, []
    for field, content, line in fields:
        key, value = field.strip().casefold(), content.strip()
        if key in lists:
            lists[key] += tuple(" ".join(word.split()) for word in value.split(",") if word.strip())
        elif key != "komposita":
            findings.append(finding("JF643", place_of(line), name=field, term=name))
        elif value.casefold() in set(Compounds):
            compounds = Compounds(value.casefold())
        else:
            findings.append(finding("JF644", place_of(line), value=value, term=name))
    return Term(name, tuple(also), lists["formen"], lists["nicht"], compounds), findings


class Terms:
    """All terms, ready to be looked for. What a word is remembered: most words come again."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self.exact: dict[str, str] = {}  # form → name
        self.parts: dict[str, Term] = {}  # form that may stand in a compound → term
        self.phrases: dict[str, list[tuple[list[set[str]], str]]] = {}  # first word → forms of each word, name
        self.never: dict[str, set[str]] = {}  # name → words
        self.known: dict[str, tuple[str, bool]] = {}
        for term in sorted(terms, key=lambda t: (-len(t.name), t.name)):
            self.never[term.name] = {form for word in term.never for form in noun_forms(word)}
            for form in (term.name, *term.also, *term.forms):
                self._add(term, form)

    def _add(self, term: Term, form: str) -> None:
        words = form.split()
        if len(words) > 1:
            forms = list(phrase_forms(words))
            for first in forms[0]:
                self.phrases.setdefault(first, []).append((forms, term.name))
        elif words:
            small = words[0][:1].islower()
            made = adjective_forms(words[0]) if small else noun_forms(words[0])
            for one in made:
                self.exact.setdefault(("" if small else "^") + one, term.name)
                if not small and term.compounds is not Compounds.NONE and len(bare(form)) >= LEAST:
                    self.parts.setdefault(one, term)

    def find(self, text: str) -> list[Mention]:
        """All mentions in the order of the text."""
        found, done, known = [], 0, self.known
        for m in WORD.finditer(text):
            name, begins = known.get(m[0]) or self._know(m[0])
            if not (name or begins) or m.start() < done:
                continue
            done = m.end()
            if begins:
                name, done = self._phrase(text, m) or (name, done)
            if name:
                found.append(Mention(name, m.start(), done))
        return found

    def _know(self, word: str) -> tuple[str, bool]:
        """The term that a word names, and whether a phrase may begin with it; remembered."""
        self.known[word] = self._look_up(word), bare(word) in self.phrases
        return self.known[word]

    def _phrase(self, text: str, first: re.Match[str]) -> tuple[str, int] | None:
        """The longest phrase that begins with a word, and its end."""
        best: tuple[str, int] | None = None
        for forms, name in self.phrases[bare(first[0])]:
            end = first.end()
            for some in forms[1:]:
                m = NEXT.match(text, end)
                if not m or bare(m[1]) not in some:
                    break
                end = m.end()
            else:
                if not best or end > best[1]:
                    best = name, end
        return best

    def _look_up(self, word: str) -> str:
        plain = bare(word)
        capital = word[:1].isupper()
        name = self.exact.get(plain, "") or (self.exact.get(f"^{plain}", "") if capital else "")
        if not name and (capital or "-" in word):
            name = next((term.name for term in self._in_compound(word)), "")
        return "" if name and plain in self.never[name] else name

    def _in_compound(self, word: str) -> Iterator[Term]:
        """Terms of which the word is a compound, the longest first."""
        found = {**dict(self._in_front(word)), **dict(self._at_the_back(word))}
        for form in sorted(found, key=lambda f: (-len(found[f].name), -len(f), f)):
            if bare(word) not in self.never[found[form].name]:
                yield found[form]

    def _in_front(self, word: str) -> Iterator[tuple[str, Term]]:
        """Weltmachtanspruch, Weltordnungs-Krieg: the term, perhaps a linking s, another word."""
        plain, hyphens = bare(word), _hyphens(word)
        for end in range(LEAST, len(plain)):
            term = self.parts.get(plain[:end])
            if not term or term.compounds is Compounds.BACK or not word[:1].isupper():
                continue
            rest = plain[end:]
            linked = rest[1:] if rest.startswith("s") and plain[end - 1] != "s" else rest
            written_apart = end in hyphens or (linked != rest and end + 1 in hyphens)
            if written_apart or (len(linked) >= REST and not DERIVED.fullmatch(linked)):
                yield plain[:end], term

    def _at_the_back(self, word: str) -> Iterator[tuple[str, Term]]:
        """US-Hegemonie, Nachkriegsweltordnung: another word, the term in any of its forms."""
        plain, hyphens = bare(word), _hyphens(word)
        for start in range(1, len(plain) - LEAST + 1):
            term = self.parts.get(plain[start:])
            if term and term.compounds is not Compounds.FRONT and (start in hyphens or start >= REST):
                yield plain[start:], term


def _hyphens(word: str) -> set[int]:
    """Where its parts begin, counted without the hyphens."""
    places, at = set(), 0
    for part in re.split(r"[-\u2011]", word)[:-1]:
        at += len(part)
        places.add(at)
    return places
