"""What editors write in notes.md, parsed by MyST as part of the page of its protocol.

While a note is parsed, the page goes by another name, so that every message names notes.md and its line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from docutils import nodes
from docutils.utils import new_document
from myst_parser.parsers.sphinx_ import MystParser
from sphinx.addnodes import pending_xref
from sphinx.environment import BuildEnvironment

from ..findings import finding
from ..model import Finding, Note, Place
from .mount import ALIAS

BREAK = "+++"
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

    def parse(self, notes: Sequence[Note]) -> dict[Note, list[nodes.Node]]:
        """All notes at once, as setting up the parser costs more than a note; one by one if they do not keep apart."""
        if not notes:
            return {}
        in_file = sorted(notes, key=lambda note: note.place.line)
        parts = self._parts(self._parse(in_file))
        if len(parts) != len(notes):
            parts = [list(self._parse([note]).children[1:]) for note in in_file]
        for note, part in zip(in_file, parts, strict=True):
            self._refuse(note, part)
        return dict(zip(in_file, parts, strict=True))

    def _parse(self, notes: Sequence[Note]) -> nodes.document:
        """Each note on its own lines, behind a block break."""
        document = new_document(str(self.path), self.settings)  # type: ignore[arg-type]
        page = self.env.current_document.docname
        self.env.current_document.docname = page + ALIAS
        try:
            MystParser().parse(_on_their_lines(notes), document)
        finally:
            self.env.current_document.docname = page
        for node in document.findall():
            node.document = None  # type: ignore[assignment]  # else the page would keep this document, settings and all
        for reference in document.findall(pending_xref):
            reference["refdoc"] = page
            if "jf:page" in reference:
                reference["jf:page"] = reference["jf:page"].removesuffix(ALIAS)
        return document

    def _parts(self, document: nodes.document) -> list[list[nodes.Node]]:
        """What stands behind each block break."""
        parts: list[list[nodes.Node]] = []
        for child in document.children:
            if isinstance(child, nodes.comment) and "block_break" in child["classes"]:
                parts.append([])
            elif parts:
                parts[-1].append(child)
        return parts

    def _refuse(self, note: Note, part: list[nodes.Node]) -> None:
        box = nodes.container("", *part)
        for kind, name in REFUSED.items():
            node: nodes.Element
            for node in list(box.findall(kind)):
                line: int = node.line or note.place.line
                self.findings.append(finding("JF661", Place(self.shown, line), what=name, rn=note.rn))
                node.replace_self(list(_plain(node)))
        part[:] = box.children


def _on_their_lines(notes: Sequence[Note]) -> str:
    """A text in which every note stands where it stands in the file; the line above it is its heading's or empty."""
    lines: list[str] = []
    for note in notes:
        lines += [""] * (note.place.line - 2 - len(lines))
        lines += [BREAK, *note.source.split("\n")]
    return "\n".join(lines)


def _plain(node: nodes.Node) -> Iterator[nodes.Node]:
    """Its words, in blocks where it had blocks."""
    if isinstance(node, nodes.TextElement):
        yield from ([nodes.Text(node.astext())] if isinstance(node, nodes.Inline) else node.children)
        return
    for child in node.children:
        yield nodes.paragraph("", "", *child.children) if isinstance(child, nodes.title) else child
