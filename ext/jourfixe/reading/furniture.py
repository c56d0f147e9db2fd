"""Running heads and page numbers: lines that belong to the printed page and not to the text.

Only what is certain is taken: a line beside a blank one that comes again a page later, the same but for a page
number that rises; and that says "Seite", or is nothing but that number, or repeats the head of the protocol. The
names of speakers in a play, and the years of a timeline, also repeat; they stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from .header import HEAD_WORDS, opens_head
from .markup import PLACEHOLDER
from .pages import SENTENCE_END
from .source import Source

LONGEST = 110
PAGE = (700, 9000)  # characters from one page's head to the next
DIGITS = re.compile("[0-9]+")
WORD = re.compile(r"[^\W\d_]{3,}")
RULE = re.compile(r"-{3,}|_{3,}|\*{3,}")
PAGE_WORD = re.compile(r"\b(?:Seite|Blatt|Page|S\.|p\.)\s*0", re.IGNORECASE)
FRAME = r"[\s\-–—|/\[\]()*_.~]*"
BARE = re.compile(rf"{FRAME}0(?:\s*(?:/|von|of)\s*0)?{FRAME}")


@dataclass(frozen=True, slots=True)
class Furniture:
    """Indexes of the lines taken out, and one of their texts as an example; `placed`: those a converter put there."""

    lines: frozenset[int]
    sample: str = ""
    placed: frozenset[int] = frozenset()


def find_furniture(source: Source, margin_starts: frozenset[int], notes: Iterable[int]) -> Furniture:
    """Lines of page furniture; one with a margin number in it is none, nor one with which a footnote begins."""
    numbered = _lines_at(source, margin_starts)
    shapes: dict[str, list[int]] = {}
    first = -1
    for i, line in enumerate(source.lines):
        if line.end - line.start > LONGEST and first >= 0:
            continue
        if text := source.text[line.start : line.end].strip(" \t\f"):
            first = first if first >= 0 else i
            if i not in numbered and len(text) <= LONGEST and _stands_free(source, i):
                shapes.setdefault(DIGITS.sub("0", text), []).append(i)
    head = _head_words(source, first)
    taken = _at_page_ends(source, numbered)
    placed = _placed(source)
    for shape, lines in shapes.items():
        counted = bool(margin_starts) and BARE.fullmatch(shape) and _counts_pages(source, lines)
        if counted or (len(lines) >= 2 and _is_furniture(source, shape, lines, head)):
            taken.update(i for i in lines if i != first)
    taken -= placed | _lines_at(source, notes)
    sample = source.lines[min(taken)] if taken else None
    text = source.text[sample.start : sample.end].strip() if sample else ""
    return Furniture(frozenset(taken | placed), text, frozenset(placed))


def _lines_at(source: Source, offsets: Iterable[int]) -> set[int]:
    return {source.place(offset).line - 1 for offset in offsets}


def _placed(source: Source) -> set[int]:
    """Lines that stand for a picture or a page; and rules between pages, which cut sentences as no section does."""
    placed, rules = set[int](), dict[str, list[int]]()
    for i, line in enumerate(source.lines):
        text = source.text[line.start : line.end].strip()
        if text and text[0] in "<!{*=" and PLACEHOLDER.fullmatch(text):
            placed.add(i)
        elif RULE.fullmatch(text):
            rules.setdefault(text, []).append(i)
    for lines in rules.values():
        if 3 * sum(_goes_over(source, i) for i in lines) >= len(lines):
            placed.update(lines)
    return placed


def _goes_over(source: Source, i: int) -> bool:
    """Does a sentence go over the line, on to lower case?"""
    line = source.lines[i]
    before = source.text[max(0, line.start - 200) : line.start].rstrip()
    after = source.text[line.end : line.end + 40].lstrip().lstrip("*_")
    return bool(before) and not SENTENCE_END.search(before[-40:]) and after[:1].islower()


def _at_page_ends(source: Source, numbered: set[int]) -> set[int]:
    """Where form feeds end the pages: page numbers that count them, and lines that come again at the same edge."""
    pages = _pages(source)
    found: set[int] = set()
    for edge in (0, -1):
        lines = [page[edge] for page in pages if len(page) > 1]
        texts = [source.text[source.lines[i].start : source.lines[i].end].strip() for i in lines]
        shapes = {DIGITS.sub("0", text) for text in texts}
        counts = [int(d[0][:9]) - n for n, text in enumerate(texts) if (d := DIGITS.search(text))]
        counted = len(counts) == len(lines) and len(set(counts)) == 1
        if lines and len(shapes) == 1 and not numbered.intersection(lines):
            if len(lines) > 2 or (counted and BARE.fullmatch(shapes.pop())):
                found.update(lines)
    return found


def _pages(source: Source) -> list[list[int]]:
    """Indexes of the lines with text on each page; empty where no form feed divides pages."""
    pages: list[list[int]] = [[]]
    for i, line in enumerate(source.lines):
        text = source.text[line.start : line.end]
        if "\f" in text:
            pages.append([])
        if text.strip():
            pages[-1].append(i)
    return [page for page in pages if page] if len(pages) > 1 else []


def _stands_free(source: Source, i: int) -> bool:
    """A blank line, or an end of the file, before it or after it."""
    beside = [source.lines[n] for n in (i - 1, i + 1) if 0 <= n < len(source.lines)]
    return len(beside) < 2 or any(not source.text[line.start : line.end].strip() for line in beside)


def _head_words(source: Source, first: int) -> set[str]:
    """The words of the first line, if it is a heading."""
    line = source.text[source.lines[first].start : source.lines[first].end]
    return set(WORD.findall(line)) if line.lstrip().startswith(("#", "**", "__")) or opens_head(line) else set()


def _is_furniture(source: Source, shape: str, lines: list[int], head: set[str]) -> bool:
    gaps = [source.lines[b].start - source.lines[a].start for a, b in pairwise(lines)]
    if not all(PAGE[0] <= gap <= PAGE[1] for gap in gaps):
        return False
    numbers = [_numbers(source, i) for i in lines]
    rising = any(all(0 < b - a <= 2 for a, b in pairwise(column)) for column in zip(*numbers, strict=True))
    if not rising:
        return len(set(numbers)) == 1 and _repeats_head(shape, head)
    if BARE.fullmatch(shape):
        framed = any(c in "-–—/[|" for c in shape)
        return framed or (len(lines) >= 3 and max(gaps) <= 2 * min(gaps) and _cuts_a_sentence(source, lines))
    return bool(PAGE_WORD.search(shape)) or _repeats_head(shape, head)


def _counts_pages(source: Source, lines: list[int]) -> bool:
    """Do bare numbers count from one, a page apart? Beside a margin column that tells page numbers."""
    gaps = [source.lines[b].start - source.lines[a].start for a, b in pairwise([0, *lines])]
    counts = [_numbers(source, i) for i in lines]
    return all(PAGE[0] <= gap <= PAGE[1] for gap in gaps) and counts == [(n,) for n in range(1, len(lines) + 1)]


def _cuts_a_sentence(source: Source, lines: list[int]) -> bool:
    """A page ends anywhere; what always stands between sentences is the number of a chapter."""
    starts = [source.lines[i].start for i in lines]
    cuts = sum(not SENTENCE_END.search(source.text[max(0, at - 80) : at].rstrip()) for at in starts)
    return cuts >= len(lines) / 4


def _numbers(source: Source, i: int) -> tuple[int, ...]:
    line = source.lines[i]
    return tuple(int(d[:9]) for d in DIGITS.findall(source.text[line.start : line.end]))


def _repeats_head(shape: str, head: set[str]) -> bool:
    """The words of the head; the mere name of somebody who is named there is not enough."""
    words = WORD.findall(shape)
    telling = len(words) >= 4 or "0" in shape or HEAD_WORDS.search(shape)
    return len(words) >= 2 and bool(telling) and sum(w in head for w in words) >= 0.7 * len(words)
