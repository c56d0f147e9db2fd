"""Who speaks: a dash opens a contribution; upright paragraphs are the chair's; opening and closing are the frame."""

from __future__ import annotations

import re
from itertools import pairwise

from ..model import Role, Span

#: An em or en dash, or hyphens in its place; only long dashes may stand close to the first word.
DASH = r"(?:[—―–‒](?=\s|[*_„“\"»«]|[^\W\d_])|\\?-{1,3}(?=\s))"
HEAD = r"[\s*_]*"
CLOSING = re.compile(r"\bnächste[nrs]?\b.{0,80}\b(?:Jour\s+fixe|Treffen|Termin|Sitzung|Mal|Diskussion)\b", re.I | re.S)
ASIDE = 5  # words: so long may an upright stretch within italics be to count as emphasis
DASH_AT = re.compile(DASH)
HEAD_AT = re.compile(HEAD)


def find_dash(text: str, numbers: dict[int, int], at: int, end: int) -> Span | None:
    """The dash that opens a contribution at offset `at`; margin numbers and marks of emphasis may stand before it."""
    while (m := HEAD_AT.match(text, at, end)) and m.end() in numbers:
        at = numbers[m.end()]
    dash = DASH_AT.match(text, m.end() if m else at, end)
    return dash.span() if dash else None


def roles_of(sections: list[list[tuple[bool, str]]]) -> list[list[Role]]:
    """Roles of (is a contribution, text) by section.

    Frame is what stands before the first contribution of the first section, and a last section in which nobody
    contributes and the next meeting is announced.
    """
    roles = [[Role.CONTRIBUTION if voice else Role.CHAIR for voice, _ in section] for section in sections]
    if not any(Role.CONTRIBUTION in section for section in roles):
        return roles
    first = roles[0]
    if Role.CONTRIBUTION in first:
        opening = first.index(Role.CONTRIBUTION)
        first[:opening] = [Role.FRAME] * opening
    last = sections[-1]
    if len(sections) > 1 and not any(voice for voice, _ in last) and any(CLOSING.search(text) for _, text in last):
        roles[-1] = [Role.FRAME] * len(last)
    return roles


def share(spans: list[Span], text: str) -> float:
    """How much of the text is in the spans, from 0 to 1."""
    return sum(end - start for start, end in spans) / len(text) if text else 0.0


def emphasis_of(spans: list[Span], text: str, contribution: bool) -> tuple[Span, ...]:
    """Emphasis proper. The italics of a whole contribution only tell the voice; what is upright in them stands out.

    Italics that a converter lost half-way are no emphasis either.
    """
    if not contribution or not spans or spans[0][0] > 2 or share(spans, text) < 0.4:
        return tuple(spans)
    asides = []
    for (_, end), (start, _) in pairwise(spans):
        upright = text[end:start]
        a, b = end + len(upright) - len(upright.lstrip()), start - (len(upright) - len(upright.rstrip()))
        if a < b and len(upright.split()) <= ASIDE:
            asides.append((a, b))
    return tuple(asides)


QUOTE = re.compile(r"„[^„“”\"]{1,2000}[“”\"]|»[^»«]{1,2000}«|«[^»«]{1,2000}»|“[^“”]{1,2000}”|\"[^\"]{1,2000}\"")


def quotes_of(text: str) -> tuple[Span, ...]:
    """Quoted stretches, quotation marks included; German, French and typewriter forms."""
    return tuple(m.span() for m in QUOTE.finditer(text))
