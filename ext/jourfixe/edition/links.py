"""Links in the text of protocols: from words to the glossary, from pages to the literature, from names to persons.

They are put in when a page is written, because only then all is known that they lead to. The words stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.nodes import make_refnode

from ..apparatus.marks import Marks
from ..apparatus.numbers.history import Kind, Step
from ..doctree import nodes as jf
from ..doctree.convert import PROTOCOL
from ..doctree.expand import expand
from ..doctree.inline import Inline, Link, without_overlaps
from ..labels import FORMER, also_there, original, reference, reworded_in
from .also import Also, also_cited
from .domain import domain_of
from .ids import change_id, issue_id, page_id, person_id
from .mount import docname_of
from .records import PRINT, Record, Register
from .shelf import fetch_marks, fetch_told
from .whole import Place


class LinkPassages(SphinxPostTransform):
    """In every protocol of the document; several where documents are put together."""

    default_priority = 9

    def run(self, **kwargs: Any) -> None:
        self.domain = domain_of(self.env)
        for section in list(self.document.findall(nodes.section)):
            if section["ids"] and section["ids"][0].startswith(PROTOCOL):
                self._link(section, docname_of(section["ids"][0].removeprefix(PROTOCOL)))

    def _link(self, section: nodes.section, docname: str) -> None:
        if docname not in self.domain.found:
            return
        for title in [node for node in section.findall(nodes.inline) if "article" in node]:
            if to := self.domain.whole.literature.get(title["article"]):
                title.replace_self(make_refnode(self.domain.builder, docname, *to, nodes.Text(title.astext())))
        if self.domain.builder.format == PRINT:
            return  # paper cannot be followed
        record, found = self.domain.records[docname], self.domain.found[docname]
        self.page, self.named, self.uris = docname, set[str](), dict[str, str]()
        marks = dict(zip(record.numbers, fetch_marks(self.env, record.id), strict=True))
        beside: dict[str, list[Also]] = {}
        for also in also_cited(self.domain.whole, docname, found):
            beside.setdefault(also.rn, []).append(also)
        changes = self.domain.whole.register(Register.INTERVENTIONS, record.date.year)
        steps = self._steps(record)
        for gone in [child for child in section if isinstance(child, jf.gone_passage)]:
            self._gone(gone, steps)
        for passage in [child for child in section if isinstance(child, jf.passage)]:
            rn = passage["rn"]
            self._mark(passage, marks[rn], f"{self.uri(changes)}#{record.id}-" if changes else "")
            if rn in beside:
                self._beside(section, passage, beside[rn])
            self._former(section, passage, steps)
            if self.domain.builder.format != "html":
                expand(passage)
                self._readings(section, passage)

    def _mark(self, passage: jf.passage, marks: Marks, changes: str) -> None:
        """Tell a passage where its words lead. `changes`: what stands before the id of an emendation in its address."""
        inline: Inline = passage["inline"]
        corrected = tuple(c._replace(uri=changes + c.target if changes else "") for c in inline.corrected)
        links = without_overlaps(list(self._links(marks)), corrected)
        passage["inline"] = inline._replace(corrected=corrected, links=links)

    def _links(self, marks: Marks) -> Iterator[Link]:
        """All citations, the first mention of each term in the paragraph, of each person in the protocol."""
        whole = self.domain.whole
        for c in marks.citations:
            if to := whole.literature.get(c.article) or self._issue(c.issue):
                yield Link(c.start, c.end, "stelle", self.uri(*to))
        for m in {m.key: m for m in reversed(marks.terms)}.values():
            if to := whole.term_place(m.key):
                yield Link(m.start, m.end, "begriff", self.uri(*to))
        persons = whole.register(Register.PERSONS, whole.latest)
        for m in marks.persons:
            if persons and m.key not in self.named:
                self.named.add(m.key)
                yield Link(m.start, m.end, "person", self.uri(persons, person_id(m.key)))

    def _issue(self, issue: str) -> Place | None:
        docname = self.domain.whole.register(Register.PAGES, self.domain.whole.latest)
        return (docname, issue_id(issue)) if docname and issue else None

    def uri(self, docname: str, anchor: str = "") -> str:
        """Address of a document, or of an id on it, from the page at hand."""
        if docname not in self.uris:
            self.uris[docname] = self.domain.builder.get_relative_uri(self.page, docname)
        return f"{self.uris[docname]}#{anchor}" if anchor else self.uris[docname]

    def _readings(self, section: nodes.section, passage: nodes.Element) -> None:
        """Below the paragraph, where a reader cannot ask for it: what the witness has in the place of an emendation."""
        for c in passage["inline"].corrected:
            words = original(c.before, passage.astext()[c.start : c.end], c.reason)
            _box(section, passage).append(nodes.paragraph("", words))

    def _beside(self, section: nodes.section, passage: nodes.Element, lines: Sequence[Also]) -> None:
        """Below the paragraph: which other paragraphs cite the same pages."""
        for also in lines:
            line = nodes.paragraph("", also_there(also.pages), classes=["auch"])
            for i, (docname, rn) in enumerate(also.places):
                line += nodes.Text(", " if i else " ")
                name = f"Rn. {rn}" if docname == self.page else reference(self.domain.records[docname].date, rn)
                line += make_refnode(self.domain.builder, self.page, docname, f"rn-{rn}", nodes.Text(name))
            register = self.domain.whole.register(Register.PAGES, self.domain.whole.latest)
            if also.more and register:
                line += nodes.Text(" und ")
                line += make_refnode(
                    self.domain.builder, self.page, register, page_id(also.article, also.pages), nodes.Text("öfter")
                )
            _box(section, passage).append(line)

    def _steps(self, record: Record) -> list[tuple[str, Step]]:
        """What there is to tell of earlier wordings, with the address where it is told without the number."""
        page = self.domain.whole.register(Register.CHANGES, record.date.year)
        if not page or self.domain.builder.format != "html":
            return []
        steps: tuple[Step, ...] = fetch_told(self.env, record.id, Register.CHANGES)
        return [(self.uri(page, change_id(record.id, step.n)), step) for step in steps]

    def _former(self, section: nodes.section, passage: nodes.Element, steps: list[tuple[str, Step]]) -> None:
        """Below the paragraph: in which Fassung it got another wording."""
        for uri, step in steps:
            if any(change.rn == passage["rn"] and change.kind is Kind.CHANGED for change in step.changes):
                words = reworded_in(step.n, bool(step.date))
                link = nodes.reference("", words, internal=True, refuri=f"{uri}-rn-{passage['rn']}")
                _box(section, passage).append(nodes.paragraph("", "", link, classes=["fassung"]))

    def _gone(self, gone: nodes.Element, steps: list[tuple[str, Step]]) -> None:
        """Behind the notice: the way to what the paragraph said."""
        for uri, step in steps:
            if any(change.rn == gone["rn"] and not change.new for change in step.changes):
                link = nodes.reference("", FORMER, internal=True, refuri=f"{uri}-rn-{gone['rn']}")
                gone += [nodes.Text(" "), link]


def _box(section: nodes.section, passage: nodes.Element) -> jf.apparatus:
    """What is said below a passage; made where there is nothing yet."""
    at = section.index(passage) + 1
    box = section[at] if at < len(section) else None
    if not isinstance(box, jf.apparatus):
        box = jf.apparatus(rn=passage["rn"])
        section.insert(at, box)
    return box
