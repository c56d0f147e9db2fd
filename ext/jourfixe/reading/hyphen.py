"""What a hyphen at the end of a printed line was: part of a compound, a word left to be completed, or a division."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import Enum

HYPHENS = "-\u2010\u2011"
WORD_BEFORE = re.compile(r"(?:[\w\-]|(?<=\w)\.(?=[-\u2010\u2011]$))+[-\u2010\u2011]$")
WORD_AFTER = re.compile(r"\w+")
COMPLETED = frozenset("und oder bzw beziehungsweise respektive sowie als wie bis noch statt sondern aber u od".split())


class Join(Enum):
    SPACE = " "  # "Friedens- bzw. Waffenstillstandslösung"
    KEEP = ""  # "US-" + "Politik" is "US-Politik"
    DROP = "drop"  # "Selbst-" + "behauptung" is "Selbstbehauptung"


def join_hyphen(before: str, after: str, words: Callable[[], frozenset[str]]) -> tuple[Join, str, str]:
    """How `before`, which ends in a hyphen, goes on with `after`; also the two halves of the word.

    `words` gives all words of the text, for the word may stand undivided elsewhere.
    """
    left = WORD_BEFORE.search(before)
    right = WORD_AFTER.match(after)
    if not left or not right:
        return Join.SPACE, "", ""
    stem, rest = left[0][:-1], right[0]
    if rest.lower() in COMPLETED:
        return Join.SPACE, stem, rest
    if not rest[0].islower() or stem.isupper() or not stem[-1].isalpha():
        return Join.KEEP, stem, rest
    if f"{stem}{rest}" not in words() and f"{stem}-{rest}" in words():
        return Join.KEEP, stem, rest
    return Join.DROP, stem, rest
