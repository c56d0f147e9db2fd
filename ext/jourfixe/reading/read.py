"""The order of the reading, and its result."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from pathlib import Path

from ..model import Edit, Finding, Protocol, Reason, Span
from .account import account
from .assemble import assemble, move_to_line_start, place_loose, split_head
from .blocks import Kind, blocks_of
from .decode import Decoded, decode
from .furniture import find_furniture
from .margin import Column, find_column
from .notes import find_notes
from .remarks import furniture_remarks, lost_numbers, margin_remarks, protocol_remarks, text_remarks
from .source import Source, source_of
from .tokens import Context
from .transcript import is_transcript, mark_first_lines, read_transcript
from .units import Unit, units_of


@dataclass(frozen=True, slots=True)
class Reading:
    """A witness as understood. `edits` is the whole account: with the edited text it gives back the witness.

    `lost`: margin numbers that it must have had. `exact`: it is a transcript, in which nothing was guessed.
    """

    protocol: Protocol
    edits: tuple[Edit, ...]
    findings: tuple[Finding, ...]
    decoded: Decoded
    lost: tuple[int, ...] = ()
    exact: bool = False


def read_file(path: Path, file: str) -> Reading:
    """Read a witness from disk; `file` is its name in messages. OSError if it cannot be opened."""
    return read_bytes(path.read_bytes(), file)


def read_bytes(data: bytes, file: str) -> Reading:
    """Read a witness. Never raises: what is wrong with it stands in the findings."""
    decoded = decode(data, file)
    if decoded.refused:
        return _nothing(decoded)
    source = source_of(decoded.text, file)
    return _transcript(decoded, source) if is_transcript(decoded.text) else _converted(decoded, source)


def _transcript(decoded: Decoded, source: Source) -> Reading:
    """A witness in which everything is told."""
    told = read_transcript(source)
    comments = _spans(source, told.comments)
    nfd = not unicodedata.is_normalized("NFC", decoded.text)
    context = Context(source, told.gutters, comments, nfd, exact=True, void=told.void, pages=told.pages)
    head, rest = split_head(context, units_of(context, list(told.blocks)))
    mark_first_lines(source, told, rest)
    protocol, _ = assemble(source, head, rest, exact=True)
    findings = (
        *decoded.findings,
        *sorted((*told.findings, *text_remarks(source, rest)), key=lambda f: f.place.line),
        *protocol_remarks(source.file, protocol),
    )
    return Reading(protocol, account(context, [head, *rest] if head else rest), findings, decoded, exact=True)


def _converted(decoded: Decoded, source: Source) -> Reading:
    """A witness that a converter made, or a person; its shape is inferred."""
    column, doubtful = find_column(source)
    numbers = {n.start: n.end for n in column.numbers} if column else {}
    notes = find_notes(source.text, numbers)
    furniture = find_furniture(source, frozenset(numbers), notes.openings)
    spans = _spans(source, furniture.lines)
    nfd = not unicodedata.is_normalized("NFC", decoded.text)
    context = Context(source, numbers, spans, nfd, notes=notes)
    blocks = blocks_of(source, numbers, furniture.lines, notes.openings)
    head, rest = split_head(context, units_of(context, blocks))
    _settle_marks(rest, column)
    protocol, layout = assemble(source, head, rest)
    findings = (
        *decoded.findings,
        *margin_remarks(source, column, doubtful, layout, protocol),
        *furniture_remarks(source, furniture),
        *text_remarks(source, rest),
        *protocol_remarks(source.file, protocol),
    )
    edits = account(context, [head, *rest] if head else rest)
    return Reading(protocol, edits, findings, decoded, lost_numbers(column, layout))


def _spans(source: Source, lines: frozenset[int]) -> tuple[Span, ...]:
    return tuple((source.lines[i].start, source.lines[i].end) for i in sorted(lines))


def _nothing(decoded: Decoded) -> Reading:
    """Of a file that is no text all is set aside, in one edit."""
    edits = (Edit(0, decoded.text, "", Reason.CHARACTER),) if decoded.text else ()
    return Reading(Protocol("", "", None, "", ()), edits, decoded.findings, decoded)


def _settle_marks(units: list[Unit], column: Column | None) -> None:
    """Every margin number belongs to a paragraph; none is carried over where the count begins anew."""
    inside: set[int] = set()
    for unit in units:
        if unit.kind is not Kind.TEXT or (column and column.runs > 1):
            unit.woven.marks.clear()
        else:
            inside.update(mark.n for mark in unit.woven.marks)
    if column and column.runs == 1:
        if column.right:
            move_to_line_start(units)
        place_loose(units, {n.start: n.value for n in column.numbers if n.value not in inside})
