"""What follows when everything is read: which pages hold what, and who else speaks of a page of an article."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from sphinx.environment import BuildEnvironment

from ..apparatus.literature.bibliography import Bibliography
from ..apparatus.registers import page_set
from ..apparatus.vocabulary.persons import Person
from .records import Entry, Found, Record, Register

Place = tuple[str, str]  # document, number of the paragraph or id of an element


@dataclass(frozen=True, slots=True)
class Whole:
    """Conclusions over the whole edition.

    `terms`: name → document and entry. `literature`: key → document and id. `pages`: article and page → paragraphs.
    `registers`: register and year → document; the year 0 is the main page.
    """

    bibliography: Bibliography
    persons: dict[str, Person]
    terms: dict[str, tuple[str, Entry]]
    literature: dict[str, Place]
    pages: dict[tuple[str, int], list[Place]]
    registers: dict[tuple[Register, int], str]
    latest: int

    def term_place(self, name: str) -> Place | None:
        docname, entry = self.terms.get(name, ("", None))
        return (docname, entry.anchor) if entry else None

    def register(self, kind: Register, year: int) -> str:
        """The document that holds this register for the year, or nothing."""
        return self.registers.get((kind, year)) or self.registers.get((kind, 0), "") * self.holds(kind, 0, year)

    def holds(self, kind: Register, page: int, year: int) -> bool:
        """Does the page of a year tell of this year? The main page (0) does of all that have no page of their own."""
        return (kind, year) not in self.registers if page == 0 else page == year


def cited_pages(records: dict[str, Record], found: dict[str, Found]) -> dict[tuple[str, int], list[Place]]:
    """Article and page → where they are cited; protocols by date, paragraphs in the order of the text."""
    pages: dict[tuple[str, int], list[Place]] = {}
    for docname in sorted(found.keys() & records.keys()):
        for c in found[docname].cited:
            for page in page_set(c.pages) if c.article else ():
                pages.setdefault((c.article, page), []).append((docname, c.quote.rn))
    return pages


def literature_of(env: BuildEnvironment) -> dict[str, Place]:
    """Key → where sphinxcontrib-bibtex lists it."""
    citations: Iterable[object] = getattr(env.get_domain("cite"), "citations", ()) if "cite" in env.domains else ()
    return {c.key: (c.bibliography_key.docname, c.citation_id) for c in citations}  # type: ignore[attr-defined]


def digest(state: object) -> str:
    """A short name for a state; states that print alike are alike."""
    return hashlib.sha256(repr(state).encode()).hexdigest()[:16]
