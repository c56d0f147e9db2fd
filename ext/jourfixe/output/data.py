"""The shape of edition.json: one protocol as plain data. Pure; documented in docs/edition/daten.md."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from ..apparatus.folder import Edited
from ..apparatus.register import sha256
from ..model import Finding, Paragraph

FORMAT = "jourfixe-edition/1"


def protocol_data(edited: Edited) -> dict[str, Any]:
    """One protocol. Offsets count characters of `text`."""
    url = f"protokolle/{edited.id}.html"
    return {
        "id": edited.id,
        "date": edited.date.isoformat(),
        "title": edited.title,
        "issue": edited.issue,
        "article": edited.meta.article,
        "revision": edited.numbering.revision,
        "url": url,
        "sections": [_section(section.n, section.heading, numbered) for section, numbered in edited.sections()],
        "paragraphs": [_paragraph(rn, paragraph, url) for rn, paragraph in edited.numbered()],
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
        "lines": [{"n": m.n, "offset": m.offset, "certain": m.certain} for m in p.lines],
        "emphasis": [list(span) for span in sorted((*p.emphasis, *p.strong))],
        "quotes": [list(span) for span in p.quotes],
        **{apparatus: [] for apparatus in ("citations", "terms", "persons", "notes")},
    }


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
