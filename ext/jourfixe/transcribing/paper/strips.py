"""The glyphs of a page by baseline. A raised mark stays on its line, an initial stands on the first it spans."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from operator import attrgetter
from statistics import median

from .accents import composed
from .glyphs import SPACES, Glyph

SAME_LINE = 0.2  # of the type size: baselines as close are one
RAISED = (-0.25, 0.65)  # of the type size: a small mark as far above the baseline belongs to the line
SMALL = 0.85  # of the type size: larger is no raised mark
LONGEST_MARK = 12  # glyphs
LOW_QUOTE = {"”": "„", "’": "‚"}
LOWERED = (0.4, 0.75)  # of the type size
INITIAL = 1.6  # of the type size: letters as large, and no more than a few, are an initial
LONGEST_INITIAL = 3  # glyphs
CAPITAL = 0.75  # of its own type size: no letter is higher


def strips_of(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Glyphs by baseline; then each raised or lowered mark, and each initial, joins its line."""
    strips: list[tuple[float, list[Glyph]]] = []
    for g in sorted(composed(glyphs), key=attrgetter("y")):
        if strips and g.y - strips[-1][0] <= SAME_LINE * min(g.face.size, strips[-1][1][-1].face.size):
            strips[-1][1].append(g)
        else:
            strips.append((g.y, [g]))
    _join_marks(strips)
    _raise_initials(strips)
    _raise_quotes(strips)
    return [strip for _, strip in strips if strip]


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


def _raise_initials(strips: list[tuple[float, list[Glyph]]]) -> None:
    """Move each initial from the baseline of the last line it spans to that of the first."""
    usual = median([g.face.size for _, strip in strips for g in strip]) if strips else 0.0
    for i, (y, strip) in enumerate(strips):
        large = [g for g in strip if g.face.size >= INITIAL * usual and g.char not in SPACES]
        if not 0 < len(large) <= LONGEST_INITIAL:
            continue
        spanned = [(top, line) for top, line in strips[:i] if y - top < CAPITAL * large[0].face.size]
        below = [(top, line) for top, line in strips[i + 1 : i + 2] if top - CAPITAL * usual < y]
        strip[:] = [g for g in strip if g not in large]
        if strip:
            strips[i] = y, strip = median([g.y for g in strip]), strip
        lines = [(top, line) for top, line in (*spanned, (y, strip), *below) if _follows(large[-1], line, usual)]
        for _, line in lines[1:]:
            _indent(line, large)
        top, line = lines[0] if lines else (y, strip)
        line.extend(g._replace(y=top) for g in large)


def _follows(initial: Glyph, line: list[Glyph], size: float) -> bool:
    """Does the line begin beside the initial?"""
    return any(-0.2 * size <= g.x0 - initial.x1 <= size for g in line) and not any(
        g.x0 < initial.x1 - 0.2 * size and g.x1 > initial.x0 for g in line
    )


def _indent(line: list[Glyph], initial: list[Glyph]) -> None:
    """A line beside an initial begins where the initial does."""
    first = min((g for g in line if g.x0 > initial[0].x0), key=attrgetter("x0"))
    line[line.index(first)] = first._replace(x0=initial[0].x0)


def _raise_quotes(strips: list[tuple[float, list[Glyph]]]) -> None:
    """Older TeX fonts have no „: it is a ” that stands as much lower as it is meant to."""
    for (top, line), (y, strip) in pairwise(strips):
        if line and strip and {g.char for g in strip} <= LOW_QUOTE.keys():
            if LOWERED[0] <= (y - top) / strip[0].face.size <= LOWERED[1]:
                line.extend(g._replace(char=LOW_QUOTE[g.char], y=top) for g in strip)
                strip.clear()
