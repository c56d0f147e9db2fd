"""The nouns of a transcription: what stands printed, passage by passage and line by line.

A transcript is made from a file that is no text (PDF, Word, ODT), written down as raw.md (see write.py) and read
like any other witness (reading/transcript.py).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a passage is. An item of a list and a row of a table are passages of their own."""

    HEADING = "heading"
    SEPARATOR = "separator"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"
    FOOTNOTE = "footnote"


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one style, spaces included. `note`: they are the mark of a footnote ("1"), not text."""

    text: str
    italic: bool = False
    bold: bool = False
    note: bool = False


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something the transcription could not decide. `code` is in the catalogue of findings (JF12x).

    `read` is the reading it took, `other` the one it did not; both are short and in the words of the text.
    """

    code: str
    read: str
    other: str = ""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page begins. `n` counts the pages of the file from 1; `furniture`: its running heads and page numbers."""

    n: int
    furniture: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """One line as printed; of a file without lines, a whole passage.

    `n` is its number in the margin, None where the lines are not counted; `printed`: the number stands there, else
    it was counted from one that does. `divided`: the line ended in a hyphen that only divides a word; it is not in
    the runs. A line that ends in a real hyphen has it in its runs. Otherwise a space parts a line from the next.
    `leaf`: the page that begins with this line. `doubts` concern this line.
    """

    runs: tuple[Run, ...]
    n: int | None = None
    printed: bool = False
    divided: bool = False
    leaf: Leaf | None = None
    doubts: tuple[Doubt, ...] = ()

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Passage:
    """Lines that belong together, over page breaks.

    The dash of a contribution and the sign of a list item are the first characters of the first line. `mark`: that
    of a FOOTNOTE, not repeated in its lines. The cells of a ROW are parted by a run that is a tab.
    """

    kind: Kind
    lines: tuple[PrintedLine, ...]
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Transcript:
    """A file as transcribed. `passages` can be gone through once: a long file is never in memory as a whole.

    `name` is the file's own.
    """

    name: str
    passages: Iterable[Passage]
