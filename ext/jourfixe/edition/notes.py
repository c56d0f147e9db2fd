"""What editors write in notes.md, parsed by MyST as part of the page of its protocol.

While a note is parsed, the page goes by another name, so that every message names notes.md and its line.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from docutils import nodes
from docutils.utils import new_document
from myst_parser.parsers.sphinx_ import MystParser
from sphinx.addnodes import pending_xref
from sphinx.environment import BuildEnvironment

from ..findings import finding
from ..model import Finding, Note, Place
from .mount import ALIAS

REFUSED = {
    nodes.footnote: "eine Fußnote",
    nodes.footnote_reference: "eine Fußnote",
    nodes.citation: "eine Fußnote",
    nodes.section: "eine Überschrift",
    nodes.target: "ein Sprungziel",
    nodes.substitution_reference: "eine Ersetzung",
    nodes.substitution_definition: "eine Ersetzung",
}


class NoteParser:
    """Turns notes of one protocol into nodes; what a note cannot hold becomes text and a finding."""

    def __init__(self, env: BuildEnvironment, path: Path, shown: str, settings: object) -> None:
        self.env, self.path, self.shown, self.settings = env, path, shown, settings
        self.findings: list[Finding] = []

    def __call__(self, note: Note) -> list[nodes.Node]:
        document = new_document(str(self.path), self.settings)  # type: ignore[arg-type]
        page = self.env.current_document.docname
        self.env.current_document.docname = page + ALIAS
        try:
            MystParser().parse("\n" * (note.place.line - 1) + note.source, document)
        finally:
            self.env.current_document.docname = page
        for reference in document.findall(pending_xref):
            reference["refdoc"] = page
            if "jf:page" in reference:
                reference["jf:page"] = reference["jf:page"].removesuffix(ALIAS)
        self._refuse(document, note)
        return list(document.children)

    def _refuse(self, document: nodes.document, note: Note) -> None:
        for kind, name in REFUSED.items():
            node: nodes.Element
            for node in list(document.findall(kind)):
                line = node.line or note.place.line
                self.findings.append(finding("JF661", Place(self.shown, line), what=name, rn=note.rn))
                node.replace_self(list(_plain(node)))


def _plain(node: nodes.Node) -> Iterator[nodes.Node]:
    """Its words, in blocks where it had blocks."""
    if isinstance(node, nodes.TextElement):
        yield from ([nodes.Text(node.astext())] if isinstance(node, nodes.Inline) else node.children)
        return
    for child in node.children:
        yield nodes.paragraph("", "", *child.children) if isinstance(child, nodes.title) else child
