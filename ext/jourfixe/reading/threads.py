"""All tokens of a paragraph, in order: what its form, its voice and converters put there before what is in any text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..model import Span
from .forms import BAR, WIDE, Form
from .items import find_sign
from .markup import marks_of
from .tokens import Context, Token, notes_in, tokens_of
from .voices import find_dash


def threads_of(context: Context, ranges: tuple[Span, ...], form: Form, voices: bool) -> list[Token]:
    """The tokens of ranges that are one paragraph; "joint" is what stands between two of them."""
    tokens: list[Token] = []
    for i, (start, end) in enumerate(ranges):
        if i:
            tokens.append((ranges[i - 1][1], start, "joint"))
        found = list(tokens_of(context, start, end))
        if not context.exact:
            found = _with(found, marks_of(context.source.text, start, end))
            found = _with(found, notes_in(context, start, end))
        tokens += found
    start, end = ranges[0][0], ranges[-1][1]
    if form is Form.ROW:
        tokens = _with(tokens, [(*bar, "bar") for bar in _bars(context, start, end)])
    if form is Form.ITEM and not context.exact:
        sign = find_sign(context.source.text, context.numbers, start, end)
        tokens = _with(tokens, [sign] if sign else [])
    if voices and form is Form.PLAIN and (dash := find_dash(context.source.text, context.numbers, start, end)):
        tokens = _with(tokens, [(*dash, "dash")])
    return tokens


def _bars(context: Context, start: int, end: int) -> Iterator[Span]:
    """Between two cells; a bar in what stands in the margin is none."""
    between = BAR if BAR.search(context.source.text, start, end) else WIDE
    for a, b, _ in (*context.stops_in(start, end), (end, end, None)):
        yield from (bar.span() for bar in between.finditer(context.source.text, start, a))
        start = b


def _with(tokens: list[Token], others: Iterable[Token]) -> list[Token]:
    """The tokens, but `others` where they overlap."""
    taken = iter(sorted(others))
    other = next(taken, None)
    if other is None:
        return tokens
    kept: list[Token] = []
    for token in tokens:
        while other and other[1] <= token[0]:
            kept.append(other)
            other = next(taken, None)
        if not other or token[1] <= other[0]:
            kept.append(token)
    return kept + ([other] if other else []) + list(taken)
