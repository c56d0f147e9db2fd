"""Lines of the witness as they were printed, and what is usual in them, so that the unusual line can be seen."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from .forms import Form
from .pages import SENTENCE_END
from .voices import DASH, HEAD

VOICE = re.compile(rf"{HEAD}{DASH}\s*\S")
LONG_BLOCK = 12  # lines without a blank line, from which on boundaries are looked for inside
DENSE = 3  # contributions without a blank line before them
LONG_LINE = 250  # characters: longer lines hold whole paragraphs
FULL = 0.75  # share of a line's usual length, below which it is the last of a paragraph
ROOM = 0.93  # share of that length, below which the next word would have had room in the line


@dataclass(slots=True)
class Row:
    """A line without its margin numbers and outer spaces; its text begins at `at` in the source.

    `indent` is -1 where a number stands at the left.
    `form` of what begins with the line; `rules`: it only rules a table.
    """

    start: int
    at: int
    end: int
    text: str
    indent: int
    form: Form = Form.PLAIN
    rules: bool = False


def row_of(raw: str, start: int, at: list[int] | tuple[()], numbers: dict[int, int]) -> Row:
    pieces: list[str] = []
    done = 0
    for n in at:
        pieces += raw[done : n - start], " " * (numbers[n] - n)
        done = numbers[n] - start
    bare = "".join((*pieces, raw[done:]))
    text = bare.strip().rstrip("\\").rstrip()
    left = at and not raw[: at[0] - start].strip()
    indent = len(bare) - len(bare.lstrip())
    return Row(start, start + indent, start + len(raw), text, -1 if left else indent)


def usual_length(groups: list[list[Row]]) -> int:
    """The usual length of a line, if no blank line stands before many contributions: then none tells where one ends."""
    within = sum(bool(VOICE.match(row.text)) for rows in groups for row in rows[1:])
    first = sum(bool(VOICE.match(rows[0].text)) for rows in groups)
    return _length([row for rows in groups for row in rows]) if within >= max(DENSE, first / 3) else 0


def _length(rows: list[Row]) -> int:
    lengths = sorted(len(row.text) for row in rows)
    return lengths[len(lengths) * 3 // 4] if lengths else 0


class Shape:
    """What is usual in a run of lines, so that the unusual line can be seen."""

    def __init__(self, rows: list[Row], usual: int) -> None:
        self.length = usual or _length(rows)
        self.many, self.page = usual > 0 or len(rows) >= LONG_BLOCK, usual > 0
        indents = Counter(row.indent for row in rows if row.indent >= 0)
        self.indent = indents.most_common(1)[0][0] if indents else 0

    def begins(self, row: Row, before: Row) -> bool:
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
