"""The shape of edition.json: one protocol as plain data. Pure; documented in docs/edition/daten.md."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from ..apparatus.folder import Edited
from ..apparatus.marks import Marks
from ..apparatus.numbers.register import sha256
from ..doctree.convert import note_id
from ..model import Finding, LineMark, Paragraph

Notes = Mapping[str, str]
Pages = Mapping[str, int]
FORMAT = "jourfixe-edition/1"


def protocol_data(
    edited: Edited, marks: Sequence[Marks] = (), notes: Notes | None = None, printed: Pages | None = None
) -> dict[str, Any]:
    """One protocol. Offsets count characters of `text`. `notes`: what each note says, as plain text.

    `printed`: number → page of the PDF on which the paragraph begins, as far as it is known.
    """
    url = f"protokolle/{edited.id}.html"
    found = marks or [Marks()] * len(edited.protocol.paragraphs)
    pages = {rn: {"printed": page} for rn, page in (printed or {}).items()}
    return {
        "id": edited.id,
        "date": edited.date.isoformat(),
        "title": edited.title,
        "issue": edited.issue,
        "article": edited.meta.article,
        "revision": edited.numbering.revision,
        "url": url,
        "sections": [_section(section.n, section.heading, numbered) for section, numbered in edited.sections()],
        "paragraphs": [
            {**_paragraph(rn, paragraph, url), **_apparatus(rn, paragraph, edited, m, notes or {}), **pages.get(rn, {})}
            for (rn, paragraph), m in zip(edited.numbered(), found, strict=True)
        ],
        "gone": [{"rn": rn, "into": into} for rn, into in edited.numbering.gone],
        "findings": [finding_data(f) for f in edited.findings],
    }


def _section(n: int, heading: str, numbered: list[tuple[str, Paragraph]]) -> dict[str, Any]:
    named = {"heading": heading} if heading else {}
    return {"n": n, **named, "rn": [rn for rn, _ in numbered]}


def _paragraph(rn: str, p: Paragraph, url: str) -> dict[str, Any]:
    return {
        "rn": rn,
        "section": p.section,
        "role": p.role.value,
        "text": p.text,
        "sha256": sha256(p.text),
        "url": f"{url}#rn-{rn}",
        "lines": [_line(mark) for mark in p.lines],
        "emphasis": [list(span) for span in sorted((*p.emphasis, *p.strong))],
        "quotes": [list(span) for span in p.quotes],
    }


def _apparatus(rn: str, p: Paragraph, edited: Edited, marks: Marks, notes: Notes) -> dict[str, Any]:
    """What the editors added. A note on the whole paragraph has the span of its text."""
    mine = [note for note in edited.notes if note.rn == rn]
    return {
        "citations": [
            {"start": c.start, "end": c.end, "text": p.text[c.start : c.end]}
            | {"article": c.article, "issue": c.issue, "pages": c.pages}
            for c in marks.citations
        ],
        "terms": [{"term": m.key, "start": m.start, "end": m.end} for m in marks.terms],
        "persons": [{"person": m.key, "start": m.start, "end": m.end} for m in marks.persons],
        "notes": [notes.get(note_id(note), note.source.strip()) for note in mine],
        "note_spans": [list(note.span or (0, len(p.text))) for note in mine],
        "emendations": [
            {"start": e.start, "end": e.end, "before": e.before, "after": e.after, "reason": e.reason}
            for e in edited.emendations
            if e.rn == rn
        ],
    }


def _line(mark: LineMark) -> dict[str, Any]:
    """With its page where the numbers begin anew on each."""
    page = {"page": mark.page} if mark.page else {}
    return {**page, "n": mark.n, "offset": mark.offset, "certain": mark.certain, "origin": mark.origin.value}


def finding_data(f: Finding) -> dict[str, Any]:
    place = {"file": f.place.file, "line": f.place.line, "column": f.place.column}
    return {"code": f.code, **place, "message": f.message, "hint": f.hint}


def dumps(data: object) -> str:
    """Compact JSON, the same bytes for the same data."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def edition_text(protocols: Iterable[str]) -> Iterator[str]:
    """edition.json piece by piece, from the texts of its protocols."""
    yield f'{{"format":"{FORMAT}","protocols":['
    for i, text in enumerate(protocols):
        yield f",\n{text}" if i else f"\n{text}"
    yield "\n]}\n"
