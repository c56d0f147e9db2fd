"""A transcript as the text of raw.md. The other half, reading it back, is reading/transcript.py."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TextIO

from ..reading.blocks import SEPARATOR
from ..reading.forms import NOTE
from ..reading.transcript import HEADER, JOINED
from .inline import marked, note_mark
from .transcript import Doubt, Kind, Leaf, Passage, PrintedLine, Transcript

GUTTER = 6  # characters before the bar; a longer number makes it wider
UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
PARTED = r"\* \* \*"  # stands for a separator that is printed in a way the reading does not know
BEFORE = {Kind.HEADING: "# ", Kind.ITEM: "+ "}


def write(transcript: Transcript, stream: TextIO) -> None:
    """Write it passage by passage."""
    stream.write(f"{HEADER}{_plain(transcript.name)} -->\n")
    for passage in transcript.passages:
        stream.write("\n")
        stream.writelines(f"{row}\n" for row in _rows(passage))


def _rows(passage: Passage) -> Iterator[str]:
    """A line of the file for each printed one, with the comments that stand before it."""
    texts = marked([line.runs for line in passage.lines])
    last = len(texts) - 1
    for i, (line, text) in enumerate(zip(passage.lines, texts, strict=True)):
        if line.leaf:
            yield _leaf(line.leaf)
        yield from map(_doubt, line.doubts)
        if passage.kind is Kind.ROW:
            text = text.replace("|", "\\|").replace("\t", " | ")
        if passage.kind is Kind.SEPARATOR and not SEPARATOR.fullmatch(text):
            yield f"<!-- gedruckt: „{_plain(line.text)}“ -->"
            text = PARTED
        text = _opened(passage, text, whole=len(passage.lines) == 1) if i == 0 else text
        yield f"{_gutter(line)} | {text}{JOINED if line.divided and i < last else ''}".rstrip()


def _opened(passage: Passage, text: str, whole: bool) -> str:
    """The first line with the sign of what it opens; a text that looks like a sign is told from one."""
    if passage.kind is Kind.FOOTNOTE:
        return f"{note_mark(passage.mark)}: {text}" if NOTE.fullmatch(note_mark(passage.mark)) else f"+ {text}"
    if passage.kind is Kind.ROW:
        return f"| {text}"
    if passage.kind in BEFORE:
        return BEFORE[passage.kind] + text
    if passage.kind is Kind.PARAGRAPH:
        if whole and SEPARATOR.fullmatch(text):
            return f"&#{ord(text.lstrip(chr(92))[0])};{text.lstrip(chr(92))[1:]}"
        if text[:1] in ("#", "+", "|"):
            return f"\\{text}"
    return text


def _gutter(line: PrintedLine) -> str:
    number = "" if line.n is None else str(line.n) if line.printed else f"[{line.n}]"
    return number.rjust(GUTTER - 1)


def _leaf(leaf: Leaf) -> str:
    return f"<!-- {' · '.join((f'Seite {leaf.n}', *(f'„{_plain(text)}“' for text in leaf.furniture)))} -->"


def _doubt(doubt: Doubt) -> str:
    readings = " oder ".join(f"„{_plain(text)}“" for text in _readings(doubt))
    return f"<!-- prüfen: {doubt.code} {readings} -->"


def _readings(doubt: Doubt) -> Iterable[str]:
    return (doubt.read, doubt.other) if doubt.other else (doubt.read,)


def _plain(text: str) -> str:
    return UNSAFE.sub(" ", text).replace("-->", "→").strip()
