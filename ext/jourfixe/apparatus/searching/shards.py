"""The index as text: keys in order, each with the paragraphs that it leads to, cut into files.

Paragraphs are counted through a year, protocol by protocol in order of date. A line of the index is
`anspruch:0.aBc1.b3d`: 0. and 1. are years in order, what follows are gaps between numbers, a letter for up to 51, with
the number of whole 52s before it.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from string import ascii_letters
from typing import NamedTuple
from zlib import crc32

from .stem import WORD

LETTERS = {"contribution": "c", "chair": "h", "frame": "f"}
ROLE_KEY = "="  # before the letter of a role: the key of all its paragraphs
LARGEST = 48_000  # bytes of a file; a single line may be longer
SPREAD = 48  # a file ends behind one of so many lines, once it is half full: so one line more moves few others


class Words(NamedTuple):
    """The words of a protocol as they are written, each with its paragraphs (from 0), and a letter for each role."""

    places: dict[str, list[int]]
    roles: str


def words_of(paragraphs: Iterable[tuple[str, str]]) -> Words:
    """From role and text of each paragraph."""
    places: dict[str, list[int]] = {}
    roles = []
    for n, (role, text) in enumerate(paragraphs):
        roles.append(LETTERS[role])
        for word in dict.fromkeys(WORD.findall(text)):
            places.setdefault(word, []).append(n)
    return Words(places, "".join(roles))


def lines_of_year(protocols: Iterable[Words], keys: Callable[[str], Sequence[str]]) -> list[tuple[str, str]]:
    """Key and paragraphs, in order of keys."""
    found: dict[str, set[int]] = {}
    before = 0
    for words in protocols:
        for word, places in words.places.items():
            for key in keys(word):
                found.setdefault(key, set()).update(before + n for n in places)
        for n, role in enumerate(words.roles):
            found.setdefault(ROLE_KEY + role, set()).add(before + n)
        before += len(words.roles)
    return [(key, encode(sorted(numbers))) for key, numbers in sorted(found.items())]


def encode(numbers: Iterable[int]) -> str:
    """Rising numbers as gaps."""
    out, last = [], -1
    for n in numbers:
        high, low = divmod(n - last - 1, len(ascii_letters))
        out.append(f"{high or ''}{ascii_letters[low]}")
        last = n
    return "".join(out)


def merge(years: Mapping[int, Iterable[tuple[str, str]]]) -> Iterator[tuple[str, str]]:
    """Key and paragraphs of all years. `years`: by their place in the order of years."""
    of_years = [_numbered(n, lines) for n, lines in years.items()]
    for key, group in groupby(heapq.merge(*of_years), key=itemgetter(0)):
        yield key, "".join(f"{n}.{places}" for _, n, places in group)


def _numbered(n: int, lines: Iterable[tuple[str, str]]) -> Iterator[tuple[str, int, str]]:
    return ((key, n, places) for key, places in lines)


def cut(lines: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """First key and text of each file."""
    held: list[str] = []
    first, size = "", 0
    for key, places in lines:
        line = f"{key}:{places}"
        if held and size + len(line) > LARGEST:
            yield first, ";".join(held)
            held, size = [], 0
        if not held:
            first = key
        held.append(line)
        size += len(line.encode()) + 1
        if size > LARGEST // 2 and crc32(key.encode()) % SPREAD == 0:
            yield first, ";".join(held)
            held, size = [], 0
    if held:
        yield first, ";".join(held)
