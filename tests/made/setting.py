"""Paragraphs set in lines, by widths and with the divisions of DIVIDED; nothing else knows where a line begins."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from .manuscript import TEXTS, Letter

#: Every long word of the texts as it may be divided, for example Le·se·saal.
DIVISIONS = TEXTS / "divisions.txt"


class Cut(NamedTuple):
    """A printed line: letters[start:end]. `divided`: a hyphen follows that only divides a word."""

    start: int
    end: int
    divided: bool = False


Width = Callable[[Letter], float]


def cuts(letters: tuple[Letter, ...], room: Callable[[int], float], width: Width, divide: bool) -> list[Cut]:
    """The lines of a paragraph; `room(i)` is the width that line i may have."""
    found: list[Cut] = []
    start = 0
    while start < len(letters):
        cut = _line(letters, start, room(len(found)), width, divide)
        found.append(cut)
        start = cut.end
        while start < len(letters) and letters[start].char == " ":
            start += 1
    return found


def _line(letters: tuple[Letter, ...], start: int, room: float, width: Width, divide: bool) -> Cut:
    """The longest line that fits; a word longer than the line stands alone in it."""
    best, used, at = None, 0.0, start
    hyphen = width(Letter("-", letters[start].italic))
    for end, divided in _breaks(letters, start, divide):
        used += sum(width(letter) for letter in letters[at:end])
        at = end
        if best and used + hyphen * divided > room:
            return best
        best = Cut(start, end, divided)
    assert best
    return best


def _breaks(letters: tuple[Letter, ...], start: int, divide: bool) -> Iterator[tuple[int, bool]]:
    """Where a line may end: before a space, after a hyphen, and where a word may be divided."""
    text = "".join(letter.char for letter in letters)
    points = divisions(text) if divide else frozenset()
    for i in range(start + 1, len(text)):
        if text[i] == " ":
            yield i, False
        elif text[i - 1] == "-" and text[i].isalpha() and not letters[i].note:
            yield i, False
        elif i in points:
            yield i, True
    yield len(text), False


@cache
def divisions(text: str) -> frozenset[int]:
    """Offsets at which a hyphen may divide a word of the text."""
    points: set[int] = set()
    for word, parts in _divided().items():
        at = text.find(word)
        while at >= 0:
            whole = not text[at - 1 : at].isalpha() and not text[at + len(word) : at + len(word) + 1].isalpha()
            points.update(at + part for part in parts if whole)
            at = text.find(word, at + 1)
    return frozenset(points)


@cache
def _divided() -> dict[str, tuple[int, ...]]:
    """Word → offsets of its divisions."""
    words = {}
    for entry in DIVISIONS.read_text("utf-8").split():
        syllables = entry.split("·")
        words["".join(syllables)] = tuple(len("".join(syllables[:i])) for i in range(1, len(syllables)))
    return words
