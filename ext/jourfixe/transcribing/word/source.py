"""A file made ready for pandoc, and what is read beside it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from ...reading.forms import raised
from ..signs import lowered
from .marks import Style, paragraph_mark, style_mark, without_marks


class What(StrEnum):
    """Where words stand in a file, as an editor is told. Those of the text go to pandoc, all others never."""

    BODY = "Text"
    BOX = "Textfeld"
    DELETED = "gelöscht"
    HIDDEN = "verborgen"
    STRUCK = "durchgestrichen"
    COMMENT = "Kommentar"
    HEADER = "Kopfzeile"
    FOOTER = "Fußzeile"
    FORMULA = "Formel"
    PICTURE = "Bild"
    SIGN = "Sonderzeichen"


TOLD = {Style.HIDDEN: What.HIDDEN, Style.STRUCK: What.STRUCK}


@dataclass(slots=True)
class Source:
    """`data` is a copy of the file for pandoc, with marks, that holds nothing but text, breaks, notes and tables.

    `words` are those of each paragraph (0: of none) by where they stand. `notes` and `headings` go by the numbers of
    paragraphs: the sign of the footnote that one begins, and all headings.
    `counted`: its lines are printed with numbers. `paragraphs`: how many have begun.
    """

    data: bytes = b""
    words: dict[tuple[int, What], list[str]] = field(default_factory=dict)
    notes: dict[int, str] = field(default_factory=dict)
    headings: set[int] = field(default_factory=set)
    counted: bool = False
    paragraphs: int = 0

    def tell(self, at: int, what: What, text: str, goes_on: bool = False) -> None:
        """Something that stands in paragraph `at`; words of one kind are told together.

        `goes_on`: there is nothing between it and what was told before.
        """
        told = self.words.setdefault((at, what), [""] * goes_on)
        if goes_on:
            told[-1] += text
        else:
            told.append(text)


class Paragraph:
    """A paragraph while it is copied."""

    def __init__(self, source: Source, sign: str) -> None:
        source.paragraphs += 1
        self.source, self.at = source, source.paragraphs
        self.mark = paragraph_mark(self.at, sign)
        self._style = self._shown = Style.PLAIN  # of the last text, and of the last that was copied

    def text(self, text: str, style: Style) -> str:
        """The text as it is copied, with a mark where its look changes."""
        before, self._style = self._style, style
        if style & (Style.RAISED | Style.LOWERED) and text.isdecimal():
            text = (raised if style & Style.RAISED else lowered)(text)
        for look, what in TOLD.items():
            if style & look:
                self.tell(what, text, bool(before & look))
        if style & Style.HIDDEN:
            return ""
        self.tell(What.BODY, text)
        shown, self._shown = self._shown, style & Style.MARKED
        return ("" if shown == self._shown else style_mark(self._shown)) + without_marks(text)

    def tell(self, what: What, text: str, goes_on: bool = False) -> None:
        self.source.tell(self.at, what, text, goes_on)
