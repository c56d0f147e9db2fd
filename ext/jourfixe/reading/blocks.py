"""Lines to blocks: heading, separator, text. Blank lines divide; where a file has none, dashes and short lines do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from .source import Source
from .voices import DASH, HEAD

SEPARATOR = re.compile(r"\\?\*|(?:\\?\*\s*){3,}|(?:[-—–]\s*){3,}|(?:\\?_\s*){3,}|⁂|◆")
HEADING = re.compile(r"#{1,6}(?=\s|$)")
BOLD_LINE = re.compile(r"(\*\*|__)(?=\S)(?:(?!\1).){1,160}\1")
UNDERLINE = re.compile(r"={3,}|-{4,}")
VOICE = re.compile(rf"{HEAD}{DASH}\s*\S")
SENTENCE_END = re.compile(r"[.?!:…][“”\"»«’)\]*_]*\s*$")
LONG_BLOCK = 12  # lines without a blank line, from which on boundaries are looked for inside


class Kind(Enum):
    HEADING = "heading"
    SEPARATOR = "separator"
    TEXT = "text"
    NOTHING = "nothing"  # invisible characters only


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together: text[start:end] of the source, without the last line end."""

    kind: Kind
    start: int
    end: int
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class _Row:
    start: int
    end: int
    text: str


def blocks_of(source: Source, numbers: dict[int, int], furniture: frozenset[int]) -> list[Block]:
    """All blocks in order. `numbers`: start → end of each margin number; `furniture`: line indexes to pass over."""
    blocks: list[Block] = []
    for rows in _groups(source, numbers, furniture):
        blocks += _split(rows, first=not blocks)
    return blocks


def _groups(source: Source, numbers: dict[int, int], furniture: frozenset[int]) -> Iterator[list[_Row]]:
    """Runs of lines between blank ones. A line of nothing but margin numbers belongs to its neighbours.

    A line of page furniture is as if it were not there, so it does not end a run by itself.
    """
    by_line = _numbers_by_line(source, numbers)
    group: list[_Row] = []
    for i, line in enumerate(source.lines):
        raw = source.text[line.start : line.end]
        if i in furniture or not raw.strip():
            if i not in furniture and group:
                yield group
                group = []
            continue
        bare = raw
        for start in by_line.get(i, ()):
            at, until = start - line.start, numbers[start] - line.start
            bare = bare[:at] + " " * (until - at) + bare[until:]
        group.append(_Row(line.start, line.end, bare.strip().rstrip("\\").strip()))
    if group:
        yield group


def _numbers_by_line(source: Source, numbers: dict[int, int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for start in numbers:
        found.setdefault(source.place(start).line - 1, []).append(start)
    return found


def _split(rows: list[_Row], first: bool) -> Iterator[Block]:
    """One run of lines to blocks; a run of nothing but margin numbers gives none."""
    typical = sorted(len(r.text) for r in rows)[len(rows) * 3 // 4]
    block: list[_Row] = []
    before: _Row | None = None
    for row in rows:
        kind = _kind(row.text)
        if kind is Kind.TEXT and UNDERLINE.fullmatch(row.text) and block and (first or row.text[0] == "="):
            yield Block(Kind.HEADING, block[0].start, row.end)
            block, before = [], None
            continue
        boundary = block and before and _begins(row, before, typical, len(rows))
        if kind is not Kind.TEXT or boundary:
            yield from _text(block, inferred=bool(boundary))
            block = []
        if kind is not Kind.TEXT:
            yield Block(kind, row.start, row.end)
            before = None
        else:
            block.append(row)
            before = row if row.text else before
    yield from _text(block)


def _kind(text: str) -> Kind:
    if SEPARATOR.fullmatch(text):
        return Kind.SEPARATOR
    if HEADING.match(text) or (BOLD_LINE.fullmatch(text) and not SENTENCE_END.search(text)):
        return Kind.HEADING
    return Kind.TEXT


def _text(rows: list[_Row], inferred: bool = False) -> Iterator[Block]:
    if any(row.text for row in rows):
        yield Block(Kind.TEXT, rows[0].start, rows[-1].end, inferred)


def _begins(row: _Row, before: _Row, typical: int, count: int) -> bool:
    """Does a paragraph begin at `row`, with no blank line before it?"""
    if not SENTENCE_END.search(before.text):
        return False
    if VOICE.match(row.text):
        return True
    return count >= LONG_BLOCK and (typical > 250 or len(before.text) < 0.75 * typical)
