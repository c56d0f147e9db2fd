"""What the weaving of a paragraph gives: text, spans, marks, and the account of each change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ..model import Edit, Span


@dataclass(frozen=True, slots=True)
class Mark:
    """A margin number at `offset` of the woven text. `direct`: text follows it, and no other number in between.

    `counted`: it was not printed. `page`: where the numbers begin anew on each, else 0.
    """

    n: int
    offset: int
    direct: bool
    counted: bool = False
    page: int = 0


@dataclass(slots=True)
class Woven:
    """The result. `breaks`: offsets at which a line of the witness begins; the last five are for findings."""

    text: str = ""
    voice: bool = False
    emphasis: list[Span] = field(default_factory=list)
    strong: list[Span] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    breaks: list[int] = field(default_factory=list)
    edits: list[Edit] = field(default_factory=list)
    odd: list[int] = field(default_factory=list)
    bare: list[int] = field(default_factory=list)
    targets: list[int] = field(default_factory=list)
    single: list[int] = field(default_factory=list)
    hyphens: list[tuple[int, str, str]] = field(default_factory=list)


def merged(spans: list[Span], text: str) -> Iterator[Span]:
    """Join spans that only a space divides: a converter closes and opens emphasis at each line end."""
    current: Span | None = None
    for start, end in spans:
        end = min(end, len(text))
        if start >= end:
            continue
        if current and not text[current[1] : start].strip():
            current = (current[0], max(current[1], end))
            continue
        if current:
            yield current
        current = (start, end)
    if current:
        yield current
