"""Where two wordings of a paragraph differ, word by word.

A word is what stands between two spaces, with its comma or quotation mark: "Russland, ist" and "Russland ist" differ in
a word, as a struck comma alone is easily overlooked.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby

Piece = tuple[str, str]  # "=", "-" or "+", and the text
WORD = re.compile(r"\s*\S+\s*|\s+")  # with the spaces around it
END = re.compile(r"[.!?…]\W*$")
HAS_WORD = re.compile(r"\w")
LONG = 1000  # units on one side
ALIKE = 30_000  # pairs of equal units: many where one word is repeated again and again


def difference(old: str, new: str) -> list[Piece]:
    """Pieces in the order of reading: those with "=" and "-" join to the old text, those with "=" and "+" to the new.

    What is replaced stands before what replaces it. Between what both begin and end with, long texts are compared
    sentence by sentence before it is done word by word, and what is too long even then is replaced as a whole.
    """
    a, b = WORD.findall(old), WORD.findall(new)
    first = _common(a, b)
    last = _common(a[first:][::-1], b[first:][::-1])
    end = len(a) - last
    between = a[first:end], b[first : len(b) - last]
    middle = _by_words(*between) if _is_short(*between) else _by_sentences(*between)
    return list(_readable([("=", "".join(a[:first])), *middle, ("=", "".join(a[end:]))]))


def _common(a: Sequence[str], b: Sequence[str]) -> int:
    """How many units both begin with."""
    return next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))


def _is_short(a: Sequence[str], b: Sequence[str]) -> bool:
    there = Counter(b)
    return max(len(a), len(b)) <= LONG and sum(there[unit] for unit in a) <= ALIKE


def _by_words(a: Sequence[str], b: Sequence[str]) -> Iterator[Piece]:
    return _compared(a, b, _replaced)


def _by_sentences(a: Sequence[str], b: Sequence[str]) -> Iterator[Piece]:
    sentences = _sentences(a), _sentences(b)
    return _compared(*sentences, _within) if _is_short(*sentences) else _replaced("".join(a), "".join(b))


def _within(old: str, new: str) -> Iterator[Piece]:
    words = WORD.findall(old), WORD.findall(new)
    return _by_words(*words) if _is_short(*words) else _replaced(old, new)


def _sentences(words: Iterable[str]) -> list[str]:
    found = [""]
    for word in words:
        found[-1] += word
        if END.search(word):
            found.append("")
    return found


def _compared(a: Sequence[str], b: Sequence[str], other: Callable[[str, str], Iterator[Piece]]) -> Iterator[Piece]:
    """Units are the same whatever the spaces around them; `other` tells how the rest differs."""
    keys = [unit.strip() for unit in a], [unit.strip() for unit in b]
    for what, i, i_end, j, j_end in SequenceMatcher(None, *keys, autojunk=False).get_opcodes():
        if what == "equal":
            for x, y in zip(a[i:i_end], b[j:j_end], strict=True):
                yield from _spaced(x, y)
        else:
            yield from other("".join(a[i:i_end]), "".join(b[j:j_end]))


def _spaced(old: str, new: str) -> Iterator[Piece]:
    """The same words, perhaps between other spaces."""
    words = old.strip()
    (before, after), (before_now, after_now) = (text.split(words, 1) if words else (text, "") for text in (old, new))
    yield from (*_replaced(before, before_now), ("=", words), *_replaced(after, after_now))


def _replaced(old: str, new: str) -> Iterator[Piece]:
    yield from [("=", old)] if old == new else [("-", old), ("+", new)]


def _readable(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Neighbours are joined, also those with nothing but a dash between them; common spaces stay outside."""
    parts: list[Piece] = []
    for same, group in groupby(_joined(pieces), key=lambda piece: piece[0] == "=" and bool(HAS_WORD.search(piece[1]))):
        run = list(group)
        old, new = ("".join(text for sign, text in run if sign != other) for other in "+-")
        parts += [("=", old)] if same else _trimmed(old, new)
    return _joined(parts)


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    for sign, group in groupby(filter(lambda piece: piece[1], pieces), key=lambda piece: piece[0]):
        yield sign, "".join(text for _, text in group)


def _trimmed(old: str, new: str) -> list[Piece]:
    """The change without the spaces that both have at its ends."""
    if old == new:
        return [("=", old)]
    before = _spaces(old, new)
    old, new = old[len(before) :], new[len(before) :]
    after = _spaces(old[::-1], new[::-1])[::-1]
    return [("=", before), ("-", old.removesuffix(after)), ("+", new.removesuffix(after)), ("=", after)]


def _spaces(one: str, other: str) -> str:
    """Spaces that both begin with."""
    common = one[: _common(one, other)]
    return common[: len(common) - len(common.lstrip())]
