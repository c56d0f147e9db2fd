"""A page of two columns, or one that shows two pages side by side, in regions that are read one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, pairwise
from statistics import median
from typing import NamedTuple

from .digits import is_number, value_of
from .glyphs import Rule, Sheet
from .rows import Row, row_of, rows_of
from .words import Word

ALONE = 0.8  # of the type size
MIXED = 0.25  # of the rows: as many at most run over both columns
BIN = 2  # points
GUTTER = 0.75  # of the type size; LaTeX parts its columns by one size, a space is a third of it


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
    gutter = find_gutter(rows)
    parts = [part for part in _columns(rows, gutter) if part] if gutter else [rows] if rows else []
    return [Region(page, i == 0, part, sheet.rules, sheet.height) for i, part in enumerate(parts)]


def find_gutter(rows: list[Row]) -> float | None:
    """Where two columns of running text part, if there are two; line numbers between them go with the nearer one."""
    rows = [row for row in rows if not is_number(row)]
    if len(rows) < 6:
        return None
    size = median(row.size for row in rows)
    left, right = min(row.x0 for row in rows), max(row.x1 for row in rows)
    low, high = left + 0.3 * (right - left), left + 0.7 * (right - left)
    if sum(_spans(row, low, high, size) for row in rows) > MIXED * len(rows):
        return None
    numbers = [word for row in rows for word in _numbers(row, size)]
    reaching = [row for row in rows if row.x0 <= low or row.x1 >= high]  # a page number may stand in the gutter
    stripe = _stripe(reaching, range(int(low), int(high), BIN), size)
    if not stripe:
        return None
    between = [word for word in numbers if stripe[0] <= word.x0 and word.x1 <= stripe[-1] + BIN]
    middle = _beside(between, rows, stripe) if between else float(stripe[len(stripe) // 2])
    return middle if all(_is_column(side, size) for side in _sides(rows, middle)) else None


def _stripe(rows: list[Row], bins: range, size: float) -> list[int]:
    """The widest stripe, of places side by side, where the fewest rows have text."""
    covered = [sum(_crosses(row, x, size) for row in rows) for x in bins]
    least = min(covered, default=len(rows))
    if least > MIXED * len(rows):
        return []
    stripes: list[list[int]] = [[]]
    for x, n in zip(bins, covered, strict=True):
        if n == least:
            stripes[-1].append(x)
        elif stripes[-1]:
            stripes.append([])
    return max(stripes, key=len)


def _beside(numbers: list[Word], rows: list[Row], stripe: list[int]) -> float:
    """The numbers go with the column that has text beside them; if both have, with that to which none go outside."""
    left, right = min(word.x0 for word in numbers), max(word.x1 for word in numbers)
    numbered = [row for row in rows if any(word in row.words for word in numbers)]
    before = sum(row.x0 < stripe[0] for row in numbered) + any(value_of(row.words[-1:]) for row in rows)
    after = sum(row.x1 > stripe[-1] + BIN for row in numbered) + any(value_of(row.words[:1]) for row in rows)
    return right + 1 if before > after else left - 1


def _numbers(row: Row, size: float) -> list[Word]:
    """Numbers in a row that stand apart: there is more than a space on one side."""
    ends = [word.x1 for word in (row.words[0], *row.words)]
    begins = [word.x0 for word in (*row.words[1:], row.words[-1])]
    return [
        word
        for word, end, begin in zip(row.words, ends, begins, strict=False)
        if value_of((word,)) is not None and max(word.x0 - end, begin - word.x1) >= ALONE * size
    ]


def _spans(row: Row, low: float, high: float, size: float) -> bool:
    """Does it run from low to high without a gap as wide as a gutter?"""
    gutter = any(b.x0 - a.x1 >= GUTTER * size and b.x0 > low and a.x1 < high for a, b in pairwise(row.words))
    return row.x0 <= low and row.x1 >= high and not gutter


def _crosses(row: Row, x: float, size: float) -> bool:
    """Is there text at x, or only a space between words?"""
    if not row.x0 < x < row.x1:
        return False
    numbers = _numbers(row, size)
    words = [word for word in row.words if word not in numbers] if numbers else row.words
    ends = [word.x1 for word in words if word.x0 <= x]
    begins = [word.x0 for word in words if word.x0 > x]
    return bool(ends) and (ends[-1] >= x or (bool(begins) and begins[0] - ends[-1] < GUTTER * size))


def _sides(rows: list[Row], x: float) -> tuple[list[Row], list[Row]]:
    """What stands to the left and to the right of x."""
    left = (tuple(w for w in row.words if w.x1 <= x) for row in rows)
    right = (tuple(w for w in row.words if w.x0 >= x) for row in rows)
    return [row_of(words) for words in left if words], [row_of(words) for words in right if words]


def _is_column(rows: list[Row], size: float) -> bool:
    """Running text: at least four lines, most of them long."""
    long = [row for row in rows if row.x1 - row.x0 > 8 * size and len(row.words) >= 3]
    return len(long) >= 4 and len(long) >= 0.5 * len(rows)


def _columns(rows: list[Row], gutter: float) -> Iterator[list[Row]]:
    """Bands of lines that run over both columns, and between them the left column and the right one."""
    size = median(row.size for row in rows)
    for wide, band in groupby(rows, key=lambda row: _crosses(row, gutter, size)):
        part = list(band)
        yield from [part] if wide else _sides(part, gutter)
