"""How a made file looks. All lengths are points."""

from __future__ import annotations

from dataclasses import dataclass

from jourfixe.transcribing.transcript import Kind

from .manuscript import Piece


@dataclass(frozen=True)
class Faces:
    """Names of fonts. Without italics they are slanted by the matrix of the text."""

    regular: str
    bold: str
    italic: str = ""


TIMES = Faces("Times-Roman", "Times-Bold", "Times-Italic")
HELVETICA = Faces("Helvetica", "Helvetica-Bold", "Helvetica-Oblique")


@dataclass(frozen=True)
class Layout:
    """One way to print a manuscript."""

    text: str = "buecherei"
    faces: Faces = TIMES
    size: float = 11
    leading: float = 14.5
    page: tuple[float, float] = (595.28, 841.89)
    left: float = 85
    right: float = 70
    top: float = 72
    bottom: float = 72
    dash: str = "—"
    italics: bool = True  # contributions are italic
    indent: str = "flush"  # flush; hanging: after the dash; first: each first line is indented
    gap: float = 7  # after a paragraph
    justified: bool = False
    hyphen: str = ""  # the sign at the end of a divided word; "": words are not divided
    step: int = 5  # 0: no line numbers
    side: str = "left"
    restart: bool = False  # count anew on each page
    begin: int = 1  # the number of the first line
    number_gap: float = 14  # between number and text
    number_size: float = 8
    together: bool = False  # all numbers of a page after its text; else each with its line
    spaces: bool = True  # False: words are placed one by one, without a sign between them
    head: str = ""  # on each page but the first; {n} is the page number
    foot: str = ""  # on each page
    blanks: bool = False  # an empty line after each paragraph, counted like any other
    notes_counted: bool = False  # LibreOffice counts the lines of footnotes too, as a series of their own
    spread: bool = False  # two pages on a sheet

    @property
    def measure(self) -> float:
        return self.page[0] - self.left - self.right


@dataclass(frozen=True)
class Shape:
    """Of a paragraph: indents of its first line and of the others, and the first letters that stand before a tab."""

    first: float = 0
    rest: float = 0
    sign: int = 0
    size: float = 11
    after: float = 0
    bold: bool = False


def shape(piece: Piece, layout: Layout) -> Shape:
    size, gap = layout.size, layout.gap
    match piece.kind:
        case Kind.HEADING:
            return Shape(size=size + 2, after=10, bold=True)
        case Kind.FOOTNOTE:
            return Shape(first=6, size=size - 2.5)
        case Kind.ITEM:
            sign = [letter.char for letter in piece.letters].index(" ") + 1
            return Shape(14, 30, sign, size, gap / 2)
        case Kind.ROW:
            return Shape(size=size, after=2)
        case Kind.SEPARATOR:
            return Shape(size=size, after=gap)
    if layout.indent == "first":
        return Shape(first=16, size=size, after=gap)
    if layout.indent == "hanging" and piece.dash:
        return Shape(0, 18, piece.dash, size, gap)
    return Shape(size=size, after=gap)
