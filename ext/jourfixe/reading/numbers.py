"""Numbers of the text that may be margin numbers: by their place in the line and the words beside them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .source import Source

NUMBER = re.compile(r"(?<![^\s*_])[0-9]{1,4}(?![^\s*_\\])")
BESIDE = " \t\f\v\u00a0*_\\0123456789"
TERM_BEFORE = re.compile(
    r"(?:\b(?:S|Rn|Nr|Z|Art|Abs|Kap|Bd|Ziff|Heft|Teil|Seiten?|Zeilen?|Nummer|Artikel|Absatz|Punkt|Vers)\.?|§)\s+$"
)
TERM_AFTER = re.compile(
    r"\s+(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
    r"|Uhr|Prozent|Mrd|Mio|Mill(?:ion|iard)en|Tausend|Euro|Dollar|Mark|Jahren?|Tagen?|Stunden|Minuten|km|ff?)\b|\s*[%°]"
)
FIGURE = re.compile(r"\s{1,8}[0-9]")


@dataclass(frozen=True, slots=True)
class Number:
    """Digits at text[start:end] that may be a margin number. `left`, `right`: nothing stands on that side."""

    start: int
    end: int
    value: int
    left: bool
    right: bool
    weight: float

    @property
    def at_edge(self) -> bool:
        return self.left or self.right


def line_number(margin: str) -> int:
    """The number in what stands in the margin, "[6] | " say; 0 for none."""
    digits = re.search("[0-9]+", margin)
    return int(digits[0]) if digits else 0


def page_of(pages: Sequence[tuple[int, int]], offset: int) -> int:
    """Of pages, each as its start and number, the one on which something stands; 0 without pages."""
    return pages[max(0, bisect_left(pages, (offset,)) - 1)][1] if pages else 0


def candidates(source: Source) -> Iterator[Number]:
    """All of them, in the order of the text."""
    text = source.text
    for line in source.lines:
        found = list(NUMBER.finditer(text, line.start, line.end))
        if not found:
            continue
        raw = text[line.start : line.end]
        begin, end = line.end - len(raw.lstrip(BESIDE)), line.start + len(raw.rstrip(BESIDE))
        for m in found:
            left, right = m.start() < begin, m.end() > end
            if weight := _weight(text, m, left, right):
                yield Number(m.start(), m.end(), int(m[0]), left, right, weight)


def _weight(text: str, m: re.Match[str], left: bool, right: bool) -> float:
    """How much the place speaks for a margin number; 0 where the number belongs to the word beside it."""
    edge = left or right
    before = TERM_BEFORE.search(text, max(0, m.start() - 14), m.start())
    if (left and right) or FIGURE.match(text, m.end()) or not (before or TERM_AFTER.match(text, m.end())):
        return 1.0 if edge else 0.7
    return 0.4 if edge else 0.0
