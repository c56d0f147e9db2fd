"""The glyphs of a page, each with its place and style, as pdfium tells them. All else of this package is geometry.

Lengths are points (1/72 inch). The origin is the upper left corner of the page as it is read: a page whose text
runs upward is turned; y is that of the baseline and grows downward.
"""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from ...reading.forms import raised
from ..signs import lowered
from .fonts import Style, style_of

LEANS = 0.1  # tangent of the slant that a text matrix gives to upright letters
TINY = 0.5  # points; nobody can read smaller letters
THIN, SHORT = 2.5, 30.0  # a line drawn is at most as thick and at least as long
INVISIBLE = frozenset("\r\n\u200b\u200c\u200d\u2060\ufeff")
SPACES = frozenset(" \t\u00a0\u2002\u2003\u2009\u202f")
LINE_END = "\x02\ufffe"  # what pdfium makes of a hyphen at the end of a line
HYPHENS = "-\u00ad\u2010"
DIGITS = "0123456789"
ABOVE, BELOW = 0.25, 0.3  # of the type size: a digit all above the one or below the other is raised or lowered
SMALL = 0.6  # of the type size: the size of such digits
OUTLINED = (pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE,)


class Face(NamedTuple):
    """What all glyphs of a text object share. `turn`: quarter turns against the page, None: askew."""

    size: float
    italic: bool
    bold: bool
    turn: int | None


class Glyph(NamedTuple):
    char: str
    x0: float
    x1: float
    y: float
    face: Face


Box = tuple[float, float, float, float]  # of the page in the file: left, bottom, right, top


class Rule(NamedTuple):
    """A horizontal line drawn on the page."""

    x0: float
    x1: float
    y: float


class Sheet(NamedTuple):
    """A page of the file. `aside`: the text of stamps and the like, which runs in another direction."""

    width: float
    height: float
    glyphs: list[Glyph]
    rules: list[Rule]
    pictures: bool
    aside: str


def sheet_of(page: Any, known: dict[str, Style]) -> Sheet:
    """The glyphs of a pypdfium2 page, in the order in which they were drawn. `known`: see style_of."""
    left, bottom, right, top = box = page.get_bbox()
    glyphs = list(_glyphs(page, box, known))
    turn = _direction(glyphs)
    width, height = (right - left, top - bottom) if turn % 2 == 0 else (top - bottom, right - left)
    along = [g for g in glyphs if g.face.turn == turn and g.face.size >= TINY]
    inside = [g for g in along if -1 <= g.x0 <= width + 1 and -1 <= g.y <= height + 1]
    aside = "".join(g.char for g in glyphs if g.face.turn != turn).strip()
    rules, pictures = _drawings(page, left, top) if turn == 0 else ([], True)
    return Sheet(width, height, inside, rules, pictures, aside)


class _Held(NamedTuple):
    """What is asked once of a text object. `widths`: of its font, by character; `scale`: points to an em, across."""

    face: Face
    font: Any
    widths: dict[str, float]
    scale: float


def _glyphs(page: Any, box: Box, known: dict[str, Style]) -> Iterator[Glyph]:
    """All characters of a page, each as if the page were turned so that it stands upright."""
    text = pdfium.FPDFText_LoadPage(page)
    try:
        objects: dict[int, _Held] = {}
        fonts: dict[int, tuple[Style, dict[str, float]]] = {}
        x, y = ctypes.c_double(), ctypes.c_double()
        before: tuple[float, float] | None = None
        for i in range(pdfium.FPDFText_CountChars(text)):
            pointer = pdfium.FPDFText_GetTextObject(text, i)
            char = chr(pdfium.FPDFText_GetUnicode(text, i))
            if not pointer or char in INVISIBLE:
                continue
            key = ctypes.addressof(pointer.contents)
            if (held := objects.get(key)) is None:
                held = objects[key] = _held(pointer, text, i, fonts, known)
            face, font, widths, scale = held
            pdfium.FPDFText_GetCharOrigin(text, i, x, y)
            place = x.value, y.value
            width = widths.get(char)
            if width is None:
                width = widths[char] = _width(font, char)
            is_part = place == before  # of a ligature taken apart
            is_known = width and not is_part
            advance = width * scale if is_known else _boxed(text, i, place, face.turn)
            before = place
            if char in DIGITS and (sign := _sign_of(text, i, char, place, face)) != char:
                char, face = sign, face._replace(size=SMALL * face.size)
            begin, baseline = _upright(place, face.turn, box)
            yield Glyph(char, begin + is_part * advance / 2, begin + advance, baseline, face)
    finally:
        pdfium.FPDFText_ClosePage(text)


