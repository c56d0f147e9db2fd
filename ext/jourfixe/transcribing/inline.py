"""The runs of a passage as text with marks of emphasis, so that the reading pairs them as they were meant.

The rules of the pairing are those of reading/emphasis.py. Emphasis goes on over line ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..reading.emphasis import LONGEST
from ..reading.forms import NOTE
from .transcript import Run

SPECIAL = re.compile(r"[\\*_<&¬]|\[(?=\^)")
SPACES = re.compile(r"\s+")
LINE_END = "\n"


@dataclass(frozen=True, slots=True)
class Style:
    bold: bool = False
    italic: bool = False

    @property
    def marks(self) -> str:
        return "*" * (2 * self.bold + self.italic)


PLAIN = Style()


def note_mark(mark: str) -> str:
    """How the text refers to a footnote; only what forms.py takes for one can be written so."""
    return f"[^{mark.strip(' ()[].')}]"


def marked(lines: Sequence[Sequence[Run]]) -> list[str]:
    """Each line with its marks; none begins or ends with a space."""
    pieces = _settled(list(_pieces(lines)))
    out: list[str] = []
    style, after_space = PLAIN, True
    for text, wanted in pieces:
        if not text.strip():
            out.append(text)
            after_space = True
            continue
        wanted = _possible(style, wanted, after_space)
        space = out.pop() if out and not out[-1].strip() else ""
        out += (style.marks, space, wanted.marks, text) if style != wanted else (space, text)
        style, after_space = wanted, False
    if style.marks:
        at = next(i for i in range(len(out) - 1, -1, -1) if out[i].strip())
        out.insert(at + 1, style.marks)
    return [line.strip(" ") for line in "".join(out).split(LINE_END)]


def _pieces(lines: Sequence[Sequence[Run]]) -> Iterator[tuple[str, Style]]:
    """Words and spaces apart, each with its style; a line end is a space."""
    for i, runs in enumerate(lines):
        if i:
            yield LINE_END, PLAIN
        for run in runs:
            style = Style(run.bold, run.italic)
            if run.note and NOTE.fullmatch(note_mark(run.text)):
                yield note_mark(run.text), style
                continue
            for text in re.split(r"(\s+)", run.text):
                if text.isspace():
                    yield "\t" if text == "\t" else " ", PLAIN
                elif text:
                    yield SPECIAL.sub(_escaped, text), style


def _escaped(special: re.Match[str]) -> str:
    return f"\\{special[0]}" if special[0].isascii() else f"&#{ord(special[0])};"


def _settled(pieces: list[tuple[str, Style]]) -> list[tuple[str, Style]]:
    """Neighbouring words of one style, and neighbouring spaces, are one piece; at a line end no other space stays."""
    settled: list[tuple[str, Style]] = []
    for text, style in pieces:
        before = settled[-1] if settled else None
        if before and before[1] == style and bool(before[0].strip()) == bool(text.strip()):
            settled[-1] = (_space(before[0] + text) if not text.strip() else before[0] + text, style)
        else:
            settled.append((text, style))
    return settled


def _space(text: str) -> str:
    return LINE_END * text.count(LINE_END) or ("\t" if "\t" in text else " ")


def _possible(before: Style, wanted: Style, after_space: bool) -> Style:
    """Within a word two marks in a row must not be more than the pairing takes for one run."""
    fits = after_space or before == wanted or len(before.marks) + len(wanted.marks) <= LONGEST
    return wanted if fits else before
