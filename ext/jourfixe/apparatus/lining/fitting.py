"""Which setting gives the lines that are known: each of them votes for the measures with which it would come about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from .copy import Copy, Known
from .faces import faces
from .setting import Measured, Setting, Style, measured

Range = tuple[float, float]  # measures from, up to but not including

SHORT = 150  # characters; what is longer between two line ends of the witness was more than one printed line
LINE = (40, 130)  # characters in a printed line
ENOUGH = 120  # paragraphs that vote
RANGES = 6  # measures of a style that are looked at
CLOSE = 12  # settings that are tried with divided words and indents
WIDEST = 5000  # of an indent
STEP = 50  # of an indent


@dataclass(frozen=True, slots=True)
class Witnessed:
    """In a measured paragraph `count` lines lie between the pieces `first` and `last`; 0: nobody knows how many."""

    copy: Copy
    set: Measured
    first: int
    last: int
    count: int


def all_styles() -> list[Style]:
    return [Style(face, italic) for face in faces() for italic in (True, False)]


def settings(copies: Sequence[Copy], styles: Sequence[Style]) -> list[tuple[int, Setting]]:
    """Those with which most of what is known within paragraphs comes about, and how much does; best first."""
    told = [copy for copy in copies if copy.known]
    told = told[:: max(1, len(told) // ENOUGH)]
    voted = [vote for style in styles for vote in _voted(told, style)]
    near = [setting for _, setting in sorted(voted, key=lambda v: -v[0])[:CLOSE]]
    near += [replace(s, style=replace(s.style, divides=True)) for s in near if not s.style.divides]
    return sorted((_indented(told, setting) for setting in near), key=lambda scored: -scored[0])


def _voted(copies: Iterable[Copy], style: Style) -> list[tuple[int, Setting]]:
    """The measures that most places vote for, each in the middle of its range, with their votes."""
    votes = [list(_ranges(w)) for copy in copies for w in witnessed(copy, measured(copy, style))]
    events = sorted((x, change) for ranges in votes for a, b in ranges for x, change in ((a, 1), (b, -1)))
    count, found = 0, list[tuple[int, Setting]]()
    for (x, change), (following, _) in pairwise(events):
        count += change
        if change > 0 and following > x:
            found.append((count, Setting(style, (x + following) / 2)))
    return sorted(found, key=lambda vote: -vote[0])[:RANGES]


def witnessed(copy: Copy, set_: Measured) -> Iterator[Witnessed]:
    """What the places known in a paragraph tell of the measure, that of its beginning included."""
    starts = [Known(0), *copy.known] if copy.known and copy.known[0].offset else list(copy.known)
    for a, b in pairwise(starts):
        is_first = a.offset == 0
        count = b.n - a.n if a.n and b.n and a.certain and b.certain else 0
        if not count and not is_first:
            count = 1 if b.offset - a.offset <= SHORT else 0
        if count > 0 or is_first:
            yield Witnessed(copy, set_, set_.piece(a.offset), set_.piece(b.offset), max(0, count))


def _ranges(w: Witnessed) -> Iterator[Range]:
    """The measures with which a line begins at the last piece. An indent is not known yet: it counts as none."""
    lead = w.set.lead if w.first == 0 else 0.0
    width = lead + w.set.right[w.last - 1] - w.set.left[w.first]
    letter = width / max(1, w.set.starts[w.last] - w.set.starts[w.first])
    counts = (
        range(max(1, int(width / letter / LINE[1])), int(width / letter / LINE[0]) + 2) if not w.count else [w.count]
    )
    for count in counts:
        a, b = (_least(w, count, last, width) for last in (w.last, w.last + 1))
        if a < b and (w.count or LINE[0] * letter <= a <= LINE[1] * letter):
            yield a, b


def _least(w: Witnessed, count: int, last: int, width: float) -> float:
    """The least measure with which so many lines reach the piece `last`."""
    set_ = w.set
    if count == 1:
        lead = set_.lead if w.first == 0 else 0.0
        return lead + set_.right[last - 1] - set_.left[w.first] if last <= len(set_.right) else set_.right[-1] * 2
    low, high = width / count * 0.9, width / count * 1.6
    while high - low > 1:
        middle = (low + high) / 2
        low, high = (low, middle) if _reached(w, count, middle) >= last else (middle, high)
    return high


def _reached(w: Witnessed, count: int, measure: float) -> int:
    i, lead = w.first, w.set.lead if w.first == 0 else 0.0
    for _ in range(count):
        if i >= len(w.set.starts):
            break
        i, lead = w.set.after(i, measure - lead), 0.0
    return i


def _indented(copies: Sequence[Copy], setting: Setting) -> tuple[int, Setting]:
    """With the indents with which most comes about; and how much does."""
    all_ = [w for copy in copies for w in witnessed(copy, measured(copy, setting.style))]
    inner = sum(_reached(w, w.count, setting.measure) == w.last for w in all_ if w.first)
    for spoken in (True, False):
        first = [w for w in all_ if w.first == 0 and w.copy.spoken is spoken]
        hits = [sum(_begins(w, setting.measure, w.set.lead + n) for w in first) for n in range(0, WIDEST, STEP)]
        indent = _middle(hits)
        setting = replace(setting, spoken=indent) if spoken else replace(setting, plain=indent)
        inner += max(hits)
    return inner, setting


def _middle(hits: list[int]) -> float:
    """The middle of the widest range of indents with the most hits; none at all where that is as good."""
    best = max(hits)
    if hits[0] == best:
        return 0.0
    ends = [n for n in range(len(hits) + 1) if n == len(hits) or hits[n] != best]
    first, last = max(pairwise([-1, *ends]), key=lambda pair: pair[1] - pair[0])
    return STEP * (first + last) / 2


def _begins(w: Witnessed, measure: float, indent: float) -> bool:
    i = w.set.after(0, measure - indent)
    while i < w.last:
        i = w.set.after(i, measure)
    return i == w.last
