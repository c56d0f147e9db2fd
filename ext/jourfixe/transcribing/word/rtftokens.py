"""RTF as a row of tokens that know where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ..unreadable import Unreadable

TOKEN = re.compile(
    r"\\(?P<word>[a-zA-Z]{1,32})(?P<n>-?\d{1,10})? ?|\\'(?P<byte>[0-9a-fA-F]{2})|\\(?P<sign>[^a-zA-Z])"
    r"|(?P<brace>[{}])|(?P<end>[\r\n]+)|(?P<text>[^\\{}\r\n]+)|.",
    re.S,
)
SIGNS = {"~": "\u00a0", "_": "\u2011", "-": "\u00ad", "\\": "\\", "{": "{", "}": "}"}
WORDS = {"emdash": "—", "endash": "–", "bullet": "•", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”"}
WORDS |= dict.fromkeys(("tab", "line", "emspace", "enspace", "qmspace"), " ")
CODE_PAGES = {"mac": "mac-roman", "pc": "cp437", "pca": "cp850"}
TOKENS = 1_000_000  # a thousand pages have half of that
SKIPPED = 10_000  # characters that may stand for one of Unicode


class Token(NamedTuple):
    """A control word with its number, a brace, or text; `at` is the offset of its first character."""

    kind: str  # "word", "brace", "text", "star"
    value: str
    n: int | None
    at: int


def tokens(data: str) -> Iterator[Token]:
    """All tokens of a file that was decoded as Latin-1; text is decoded as the file says."""
    reader = _Reader()
    at = count = 0
    while m := TOKEN.match(data, at):
        at, count = m.end(), count + 1
        if count > TOKENS:
            raise Unreadable("JF024")
        if m["word"] == "bin":
            at += max(int(m["n"] or 0), 0)
        elif token := reader.read(m):
            yield token


class _Reader:
    """Knows what a group knows: how many characters follow a Unicode one for programs that do not read it."""

    def __init__(self) -> None:
        self.code_page = "cp1252"
        self.fallbacks = [1]
        self.skip = 0

    def read(self, m: re.Match[str]) -> Token | None:
        if brace := m["brace"]:
            self._group(brace)
            return Token("brace", brace, None, m.start())
        if word := m["word"]:
            return self._word(word, int(m["n"]) if m["n"] else None, m.start())
        if m["sign"] == "*":
            return Token("star", "*", None, m.start())
        text = self._text(m)
        return Token("text", text, None, m.start()) if text else None

    def _group(self, brace: str) -> None:
        self.skip = 0
        if brace == "{":
            self.fallbacks.append(self.fallbacks[-1])
        elif len(self.fallbacks) > 1:
            self.fallbacks.pop()

    def _word(self, word: str, n: int | None, at: int) -> Token:
        if word == "uc":
            self.fallbacks[-1] = min(max(n or 0, 0), SKIPPED)
        elif word == "ansicpg" and n:
            self.code_page = _known(f"cp{n}")
        elif word in CODE_PAGES:
            self.code_page = CODE_PAGES[word]
        elif word == "u" and n is not None:
            self.skip = self.fallbacks[-1]
            return Token("text", _character(n), None, at)
        elif word in WORDS:
            return Token("text", WORDS[word], None, at)
        return Token("word", word, n, at)

    def _text(self, m: re.Match[str]) -> str:
        if m["byte"]:
            text = bytes.fromhex(m["byte"]).decode(self.code_page, "replace")
        elif m["sign"]:
            text = SIGNS.get(m["sign"], "")
        else:
            text = m["text"] or ""
        skipped, self.skip = text[: self.skip], self.skip - len(text[: self.skip])
        return text[len(skipped) :]


def _known(name: str) -> str:
    try:
        b"".decode(name)
    except LookupError:
        return "cp1252"
    return name


def _character(n: int) -> str:
    """A code of 16 bits with a sign, as RTF writes it. Halves of a pair come one after the other."""
    n %= 0x10000
    return chr(n)
