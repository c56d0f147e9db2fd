"""How our nodes look in HTML.

The number stands outside the paragraph, so that it neither interrupts a screen reader nor is copied.
"""

from __future__ import annotations

from html import escape
from typing import Any

from docutils import nodes
from sphinx.util.osutil import relative_uri

from ...edition.domain import domain_of
from ...edition.printed import printed
from ...labels import printed_page
from .changes import interventions_html
from .metadata import coins
from .names import witness_file
from .passage import passage_html
from .places import places_html
from .scripts import sentence_offsets

Visitor = Any


def _open(self: Visitor, node: nodes.Element, kind: str, label: str, sentences: str = "") -> str:
    rn = escape(node["rn"])
    book = printed(self.builder.env, self.builder.current_docname)
    shown = ""
    if book and node["rn"] in book.paragraphs:
        page = printed_page(book.paragraphs[node["rn"]])
        label, shown = f"{label}, Druck {page}", f' data-druck="{page}"'
    number = f'<a class="rn" href="#rn-{rn}"{shown} aria-label="{escape(label)}">{rn}</a>'
    starts = f' data-saetze="{sentences}"' if sentences else ""
    return f'<div class="passage {kind}" id="rn-{rn}"{starts}>{number}\n<p>'


def visit_passage(self: Visitor, node: nodes.Element) -> None:
    text = node.astext()
    kind = f"{node['role']} continues" if node.get("continues") else node["role"]
    opened = _open(self, node, kind, node["label"], sentence_offsets(text))
    self.body.append(f"{opened}{passage_html(text, node['inline'])}</p>{_coins(self, node['rn'])}</div>\n")
    raise nodes.SkipNode


def _coins(self: Visitor, rn: str) -> str:
    """Not in an EPUB, which nobody opens in a browser with Zotero."""
    builder = self.builder
    record = domain_of(builder.env).records.get(builder.current_docname)
    if not record or builder.name == "epub":
        return ""
    return coins(builder.config, builder.get_target_uri(builder.current_docname), record, rn)


def visit_gone(self: Visitor, node: nodes.Element) -> None:
    self.body.append(_open(self, node, "gone", f"Rn. {node['rn']}"))


def depart_gone(self: Visitor, node: nodes.Element) -> None:
    self.body.append("</p></div>\n")


def visit_break(self: Visitor, node: nodes.Element) -> None:
    self.body.append('<hr class="abschnitt" />\n')
    raise nodes.SkipNode


def visit_witness(self: Visitor, node: nodes.Element) -> None:
    """Only the HTML site has the page of the witness beside the protocol's."""
    node["linked"] = self.builder.name == "html"
    if node["linked"]:
        here = self.builder.get_target_uri(self.builder.current_docname)
        there = f"protokolle/{witness_file(node['protocol'])}"
        self.body.append(f'<a href="{relative_uri(here, there)}">')


def depart_witness(self: Visitor, node: nodes.Element) -> None:
    if node["linked"]:
        self.body.append("</a>")


def visit_print_line(self: Visitor, node: nodes.Element) -> None:
    offer = node["offer"]
    self.body.append('<dt class="druck">Druck<span class="colon">:</span></dt>\n<dd class="druck"><p>')
    self.body.append(f'<a href="{escape(offer.uri)}" type="application/pdf">{escape(offer.words)}</a></p></dd>\n')
    raise nodes.SkipNode


def visit_apparatus(self: Visitor, node: nodes.Element) -> None:
    self.body.append(f'<aside class="apparat" role="note" aria-label="Zu Rn. {escape(node["rn"])}">\n')


def depart_apparatus(self: Visitor, node: nodes.Element) -> None:
    self.body.append("</aside>\n")


def visit_note(self: Visitor, node: nodes.Element) -> None:
    self.body.append(f'<div class="anmerkung" id="{escape(node["ids"][0])}">')
    back = f'href="#{escape(node["mark"])}" aria-label="Anmerkung {node["n"]}, zurück zum Text"'
    self.body.append(f'<a class="nummer" {back}>{node["n"]}</a>\n')


def depart_note(self: Visitor, node: nodes.Element) -> None:
    self.body.append("</div>\n")


def visit_switch(self: Visitor, node: nodes.Element) -> None:
    """Shown by the script, which alone can turn it."""
    if self.builder.name != "epub":  # has no script, and must be XML
        self.body.append(' <button type="button" class="lesart" hidden></button>')
    raise nodes.SkipNode


def visit_places(self: Visitor, node: nodes.Element) -> None:
    """Without strips in an EPUB, whose package would have to declare each page that has one."""
    strips = self.builder.name != "epub" and not node["open"]
    self.body.append(places_html(node["groups"], node["count"], node["name"], node["open"], strips))
    raise nodes.SkipNode


def visit_interventions(self: Visitor, node: nodes.Element) -> None:
    witness = ""
    if self.builder.name == "html":
        here = self.builder.get_target_uri(self.builder.current_docname)
        witness = relative_uri(here, f"protokolle/{witness_file(node['changes'].protocol)}")
    self.body.append(interventions_html(node["changes"], witness))
    raise nodes.SkipNode


def skip(self: Visitor, node: nodes.Element) -> None:
    """Departure of a node whose visit is all."""
