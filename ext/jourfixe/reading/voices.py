"""Who speaks: a dash opens a contribution; upright paragraphs are the chair's; opening and closing are the frame."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from ..model import Role, Span
from .forms import RAISED, Form, mark_of

#: An em or en dash, or hyphens in its place; only long dashes may stand close to the first word. Converters that take
#: contributions for a list put a hyphen before the dash.
DASH = r"(?:(?:[-*+][ \t]+)?[—―–‒](?=\s|[*_„“\"»«]|[^\W\d_])|\\?-{1,3}(?=\s))"
HEAD = r"[\s*_]*"
CLOSING = re.compile(r"\bnächste[nrs]?\b.{0,80}\b(?:Jour\s+fixe|Treffen|Termin|Sitzung|Mal|Diskussion)\b", re.I | re.S)
ASIDE = 5  # words: so long may an upright stretch within italics be to count as emphasis
DASH_AT = re.compile(DASH)
HEAD_AT = re.compile(HEAD)
SIGN = re.compile(rf"(?:[^\w\s„“\"»«(]|\(?\w{{1,3}}[.)]|[{RAISED}]+)\s+")  # of an item or a footnote


def find_dash(text: str, numbers: dict[int, int], at: int, end: int) -> Span | None:
    """The dash that opens a contribution at offset `at`; margin numbers and marks of emphasis may stand before it."""
    while (m := HEAD_AT.match(text, at, end)) and m.end() in numbers:
        at = numbers[m.end()]
    dash = DASH_AT.match(text, m.end() if m else at, end)
    return dash.span() if dash else None


class Spoken(NamedTuple):
    """What the roles depend on: `voice`, it is a contribution by its dash or italics; what form it has; `italic`,
    most of it is.
    """

    voice: bool
    text: str
    form: Form = Form.PLAIN
    italic: bool = False


def roles_of(sections: list[list[Spoken]]) -> list[list[Role]]:
    """Roles by section.

    Frame is what stands before the first contribution of the first section, and a last section in which nobody
    contributes and the next meeting is announced. Items, rows and footnotes take the role of their paragraph.
    """
    roles = [[Role.CONTRIBUTION if x.voice else Role.CHAIR for x in section] for section in sections]
    if any(Role.CONTRIBUTION in section for section in roles):
        first = roles[0]
        if Role.CONTRIBUTION in first:
            opening = first.index(Role.CONTRIBUTION)
            first[:opening] = [Role.FRAME] * opening
        last = sections[-1]
        if len(sections) > 1 and not any(x.voice for x in last) and any(CLOSING.search(x.text) for x in last):
            roles[-1] = [Role.FRAME] * len(last)
    inherited = _inherited([x for section in sections for x in section], [role for row in roles for role in row])
    return [[next(inherited) for _ in section] for section in sections]


def _inherited(spoken: list[Spoken], roles: list[Role]) -> Iterator[Role]:
    """The roles, those of items, rows and footnotes replaced by that of their paragraph.

    A footnote belongs to the last paragraph before it that has its mark, all others to the paragraph before; but an
    upright item after italics is the chair's ("2. Und der Staat?").
    """
    owner = 0
    for i, x in enumerate(spoken):
        if x.form is Form.PLAIN or (x.form is Form.ITEM and spoken[owner].italic and not x.italic):
            owner = i
        else:
            roles[i] = roles[_referring(spoken, i) if x.form is Form.NOTE else owner]
        yield roles[i]


def _referring(spoken: list[Spoken], note: int) -> int:
    """Index of the paragraph with the mark of a footnote; of the one before it where none has it."""
    if mark := mark_of(spoken[note].text):
        within = re.compile(rf"(?<![{RAISED}\s]){re.escape(mark)}(?![{RAISED}])")
        for i in range(note - 1, -1, -1):
            if spoken[i].form is not Form.NOTE and within.search(spoken[i].text):
                return i
    return next((i for i in range(note - 1, -1, -1) if spoken[i].form is not Form.NOTE), note)


def share(spans: list[Span], text: str) -> float:
    """How much of the text is in the spans, from 0 to 1."""
    return sum(end - start for start, end in spans) / len(text) if text else 0.0


def emphasis_of(spans: list[Span], text: str, contribution: bool) -> tuple[Span, ...]:
    """Emphasis proper. The italics of a whole contribution only tell the voice; what is upright in them stands out.

    Italics that a converter lost half-way are no emphasis either.
    """
    sign = SIGN.match(text)
    opening = 2 + (sign.end() if sign else 0)
    if not contribution or not spans or spans[0][0] > opening or share(spans, text) < 0.4:
        return tuple(spans)
    asides = []
    for (_, end), (start, _) in pairwise(spans):
        upright = text[end:start]
        a, b = end + len(upright) - len(upright.lstrip()), start - (len(upright) - len(upright.rstrip()))
        if a < b and len(upright.split()) <= ASIDE and upright.strip(RAISED + " "):
            asides.append((a, b))
    return tuple(asides)


QUOTE = re.compile(r"„[^„“”\"]{1,2000}[“”\"]|»[^»«]{1,2000}«|«[^»«]{1,2000}»|“[^“”]{1,2000}”|\"[^\"]{1,2000}\"")


def quotes_of(text: str) -> tuple[Span, ...]:
    """Quoted stretches, quotation marks included; German, French and typewriter forms."""
    return tuple(m.span() for m in QUOTE.finditer(text))
