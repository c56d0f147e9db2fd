"""Running heads, feet and page numbers: rows at the edge of the page that belong to the page and not to the text.

A row is one if it comes again on other pages in the same place, the same but for numbers, further from the text than
paragraphs are from each other; or if it is nothing but a page number apart from the text. What is counted as a line,
or opens with a dash, is text.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from ...reading.header import opens_head
from ...reading.pages import SENTENCE_END
from .regions import Region
from .rows import Row

DIGITS = re.compile(r"\d+")
BARE = re.compile(
    r"[\s\-–—|/\[\]()*_.~]*(?:(?:Seite|Blatt|S\.)\s*)?0(?:\s*(?:/|von|of)\s*0)?[\s\-–—|/\[\]()*_.~]*", re.I
)
ASTERISKS = re.compile(r"[*⁂∗✱✻\s]+")
EDGE = 3  # rows at the top and at the foot that may be furniture
SAME_PLACE = 3.0  # points
PARTED = 1.2  # of the leading: as wide a gap is no distance of lines
WIDER = 1.1  # of the gap between paragraphs
APART = 1.4  # of the leading: so far from the text stands a page number that is seen once only
FAR = 4  # leadings; no gap between paragraphs is as wide
LONGEST = 160  # characters
FEW = 4  # pages
SMALL = 0.94  # of the type size


class Spot(NamedTuple):
    """Where a row stands (top or foot, y) and what it says but for its numbers."""

    foot: bool
    y: int
    shape: str


def edge_rows(region: Region) -> list[tuple[int, Spot]]:
    """The rows at the top and at the foot of a region."""
    rows = region.rows
    near = {*range(min(EDGE, len(rows))), *range(max(0, len(rows) - EDGE), len(rows))}
    found = []
    for i in sorted(near):
        text = rows[i].text
        if rows[i].words and len(text) <= LONGEST:
            foot = rows[i].y > region.height / 2
            found.append((i, Spot(foot, round(rows[i].y / SAME_PLACE), DIGITS.sub("0", text))))
    return found


def is_bare(row: Row) -> bool:
    """Nothing but a page number, "– 3 –" or "Seite 3 von 7"."""
    return bool(BARE.fullmatch(DIGITS.sub("0", row.text)))


class Habits:
    """What comes again from page to page."""

    def __init__(self) -> None:
        self.pages = 0
        self.spots: Counter[Spot] = Counter()
        self.zones: dict[bool, Counter[int]] = defaultdict(Counter)
        self.gaps: Counter[int] = Counter()  # between paragraphs, in points

    def add(self, region: Region, leading: float, alone: bool) -> None:
        """`alone`: the page has no other region, such as the columns below a line that runs over both."""
        self.pages += region.opens
        rows = region.rows
        for i, spot in edge_rows(region):
            if _parted(rows, i, PARTED * leading) or is_bare(rows[i]) or (len(rows) == 1 and not alone):
                self.spots[spot] += 1
                self.zones[spot.foot][spot.y] += 1
        inner = (b.y - a.y for a, b in pairwise(rows[EDGE:-EDGE]))
        self.gaps.update(round(gap) for gap in inner if PARTED * leading < gap < FEW * leading)
        if len(self.spots) > 50_000:
            self.spots = Counter({spot: n for spot, n in self.spots.items() if n > 1})

    def again(self, spot: Spot) -> bool:
        """Does it come on several pages, and something in this place on most?"""
        return self._same(spot) >= max(2, min(3, self.pages // 3)) and self._zone(spot) >= 0.6 * (self.pages - 1)

    def apart(self, region: Region, i: int, spot: Spot, leading: float) -> bool:
        """Is it on every page, in small type, or further from the text than a paragraph?"""
        usual = max(self.gaps, key=lambda gap: self.gaps[gap], default=0)
        far = len(region.rows) == 1 or _parted(region.rows, i, max(PARTED * leading, WIDER * usual))
        return far or self._same(spot) >= self.pages or _is_small(region.rows, i)

    def zone(self, spot: Spot) -> bool:
        """Does something stand in this place, apart from the text, on most pages?"""
        return self.pages >= FEW and self._zone(spot) >= 0.6 * (self.pages - 1)

    def _same(self, spot: Spot) -> int:
        """On how many pages it is; rounding may part what stands in one place."""
        return sum(self.spots[spot._replace(y=spot.y + d)] for d in (-1, 0, 1))

    def _zone(self, spot: Spot) -> int:
        return sum(self.zones[spot.foot][spot.y + d] for d in (-1, 0, 1))


def _parted(rows: list[Row], i: int, least: float) -> bool:
    """Is there a wider gap between the row, with those further out, and the text?"""
    gaps = [b.y - a.y > least for a, b in pairwise(rows)]
    return any(gaps[i : i + 2] if i < EDGE else gaps[i - 2 : i])


def furniture_of(region: Region, habits: Habits, leading: float, counted: bool) -> tuple[list[int], list[int]]:
    """Indexes of the rows that are furniture; and of those about which to ask, of either sort.

    `counted`: the first row counts as a line.
    """
    rows, notes = region.rows, _notes(region.rows)
    edges = ((i, spot) for i, spot in edge_rows(region) if not _is_text(region, i, leading, notes))
    judged = {i: _judged(region, i, spot, habits, leading, counted) for i, spot in edges}
    outer = _outer(sorted(i for i, told in judged.items() if any(told)), len(rows))
    sure = [i for i, (is_furniture, _) in judged.items() if is_furniture]
    return _outer(sure, len(rows)), [i for i, (_, is_asked) in judged.items() if is_asked and i in outer]


def _is_text(region: Region, i: int, leading: float, notes: int) -> bool:
    """It belongs to the text by its words, or to the footnotes, whose first row is `notes`."""
    row = region.rows[i]
    opens = _opens_protocol(region, i) or bool(ASTERISKS.fullmatch(row.text))
    return opens or (notes <= i and not is_bare(row)) or _goes_on(region.rows, i, leading)


def _judged(region: Region, i: int, spot: Spot, habits: Habits, leading: float, counted: bool) -> tuple[bool, bool]:
    """Whether it is furniture, and whether to ask about it."""
    rows, row = region.rows, region.rows[i]
    is_below = i + 1 == len(rows) or (spot.foot and i > 0)  # the text is above it
    gap = row.y - rows[i - 1].y if is_below else rows[i + 1].y - row.y
    apart = (len(rows) == 1 or gap >= APART * leading) and _outermost(rows, i)
    if (is_bare(row) and apart) or (i == 0 and _says_title(region)):
        return True, False
    if row.number is not None or (counted and not spot.foot) or _contributes(row):
        return False, False
    if habits.again(spot):
        sure = is_bare(row) or habits.apart(region, i, spot, leading)
        return sure, not sure
    if habits.pages < FEW and apart and _is_aside(rows, i, gap, leading):
        return _is_above_head(rows, i), True
    if habits.zone(spot) and apart and not SENTENCE_END.search(row.text):
        sure = bool(DIGITS.search(row.text))
        return sure, not sure
    return False, False


def _notes(rows: list[Row]) -> int:
    """The row that begins the footnotes, known by a raised mark; they may say the same on several pages."""
    near = range(max(0, len(rows) - 2 * EDGE), len(rows))
    return next((i for i in near if len(rows[i].words) > 1 and rows[i].words[0].raised), len(rows))


def _goes_on(rows: list[Row], i: int, leading: float) -> bool:
    """Is it the rest of a word that the line above ends within?"""
    return i > 0 and rows[i - 1].text.endswith("-") and rows[i].y - rows[i - 1].y < APART * leading


def _says_title(region: Region) -> bool:
    """Does the first row say what the title below it says, in a place that is not counted?"""
    head, *rows = region.rows
    title = " ".join(row.text for row in rows[:EDGE])
    first = next(((i, row.number) for i, row in enumerate(rows, 1) if row.number is not None), None)
    counted = head.number is not None or (first is not None and first[0] < first[1])
    return region.page == 1 and opens_head(head.text) and head.text in title and not counted


def _contributes(row: Row) -> bool:
    """It opens a contribution; dashes at both ends are an ornament."""
    text = row.text
    return text[0] in "—–*" and text[-1] not in "—–*" and not is_bare(row)


def _is_small(rows: list[Row], i: int) -> bool:
    return rows[i].size < SMALL * median(row.size for row in rows)


def _is_aside(rows: list[Row], i: int, gap: float, leading: float) -> bool:
    """Where too few pages tell what comes again: smaller than the text, far from it, or above the protocol's head."""
    aside = _is_small(rows, i) or _is_above_head(rows, i) or gap >= FAR * leading
    return aside and not SENTENCE_END.search(rows[i].text)


def _is_above_head(rows: list[Row], i: int) -> bool:
    return i == 0 and len(rows) > 1 and opens_head(rows[1].text)


def _outermost(rows: list[Row], i: int) -> bool:
    return i in (0, len(rows) - 1)


def _opens_protocol(region: Region, i: int) -> bool:
    """The head of the protocol itself, where it is repeated on the pages that follow."""
    heads = [k for k, row in enumerate(region.rows[:8]) if row.words and opens_head(row.text)]
    return region.page == 1 and heads == [i]


def _outer(found: list[int], size: int) -> list[int]:
    """Only rows with nothing but furniture further out."""
    top: list[int] = []
    for i in found:
        if i == len(top):
            top.append(i)
    foot: list[int] = []
    for i in reversed(found):
        if i == size - 1 - len(foot) and i not in top:
            foot.append(i)
    return top + foot[::-1]
