"""From the rows of a passage to its lines: runs of one style, hyphens, marks of footnotes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from ...reading.forms import raised
from ..signs import lowered
from ..transcript import Doubt, Kind, Leaf, Passage, PrintedLine, Run
from .hyphens import SOFT, address, division, ends_in_hyphen
from .kinds import cells_of
from .notes import referring
from .passages import Printed
from .rows import Row
from .words import LOST, Word


def passage_of(
    lines: Sequence[Printed], notes: frozenset[str], words: frozenset[str], divides: bool, mark: str = ""
) -> Passage:
    """A passage of the transcript. `notes`: the footnotes that its marks refer to; `mark`: its own, as a footnote."""
    printed: list[PrintedLine] = []
    for i, line in enumerate(lines):
        row = _without_mark(line.row) if mark and i == 0 else line.row
        doubts = list(line.doubts)
        runs = list(_cells(row, notes) if line.kind is Kind.ROW else _runs(row.words, notes))
        after = lines[i + 1].row.text if i + 1 < len(lines) and line.kind is not Kind.ROW else ""
        divided, asked = address(row.text, after) if after else (False, None)
        hyphen = not divided and ends_in_hyphen(row.text)
        if after and hyphen:
            divided, asked = division(row.text, after, words, divides)
        doubts += [asked] if asked else []
        if (divided and hyphen) or row.text.endswith(SOFT):
            runs[-1] = Run(runs[-1].text[:-1], runs[-1].italic, runs[-1].bold)
        if LOST in row.text:
            doubts.append(Doubt("JF128", row.text[:40]))
        leaf = Leaf(line.page, line.opens) if line.opens is not None else None
        kept = tuple(_merged(runs))
        printed.append(PrintedLine(kept, line.n, line.n is not None and not line.counted, divided, leaf, tuple(doubts)))
    return Passage(lines[0].kind, tuple(printed), mark)


def _without_mark(row: Row) -> Row:
    return row._replace(words=(row.words[1]._replace(spaced=False), *row.words[2:])) if len(row.words) > 1 else row


def _cells(row: Row, notes: frozenset[str]) -> Iterator[Run]:
    for i, cell in enumerate(cells_of(row)):
        if i:
            yield Run("\t")
        yield from _runs(cell, notes)


def _runs(words: Sequence[Word], notes: frozenset[str]) -> Iterator[Run]:
    for i, word in enumerate(words):
        text = word.text
        if i and word.spaced:
            both = words[i - 1].italic and word.italic, words[i - 1].bold and word.bold
            yield Run(" ", *both)
        before, mark, after = referring(words, i) if notes else (text, "", "")
        if mark not in notes:
            yield Run(_with_signs(words, i), word.italic, word.bold)
            continue
        if before:
            yield Run(before, word.italic, word.bold)
        yield Run(mark, note=True)
        if after:
            yield Run(after, word.italic, word.bold)


def _with_signs(words: Sequence[Word], i: int) -> str:
    """The text of a word; for small digits raised or lowered behind another there are signs."""
    word = words[i]
    if not i or word.spaced or not word.text.isdecimal() or word.size >= words[i - 1].size:
        return word.text
    return raised(word.text) if word.raised else lowered(word.text) if word.lowered else word.text


def _merged(runs: Iterable[Run]) -> Iterator[Run]:
    """Neighbours of one style as one; tabs, which part cells, stay alone."""
    for (_, *style), group in groupby(runs, key=lambda run: (run.text == "\t", run.italic, run.bold, run.note)):
        if text := "".join(run.text for run in group).replace(SOFT, ""):
            yield Run(text, *style)
