"""Set a paragraph in lines of a measure, as Word and LibreOffice do: as many words in each line as there is room for.

All widths are in thousandths of the type size.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate

from ...model import Span
from .copy import Copy
from .faces import Widths, faces
from .syllables import divisions

PIECE = re.compile(r"[^ –—-]*[–—-]+(?=\w)|[^ ]+")
WORD = re.compile(r"[^\W\d_]{5,}")


@dataclass(frozen=True, slots=True)
class Style:
    """`italic`: contributions are; what stands out in them is then upright. `divides`: words may be divided."""

    face: str
    italic: bool
    divides: bool = False


@dataclass(frozen=True, slots=True)
class Setting:
    """`measure`: width of a line. `spoken` and `plain`: how far the first line of a contribution, or of any other
    paragraph, is indented; of a contribution behind its dash.
    """

    style: Style
    measure: float
    spoken: float = 0.0
    plain: float = 0.0


@dataclass(frozen=True, slots=True)
class Measured:
    """A paragraph in pieces that a line end may part. `starts`: where each begins in the text.

    `left` and `right`: where each begins and ends, were all of it one line; `hyphens`: the hyphen that each takes at a
    line end. `lead`: width of what stands before the first word.
    """

    starts: tuple[int, ...]
    left: tuple[float, ...]
    right: tuple[float, ...]
    hyphens: tuple[float, ...]
    lead: float

    def piece(self, offset: int) -> int:
        return bisect_left(self.starts, offset)

    def after(self, i: int, room: float) -> int:
        """The piece with which the next line begins, if this one begins with piece `i`; at least one has room."""
        limit = self.left[i] + room
        j = bisect_right(self.right, limit, i)
        while j > i + 1 and j < len(self.starts) and self.right[j - 1] + self.hyphens[j - 1] > limit:
            j -= 1
        return max(j, i + 1)

    def lines(self, room: float, indent: float, forced: Iterable[int] = ()) -> list[int]:
        """The pieces with which a line begins. With those `forced` one begins at any rate."""
        stops = sorted(forced)
        if not self.starts:
            return []
        i, starts = self.after(0, room - indent), [0]
        while i < len(self.starts) or stops:
            while stops and stops[0] <= starts[-1]:
                del stops[0]
            if stops and stops[0] < i:
                i = stops[0]
            if i >= len(self.starts):
                break
            starts.append(i)
            i = self.after(i, room)
        return starts


def measured(copy: Copy, style: Style) -> Measured:
    widths = faces()[style.face]
    base, other = ("italic", "roman") if style.italic and copy.spoken else ("roman", "italic")
    x = _places(copy, widths[base], widths[other], widths["bold"])
    hyphen = widths[base][ord("-")]
    spans = [m.span() for m in PIECE.finditer(copy.text)]
    inner = {known.offset for known in copy.known}
    if style.divides:
        inner.update(offset for m in WORD.finditer(copy.text) for offset in divisions(m[0], m.start()))
    spans = list(_parted(spans, sorted(inner)))
    ends = [end for _, end in spans]
    return Measured(
        tuple(start for start, _ in spans),
        tuple(x[start] for start, _ in spans),
        tuple(x[end] for end in ends),
        tuple(
            float(hyphen) if copy.text[end - 1 : end + 1].isalpha() and end < len(copy.text) else 0.0 for end in ends
        ),
        float(sum(widths[base][ord(c)] for c in copy.lead)),
    )


def _places(copy: Copy, base: Widths, other: Widths, bold: Widths) -> list[float]:
    """Where each character begins, were all of it one line; and where the last ends."""
    widths = [base[c] for c in map(ord, copy.text)]
    for face, spans in ((other, copy.emphasis), (bold, copy.strong)):
        for start, end in spans:
            widths[start:end] = [face[c] for c in map(ord, copy.text[start:end])]
    return list(accumulate(widths, initial=0))


def _parted(spans: list[Span], offsets: list[int]) -> Iterator[Span]:
    at = 0
    for start, end in spans:
        while at < len(offsets) and offsets[at] < end:
            if offsets[at] > start:
                yield start, offsets[at]
                start = offsets[at]
            at += 1
        yield start, end
