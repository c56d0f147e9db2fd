"""Protocols printed with reportlab: every sign stands where this module puts it."""

from __future__ import annotations

import io
from functools import cache
from itertools import groupby
from pathlib import Path

import reportlab
from reportlab.pdfbase.pdfmetrics import registerFont, stringWidth
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from jourfixe.transcribing.transcript import Kind

from .flow import Flow, Line, truth, words
from .layout import Faces, Layout
from .manuscript import Letter, manuscript, upright, with_dash
from .truth import Made

RAISED, SMALL, SLANT = 0.35, 0.65, 0.21  # a footnote's mark, in parts of the size; and italics of a matrix


@cache
def vera(hidden: bool) -> Faces:
    """Bitstream Vera; hidden: under names that tell nothing, as many programs write them."""
    folder = Path(reportlab.__file__).parent / "fonts"
    names = {"Vera": "F1", "VeraBd": "F2", "VeraIt": "F3"}
    for file, other in names.items():
        font = TTFont(f"{file}{hidden}", str(folder / f"{file}.ttf"))
        if hidden:
            font.face.name = other.encode()
        registerFont(font)
    return Faces(*(f"{file}{hidden}" for file in names))


def with_reportlab(name: str, layout: Layout) -> Made:
    """Print a manuscript; the truth comes from the layout, not from the file."""
    pieces = with_dash(manuscript(layout.text), layout.dash)
    pieces = pieces if layout.italics else upright(pieces)
    press = Press(layout)
    lines = Flow(layout, press.width).fill(pieces)
    return truth(name, press.print(lines), pieces, lines, layout.spread)


class Press:
    """Draws lines on pages."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.out = io.BytesIO()
        width, height = layout.page
        sheet = (2 * width, height) if layout.spread else layout.page
        self.canvas = Canvas(self.out, pagesize=sheet, pageCompression=1, invariant=1)

    def width(self, letter: Letter, size: float, bold: bool) -> float:
        size *= SMALL if letter.note else 1
        return float(stringWidth(letter.char, self._face(letter, bold), size))

    def print(self, lines: list[Line]) -> bytes:
        for page, here in groupby(lines, lambda line: line.page):
            self._page(page, list(here))
        self.canvas.showPage()
        self.canvas.save()
        return self.out.getvalue()

    def _page(self, page: int, lines: list[Line]) -> None:
        layout = self.layout
        if page > 1 and (page % 2 or not layout.spread):
            self.canvas.showPage()
        self.x = layout.left + (layout.page[0] if layout.spread and page % 2 == 0 else 0)
        if layout.head and page > 1:
            self._centred(layout.head.format(n=page), layout.top - 28)
        self._rule(lines)
        for line in lines:
            self._draw(line)
            if not layout.together:
                self._number(line)
        for line in lines if layout.together else []:
            self._number(line)
        if layout.foot:
            self._centred(layout.foot.format(n=page), layout.page[1] - layout.bottom + 34)

    def _centred(self, text: str, y: float) -> None:
        self.canvas.setFont(self.layout.faces.regular, 9)
        self.canvas.drawCentredString(self.x + self.layout.measure / 2, self.layout.page[1] - y, text)

    def _number(self, line: Line) -> None:
        if not line.printed:
            return
        layout, y = self.layout, self.layout.page[1] - line.y
        self.canvas.setFont(layout.faces.regular, layout.number_size)
        if layout.side == "left":
            self.canvas.drawRightString(self.x - layout.number_gap, y, str(line.n))
        else:
            self.canvas.drawString(self.x + layout.measure + layout.number_gap, y, str(line.n))

    def _draw(self, line: Line) -> None:
        form, piece = line.shape, line.piece
        letters = piece.letters[line.cut.start : line.cut.end]
        x = self.x + (form.first if line.first else form.rest)
        if piece.kind is Kind.ROW:
            return self._row(line)
        if piece.kind is Kind.SEPARATOR:
            x = self.x + (self.layout.measure - self.width(letters[0], form.size, form.bold)) / 2
        if piece.mark and line.first:
            x += self._text(tuple(Letter(c, note=True) for c in f"{piece.mark} "), x, line)
        if line.cut.divided:
            letters = (*letters, letters[-1]._replace(char=self.layout.hyphen, note=False))
        if line.first and form.sign:
            self._text(letters[: form.sign], x, line)
            letters, x = letters[form.sign :], self.x + form.rest
        self._stretched(letters, x, line)
        return None

    def _rule(self, lines: list[Line]) -> None:
        """Between the text and the first note of a page."""
        for line in [line for line in lines if line.piece.mark][:1]:
            y = self.layout.page[1] - line.y + line.shape.size + 2
            self.canvas.line(self.x, y, self.x + 100, y)

    def _row(self, line: Line) -> None:
        cells: list[list[Letter]] = [[]]
        for letter in line.piece.letters:
            if letter.char == "\t":
                cells.append([])
            else:
                cells[-1].append(letter)
        column = self.layout.measure / len(cells)
        for i, cell in enumerate(cells):
            self._text(tuple(cell), self.x + 4 + i * column, line)
        y = self.layout.page[1] - line.y - 4
        self.canvas.line(self.x, y, self.x + self.layout.measure, y)

    def _stretched(self, letters: tuple[Letter, ...], x: float, line: Line) -> None:
        """The line, filled up to the right edge if it is justified and not the last."""
        layout, form = self.layout, line.shape
        spaces = sum(letter.char == " " for letter in letters)
        fill = layout.justified and not line.last and spaces and line.piece.kind is not Kind.HEADING
        if not fill and layout.spaces:
            for _, run in groupby(letters, lambda letter: letter[1:]):
                x += self._text(tuple(run), x, line)
            return
        wide = sum(self.width(letter, form.size, form.bold) for letter in letters)
        more = (self.x + layout.measure - x - wide) / spaces if fill else 0
        for word in words(letters):
            shown = word if layout.spaces else tuple(letter for letter in word if letter.char != " ")
            self._text(shown, x, line)
            x += sum(self.width(letter, form.size, form.bold) + more * (letter.char == " ") for letter in word)

    def _text(self, letters: tuple[Letter, ...], x: float, line: Line) -> float:
        """Letters of one style; gives their width."""
        if not letters:
            return 0
        style, size = letters[0], line.shape.size * (SMALL if letters[0].note else 1)
        y = self.layout.page[1] - line.y + line.shape.size * RAISED * style.note
        text = self.canvas.beginText()
        text.setFont(self._face(style, line.shape.bold), size)
        slant = SLANT if style.italic and not self.layout.faces.italic else 0
        text.setTextTransform(1, 0, slant, 1, x, y)
        text.textOut("".join(letter.char for letter in letters))
        self.canvas.drawText(text)
        return sum(self.width(letter, line.shape.size, line.shape.bold) for letter in letters)

    def _face(self, letter: Letter, bold: bool) -> str:
        faces = self.layout.faces
        if bold:
            return faces.bold
        return faces.italic or faces.regular if letter.italic else faces.regular
