"""Manuscripts: what was said, before it is printed.

They are written in the notation of a transcript (a dash opens a contribution, `+ ` an item, `| ` a row, `[^1]: ` a
footnote), one paragraph after the other. A contribution is italic; what is *marked* in it stands upright.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import NamedTuple

from jourfixe.model import Role
from jourfixe.transcribing.transcript import Kind

TEXTS = Path(__file__).parent / "texts"
DASHES = ("— ", "– ")
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
MARKED = re.compile(r"\[\^(?P<note>\d+)\]|(?P<sign>\*)|(?P<char>.)")


class Letter(NamedTuple):
    """A sign to print. `note`: it is the mark of a footnote."""

    char: str
    italic: bool = False
    note: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph. `letters` has all that is printed of it, the dash and the sign of an item too.

    `mark`: that of a footnote, printed before it and not among the letters. Cells of a row are parted by tabs.
    """

    kind: Kind
    role: Role | None
    letters: tuple[Letter, ...]
    mark: str = ""

    @property
    def dash(self) -> int:
        """How many letters the dash of a contribution takes."""
        return 2 if self.kind is Kind.PARAGRAPH and self.role is Role.CONTRIBUTION else 0

    @property
    def text(self) -> str:
        """The text as it is cited: without the dash, with raised marks of footnotes."""
        text = "".join(x.char.translate(RAISED) if x.note else x.char for x in self.letters[self.dash :])
        return (f"{self.mark.translate(RAISED)} " if self.mark else "") + text.replace("\t", " | ")


@cache
def manuscript(name: str) -> tuple[Piece, ...]:
    """The pieces of a text, in the order of a transcript: a footnote after the paragraph that refers to it."""
    pieces: list[Piece] = []
    for block in (TEXTS / f"{name}.txt").read_text("utf-8").split("\n\n"):
        pieces.append(_piece(block.strip(), pieces))
    return _framed(pieces)


def with_dash(pieces: tuple[Piece, ...], dash: str) -> tuple[Piece, ...]:
    """The same with another dash before contributions."""
    return tuple(
        replace(p, letters=(p.letters[0]._replace(char=dash), *p.letters[1:])) if p.dash else p for p in pieces
    )


def upright(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """The same with contributions in upright letters: only the dash tells them, and italics are emphasis."""
    return tuple(
        replace(piece, letters=tuple(x._replace(italic=not x.italic) for x in piece.letters))
        if piece.role is Role.CONTRIBUTION and piece.kind is not Kind.FOOTNOTE
        else piece
        for piece in pieces
    )


def _piece(block: str, before: list[Piece]) -> Piece:
    if block == "*":
        return Piece(Kind.SEPARATOR, None, (Letter("*"),))
    if block.startswith("# "):
        return Piece(Kind.HEADING, None, _letters(block[2:], False))
    if block.startswith(DASHES):
        return Piece(Kind.PARAGRAPH, Role.CONTRIBUTION, _letters(block, True))
    role = before[-1].role
    if block.startswith("+ "):
        return Piece(Kind.ITEM, role, _letters(block[2:], role is Role.CONTRIBUTION))
    if block.startswith("| "):
        return Piece(Kind.ROW, role, _letters(block[2:-2].replace(" | ", "\t"), role is Role.CONTRIBUTION))
    if note := re.match(r"\[\^(\d+)\]: ", block):
        return Piece(Kind.FOOTNOTE, role, _letters(block[note.end() :], False), note[1])
    return Piece(Kind.PARAGRAPH, Role.CHAIR, _letters(block, False))


def _letters(text: str, italic: bool) -> tuple[Letter, ...]:
    letters = []
    for m in MARKED.finditer(text):
        if m["sign"]:
            italic = not italic
        else:
            letters += [Letter(char, italic and not m["note"], bool(m["note"])) for char in m["note"] or m["char"]]
    return tuple(letters)


def _framed(pieces: list[Piece]) -> tuple[Piece, ...]:
    """What stands before the first contribution and in the last section is the frame."""
    first = next(i for i, p in enumerate(pieces) if p.role is Role.CONTRIBUTION)
    last = max(i for i, p in enumerate(pieces) if p.kind is Kind.SEPARATOR)
    return tuple(replace(p, role=Role.FRAME) if p.role and not first <= i < last else p for i, p in enumerate(pieces))
