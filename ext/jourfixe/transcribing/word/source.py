"""What a file says besides what pandoc reads in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class What(StrEnum):
    """Where words stand in a file, as an editor is told."""

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


class Stretch(NamedTuple):
    """Words of one paragraph, as they stand in the file; `at` is the number of the paragraph, 0 where it has none."""

    at: int
    what: What
    text: str


@dataclass(slots=True)
class Source:
    """A file made ready for pandoc by marks, and what it holds.

    `notes` and `headings` go by the numbers of paragraphs: a footnote's first, and all headings. `counted`: its lines
    are printed with numbers.
    """

    data: bytes = b""
    stretches: list[Stretch] = field(default_factory=list)
    notes: dict[int, str] = field(default_factory=dict)
    headings: set[int] = field(default_factory=set)
    counted: bool = False
