"""The decoded witness with its lines, so that every offset can be told as line and column."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from ..model import Place

LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the file: its characters are text[start:end], the line end is text[end:next]."""

    start: int
    end: int
    next: int


@dataclass(frozen=True, slots=True)
class Source:
    """Text of a witness and where it came from."""

    text: str
    file: str
    lines: tuple[Line, ...]
    starts: tuple[int, ...]

    def place(self, offset: int) -> Place:
        """Line and column of an offset into the text."""
        n = max(0, bisect_right(self.starts, offset) - 1)
        return Place(self.file, n + 1, offset - self.starts[n] + 1)


def source_of(text: str, file: str) -> Source:
    """Split at LF, CRLF and CR; nothing else ends a line."""
    lines, at = [], 0
    for end in LINE_END.finditer(text):
        lines.append(Line(at, end.start(), end.end()))
        at = end.end()
    if at < len(text) or not lines:
        lines.append(Line(at, len(text), len(text)))
    return Source(text, file, tuple(lines), tuple(line.start for line in lines))
