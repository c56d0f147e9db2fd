"""How a file sets its paragraphs: gaps, indents, justified or ragged. Learned from lines about which there is no doubt.

A line that begins with a small letter goes on; one after a wide gap begins a paragraph. Where lines of either sort
begin, against the edge and against the line above, tells of the others.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from ..transcript import Kind
from .margin import Edges
from .rows import Row

#: The mark of a footnote may stand behind it, which reading/pages.py knows by its brackets.
SENTENCE_END = re.compile(r"[.?!:…][“”\"»«’)\]*\d]*$")
DASHES = "—–―-"
FLUSH = 0.5  # of the type size: a line that ends as near to the edge is full
GAP = 1.12  # of the leading: no line within a paragraph is as far below another


class Type(NamedTuple):
    """The type in which the text of the file is set: its size and leading, in points."""

    size: float
    leading: float


class Start(NamedTuple):
    """Where a line begins, in half type sizes from the edge; left (-1), below (0) or right (1) of the line above."""

    offset: int
    side: int


def start_of(above: Row, row: Row, edges: Edges, size: float) -> Start:
    offset = round((row.x0 - edges.left) / (0.5 * size))
    step = (row.x0 - above.x0) / size
    return Start(offset, 1 if step > 0.4 else -1 if step < -0.4 else 0)


def goes_on(row: Row) -> bool:
    """Begins with a small letter, so within a sentence."""
    return row.words[0].text[0].islower()


def opens_with_dash(row: Row) -> bool:
    first = row.words[0].text
    return first[0] in DASHES and (len(first) == 1 or first[0] == "—")


def italic(row: Row) -> bool:
    """Most of it is."""
    return sum(len(w.text) for w in row.words if w.italic) > 0.5 * sum(len(w.text) for w in row.words)


class Manner:
    def __init__(self, body: Type) -> None:
        self.body = body
        self.gaps: Counter[float] = Counter()
        self.going: Counter[Start] = Counter()
        self.beginning: Counter[Start] = Counter()
        self.full = self.inner = 0
        self.ended_with_gap = self.ended = 0
        self.dashed: Counter[bool] = Counter()

    def add(self, rows: Sequence[Row], kinds: Sequence[Kind], edges: Edges) -> None:
        self.dashed.update(
            italic(row)
            for row, kind in zip(rows, kinds, strict=True)
            if kind is Kind.PARAGRAPH and opens_with_dash(row) and len(row.words) > 2
        )
        for (a, kind_a), (b, kind_b) in pairwise(zip(rows, kinds, strict=True)):
            if kind_a is not Kind.PARAGRAPH or kind_b is not Kind.PARAGRAPH or not a.words or not b.words:
                continue
            gap = self.gap(a, b)
            self.gaps[round(gap * 20) / 20] += 1
            start = start_of(a, b, edges, self.body.size)
            if goes_on(b) and gap < GAP:
                self.going[start] += 1
                self.inner += 1
                self.full += edges.right - a.x1 <= FLUSH * self.body.size
            elif gap > GAP:
                self.beginning[start] += 1
            if not goes_on(b) and SENTENCE_END.search(a.text) and edges.right - a.x1 > 0.2 * (edges.right - edges.left):
                self.ended += 1
                self.ended_with_gap += gap > GAP
                self.beginning[start] += gap <= GAP

    def gap(self, a: Row, b: Row) -> float:
        """How far b is below a, in leadings; those of lines set larger than the text are larger, too."""
        return (b.y - a.y) / self.body.leading / max(1.0, min(a.size, b.size) / self.body.size)

    @property
    def justified(self) -> bool:
        return self.inner >= 5 and self.full >= 0.8 * self.inner

    @property
    def spaced(self) -> bool:
        """Paragraphs are parted by gaps."""
        return self.ended > 0 and self.ended_with_gap >= 0.8 * self.ended

    @property
    def speaks_italic(self) -> bool:
        """What begins with a dash is mostly italic."""
        return self.dashed[True] >= max(3, 3 * self.dashed[False])

    @property
    def threshold(self) -> float:
        """A gap as wide, in leadings, parts paragraphs."""
        wide = {gap: n for gap, n in self.gaps.items() if GAP < gap < 4}
        if not wide:
            return 1.3
        usual = max(wide, key=lambda gap: wide[gap])
        return min(1.3, (1 + usual) / 2)

    def begins(self, start: Start) -> bool | None:
        """Whether a line that begins there begins a paragraph; None if both are usual."""
        first, on = self._share(self.beginning, start), self._share(self.going, start)
        if first > 8 * on and first > 0.02:
            return True
        if on > 8 * first and on > 0.02:
            return False
        return None

    def _share(self, counter: Counter[Start], start: Start) -> float:
        near = sum(counter[Start(start.offset + d, start.side)] * (1.0 if not d else 0.5) for d in (-1, 0, 1))
        return near / max(1, counter.total())

    def ended_at(self, a: Row, b: Row, edges: Edges) -> bool:
        """Is a the last line of its paragraph, because it is not full?"""
        room = edges.right - a.x1
        if a.text.endswith(("-", "\u00ad")):
            return False
        if self.justified:
            return room > FLUSH * self.body.size
        return room > (b.words[0].x1 - b.words[0].x0) + 0.9 * self.body.size
