"""From a PDF to its transcript, by the geometry of the page.

glyphs (fonts) → rows (strips, accents, words) → survey (regions, margin, column, furniture) → sorting (kinds, manner,
counting) → drafts (passages, hyphens, lines). Three passes over small records on disk: what only many pages show is
known before the first line is judged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from ..transcript import Doubt, Passage, Transcript
from ..unreadable import Unreadable
from .counting import Line, numbers_of
from .drafts import Gathering
from .passages import Printed
from .sorting import Sorting, sort
from .survey import survey

__all__ = ["transcribe_pdf"]


def transcribe_pdf(path: Path, name: str, progress: Callable[[int, int], None]) -> Transcript:
    """Raises Unreadable.

    `progress` is told the page and the number of pages; in the later passes always the last one, as a sign of life.
    """
    found = survey(path, progress)

    def alive() -> None:
        progress(found.count, found.count)

    pages = sort(found, alive)
    if not pages.text:
        raise Unreadable("JF023")
    return Transcript(name, _passages(pages, alive))


def _passages(pages: Sorting, alive: Callable[[], None]) -> Iterator[Passage]:
    gathering = Gathering(pages.manner, frozenset(pages.cuts.words), pages.cuts.divides, pages.annotated)
    for lines in _numbered(pages):
        alive()
        yield from gathering.take(lines)
    yield from gathering.rest()
    pages.pages.close()


def _numbered(pages: Sorting) -> Iterator[list[Printed]]:
    """The lines of each page with their numbers."""
    tally = pages.tally
    kinds = tally.kinds()
    count = 0 if tally.begins_with_one(kinds) else None
    restarts = tally.restarts > 0
    for page in pages.pages:
        if not tally.numbers:
            yield page.lines
            continue
        numbers, count = numbers_of(page.counts, kinds, 0 if restarts else count)
        yield [
            line._replace(n=number.n, counted=not number.printed, doubts=(*line.doubts, *_contradiction(number)))
            for line, number in zip(page.lines, numbers, strict=True)
        ]


def _contradiction(number: Line) -> tuple[Doubt, ...]:
    return () if number.expected is None else (Doubt("JF129", f"{number.n}", f"{number.expected}"),)
