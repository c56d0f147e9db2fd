"""Running heads and page numbers: lines that belong to the printed page and not to the text.

Only what is certain is taken: a line that repeats but for a page number that rises, and that says "Seite", or is
nothing but a number between dashes, or repeats the head of the protocol. The names of speakers in a play also
repeat; they stay.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .source import Source

LONGEST = 110
DIGITS = re.compile(r"[0-9]+")
WORD = re.compile(r"[^\W\d_]{3,}")
PAGE_WORD = re.compile(r"\b(?:Seite|Blatt|Page|S\.|p\.)\s*0", re.IGNORECASE)
BARE = re.compile(r"[\s\-–—|/\[\]()*_.~]*0(?:\s*(?:/|von|of)\s*0)?[\s\-–—|/\[\]()*_.~]*")


@dataclass(frozen=True, slots=True)
class Furniture:
    """Indexes of the lines taken out, and one of their texts as an example."""

    lines: frozenset[int]
    sample: str = ""


def find_furniture(source: Source, margin_starts: frozenset[int]) -> Furniture:
    """Lines of page furniture; lines that hold nothing but margin numbers are not looked at."""
    shapes: dict[str, list[int]] = {}
    for i, line in enumerate(source.lines):
        if 0 < line.end - line.start <= LONGEST and (text := source.text[line.start : line.end].strip(" \t\f")):
            if any(line.start + m.start() in margin_starts for m in DIGITS.finditer(source.text[line.start : line.end])):
                continue
            shapes.setdefault(DIGITS.sub("0", text), []).append(i)
    first = next((i for i, x in enumerate(source.lines) if source.text[x.start : x.end].strip()), 0)
    head = set(WORD.findall(source.text, source.lines[first].start, source.lines[first].end))
    taken: set[int] = set()
    sample = ""
    for shape, lines in shapes.items():
        if len(lines) >= 2 and _is_furniture(shape, [_numbers(source, i) for i in lines], head):
            taken.update(i for i in lines if i != first)
            sample = sample or source.text[source.lines[lines[0]].start : source.lines[lines[0]].end].strip()
    return Furniture(frozenset(taken), sample)


def _numbers(source: Source, i: int) -> tuple[int, ...]:
    line = source.lines[i]
    return tuple(int(d[:9]) for d in DIGITS.findall(source.text[line.start : line.end]))


def _is_furniture(shape: str, numbers: list[tuple[int, ...]], head: set[str]) -> bool:
    rising = bool(numbers[0]) and any(
        all(0 < b - a <= 2 for a, b in zip(column, column[1:], strict=False)) for column in zip(*numbers, strict=True)
    )
    if not rising:
        return len(numbers) >= 2 and _repeats_head(shape, head) and len(set(numbers)) == 1
    if BARE.fullmatch(shape):
        return len(numbers) >= 3 or "-" in shape or "–" in shape
    return bool(PAGE_WORD.search(shape)) or _repeats_head(shape, head)


def _repeats_head(shape: str, head: set[str]) -> bool:
    words = WORD.findall(shape)
    return len(words) >= 2 and not shape.startswith("0") and sum(w in head for w in words) >= 0.7 * len(words)
