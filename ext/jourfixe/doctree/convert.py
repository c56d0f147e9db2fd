"""One protocol to nodes."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from docutils import nodes

from ..apparatus.collation import slug
from ..apparatus.folder import Edited
from ..apparatus.numbers.rn import sort_key
from ..apparatus.numbers.told import sentence
from ..labels import gone_name, issue_name, long_date, meeting, paragraph_name, reference, revision_name, short_date
from ..model import Emendation, LineMark, Note, Origin, Paragraph, Place
from .expand import lost_marks
from .inline import Corrected, Inline, Line, NoteMark
from .nodes import (
    annotation,
    apparatus,
    gone_passage,
    passage,
    reading_switch,
    section_break,
    witness_link,
)

Said = Mapping[Note, list[nodes.Node]]  # what each note says
PROTOCOL = "protokoll-"


def section_id(protocol: str) -> str:
    """Id of a protocol as a whole."""
    return PROTOCOL + protocol


def emendation_ids(emendations: Iterable[Emendation]) -> dict[Place, str]:
    """Id of each emendation among the interventions, by the place of its entry; without its protocol.

    The same word corrected twice in one paragraph is told apart by its order.
    """
    ids: dict[Place, str] = {}
    for made in emendations:
        plain = "-".join(filter(None, ("em", made.rn, slug(made.before))))
        same = sum(known == plain or known.startswith(f"{plain}--") for known in ids.values())
        ids[made.place] = f"{plain}--{same + 1}" if same else plain
    return ids


def note_id(made: Note) -> str:
    return f"anm-{made.rn}" + (f"-{slug(made.words)}" if made.words else "")


def to_nodes(edited: Edited, article: str, source: str, said: Said) -> nodes.section:
    """The whole protocol. `article`: title of the discussed article; `source`: path of the witness for messages."""
    section = nodes.section(ids=[section_id(edited.id)], classes=["protokoll"], support_smartquotes=False)
    section += _title(edited)
    section += _head(edited, article)
    extras = _Extras(edited, said)
    gone = _gone_behind(edited)
    section += [_gone(rn, edited) for rn in gone.get("", ())]
    for part, numbered in edited.sections():
        if part.n > 1:
            section += section_break()
        if part.heading:
            rubric = nodes.rubric("", part.heading)
            rubric["heading-level"] = 2
            section += rubric
        for rn, paragraph in numbered:
            section += _passage(rn, paragraph, source, extras)
            section += extras.apparatus(rn)
            section += [_gone(former, edited) for former in gone.get(rn, ())]
    return section


def _gone_behind(edited: Edited) -> dict[str, list[str]]:
    """Number → those that have gone and come next in counting; behind nothing, those before all others."""
    there = sorted(edited.numbering.numbers, key=sort_key)
    behind: dict[str, list[str]] = {}
    for rn in sorted((rn for rn, _ in edited.numbering.gone), key=sort_key):
        at = bisect_left(there, sort_key(rn), key=sort_key)
        behind.setdefault(there[at - 1] if at else "", []).append(rn)
    return behind


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
    head += _field("Fassung", nodes.Text(state_of(edited)))
    if edited.numbering.numbers:
        numbers = edited.numbering.numbers
        example = reference(edited.date, numbers[len(numbers) // 2], revision=edited.numbering.revision)
        head += _field("Zitieren", nodes.Text(example))
    if edited.meta.provenance:
        head += _field("Herkunft", nodes.Text(edited.meta.provenance))
    switch = [reading_switch()] if edited.emendations else []
    head += _field("Textzeuge", witness_link("", _witness(edited), protocol=edited.id), *switch)
    return head


def state_of(edited: Edited) -> str:
    """Fassung 2 vom 23.11.2026; or that the text is no longer quite that, or a draft."""
    numbering, current = edited.numbering, edited.register.current
    if not numbering.revision or not current:
        return revision_name(0)
    state = f"{revision_name(numbering.revision)} vom {short_date(current.date)}"
    return state if numbering.is_published else f"{state}, seither geändert"


def _field(name: str, *content: nodes.Node) -> nodes.field:
    return nodes.field("", nodes.field_name("", name), nodes.field_body("", nodes.paragraph("", "", *content)))


class _Extras:
    """Notes and emendations of a protocol by paragraph; notes are numbered in the order of the text."""

    def __init__(self, edited: Edited, said: Said) -> None:
        self.said, self.lost = said, edited.history.lost
        self.every = _every(edited.protocol.paragraphs)
        self.notes = {
            rn: list(group) for rn, group in groupby(enumerate(edited.notes, 1), key=lambda numbered: numbered[1].rn)
        }
        self.ids = emendation_ids(edited.emendations)
        self.emendations = {rn: list(group) for rn, group in groupby(edited.emendations, key=lambda made: made.rn)}

    def apparatus(self, rn: str) -> list[nodes.Node]:
        if rn not in self.notes:
            return []
        block = apparatus(rn=rn)
        for n, made in self.notes[rn]:
            block += annotation("", *self.said[made], ids=[note_id(made)], n=n, rn=rn, mark=mark_id(made))
        return [block]

    def inline(self, rn: str, p: Paragraph) -> Inline:
        """Everything that stands in the text; a note on the whole paragraph stands at its end."""
        return Inline(
            p.emphasis,
            p.strong,
            tuple(_lines(p.lines, self.every)),
            tuple(
                Corrected(e.start, e.end, e.before, e.reason, self.ids[e.place]) for e in self.emendations.get(rn, ())
            ),
            tuple(
                NoteMark(note.span[1] if note.span else len(p.text), n, mark_id(note), note_id(note))
                for n, note in self.notes.get(rn, ())
            ),
            lost=self.lost.get(rn, ()),
        )


def _witness(edited: Edited) -> str:
    return "Abschrift, Zeile für Zeile" if edited.exact else "Wortlaut, wie er vorlag"


def _every(paragraphs: Iterable[Paragraph]) -> int:
    """Of printed numbers each is shown, but where every line has one only each fifth."""
    printed = {mark.n for p in paragraphs for mark in p.lines if mark.origin is Origin.PRINTED}
    return 5 if sum(n + 1 in printed for n in printed) > len(printed) / 2 else 1


def _lines(marks: Iterable[LineMark], every: int) -> Iterator[Line]:
    taken = set()
    for mark in marks:
        shown = _shown(mark, every)
        yield Line(mark.offset, mark.name, mark.certain, shown, bool(shown) and mark.offset in taken)
        if shown:
            taken.add(mark.offset)


def _shown(mark: LineMark, every: int) -> str:
    """A printed number as it was; a computed one in brackets, every fifth; the lines between are only counted."""
    if mark.origin is Origin.PRINTED:
        return mark.name if mark.n % every == 0 else ""
    return f"[{mark.n}]" if mark.origin is Origin.COMPUTED and mark.n % 5 == 0 else ""


def mark_id(made: Note) -> str:
    return note_id(made).replace("anm-", "anm-ref-", 1)


def _passage(rn: str, paragraph: Paragraph, source: str, extras: _Extras) -> passage:
    label = paragraph_name(rn, paragraph.role)
    node = passage(ids=[f"rn-{rn}"], rn=rn, role=paragraph.role.value, label=label, support_smartquotes=False)
    node.source, node.line = source, paragraph.place.line
    if paragraph.continues:
        node["continues"] = True
    node["inline"] = extras.inline(rn, paragraph)
    node += nodes.Text(paragraph.text)
    return node


def _gone(rn: str, edited: Edited) -> gone_passage:
    """Where its text is now, or that it is nowhere, and the lines that were in it."""
    end = edited.history.end_of(rn)
    notice = sentence(end[1]) if end else gone_name(rn, "")
    return gone_passage("", notice, *lost_marks(edited.history.lost.get(rn, ())), ids=[f"rn-{rn}"], rn=rn)
