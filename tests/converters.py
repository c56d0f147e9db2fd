"""Protocols set in type and converted back, with the noise that converters make.

A `Manuscript` is what was said; `convert` prints it in numbered lines and gives what a converter would make of the
pages. Widths count characters, `page` counts printed lines.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from jourfixe.model import Role
from jourfixe.reading import Reading

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Speech:
    """One paragraph: a contribution or the chair's; `spans` are emphasized."""

    text: str
    voice: bool = False
    spans: Spans = ()


@dataclass(frozen=True)
class Manuscript:
    """What was said, section by section."""

    date: datetime.date
    title: str
    issue: str
    sections: tuple[tuple[Speech, ...], ...]

    @property
    def speeches(self) -> list[Speech]:
        return [speech for section in self.sections for speech in section]


@dataclass(frozen=True)
class Layout:
    """How the pages look and what the converter does to them."""

    width: int = 88
    step: int = 5  # 0: no margin numbers
    numbers: str = "left"  # left, right, inside (of a source line), alone (a line), apart (a paragraph)
    counted_blanks: int = 0  # how many lines the space after a paragraph counts
    restart: bool = False  # count anew on each page
    page: int = 0  # printed lines on a page; 0: no page breaks
    head: str = ""  # running head before each page but the first; {n} is the page number
    foot: str = ""
    lines: str = "joined"  # joined: a paragraph is one line; printed: as on paper; broken: joined, broken at numbers
    line_break: str = "  \n"  # for "broken"
    blank: bool = True  # a blank line between paragraphs
    indent: str = ""
    dash: str = "— "
    emphasis: str = "*"  # "": italics are lost
    italics: bool = True  # contributions are italic
    separator: str = "\\*"
    heading: str = "## **{all}**"  # {all}, or {date}, {title} and {issue}
    date: str = "Jour fixe vom {0:%d.%m.%Y}"
    newline: str = "\n"
    encoding: str = "utf-8"


def manuscript(reading: Reading) -> Manuscript:
    """What was said in a protocol that has been read."""
    p = reading.protocol
    assert p.date
    speeches = [
        tuple(Speech(x.text, x.role is Role.CONTRIBUTION, x.emphasis) for x in section.paragraphs)
        for section in p.sections
    ]
    return Manuscript(p.date, p.title, p.issue, tuple(speeches))


def convert(text: Manuscript, layout: Layout) -> bytes:
    """The bytes that a converter gives for the printed text."""
    parts = [_heading(text, layout)]
    press = _Press(layout)
    for i, section in enumerate(text.sections):
        if i:
            press.line += 1
            parts.append(layout.separator)
        parts += [press.paragraph(speech) for speech in section]
    joint = "\n\n" if layout.blank else "\n"
    whole = joint.join(parts) + "\n"
    return whole.replace("\n", layout.newline).encode(layout.encoding)


def _heading(text: Manuscript, layout: Layout) -> str:
    date, issue = layout.date.format(text.date), f"(GS {text.issue})"
    return layout.heading.format(all=f"{date} {text.title} {issue}", date=date, title=text.title, issue=issue)


class _Press:
    """Sets paragraphs one after the other and counts the printed lines."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.line = 2
        self.on_page = 2
        self.pages = 1

    def paragraph(self, speech: Speech) -> str:
        layout = self.layout
        rows: list[str] = []
        breaks: set[int] = set()
        for i, (start, end) in enumerate(_lines(speech.text, layout.width)):
            if layout.page and self.on_page >= layout.page and i:
                breaks.add(len(rows))
                self._turn()
            self.line += 1
            self.on_page += 1
            rows.append(self._row(speech, start, end, first=not i))
        self.line += layout.counted_blanks
        self.on_page += 1
        return layout.indent + "".join(self._joined(rows, breaks))

    def _turn(self) -> None:
        self.pages += 1
        self.on_page = 0
        if self.layout.restart:
            self.line = 0

    def _row(self, speech: Speech, start: int, end: int, first: bool) -> str:
        layout = self.layout
        spans = ((0, len(speech.text)),) if speech.voice and layout.italics else speech.spans
        row = _marked(speech.text, start, end, spans, layout.emphasis)
        if first and speech.voice:
            row = layout.dash + row
        if not layout.step or self.line % layout.step:
            return row
        if layout.numbers == "right":
            return f"{row} {self.line}"
        if layout.numbers == "inside" and " " in row:
            middle = row.index(" ", len(row) // 3) if " " in row[len(row) // 3 :] else row.index(" ")
            return f"{row[:middle]} {self.line}{row[middle:]}"
        gap = {"alone": "\n", "apart": "\n\n"}.get(layout.numbers, " ")
        return f"{self.line}{gap}{row}"

    def _joined(self, rows: list[str], breaks: set[int]) -> Iterator[str]:
        layout = self.layout
        page = self.pages - len(breaks)
        for i, row in enumerate(rows):
            if i in breaks:
                page += 1
                furniture = [layout.foot.format(n=page - 1)] if layout.foot else []
                furniture += [layout.head.format(n=page)] if layout.head else []
                yield "\n\n" + "".join(f"{x}\n\n" for x in furniture)
            elif i:
                numbered = row[:1].isdigit() and layout.numbers == "left"
                broken = layout.lines == "broken" and numbered
                alone = {"alone": "\n", "apart": "\n\n"}.get(layout.numbers) if row[:1].isdigit() else None
                yield alone or (layout.line_break if broken else "\n" if layout.lines == "printed" else " ")
            yield row


def _lines(text: str, width: int) -> Iterator[tuple[int, int]]:
    """Offsets of the printed lines; the space at which a line ends belongs to none."""
    start = 0
    while len(text) - start > width:
        end = text.rfind(" ", start, start + width + 1)
        end = end if end > start else text.find(" ", start)
        if end < 0:
            break
        yield start, end
        start = end + 1
    yield start, len(text)


def _marked(text: str, start: int, end: int, spans: Spans, sign: str) -> str:
    """One printed line; emphasis is closed at its end and opened anew on the next."""
    out, at = [], start
    for a, b in spans:
        a, b = max(a, start), min(b, end)
        if a < b:
            out += text[at:a], sign, text[a:b], sign
            at = b
    return "".join(out) + text[at:end]
