"""From the glyphs of a printed line to its words. Letterspaced words are words."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from operator import attrgetter
from statistics import median, median_low
from typing import NamedTuple

from ..signs import sign_of
from .glyphs import SPACES, Glyph
from .hyphens import SOFT

HYPHEN_MARKS = str.maketrans({"\x02": "-", "\ufffe": "-", "\u2010": "-"})
LOST = "\ufffd"
# Ghostscript writes what a ligature stands for with the bytes of each letter in the wrong order: "昀椀" for "fi".
SWAPPED = {letter << 8: letter for letter in (*range(0x41, 0x5B), *range(0x61, 0x7B))}
LATIN = re.compile("[A-Za-zÀ-ÿ]")
NAMELESS = re.compile(r"[\x00-\x1f\x7f-\x9f\ue000-\uf8ff\ufffe\uffff]")
WIDE_HYPHEN = 0.15  # of the type size
GAP, GAP_BESIDE_SPACES = 0.1, 0.18  # of the type size: a distance as much wider than that of letters is a space
BEHIND_HYPHEN = 0.08  # of the type size: so much more room a hyphen leaves than a letter
TRACKED = (0.06, 0.6)  # of the type size: as far apart are letters that are spaced
EVEN = 0.05  # of the type size: as little the distances of spaced letters differ
RAISED, LOWERED = 0.12, -0.05  # of its size: so far stands a mark above or below the baseline
INITIAL = 1.6  # of the type size; no space follows an initial
FROM_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
CLOSING = ",.;:!?“)"
DOUBLE = 0.4  # of a letter's width: the same letter as near is the same, printed twice


class Word(NamedTuple):
    """Glyphs of one style without a space. `spaced`: a space stands before it.

    `raised`, `lowered`: above or below the baseline. `y`: where its own glyphs stand.
    """

    text: str
    x0: float
    x1: float
    size: float
    italic: bool
    bold: bool
    spaced: bool
    raised: bool
    lowered: bool = False
    y: float = 0.0


def words_of(strip: Sequence[Glyph]) -> Iterator[Word]:
    """Words of a line from left to right."""
    strip = _hyphened(_once(sorted(strip, key=attrgetter("x0"))))
    main = _main_size(strip)
    base = median(g.y for g in strip if g.face.size == main)
    parts = [list(part) for space, part in groupby(strip, key=lambda g: g.char in SPACES) if not space]
    wide = (GAP if len(parts) == 1 else GAP_BESIDE_SPACES) * main
    wide += _usual_tracking(parts)
    tracked = [_tracked(part, wide, main, len(parts) > 1) for part in parts]
    _track_pairs(parts, tracked, main)
    for i, part in enumerate(parts):
        yield from _parted(part, tracked[i], wide, main, base, i > 0)


def read_from_right(words: Iterable[Word]) -> Iterator[Word]:
    """Hebrew and Arabic in the order in which they are read, each in the place of another."""
    for from_right, run in groupby(
        words, key=lambda word: not word.text.isascii() and bool(FROM_RIGHT.search(word.text))
    ):
        group = list(run)
        texts = [word.text[::-1] for word in reversed(group)] if from_right else [word.text for word in group]
        yield from (word._replace(text=text) for word, text in zip(group, texts, strict=True))


def _main_size(strip: list[Glyph]) -> float:
    """That of most letters, and of as many the larger."""
    sizes = {g.face.size for g in strip}
    if len(sizes) == 1:
        return sizes.pop()
    counted = Counter(g.face.size for g in strip if g.char not in SPACES)
    return max(counted or sizes, key=lambda size: (counted[size], size))


def _once(strip: list[Glyph]) -> list[Glyph]:
    """Without the letters of a second pass over the first."""
    doubles = {
        i + 1
        for i, (a, b) in enumerate(pairwise(strip))
        if a.char == b.char and b.x0 - a.x0 < DOUBLE * (a.x1 - a.x0) and a.char not in SPACES
    }
    return [g for i, g in enumerate(strip) if i not in doubles] if doubles else strip


def _hyphened(strip: list[Glyph]) -> list[Glyph]:
    """A soft hyphen that takes room within the line is a hyphen; at its end it may divide a word."""
    if not any(g.char == SOFT for g in strip):
        return strip
    drawn = (a.char == SOFT and b.x0 - a.x0 > WIDE_HYPHEN * a.face.size for a, b in pairwise(strip))
    return [g._replace(char="-") if is_drawn else g for g, is_drawn in zip(strip, (*drawn, False), strict=True)]


def _usual_tracking(parts: list[list[Glyph]]) -> float:
    """The usual distance of letters, where they are set wide."""
    gaps = [gap for part in parts for gap in _gaps(part)]
    return max(0.0, median(gaps)) if len(gaps) > 4 else 0.0


def _parted(
    part: list[Glyph], tracked: set[int], wide: float, main: float, base: float, spaced: bool
) -> Iterator[Word]:
    """The words of glyphs without a space between them, where gaps or styles part them."""
    gaps = _gaps(part)
    start = 0
    for i, (a, b) in enumerate(pairwise(part), 1):
        least = wide + (BEHIND_HYPHEN * main if a.char == "-" else 0.0)
        gap = gaps[i - 1] > least and i not in tracked and not (a.face.size >= INITIAL * main > b.face.size)
        if gap or b.face != a.face or b.y != a.y:
            yield _word(part[start:i], spaced, base, not tracked.isdisjoint(range(start, i + 1)))
            start, spaced = i, gap
    yield _word(part[start:], spaced, base, not tracked.isdisjoint(range(start, len(part))))


def _tracked(part: list[Glyph], wide: float, main: float, alone: bool) -> set[int]:
    """Indexes of glyphs that stand apart from the one before as letters of one spaced word do.

    `alone`: these glyphs stand between spaces.
    """
    found: set[int] = set()
    gaps = _gaps(part)
    if not any(gap > wide for gap in gaps):
        return found
    least, most = TRACKED[0] * main, TRACKED[1] * main
    if alone and len(gaps) > 1 and median_low(gaps) > least and any(g.char.isalpha() for g in part):
        return {i for i, gap in enumerate(gaps, 1) if least < gap <= most}
    run: list[int] = []
    for i, gap in enumerate([*gaps, most + 1], 1):
        letters = i < len(part) and part[i - 1].char.isalpha() and (part[i].char.isalpha() or part[i].char in CLOSING)
        even = not run or abs(gap - median_low(gaps[k - 1] for k in run)) <= EVEN * main
        if letters and least < gap <= most and even:
            run.append(i)
            continue
        if len(run) > 1 and any(gaps[k - 1] > wide for k in run):
            found.update(run)
        run = [i] if letters and least < gap <= most else []
    return found


def _track_pairs(parts: list[list[Glyph]], tracked: list[set[int]], main: float) -> None:
    """Two letters alone are a spaced word if they stand as far apart as those of another one in the line."""
    if not any(tracked):
        return
    usual = median(_gaps(part)[i - 1] for part, found in zip(parts, tracked, strict=True) for i in found)
    for part, found in zip(parts, tracked, strict=True):
        if len(part) == 2 and all(g.char.isalpha() for g in part) and abs(_gaps(part)[0] - usual) <= 2 * EVEN * main:
            found.add(1)


def _gaps(part: list[Glyph]) -> list[float]:
    return [b.x0 - a.x1 for a, b in pairwise(part)]


def _word(letters: list[Glyph], spaced: bool, base: float, tracked: bool) -> Word:
    text = "".join(g.char for g in letters)
    if not (text.isascii() and text.isprintable()):
        text = _legible(text)
    first = letters[0]
    face, rise = first.face, (base - first.y) / first.face.size
    shifted = rise > RAISED, rise < LOWERED
    return Word(text, first.x0, letters[-1].x1, face.size, face.italic or tracked, face.bold, spaced, *shifted, first.y)


def _legible(text: str) -> str:
    """With U+FFFD for a character whose font does not say which letter it is. Above U+FFFF pdfium gives two halves."""
    whole = text.translate(HYPHEN_MARKS).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if LATIN.search(whole):
        whole = whole.translate(SWAPPED)
    return unicodedata.normalize("NFC", NAMELESS.sub(lambda m: sign_of(m[0], LOST), whole))
