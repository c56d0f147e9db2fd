"""A page of two columns, or one that shows two pages side by side, in regions that are read one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from .digits import is_number
from .glyphs import Rule, Sheet
from .rows import Row, rows_of


class Region(NamedTuple):
    """Rows below each other. `page` counts from 1; `opens`: it is the first of its page."""

    page: int
    opens: bool
    rows: list[Row]
    rules: list[Rule]
    height: float


def regions_of(sheet: Sheet, page: int) -> list[Region]:
    """The regions of a page in the order in which they are read."""
    rows = rows_of(sheet.glyphs)
    parts = [rows]
    if gutter := find_gutter(rows):
        parts = list(_columns(rows, gutter))
        if sheet.width > 1.15 * sheet.height:
            parts = [[r for part in parts[side::2] for r in part] for side in (0, 1)] if len(parts) > 1 else parts
    parts = [part for part in parts if part]
    return [Region(page, i == 0, part, sheet.rules, sheet.height) for i, part in enumerate(parts)]


def find_gutter(rows: list[Row]) -> float | None:
    """The middle of the white stripe between two columns of running text, if there is one."""
    rows = [row for row in rows if not is_number(row)]
    if len(rows) < 6:
        return None
    size = median(row.size for row in rows)
    left, right = min(row.x0 for row in rows), max(row.x1 for row in rows)
    low, high = left + 0.3 * (right - left), left + 0.7 * (right - left)
    if sum(_spans(row, low, high, size) for row in rows) > 0.25 * len(rows):
        return None
    bins = range(int(low), int(high), 2)
    covered = [sum(_crosses(row, x, size) for row in rows) for x in bins]
    if not covered or min(covered) > 0.25 * len(rows):
        return None
    least = min(covered)
    stripe = [x for x, n in zip(bins, covered, strict=True) if n == least]
    middle = stripe[len(stripe) // 2]
    return float(middle) if all(_is_column(side, size) for side in _sides(rows, middle)) else None


def _spans(row: Row, low: float, high: float, size: float) -> bool:
    """Does it run from low to high without a gap as wide as a gutter?"""
    gutter = any(b.x0 - a.x1 >= 1.1 * size and b.x0 > low and a.x1 < high for a, b in pairwise(row.words))
    return row.x0 <= low and row.x1 >= high and not gutter


def _crosses(row: Row, x: float, size: float) -> bool:
    """Is there text at x, or only a space between words?"""
    if not row.x0 < x < row.x1:
        return False
    return any(a.x0 <= x <= a.x1 or (a.x1 < x < b.x0 and b.x0 - a.x1 < 1.1 * size) for a, b in pairwise(row.words)) or (
        row.words[-1].x0 <= x
    )


def _sides(rows: list[Row], x: float) -> tuple[list[Row], list[Row]]:
    """What stands to the left and to the right of x."""
    left = [Row(tuple(w for w in row.words if w.x1 <= x), row.y) for row in rows]
    right = [Row(tuple(w for w in row.words if w.x0 >= x), row.y) for row in rows]
    return [row for row in left if row.words], [row for row in right if row.words]


def _is_column(rows: list[Row], size: float) -> bool:
    """Running text: at least four lines, most of them long."""
    long = [row for row in rows if row.x1 - row.x0 > 8 * size and len(row.words) >= 3]
    return len(long) >= 4 and len(long) >= 0.5 * len(rows)


def _columns(rows: list[Row], gutter: float) -> Iterator[list[Row]]:
    """Bands of lines that run over both columns, and between them the left column and the right one."""
    band: list[Row] = []
    for row in [*rows, None]:
        if row is not None and not _crosses(row, gutter, row.size):
            band.append(row)
            continue
        if band:
            yield from _sides(band, gutter)
            band = []
        if row is not None:
            yield [row]
