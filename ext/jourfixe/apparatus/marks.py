"""What is found in a protocol once the whole edition is known: citations, terms, persons, paragraph by paragraph."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from ..model import Citation, Finding, Mention
from .citing.resolve import cite
from .folder import Edited
from .literature.bibliography import Bibliography
from .vocabulary.persons import Persons
from .vocabulary.terms import Terms

REACH = 70  # characters of context on either side


class Marks(NamedTuple):
    """What is found in one paragraph, in the order of its text; spans of a kind do not overlap."""

    citations: tuple[Citation, ...] = ()
    terms: tuple[Mention, ...] = ()
    persons: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What can be found: all that the editors wrote for the whole edition."""

    terms: Terms
    persons: Persons
    bibliography: Bibliography

    def find(self, edited: Edited) -> tuple[tuple[Marks, ...], list[Finding]]:
        """The marks of each paragraph, and the pages that cannot be meant."""
        marks, findings = [], []
        for paragraph in edited.protocol.paragraphs:
            citations, refused = cite(paragraph.text, edited.meta.article, self.bibliography, paragraph.place)
            terms, persons = self.terms.find(paragraph.text), self.persons.find(paragraph.text)
            marks.append(Marks(tuple(citations), tuple(terms), tuple(persons)))
            findings += refused
        return tuple(marks), findings


class Quote(NamedTuple):
    """A place with the words around it. `position` counts paragraphs from 0; `n` is how often it stands there."""

    rn: str
    position: int
    before: str
    words: str
    after: str
    n: int = 1


def quote(rn: str, position: int, text: str, start: int, end: int, n: int = 1) -> Quote:
    """Cut the context at words; where something is left out stands an ellipsis."""
    before, after = text[max(0, start - REACH) : start], text[end : end + REACH]
    if start > REACH:
        before = f"…\u00a0{before.partition(' ')[2]}"
    if end + REACH < len(text):
        after = f"{after.rpartition(' ')[0]}\u00a0…"
    return Quote(rn, position, before, text[start:end], after, n)
