"""The whole account of a reading: what was done inside the paragraphs, and what stood between them."""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Edit, Reason
from .blocks import Kind
from .tokens import Context
from .units import Unit


def account(context: Context, units: list[Unit]) -> tuple[Edit, ...]:
    """All edits in the order of the source. Their gaps are the text of the units, one after the other."""
    edits: list[Edit] = []
    at = 0
    for unit in units:
        edits += _between(context, at, unit.start)
        if unit.kind is Kind.SEPARATOR:
            edits += _between(context, unit.start, unit.end, Reason.SEPARATOR)
        else:
            edits += unit.woven.edits
        at = unit.end
    edits += _between(context, at, len(context.source.text))
    return tuple(edits)


def _between(context: Context, a: int, b: int, marks: Reason = Reason.MARKUP) -> Iterator[Edit]:
    """Text[a:b] holds no word: blank lines, numbers, furniture, and marks of a heading or separator."""
    for start, end, reason in context.account(a, b, Reason.PARAGRAPH):
        why = marks if reason is Reason.MARKUP else reason
        yield Edit(start, context.source.text[start:end], "", why)
