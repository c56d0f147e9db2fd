"""Numbers as programs set them beside the lines: 5, [5], (5), 5., 5:, 5 |, 005, Z. 5."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .rows import Row
from .words import Word

BARE = re.compile(r"[\[|]*([1-9]\d{0,4})[\]|?]*")
DRESSED = re.compile(r"(?:Z(?:eile|\.)?\s*)?[\[(|]*0*([1-9]\d{0,4})\s*[\])|.:?]*")
MOST_WORDS = 3


def value_of(words: Sequence[Word]) -> int | None:
    """The number that these words are, in whatever dress."""
    if not 0 < len(words) <= MOST_WORDS:
        return None
    m = DRESSED.fullmatch(" ".join(word.text for word in words))
    return int(m[1]) if m else None


def is_bare(words: Sequence[Word]) -> bool:
    """Digits alone, at most in brackets; all else may be the sign of an item of a list."""
    return len(words) == 1 and bool(BARE.fullmatch(words[0].text))


def is_number(row: Row) -> bool:
    """Numbers and nothing else, at one margin or at both."""
    words = row.words
    return (
        bool(words)
        and len(words) <= 2 * MOST_WORDS
        and (
            value_of(words) is not None
            or any(value_of(words[:i]) is not None and value_of(words[i:]) is not None for i in range(1, len(words)))
        )
    )
