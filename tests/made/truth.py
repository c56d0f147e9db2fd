"""What a made file says: passage by passage, printed line by printed line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from jourfixe.model import Role
from jourfixe.transcribing.transcript import Kind

from .manuscript import Letter, Piece
from .setting import Cut


class Row(NamedTuple):
    """A printed line. `text`: what stands in it, without a hyphen that only divides a word (`divided`).

    `n`: its number, None where it is not counted; `printed`: the number stands in the margin. `offset`: where it
    begins in the text of its passage. `page`: the page of the file, from 1; 0 where nobody knows.
    """

    text: str
    n: int | None
    printed: bool
    divided: bool
    offset: int
    page: int


@dataclass(frozen=True, slots=True)
class Told:
    """A passage: `text` is what a reader may cite of it. No `rows` where nobody knows how the lines fall."""

    kind: Kind
    role: Role | None
    text: str
    emphasis: tuple[str, ...]
    rows: tuple[Row, ...] = ()
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """A file and its truth. `plain`: without footnotes, lists and tables. `lined`: the rows are known."""

    name: str
    data: bytes
    passages: tuple[Told, ...]
    plain: bool

    @property
    def lined(self) -> bool:
        return any(told.rows for told in self.passages)

    @property
    def restarts(self) -> bool:
        """Lines are counted anew on each page."""
        numbers = [row.n for told in self.passages for row in told.rows if row.n is not None]
        return len(set(numbers)) < len(numbers)


def is_plain(pieces: Sequence[Piece]) -> bool:
    return all(piece.kind in (Kind.HEADING, Kind.SEPARATOR, Kind.PARAGRAPH) for piece in pieces)


def told(piece: Piece, rows: Sequence[Row] = ()) -> Told:
    return Told(piece.kind, piece.role, piece.text, emphasis(piece), tuple(rows), piece.mark)


def row(piece: Piece, cut: Cut, n: int | None, printed: bool, page: int) -> Row:
    """The line that `cut` takes from the piece."""
    mark = len(piece.mark) + 1 if piece.mark and cut.start else 0
    offset = mark + max(0, cut.start - piece.dash)
    return Row(printed_text(piece.letters[cut.start : cut.end]), n, printed, cut.divided, offset, page)


def printed_text(letters: Sequence[Letter]) -> str:
    """Letters as text, the mark of a footnote as [^1]."""
    out = []
    for i, letter in enumerate(letters):
        opens = letter.note and not (i and letters[i - 1].note)
        closes = letter.note and not (i + 1 < len(letters) and letters[i + 1].note)
        out.append("[^" * opens + letter.char + "]" * closes)
    return "".join(out)


def emphasis(piece: Piece) -> tuple[str, ...]:
    """Words that stand out: italic ones, and upright ones where most is italic."""
    letters = [x for x in piece.letters[piece.dash :] if not x.note]
    usual = sum(x.italic for x in letters) * 2 > len(letters)
    words, word = [], ""
    for letter in [*letters, Letter("", usual)]:
        if letter.italic != usual:
            word += letter.char
        elif word:
            words.append(word)
            word = ""
    return tuple(words)
