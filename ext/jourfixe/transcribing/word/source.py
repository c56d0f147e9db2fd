"""A file made ready for pandoc, and what is read beside it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from ...reading.forms import raised
from .marks import Style, paragraph_mark, style_mark, without_marks


class What(StrEnum):
    """Where words stand in a file, as an editor is told. Those of the text go to pandoc, all others never."""

    BODY = "Text"
    BOX = "Textfeld"
    DELETED = "gelöscht"
    HIDDEN = "verborgen"
    COMMENT = "Kommentar"
    HEADER = "Kopfzeile"
    FOOTER = "Fußzeile"
    FORMULA = "Formel"
    PICTURE = "Bild"
    SIGN = "Sonderzeichen"


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

    def tell(self, at: int, what: What, text: str) -> None:
        """Something that stands in paragraph `at`; words of one kind are told together."""
        self.words.setdefault((at, what), []).append(text)


class Paragraph:
    """A paragraph while it is copied."""

    def __init__(self, source: Source, sign: str) -> None:
        source.paragraphs += 1
        self.source, self.at = source, source.paragraphs
        self.mark = paragraph_mark(self.at, sign)
        self._style = Style.PLAIN

    def text(self, text: str, style: Style) -> str:
        """The text as it is copied, with a mark where its look changes."""
        if style & Style.RAISED:
            text, style = raised(text) if text.isdecimal() else text, style & ~Style.RAISED
        self.tell(What.HIDDEN if style & Style.HIDDEN else What.BODY, text)
        if style & Style.HIDDEN:
            return ""
        before, self._style = self._style, style
        return ("" if style == before else style_mark(style)) + without_marks(text)

    def tell(self, what: What, text: str) -> None:
        self.source.tell(self.at, what, text)
