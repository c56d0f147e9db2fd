"""Links in the text of protocols: from words to the glossary, from pages to the literature, from names to persons.

They are put in when a page is written, because only then all is known that they lead to. The words stay as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.nodes import make_refnode

from ..apparatus.marks import Marks
from ..doctree import nodes as jf
from ..doctree.convert import PROTOCOL
from ..labels import also_there, reference
from .also import Also, also_cited
from .domain import domain_of
from .ids import issue_id, page_id, person_id
from .mount import docname_of
from .records import Register
from .shelf import fetch_marks
from .whole import Place


class Link(NamedTuple):
    """text[start:end] leads to an id of a document."""

    start: int
    end: int
    kind: str
    to: Place


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
        record, found = self.domain.records[docname], self.domain.found[docname]
        self.page, self.named = docname, set[str]()
        marks = dict(zip(record.numbers, fetch_marks(self.env, record.id), strict=True))
        beside: dict[str, list[Also]] = {}
        for also in also_cited(self.domain.whole, docname, found):
            beside.setdefault(also.rn, []).append(also)
        for title in [node for node in section.findall(nodes.inline) if "article" in node]:
            if to := self.domain.whole.literature.get(title["article"]):
                title.replace_self(make_refnode(self.domain.builder, docname, *to, nodes.Text(title.astext())))
        changes = self.domain.whole.register(Register.INTERVENTIONS, record.date.year)
        for passage in [child for child in section if isinstance(child, jf.passage)]:
            rn = passage["rn"]
            _insert(passage, list(self._links(marks[rn])), self._reference)
            for corrected in passage.findall(jf.emendation):
                if changes:
                    corrected["refuri"] = self._uri(changes, f"{record.id}-{corrected['target']}")
            if rn in beside:
                self._beside(section, passage, beside[rn])

    def _links(self, marks: Marks) -> Iterator[Link]:
        """All citations, the first mention of each term in the paragraph, of each person in the protocol."""
        whole = self.domain.whole
        for c in marks.citations:
            if to := whole.literature.get(c.article) or self._issue(c.issue):
                yield Link(c.start, c.end, "stelle", to)
        for m in {m.key: m for m in reversed(marks.terms)}.values():
            if to := whole.term_place(m.key):
                yield Link(m.start, m.end, "begriff", to)
        persons = whole.register(Register.PERSONS, whole.latest)
        for m in marks.persons:
            if persons and m.key not in self.named:
                self.named.add(m.key)
                yield Link(m.start, m.end, "person", (persons, person_id(m.key)))

    def _issue(self, issue: str) -> Place | None:
        docname = self.domain.whole.register(Register.PAGES, self.domain.whole.latest)
        return (docname, issue_id(issue)) if docname and issue else None

    def _reference(self, link: Link, child: nodes.Node) -> nodes.reference:
        made = make_refnode(self.domain.builder, self.page, *link.to, child)
        made["classes"].append(link.kind)
        return made

    def _uri(self, docname: str, anchor: str) -> str:
        return f"{self.domain.builder.get_relative_uri(self.page, docname)}#{anchor}"

    def _beside(self, section: nodes.section, passage: nodes.Element, lines: Sequence[Also]) -> None:
        """Below the paragraph: which other paragraphs cite the same pages."""
        at = section.index(passage) + 1
        box = section[at] if at < len(section) else None
        if not isinstance(box, jf.apparatus):
            box = jf.apparatus(rn=passage["rn"])
            section.insert(at, box)
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
            box += line


def _insert(passage: nodes.Element, links: Iterable[Link], make: Callable[[Link, nodes.Node], nodes.Node]) -> None:
    """Put links around words. What an emendation holds is a link already."""
    links, at = _without_overlaps(links), 0
    for text in list(passage.findall(nodes.Text)):
        end = at + len(text)
        mine = [link for link in links if link.start < end and link.end > at]
        if mine and not isinstance(text.parent, jf.emendation):
            text.parent.replace(text, list(_pieces(text, at, mine, make)))
        at = end


def _without_overlaps(links: Iterable[Link]) -> list[Link]:
    """Of two links on the same words the one that was named first, in the order of the text."""
    kept: list[Link] = []
    for link in links:
        if all(link.end <= other.start or other.end <= link.start for other in kept):
            kept.append(link)
    return sorted(kept)


def _pieces(
    text: nodes.Text, at: int, links: list[Link], make: Callable[[Link, nodes.Node], nodes.Node]
) -> Iterator[nodes.Node]:
    """The words of a text that begins at `at` in its paragraph, cut at the links."""
    done = 0
    for link in links:
        start, end = max(link.start - at, 0), min(link.end - at, len(text))
        if start > done:
            yield nodes.Text(text[done:start])
        yield make(link, nodes.Text(text[start:end]))
        done = end
    if done < len(text):
        yield nodes.Text(text[done:])
