"""Where German words can be divided, by the rule of the syllables: before the last consonant between two vowels.

Compounds are divided by their parts, which this rule does not know; it is right for most places.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

VOWELS = "aeiouyäöü"
ONE = r"sch|ch|ck|ph|th|rh|sh|qu"  # letters that stay together
NUCLEUS = re.compile(r"aa|ee|oo|ie|ei|ai|au|äu|eu|(?<=q)u[aeiou]|[aeiouyäöü]", re.I)
ONSET = re.compile(rf"(?:{ONE}|[^{VOWELS}])?$", re.I)
LEAST = 2  # letters before and behind


def divisions(word: str, start: int = 0) -> Iterator[int]:
    """Offsets in the word, counted from `start`, at which a part of it may begin."""
    nuclei = [m.span() for m in NUCLEUS.finditer(word)]
    for (_, end), (following, _) in pairwise(nuclei):
        onset = ONSET.search(word, end, following)
        at = onset.start() if onset else following
        if LEAST <= at <= len(word) - LEAST:
            yield start + at
