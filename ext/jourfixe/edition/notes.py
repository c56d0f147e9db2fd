"""What editors write in notes.md, parsed by MyST as part of the page of its protocol.

While a note is parsed, the page goes by another name, so that every message names notes.md and its line.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from docutils import nodes
from docutils.parsers.rst import Directive
from docutils.utils import new_document
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer
from myst_parser.parsers.mdit import create_md_parser
from sphinx.addnodes import pending_xref
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import CustomReSTDispatcher, LoggingReporter

from ..findings import finding
from ..model import Finding, Note, Place
from .domain import domain_of
from .mount import ALIAS

BREAK = "+++"
ALLOWED = frozenset(
    "admonition attention caution danger error hint important note seealso tip warning code code-block sourcecode "
    "image figure table list-table csv-table epigraph highlights pull-quote include raw".split()
)  # the last two are disabled everywhere, and say so


class refused(nodes.container):
    """What a directive held that a note cannot have; others would change the page or what Sphinx knows of it."""


class Refuse(Directive):
    """Stands in for such a directive: its words as they are written."""

    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True

    def run(self) -> list[nodes.Node]:
        words = nodes.paragraph("", " ".join([*self.arguments, *self.content]))
        made = refused("", words, what=f"die Anweisung „{self.name}“")
        made.line = self.lineno
        return [made]


class InNotes(CustomReSTDispatcher):
    """Within it only directives that stay within a note are known."""

    def directive(self, directive_name: str, *args: Any) -> Any:
        return super().directive(directive_name, *args) if directive_name in ALLOWED else (Refuse, [])


REFUSED = {
    refused: "{what}",
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
        try:
            parts = self._parts(self._parse(in_file))
        except RecursionError:
            parts = []
        if len(parts) != len(notes):
            parts = [self._alone(note) for note in in_file]
        for note, part in zip(in_file, parts, strict=True):
            self._refuse(note, part)
        return dict(zip(in_file, parts, strict=True))

    def _alone(self, note: Note) -> list[nodes.Node]:
        try:
            return list(self._parse([note]).children[1:])
        except RecursionError:
            return [refused("", nodes.paragraph("", note.source), what="zu vieles ineinander")]

    def _parse(self, notes: Sequence[Note]) -> nodes.document:
        """Each note on its own lines, behind a block break."""
        document = new_document(str(self.path), self.settings)  # type: ignore[arg-type]
        document.reporter = LoggingReporter.from_reporter(document.reporter)
        page = self.env.current_document.docname
        self.env.current_document.docname = page + ALIAS
        try:
            with InNotes():
                self._render(_on_their_lines(notes), document)
        finally:
            self.env.current_document.docname = page
        here = Path(os.path.relpath(self.path.parent, self.env.srcdir)).as_posix()
        for image in document.findall(nodes.image):
            if not image["uri"].startswith("/") and "://" not in image["uri"]:
                image["uri"] = f"/{here}/{image['uri']}"
        for node in document.findall():
            node.document = None  # type: ignore[assignment]  # else the page would keep this document, settings and all
        for reference in document.findall(pending_xref):
            reference["refdoc"] = page
            if "jf:page" in reference:
                reference["jf:page"] = reference["jf:page"].removesuffix(ALIAS)
        return document

    def _render(self, text: str, document: nodes.document) -> None:
        """With a parser that is set up once."""
        domain = domain_of(self.env)
        if domain.markdown is None:
            domain.markdown = create_md_parser(self.env.myst_config, SphinxRenderer)  # type: ignore[attr-defined]
        domain.markdown.options["document"] = document
        domain.markdown.render(text)

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
        node: nodes.Element
        for node in box.findall(nodes.Element):
            node["ids"] = node["names"] = node["dupnames"] = []  # they might be those of a paragraph
        for kind, name in REFUSED.items():
            for node in list(box.findall(kind)):
                line: int = node.line or note.place.line
                what = name.format_map(node.attributes)
                self.findings.append(finding("JF661", Place(self.shown, line), what=what, rn=note.rn))
                node.replace_self(list(_plain(node)))
        for node in [*box.findall(nodes.reference), *box.findall(nodes.problematic)]:
            if "refuri" not in node:
                node.replace_self(nodes.inline("", node.astext()))
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
