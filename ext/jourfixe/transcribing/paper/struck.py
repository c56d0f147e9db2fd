"""Words that are struck out: a line is drawn through them."""

from __future__ import annotations

from collections.abc import Sequence

from .glyphs import Rule
from .rows import Row

THROUGH = (0.15, 0.5)  # of the type size, above the baseline


def struck_out(row: Row, rules: Sequence[Rule]) -> str:
    """The words of a row that a line crosses at half the height of small letters."""
    low, high = (row.y - share * row.size for share in THROUGH)
    across = [rule for rule in rules if high < rule.y < low]
    if not across:
        return ""
    struck = [any(rule.x0 < (word.x0 + word.x1) / 2 < rule.x1 for rule in across) for word in row.words]
    return row._replace(words=tuple(word for word, is_struck in zip(row.words, struck, strict=True) if is_struck)).text
