"""Paragraphs cut by a page break, put together again.

A block is the rest of the one before it if that one ends without a sentence's end, and either goes on in lower case,
or ends in a word that cannot be the last one of a paragraph.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

SENTENCE_END = re.compile(r"[.?!:…;][“”\"»«’)\]*_]*$")
SHORT = 60  # characters: a shorter block without a sentence's end is no cut paragraph
GOES_ON = re.compile(r"[a-zäöüß]")
PARENTHESIS = re.compile(r"[–-]\s+[a-zäöüß]")
OPEN_WORDS = frozenset(
    ["der", "die", "das", "den", "dem", "des", "ein", "eine", "einen", "einem", "einer", "eines", "und", "oder", "aber", "sowie", "im", "in", "an", "am", "auf", "zu", "zum", "zur", "mit", "von", "vom", "für", "durch", "gegen", "ohne", "um", "bei", "beim", "nach", "aus", "über", "unter", "vor", "zwischen", "als", "wie", "dass", "ob", "wenn", "weil", "nicht", "sich", "ihr", "ihre", "ihren", "ihrem", "ihrer", "sein", "seine", "seinen", "seinem", "seiner", "kein", "keine", "keinen", "dieser", "diese", "dieses", "diesen", "diesem", "so", "sehr", "the", "a", "an", "of", "to", "and", "in", "on", "for", "with"]
)


class Cut(Enum):
    NO = 0
    YES = 1
    UNSURE = 2


@dataclass(frozen=True, slots=True)
class Ends:
    """What is needed of a block: its text, and whether it begins with the dash of a contribution."""

    text: str
    voice: bool
    raw: str


def is_cut(before: Ends, after: Ends) -> Cut:
    """Does `after` go on where `before` was cut?"""
    left = before.text.rstrip()
    if SENTENCE_END.search(left) or len(left) < SHORT:
        return Cut.NO
    if after.voice and not PARENTHESIS.match(after.raw):
        return Cut.UNSURE
    if GOES_ON.match(after.text) or after.voice or left[-1] in ",-–":
        return Cut.YES
    last = re.search(r"(\w+)$", left)
    return Cut.YES if last and last[1] in OPEN_WORDS else Cut.UNSURE
