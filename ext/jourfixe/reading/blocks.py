"""Lines to blocks: heading, separator, text.

Blank lines divide; where a file has none, dashes, italics, indents and short lines do.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum

from .forms import NOTE_BEGINS, Form
from .header import ISSUE, opens_head
from .items import find_items
from .notes import find_notes
from .source import Source
from .tables import find_rows
from .voices import DASH, HEAD

SEPARATOR = re.compile(r"\\?\*|(?:\\?\*\s*){3,}|(?:[-—–]\s*){3,}|(?:\\?_\s*){3,}|⁂|◆")
HEADING = re.compile(r"#{1,6}(?=\s|$)")
BOLD_LINE = re.compile(r"(\*\*|__)(?=\S)(?:(?!\1).){1,160}\1")
UNDERLINE = re.compile(r"={3,}|-{4,}")
VOICE = re.compile(rf"{HEAD}{DASH}\s*\S")
SENTENCE_END = re.compile(r"[.?!:…][“”\"»«’)\]*_]*$")
LONG_BLOCK = 12  # lines without a blank line, from which on boundaries are looked for inside
DENSE = 3  # contributions without a blank line before them
LONG_LINE = 250  # characters: longer lines hold whole paragraphs
FULL = 0.75  # share of a line's usual length, below which it is the last of a paragraph
ROOM = 0.93  # share of that length, below which the next word would have had room in the line
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


@dataclass(slots=True)
class _Row:
    """A line without its margin numbers and outer spaces; its text begins at `at` in the source.

    `indent` is -1 where a number stands at the left.
    `form` of what begins with the line; `rules`: it only rules a table; `turns`: a page begins with it.
    """

    start: int
    at: int
    end: int
    text: str
    indent: int
    form: Form = Form.PLAIN
    rules: bool = False
    turns: bool = False


def blocks_of(source: Source, numbers: dict[int, int], furniture: frozenset[int]) -> list[Block]:
    """All blocks in order. `numbers`: start → end of each margin number; `furniture`: indexes of lines to skip."""
    blocks: list[Block] = []
    apart = stray = False
    groups = list(_groups(source, numbers, furniture))
    _set_forms([rows for rows, _ in groups], frozenset(find_notes(source.text, numbers).openings))
    usual = _usual([rows for rows, _ in groups])
    for rows, beside in groups:
        found = list(_split(rows, _Shape(rows, usual), first=not blocks))
        if found and (apart or beside or stray):
            found[0] = replace(found[0], apart=apart or beside, stray=stray)
        blocks += found
        apart, stray = not found, not rows[-1].text
    return blocks


def _groups(source: Source, numbers: dict[int, int], furniture: frozenset[int]) -> Iterator[tuple[list[_Row], bool]]:
    """Runs of lines between blank ones, and whether page furniture stands before each.

    A line of furniture is as if it were not there, so it does not end a run by itself.
    """
    by_line = _numbers_by_line(source, numbers)
    text, group, beside = source.text, list[_Row](), False
    for i, line in enumerate(source.lines):
        if i in furniture:
            beside = beside or not group
        elif line.start == line.end or text[line.start : line.end].isspace():
            if group:
                yield group, beside
                group, beside = [], i - 1 in furniture
        else:
            group.append(_row(text[line.start : line.end], line.start, by_line.get(i, ()), numbers))
    if group:
        yield group, beside


def _set_forms(groups: list[list[_Row]], notes: frozenset[int]) -> None:
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


def _row(raw: str, start: int, at: list[int] | tuple[()], numbers: dict[int, int]) -> _Row:
    pieces: list[str] = []
    done = 0
    for n in at:
        pieces += raw[done : n - start], " " * (numbers[n] - n)
        done = numbers[n] - start
    bare = "".join((*pieces, raw[done:]))
    text = bare.strip().rstrip("\\").rstrip()
    left = at and not raw[: at[0] - start].strip()
    indent = len(bare) - len(bare.lstrip())
    return _Row(start, start + indent, start + len(raw), text, -1 if left else indent, turns="\f" in raw[:indent])


def _numbers_by_line(source: Source, numbers: dict[int, int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for start in numbers:
        found.setdefault(source.place(start).line - 1, []).append(start)
    return found


def _usual(groups: list[list[_Row]]) -> int:
    """The usual length of a line, if no blank line stands before many contributions: then none tells where one ends."""
    within = sum(bool(VOICE.match(row.text)) for rows in groups for row in rows[1:])
    first = sum(bool(VOICE.match(rows[0].text)) for rows in groups)
    return _length([row for rows in groups for row in rows]) if within >= max(DENSE, first / 3) else 0


def _length(rows: list[_Row]) -> int:
    lengths = sorted(len(row.text) for row in rows)
    return lengths[len(lengths) * 3 // 4] if lengths else 0


def _split(rows: list[_Row], shape: _Shape, first: bool) -> Iterator[Block]:
    """One run of lines to blocks; a run of nothing but margin numbers gives none."""
    if first and (head := _head_rows(rows)):
        yield Block(Kind.HEADING, rows[0].start, rows[head - 1].end)
        rows = rows[head:]
    block: list[_Row] = []
    before: _Row | None = None
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


def _leaves(item: _Row, row: _Row, before: _Row) -> bool:
    """Does a line stand further out than the item before it, after a sentence's end; or a page after a footnote?"""
    if item.form is Form.NOTE and row.turns:
        return True
    inside = item.form is Form.ITEM and 0 <= row.indent <= item.indent
    return inside and item.indent > 0 and bool(SENTENCE_END.search(before.text[-40:]))


def _head_rows(rows: list[_Row]) -> int:
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


def _text(rows: list[_Row], inferred: bool = False) -> Iterator[Block]:
    if any(row.text for row in rows):
        yield Block(Kind.TEXT, rows[0].start, rows[-1].end, inferred, form=rows[0].form)


class _Shape:
    """What is usual in a run of lines, so that the unusual line can be seen."""

    def __init__(self, rows: list[_Row], usual: int) -> None:
        self.length = usual or _length(rows)
        self.many, self.page = usual > 0 or len(rows) >= LONG_BLOCK, usual > 0
        indents = Counter(row.indent for row in rows if row.indent >= 0)
        self.indent = indents.most_common(1)[0][0] if indents else 0

    def begins(self, row: _Row, before: _Row) -> bool:
        """Does a paragraph begin at `row`, with no blank line before it?"""
        if not SENTENCE_END.search(before.text[-40:]):
            return False
        if VOICE.match(row.text) or row.indent > self.indent:
            return True
        if self.many and before.text[-1] in "*_" and row.text[:1] not in "*_" and _closes_italics(before.text):
            return True
        if not self.many:
            return False
        room = len(before.text) + 1 + len(row.text.partition(" ")[0]) < ROOM * self.length
        return self.length > LONG_LINE or len(before.text) < FULL * self.length or (self.page and room)


def _closes_italics(text: str) -> bool:
    """Does the line end italics that began before it, or at its beginning?"""
    return text[0] in "*_" or bool(VOICE.match(text)) or text.count(text[-1]) % 2 == 1
