"""How our nodes look in HTML.

The number stands outside the paragraph, so that it neither interrupts a screen reader nor is copied; margin lines are
drawn by the style sheet from an attribute.
"""

from __future__ import annotations

from html import escape
from typing import Any

from docutils import nodes
from sphinx.util.osutil import relative_uri

from .names import witness_file

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


def depart_line_mark(self: Visitor, node: nodes.Element) -> None:
    """Never reached: a line mark has no content."""


def visit_break(self: Visitor, node: nodes.Element) -> None:
    self.body.append('<hr class="abschnitt" />\n')
    raise nodes.SkipNode


def depart_break(self: Visitor, node: nodes.Element) -> None:
    """Never reached: a separator has no content."""


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
