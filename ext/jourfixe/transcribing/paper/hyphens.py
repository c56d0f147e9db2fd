"""A hyphen at the end of a printed line: does it divide a word, or belong to it?"""

from __future__ import annotations

import re

from ...reading.hyphen import Join, join_hyphen
from ..transcript import Doubt

SOFT = "\u00ad"
ADJECTIVE = re.compile(r"(?:isch|lich|iv|al|ell|är)$")
PREFIXES = frozenset("gegen hinter nieder wider wieder unter über zusammen zurück voraus neben heraus hinaus".split())
ADDRESS = re.compile(r"(?:://|www\.)\S*([-/?&=_%#])$")
PART = re.compile(r"\w*[-/?&=_%#.]\w")  # of an address: no word of a sentence
INFLECTED = re.compile(r"(?:e|en|er|es|em)$")


def ends_in_hyphen(text: str) -> bool:
    return text.endswith(("-", SOFT)) and len(text) > 1


def division(before: str, after: str, known: frozenset[str], soft: bool) -> tuple[bool, Doubt | None]:
    """Whether the hyphen at the end of `before` only divides.

    `known`: the words of the file; `soft`: it has soft hyphens for that.
    """
    if before.endswith(SOFT):
        return True, None
    join, stem, rest = join_hyphen(before, after, lambda: known)
    if join is not Join.DROP:
        return False, None
    whole, compound = stem + rest, f"{stem}-{rest}"
    if soft:
        return False, Doubt("JF122", compound, whole)
    if whole not in known and after[len(rest) :].startswith("-") and {stem, stem.lower()} & known:
        return False, Doubt("JF122", compound, whole)
    if whole in known or stem not in known or rest not in known or min(len(stem), len(rest)) < 5:
        return True, None
    if stem.lower() in PREFIXES:
        return True, None
    real = bool(ADJECTIVE.search(stem) and INFLECTED.search(rest))
    return not real, Doubt("JF122", compound if real else whole, whole if real else compound)


def address(before: str, after: str) -> tuple[bool, Doubt | None]:
    """Whether an address of the web goes on over the line end, where none of its strokes only divides."""
    m = ADDRESS.search(before)
    if not m or m[1] == "-" or PART.match(after):
        return bool(m), None
    end, begin = before[m.start() :], after.split()[0]
    return True, Doubt("JF122", f"{end}{begin}", f"{end} {begin}")
