"""What stands in the text of a passage, by offsets into it: emphasis, lines, emendations, notes, links.

A passage is one text with these marks beside it, and is cut into pieces only where it is written: so a thousand
protocols stay small, and a link is not yet another node that everything has to walk over.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..model import Span


class Corrected(NamedTuple):
    """An emendation at text[start:end]: words of the witness, reason, its id on the page of interventions."""

    start: int
    end: int
    before: str
    reason: str
    target: str
    uri: str = ""


class Link(NamedTuple):
    """text[start:end] leads to `uri`; `kind` says to what."""

    start: int
    end: int
    kind: str
    uri: str


class Line(NamedTuple):
    """A printed line begins at `offset`; its `name`; `shown` is what stands in the margin, or nothing.

    `stacked`: another one that is shown begins at the same place.
    """

    offset: int
    name: str
    certain: bool
    shown: str
    stacked: bool


class NoteMark(NamedTuple):
    """Note `n` belongs to what ends at `offset`; ids of this place and of the note."""

    offset: int
    n: int
    id: str
    target: str


class Inline(NamedTuple):
    """All marks of one passage. `lost`: printed lines that were published and can no longer be placed in it."""

    emphasis: tuple[Span, ...] = ()
    strong: tuple[Span, ...] = ()
    lines: tuple[Line, ...] = ()
    corrected: tuple[Corrected, ...] = ()
    notes: tuple[NoteMark, ...] = ()
    links: tuple[Link, ...] = ()
    lost: tuple[str, ...] = ()


Wrap = Corrected | Link | tuple[str, int, int]  # the last: "strong" or "emphasis" and its span


class Piece(NamedTuple):
    """Text between two places where something begins or ends: what stands before it, and around it, outermost first."""

    notes: tuple[NoteMark, ...]
    lines: tuple[Line, ...]
    wraps: tuple[Wrap, ...]
    text: str


def pieces(text: str, inline: Inline) -> Iterator[Piece]:
    """The text cut wherever something begins or ends; a note mark stands outside of links and emendations."""
    outer: list[Corrected | Link] = [*inline.corrected, *inline.links]
    inner = [("strong", a, b) for a, b in inline.strong] + [("emphasis", a, b) for a, b in inline.emphasis]
    notes = [note._replace(offset=_outside(note.offset, outer)) for note in inline.notes]
    cuts = {0, len(text), *(x for one in outer for x in (one.start, one.end)), *(x for _, *ab in inner for x in ab)}
    edges = sorted({*cuts, *(line.offset for line in inline.lines), *(note.offset for note in notes)})
    for start, end in zip(edges, [*edges[1:], edges[-1]], strict=True):
        around: list[Wrap] = [one for one in outer if one.start <= start < one.end]
        around += [one for one in inner if one[1] <= start < one[2]]
        yield Piece(
            tuple(note for note in notes if note.offset == start),
            tuple(line for line in inline.lines if line.offset == start),
            tuple(around),
            text[start:end],
        )


def _outside(offset: int, outer: Sequence[Corrected | Link]) -> int:
    return next((one.end for one in outer if one.start < offset < one.end), offset)


def without_overlaps(links: Sequence[Link], corrected: Sequence[Corrected]) -> tuple[Link, ...]:
    """Of two on the same words the one that was named first, in the order of the text; an emendation is a link."""
    kept: list[Link] = []
    taken = [(c.start, c.end) for c in corrected]
    for link in links:
        if all(link.end <= start or end <= link.start for start, end in taken):
            kept.append(link)
            taken.append((link.start, link.end))
    return tuple(sorted(kept))
