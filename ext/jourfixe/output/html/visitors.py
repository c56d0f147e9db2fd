"""How our nodes look in HTML.

The number stands outside the paragraph, so that it neither interrupts a screen reader nor is copied; margin lines are
drawn by the style sheet from an attribute.
"""

from __future__ import annotations

from html import escape
from typing import Any

from docutils import nodes
from sphinx.util.osutil import relative_uri

from .changes import interventions_html
from .names import witness_file
from .places import places_html

Visitor = Any


def _open(node: nodes.Element, kind: str, label: str) -> str:
    rn = escape(node["rn"])
    number = f'<a class="rn" href="#rn-{rn}" aria-label="{escape(label)}">{rn}</a>'
    return f'<div class="passage {kind}" id="rn-{rn}">{number}\n<p>'


def visit_passage(self: Visitor, node: nodes.Element) -> None:
    self.body.append(_open(node, node["role"], node["label"]))


def depart_passage(self: Visitor, node: nodes.Element) -> None:
    self.body.append("</p></div>\n")


def visit_gone(self: Visitor, node: nodes.Element) -> None:
    self.body.append(_open(node, "gone", f"Rn. {node['rn']}"))


def visit_line_mark(self: Visitor, node: nodes.Element) -> None:
    kind = ("" if node["certain"] else " unsure") + (" stacked" if node["stacked"] else "")
    self.body.append(f'<span class="z{kind}" id="z-{node["n"]}" data-z="{node["n"]}"></span>')
    raise nodes.SkipNode


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


def visit_emendation(self: Visitor, node: nodes.Element) -> None:
    """The edited words; those of the witness wait in an attribute for the switch and the preview."""
    node["tag"] = "a" if "refuri" in node else "span"
    href = f' href="{escape(node["refuri"])}"' if "refuri" in node else ""
    self.body.append(f'<{node["tag"]} class="emendation"{href} data-zeuge="{escape(node["before"])}">')


def depart_emendation(self: Visitor, node: nodes.Element) -> None:
    self.body.append(f"</{node['tag']}>")


def visit_note_mark(self: Visitor, node: nodes.Element) -> None:
    """Empty, so that it is neither copied nor part of the text; the style sheet draws the number."""
    n, id_, target = node["n"], escape(node["ids"][0]), escape(node["target"])
    self.body.append(f'<a class="anm" id="{id_}" href="#{target}" data-n="{n}" aria-label="Anmerkung {n}"></a>')
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
    self.body.append(' <button type="button" class="lesart" hidden></button>')
    raise nodes.SkipNode


def visit_places(self: Visitor, node: nodes.Element) -> None:
    self.body.append(places_html(node["groups"], node["count"], node["name"], node["open"]))
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
