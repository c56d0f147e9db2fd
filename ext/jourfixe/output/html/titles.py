"""Sphinx sets the title of a page anew for each neighbour and each page below it; here it is set once."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder


def set_titles_once(app: Sphinx) -> None:
    """Let the builder remember titles. One with a reference in it depends on the page, and is set each time."""
    builder = app.builder
    if not isinstance(builder, StandaloneHTMLBuilder):
        return
    render, known = builder.render_partial, dict[int, tuple[nodes.title, dict[str, str]]]()

    def remembered(node: nodes.Node | None) -> dict[str, Any]:
        if not isinstance(node, nodes.title) or node.next_node(nodes.reference):
            return render(node)
        if id(node) not in known:
            known[id(node)] = node, render(node)
        return known[id(node)][1]

    builder.render_partial = remembered  # type: ignore[method-assign]
