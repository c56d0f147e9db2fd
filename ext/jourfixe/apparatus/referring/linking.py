"""References in running text become links; everything else stays as it is, byte for byte."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import NamedTuple

from ...model import Place
from ..citing.find import find
from ..citing.resolve import cite
from ..literature.bibliography import Bibliography
from ..quoting.quote import safe_address
from .holdings import Holding, Holdings, Located, Problem
from .mentions import Mention, apart, mentions
from .pages import on_pages, page_problem
from .reference import Reference
from .resolve import protocol_of, resolve
from .untouched import is_html, masked, paragraphs

OWN = re.compile(r"(?:protokolle|/r)/(\d{4}-\d\d-\d\d)")
SEVERAL = Problem("In diesem Absatz ist mehr als ein Jour fixe genannt.")
SILENT = {"JF633"}  # a page of another work


class Link(NamedTuple):
    """text[start:end] leads to an address (from the top of the site)."""

    start: int
    end: int
    address: str


class Refusal(NamedTuple):
    """text[start:end] stays as it is."""

    start: int
    end: int
    why: Problem


@dataclass(frozen=True, slots=True)
class Linker:
    """`current`: id of the protocol that is meant where a paragraph names none, or nothing."""

    holdings: Holdings
    bibliography: Bibliography
    current: str = ""

    def read(self, text: str) -> list[Link | Refusal]:
        """All references in the order of the text."""
        hidden = masked(text)
        found: list[Link | Refusal] = []
        for start, end in paragraphs(hidden):
            for one in self._paragraph(hidden[start:end], text[start:end]):
                found.append(one._replace(start=one.start + start, end=one.end + start))
        return sorted(found, key=lambda one: one.start)

    def _paragraph(self, text: str, shown: str) -> list[Link | Refusal]:
        """`shown` is the text with what stays untouched, where an address may name a protocol."""
        named = mentions(text)
        meant = self._meant(named, shown)
        found: list[Link | Refusal] = []
        leads = {said: self._where(said, meant) for said in {one.said for one in named}}
        for one in named:
            where = leads[one.said]
            if isinstance(where, Problem) and one.said.unit:
                found.append(Refusal(one.start, one.end, where))
            elif not isinstance(where, Problem):
                found.append(Link(one.start, one.end, self.holdings.lasting(where)))
        return apart(found, self._pages(text, meant))

    def _meant(self, named: list[Mention], shown: str) -> Holding | Problem:
        """The protocol that a number without one belongs to in this paragraph."""
        own = [self.holdings.fetch(day) for day in OWN.findall(shown) if day in self.holdings.days]
        said = [protocol_of(one.said, self.holdings) for one in named if one.said.day]
        meant = {one.problem if isinstance(one, Problem) else one.id: one for one in (*own, *said)}
        if len(meant) > 1:
            return SEVERAL
        return meant.popitem()[1] if meant else protocol_of(Reference(), self.holdings, self.current)

    def _where(self, said: Reference, meant: Holding | Problem) -> Located | Problem:
        if said.day or not isinstance(meant, Problem):
            found = resolve(said, self.holdings, "" if isinstance(meant, Problem) else meant.id)
            return found if isinstance(found, Problem) else found[0]
        return meant

    def _pages(self, text: str, meant: Holding | Problem) -> Iterator[Link | Refusal]:
        """Pages of GegenStandpunkt, if the edition has a register of them."""
        if not re.search(r"S\.|Seite", text) or not self.holdings.pages:
            return
        discussed = "" if isinstance(meant, Problem) else meant.article
        citations, findings = cite(text, discussed, self.bibliography, Place("-"))
        cited = {citation.start: citation for citation in citations}
        refusals = iter(findings)
        for one in find(text, self.bibliography.names):
            end = one.end - (text[one.start] == "(")
            citation = cited.get(one.start)
            if not citation:
                refused = next(refusals, None)
                if refused and one.pages and refused.code not in SILENT:
                    yield Refusal(one.core, end, Problem(refused.message))
            elif citation.pages:
                held = [page for page in self.holdings.pages if page.issue == citation.issue]
                held = [page for page in held if not citation.article or page.article == citation.article] or held
                pages = on_pages(citation.pages, held)
                if pages:
                    yield Link(one.core, end, pages[0].address)
                else:
                    yield Refusal(one.core, end, page_problem(citation.pages, citation.issue, held))


def linked(text: str, found: list[Link | Refusal], site: str = "", html: bool = False) -> str:
    """The text with its links, in Markdown or HTML. For HTML plain text is escaped; what is HTML stays as it is."""
    plain = html and not is_html(text)
    out, at = [], 0
    for one in found:
        if isinstance(one, Link):
            words = text[one.start : one.end]
            out += [_shown(text[at : one.start], plain), _anchor(_shown(words, plain), site + one.address, html)]
            at = one.end
    return "".join([*out, _shown(text[at:], plain)])


def _shown(text: str, plain: bool) -> str:
    return escape(text, quote=False) if plain else text


def _anchor(words: str, address: str, html: bool) -> str:
    address = safe_address(address)
    return f'<a href="{escape(address)}">{words}</a>' if html else f"[{words}]({address})"
