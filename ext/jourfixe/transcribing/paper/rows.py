"""From the glyphs of a page to its printed lines, top down. A raised mark stays on its line."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import pairwise
from operator import attrgetter
from statistics import median
from typing import NamedTuple

from ..signs import sign_of
from .glyphs import Glyph
from .hyphens import SOFT

HYPHEN_MARKS = str.maketrans({"\x02": "-", "\ufffe": "-", "\u2010": "-"})
LOST = "\ufffd"
# Ghostscript writes what a ligature stands for with the bytes of each letter in the wrong order: "昀椀" for "fi".
SWAPPED = {letter << 8: letter for letter in (*range(0x41, 0x5B), *range(0x61, 0x7B))}
LATIN = re.compile("[A-Za-zÀ-ÿ]")
NAMELESS = re.compile(r"[\x00-\x1f\x7f-\x9f\ue000-\uf8ff\ufffe\uffff]")
SPACES = " \t\u00a0\u2002\u2003\u2009\u202f"
SAME_LINE = 0.2  # of the type size: baselines as close are one
RAISED = (-0.25, 0.65)  # of the type size: a small mark as far above the baseline belongs to the line
SMALL = 0.85  # of the type size: larger is no raised mark
LONGEST_MARK = 12  # glyphs
WIDE_HYPHEN = 0.15  # of the type size
GAP, GAP_BESIDE_SPACES = 0.1, 0.18  # of the type size: a distance as much wider than that of letters is a space


class Word(NamedTuple):
    """Glyphs of one style without a space. `spaced`: a space stands before it. `raised`: above the baseline."""

    text: str
    x0: float
    x1: float
    size: float
    italic: bool
    bold: bool
    spaced: bool
    raised: bool


class Row(NamedTuple):
    """A printed line; `number` is the one printed beside it. Without words it is a counted empty line."""

    words: tuple[Word, ...]
    y: float
    number: int | None = None

    @property
    def x0(self) -> float:
        return self.words[0].x0

    @property
    def x1(self) -> float:
        return self.words[-1].x1

    @property
    def size(self) -> float:
        """The size in which most of it is set."""
        sizes = {word.size for word in self.words}
        if len(sizes) < 2:
            return sizes.pop() if sizes else 0.0
        return max(sizes, key=lambda size: (sum(len(w.text) for w in self.words if w.size == size), size))

    def of_one_weight(self) -> Row:
        return self._replace(words=tuple(word._replace(bold=False) for word in self.words))

    @property
    def text(self) -> str:
        return "".join(" " * (word.spaced and i > 0) + word.text for i, word in enumerate(self.words))


def rows_of(glyphs: Iterable[Glyph]) -> list[Row]:
    """The lines of a page, over its whole width."""
    strips = _strips(glyphs)
    rows = [Row(tuple(_words(y, strip)), y) for y, strip in strips]
    return [row for row in rows if row.words]


def _strips(glyphs: Iterable[Glyph]) -> list[tuple[float, list[Glyph]]]:
    """Glyphs by baseline; then each raised or lowered mark joins the line it touches."""
    strips: list[tuple[float, list[Glyph]]] = []
    for g in sorted(glyphs, key=attrgetter("y")):
        if strips and g.y - strips[-1][0] <= SAME_LINE * min(g.face.size, strips[-1][1][-1].face.size):
            strips[-1][1].append(g)
        else:
            strips.append((g.y, [g]))
    _join_marks(strips)
    return [strip for strip in strips if strip[1]]


def _join_marks(strips: list[tuple[float, list[Glyph]]]) -> None:
    """Move what is set small and touches a line above or below to that line; other columns may share its baseline."""
    usual = median([max(g.face.size for g in strip) for _, strip in strips]) if strips else 0.0
    for i, (y, strip) in enumerate(strips):
        if min(g.face.size for g in strip) > SMALL * usual:
            continue
        for marks in _pieces(strip):
            size = max(g.face.size for g in marks)
            for k in (i + 1, i - 1, i + 2):
                line = strips[k][1] if 0 <= k < len(strips) else []
                large = [g for g in line if size <= SMALL * g.face.size]
                if (
                    large
                    and RAISED[0] <= (strips[k][0] - y) / large[0].face.size <= RAISED[1]
                    and _touches(marks, large)
                ):
                    line.extend(marks)
                    strip[:] = [g for g in strip if g not in marks]
                    break


def _pieces(strip: list[Glyph]) -> list[list[Glyph]]:
    """Glyphs of a baseline that stand together; those of one piece are of one type size."""
    pieces: list[list[Glyph]] = []
    for g in sorted((g for g in strip if g.char not in SPACES), key=attrgetter("x0")):
        last = pieces[-1][-1] if pieces else None
        if last is None or g.x0 - last.x1 > g.face.size or g.face.size != last.face.size:
            pieces.append([])
        pieces[-1].append(g)
    return [piece for piece in pieces if len(piece) <= LONGEST_MARK]


def _touches(marks: list[Glyph], line: list[Glyph]) -> bool:
    """Does the mark stand right beside a letter of the line?"""
    reach = 0.5 * line[0].face.size
    left, right = marks[0].x0 - reach, marks[-1].x1 + reach
    return any(g.x0 <= right and g.x1 >= left for g in line if g.char not in SPACES)


def _words(baseline: float, strip: list[Glyph]) -> Iterator[Word]:
    """Words of a strip from left to right."""
    strip = _hyphened(sorted(strip, key=attrgetter("x0")))
    main = max(g.face.size for g in strip)
    wide = (GAP_BESIDE_SPACES if any(g.char in SPACES for g in strip) else GAP) * main + _tracking(strip)
    base = median(g.y for g in strip if g.face.size == main) if strip else baseline
    letters: list[Glyph] = []
    spaced = parted = False
    end = None
    for g in strip:
        if g.char in SPACES:
            parted = True
            continue
        gap = end is not None and g.x0 - end > wide
        if letters and (parted or gap or g.face != letters[-1].face or g.y != letters[-1].y):
            yield _word(letters, spaced, base)
            letters, spaced = [], parted or gap
        elif not letters:
            spaced = parted or gap
        letters.append(g)
        parted = False
        end = max(end or g.x1, g.x1)
    if letters:
        yield _word(letters, spaced, base)


def _hyphened(strip: list[Glyph]) -> list[Glyph]:
    """A soft hyphen that takes room within the line is a hyphen; at its end it may divide a word."""
    if not any(g.char == SOFT for g in strip):
        return strip
    drawn = (a.char == SOFT and b.x0 - a.x0 > WIDE_HYPHEN * a.face.size for a, b in pairwise(strip))
    return [g._replace(char="-") if is_drawn else g for g, is_drawn in zip(strip, (*drawn, False), strict=True)]


def _tracking(strip: list[Glyph]) -> float:
    """The usual distance of letters, where they are set wide."""
    gaps = [b.x0 - a.x1 for a, b in pairwise(strip) if a.char not in SPACES and b.char not in SPACES]
    return max(0.0, median(gaps)) if len(gaps) > 4 else 0.0


def _word(letters: list[Glyph], spaced: bool, base: float) -> Word:
    text = "".join(g.char for g in letters)
    if not (text.isascii() and text.isprintable()):
        text = _legible(text)
    first = letters[0]
    raised = base - first.y > 0.12 * first.face.size
    face = first.face
    return Word(text, first.x0, letters[-1].x1, face.size, face.italic, face.bold, spaced, raised)


def _legible(text: str) -> str:
    """With U+FFFD for a character whose font does not say which letter it is. Above U+FFFF pdfium gives two halves."""
    whole = text.translate(HYPHEN_MARKS).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if LATIN.search(whole):
        whole = whole.translate(SWAPPED)
    return unicodedata.normalize("NFC", NAMELESS.sub(lambda m: sign_of(m[0], LOST), whole))
