"""A hyphen at the end of a printed line: does it divide a word, or belong to it?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from ...reading.hyphen import Join, join_hyphen
from ..transcript import Doubt

SOFT = "\u00ad"
WORD = re.compile(r"\w+(?:-\w+)*")
OFTEN = 5
MANY = 5  # words cut
DENSE = 0.02  # of the lines
EVIDENT = 0.4  # of the words cut
ADJECTIVE = re.compile(r"(?:isch|lich|iv|al|ell|är)$")
PREFIXES = frozenset("gegen hinter nieder wider wieder unter über zusammen zurück voraus neben heraus hinaus".split())
ADDRESS = re.compile(r"(?:://|www\.)\S*([-/?&=_%#])$")
PART = re.compile(r"\w*[-/?&=_%#.]\w")  # of an address: no word of a sentence
INFLECTED = re.compile(r"(?:e|en|er|es|em)$")


def ends_in_hyphen(text: str) -> bool:
    return text.endswith(("-", SOFT)) and len(text) > 1


class Cuts:
    """The words of a file, and those that a hyphen at a line's end cuts."""

    def __init__(self) -> None:
        self.words: set[str] = set()
        self.cut: Counter[tuple[str, str]] = Counter()  # by a hyphen that may divide
        self.soft = self.lines = 0

    def read(self, lines: Iterable[str]) -> None:
        before = ""
        for line in lines:
            self.lines += 1
            found = WORD.findall(line)
            if before:
                found = found[1:]
                self._read_cut(before, line)
            before = line if line.endswith(("-", SOFT)) else ""
            self.words.update(found[:-1] if before else found)

    def _read_cut(self, before: str, after: str) -> None:
        if before.endswith(SOFT):
            self.soft += after[:1].islower()
            return
        join, stem, rest = join_hyphen(before, after, frozenset)
        self.cut[stem, rest] += join is Join.DROP

    @property
    def divides(self) -> bool:
        """Its hyphens divide words: many stand undivided elsewhere, or are nouns, which no noun would follow small.

        Few do not tell that, but where words are not divided, a compound seldom ends a line with its hyphen. Where
        soft hyphens divide, others do not; pdfium may tell those of one file as both, though.
        """
        hard = +self.cut
        evident = sum(stem[0].isupper() or stem + rest in self.words for stem, rest in hard)
        often = len(hard) < MANY and hard.total() >= DENSE * self.lines
        return self.soft <= OFTEN * hard.total() and (often or evident >= EVIDENT * len(hard))


def division(before: str, after: str, known: frozenset[str], divides: bool) -> tuple[bool, Doubt | None]:
    """Whether the hyphen at the end of `before` only divides.

    `known`: the words of the file; `divides`: its hyphens do so.
    """
    if before.endswith(SOFT):
        return True, None
    join, stem, rest = join_hyphen(before, after, lambda: known)
    if join is not Join.DROP:
        return False, None
    whole, compound = stem + rest, f"{stem}-{rest}"
    if compound in known or (whole not in known and not divides):
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
