"""The findings of each paragraph below it, those of the whole protocol below its head."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import groupby
from typing import Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.osutil import relative_uri

from ....apparatus.placed import placed
from ....doctree.nodes import apparatus, passage
from ....edition.domain import domain_of
from ....edition.mount import MountedProject
from ....edition.shelf import fetch
from ....findings import unsaid
from ....labels import passage as rn_name
from ....model import Finding
from ....reading.decode import decode
from ..names import witness_file


class editing_note(nodes.Element):
    """`findings` of the paragraph `rn`, or of the whole protocol. Without text, so that nobody finds it by searching.

    `witness`: the way from the page to that of the witness.
    """


class ShowFindings(SphinxPostTransform):
    """Only in the preview."""

    default_priority = 960
    builders = ("html",)

    def run(self, **kwargs: Any) -> None:
        record = domain_of(self.env).records.get(self.env.current_document.docname)
        if not record or not self.config.jourfixe_editing:
            return
        notes = {note["rn"]: note for note in self._notes(record.id)}
        head = next(fields for fields in self.document.findall(nodes.field_list) if "kopf" in fields["classes"])
        if "" in notes:
            _insert(head, notes[""])
        for node in list(self.document.findall(passage)):
            if node["rn"] in notes:
                behind = node.next_node(siblings=True, descend=False)
                _insert(behind if isinstance(behind, apparatus) else node, notes[node["rn"]])

    def _notes(self, protocol: str) -> Iterator[editing_note]:
        docname, domain = self.env.current_document.docname, domain_of(self.env)
        assert isinstance(self.env.project, MountedProject)
        witness = decode((self.env.project.protocols / protocol / "raw.md").read_bytes(), "raw.md").text
        findings = (*domain.records[docname].findings, *domain.found[docname].findings)
        edited = fetch(self.env, protocol)
        of_paragraphs = placed(findings, edited.numbered(), witness, edited.interventions)
        builder = self.app.builder
        way = relative_uri(builder.get_target_uri(docname), f"protokolle/{witness_file(protocol)}")
        for rn, group in groupby(sorted(of_paragraphs, key=lambda row: row[0]), key=lambda row: row[0]):
            yield editing_note(rn=rn, findings=[found for _, found in group], witness=way)


def _insert(node: nodes.Node, note: editing_note) -> None:
    assert node.parent
    node.parent.insert(node.parent.index(node) + 1, note)


def visit_note(self: Any, node: nodes.Element) -> None:
    name = f"Befunde zu {rn_name(node['rn'])}" if node["rn"] else "Befunde zum ganzen Protokoll"
    items = "\n".join(_item(found, node["witness"]) for found in node["findings"])
    self.body.append(f'<aside class="befunde" aria-label="{escape(name)}">\n<ul>\n{items}\n</ul>\n</aside>\n')
    raise nodes.SkipNode


def _item(found: Finding, witness: str) -> str:
    name = found.place.file.rsplit("/", 1)[-1]
    where = f"{name}, Zeile {found.place.line}"
    if name == "raw.md":
        where = f'<a href="{escape(witness)}#zeile-{found.place.line}">{where}</a>'
    kind = ' class="fehler"' if found.blocks else ""
    said = f'<p><span class="wo">{found.code} · {where}</span> {escape(found.message, quote=False)}</p>'
    return f'<li{kind}>{said}\n{_readings(found)}<p class="tun">{escape(found.hint, quote=False)}</p></li>'


def _readings(found: Finding) -> str:
    if not (readings := unsaid(found)):
        return ""
    pairs = zip(("gelesen", "oder"), readings, strict=True)
    rows = "\n".join(f"<div><dt>{dt}</dt>\n<dd>{escape(dd, quote=False)}</dd></div>" for dt, dd in pairs)
    return f"<dl>\n{rows}\n</dl>\n"
