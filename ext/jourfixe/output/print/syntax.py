"""Typst code as text. Words of a file get into it only through `string`, so that none of them can become code."""

from __future__ import annotations

import re
from collections.abc import Iterable

SPECIAL = re.compile(
    r"[^ -~\u00a0-\u00ac\u00ae-\u1fff\u2010-\u2027\u2030-\u205e\u2070-\ud7ff\uf900-\ufdcf\ufdf0-\ufefe\uff00-\ufffd]"
    r"|[\\\"]"
)
ESCAPED = re.compile(r"\\(?:u\{([0-9a-f]+)\}|(.))")
ORIGIN = re.compile(r"// (.*):(\d+)")
SPACE = re.compile("[ \\t-\\r\\x85\\u2028\\u2029]+")
TIED = re.compile(r"\b(Rn\.|S\.|Z\.|Nr\.|Art\.|Abs\.|Bd\.|GS|Fassung) (?=\d)")  # a number stays with what it counts
ENDLESS = re.compile(r"(?<!\S)(?!\w+://)\S{40,}")
CHUNK = re.compile(r"\S{8}\S{0,12}?[-/._,;:=)](?=\w)|\S{20}(?=\S)")


def string(text: str) -> str:
    """A string literal. What cannot be seen in a text file is written as its number."""
    return f'"{_escape(text)}"'


def _escape(text: str) -> str:
    return SPECIAL.sub(_escaped, text)


def _escaped(m: re.Match[str]) -> str:
    """A byte order mark may stand in no PDF and becomes the sign that has taken its place; half a pair is no sign."""
    char = m[0]
    if char in '\\"':
        return f"\\{char}"
    number = 0x2060 if char == "\ufeff" else 0xFFFD if "\ud800" <= char <= "\udfff" else ord(char)
    return f"\\u{{{number:x}}}"


def origin(file: str, line: int) -> str:
    """A comment on a line of its own: of what the code behind it was made."""
    return f"\n// {_escape(file)}:{line}\n"


def read_origin(line: str) -> tuple[str, int] | None:
    """File and line, if the line of code is such a comment."""
    if found := ORIGIN.fullmatch(line):
        return ESCAPED.sub(lambda m: m[2] or chr(int(m[1], 16)), found[1]), int(found[2])
    return None


def words(text: str) -> str:
    """Running text: any white space between words is one space; a file may break its lines where it likes.

    What is longer than any word may be broken anywhere; addresses Typst breaks itself.
    """
    text = TIED.sub("\\1\u00a0", SPACE.sub(" ", text))
    if not ENDLESS.search(text):
        return _shown(text)
    parts, at = [], 0
    for m in ENDLESS.finditer(text):
        parts += [_shown(text[at : m.start()]), *breakable(m[0])]
        at = m.end()
    return block([*parts, _shown(text[at:])])


def _shown(text: str) -> str:
    """As content, which remembers where it stands in the code; a string does not."""
    return f"[#{string(text)}]"


def breakable(text: str) -> list[str]:
    """Strings with possible line ends between them, behind signs where that is possible."""
    pieces, at = [], 0
    for m in CHUNK.finditer(text):
        pieces.append(text[at : m.end()])
        at = m.end()
    code = [_shown(piece) for piece in (*pieces, text[at:]) if piece]
    return [part for one in code for part in ("h(0pt)", one)][1:]


def block(parts: Iterable[str]) -> str:
    """Statements one after another; what they give is joined. Nothing at all is no content."""
    return "{\n" + "\n".join(parts) + "\n}"


def call(function: str, *arguments: str, **named: str) -> str:
    return f"{function}({', '.join((*arguments, *(f'{name}: {value}' for name, value in named.items())))})"


def array(items: Iterable[str]) -> str:
    return f"({''.join(f'{item}, ' for item in items)})"
