"""What pandoc does not tell is written into the text before pandoc reads it, with characters that no text may hold.

A mark of a paragraph says which paragraph of the file this is and by which sign it is listed ("1.", "–"); a mark of
style says how the text after it looks. Unicode keeps U+FDD0 to U+FDEF for such inner use.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import IntFlag
from typing import NamedTuple

BEGIN, SIGN, END = "\ufdd0", "\ufdd1", "\ufdd2"
STYLES = 0xFDD3
MARK = re.compile(f"{BEGIN}([0-9]+){SIGN}([^{BEGIN}{END}]*){END}|([{chr(STYLES)}-{chr(STYLES + 3)}])")
INNER = re.compile("[\ufdd0-\ufdef]")


class Style(IntFlag):
    """How characters look. Only italics and bold are marked: what is hidden or struck is told, and raised and lowered
    digits have signs of their own.
    """

    PLAIN = 0
    ITALIC = 1
    BOLD = 2
    HIDDEN = 4
    RAISED = 8
    LOWERED = 16
    STRUCK = 32
    MARKED = ITALIC | BOLD


class Opening(NamedTuple):
    """A paragraph begins: its number in the file, counted from 1, and its sign in a list."""

    at: int
    sign: str


def paragraph_mark(at: int, sign: str) -> str:
    return f"{BEGIN}{at}{SIGN}{without_marks(sign)}{END}"


def style_mark(style: Style) -> str:
    return chr(STYLES + style)


def without_marks(text: str) -> str:
    return INNER.sub("", text)


def parts(text: str) -> Iterator[Opening | Style | str]:
    """Text and marks in order."""
    done = 0
    for m in MARK.finditer(text):
        if done < m.start():
            yield text[done : m.start()]
        yield Style(ord(m[3]) - STYLES) if m[3] else Opening(int(m[1]), m[2])
        done = m.end()
    if done < len(text):
        yield text[done:]
