"""The registers as pages: the directives that ask for them, and what is put in their place when all is known."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from docutils import nodes
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective
from sphinx.util.nodes import make_refnode

from ..apparatus.registers import Cited, first_page
from ..doctree import nodes as jf
from ..findings import finding
from ..labels import issue_name, pages_name
from .changed import change_nodes
from .domain import domain_of
from .errors import place_of
from .gathering import Gathering, Group
from .ids import article_id, issue_id, page_id, person_id, term_id
from .mount import MAIN, MountedProject, hidden_toctree, register_docname
from .records import PRINT, Register
from .shown import earlier


class RegisterDirective(SphinxDirective):
    """A register in the place of this directive."""

    register: Register

    def run(self) -> list[nodes.Node]:
        domain, docname = domain_of(self.env), self.env.current_document.docname
        if (self.register, 0) not in domain.registers.get(docname, ()):
            return register_nodes(self.env, self.register, 0)
        domain.note_fault(docname, finding("JF508", place_of(self.env, *self.get_source_info()), name=self.name))
        return []


class Persons(RegisterDirective):
    """{personenregister}: who is named where."""

    register = Register.PERSONS


class Pages(RegisterDirective):
    """{stellenregister}: issue, article, page, and the paragraphs that discuss it."""

    register = Register.PAGES


class Interventions(RegisterDirective):
    """{eingriffe}: everything the edition did to the texts."""

    register = Register.INTERVENTIONS


class Changes(RegisterDirective):
    """{aenderungen}: what became of published wordings."""

    register = Register.CHANGES


def register_nodes(env: BuildEnvironment, register: Register, year: int) -> list[nodes.Node]:
    """Place for the register and, on its main page, the pages of the years before."""
    docname = env.current_document.docname
    domain_of(env).registers.setdefault(docname, []).append((register, year))
    return [jf.register(register=register, year=year), *([] if year else earlier_years(env, docname, register))]


def earlier_years(env: BuildEnvironment, docname: str, register: Register) -> list[nodes.Node]:
    """The hidden table of contents that holds the pages of earlier years, on the main page of a register."""
    assert isinstance(env.project, MountedProject)
    entries = [d for year in env.project.years if (d := register_docname(register, year)) in env.project.mounted]
    env.glob_toctrees.add(docname)
    if not entries or MAIN.get(register) != docname:
        return []
    return [hidden_toctree(docname, entries)]


class FillRegisters(SphinxPostTransform):
    """Put registers, and the places of single terms, where a page asked for them."""

    default_priority = 8

    def run(self, **kwargs: Any) -> None:
        self.domain = domain_of(self.env)
        self.gathering = Gathering(self.env)
        self.earlier: dict[Register, dict[tuple[str, int], int]] = {}
        for place in list(self.document.findall(jf.register)):
            place.replace_self(list(self._register(place["register"], place["year"])))
        for one in list(self.document.findall(jf.places)):
            in_book = self.domain.builder.format == PRINT
            one.replace_self([] if in_book else self._places(one["register"], one["key"], one["year"]))

    def _register(self, register: Register, year: int) -> Iterator[nodes.Node]:
        if register is Register.PAGES:
            yield from self._pages()
        elif register is Register.INTERVENTIONS:
            yield from self.gathering.interventions(year)
        elif register is Register.CHANGES:
            yield from change_nodes(self.gathering, year)
        elif register is Register.PERSONS:
            yield self._persons(year)
        else:
            yield self._terms(year)

    def _persons(self, year: int) -> nodes.definition_list:
        """All persons; on the page of a year those who are named in it."""
        quoted = self.gathering.quotes(Register.PERSONS, year)
        items = []
        for key, person in sorted(self.domain.whole.persons.items()):
            if not year or key in quoted:
                who = nodes.paragraph("", person.who)
                body = nodes.definition("", who, *self._places(Register.PERSONS, key, year))
                items.append(nodes.definition_list_item("", nodes.term("", person.name, ids=[person_id(key)]), body))
        return nodes.definition_list("", *items, classes=["register"])

    def _terms(self, year: int) -> nodes.definition_list:
        """The terms of a year before the latest, without their definitions."""
        items = []
        for name in self.gathering.quotes(Register.TERMS, year):
            word: nodes.Node = nodes.Text(name)
            if to := self.domain.whole.term_place(name):
                word = make_refnode(self.domain.builder, self.gathering.here, *to, word)
            term = nodes.term("", "", word, ids=[term_id(name)])
            body = nodes.definition("", *self._places(Register.TERMS, name, year))
            items.append(nodes.definition_list_item("", term, body))
        return nodes.definition_list("", *items, classes=["register"])

    def _places(self, register: Register, key: str, year: int) -> list[nodes.Node]:
        groups = self.gathering.quotes(register, year).get(key, [])
        return [*([self.gathering.listed(groups, key)] if groups else []), *self._before(register, key, year)]

    def _before(self, register: Register, key: str, year: int) -> list[nodes.Node]:
        """On a main page: how often in which earlier year, with the way there."""
        if year:
            return []
        if register not in self.earlier:
            self.earlier[register] = earlier(self.domain, register)
        counts = sorted(((y, n) for (k, y), n in self.earlier[register].items() if k == key), reverse=True)
        if not counts:
            return []
        line = nodes.paragraph("", "Frühere Jahre: ", classes=["jahre"])
        anchor = person_id(key) if register is Register.PERSONS else term_id(key)
        for i, (y, n) in enumerate(counts):
            line += nodes.Text(", " if i else "")
            docname = self.domain.whole.register(register, y)
            words = nodes.Text(f"{y} ({n})")
            line += make_refnode(self.domain.builder, self.gathering.here, docname, anchor, words) if docname else words
        return [line]

    def _pages(self) -> Iterator[nodes.Node]:
        """Issue, article, page: each with its paragraphs."""
        cited = self.gathering.cited()
        for issue, of_issue in groupby(sorted(cited, key=lambda one: issue_order(*one)), key=lambda one: one[0].issue):
            heading = nodes.rubric("", issue_name(issue) or "Ohne Heft", ids=[issue_id(issue or "ohne")])
            heading["heading-level"] = 2
            yield heading
            for article, of_article in groupby(of_issue, key=lambda one: one[0].article):
                yield from self._article(article, list(of_article))

    def _article(self, article: str, cited: list[tuple[Cited, str]]) -> Iterator[nodes.Node]:
        known = self.domain.whole.bibliography.articles.get(article)
        if known:
            title: nodes.Node = nodes.Text(known.title)
            if to := self.domain.whole.literature.get(article):
                title = make_refnode(self.domain.builder, self.gathering.here, *to, title)
            yield nodes.paragraph("", "", title, ids=[article_id(article)], classes=["artikel"])
        items = []
        for pages, of_page in groupby(cited, key=lambda one: one[0].pages):
            name = pages_name(pages) if pages else "ohne Seite"
            term = nodes.term("", name, ids=[page_id(article, pages)] if pages and known else [])
            listed = self.gathering.listed(self._groups([(c, d) for c, d in of_page]), name, open_=True)
            items.append(nodes.definition_list_item("", term, nodes.definition("", listed)))
        yield nodes.definition_list("", *items, classes=["register", "seiten"])

    def _groups(self, cited: list[tuple[Cited, str]]) -> list[Group]:
        by_protocol = groupby(cited, key=lambda one: one[1])
        return [self.gathering.group(docname, [c.quote for c, _ in group]) for docname, group in by_protocol]


def issue_order(cited: Cited, docname: str) -> tuple[object, ...]:
    """By issue (the latest first), article, page, protocol, paragraph."""
    quarter, _, year = cited.issue.partition("-")
    return -int(year or 0), -int(quarter or 0), cited.article, first_page(cited.pages), docname, cited.quote.position
