"""A line drawn alone between two paragraphs parts sections, as asterisks do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .glyphs import Rule
from .headings import headings
from .manner import Type
from .margin import Edges
from .notes import first_note
from .rows import Row
from .words import Word

SIGN = "* * *"
APART = 1.4  # of the leading: the rows above and below are as far from each other at least
UNDERLINE = 0.35  # of the type size: a line as near below the letters belongs to them
DOUBLE = 2.0  # points: the two edges of one line
GRID = 8  # leadings: lines of one width as near are those of a table or a box


def with_separators(rows: Sequence[Row], rules: Sequence[Rule], edges: Edges, body: Type) -> Iterator[Row]:
    """The rows of a region, with one of asterisks for each line that parts sections."""
    heads = headings(rows, edges, body)
    notes = first_note(rows, body, rules, False)
    for i, row in enumerate(rows):
        parts = 0 < i < notes and i - 1 not in heads and not _inset(rows, i)
        if parts and (rule := _parting(rows[i - 1], row, rules, body)):
            middle = (rule.x0 + rule.x1) / 2
            yield Row(
                (Word(SIGN, middle - body.size, middle + body.size, body.size, False, False, False, False),), rule.y
            )
        yield row


def _inset(rows: Sequence[Row], i: int) -> bool:
    """Do the lines above and those below begin in different places, as where a box begins or ends?"""
    above, below = (
        min((row.x0 for row in part if row.words), default=0.0) for part in (rows[max(0, i - 3) : i], rows[i : i + 3])
    )
    return abs(above - below) > DOUBLE


def _parting(above: Row, below: Row, rules: Sequence[Rule], body: Type) -> Rule | None:
    if not above.words or not below.words or below.y - above.y < APART * body.leading:
        return None
    top, bottom = above.y + UNDERLINE * above.size, below.y - below.size
    for rule in rules:
        outside = rule.x0 < min(above.x0, below.x0) - DOUBLE  # a box stands around its text
        if top < rule.y < bottom and not outside and not any(_framed(rule, other, body) for other in rules):
            return rule
    return None


def _framed(rule: Rule, other: Rule, body: Type) -> bool:
    """Is the other one the next line of the same table or box?"""
    same = abs(rule.x0 - other.x0) <= DOUBLE and abs(rule.x1 - other.x1) <= DOUBLE
    return same and DOUBLE < abs(rule.y - other.y) < GRID * body.leading
