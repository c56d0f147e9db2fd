"""What is not plain text in a stretch of the witness: gaps, marks of emphasis, escapes, odd characters.

A *gap* is a run of spaces, line ends, margin numbers and page furniture between two words. Offsets count in the
source. Single spaces are plain text, so that the search runs over them at full speed.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from ..model import Reason, Span
from .forms import SIGN
from .notes import Notes
from .source import Source

ODD = r"\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"
#: A set first, then what may follow each of its characters.
TOKEN = (
    rf"[^\S ]\s*+|[*_\\<&\[\u2010\u2011¬{ODD}](?:"
    r"(?P<run>(?<=\*)\**+|(?<=_)_*+)"
    r"|(?P<gap>(?<=\\)(?=[\r\n])|(?<=<)br\s*+/?>|(?<=&)(?:nbsp|#160|#32);)"
    r"|(?P<escape>(?<=\\)[!-/:-@\[-`{-~])"
    r"|(?P<entity>(?<=&)(?:amp|lt|gt|quot|shy|ndash|mdash|#[0-9]{2,5});)"
    rf"|(?P<note>(?<=\[)\^{SIGN}\](?::[ \t]*)?)"
    r"|(?P<hyphen>(?<=[\u2010\u2011]))"
    r"|(?P<division>(?<=¬)(?=[ \t]*[\r\n]))"
    rf"|(?P<odd>(?<=[{ODD}])))"
)
TOKENS = re.compile(TOKEN)
#: The same, and letters written in two characters (NFD).
TOKENS_NFD = re.compile(rf"(?P<composed>[^\W\d_][\u0300-\u036f]++)|{TOKEN}")
PIECES = re.compile(r"\s+|\S+")

Token = tuple[int, int, str]


@dataclass(frozen=True)
class Context:
    """What is known about the whole witness: margin numbers (start → end) and ranges of page furniture.

    `nfd`: there are letters in two characters. `exact`: it is a transcript, in which nothing has to be guessed; `void`
    are the numbers in it that do not count, `pages` (start → number) its pages where the numbers begin anew on each.
    `notes`: footnotes without marks.
    """

    source: Source
    numbers: dict[int, int]
    furniture: tuple[Span, ...] = ()
    nfd: bool = False
    exact: bool = False
    void: frozenset[int] = frozenset()
    pages: tuple[tuple[int, int], ...] = ()
    notes: Notes = field(default_factory=Notes)

    @cached_property
    def stops(self) -> list[tuple[int, int, Reason]]:
        """Margin numbers and furniture in the order of the text."""
        numbers = [(a, b, Reason.MARGIN) for a, b in self.numbers.items()]
        return sorted(numbers + [(a, b, Reason.FURNITURE) for a, b in self.furniture])

    @cached_property
    def words(self) -> frozenset[str]:
        """All words of the witness, in which a divided one may stand undivided."""
        return frozenset(re.findall(r"[\w-]+", self.source.text))

    def stops_in(self, a: int, b: int) -> Iterator[tuple[int, int, Reason]]:
        for i in range(bisect_left(self.stops, (a,)), len(self.stops)):
            if self.stops[i][1] > b:
                return
            yield self.stops[i]

    def account(self, a: int, b: int, reason: Reason) -> Iterator[tuple[int, int, Reason]]:
        """Divide text[a:b], which holds no word of the text, by the reasons for which it is taken out."""
        for start, end, why in self.stops_in(a, b):
            yield from self._unmarked(a, start, reason)
            yield start, end, why
            a = end
        yield from self._unmarked(a, b, reason)

    def _unmarked(self, a: int, b: int, reason: Reason) -> Iterator[tuple[int, int, Reason]]:
        for m in PIECES.finditer(self.source.text, a, b):
            yield m.start(), m.end(), reason if m[0].isspace() else Reason.MARKUP


def tokens_of(context: Context, start: int, end: int) -> Iterator[Token]:
    """All that is not plain text between two offsets, in order."""
    tokens = TOKENS_NFD if context.nfd else TOKENS
    for a, b, _ in (*context.stops_in(start, end), (end, end, None)):
        for m in tokens.finditer(context.source.text, start, a):
            yield m.start(), m.end(), m.lastgroup or "gap"
        if a < b:
            yield a, b, "gap"
        start = b


def notes_in(context: Context, start: int, end: int) -> Iterator[Token]:
    """The marks of footnotes that are mere digits, between two offsets."""
    for kind, places in (("raised", context.notes.marks), ("opening", context.notes.openings)):
        starts = context.notes.starts[kind]
        for a in starts[bisect_left(starts, start) : bisect_left(starts, end)]:
            if places[a] <= end:
                yield a, places[a], kind
