"""A passage as Typst code, written from its marks: text, emphasis, lines of the witness, notes, emendations, links."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ...doctree.inline import Corrected, Inline, Link, Piece, Wrap, pieces
from .syntax import block, call, string, words

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
            yield from self._points(piece, notes)
            for wrap in piece.wraps[len(opened) :]:
                opened.append(wrap)
                yield self._opening(wrap)
            if piece.text:
                yield words(piece.text)

    def _points(self, piece: Piece, notes: Mapping[str, str]) -> Iterator[str]:
        for note in piece.notes:
            if note.target in notes:
                yield call("annotation", string(str(note.n)), self.label(note.target), notes[note.target])
        for line in piece.lines:
            yield call("line-mark", self.label(f"z-{line.n}"), str(line.n), "true" if line.certain else "false")

    def _opening(self, wrap: Wrap) -> str:
        if isinstance(wrap, Link | Corrected):
            return "{"
        return "strong({" if wrap[0] == "strong" else "emph({"

    def _closing(self, wrap: Wrap, text: str) -> str:
        if not isinstance(wrap, Corrected):
            return "}" if isinstance(wrap, Link) else "})"
        sign = string(letter(self.emendations))
        self.emendations += 1
        lemma, before, reason = (words(s) for s in (text[wrap.start : wrap.end], wrap.before, wrap.reason))
        return f"{call('emendation', sign, lemma, before, reason)}\n}}"
