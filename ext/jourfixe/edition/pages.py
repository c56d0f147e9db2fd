"""How a page comes to its protocol: the parser for mounted pages, the directives for written ones."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import ClassVar

from docutils import nodes
from docutils.parsers import Parser
from sphinx import addnodes
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxDirective

from ..apparatus.bibliography import unknown_article
from ..apparatus.folder import Edited, as_date, load
from ..doctree.convert import to_nodes
from ..doctree.nodes import protocol_list
from ..findings import CATALOG, finding
from ..model import Place
from .domain import Record, domain_of
from .mount import PREFIX, MountedProject, docname_of, year_docname, year_of

FIELD = re.compile(r"\{\w+\}")
SUFFIX = ".jourfixe"
READ = "jourfixe-protocol-read"  # event: a protocol was read, argument an Edited


def protocol_nodes(env: BuildEnvironment, protocol: str) -> nodes.section:
    """Read a protocol, tell the domain, keep its data for the output, and give its nodes."""
    assert isinstance(env.project, MountedProject)
    folder = env.project.protocols / protocol
    edited = load(folder)
    for path in edited.files:
        env.note_dependency(path)
    docname = env.current_document.docname
    article = titles_of(env).get(edited.meta.article, "")
    domain_of(env).note_protocol(docname, _record(edited, article, titles_of(env)))
    env.events.emit(READ, edited)
    return to_nodes(edited, article, str(folder / "raw.md"))


def titles_of(env: BuildEnvironment) -> dict[str, str]:
    """Titles of the articles in references.bib by key, as of this build."""
    return getattr(env, "jourfixe_titles", {})


def _record(edited: Edited, article: str, titles: dict[str, str]) -> Record:
    key = edited.meta.article
    findings = (*edited.findings, *unknown_article(key, edited.id, titles))
    return Record(
        edited.id,
        edited.title,
        edited.issue,
        key,
        article,
        edited.numbering.revision,
        edited.numbering.numbers,
        tuple(rn for rn, _ in edited.numbering.gone),
        tuple(mark.n for p in edited.protocol.paragraphs for mark in p.lines),
        tuple((numbered[0][0], numbered[-1][0]) for _, numbered in edited.sections() if numbered),
        findings,
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
        else:
            section = protocol_nodes(env, docname.removeprefix(PREFIX))
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
            return [protocol_nodes(self.env, protocol)]
        source, line = self.get_source_info()
        at = Place(Path(os.path.relpath(source, Path(self.env.srcdir).parent)).as_posix(), line)
        domain.note_fault(docname, finding(code, at, protocol=protocol))
        return []


class ListDirective(SphinxDirective):
    """{protokolle}: all protocols by year, newest first."""

    def run(self) -> list[nodes.Node]:
        return list_nodes(self.env, 0)


class FindingsDirective(SphinxDirective):
    """{befunde}: the whole catalogue of findings."""

    def run(self) -> list[nodes.Node]:
        items = []
        for code, kind in CATALOG.items():
            term = nodes.term("", f"{code} – Fehler" if kind.blocks else code, ids=[code.lower()])
            body = [nodes.paragraph("", FIELD.sub("…", text)) for text in (kind.message, kind.hint)]
            items.append(nodes.definition_list_item("", term, nodes.definition("", *body)))
        return [nodes.definition_list("", *items, classes=["befunde"], support_smartquotes=False)]


def list_nodes(env: BuildEnvironment, year: int) -> list[nodes.Node]:
    """Place for the list, and the table of contents that goes with it: of a year its protocols, else the years."""
    assert isinstance(env.project, MountedProject)
    docname = env.current_document.docname
    protocols = sorted((d for d in env.found_docs if as_date(d.removeprefix(PREFIX))), reverse=True)
    if year:
        entries = [d for d in protocols if d.startswith(docname_of(str(year)))]
    else:
        entries = list(dict.fromkeys(year_docname(int(d.removeprefix(PREFIX)[:4])) for d in protocols))
    env.glob_toctrees.add(docname)
    domain_of(env).lists[docname] = year
    tree = addnodes.toctree(
        parent=docname,
        entries=[(None, entry) for entry in entries],
        includefiles=entries,
        maxdepth=-1,
        caption=None,
        glob=False,
        hidden=True,
        includehidden=False,
        numbered=0,
        titlesonly=True,
        rawentries=[],
    )
    return [protocol_list(year=year), nodes.compound("", tree, classes=["toctree-wrapper"])]
