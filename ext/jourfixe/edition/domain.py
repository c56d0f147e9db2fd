"""The domain `jf`: protocols, paragraphs and lines as things to refer to.

While reading only plain records are stored, one per protocol under its document; what follows from them
is concluded when everything is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx.addnodes import pending_xref, toctree
from sphinx.builders import Builder
from sphinx.domains import Domain, ObjType
from sphinx.environment import BuildEnvironment
from sphinx.roles import XRefRole
from sphinx.util.nodes import make_refnode

from ..apparatus.literature.bibliography import Bibliography
from ..apparatus.numbers.line import line_key
from ..apparatus.numbers.rn import sort_key
from ..apparatus.vocabulary.persons import Person
from ..doctree.convert import section_id
from ..labels import lines, locator, meeting, passage, reference
from ..model import Finding
from .errors import without_place
from .mount import PREFIX, docname_of
from .records import Entry, Found, Record, Register
from .targets import DAY, NOTED, TARGET, kind_of

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

    from .printed import Prints
    from .whole import Whole

OURS = (None, "", "jf")


class ReferenceRole(XRefRole):
    """A reference to a place in a protocol; without an explicit title it is written out when it is resolved."""

    def process_link(
        self, env: BuildEnvironment, refnode: nodes.Element, has_explicit_title: bool, title: str, target: str
    ) -> tuple[str, str]:
        refnode["jf:page"] = env.current_document.docname.removeprefix(PREFIX)
        return title, target


class JourfixeDomain(Domain):
    """{rn}`2026-01-12:34`, {rn}`34-36` on a protocol's own page, {z}`2026-01-12:155`, {protokoll}`2026-01-12`,
    {lit}`gs-4-25-friedensplan, S. 49`.
    """

    name = "jf"
    label = "Jour fixe"
    object_types = {
        "protokoll": ObjType("Protokoll", "protokoll"),
        "rn": ObjType("Randnummer", "rn"),
        "z": ObjType("Zeile", "z"),
        "lit": ObjType("Literatur", "lit"),
    }
    roles = {name: ReferenceRole(innernodeclass=nodes.inline, warn_dangling=True) for name in object_types}
    dangling_warnings = {
        "protokoll": without_place("JF502", protocol="%(target)s"),
        "rn": without_place("JF505", what="Die Randnummer", target="%(target)s"),
        "z": without_place("JF505", what="Die Zeile", target="%(target)s"),
        "lit": without_place("JF660", target="%(target)s"),
    }
    initial_data: ClassVar[dict[str, Any]] = {
        name: {} for name in ("records", "lists", "cited", "faults", "terms", "registers", "found", "hidden")
    }
    data_version = 9
    literature: Bibliography  # this and the next three are set before anything is read
    persons: tuple[Person, ...]
    remarks: list[Finding]  # about these two
    builder: Builder  # the one at work
    whole: Whole  # what follows from all of it; set when everything is read
    prints: Prints  # what is printed of it; set then
    markdown: MarkdownIt | None = None  # the parser for notes, once it is needed

    @property
    def records(self) -> dict[str, Record]:
        """Document → the protocol that stands there."""
        return self.data["records"]  # type: ignore[no-any-return]

    @property
    def lists(self) -> dict[str, int]:
        """Document → the year whose protocols it lists, 0 for all."""
        return self.data["lists"]  # type: ignore[no-any-return]

    @property
    def cited(self) -> dict[str, list[tuple[str, str, str]]]:
        """Document → its references: type, target, protocol of its own page."""
        return self.data["cited"]  # type: ignore[no-any-return]

    @property
    def faults(self) -> dict[str, list[Finding]]:
        """Document → what is wrong with the way it shows a protocol."""
        return self.data["faults"]  # type: ignore[no-any-return]

    @property
    def terms(self) -> dict[str, tuple[Entry, ...]]:
        """Document → the terms of its glossaries."""
        return self.data["terms"]  # type: ignore[no-any-return]

    @property
    def registers(self) -> dict[str, list[tuple[Register, int]]]:
        """Document → the registers on it; with a year the one of that year, else of the latest."""
        return self.data["registers"]  # type: ignore[no-any-return]

    @property
    def found(self) -> dict[str, Found]:
        """Document → what is found in its protocol. Concluded, not read."""
        return self.data["found"]  # type: ignore[no-any-return]

    @property
    def hidden(self) -> dict[str, bool]:
        """Documents none of whose tables of contents is shown on the page."""
        return self.data["hidden"]  # type: ignore[no-any-return]

    def note_fault(self, docname: str, fault: Finding) -> None:
        self.faults.setdefault(docname, []).append(fault)

    def clear_doc(self, docname: str) -> None:
        for table in self.data.values():
            if isinstance(table, dict):
                table.pop(docname, None)

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        """Note what may lead here, written as a role of ours, {any}, or a Markdown link."""
        page = docname.removeprefix(PREFIX)
        if all(tree["hidden"] for tree in document.findall(toctree)):
            self.hidden[docname] = True
        xrefs = [n for n in document.findall(pending_xref) if n.get("refdomain") in OURS or n["reftype"] in NOTED]
        if found := {(kind_of(n["reftype"], n["reftarget"]), n["reftarget"], n.get("jf:page", page)) for n in xrefs}:
            self.cited[docname] = sorted(found)

    def merge_domaindata(self, docnames: Iterable[str], otherdata: dict[str, Any]) -> None:
        for name in self.initial_data:
            self.data[name].update((d, x) for d, x in otherdata[name].items() if d in docnames)

    def protocols(self) -> list[tuple[str, Record]]:
        """(document, record) of all protocols, newest first."""
        return sorted(self.records.items(), key=lambda item: (item[1].id, item[0]), reverse=True)

    def places(self, docname: str) -> list[object]:
        """Where the references of a document lead at present, and what is to be read there."""
        return [self._there(*reference) for reference in self.cited.get(docname, ())]

    def _there(self, typ: str, target: str, page: str) -> object:
        if typ == "term":
            return self.whole.terms.get(target)
        if typ == "ref":
            return [bool(index(self).generate()[0]) for index in self.indices if target == f"jf-{index.name}"]
        if typ == "lit":
            key, _ = locator(target)
            return self.whole.bibliography.articles.get(key), self.whole.literature.get(key)
        found = self._find(typ, target, page)
        return found and (found, self.records[found[0]].stamp)

    def findings(self) -> Iterator[Finding]:
        """Everything found while reading: in the protocols, and on the pages that show them."""
        for docname, record in sorted(self.records.items()):
            yield from record.findings
            if docname in self.found:
                yield from self.found[docname].findings
        for _, faults in sorted(self.faults.items()):
            yield from faults

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """Protocols and paragraphs. Lines can be referred to only within the edition: they are a third of all."""
        for docname, record in sorted(self.records.items()):
            yield record.id, meeting(record.date), "protokoll", docname, section_id(record.id), 1
            start = reference(record.date, "")
            for rn in (*record.numbers, *record.gone):
                yield f"{record.id}:{rn}", start + rn, "rn", docname, f"rn-{rn}", -1

    def resolve_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> nodes.reference | None:
        if typ == "lit":
            return self._literature(fromdocname, builder, target, node, contnode)
        found = self._find(typ, target, node.get("jf:page", fromdocname.removeprefix(PREFIX)))
        if not found:
            return None
        docname, anchor, short, long = found
        if not node.get("refexplicit"):
            contnode = nodes.inline("", short if docname == fromdocname else long)
        return make_refnode(builder, fromdocname, docname, anchor, contnode, long)

    def _literature(
        self, fromdocname: str, builder: Builder, target: str, node: pending_xref, contnode: nodes.Element
    ) -> nodes.reference | None:
        """An entry of references.bib, perhaps with a locator; plain text where no page lists the literature."""
        key, pages = locator(target)
        article = self.whole.bibliography.articles.get(key)
        if not article:
            return None
        if not node.get("refexplicit"):
            contnode = nodes.inline("", ", ".join(filter(None, (article.short or article.title, pages))))
        docname, anchor = self.whole.literature.get(key, ("", ""))
        if not docname:
            return nodes.inline("", "", contnode)  # type: ignore[return-value]
        return make_refnode(builder, fromdocname, docname, anchor, contnode)

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> list[tuple[str, nodes.reference]]:
        typ = kind_of("any", target)
        if typ == "rn" and ":" not in target:
            return []
        found = self.resolve_xref(env, fromdocname, builder, typ, target, node, contnode)
        return [(f"jf:{typ}", found)] if found else []

    def _find(self, typ: str, target: str, page: str) -> tuple[str, str, str, str] | None:
        """Document, anchor, name on the same page, name elsewhere."""
        m = DAY.fullmatch(target) if typ == "protokoll" else TARGET.fullmatch(target.strip())
        docname = docname_of(m[1] or page) if m else ""
        if not m or docname not in self.records:
            return None
        record = self.records[docname]
        if typ == "protokoll":
            return docname, section_id(record.id), meeting(record.date), meeting(record.date)
        first, last = m[3], m[4] or m[3]
        known, key = (record.lines, line_key) if typ == "z" else ((*record.numbers, *record.gone), sort_key)
        if (kind_of("any", target) != typ and m[2]) or not {first, last} <= set(known) or key(first) > key(last):
            return None
        if typ == "z":
            name = lines(first, last)
            return docname, f"z-{first}", name, f"{meeting(record.date)}, {name}"
        return docname, f"rn-{first}", passage(first, last), reference(record.date, first, last)


def domain_of(env: BuildEnvironment) -> JourfixeDomain:
    domain = env.get_domain("jf")
    assert isinstance(domain, JourfixeDomain)
    return domain
