"""What each row of a region is: text, heading, separator, item of a list, row of a table, footnote."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ..transcript import Kind
from .glyphs import Rule
from .headings import headings
from .manner import Type
from .margin import Edges
from .notes import first_note
from .rows import Row
from .words import Word

SEPARATOR = re.compile(r"(?:[*⁂•·~∗✱✻#_=+\s]+|[-–—\s]{3,}|[oO]\s*[oO]\s*[oO]|§)")
BULLET = re.compile(r"[•◦▪▫‣●○■□➢✓·\uf0b7]$")
ORDINAL = re.compile(r"\(?(\d{1,3}|[a-z]|[ivx]{1,4})[.)]$")
CELL = 0.75  # of the type size: a gap as wide may part two cells
ALIGNED = 3.0  # points
EVEN = 1.25


def kinds_of(rows: Sequence[Row], edges: Edges, body: Type, rules: Sequence[Rule], note_open: bool) -> list[Kind]:
    """The kind of each row; the footnotes are the last rows. `note_open`: one may go on from the page before."""
    notes = first_note(rows, body, rules, note_open)
    heads = headings(rows[:notes], edges, body)
    kinds = [Kind.FOOTNOTE if i >= notes else _kind(row, i in heads) for i, row in enumerate(rows)]
    for i in table_rows(rows[:notes], edges):
        if kinds[i] is not Kind.SEPARATOR:
            kinds[i] = Kind.ROW
    for i in _items(rows[:notes], edges, body):
        if kinds[i] is Kind.PARAGRAPH:
            kinds[i] = Kind.ITEM
    return kinds


def _kind(row: Row, heads: bool) -> Kind:
    if not row.words or (SEPARATOR.fullmatch(row.text) and len(row.text) <= 40):
        return Kind.SEPARATOR
    return Kind.HEADING if heads else Kind.PARAGRAPH


def cells_of(row: Row) -> list[tuple[Word, ...]]:
    """The words of a row, parted where the gap is too wide for a space."""
    gaps = sorted(b.x0 - a.x1 for a, b in pairwise(row.words) if b.spaced)
    usual = gaps[len(gaps) // 4] if len(gaps) > 2 else 0.0
    wide = max(CELL * row.size, 2.2 * usual)
    cells: list[list[Word]] = []
    for i, word in enumerate(row.words):
        if not i or word.x0 - row.words[i - 1].x1 > wide:
            cells.append([])
        cells[-1].append(word)
    return [tuple(cell) for cell in cells]


def table_rows(rows: Sequence[Row], edges: Edges) -> list[int]:
    """Rows of at least two cells that stand below those of a neighbouring row."""
    split = [cells_of(row) if row.words else [] for row in rows]
    spread = [_is_spread(row, edges) for row in rows]
    found: set[int] = set()
    for i, (a, b) in enumerate(pairwise(split)):
        if spread[i] and spread[i + 1]:
            continue
        if len(a) >= 2 and len(b) >= 2 and _below(a, b) and not _signed(a) and not _signed(b):
            found.update((i, i + 1))
    for i in range(1, len(rows)):
        if i - 1 in found and len(split[i]) == 1 and _fills_cell(split[i - 1], rows[i], rows[i - 1]):
            found.add(i)
    return sorted(found)


def _is_spread(row: Row, edges: Edges) -> bool:
    """Is it a line of justified text: over the whole width, with all gaps about as wide?"""
    gaps = [b.x0 - a.x1 for a, b in pairwise(row.words) if b.spaced]
    return bool(gaps) and abs(row.x1 - edges.right) <= ALIGNED and max(gaps) <= EVEN * min(gaps) + 1


def _fills_cell(above: list[tuple[Word, ...]], row: Row, before: Row) -> bool:
    """A line close below a row of a table that goes on in one of its later cells."""
    close = row.y - before.y < 1.6 * row.size
    return close and any(abs(row.x0 - cell[0].x0) <= ALIGNED for cell in above[1:])


def _signed(cells: list[tuple[Word, ...]]) -> bool:
    """The first cell is only the sign of an item, or a dash."""
    text = cells[0][0].text
    lone = len(cells) == 2 and len(cells[0]) == 1
    return lone and bool(BULLET.match(text) or ORDINAL.match(text) or text in "—–-")


def _below(a: list[tuple[Word, ...]], b: list[tuple[Word, ...]]) -> bool:
    """Does each cell of the shorter row stand below one of the other, left, right or in the middle?"""
    fewer, more = sorted((a, b), key=len)
    return all(any(_aligned(x, y) for y in more) for x in fewer[1:]) and _aligned(fewer[0], more[0])


def _aligned(a: tuple[Word, ...], b: tuple[Word, ...]) -> bool:
    left, right = a[0].x0 - b[0].x0, a[-1].x1 - b[-1].x1
    return min(abs(left), abs(right), abs(left + right) / 2) <= ALIGNED


def _items(rows: Sequence[Row], edges: Edges, body: Type) -> list[int]:
    """Rows that begin an item: with a bullet; or with an ordinal, and a neighbour or the shape agrees."""
    found = []
    signs = [(i, row, ORDINAL.match(row.words[0].text)) for i, row in enumerate(rows) if len(row.words) > 1]
    ordinals = [(i, row, _ordinal(m[1])) for i, row, m in signs if m]
    for i, row, m in signs:
        if BULLET.match(row.words[0].text):
            found.append(i)
        elif m and (_hangs(rows, i) or _counted(i, row, _ordinal(m[1]), ordinals)):
            found.append(i)
    return found


def _ordinal(text: str) -> int:
    return int(text) if text.isdigit() else ord(text[0])


def _hangs(rows: Sequence[Row], i: int) -> bool:
    """The line below begins where the words begin after the sign."""
    if i + 1 >= len(rows) or not rows[i + 1].words:
        return False
    return abs(rows[i + 1].x0 - rows[i].words[1].x0) <= 1.5 and rows[i].words[1].x0 - rows[i].x0 > ALIGNED


def _counted(i: int, row: Row, n: int, ordinals: list[tuple[int, Row, int]]) -> bool:
    """There is the next item, or the one before, in the same place."""
    return any(abs(k - i) <= 12 and abs(o - n) == 1 and (o > n) == (k > i) and abs(other.x0 - row.x0) <= 6
               for k, other, o in ordinals)  # fmt: skip
