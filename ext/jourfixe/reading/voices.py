"""Who speaks: a dash opens a contribution; upright paragraphs are the chair's; opening and closing are the frame."""

from __future__ import annotations

import re

from ..model import Role, Span

CLOSING = re.compile(r"\bnächste[nrs]?\b.{0,80}\b(?:Jour\s+fixe|Treffen|Termin|Sitzung|Mal|Diskussion)\b", re.I | re.S)
ASIDE = 5  # words: so long may an upright stretch within italics be to count as emphasis


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
    for (_, end), (start, _) in zip(spans, spans[1:], strict=False):
        upright = text[end:start]
        a, b = end + len(upright) - len(upright.lstrip()), start - (len(upright) - len(upright.rstrip()))
        if a < b and len(upright.split()) <= ASIDE:
            asides.append((a, b))
    return tuple(asides)


QUOTE = re.compile(r"„[^„“”\"]{1,2000}[“”\"]|»[^»«]{1,2000}«|«[^»«]{1,2000}»|“[^“”]{1,2000}”|\"[^\"]{1,2000}\"")


def quotes_of(text: str) -> tuple[Span, ...]:
    """Quoted stretches, quotation marks included; German, French and typewriter forms."""
    return tuple(m.span() for m in QUOTE.finditer(text))
