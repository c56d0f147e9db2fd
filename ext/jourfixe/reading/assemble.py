"""Units to the protocol: head, sections, roles, and the lines of the margin."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from itertools import repeat

from ..model import LineMark, Origin, Paragraph, Protocol, Role, Section
from .blocks import Kind
from .forms import Form
from .header import HEAD_WORDS, parse_header
from .lines import Layout, Stretch, lay_out, stretch_of
from .pages import SENTENCE_END
from .source import Source
from .tokens import Context
from .units import Unit, heading_of
from .voices import Spoken, emphasis_of, quotes_of, roles_of, share
from .woven import Mark

LONG_LINE = 160  # characters; a printed line is shorter
LONG_HEAD = 300  # characters; a heading is shorter


@dataclass(slots=True)
class Part:
    """A section being put together."""

    heading: str = ""
    units: list[Unit] = field(default_factory=list)


def split_head(context: Context, units: list[Unit]) -> tuple[Unit | None, list[Unit]]:
    """The heading at the top, or a first paragraph that says what and when; and all the rest."""
    units = [unit for unit in units if unit.kind is not Kind.NOTHING]
    if not units or (units[0].kind is not Kind.HEADING and not _is_head(units[0])):
        return None, units
    n = 2 if len(units) > 1 and _is_subtitle(units[0], units[1]) else 1
    return heading_of(context, tuple(r for unit in units[:n] for r in unit.ranges)), units[n:]


def _is_head(unit: Unit) -> bool:
    text = unit.woven.text
    return len(text) < LONG_HEAD and bool(HEAD_WORDS.search(text)) and parse_header(text).dated


def _is_subtitle(head: Unit, unit: Unit) -> bool:
    """A short line under the heading that has the title, the date or the issue, which the heading lacks."""
    text = unit.woven.text
    if unit.kind is not Kind.TEXT or unit.voice or len(text) >= LONG_HEAD or SENTENCE_END.search(text):
        return False
    first, second = parse_header(head.woven.text), parse_header(text)
    return not first.title or bool(not first.issue and second.issue) or (not first.dated and _is_head(unit))


def parts_of(units: list[Unit]) -> list[Part]:
    """Sections begin after a separator and with a heading; an empty one is none."""
    parts = [Part()]
    for unit in units:
        if unit.kind is Kind.TEXT:
            parts[-1].units.append(unit)
        elif unit.kind is Kind.HEADING:
            if parts[-1].units or parts[-1].heading:
                parts.append(Part())
            parts[-1].heading = unit.woven.text
        elif unit.kind is Kind.SEPARATOR and parts[-1].units:
            parts.append(Part())
    return [part for part in parts if part.units or part.heading]


def assemble(source: Source, head: Unit | None, rest: list[Unit], *, exact: bool = False) -> tuple[Protocol, Layout]:
    """The protocol and the layout of its printed lines; of a transcript no line is in doubt."""
    heading = head.woven.text if head else ""
    header = parse_header(heading)
    doubtful = not exact and any(unit.woven.marks for unit in rest)
    layout = lay_out([_stretch(unit) for unit in rest] if doubtful else [])
    certain = repeat(True) if exact else iter(layout.certain)
    marks = {u.start: tuple(_mark(m, next(certain)) for m in u.woven.marks) for u in rest}
    parts = parts_of(rest)
    spoken = [[_spoken(unit) for unit in part.units] for part in parts]
    roles = roles_of(spoken) if spoken else []
    sections = []
    for n, (part, own) in enumerate(zip(parts, roles, strict=True), 1):
        said = zip(part.units, own, strict=True)
        paragraphs = tuple(_paragraph(source, unit, role, n, marks[unit.start]) for unit, role in said)
        sections.append(Section(n, part.heading, paragraphs))
    return Protocol(heading, header.title, header.date, header.issue, tuple(sections)), layout


def _spoken(unit: Unit) -> Spoken:
    return Spoken(unit.voice, unit.woven.text, unit.form, share(unit.woven.emphasis, unit.woven.text) > 0.5)


def _mark(mark: Mark, certain: bool) -> LineMark:
    return LineMark(mark.n, mark.offset, certain, Origin.COUNTED if mark.counted else Origin.PRINTED, mark.page)


def _paragraph(source: Source, unit: Unit, role: Role, section: int, marks: tuple[LineMark, ...]) -> Paragraph:
    woven = unit.woven
    return Paragraph(
        woven.text,
        role,
        section,
        source.place(unit.start),
        emphasis_of(woven.emphasis, woven.text, role is Role.CONTRIBUTION),
        tuple(woven.strong),
        quotes_of(woven.text),
        marks,
        unit.form is not Form.PLAIN,
    )


def _stretch(unit: Unit) -> Stretch:
    if unit.kind is Kind.SEPARATOR:
        return stretch_of("*")
    woven = unit.woven
    return stretch_of(woven.text, woven.breaks, woven.marks)


def move_to_line_start(units: list[Unit]) -> None:
    """Numbers at the right margin stand where their line ends; where it began only the line ends tell."""
    for unit in units:
        woven = unit.woven
        for i, mark in enumerate(woven.marks):
            n = bisect_left(woven.breaks, mark.offset)
            start = woven.breaks[n - 1] if n else 0
            near = mark.offset - start <= LONG_LINE
            woven.marks[i] = Mark(mark.n, start if near else mark.offset, near)


def place_loose(units: list[Unit], numbers: dict[int, int]) -> None:
    """Give margin numbers outside the paragraphs to one: to the end of the paragraph before, or to the first.

    `numbers`: offset in the source → number, in the order of the text.
    """
    texts = [unit for unit in units if unit.kind is Kind.TEXT]
    ends = [unit.end for unit in texts]
    for offset, n in reversed(numbers.items()):
        i = bisect_right(ends, offset)
        if i:
            texts[i - 1].woven.marks.append(Mark(n, len(texts[i - 1].woven.text), False))
        elif texts:
            texts[0].woven.marks.insert(0, Mark(n, 0, False))
    for unit in texts:
        unit.woven.marks.sort(key=lambda mark: (mark.offset, mark.n))
