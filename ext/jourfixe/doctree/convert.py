"""One protocol to nodes."""

from __future__ import annotations

from collections.abc import Iterator

from docutils import nodes

from ..apparatus.folder import Edited
from ..apparatus.rn import sort_key
from ..labels import gone_name, issue_name, long_date, meeting, paragraph_name, reference, revision_name
from ..model import Paragraph
from .nodes import gone_passage, line_mark, passage, section_break, witness_link


def section_id(protocol: str) -> str:
    """Id of a protocol as a whole."""
    return f"protokoll-{protocol}"


def to_nodes(edited: Edited, article: str, source: str) -> nodes.section:
    """The whole protocol. `article`: title of the discussed article; `source`: path of the witness for messages."""
    section = nodes.section(ids=[section_id(edited.id)], classes=["protokoll"], support_smartquotes=False)
    section += _title(edited)
    section += _head(edited, article)
    gone = sorted(edited.numbering.gone, key=lambda pair: sort_key(pair[0]))
    for part, numbered in edited.sections():
        if part.n > 1:
            section += section_break()
        if part.heading:
            rubric = nodes.rubric("", part.heading)
            rubric["heading-level"] = 2
            section += rubric
        for rn, paragraph in numbered:
            while gone and sort_key(gone[0][0]) < sort_key(rn):
                section += _gone(*gone.pop(0))
            section += _passage(rn, paragraph, source)
    for pair in gone:
        section += _gone(*pair)
    return section


def _title(edited: Edited) -> nodes.title:
    when = nodes.inline("", meeting(edited.date), classes=["anlass"])
    if not edited.title:
        return nodes.title("", "", when)
    return nodes.title("", "", when, nodes.inline("", ": ", classes=["trenner"]), nodes.Text(edited.title))


def _head(edited: Edited, article: str) -> nodes.field_list:
    """What a reader has to know before citing: when, about what, which Fassung, how to cite."""
    head = nodes.field_list(classes=["kopf"])
    head += _field("Datum", nodes.Text(long_date(edited.date)))
    if article or edited.issue:
        head += _field("Besprochen", nodes.Text(", ".join(filter(None, (article, issue_name(edited.issue))))))
    head += _field("Fassung", nodes.Text(_state(edited)))
    if edited.numbering.numbers:
        numbers = edited.numbering.numbers
        example = reference(edited.date, numbers[len(numbers) // 2], revision=edited.numbering.revision)
        head += _field("Zitieren", nodes.Text(example))
    if edited.meta.provenance:
        head += _field("Herkunft", nodes.Text(edited.meta.provenance))
    head += _field("Textzeuge", witness_link("", "Wortlaut, wie er vorlag", protocol=edited.id))
    return head


def _state(edited: Edited) -> str:
    numbering = edited.numbering
    if not numbering.revision or not edited.register.current:
        return revision_name(0)
    state = revision_name(numbering.revision)
    return state if numbering.is_published else f"{state}, seither geändert"


def _field(name: str, content: nodes.Node) -> nodes.field:
    return nodes.field("", nodes.field_name("", name), nodes.field_body("", nodes.paragraph("", "", content)))


def _passage(rn: str, paragraph: Paragraph, source: str) -> passage:
    label = paragraph_name(rn, paragraph.role)
    node = passage(ids=[f"rn-{rn}"], rn=rn, role=paragraph.role.value, label=label, support_smartquotes=False)
    node.source, node.line = source, paragraph.place.line
    node.rawsource = paragraph.text
    node += list(_inline(paragraph))
    return node


def _gone(rn: str, into: str) -> gone_passage:
    return gone_passage("", gone_name(rn, into), ids=[f"rn-{rn}"], rn=rn)


def _inline(paragraph: Paragraph) -> Iterator[nodes.Node]:
    """The text cut at every change of emphasis and every line mark."""
    marks, spans = paragraph.lines, (*paragraph.emphasis, *paragraph.strong)
    cuts = {0, len(paragraph.text), *(x for span in spans for x in span), *(m.offset for m in marks)}
    edges = sorted(cuts)
    for start, end in zip(edges, [*edges[1:], edges[-1]], strict=True):
        for i, mark in enumerate(m for m in marks if m.offset == start):
            yield line_mark(ids=[f"z-{mark.n}"], n=mark.n, certain=mark.certain, stacked=i > 0)
        if start < end:
            yield _styled(paragraph, start, end)


def _styled(paragraph: Paragraph, start: int, end: int) -> nodes.Node:
    node: nodes.Node = nodes.Text(paragraph.text[start:end])
    if any(a <= start and end <= b for a, b in paragraph.emphasis):
        node = nodes.emphasis("", "", node)
    if any(a <= start and end <= b for a, b in paragraph.strong):
        node = nodes.strong("", "", node)
    return node
