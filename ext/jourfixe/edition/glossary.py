"""Sphinx's own glossary, with what editors add to a term, and places for where the term stands.

The fields `formen`, `nicht` and `komposita` at the end of a definition are for the recognition and are not shown.
"""

from __future__ import annotations

import re
from typing import Any

from docutils import nodes
from myst_parser.mocking import MockState
from sphinx.addnodes import glossary, pending_xref
from sphinx.domains.std import Glossary
from sphinx.transforms import SphinxTransform

from ..apparatus.collation import slug
from ..apparatus.vocabulary.terms import term_of
from ..doctree.nodes import places
from ..findings import finding
from ..labels import passage
from .domain import domain_of
from .errors import place_of
from .records import Entry, Register
from .registers import earlier_years

COUNTED = re.compile(r"term-\d+")  # what docutils makes of a name in which it knows no letter


class GlossaryDirective(Glossary):
    """Sphinx's own, but that ids come from names and never from counting, and lines count from that of the file.

    MyST counts them from the beginning of the directive.
    """

    def run(self) -> list[nodes.Node]:
        if isinstance(self.state, MockState):
            first = self.lineno + 1 + self.content_offset
            self.content.items = [(source, first + i) for i, (source, _) in enumerate(self.content.items)]
            self.state._lineno = -1  # it is added to the lines of a definition
        made = super().run()
        for term in [
            t for node in made for t in node.findall(nodes.term) if t["ids"] and COUNTED.fullmatch(t["ids"][0])
        ]:
            self._name(term)
        return made

    def _name(self, term: nodes.term) -> None:
        name, old = " ".join(term.astext().split()), term["ids"][0]
        new = f"term-{slug(name)}"
        if new not in self.state.document.ids:
            term["ids"] = [new]
            self.state.document.ids[new] = self.state.document.ids.pop(old, term)
            self.env.domains.standard_domain.objects["term", name] = self.env.current_document.docname, new


class ReadGlossary(SphinxTransform):
    """Tell the domain every term of a page."""

    default_priority = 400

    def apply(self, **kwargs: Any) -> None:
        items = [i for g in self.document.findall(glossary) for i in g.findall(nodes.definition_list_item)]
        if not items:
            return
        domain, docname = domain_of(self.env), self.env.current_document.docname
        domain.terms[docname] = tuple(entry for item in items for entry in self._entries(item))
        domain.registers.setdefault(docname, []).append((Register.TERMS, 0))
        self.document += earlier_years(self.env, docname, Register.TERMS)

    def _entries(self, item: nodes.definition_list_item) -> list[Entry]:
        """One, unless the item is not whole."""
        names = [child for child in item if isinstance(child, nodes.term)]
        definitions = [child for child in item if isinstance(child, nodes.definition)]
        if not names or not definitions:
            return []
        fields = [field for definition in definitions for field in _take_fields(definition)]
        name, *also = [" ".join(term.astext().split()) for term in names]
        file, line = item.source or str(self.document["source"]), names[0].line or item.line or 1
        term, findings = term_of(name, also, fields, lambda at: place_of(self.env, file, at or line))
        for found in findings:
            domain_of(self.env).note_fault(self.env.current_document.docname, found)
        text = " ".join(" ".join(map(_plain, definitions)).split())
        if not text:
            empty = finding("JF645", place_of(self.env, file, line), term=name)
            domain_of(self.env).note_fault(self.env.current_document.docname, empty)
        definitions[-1] += places(register=Register.TERMS, key=name, year=0)
        return [Entry(term, names[0]["ids"][0], text)]


def _take_fields(definition: nodes.definition) -> list[tuple[str, str, int]]:
    """Name, content and line of the fields, which are taken out."""
    found = []
    for fields in [child for child in definition if isinstance(child, nodes.field_list)]:
        for field in fields.findall(nodes.field):
            found.append((field[0].astext(), field[1].astext(), field.line or fields.line or 0))
        definition.remove(fields)
    return found


def _plain(node: nodes.Node) -> str:
    """Its words; a reference without words of its own is named as on its own page."""
    if isinstance(node, nodes.Text):
        return node.astext()
    if isinstance(node, pending_xref) and node["reftype"] == "rn" and not node.get("refexplicit"):
        return passage(*node["reftarget"].rpartition(":")[2].split("-", 1))
    return "".join(map(_plain, node.children)) + (" " if isinstance(node, nodes.paragraph) else "")