def _upright(place: tuple[float, float], turn: int | None, box: Box) -> tuple[float, float]:
    """A place in the file as one on the page turned so that what runs with so many quarter turns is upright."""
    (x, y), (left, bottom, right, top) = place, box
    if turn == 0:
        return x - left, top - y
    if turn == 1:
        return y - bottom, x - left
    if turn == 2:
        return right - x, y - bottom
    return top - y, right - x


def _width(font: Any, char: str) -> float:
    """The advance of a letter in ems; 0.0 if the font does not know it by its character, or has several of it."""
    if char in DIGITS:
        return 0.0
    letters = HYPHENS if char in LINE_END else char  # of those it does not know a font may tell too large a width
    return min((width for letter in letters if (width := _advance(font, letter))), default=0.0)


def _advance(font: Any, letter: str) -> float:
    width = ctypes.c_float()
    known = pdfium.FPDFFont_GetGlyphWidth(font, ord(letter), 1.0, width)
    return width.value if known and 0 < width.value < 4 else 0.0


def _boxed(text: Any, i: int, place: tuple[float, float], turn: int | None) -> float:
    """How far the letter's box reaches from its origin."""
    box = pdfium.FS_RECTF()
    pdfium.FPDFText_GetLooseCharBox(text, i, box)
    if turn in (1, 3):
        return float(box.top - place[1] if turn == 1 else place[1] - box.bottom)
    return float(place[0] - box.left if turn == 2 else box.right - place[0])


def _sign_of(text: Any, i: int, digit: str, place: tuple[float, float], face: Face) -> str:
    """The digit, or the sign it is printed as: fonts have raised and lowered digits, on the same baseline."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    pdfium.FPDFText_GetCharBox(text, i, left, right, bottom, top)
    (x, y), turn = place, face.turn
    if turn in (1, 3):
        low, high = (x - right.value, x - left.value) if turn == 1 else (left.value - x, right.value - x)
    else:
        low, high = (bottom.value - y, top.value - y) if turn == 0 else (y - top.value, y - bottom.value)
    if low > ABOVE * face.size:
        return raised(digit)
    return lowered(digit) if low < 0 < high < BELOW * face.size else digit


def _held(
    pointer: Any, text: Any, i: int, fonts: dict[int, tuple[Style, dict[str, float]]], known: dict[str, Style]
) -> _Held:
    matrix, size = pdfium.FS_MATRIX(), ctypes.c_float()
    pdfium.FPDFText_GetMatrix(text, i, matrix)
    pdfium.FPDFTextObj_GetFontSize(pointer, size)
    font = pdfium.FPDFTextObj_GetFont(pointer)
    key = ctypes.addressof(font.contents) if font else 0
    if key not in fonts:
        fonts[key] = (style_of(font, known) if font else Style(False, False), {})
    style, widths = fonts[key]
    a, b, c, d = matrix.a, matrix.b, matrix.c, matrix.d
    area, across = abs(a * d - b * c), math.hypot(a, b) or 1.0
    sheared = area > 0 and (a * c + b * d) / area > LEANS
    bold = style.bold or pdfium.FPDFTextObj_GetTextRenderMode(pointer) in OUTLINED
    face = Face(round(size.value * area / across, 2), style.italic or sheared, bold, _turn(a, b))
    return _Held(face, font, widths, size.value * across)


def _turn(a: float, b: float) -> int | None:
    quarters = math.degrees(math.atan2(b, a)) / 90
    return round(quarters) % 4 if abs(quarters - round(quarters)) < 0.02 else None


def _direction(glyphs: list[Glyph]) -> int:
    """In which most glyphs run, in quarter turns."""
    turns = Counter(g.face.turn for g in glyphs if g.face.turn is not None)
    return max(turns, key=lambda turn: turns[turn], default=0)


def _drawings(page: Any, left: float, top: float) -> tuple[list[Rule], bool]:
    """Horizontal lines, and whether there are pictures."""
    rules: list[Rule] = []
    pictures = False
    x0, y0, x1, y1 = (ctypes.c_float() for _ in range(4))
    for i in range(pdfium.FPDFPage_CountObjects(page)):
        drawn = pdfium.FPDFPage_GetObject(page, i)
        kind = pdfium.FPDFPageObj_GetType(drawn)
        pictures = pictures or kind in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM)
        if kind == pdfium.FPDF_PAGEOBJ_PATH and pdfium.FPDFPageObj_GetBounds(drawn, x0, y0, x1, y1):
            if y1.value - y0.value <= THIN and x1.value - x0.value >= SHORT:
                rules.append(Rule(x0.value - left, x1.value - left, top - (y0.value + y1.value) / 2))
    return rules, pictures
