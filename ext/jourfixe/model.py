"""The nouns of the edition. Plain, frozen, without behaviour that needs Sphinx.

Every offset into a paragraph counts characters of its `text`; every offset into a witness counts characters
of the decoded file (after the byte order mark).
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

Span = tuple[int, int]


class Plain:
    """A dataclass with slots that is pickled as its values: by itself it looks up its fields each time."""

    __slots__ = ()

    def __reduce__(self) -> tuple[type, tuple[object, ...]]:
        names: tuple[str, ...] = self.__slots__
        return type(self), tuple([getattr(self, name) for name in names])


class Role(StrEnum):
    """Who speaks. The values are those of edition.json."""

    CONTRIBUTION = "contribution"
    CHAIR = "chair"
    FRAME = "frame"


class Reason(StrEnum):
    """Why the edited text differs from the witness at one place."""

    MARGIN = "margin number"
    LINE = "line break"
    PAGE = "page break"
    HYPHEN = "hyphen at a line end"
    PARAGRAPH = "space between paragraphs"
    SPACE = "space"
    SEPARATOR = "section separator"
    MARKUP = "markup"
    VOICE = "dash before a contribution"
    FURNITURE = "running head or page number"
    CHARACTER = "form of a character"
    LOST = "margin number that the witness lacks"
    EMENDATION = "emendation"


@dataclass(frozen=True, slots=True)
class Edit:
    """One difference: `before` stands in the witness at `start`, `after` in the edited text."""

    start: int
    before: str
    after: str
    reason: Reason

    @property
    def end(self) -> int:
        return self.start + len(self.before)


@dataclass(frozen=True, slots=True)
class Place(Plain):
    """A place in a file for messages; line and column count from 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Finding(Plain):
    """Something the reading could not decide, or a fault; `blocks` means that no edition may be built.

    `read` and `other`: the reading that was taken and the one that was not, where there are two.
    """

    code: str
    place: Place
    message: str
    hint: str
    blocks: bool = False
    read: str = ""
    other: str = ""

    def __str__(self) -> str:
        return f"{self.place}: {self.code} {self.message}\n    → {self.hint}"


class Origin(StrEnum):
    """How the number of a line is known. The values are those of edition.json."""

    PRINTED = "printed"  # it stands in the margin
    COUNTED = "counted"  # from a printed one, line by line
    COMPUTED = "computed"  # the paragraph was laid out again


@dataclass(frozen=True, slots=True)
class LineMark(Plain):
    """Printed line `n` begins at `offset`, as far as is known. `page`: where the numbers begin anew on each, else 0."""

    n: int
    offset: int
    certain: bool
    origin: Origin = Origin.PRINTED
    page: int = 0

    @property
    def name(self) -> str:
        """As in addresses: 155, or 3.5 for line 5 of page 3."""
        return f"{self.page}.{self.n}" if self.page else str(self.n)


@dataclass(frozen=True, slots=True)
class Paragraph(Plain):
    """The unit of citation. A paragraph cut by a page break is one paragraph.

    `continues`: it is an item, a row of a table or a footnote; nobody begins to speak with it.
    """

    text: str
    role: Role
    section: int
    place: Place
    emphasis: tuple[Span, ...] = ()
    strong: tuple[Span, ...] = ()
    quotes: tuple[Span, ...] = ()
    lines: tuple[LineMark, ...] = ()
    continues: bool = False


@dataclass(frozen=True, slots=True)
class Section(Plain):
    """What stands between two separators; `heading` is empty where the witness has only a separator."""

    n: int
    heading: str
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Protocol(Plain):
    """One meeting as read from its witness, before any number is given.

    `heading` is the witness's own first line; title, date and issue are taken from it.
    """

    heading: str
    title: str
    date: datetime.date | None
    issue: str
    sections: tuple[Section, ...]

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        return tuple(p for section in self.sections for p in section.paragraphs)


@dataclass(frozen=True, slots=True)
class Emendation(Plain):
    """An editor's change of wording. `after` stands in the edited text at `start`; the witness has `before` there.

    Both are whole words and never empty. `place` is that of its entry in emendations.toml.
    """

    rn: str
    start: int
    before: str
    after: str
    reason: str
    place: Place

    @property
    def end(self) -> int:
        return self.start + len(self.after)


@dataclass(frozen=True, slots=True)
class Note(Plain):
    """An editor's commentary on a paragraph, or on some words of it (`span` into its text).

    `source` is Markdown as written; its first line is the line `place.line` of notes.md.
    """

    rn: str
    words: str
    span: Span | None
    source: str
    place: Place


class Citation(NamedTuple):
    """An article, an issue or pages named in a paragraph: text[start:end]. What is not known is empty."""

    start: int
    end: int
    article: str
    issue: str
    pages: str


class Mention(NamedTuple):
    """A term of the glossary (`key`: its name) or a person (`key` in persons.toml) at text[start:end]."""

    key: str
    start: int
    end: int
