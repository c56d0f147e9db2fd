"""Lines to blocks: heading, separator, text.

Blank lines divide; where a file has none, dashes, italics, indents and short lines do.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass, replace
from enum import Enum

from .forms import NOTE_BEGINS, Form
from .header import ISSUE, opens_head
from .items import find_items
from .pages import SENTENCE_END
from .rows import Row, Shape, row_of, usual_length
from .source import Source
from .tables import find_rows

SEPARATOR = re.compile(r"\\?\*|(?:\\?\*\s*){3,}|(?:[-—–]\s*){3,}|(?:\\?_\s*){3,}|⁂|◆")
HEADING = re.compile(r"#{1,6}(?=\s|$)")
BOLD_LINE = re.compile(r"(\*\*|__)(?=\S)(?:(?!\1).){1,160}\1")
UNDERLINE = re.compile(r"={3,}|-{4,}")
HEAD_ROWS = 4


class Kind(Enum):
    HEADING = "heading"
    SEPARATOR = "separator"
    TEXT = "text"
    NOTHING = "nothing"  # invisible characters only


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together: text[start:end] of the source, without the last line end.

    `inferred`: no blank line stands after it. `apart`: margin numbers or page furniture stand before it, with blank
    lines on both sides. `stray`: the block before it ends with a line of margin numbers.
    """

    kind: Kind
    start: int
    end: int
    inferred: bool = False
    apart: bool = False
    stray: bool = False
    form: Form = Form.PLAIN


def blocks_of(source: Source, numbers: dict[int, int], furniture: frozenset[int], notes: Container[int]) -> list[Block]:
    """All blocks in order. `numbers`: start → end of each margin number; `furniture`: indexes of lines to skip.

    `notes`: where footnotes without marks begin.
    """
    blocks: list[Block] = []
    apart = stray = False
    groups = list(_groups(source, numbers, furniture))
    _set_forms([rows for rows, _ in groups], notes)
    usual = usual_length([rows for rows, _ in groups])
    for rows, beside in groups:
        found = list(_split(rows, Shape(rows, usual), first=not blocks))
        if found and (apart or beside or stray):
            found[0] = replace(found[0], apart=apart or beside, stray=stray)
        blocks += found
        apart, stray = not found, not rows[-1].text
    return blocks


def _groups(source: Source, numbers: dict[int, int], furniture: frozenset[int]) -> Iterator[tuple[list[Row], bool]]:
    """Runs of lines between blank ones, and whether page furniture stands before each.

    A line of furniture is as if it were not there, so it does not end a run by itself.
    """
    by_line = _numbers_by_line(source, numbers)
    text, group, beside = source.text, list[Row](), False
    for i, line in enumerate(source.lines):
        if i in furniture:
            beside = beside or not group
        elif line.start == line.end or text[line.start : line.end].isspace():
            if group:
                yield group, beside
                group, beside = [], i - 1 in furniture
        else:
            group.append(row_of(text[line.start : line.end], line.start, by_line.get(i, ()), numbers))
    if group:
        yield group, beside


def _set_forms(groups: list[list[Row]], notes: Container[int]) -> None:
    """Tell the rows of tables, items and footnotes; for lists all lines must be known. `notes`: where some begin."""
    rows = [row for group in groups for row in group if row.text]
    firsts = {id(group[0]) for group in groups}
    opens = [id(row) in firsts for row in rows]
    texts = [row.text for row in rows]
    table = find_rows(texts, opens)
    items = find_items(texts, opens)
    for i, row in enumerate(rows):
        if i in table:
            row.form, row.rules = Form.ROW, not table[i]
        elif NOTE_BEGINS.match(row.text) or row.at in notes:
            row.form = Form.NOTE
        elif i in items:
            row.form = Form.ITEM


def _numbers_by_line(source: Source, numbers: dict[int, int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for start in numbers:
        found.setdefault(source.place(start).line - 1, []).append(start)
    return found


def _split(rows: list[Row], shape: Shape, first: bool) -> Iterator[Block]:
    """One run of lines to blocks; a run of nothing but margin numbers gives none."""
    if first and (head := _head_rows(rows)):
        yield Block(Kind.HEADING, rows[0].start, rows[head - 1].end)
        rows = rows[head:]
    block: list[Row] = []
    before: Row | None = None
    for row in rows:
        if row.form is not Form.PLAIN:
            yield from _text(block)
            yield from _text([row] if row.form is Form.ROW and not row.rules else [])
            block = [row] if row.form is not Form.ROW else []
            before = row if block else None
            continue
        kind = _kind(row.text)
        if kind is not Kind.HEADING and UNDERLINE.fullmatch(row.text) and block and (first or row.text[0] == "="):
            yield Block(Kind.HEADING, block[0].start, row.end)
            block, before = [], None
            continue
        boundary = block and before and (shape.begins(row, before) or _leaves(block[0], row, before))
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


def _leaves(item: Row, row: Row, before: Row) -> bool:
    """Does a line stand further out than the item before it, after a sentence's end?"""
    inside = item.form is Form.ITEM and 0 <= row.indent <= item.indent
    return inside and item.indent > 0 and bool(SENTENCE_END.search(before.text[-40:]))


def _head_rows(rows: list[Row]) -> int:
    """How many lines at the top are the head, where no mark and no blank line tells it from the text."""
    if len(rows) < 2 or HEADING.match(rows[0].text) or not opens_head(rows[0].text):
        return 0
    for i, row in enumerate(rows[:HEAD_ROWS]):
        if (issue := ISSUE.search(row.text)) and not row.text[issue.end() :].strip("*_ "):
            following = rows[i + 1].text if i + 1 < len(rows) else ""
            return 0 if UNDERLINE.fullmatch(following) else i + 1
    return 0


def _kind(text: str) -> Kind:
    if SEPARATOR.fullmatch(text):
        return Kind.SEPARATOR
    if HEADING.match(text) or (BOLD_LINE.fullmatch(text) and not SENTENCE_END.search(text)):
        return Kind.HEADING
    return Kind.TEXT


def _text(rows: list[Row], inferred: bool = False) -> Iterator[Block]:
    if any(row.text for row in rows):
        yield Block(Kind.TEXT, rows[0].start, rows[-1].end, inferred, form=rows[0].form)
