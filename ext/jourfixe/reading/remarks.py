"""What the reading has to say about a witness: the findings JF1xx to JF3xx, in the order of the text."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from ..findings import finding
from ..model import Finding, Place, Protocol, Role
from .blocks import Kind
from .furniture import Furniture
from .header import parse_header
from .lines import Layout
from .margin import Column
from .markup import PICTURES
from .numbers import Number
from .source import Source
from .units import Unit
from .voices import share


def margin_remarks(
    source: Source, column: Column | None, doubtful: tuple[Number, ...], layout: Layout, protocol: Protocol
) -> Iterator[Finding]:
    """Numbers lost, unsure, restarting, or doubtful."""
    if doubtful:
        yield finding("JF103", source.place(doubtful[0].start), numbers=_list(n.value for n in doubtful))
    if not column:
        return
    first = source.place(column.numbers[0].start)
    if column.runs > 1:
        yield finding("JF104", first, count=column.runs - 1)
        return
    day = protocol.date.isoformat() if protocol.date else "DATUM"
    if lost := lost_numbers(column, layout):
        expected = len({n.value for n in column.numbers}) + len(lost)
        yield finding("JF101", first, expected=expected, missing=len(lost), numbers=_list(lost), protocol=day)
    unsure = [m.n for p in protocol.paragraphs for m in p.lines if not m.certain]
    if unsure:
        yield finding("JF102", first, count=len(unsure), numbers=_list(unsure), protocol=day)


def lost_numbers(column: Column | None, layout: Layout) -> tuple[int, ...]:
    """Margin numbers that the printed lines must have had and the witness lacks; none where the count begins anew."""
    if not column or column.runs > 1:
        return ()
    there = {n.value for n in column.numbers}
    last = max(max(there), layout.lines // column.step * column.step if any(layout.certain) else 0)
    return tuple(n for n in range(column.step, last + 1, column.step) if n not in there)


def furniture_remarks(source: Source, furniture: Furniture) -> Iterator[Finding]:
    if lines := furniture.lines - furniture.placed:
        at = source.place(source.lines[min(lines)].start)
        yield finding("JF105", at, sample=furniture.sample, count=len(lines))
    places = [source.lines[i] for i in sorted(furniture.placed)]
    if pictures := [m for line in places if (m := PICTURES.search(source.text, line.start, line.end))]:
        yield finding("JF107", source.place(pictures[0].start()), sample=pictures[0][0], count=len(pictures))


def text_remarks(source: Source, units: list[Unit]) -> Iterator[Finding]:
    """What the weaving of the paragraphs left open."""
    texts = [unit for unit in units if unit.kind is Kind.TEXT]
    for unit in texts:
        at = source.place(unit.end)
        if unit.woven.text.strip().isdecimal():
            yield finding("JF106", source.place(unit.start), number=unit.woven.text.strip())
        if unit.unsure:
            yield finding("JF201", at, end=unit.woven.text[-30:])
        if single := unit.woven.single:
            mark = source.text[single[0]]
            yield finding("JF204", source.place(single[0]), count=len(single), mark=mark)
        if not unit.woven.voice and unit.voice:
            yield finding("JF205", source.place(unit.start))
    if units and units[-1].kind is Kind.SEPARATOR and texts:
        yield finding("JF210", source.place(units[-1].start))
    yield from _summed(source, texts)


def _summed(source: Source, texts: list[Unit]) -> Iterator[Finding]:
    if hyphens := [h for unit in texts for h in unit.woven.hyphens]:
        offset, before, after = hyphens[0]
        yield finding("JF202", source.place(offset), count=len(hyphens), before=before, after=after)
    if bare := [offset for unit in texts for offset in unit.woven.bare]:
        yield finding("JF209", source.place(bare[0]), count=len(bare), mark=source.text[bare[0] :][:1])
    if targets := [offset for unit in texts for offset in unit.woven.targets]:
        target = source.text[targets[0] :][:200].partition(")")[0]
        yield finding("JF212", source.place(targets[0]), count=len(targets), target=target)
    if odd := [offset for unit in texts for offset in unit.woven.odd]:
        name = unicodedata.name(source.text[odd[0]], f"U+{ord(source.text[odd[0]]):04X}")
        yield finding("JF004", source.place(odd[0]), count=len(odd), name=name)
    if inferred := [unit for unit in texts if unit.inferred]:
        yield finding("JF203", source.place(inferred[0].start), count=len(inferred))
    voices = [unit for unit in texts if unit.woven.voice]
    italic = [share(unit.woven.emphasis, unit.woven.text) > 0.4 for unit in voices]
    if any(italic) and (upright := len(italic) - 1 - italic[::-1].index(True) + 1) < len(voices):
        yield finding("JF206", source.place(voices[upright].start), count=len(voices) - upright)


def protocol_remarks(file: str, protocol: Protocol) -> Iterator[Finding]:
    """What is missing from the protocol as a whole."""
    header = parse_header(protocol.heading)
    if not protocol.paragraphs:
        yield finding("JF208", Place(file))
        return
    if header.wrong_date:
        yield finding("JF302", Place(file), date=header.wrong_date)
    elif not header.date:
        yield finding("JF301", Place(file))
    if not protocol.issue:
        yield finding("JF303", Place(file))
    if not protocol.title:
        yield finding("JF304", Place(file))
    if all(p.role is not Role.CONTRIBUTION for p in protocol.paragraphs):
        yield finding("JF207", protocol.paragraphs[0].place)


def _list(numbers: Iterable[int]) -> str:
    """At most twenty numbers, then how many more."""
    all_ = list(numbers)
    more = f" und {len(all_) - 20} weitere" if len(all_) > 20 else ""
    return ", ".join(map(str, all_[:20])) + more
