"""The list of literature: sphinxcontrib-bibtex writes the entries, here they learn where they are cited.

References to the literature, be they written {lit} or {cite}, are the domain's own: so every locator is kept, an
unknown key is told in German, and a page is written again when an entry changes.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import Any, ClassVar

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxRole
from sphinx.util.nodes import make_refnode
from sphinxcontrib.bibtex.directives import BibliographyDirective
from sphinxcontrib.bibtex.nodes import bibliography

from ..apparatus.registers import first_page
from ..findings import finding
from ..labels import pages_name, short_date
from .domain import domain_of
from .errors import place_of
from .ids import article_id
from .records import PRINT, Register

SEPARATOR = re.compile(r",(?![^{]*\})")  # no comma within braces
PART = re.compile(r"\s*(?:\{(?P<before>[^{}]+)\})?\s*(?P<key>[^{}\s,]+)\s*(?:\{(?P<behind>[^{}]+)\})?\s*")


class CiteRole(SphinxRole):
    """{cite}`key`, {cite:p}`{vgl.}key{S. 45}, other`: each key with what stands before and behind it."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        made: list[nodes.Node] = []
        for part in SEPARATOR.split(self.text):
            m = PART.fullmatch(part)
            if not m:
                fault = finding("JF662", place_of(self.env, *self.get_source_info()), text=part.strip())
                domain_of(self.env).note_fault(self.env.current_document.docname, fault)
                made.append(nodes.Text(part))
                continue
            before = f"{m['before']} " if m["before"] else ""
            made += [nodes.Text(("; " if made else "") + before), self._reference(m["key"], m["behind"] or "")]
        return made, []

    def _reference(self, key: str, behind: str) -> pending_xref:
        target = f"{key}, {behind}" if behind else key
        xref = pending_xref("", nodes.inline("", target), refdomain="jf", reftype="lit", refexplicit=False)
        xref["reftarget"], xref["refdoc"], xref["refwarn"] = target, self.env.current_document.docname, True
        self.set_source_info(xref)
        return xref


def use_own_roles(app: Sphinx, config: object) -> None:
    """In the place of those of sphinxcontrib-bibtex, which lose a locator and stop at a slip."""
    app.add_directive("bibliography", Literature, override=True)
    for domain in ("cite", "footcite"):
        for name in app.registry.domains[domain].roles:
            app.add_role_to_domain(domain, name, CiteRole(), override=True)
    for name in ("cite", "footcite"):
        app.add_role(name, CiteRole(), override=True)


class Literature(BibliographyDirective):
    """{bibliography}, always in the style of the edition."""

    option_spec: ClassVar[dict[str, Any]] = {
        name: check for name, check in BibliographyDirective.option_spec.items() if name != "style"
    }


class ReadLiterature(SphinxTransform):
    """Note which pages list the literature."""

    default_priority = 300

    def apply(self, **kwargs: Any) -> None:
        if any(self.document.findall(bibliography)):
            registers = domain_of(self.env).registers
            registers.setdefault(self.env.current_document.docname, []).append((Register.LITERATURE, 0))


class ListLiterature(SphinxPostTransform):
    """Entries as a plain list, each with the paragraphs that cite it."""

    default_priority = 7

    def run(self, **kwargs: Any) -> None:
        self.domain, self.here = domain_of(self.env), self.env.current_document.docname
        for box in list(self.document.findall(nodes.container)):
            if any(isinstance(child, nodes.citation) for child in box):
                entries = [self._entry(child) for child in box if isinstance(child, nodes.citation)]
                box.replace_self(nodes.bullet_list("", *entries, classes=["literatur"]))

    def _entry(self, citation: nodes.citation) -> nodes.list_item:
        words = [child for child in citation if not isinstance(child, nodes.label)]
        item = nodes.list_item("", *words, ids=citation["ids"])
        key = next((k for k, place in self.domain.whole.literature.items() if place[1] in citation["ids"]), "")
        if self.domain.builder.format != PRINT and (cited := self._cited(key)):
            item += cited
        return item

    def _cited(self, key: str) -> nodes.paragraph | None:
        """Zitiert in 12.01.2026: Rn. 7 (S. 45) …, with the way to the register of pages."""
        line = nodes.paragraph("", "Zitiert in ", classes=["zitiert"])
        for docname, found in sorted(self.domain.found.items()):
            cited = [c for c in found.cited if c.article == key]
            if not cited:
                continue
            date = short_date(self.domain.records[docname].date)
            line += nodes.Text(f"{'; ' if len(line) > 1 else ''}{date}, Rn. ")
            for i, (rn, group) in enumerate(groupby(cited, key=lambda c: c.quote.rn)):
                pages = sorted({c.pages for c in group if c.pages}, key=first_page)
                where = f" ({', '.join(map(pages_name, pages))})" if pages else ""
                line += nodes.Text(", " if i else "")
                line += make_refnode(self.domain.builder, self.here, docname, f"rn-{rn}", nodes.Text(rn))
                line += nodes.Text(where)
        if len(line) == 1:
            return None
        line += nodes.Text(".")
        register = self.domain.whole.register(Register.PAGES, self.domain.whole.latest)
        if register:
            words = nodes.Text("Stellenregister")
            line += nodes.Text(" Seite für Seite: ")
            line += make_refnode(self.domain.builder, self.here, register, article_id(key), words)
        return line
