"""From the glyphs of a page to its printed lines, top down."""

from __future__ import annotations

from collections.abc import Iterable
from statistics import median_low
from typing import NamedTuple

from .glyphs import Glyph
from .strips import strips_of
from .words import Word, read_from_right, words_of


class Row(NamedTuple):
    """A printed line; `number` is the one printed beside it. Without words it is a counted empty line."""

    words: tuple[Word, ...]
    y: float
    number: int | None = None

    @property
    def x0(self) -> float:
        return self.words[0].x0

    @property
    def x1(self) -> float:
        return self.words[-1].x1

    @property
    def size(self) -> float:
        """The size in which most of it is set."""
        sizes = {word.size for word in self.words}
        if len(sizes) < 2:
            return sizes.pop() if sizes else 0.0
        return max(sizes, key=lambda size: (sum(len(w.text) for w in self.words if w.size == size), size))

    def of_one_weight(self) -> Row:
        return self._replace(words=tuple(word._replace(bold=False) for word in self.words))

    @property
    def text(self) -> str:
        return "".join(" " * (word.spaced and i > 0) + word.text for i, word in enumerate(self.words))


def rows_of(glyphs: Iterable[Glyph]) -> list[Row]:
    """The lines of a page, over its whole width."""
    lines = (tuple(read_from_right(words_of(strip))) for strip in strips_of(glyphs))
    return [row_of(words) for words in lines if words]


def row_of(words: tuple[Word, ...]) -> Row:
    """On the baseline of most words: a number beside the line may be set a little higher, another column lower."""
    return Row(words, median_low([word.y for word in words if not (word.raised or word.lowered)] or [words[0].y]))
