"""The numbers of a protocol whose wording the editors emend.

What is published is the emended text, but entries of emendations.toml name paragraphs of the unemended one. Published
paragraphs are therefore found again by what the witness has there, wherever the emendations lead from it to them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ...model import Emendation, Finding, Place, Protocol
from ..numbers.numbering import Numbering, Wording, number, reworded
from ..numbers.register import Register, sha256
from .emend import by_number, emend, emended_text
from .entries import Entry


@dataclass(frozen=True, slots=True)
class Emended:
    """The text as edited, its numbers, and the entries that do not fit."""

    protocol: Protocol
    numbering: Numbering
    emendations: tuple[Emendation, ...]
    findings: list[Finding]


def number_emended(
    register: Register, read: Protocol, entries: Sequence[Entry], wording: Wording, protocol: str, place: Place
) -> Emended:
    """Number the text as read, emend it, and tell what of the emended text is not as published."""
    texts = [p.text for p in read.paragraphs]
    if not entries:
        return Emended(read, number(register, texts, wording, protocol, place), (), [])
    before = _before_emendation(register, texts, entries)
    numbering = number(_as_read(register, before), texts, lambda: wording() | before, protocol, place)
    edited, made, faults = emend(read, numbering.numbers, entries, dict(numbering.gone))
    numbering = reworded(numbering, register, [p.text for p in edited.paragraphs], wording, protocol, place)
    return Emended(edited, numbering, made, faults)


def _before_emendation(register: Register, texts: Sequence[str], entries: Sequence[Entry]) -> dict[str, str]:
    """Number → the text from which the emendations lead to the published one. Others may say the same as either."""
    published = register.current.entries if register.current else ()
    wanted = by_number(entries)
    there, wording = Counter(map(sha256, texts)), Counter(e.sha256 for e in published)
    loose = [text for text in dict.fromkeys(texts) if there[sha256(text)] > wording[sha256(text)]]
    return {
        e.rn: text
        for e in published
        if e.rn in wanted and there[e.sha256] < wording[e.sha256]
        for text in loose
        if sha256(emended_text(text, wanted[e.rn])) == e.sha256
    }


def _as_read(register: Register, before: dict[str, str]) -> Register:
    """The register as if the last Fassung had been published without emendations."""
    if not before or not register.current:
        return register
    *older, current = register.revisions
    entries = (replace(e, sha256=sha256(before[e.rn])) if e.rn in before else e for e in current.entries)
    return replace(register, revisions=(*older, replace(current, entries=tuple(entries))))
