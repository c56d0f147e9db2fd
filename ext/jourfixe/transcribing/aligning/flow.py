"""A transcript as one stretch of words, each with its place. What stands between words is not compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from ...model import Span
from ...reading.hyphen import HYPHENS
from ..transcript import Kind, Passage, PrintedLine, Run

UNSEEN = "\xad\u0300-\u036f"  # hyphens that are not seen, and accents that belong to the letter before
WORD = re.compile(rf"\w[\w{UNSEEN}]*")
LETTER = re.compile(rf"[^{UNSEEN}]")
NO_WORD = "¶"  # stands for a passage without any, such as a separator
PARTED = "\n"
HIDDEN = "\0"  # the mark of a footnote is no word


@dataclass(slots=True)
class Flow:
    """All offsets count in `text`. `words` are as compared; the n-th stands at text[starts[n]:ends[n]].

    `lines`: where each printed line begins. `passages`: where each begins and ends, in the order given.
    """

    text: str = ""
    words: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    lines: list[tuple[int, PrintedLine]] = field(default_factory=list)
    passages: list[Span] = field(default_factory=list)

    def between(self, first: int, last: int) -> str:
        """The text from word `first` to the word before `last`, on one line."""
        return " ".join(self.text[self.starts[first] : self.ends[last - 1]].replace(HIDDEN, "").split())


def flow_of(passages: Sequence[Passage]) -> Flow:
    """In the flow footnotes come last: where on a page they stand is no matter."""
    flow, at, texts = Flow(passages=[(0, 0)] * len(passages)), 0, list[str]()
    for n, passage in sorted(enumerate(passages), key=lambda pair: pair[1].kind is Kind.FOOTNOTE):
        pieces = list(joined(passage))
        flow.lines += ((at + offset, line) for (offset, _), line in zip(pieces, passage.lines, strict=True))
        text = "".join(HIDDEN * len(run.text) if run.note else run.text for _, runs in pieces for run in runs)
        _add_words(flow, text, at)
        texts.append(text + PARTED)
        flow.passages[n] = (at, at + len(text))
        at += len(text) + len(PARTED)
    flow.text = "".join(texts)
    return flow


def joined(passage: Passage) -> Iterator[tuple[int, list[Run]]]:
    """The runs of each line, with the space that parts it from the next; and its offset in the passage."""
    at = 0
    for i, line in enumerate(passage.lines):
        runs = list(line.runs)
        is_last = i == len(passage.lines) - 1
        if not (is_last or line.divided or line.text.endswith((*HYPHENS, " "))):
            runs.append(replace(runs[-1], text=" ", note=False) if runs else Run(" "))
        yield at, runs
        at += sum(len(run.text) for run in runs)


def _add_words(flow: Flow, text: str, at: int) -> None:
    count = len(flow.words)
    for m in WORD.finditer(text):
        flow.words.append(folded(m[0]))
        flow.starts.append(at + m.start())
        flow.ends.append(at + m.end())
    if len(flow.words) == count and text.strip():
        flow.words.append(NO_WORD)
        flow.starts.append(at)
        flow.ends.append(at + len(text))


@lru_cache(1 << 16)
def folded(word: str) -> str:
    """Without what programs write differently: ligatures, accents in parts, hyphens that are not seen, capitals."""
    return unicodedata.normalize("NFKC", word.replace("\xad", "")).casefold()


def after_letters(text: str, count: int) -> int:
    """Offset in a word behind so many letters of it as compared."""
    for m in LETTER.finditer(text):
        if count <= 0:
            return m.start()
        count -= len(folded(m[0]))
    return len(text)
