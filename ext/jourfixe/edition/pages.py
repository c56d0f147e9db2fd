"""How a page comes to its protocol: the parser for mounted pages, the directives for written ones."""

from __future__ import annotations

import re
from pathlib import Path
from typing import ClassVar

from docutils import nodes
from docutils.parsers import Parser
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxDirective

from ..apparatus.folder import Edited, as_date, load
from ..apparatus.literature.bibliography import unknown_article
from ..doctree.convert import state_of, to_nodes
from ..doctree.nodes import protocol_list
from ..findings import CATALOG, finding
from ..model import Finding
from .domain import domain_of
from .errors import place_of
from .mount import PREFIX, MountedProject, docname_of, hidden_toctree, register_of, year_docname, year_of
from .notes import NoteParser
from .records import Record, Register
from .registers import register_nodes
from .shelf import keep
from .whole import digest

REGISTERS = {
    Register.TERMS: "Begriffe",
    Register.PERSONS: "Personen",
    Register.INTERVENTIONS: "Eingriffe",
    Register.CHANGES: "Änderungen",
}
FIELD = re.compile(r"\{\w+\}")
SUFFIX = ".jourfixe"


def protocol_nodes(env: BuildEnvironment, protocol: str, settings: object) -> nodes.section:
    """Read a protocol, tell the domain, put its words on the shelf, and give its nodes."""
    assert isinstance(env.project, MountedProject)
    folder = env.project.protocols / protocol
    edited = load(folder)
    for path in edited.files:
        env.note_dependency(path)
    domain = domain_of(env)
    titles = domain.literature.titles
    article = titles.get(edited.meta.article, "")
    notes = NoteParser(env, folder / "notes.md", f"{folder.parent.name}/{protocol}/notes.md", settings)
    section = to_nodes(edited, article, str(folder / "raw.md"), notes.parse(edited.notes))
    docname = env.current_document.docname
    written = Path(env.doc2path(docname)).read_bytes()
    domain.records[docname] = _record(edited, titles, notes.findings, written)
    keep(env, edited)
    return section


def _record(edited: Edited, titles: dict[str, str], of_notes: list[Finding], written: bytes) -> Record:
    """`written`: the file of the page on which it stands."""
    key, numbering, current = edited.meta.article, edited.numbering, edited.register.current
    article, published = titles.get(key, ""), current.date.isoformat() if current else ""
    findings = (*edited.findings, *unknown_article(key, edited.id, titles), *of_notes)
    numbered = numbering.numbers, numbering.gone, numbering.revision, numbering.is_published, published
    told = edited.title, edited.issue, edited.meta, article, edited.protocol, numbered
    apparatus = edited.emendations, edited.notes, edited.interventions
    lines = [mark.name for p in edited.protocol.paragraphs for mark in p.lines]
    lost = [line for _, kept in sorted(edited.history.lost.items()) for line in kept]
    return Record(
        edited.id,
        edited.title,
        edited.issue,
        key,
        article,
        numbering.revision,
        published,
        state_of(edited),
        numbering.numbers,
        tuple(rn for rn, _ in numbering.gone),
        (*lines, *lost),
        tuple((numbered[0][0], numbered[-1][0]) for _, numbered in edited.sections() if numbered),
        findings,
        digest((told, apparatus, written)),
        digest(edited.history),
    )


class MountedParser(Parser):
    """Builds the pages that have no file of their own."""

    supported: ClassVar[tuple[str, ...]] = ("jourfixe",)

    def parse(self, inputstring: str, document: nodes.document) -> None:
        env: BuildEnvironment = document.settings.env
        document.settings.smart_quotes = False
        docname = env.current_document.docname
        if year := year_of(docname):
            section = nodes.section(ids=[f"jahr-{year}"])
            section += nodes.title("", f"Protokolle {year}")
            section += list_nodes(env, year)
        elif of_year := register_of(docname):
            register, year = of_year
            section = nodes.section(ids=[f"{register}-{year}"])
            section += nodes.title("", f"{REGISTERS[register]} {year}")
            section += register_nodes(env, register, year)
        else:
            section = protocol_nodes(env, docname.removeprefix(PREFIX), document.settings)
        document += section


class ProtocolDirective(SphinxDirective):
    """{protokoll} 2026-01-12: the protocol on a page that an editor writes."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        protocol, docname = self.arguments[0], self.env.current_document.docname
        domain, code = domain_of(self.env), ""
        assert isinstance(self.env.project, MountedProject)
        if not as_date(protocol) or not (self.env.project.protocols / protocol).is_dir():
            code = "JF502"
        elif docname != docname_of(protocol) or docname in domain.records:
            code = "JF501"
        if not code:
            return [protocol_nodes(self.env, protocol, self.state.document.settings)]
        domain.note_fault(docname, finding(code, place_of(self.env, *self.get_source_info()), protocol=protocol))
        return []


class ListDirective(SphinxDirective):
    """{protokolle}: all protocols by year, newest first."""

    def run(self) -> list[nodes.Node]:
        return list_nodes(self.env, 0)


class FindingsDirective(SphinxDirective):
    """{befunde}: the whole catalogue of findings."""

    def run(self) -> list[nodes.Node]:
        items = []
        for code, kind in sorted(CATALOG.items()):
            term = nodes.term("", f"{code} – Fehler" if kind.blocks else code, ids=[code.lower()])
            body = [nodes.paragraph("", FIELD.sub("…", text)) for text in (kind.message, kind.hint)]
            items.append(nodes.definition_list_item("", term, nodes.definition("", *body)))
        return [nodes.definition_list("", *items, classes=["befunde"], support_smartquotes=False)]


def list_nodes(env: BuildEnvironment, year: int) -> list[nodes.Node]:
    """Place for the list, and the table of contents that goes with it: of a year its protocols, else the years."""
    assert isinstance(env.project, MountedProject)
    docname = env.current_document.docname
    domain_of(env).lists[docname] = year
    if docname.startswith(PREFIX) and not year:
        return [protocol_list(year=year)]  # in an introduction; the years lead here, so it cannot lead to them
    protocols = sorted((d for d in env.found_docs if as_date(d.removeprefix(PREFIX))), reverse=True)
    if year:
        entries = [d for d in protocols if d.startswith(docname_of(str(year)))]
    else:
        entries = list(dict.fromkeys(year_docname(int(d.removeprefix(PREFIX)[:4])) for d in protocols))
    env.glob_toctrees.add(docname)
    return [protocol_list(year=year), hidden_toctree(docname, entries)]
