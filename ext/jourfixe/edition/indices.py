"""The registers in the form that Sphinx knows as indices of a domain: names, with the way to their entry."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.domains import Index, IndexEntry
from sphinx.transforms.post_transforms import SphinxPostTransform

from ..apparatus.collation import collation, initial
from ..apparatus.registers import first_page
from ..labels import counted, issue_name, pages_name
from .domain import JourfixeDomain, domain_of
from .ids import page_id, person_id
from .records import Register

Content = tuple[list[tuple[str, list[IndexEntry]]], bool]


class _Index(Index):
    """Each entry leads to the main page of its register."""

    domain: JourfixeDomain

    def generate(self, docnames: Iterable[str] | None = None) -> Content:
        entries = [entry for entry in self.entries() if docnames is None or entry[1].docname in docnames]
        return [(letter, [e for _, e in group]) for letter, group in groupby(entries, key=lambda pair: pair[0])], False

    def entries(self) -> list[tuple[str, IndexEntry]]:
        """In order, each with what it is grouped by."""
        raise NotImplementedError


class TermIndex(_Index):
    name, localname, shortname = "begriffe", "Begriffe von A bis Z", "Begriffe"

    def entries(self) -> list[tuple[str, IndexEntry]]:
        terms = sorted(self.domain.whole.terms.items(), key=lambda item: collation(item[0]))
        return [
            (initial(name), IndexEntry(name, 0, docname, entry.anchor, _often(self.domain, "terms", name), "", ""))
            for name, (docname, entry) in terms
        ]


class PersonIndex(_Index):
    name, localname, shortname = "personen", "Personen von A bis Z", "Personen"

    def entries(self) -> list[tuple[str, IndexEntry]]:
        whole = self.domain.whole
        docname = whole.register(Register.PERSONS, whole.latest)
        return [
            (initial(key), IndexEntry(p.name, 0, docname, person_id(key), _often(self.domain, "persons", key), "", ""))
            for key, p in sorted(whole.persons.items())
            if docname
        ]


class PageIndex(_Index):
    name, localname, shortname = "stellen", "Stellen nach Heft und Seite", "Stellen"

    def entries(self) -> list[tuple[str, IndexEntry]]:
        whole = self.domain.whole
        docname = whole.register(Register.PAGES, whole.latest)
        cited = [c for found in self.domain.found.values() for c in found.cited if c.article and c.pages and docname]
        pages = sorted({(c.issue, c.article, c.pages) for c in cited}, key=lambda p: (p[0], p[1], first_page(p[2])))
        return [
            (
                _unbroken(issue),
                IndexEntry(pages_name(p), 0, docname, page_id(key, p), key, "", ""),
            )
            for issue, key, p in pages
        ]


class DropEmptyReferences(SphinxPostTransform):
    """Sphinx writes no page for an index without entries; a reference to it is then just words."""

    default_priority = 8

    def run(self, **kwargs: Any) -> None:
        references = [node for node in self.document.findall(pending_xref) if node["reftype"] == "ref"]
        for index in _indices(domain_of(self.env)) if references else ():
            empty = not index.generate()[0]
            for node in [n for n in references if empty and n["reftarget"] == f"jf-{index.name}"]:
                node.replace_self(nodes.inline("", node.astext() if node.get("refexplicit") else index.localname))


def remove_empty(app: Sphinx, exception: Exception | None) -> None:
    """Take away the page that an index had when it still had entries."""
    if page := not exception and getattr(app.builder, "get_outfilename", None):
        for index in _indices(domain_of(app.env)):
            if not index.generate()[0]:
                Path(page(f"jf-{index.name}")).unlink(missing_ok=True)


def _indices(domain: JourfixeDomain) -> list[Index]:
    return [index(domain) for index in domain.indices]


def _often(domain: JourfixeDomain, kind: str, key: str) -> str:
    return counted(sum(getattr(found, kind).get(key, 0) for found in domain.found.values()), "Stelle", "Stellen")


def _unbroken(issue: str) -> str:
    """The issue as a heading; Sphinx makes an id of it, which must not hold a blank."""
    return (issue_name(issue) or "Ohne Heft").replace(" ", "\u00a0")
