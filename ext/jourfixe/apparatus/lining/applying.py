"""Give the paragraphs of a protocol the lines of lines.toml."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from ...findings import finding
from ...model import Finding, LineMark, Origin, Paragraph, Place, Protocol, Reason
from ...reading import Reading
from ..emending.changed import Changed, line_starts
from ..numbers.history import way
from .counting import Line
from .linesfile import LinesFile, Row, read_lines


def lined(path: Path, shown: str, data: bytes, reading: Reading) -> tuple[Protocol | None, list[Finding]]:
    """The protocol with the lines of the file at `path`; None where there is none, or it does not fit raw.md."""
    if not path.exists():
        return None, []
    file, findings = read_lines(path, shown)
    if file is None:
        return None, findings
    if file.raw_sha256 != hashlib.sha256(data).hexdigest():
        return None, [finding("JF313", Place(shown), protocol=path.parent.name)]
    if (wrong := _outside(file, reading)) is not None:
        why = f"Zeile {wrong.line} hat in raw.md keine Spalte {wrong.column}"
        return None, [finding("JF312", Place(shown), why=why)]
    return apply_rows(reading, file.rows), []


def _outside(file: LinesFile, reading: Reading) -> Row | None:
    text = reading.decoded.text
    starts = [*line_starts(text), len(text) + 1]
    rows = ((row, row.line < len(starts)) for row in file.rows)
    return next((r for r, is_in in rows if not is_in or r.column > starts[r.line] - starts[r.line - 1]), None)


def apply_rows(reading: Reading, rows: Sequence[Row]) -> Protocol:
    """The lines told replace all marks of the same number, wherever these stand."""
    told = {str(row.n) for row in rows}
    marks: dict[int, list[LineMark]] = defaultdict(list)
    for row, (i, offset) in zip(rows, _places(reading, rows), strict=True):
        marks[i].append(LineMark(row.n, offset, True, row.origin))
    for i, paragraph in enumerate(reading.protocol.paragraphs):
        marks[i] += [mark for mark in paragraph.lines if mark.name not in told]
    return with_marks(reading.protocol, marks)


def with_marks(protocol: Protocol, marks: Mapping[int, Iterable[LineMark]]) -> Protocol:
    """The protocol with other lines: those of each paragraph by its index."""
    paragraphs = enumerate(protocol.paragraphs)
    sections = []
    for section in protocol.sections:
        own = (next(paragraphs) for _ in section.paragraphs)
        sections.append(replace(section, paragraphs=tuple(_marked(p, marks.get(i, ())) for i, p in own)))
    return replace(protocol, sections=tuple(sections))


def _marked(paragraph: Paragraph, marks: Iterable[LineMark]) -> Paragraph:
    return replace(paragraph, lines=tuple(sorted(marks, key=lambda mark: (mark.offset, mark.n))))


def _places(reading: Reading, rows: Sequence[Row]) -> Iterator[tuple[int, int]]:
    """Paragraph and offset in it; what stands between two paragraphs is the end of the first."""
    changed = Changed(reading, [""] * len(reading.protocol.paragraphs))
    pieces = [piece for piece in changed.pieces if piece.paragraph]
    sources = [piece.source for piece in pieces]
    starts = [edit.start for edit in changed.edits]
    for row in rows:
        at = changed.lines[row.line - 1] + row.column - 1
        i = max(0, bisect_right(sources, at) - 1)
        k = bisect_right(starts, at) - 1
        if k < 0:
            written = at
        else:
            change = changed.changes[k]
            written = change.at + len(change.edit.after) + max(0, at - change.edit.end)
        yield i, min(max(0, written - pieces[i].start), len(pieces[i].text))


def rows_of(reading: Reading, lines: Iterable[Line], origins: Mapping[int, Origin]) -> Iterator[Row]:
    """Where in raw.md the lines begin. One that the witness's own number stands at is printed."""
    changed = Changed(reading, [""] * len(reading.protocol.paragraphs))
    pieces = [piece for piece in changed.pieces if piece.paragraph]
    separators = [change.edit.start for change in changed.by_kind[Reason.SEPARATOR]]
    printed = {
        (i, m.offset, m.n)
        for i, p in enumerate(reading.protocol.paragraphs)
        for m in p.lines
        if m.origin is Origin.PRINTED
    }
    last = (0, 0)
    for line in lines:
        piece = pieces[line.paragraph]
        at = changed.source(piece.start + line.offset)
        if line.offset >= len(piece.text):
            following = pieces[line.paragraph + 1].source if line.paragraph + 1 < len(pieces) else 1 << 62
            at = next((s for s in separators if piece.source < s < following), -1)
        place = (changed.line(at), at - changed.lines[changed.line(at) - 1] + 1) if at >= 0 else (0, 0)
        if place >= last and at >= 0:
            origin = Origin.PRINTED if (*line,) in printed else origins.get(line.n, Origin.COMPUTED)
            yield Row(line.n, *place, origin)
            last = place


def held(protocol: Protocol, numbers: Sequence[str], published: Mapping[str, str], gone: Mapping[str, str]) -> Protocol:
    """No line leaves the paragraph with which it was published: where it lies elsewhere, it stays at the near end."""
    order = {rn: i for i, rn in enumerate(numbers)}
    marks: dict[int, list[LineMark]] = defaultdict(list)
    for i, paragraph in enumerate(protocol.paragraphs):
        for mark in paragraph.lines:
            home = order.get(way(published[mark.name], order, gone)[-1], i) if mark.name in published else i
            if home != i:
                offset = 0 if home > i else len(protocol.paragraphs[home].text)
                mark = replace(mark, offset=offset, certain=False)
            marks[home].append(mark)
    return with_marks(protocol, marks)
