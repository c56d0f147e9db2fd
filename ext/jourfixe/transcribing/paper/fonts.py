"""Is a font slanted or bold? Its name and flags may say so; where they do not, the outlines of its letters do."""

from __future__ import annotations

import ctypes
import math
import re
from itertools import pairwise
from statistics import median
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

ITALIC_NAME = re.compile(r"ital|obli|kursiv|slant|[-,](?:bi|it|i|bdit)$|(?<=[a-z])(?:It|BI)$", re.I)
ITALIC_CASED = re.compile(r"(?:It|BoldIt|Ital)(?:MT|PS)?\b|cmti|cmsl|cmbxti")
BOLD_NAME = re.compile(r"bold|black|heavy|semib|demi|fett|cmbx|[-,](?:bd|bdit|bi|b)$", re.I)
ITALIC_FLAG, FORCE_BOLD_FLAG = 1 << 6, 1 << 18
HEAVY = 650  # as in CSS: 400 is regular, 700 bold; what a file says is often wrong
THICK = 0.118  # ems; the stems of regular letters are 0.06 to 0.1 thick, those of bold ones 0.13 to 0.2
UPRIGHT = 4.0  # degrees; italics lean by 7 to 20
MEASURED = 3  # letters at least
SINGLE = "lhidtr"  # letters whose stem is the first thing across the middle of their height
STEMS = "lIHhnidtETLbpr"  # letters with a stem that stands upright in an upright font
TAG = 6  # letters before the "+" of an embedded subset
MOVE = pdfium.FPDF_SEGMENT_MOVETO


class Style(NamedTuple):
    italic: bool
    bold: bool


def style_of(font: Any, known: dict[str, Style]) -> Style:
    """The style of a font of pdfium. `known`: embedded fonts of the file, told apart by the tag of their subset."""
    tagged = _name(font)
    if tagged in known:
        return known[tagged]
    tag, _, rest = tagged.partition("+")
    style = _measured(font, rest or tagged)
    if rest and len(tag) == TAG:
        known[tagged] = style
    return style


def _measured(font: Any, name: str) -> Style:
    flags = pdfium.FPDFFont_GetFlags(font)
    angle = ctypes.c_int()
    pdfium.FPDFFont_GetItalicAngle(font, angle)
    bold = bool(BOLD_NAME.search(name)) or bool(flags & FORCE_BOLD_FLAG) or _is_thick(font)
    named = bool(ITALIC_NAME.search(name) or ITALIC_CASED.search(name))
    leans = named or bool(flags & ITALIC_FLAG) or abs(angle.value) >= UPRIGHT
    return Style(leans or slant(font) >= UPRIGHT, bold)


def _name(font: Any) -> str:
    buffer = ctypes.create_string_buffer(256)
    pdfium.FPDFFont_GetBaseFontName(font, buffer, len(buffer))
    return buffer.value.decode("utf-8", "replace")


def slant(font: Any) -> float:
    """By how many degrees the stems lean to the right; 0.0 where the font has no outlines to measure."""
    angles = [angle for letter in STEMS if (angle := _stem_angle(font, ord(letter))) is not None]
    return median(angles) if len(angles) >= MEASURED else 0.0


def _is_thick(font: Any) -> bool:
    """By its letters; by the weight that the file tells only where there are none to measure."""
    stems = [stem for letter in SINGLE if (stem := _stem_width(font, ord(letter)))]
    if len(stems) < MEASURED:
        return bool(pdfium.FPDFFont_GetWeight(font) >= HEAVY)
    return median(stems) >= THICK


def _stem_width(font: Any, letter: int) -> float:
    """How thick the first stroke is at half of the letter's height; 0.0 without an outline."""
    points = _outline(font, letter)
    if not points:
        return 0.0
    height = sum(bound(y for _, _, y in points) for bound in (min, max)) / 2
    strokes = [(x0, y0, x1, y1) for (_, x0, y0), (kind, x1, y1) in pairwise(points) if kind != MOVE]
    crossed = sorted(
        x0 + (height - y0) / (y1 - y0) * (x1 - x0) for x0, y0, x1, y1 in strokes if (y0 <= height) != (y1 <= height)
    )
    return crossed[1] - crossed[0] if len(crossed) > 1 else 0.0


def _outline(font: Any, letter: int) -> list[tuple[int, float, float]]:
    path = pdfium.FPDFFont_GetGlyphPath(font, letter, 1.0)
    return [_point(path, i) for i in range(pdfium.FPDFGlyphPath_CountGlyphSegments(path))] if path else []


def _stem_angle(font: Any, letter: int) -> float | None:
    """The angle of the longest nearly upright stroke of a letter."""
    points = _outline(font, letter)
    strokes = [(x1 - x0, y1 - y0) for (_, x0, y0), (kind, x1, y1) in pairwise(points) if kind != MOVE]
    upright = [(dx, dy) for dx, dy in strokes if abs(dx) < abs(dy) / 2 and abs(dy) > 0.1]
    if not upright:
        return None
    dx, dy = max(upright, key=lambda stroke: abs(stroke[1]))
    return math.degrees(math.atan2(dx if dy > 0 else -dx, abs(dy)))


def _point(path: Any, i: int) -> tuple[int, float, float]:
    segment = pdfium.FPDFGlyphPath_GetGlyphPathSegment(path, i)
    x, y = ctypes.c_float(), ctypes.c_float()
    pdfium.FPDFPathSegment_GetPoint(segment, x, y)
    return pdfium.FPDFPathSegment_GetType(segment), x.value, y.value
