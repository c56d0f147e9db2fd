"""Typst code as text. Words of a file get into it only through `string`, so that none of them can become code."""

from __future__ import annotations

import re
from collections.abc import Iterable

SPECIAL = re.compile(
    r"[^ -~\u00a0-\u00ac\u00ae-\u1fff\u2010-\u2027\u2030-\u205e\u2070-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd]|[\\\"]"
)
SPACE = re.compile(r"[ \t\r\n]+")
TIED = re.compile(r"\b(Rn\.|S\.|Z\.|Nr\.|Art\.|Abs\.|Bd\.|GS|Fassung) (?=\d)")  # a number stays with what it counts
ENDLESS = re.compile(r"(?<![\S])(?!\w+://)\S{60}")
CHUNK = re.compile(r"\S{30}(?=\S)")


def string(text: str) -> str:
    """A string literal. What cannot be seen in a text file is written as its number."""
    return f'"{SPECIAL.sub(_escaped, text)}"'


def _escaped(m: re.Match[str]) -> str:
    char = m[0]
    return f"\\{char}" if char in '\\"' else f"\\u{{{ord(char):x}}}"


def words(text: str) -> str:
    """Running text: any white space between words is one space; a file may break its lines where it likes.

    What is longer than any word may be broken anywhere; addresses Typst breaks itself.
    """
    text = TIED.sub("\\1\u00a0", SPACE.sub(" ", text))
    return block(_chunks(text)) if ENDLESS.search(text) else string(text)


def block(parts: Iterable[str]) -> str:
    """Statements one after another; what they give is joined. Nothing at all is no content."""
    return "{\n" + "\n".join(parts) + "\n}"


def call(function: str, *arguments: str, **named: str) -> str:
    return f"{function}({', '.join((*arguments, *(f'{name}: {value}' for name, value in named.items())))})"


def array(items: Iterable[str]) -> str:
    return f"({''.join(f'{item}, ' for item in items)})"


def verbatim(text: str) -> str:
    """Line by line, spaces at the beginning kept; what is too long for a line may be broken anywhere."""
    parts: list[str] = []
    for i, line in enumerate(text.rstrip("\n").split("\n")):
        rest = line.lstrip(" ")
        parts += ["linebreak()"] if i else []
        parts += [f"indent({len(line) - len(rest)})"] if rest != line else []
        parts += _chunks(rest)
    return block(parts)


def _chunks(line: str) -> list[str]:
    """Strings with possible line ends between them."""
    pieces, at = [], 0
    for m in CHUNK.finditer(line):
        pieces.append(line[at : m.end()])
        at = m.end()
    code = [string(piece) for piece in (*pieces, line[at:]) if piece]
    return [part for one in code for part in ("h(0pt)", one)][1:]
