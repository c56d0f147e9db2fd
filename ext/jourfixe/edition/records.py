"""What the domain keeps of a document: plain records, small, because Sphinx holds all of them in memory."""

from __future__ import annotations

import datetime
from enum import StrEnum
from typing import NamedTuple

from ..apparatus.registers import Cited
from ..apparatus.vocabulary.terms import Term
from ..model import Finding

PRINT = "typst"  # format of the builder that sets a book, which has registers, notes and readings of its own


class Record(NamedTuple):
    """What other pages may want to know of a protocol. `sections`: first and last number of each.

    `published` is the ISO date of the present Fassung, of a draft nothing; `state` says it in words. `lines` are those
    of the witness and those that were published and are lost. `stamp` changes with everything an editor or reader
    could see of the text, `history` with what there is to tell of earlier Fassungen.
    """

    id: str
    title: str
    issue: str
    article: str
    article_title: str
    revision: int
    published: str
    state: str
    numbers: tuple[str, ...]
    gone: tuple[str, ...]
    lines: tuple[str, ...]
    sections: tuple[tuple[str, str], ...]
    findings: tuple[Finding, ...]
    stamp: str
    history: str

    @property
    def date(self) -> datetime.date:
        return datetime.date.fromisoformat(self.id)


class Entry(NamedTuple):
    """A term of the glossary: `anchor` on its page, and its definition as plain text."""

    term: Term
    anchor: str
    definition: str


class Register(StrEnum):
    """The registers; the values are names of their directives and parts of addresses."""

    TERMS = "begriffe"
    PERSONS = "personen"
    PAGES = "stellen"
    INTERVENTIONS = "eingriffe"
    CHANGES = "aenderungen"
    LITERATURE = "literatur"


class Found(NamedTuple):
    """What is found in a protocol. `terms` and `persons`: key → how often.

    `stamp` is that of the protocol and the vocabulary it was searched for. `told` changes with what a register shows,
    `marks` with anything that is found.
    """

    stamp: str
    cited: tuple[Cited, ...]
    terms: dict[str, int]
    persons: dict[str, int]
    findings: tuple[Finding, ...]
    told: dict[Register, str]
    marks: str
