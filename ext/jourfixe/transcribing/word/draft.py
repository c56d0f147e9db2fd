"""A passage while it is made: its pieces still know from which paragraph of the file they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from ..transcript import Doubt, Kind, Passage, PrintedLine, Run
from .marks import Style

SOFT_HYPHEN = "\u00ad"
SPACES = re.compile(r"[ \t\n]+")
BREAK = "\n"


class Piece(NamedTuple):
    """Characters of one style, from paragraph `at` of the file. `note`: they are the mark of a footnote."""

    text: str
    style: Style = Style.PLAIN
    at: int = 0
    note: bool = False


@dataclass(slots=True)
class Draft:
    """Pieces; BREAK begins a new line. `sign`: what stands before an item, not in the file as text.

    `notes` are the footnotes that the passage refers to.
    """

    kind: Kind
    pieces: list[Piece] = field(default_factory=list)
    sign: str = ""
    mark: str = ""
    notes: list[Draft] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)

    def passage(self) -> Passage:
        lines = [tuple(_runs(list(line))) for line in _lines(self.pieces)]
        lines = [line for line in lines if line] or [()]
        if self.kind is Kind.HEADING and all(run.bold or not run.text.strip() for line in lines for run in line):
            lines = [tuple(Run(run.text, run.italic, note=run.note) for run in line) for line in lines]
        if self.sign:
            lines[0] = (Run(f"{self.sign} "), *lines[0])
        printed = [PrintedLine(line, doubts=tuple(self.doubts) if i == 0 else ()) for i, line in enumerate(lines)]
        return Passage(self.kind, tuple(printed), self.mark)


def _lines(pieces: list[Piece]) -> Iterator[Iterator[Piece]]:
    return (line for is_break, line in groupby(pieces, lambda piece: piece.text == BREAK) if not is_break)


def _runs(pieces: list[Piece]) -> Iterator[Run]:
    """Pieces of one look joined, spaces made one, none at the edges; cells stay parted by a run that is a tab."""
    looks = _looks(pieces)
    spaced = True
    for (look, note, tab), group in groupby(
        zip(pieces, looks, strict=True), lambda each: (each[1], each[0].note, each[0].text == "\t")
    ):
        text = "".join(piece.text for piece, _ in group).replace(SOFT_HYPHEN, "")
        if tab:
            yield Run("\t")
            spaced = True
            continue
        text = SPACES.sub(" ", text)
        text = text[1:] if spaced and text.startswith(" ") else text
        if text:
            spaced = text.endswith(" ")
            yield Run(text, Style.ITALIC in look, Style.BOLD in look, note)


def _looks(pieces: list[Piece]) -> list[Style]:
    """Style of each piece; a space between two pieces of one style has theirs."""
    looks = [piece.style for piece in pieces]
    for i in range(1, len(pieces) - 1):
        if pieces[i].text == " " and looks[i - 1] == pieces[i + 1].style:
            looks[i] = looks[i - 1]
    return looks
