"""A witness that is a transcript: nothing in it has to be guessed.

One line of the file is one printed line, behind a bar; before the bar stands the number of the line, in brackets if
it was only counted. A blank line parts passages, a comment does not. transcribing/write.py writes it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..findings import DOUBTS, OPEN, finding
from ..model import Finding
from .blocks import HEADING, SEPARATOR, Block, Kind
from .forms import NOTE, Form
from .numbers import line_number, page_of
from .source import Line, Source
from .units import Unit
from .woven import Mark

HEADER = "<!-- Abschrift 1: "
JOINED = "¬"
SETTLED = " Danach den Kommentar „prüfen“ löschen."
GUTTER = re.compile(r"[ \t]*((?:\d{1,9}|\[\d{1,9}\])?[ \t]*\|(?:[ \t]|$))")
COMMENT = re.compile(r"[ \t]*<!--.*-->[ \t]*$")
PAGE = re.compile(r"[ \t]*<!-- Seite (\d{1,9})\b")
DOUBT = re.compile(r"[ \t]*<!--\s*prüfen\b[:\s]*(?:(JF\d{3})\b\s*)?(.*?)\s*-->", re.I)
READINGS = re.compile("„(.*?)“(?: oder „(.*)“)?")
ITEM = re.compile(r"\+ ")
BAR = "| "
OPENS = {Form.PLAIN: "", Form.NOTE: "", Form.ITEM: "+ ", Form.ROW: BAR}  # what stands before the range of a unit


@dataclass(frozen=True, slots=True)
class Transcribed:
    """`gutters`: start → end of what stands before the text of a line. `comments`: indexes of lines.

    `pages`: start → number, where the count of lines begins anew on most of them, else none. `void`: gutters whose
    number does not count; so in footnotes, which are printed further down.
    """

    gutters: dict[int, int]
    comments: frozenset[int]
    blocks: tuple[Block, ...]
    findings: tuple[Finding, ...]
    pages: tuple[tuple[int, int], ...]
    void: frozenset[int]


def is_transcript(text: str) -> bool:
    """What stands before the first line is blank at most."""
    return text.lstrip().startswith(HEADER.rstrip())


def read_transcript(source: Source) -> Transcribed:
    """Divide the file into passages; a line without a bar is text, and told."""
    comments, gutters, findings = set[int](), dict[int, int](), list[Finding]()
    for i, line in enumerate(source.lines):
        text = source.text[line.start : line.end]
        if COMMENT.match(text):
            comments.add(i)
            findings += _doubts(source, line)
        elif gutter := GUTTER.match(text):
            gutters[line.start + gutter.start(1)] = line.start + gutter.end()
        elif text.strip():
            findings.append(finding("JF135", source.place(line.start), text=text.strip()[:40]))
    blocks = tuple(_block(source, lines) for lines in _groups(source, comments))
    loose = (b.end - 1 for b in blocks if source.text[b.end - 1] == JOINED)
    findings += (finding("JF137", source.place(at)) for at in loose)
    noted = _noted(gutters, [block for block in blocks if block.form is Form.NOTE])
    numbers = {a: n for a, b in gutters.items() if a not in noted and (n := line_number(source.text[a:b]))}
    pages = _pages(source, comments, numbers)
    void = strays({at: (page_of(pages, at), n) for at, n in numbers.items()})
    findings += (finding("JF136", source.place(at), n=numbers[at], before=before) for at, before in void.items())
    return Transcribed(gutters, frozenset(comments), blocks, tuple(findings), pages, noted.union(void))


def _noted(gutters: dict[int, int], notes: list[Block]) -> frozenset[int]:
    """The gutters in footnotes."""
    starts = [note.start for note in notes]
    before = ((at, bisect_right(starts, end) - 1, end) for at, end in gutters.items())
    return frozenset(at for at, i, end in before if i >= 0 and end <= notes[i].end)


def _pages(source: Source, comments: set[int], numbers: dict[int, int]) -> tuple[tuple[int, int], ...]:
    """Where each begins, with its number; none unless the count begins anew on most of them."""
    starts = (source.lines[i].start for i in sorted(comments))
    pages = tuple((at, int(m[1])) for at in starts if (m := PAGE.match(source.text, at)))
    places = list(numbers)
    firsts = {i for at, _ in pages if (i := bisect_left(places, at)) < len(places)} - {0}
    anew = sum(numbers[places[i]] <= numbers[places[i - 1]] for i in firsts)
    return ((0, 1), *pages) if anew > len(firsts) / 2 else ()


def strays(lines: dict[int, tuple[int, int]]) -> dict[int, int]:
    """Of lines (page, number) by their place those that do not rise with the others, each with the number before it."""
    lasts, places, links = list[tuple[int, int]](), list[int](), dict[int, int]()  # least last line of chains by length
    for at, line in lines.items():
        i = bisect_left(lasts, line)
        lasts[i : i + 1], places[i : i + 1] = [line], [at]
        links[at] = places[i - 1] if i else -1
    rising, at = set[int](), places[-1] if places else -1
    while at >= 0:
        rising.add(at)
        at = links[at]
    before = dict(zip(lines, (0, *(n for _, n in lines.values())), strict=False))
    return {at: before[at] for at in lines if at not in rising}


def _doubts(source: Source, line: Line) -> Iterator[Finding]:
    """A comment with „prüfen“ is a finding until the editor deletes it."""
    if not (doubt := DOUBT.match(source.text, line.start, line.end)):
        return
    code, said = doubt[1] or "", doubt[2]
    readings = READINGS.fullmatch(said)
    if readings and code in DOUBTS:
        found = finding(code, source.place(line.start), read=readings[1], other=readings[2] or "")
    else:
        found = finding(OPEN, source.place(line.start), what=said)
    yield replace(found, hint=found.hint + SETTLED)


def _groups(source: Source, comments: set[int]) -> Iterator[list[Line]]:
    """The lines of each passage, comments left out."""
    group: list[Line] = []
    for i, line in enumerate(source.lines):
        if i in comments:
            continue
        if source.text[line.start : line.end].strip():
            group.append(line)
        elif group:
            yield group
            group = []
    if group:
        yield group


def _block(source: Source, lines: list[Line]) -> Block:
    """What opens the first line tells the kind and the form. The block begins behind the first gutter."""
    text, start, end = source.text, lines[0].start, lines[-1].end
    if gutter := GUTTER.match(text, start, lines[0].end):
        start = gutter.end()
    if SEPARATOR.fullmatch(text[start:end].strip()):
        return Block(Kind.SEPARATOR, start, end)
    if HEADING.match(text, start, end):
        return Block(Kind.HEADING, start, end)
    if item := ITEM.match(text, start, end):
        return Block(Kind.TEXT, item.end(), end, form=Form.ITEM)
    if text.startswith(BAR, start):
        return Block(Kind.TEXT, start, end, form=Form.ROW)
    note = NOTE.match(text, start, end)
    return Block(Kind.TEXT, start, end, form=Form.NOTE if note and note[2] else Form.PLAIN)


def mark_first_lines(source: Source, told: Transcribed, units: list[Unit]) -> None:
    """The number of a unit's first line stands before its range."""
    behind = {end: source.text[start:end] for start, end in told.gutters.items() if start not in told.void}
    for unit in units:
        at = unit.start if unit.start in behind else unit.start - len(OPENS[unit.form])
        gutter = behind.get(at, "")
        if n := line_number(gutter):
            unit.woven.marks.insert(0, Mark(n, 0, True, gutter.startswith("["), page_of(told.pages, at)))
