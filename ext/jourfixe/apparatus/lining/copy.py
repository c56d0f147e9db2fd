"""What is to be set in lines: the paragraphs, what stands between them, and what is known of their lines."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ...model import Origin, Paragraph, Reason, Role, Span
from ...reading import Reading
from ..emending.changed import Changed

DASH = "— "


@dataclass(frozen=True, slots=True)
class Known:
    """A printed line begins at `offset`, and has the number `n` if there is one.

    `certain`: the number stands in its line, as far as the reading can tell.
    """

    offset: int
    n: int = 0
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Copy:
    """A paragraph as the compositor has it; all offsets count in `text`.

    `spoken`: a contribution, set with `lead` before it. `known`: in order.
    """

    text: str
    spoken: bool
    lead: str
    emphasis: tuple[Span, ...]
    strong: tuple[Span, ...]
    known: tuple[Known, ...]
    section: int


def copies(reading: Reading) -> list[Copy]:
    """The paragraphs of a protocol in order."""
    changed = Changed(reading, [str(n) for n in range(len(reading.protocol.paragraphs))])
    breaks: dict[str, set[int]] = {}
    for reason in (Reason.LINE, Reason.PAGE):
        for change in changed.by_kind[reason]:
            offset = change.at + len(change.edit.after) - change.piece.start
            if re.search(r"[\r\n]", change.edit.before) and 0 < offset < len(change.piece.text):
                breaks.setdefault(change.piece.rn, set()).add(offset)
    leads = {change.piece.rn: change.edit.before for change in changed.by_kind[Reason.VOICE]}
    pieces = [(piece.rn, piece.paragraph) for piece in changed.pieces if piece.paragraph]
    return [_copy(p, leads.get(rn, ""), breaks.get(rn, set())) for rn, p in pieces]


def _copy(p: Paragraph, lead: str, breaks: Iterable[int]) -> Copy:
    spoken = bool(lead) or p.role is Role.CONTRIBUTION
    known = {offset: Known(offset) for offset in breaks}
    for mark in p.lines:
        if mark.certain and mark.origin is not Origin.COMPUTED and mark.offset < len(p.text):
            known[mark.offset] = Known(mark.offset, mark.n)
        elif mark.offset in known:
            known[mark.offset] = Known(mark.offset, mark.n, False)
    dash = (lead.strip(" \t\r\n*_") + " ") if lead else DASH * spoken
    places = tuple(known[offset] for offset in sorted(known))
    return Copy(p.text, spoken, dash, p.emphasis, p.strong, places, p.section)
