"""Find the column of margin numbers, if there is one.

A column is real only if its numbers count the lines of the whole text: they begin near the top, rise by a
constant step, hardly one is left out, and the distance between them is that of so many printed lines. Otherwise
nothing is a margin number ("20 Ellen Leinwand" stays).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from .chain import best_chain, density, line_length, runs_of
from .numbers import Number, candidates
from .source import Source

STEPS = (5, 10, 1, 2, 3, 4)
LINE = (30, 150)  # characters of the witness in a printed line
SHORT = 5  # numbers: a column as short must be without a flaw
LONG = 12  # numbers: in a column as long some may be lost or in the wrong place
EVEN_GAPS = 6
PILED = 4  # numbers at least that stand on lines of their own
AROUND = " \t\r\n*_\\"
SENTENCE_ENDS = frozenset('.?!:…;“”"»«’)]|#')


@dataclass(frozen=True, slots=True)
class Column:
    """The margin numbers in the order of the text. `runs` > 1: the count begins anew (on each page)."""

    step: int
    numbers: tuple[Number, ...]
    runs: int
    right: bool


def find_column(source: Source) -> tuple[Column | None, tuple[Number, ...]]:
    """The column, or None and the numbers that look like one without being one."""
    numbers = list(candidates(source))
    best: Column | None = None
    doubtful: tuple[Number, ...] = ()
    for step in STEPS:
        counted = [n for n in numbers if n.value and n.value % step == 0]
        least = len(best.numbers) + 1 if best else SHORT if step == 10 else 3
        if len(counted) < least:
            continue
        chain = best_chain(counted, step)
        if len(chain) < least:
            continue
        if is_column(chain, step, source):
            best = _column(chain, step)
        elif step >= 5 and _looks_like_one(chain, step):
            doubtful = tuple(chain)
    return best, () if best else doubtful


def _column(chain: list[Number], step: int) -> Column:
    rights = sum(n.right and not n.left for n in chain)
    return Column(step, tuple(chain), len(runs_of(chain)), rights > len(chain) / 2)


def _looks_like_one(chain: list[Number], step: int) -> bool:
    return len(chain) >= 4 and all(n.at_edge for n in chain) and density(chain, step) >= 0.6


def is_column(chain: list[Number], step: int, source: Source) -> bool:
    """Does the chain count the lines of the whole text?"""
    if step >= 5 and _stand_alone(chain, step, source):
        return True
    runs = runs_of(chain)
    lengths = [line_length(run) for run in runs if len(run) > 1]
    length = median(lengths) if lengths else 0
    return (
        LINE[0] <= length <= LINE[1]
        and _spans_text(chain, step, length, source)
        and density(chain, step) >= _least_density(len(chain), step)
        and (_in_rhythm(runs, length) or (step < 5 and _each_line(chain, step, source)))
        and (len(runs) == 1 or _restarts(runs, step))
        and (_cuts_sentences(chain, source) if step >= 5 else _counts_lines(chain, step, source))
    )


def _stand_alone(chain: list[Number], step: int, source: Source) -> bool:
    """Numbers on lines of their own, without a gap from the first: converters pile up those of a page."""
    alone = sum(n.left and n.right for n in chain)
    if len(chain) < PILED or len(runs_of(chain)) > 1 or alone < 0.95 * len(chain):
        return False
    whole = density(chain, step) >= 0.95 and chain[0].value <= 2 * step
    return whole and LINE[0] <= len(source.text) / chain[-1].value <= LINE[1]


def _spans_text(chain: list[Number], step: int, length: float, source: Source) -> bool:
    """The first number stands near the top, the last near the end."""
    size, first, last = len(source.text), chain[0], chain[-1]
    return (
        all(run[0].value <= 3 * step for run in runs_of(chain))
        and first.start <= (first.value + 3 * step) * length * 1.5
        and size - last.end <= max(8 * step * length, 0.15 * size)
    )


def _least_density(count: int, step: int) -> float:
    if step < 5 or count <= SHORT:
        return 0.85
    return 0.6 if count >= LONG else 0.75


def _restarts(runs: list[list[Number]], step: int) -> bool:
    """Each page but the last counts about as many lines."""
    tops = [run[-1].value for run in runs[:-1]]
    whole = [n for run in runs for n in run]
    return min(len(run) for run in runs[:-1]) >= 3 and min(tops) >= 0.6 * max(tops) and density(whole, step) >= 0.9


def _in_rhythm(runs: list[list[Number]], length: float) -> bool:
    """Neighbours are about as far apart as their difference in lines; converters displace a number by some lines."""
    whole = sum(len(run) for run in runs)
    apart = _share(runs, length, 0.5, 1.6)
    close = _share(runs, length, 0.7, 1.35)
    if whole <= SHORT:
        return close == 1.0
    if len(runs) > 1 or whole < LONG:
        return apart >= 0.9
    return apart >= 0.75 and close >= 0.55


def _each_line(chain: list[Number], step: int, source: Source) -> bool:
    """Does every line have its number, whatever its length?"""
    lines = sum(not source.text[line.start : line.end].isspace() and line.end > line.start for line in source.lines)
    return all(n.at_edge for n in chain) and len(chain) * step >= 0.9 * lines


def _share(runs: list[list[Number]], length: float, least: float, most: float) -> float:
    """Share of neighbours that are as far apart as their difference in lines, times `least` to `most`."""
    ratios = [(b.start - a.start) / ((b.value - a.value) * length) for run in runs for a, b in pairwise(run)]
    return sum(least <= ratio <= most for ratio in ratios) / len(ratios) if ratios else 1.0


def _cuts_sentences(chain: list[Number], source: Source) -> bool:
    """Many numbers cut a sentence in two; those that begin a paragraph may count something else."""
    inside = 0
    for n in chain:
        before = source.text[max(0, n.start - 40) : n.start].rstrip(AROUND)
        after = source.text[n.end : n.end + 40].lstrip(AROUND)
        inside += before[-1:] not in SENTENCE_ENDS or after[:1].islower()
    return inside >= 0.3 * len(chain)


def _counts_lines(chain: list[Number], step: int, source: Source) -> bool:
    """With a small step: numbers at the edge of nearly every line, or one for each, evenly within long ones."""
    edge = sum(n.at_edge for n in chain) / len(chain)
    at_edge = edge > 0.9 and len(chain) >= 6 and _numbers_lines(chain, step, source)
    return at_edge or (step == 1 and _evenly(chain, source))


def _evenly(chain: list[Number], source: Source) -> bool:
    """With a small step, within lines of the witness: the numbers are as far apart as printed lines are.

    The numbers of verses or paragraphs are not so even.
    """
    ends = [line.end for line in source.lines]
    gaps = [
        (b.start - a.start) / (b.value - a.value)
        for a, b in pairwise(chain)
        if bisect_left(ends, a.end) == bisect_left(ends, b.end) and b.value > a.value
    ]
    if len(gaps) < EVEN_GAPS or len(gaps) < len(chain) / 3:
        return False
    usual = median(gaps)
    return sum(0.8 * usual <= gap <= 1.25 * usual for gap in gaps) >= 0.9 * len(gaps)


def _numbers_lines(chain: list[Number], step: int, source: Source) -> bool:
    """With a small step: nearly every line is counted, and lines end within sentences (no numbered list)."""
    lines = [source.text[line.start : line.end].strip() for line in source.lines]
    counted = [x for x in lines if x and not x.startswith("#")]
    lower = sum(x.lstrip(" *_0123456789")[:1].islower() for x in counted)
    open_ended = sum(not re.search(r"[.!?:;][“”\"»*_)\s\d]*$", x) for x in counted)
    return len(chain) >= 0.75 * len(counted) / step and min(open_ended, 2 * lower) >= 0.4 * len(counted)
