"""Where in one flow of words the printed lines of another begin, and where the two differ."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from ...reading.hyphen import HYPHENS
from ..transcript import Doubt, PrintedLine
from .flow import UNSEEN, Flow, after_letters, folded
from .likeness import common_words

SHOWN = 60  # characters of a reading
SIGNS = re.compile(r"[^\w\s\0]+")
SPACE = re.compile(r"\s")
INSIDE = re.compile(rf"[^\W_]|(?<=\w)[{UNSEEN}]")
BREAK = re.compile(rf"[{HYPHENS}\s\xad]$")


class Cut(NamedTuple):
    """A printed line begins at `offset`; `line` is as the other flow has it. `divided`: within a word."""

    offset: int
    line: PrintedLine
    divided: bool


class Gap(NamedTuple):
    """Words i … i_end of the one flow stand where the other has j … j_end; of one of them there may be none."""

    i: int
    i_end: int
    j: int
    j_end: int


class Alignment:
    """Two flows word by word."""

    def __init__(self, one: Flow, other: Flow) -> None:
        self.one, self.other = one, other
        self.blocks = common_words(one.words, other.words)
        self.firsts = [block.j for block in self.blocks]

    @property
    def share(self) -> float:
        """Share of the letters of the longer flow that both have in common, in order."""
        parts = [(b.i, b.i + b.n) for b in self.blocks] + [(g.i, g.i_end) for g in self._gaps() if self._alike(g)]
        common = sum(len(word) for i, i_end in parts for word in self.one.words[i:i_end])
        whole = max(sum(map(len, flow.words)) for flow in (self.one, self.other))
        return common / whole if whole else 0.0

    def _gaps(self) -> Iterator[Gap]:
        i = j = 0
        for block in self.blocks:
            if i < block.i or j < block.j:
                yield Gap(i, block.i, j, block.j)
            i, j = block.i + block.n, block.j + block.n

    def _alike(self, gap: Gap) -> bool:
        """The same letters, only parted otherwise."""
        one, other = self.one.words[gap.i : gap.i_end], self.other.words[gap.j : gap.j_end]
        return "".join(one) == "".join(other)

    def doubts(self) -> Iterator[tuple[int, Doubt]]:
        """Each place where the words differ, with its offset."""
        for gap in self._gaps():
            if self._alike(gap):
                continue
            offset = self.one.starts[gap.i] if gap.i < len(self.one.starts) else len(self.one.text) - 1
            i, i_end, j, j_end = gap
            if i == i_end or j == j_end:  # a reading without words would not show where it belongs
                before, after = min(i, j, 1), min(len(self.one.words) - i_end, len(self.other.words) - j_end, 1)
                i, j, i_end, j_end = i - before, j - before, i_end + after, j_end + after
            yield offset, Doubt("JF134", _shown(self.one, i, i_end), _shown(self.other, j, j_end))

    def cuts(self) -> Iterator[Cut]:
        """Where each line of the other flow begins. Of those that begin at the same place only the last has words."""
        starts = {start for start, _ in self.one.passages}
        passages = sorted(starts)
        last: Cut | None = None
        for at, line in self.other.lines:
            offset = self._broken(self._place(at), passages)
            if last and offset <= last.offset:
                line, offset = _with_leaf(line, last.line), last.offset
            elif last:
                yield last
            if offset >= len(self.one.text):
                return
            text = self.one.text
            is_inside = offset not in starts and not SPACE.match(text[offset - 1]) and text[offset - 1] not in HYPHENS
            last = Cut(offset, line, is_inside)
        if last:
            yield last

    def _place(self, at: int) -> int:
        """The offset in the one flow that is `at` in the other; the next word where there is nothing like it."""
        word = bisect_right(self.other.ends, at)
        block = self.blocks[max(0, bisect_right(self.firsts, word) - 1)]
        inside = max(0, at - self.other.starts[word]) if word < len(self.other.words) else 0
        if block.j <= word < block.j + block.n:
            return self._led(block.i + word - block.j, word, at, inside)
        k = bisect_right(self.firsts, word)
        before = self.blocks[k - 1] if k else None
        i, j = (before.i + before.n, before.j + before.n) if before else (0, 0)
        if k == len(self.blocks):
            return len(self.one.text)
        return self._within(Gap(i, self.blocks[k].i, j, self.blocks[k].j), word, at, inside)

    def _within(self, gap: Gap, word: int, at: int, inside: int) -> int:
        """A line begins where the flows differ: as far into the words as it is in those of the other."""
        if self._alike(gap):
            letters = sum(map(len, self.other.words[gap.j : word])) + _letters(self.other, word, inside)
            for i in range(gap.i, gap.i_end):
                if letters < len(self.one.words[i]):
                    return self._inner(i, letters) if letters else self._led(i, word, at, 0)
                letters -= len(self.one.words[i])
        share = (word - gap.j) / (gap.j_end - gap.j)
        return self._start(gap.i + round(share * (gap.i_end - gap.i)))

    def _start(self, i: int) -> int:
        return self.one.starts[i] if i < len(self.one.starts) else len(self.one.text)

    def _inner(self, i: int, letters: int) -> int:
        start = self.one.starts[i]
        return start + after_letters(self.one.text[start : self.one.ends[i]], letters)

    def _led(self, i: int, word: int, at: int, inside: int) -> int:
        """The place of word `i`, with the signs before it that stand before `word` in its line."""
        if inside:
            return self._inner(i, _letters(self.other, word, inside))
        start = self.one.starts[i]
        before = self.one.ends[i - 1] if i else 0
        signs = [m.start() + before for m in SIGNS.finditer(self.one.text[before:start])]
        free = [offset for offset in signs if offset == 0 or SPACE.match(self.one.text[offset - 1])]
        count = len(SIGNS.findall(self.other.text[at : self.other.starts[word]]))
        return free[-min(count, len(free))] if count and free else start

    def _broken(self, offset: int, passages: list[int]) -> int:
        """The nearest place before it at which a line can begin: a word, a part of one, or the whole passage."""
        text, passage = self.one.text, passages[bisect_right(passages, offset) - 1]
        before = text[passage:offset]
        if not re.search(r"\w", before):
            return passage
        if BREAK.search(before) or (INSIDE.fullmatch(before, len(before) - 1) and INSIDE.match(text, offset)):
            return offset
        return passage + len(before) - len(before.split()[-1])


def _letters(flow: Flow, word: int, inside: int) -> int:
    """How many letters of the word, as compared, its first characters are."""
    start = flow.starts[word]
    return len(folded(flow.text[start : start + inside]))


def _with_leaf(line: PrintedLine, lost: PrintedLine) -> PrintedLine:
    return replace(line, leaf=line.leaf or lost.leaf, doubts=(*lost.doubts, *line.doubts))


def _shown(flow: Flow, first: int, last: int) -> str:
    text = flow.between(first, last)
    return text if len(text) <= SHOWN else f"{text[: SHOWN // 2].rstrip()} … {text[-SHOWN // 2 :].lstrip()}"
