"""Where the edits of a reading stand: in which paragraph, at which words, and in which line of the witness."""

from __future__ import annotations

import sys
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from ...model import Edit, Paragraph, Reason
from ...reading import Reading


@dataclass(frozen=True, slots=True)
class Piece:
    """A heading or paragraph: where it begins in the edited texts put together, and in the witness.

    Where a heading begins in the witness is not known: `source` is beyond everything.
    """

    rn: str
    text: str
    start: int
    source: int = sys.maxsize
    paragraph: Paragraph | None = None


class Change(NamedTuple):
    """An edit of the reading, the piece it belongs to, and where it stands in the edited texts put together."""

    edit: Edit
    piece: Piece
    at: int


class Changed:
    """The edits of a reading as changes to the text of its pieces. `numbers`: those of its paragraphs."""

    def __init__(self, reading: Reading, numbers: Sequence[str]) -> None:
        self.witness, self.edits = reading.decoded.text, reading.edits
        self.lines = line_starts(self.witness)
        self.pieces = list(self._pieces(reading, numbers))
        self.changes = list(self._changes())
        self.by_kind: dict[Reason, list[Change]] = defaultdict(list)
        for change in self.changes:
            self.by_kind[change.edit.reason].append(change)
        self.ends = [change.at + len(change.edit.after) for change in self.changes]
        paragraphs = ((piece.start, piece.paragraph) for piece in self.pieces)
        self.marks = [(start + m.offset, m.name) for start, p in paragraphs if p for m in p.lines]

    def _pieces(self, reading: Reading, numbers: Sequence[str]) -> Iterator[Piece]:
        protocol, numbered = reading.protocol, iter(numbers)
        yield Piece("", protocol.heading, 0)
        at = len(protocol.heading)
        for section in protocol.sections:
            if section.heading:
                yield Piece("", section.heading, at)
                at += len(section.heading)
            for p in section.paragraphs:
                yield Piece(next(numbered), p.text, at, self.lines[p.place.line - 1] + p.place.column - 1, p)
                at += len(p.text)

    def _changes(self) -> Iterator[Change]:
        """What stands between two pieces belongs to the first."""
        pieces = iter(self.pieces)
        piece, following = next(pieces), next(pieces, None)
        source = at = 0
        for edit in self.edits:
            at += edit.start - source
            while following and (at > following.start or (at == following.start and following.source <= edit.start)):
                piece, following = following, next(pieces, None)
            yield Change(edit, piece, at)
            at += len(edit.after)
            source = edit.start + len(edit.before)

    def line(self, offset: int) -> int:
        return bisect_right(self.lines, offset)

    def printed(self, at: int) -> str:
        """Name of the printed line that this place stands in, as far as is known."""
        i = bisect_right(self.marks, at, key=lambda mark: mark[0])
        return self.marks[i - 1][1] if i else ""

    def source(self, at: int) -> int:
        """Where in the witness the character stands that stands at this place of the edited texts put together."""
        i = bisect_right(self.ends, at) - 1
        return self.edits[i].end + at - self.ends[i] if i >= 0 else at

    def run(self, change: Change) -> list[Change]:
        """All changes between the same two characters of the text."""
        first = last = bisect_left(self.edits, change.edit.start, key=lambda edit: edit.start)
        while first and self.edits[first - 1].end == self.edits[first].start:
            first -= 1
        while last + 1 < len(self.edits) and self.edits[last].end == self.edits[last + 1].start:
            last += 1
        return self.changes[first : last + 1]


def words_around(piece: Piece, at: int, length: int) -> tuple[str, str]:
    """The word, or the part of one, on either side of a stretch of the piece."""
    start = max(0, at - piece.start)
    end = start + length
    left, right = piece.text.rfind(" ", 0, start) + 1, piece.text.find(" ", end)
    return piece.text[left:start], piece.text[end : right if right >= 0 else None]


def line_starts(text: str) -> list[int]:
    """Offsets at which a line begins; LF, CRLF and CR end one."""
    lines = text.replace("\r\n", " \n").replace("\r", "\n").split("\n")
    return list(accumulate((len(line) + 1 for line in lines[:-1]), initial=0))
