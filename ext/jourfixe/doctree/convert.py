"""One protocol to nodes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from docutils import nodes

from ..apparatus.folder import Edited
from ..apparatus.rn import sort_key
from ..labels import gone_name, issue_name, long_date, meeting, paragraph_name, reference, revision_name
from ..model import Emendation, Note, Paragraph
from .nodes import (
    annotation,
    apparatus,
    emendation,
    gone_passage,
    line_mark,
    note_mark,
    passage,
    reading_switch,
    section_break,
    witness_link,
)

ParseNote = Callable[[Note], Iterable[nodes.Node]]
PROTOCOL = "protokoll-"


def section_id(protocol: str) -> str:
    """Id of a protocol as a whole."""
    return PROTOCOL + protocol


def emendation_id(made: Emendation) -> str:
    """Id of an emendation on its page of interventions; without its protocol."""
    return f"em-{made.rn}-{slug(made.before)}"


def note_id(made: Note) -> str:
    return f"anm-{made.rn}" + (f"-{slug(made.words)}" if made.words else "")


def slug(words: str) -> str:
    """Words as part of an id: letters and digits, joined by hyphens."""
    return re.sub(r"\W+", "-", words.casefold()).strip("-")


def to_nodes(edited: Edited, article: str, source: str, parse_note: ParseNote) -> nodes.section:
    """The whole protocol. `article`: title of the discussed article; `source`: path of the witness for messages."""
    section = nodes.section(ids=[section_id(edited.id)], classes=["protokoll"], support_smartquotes=False)
    section += _title(edited)
    section += _head(edited, article)
    extras = _Extras(edited, parse_note)
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
            section += _passage(rn, paragraph, source, extras)
            section += extras.apparatus(rn)
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
        title = [nodes.inline("", article, article=edited.meta.article)] if article else []
        comma = ", " if article and edited.issue else ""
        head += _field("Besprochen", *title, nodes.Text(comma + issue_name(edited.issue)))
    head += _field("Fassung", nodes.Text(_state(edited)))
    if edited.numbering.numbers:
        numbers = edited.numbering.numbers
        example = reference(edited.date, numbers[len(numbers) // 2], revision=edited.numbering.revision)
        head += _field("Zitieren", nodes.Text(example))
    if edited.meta.provenance:
        head += _field("Herkunft", nodes.Text(edited.meta.provenance))
    switch = [reading_switch()] if edited.emendations else []
    head += _field("Textzeuge", witness_link("", "Wortlaut, wie er vorlag", protocol=edited.id), *switch)
    return head


def _state(edited: Edited) -> str:
    numbering = edited.numbering
    if not numbering.revision or not edited.register.current:
        return revision_name(0)
    state = revision_name(numbering.revision)
    return state if numbering.is_published else f"{state}, seither geändert"


def _field(name: str, *content: nodes.Node) -> nodes.field:
    return nodes.field("", nodes.field_name("", name), nodes.field_body("", nodes.paragraph("", "", *content)))


class _Extras:
    """Notes and emendations of a protocol by paragraph; notes are numbered in the order of the text."""

    def __init__(self, edited: Edited, parse_note: ParseNote) -> None:
        self.parse = parse_note
        self.notes = {
            rn: list(group) for rn, group in groupby(enumerate(edited.notes, 1), key=lambda numbered: numbered[1].rn)
        }
        self.emendations = {rn: list(group) for rn, group in groupby(edited.emendations, key=lambda made: made.rn)}

    def apparatus(self, rn: str) -> list[nodes.Node]:
        if rn not in self.notes:
            return []
        block = apparatus(rn=rn)
        for n, made in self.notes[rn]:
            block += annotation("", *self.parse(made), ids=[note_id(made)], n=n, rn=rn, mark=mark_id(made))
        return [block]

    def marks(self, rn: str, end: int) -> list[tuple[int, nodes.Node]]:
        """Where note marks stand: behind the words they belong to, or at the end of the paragraph."""
        return [
            (made.span[1] if made.span else end, note_mark(ids=[mark_id(made)], n=n, target=note_id(made)))
            for n, made in self.notes.get(rn, ())
        ]


def mark_id(made: Note) -> str:
    return note_id(made).replace("anm-", "anm-ref-", 1)


def _passage(rn: str, paragraph: Paragraph, source: str, extras: _Extras) -> passage:
    label = paragraph_name(rn, paragraph.role)
    node = passage(ids=[f"rn-{rn}"], rn=rn, role=paragraph.role.value, label=label, support_smartquotes=False)
    node.source, node.line = source, paragraph.place.line
    node.rawsource = paragraph.text
    node += list(_inline(paragraph, extras.emendations.get(rn, ()), extras.marks(rn, len(paragraph.text))))
    return node


def _gone(rn: str, into: str) -> gone_passage:
    return gone_passage("", gone_name(rn, into), ids=[f"rn-{rn}"], rn=rn)


def _inline(
    paragraph: Paragraph, emendations: Iterable[Emendation], notes: Iterable[tuple[int, nodes.Node]]
) -> Iterator[nodes.Node]:
    """The text cut at every change of emphasis, emendation, line and note. A note mark stands outside emendations."""
    marks, spans = paragraph.lines, (*paragraph.emphasis, *paragraph.strong)
    made, behind = {e.start: e for e in emendations}, sorted(notes, key=lambda pair: pair[0])
    cuts = {0, len(paragraph.text), *(x for span in spans for x in span), *(m.offset for m in marks)}
    cuts = {*cuts, *(x for e in made.values() for x in (e.start, e.end)), *(at for at, _ in behind)}
    edges = sorted(cuts)
    corrected: emendation | None = None
    for start, end in zip(edges, [*edges[1:], edges[-1]], strict=True):
        if corrected is not None and start == corrected["end"]:
            yield corrected
            corrected = None
        pieces: list[nodes.Node] = []
        if corrected is None:
            yield from _take(behind, start)
        if start in made:
            corrected = _emendation(made[start])
        for i, mark in enumerate(m for m in marks if m.offset == start):
            pieces.append(line_mark(ids=[f"z-{mark.n}"], n=mark.n, certain=mark.certain, stacked=i > 0))
        if start < end:
            pieces.append(_styled(paragraph, start, end))
        if corrected is None:
            yield from pieces
        else:
            corrected += pieces


def _take(waiting: list[tuple[int, nodes.Node]], end: int) -> Iterator[nodes.Node]:
    """The nodes that wait for a place up to `end`."""
    while waiting and waiting[0][0] <= end:
        yield waiting.pop(0)[1]


def _emendation(made: Emendation) -> emendation:
    return emendation(before=made.before, reason=made.reason, end=made.end, target=emendation_id(made))


def _styled(paragraph: Paragraph, start: int, end: int) -> nodes.Node:
    node: nodes.Node = nodes.Text(paragraph.text[start:end])
    if any(a <= start and end <= b for a, b in paragraph.emphasis):
        node = nodes.emphasis("", "", node)
    if any(a <= start and end <= b for a, b in paragraph.strong):
        node = nodes.strong("", "", node)
    return node
