"""A passage as Typst code, written from its marks: text, emphasis, lines of the witness, notes, emendations, links."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ...doctree.inline import Corrected, Inline, Piece, Wrap, pieces
from .syntax import block, call, string, words

FIRST = re.compile(r"\s*\S[\u0300-\u036f]*")  # the first sign of a line
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def letter(n: int) -> str:
    """a, b … z, aa, ab …: how the apparatus counts emendations, from 0."""
    return (letter(n // 26 - 1) if n >= 26 else "") + LETTERS[n % 26]


class PassageWriter:
    """Writes passages of one document. Emendations are lettered through each protocol.

    Words that lead to the glossary, persons or literature are words like others: paper cannot be followed.
    """

    def __init__(self, docname: str) -> None:
        self.docname, self.emendations = docname, 0

    def label(self, id_: str) -> str:
        return string(f"{self.docname}#{id_}")

    def text(self, text: str, inline: Inline, notes: Mapping[str, str]) -> str:
        """`notes`: id of a note → its content as code."""
        return block(self._parts(text, inline, notes))

    def _parts(self, text: str, inline: Inline, notes: Mapping[str, str]) -> Iterator[str]:
        opened: list[Wrap] = []
        for piece in pieces(text, inline):
            while opened != list(piece.wraps[: len(opened)]):
                yield self._closing(opened.pop(), text)
            for note in piece.notes:
                if note.target in notes:
                    yield call("annotation", string(str(note.n)), self.label(note.target), notes[note.target])
            for wrap in piece.wraps[len(opened) :]:
                opened.append(wrap)
                yield _opening(wrap)
            yield from self._words(piece)

    def _words(self, piece: Piece) -> Iterator[str]:
        """The mark of a line stands behind its first sign: before it, it might be left at the end of the line above."""
        lines = [
            call("line-mark", self.label(f"z-{line.name}"), string(line.shown), "true" if line.certain else "false")
            for line in piece.lines
        ]
        first = FIRST.match(piece.text) if lines else None
        if first:
            yield words(first[0])
        yield from lines
        if rest := piece.text[first.end() :] if first else piece.text:
            yield words(rest)

    def _closing(self, wrap: Wrap, text: str) -> str:
        if not isinstance(wrap, Corrected):
            return "})"
        sign = string(letter(self.emendations))
        self.emendations += 1
        lemma, before, reason = (words(s) for s in (text[wrap.start : wrap.end], wrap.before, wrap.reason))
        return f"{call('emendation', sign, lemma, before, reason)}\n}}"


def _opening(wrap: Wrap) -> str:
    if isinstance(wrap, Corrected):
        return "{"
    return "strong({" if wrap[0] == "strong" else "emph({"
