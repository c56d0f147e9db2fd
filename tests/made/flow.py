"""From a manuscript to numbered lines on pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from jourfixe.transcribing.transcript import Kind

from .layout import Layout, Shape, shape
from .manuscript import Letter, Piece
from .setting import Cut, cuts
from .truth import Made, Row, is_plain, row, told

Measured = Callable[[Letter, float, bool], float]  # of a letter in a size, bold or not
BLANK = Piece(Kind.PARAGRAPH, None, ())
UNCOUNTED = (Kind.FOOTNOTE, Kind.ROW)


@dataclass(frozen=True)
class Line:
    """A line where it is printed; `y` is that of its baseline, from the top. `last`: of its paragraph."""

    piece: Piece
    shape: Shape
    cut: Cut
    first: bool
    last: bool
    page: int
    y: float
    n: int | None
    printed: bool


@dataclass
class Flow:
    """Pages filled one after the other. A footnote stands at the foot of the page that refers to it."""

    layout: Layout
    measured: Measured
    lines: list[Line] = field(default_factory=list)
    page: int = 1
    y: float = 0
    n: int = 0
    notes: list[Piece] = field(default_factory=list)
    known: dict[int, list[Cut]] = field(default_factory=dict)

    def fill(self, pieces: tuple[Piece, ...]) -> list[Line]:
        notes = {piece.mark: piece for piece in pieces if piece.kind is Kind.FOOTNOTE}
        self.y, self.n = self.layout.top, self.layout.begin - 1
        for piece in pieces:
            if piece.kind is not Kind.FOOTNOTE:
                self._place(piece, notes)
        self._foot()
        return self.lines

    def _place(self, piece: Piece, notes: dict[str, Piece]) -> None:
        found = self.cuts(piece)
        for i, cut in enumerate(found):
            marks = "".join(x.char for x in piece.letters[cut.start : cut.end] if x.note)
            self._step(piece, [notes[mark] for mark in marks])
            self.lines.append(self._line(piece, cut, i == 0, cut is found[-1], self.y))
        self.y += shape(piece, self.layout).after
        if self.layout.blanks:
            self._step(BLANK, [])
            self.lines.append(self._line(BLANK, Cut(0, 0), True, True, self.y))

    def _step(self, piece: Piece, notes: list[Piece]) -> None:
        """Down by a line, on a new page where this one has no room for it and its notes."""
        down = self._leading(piece)
        if self.y + down + self._height([*self.notes, *notes]) > self.layout.page[1] - self.layout.bottom:
            self._foot()
            self.page += 1
            self.y = self.layout.top
            self.n = self.layout.begin - 1 if self.layout.restart else self.n
        self.y += down
        self.notes += notes

    def _line(self, piece: Piece, cut: Cut, first: bool, last: bool, y: float) -> Line:
        counted = bool(self.layout.step) and piece.kind not in UNCOUNTED
        self.n += counted
        printed = counted and self.n % self.layout.step == 0
        n = self.n if counted else None
        return Line(piece, shape(piece, self.layout), cut, first, last, self.page, y, n, printed)

    def _foot(self) -> None:
        """The notes of a page, when it is full."""
        y = self.layout.page[1] - self.layout.bottom - self._height(self.notes)
        for piece in self.notes:
            found = self.cuts(piece)
            for i, cut in enumerate(found):
                y += self._leading(piece)
                self.lines.append(self._line(piece, cut, i == 0, cut is found[-1], y))
        self.notes = []

    def _height(self, notes: list[Piece]) -> float:
        return sum(self._leading(piece) * len(self.cuts(piece)) for piece in notes)

    def _leading(self, piece: Piece) -> float:
        return self.layout.leading * shape(piece, self.layout).size / self.layout.size

    def cuts(self, piece: Piece) -> list[Cut]:
        """The lines of a piece, which may come more than once."""
        if id(piece) not in self.known:
            self.known[id(piece)] = self._cuts(piece)
        return self.known[id(piece)]

    def _cuts(self, piece: Piece) -> list[Cut]:
        if piece.kind is Kind.ROW:
            return [Cut(0, len(piece.letters))]
        form, room = shape(piece, self.layout), self.layout.measure

        def width(letter: Letter) -> float:
            return self.measured(letter, form.size, form.bold)

        tab = form.rest - form.first - sum(map(width, piece.letters[: form.sign])) if form.sign else 0
        edge = room - form.first - tab, room - form.rest
        return cuts(piece.letters, lambda i: edge[i > 0], width, bool(self.layout.hyphen))


def truth(name: str, data: bytes, pieces: tuple[Piece, ...], lines: list[Line], spread: bool) -> Made:
    """What was printed, in the order of the manuscript."""
    rows: dict[int, list[Row]] = {id(piece): [] for piece in (*pieces, BLANK)}
    for line in lines:
        sheet = (line.page + 1) // 2 if spread else line.page
        rows[id(line.piece)].append(row(line.piece, line.cut, line.n, line.printed, sheet))
    return Made(name, data, tuple(told(piece, rows[id(piece)]) for piece in pieces), is_plain(pieces))


def words(letters: tuple[Letter, ...]) -> Iterator[tuple[Letter, ...]]:
    """Stretches up to a space or a change of style; each space ends the stretch before it."""
    start = 0
    for i, letter in enumerate(letters[1:], 1):
        if letters[i - 1].char == " " or letter[1:] != letters[i - 1][1:]:
            yield letters[start:i]
            start = i
    if letters:
        yield letters[start:]
