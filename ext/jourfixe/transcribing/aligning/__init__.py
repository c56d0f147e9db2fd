"""The words of one file in the printed lines of another: a Word file does not know where its lines end, its PDF does.

The words of both are compared; the Word file's stay, whatever the PDF has. Hyphens, quotes, spaces and ligatures are no
difference, words are: each such place is a doubt.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from ...model import Span
from ..transcript import Doubt, Passage, PrintedLine, Run, Transcript
from ..unreadable import Unreadable
from .alignment import Alignment, Cut
from .flow import flow_of, joined

LEAST = 0.6  # share of the letters of the longer text that both must have in common
OF_LINES = {"JF121", "JF126", "JF129"}  # doubts about numbers and pages stay with their line
ANSWERED = {"JF133"}  # that the Word file has no line numbers is no matter now

At = TypeVar("At", bound=tuple[Any, ...])


def with_lines(words: Transcript, lines: Transcript) -> Transcript:
    """The text, passages and styles of `words` with the lines, numbers and pages of `lines`.

    A line of which the words' file has nothing is left out; its page begins with the next. Unreadable (JF028) where
    the two are not the same protocol.
    """
    passages = list(words.passages)
    flow = flow_of(passages)
    alignment = Alignment(flow, flow_of(list(lines.passages)))
    if (share := alignment.share) < LEAST:
        raise Unreadable("JF028", share=int(100 * share))
    cuts = list(alignment.cuts())
    doubts = [(at, d) for at, line in flow.lines for d in line.doubts if d.code not in ANSWERED]
    doubts = sorted([*doubts, *alignment.doubts()], key=lambda doubt: doubt[0])
    ways = zip(passages, flow.passages, strict=True)
    return Transcript(words.name, [replace(p, lines=tuple(_lines(p, span, cuts, doubts))) for p, span in ways])


def _lines(passage: Passage, span: Span, cuts: list[Cut], doubts: list[tuple[int, Doubt]]) -> Iterator[PrintedLine]:
    """The passage in its printed lines; what stands before the first of them is one without a number."""
    inside = list(_part(cuts, span))
    if not inside or inside[0].offset > span[0]:
        inside = [Cut(span[0], PrintedLine(()), False), *inside]
    ends = [cut.offset for cut in inside[1:]] + [span[1] + 1]
    runs = [run for _, of_line in joined(passage) for run in of_line]
    pieces = _cut(runs, [end - span[0] for end in ends[:-1]])
    for k, (cut, end, piece) in enumerate(zip(inside, ends, pieces, strict=True)):
        told = [d for d in cut.line.doubts if d.code in OF_LINES] + [d for _, d in _part(doubts, (cut.offset, end - 1))]
        is_divided = k + 1 < len(inside) and inside[k + 1].divided
        yield replace(cut.line, runs=_stripped(piece), divided=is_divided, doubts=tuple(dict.fromkeys(told)))


def _part(places: Sequence[At], span: Span) -> Sequence[At]:
    """Those whose offset, the first thing in each, lies within the span, its end included."""
    return places[bisect_left(places, span[0], key=_offset) : bisect_right(places, span[1], key=_offset)]


def _offset(place: tuple[Any, ...]) -> int:
    return int(place[0])


def _cut(runs: list[Run], offsets: list[int]) -> Iterator[list[Run]]:
    """The runs in pieces, parted at the offsets."""
    at, piece, ends = 0, list[Run](), iter([*offsets, -1])
    end = next(ends)
    for run in runs:
        text = run.text
        while 0 <= end < at + len(text):
            piece.append(replace(run, text=text[: end - at]))
            yield piece
            text, at, piece, end = text[end - at :], end, [], next(ends)
        piece.append(replace(run, text=text))
        at += len(text)
    yield piece


def _stripped(piece: list[Run]) -> tuple[Run, ...]:
    """Without spaces at both ends, and without the hyphen that is not seen."""
    runs = [run for run in piece if run.text]
    while runs and not (text := runs[0].text.lstrip()):
        del runs[0]
    if runs:
        runs[0] = replace(runs[0], text=text)
    while runs and not (text := runs[-1].text.rstrip(" \t\n\xad")):
        del runs[-1]
    if runs:
        runs[-1] = replace(runs[-1], text=text)
    return tuple(runs)
