"""Headings of notes.md: `## Rn. 38` or `## Rn. 38: „28-Punkte-Plan“`.

They are found where Markdown finds them, not within code, directives or HTML comments.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

SIGNS = re.compile(r" {0,3}#{1,6}(?!#)")
UNDERLINE = re.compile(r" {0,3}(?:=+|-+)[ \t]*")
BLOCK = re.compile(r" {0,3}(`{3,}(?!.*`)|~{3,}|:{3,}|<!--)")
NEXT = re.compile(r" {0,3}#{1,6}[ \t]*(?:Rn|Randn\w*)\.?\s*[0-9]", re.I)
CLOSE = {"<!--": "-->"}
OURS = re.compile(
    r"(?:(?:Rn|Randnr|Randnummer)\.?\s*)?(?P<rn>[0-9]+[a-z]*)\s*"
    r"(?:[:,–—-]?\s*[„“”\"»«‚](?P<quoted>.+)[“”\"«»‘]|[:,]\s*(?P<plain>\S.*?))?\s*[:.]?",
    re.I,
)


class Heading(NamedTuple):
    """A heading in lines[first:end]; without a number it is none of ours."""

    first: int
    end: int
    text: str = ""
    rn: str = ""
    words: str = ""


def headings_of(lines: list[str]) -> Iterator[Heading]:
    """All headings in order, ours and others."""
    i = 0
    while i < len(lines):
        end = _block_end(lines, i)
        if not end and (heading := _heading(lines, i)):
            yield heading
            end = heading.end
        i = end or i + 1


def unclosed(lines: list[str]) -> Iterator[tuple[int, str]]:
    """Blocks that nothing closes; they end with their note."""
    i = 0
    while i < len(lines):
        end = _block_end(lines, i)
        if not end and (m := BLOCK.match(lines[i])):
            yield i, m[1]
            end = next((j for j in range(i + 1, len(lines)) if _heading(lines, j)), len(lines))
        i = end or i + 1


def _block_end(lines: list[str], i: int) -> int:
    """The line after the block of code, directive or comment that begins here; 0 if none does, or it is not closed.

    Only a comment may hold a whole note.
    """
    m = BLOCK.match(lines[i])
    if not m:
        return 0
    if m[1] == "<!--":
        return next((j + 1 for j in range(i, len(lines)) if "-->" in lines[j][m.end() if j == i else 0 :]), 0)
    closing = re.compile(rf" {{0,3}}{m[1][0]}{{{len(m[1])},}}[ \t]*")
    stops = (j for j in range(i + 1, len(lines)) if closing.fullmatch(lines[j]) or NEXT.match(lines[j]))
    end = next(stops, None)
    return end + 1 if end and closing.fullmatch(lines[end]) else 0


def _heading(lines: list[str], i: int) -> Heading | None:
    """The heading that begins on this line: with number signs, or underlined if it is one of ours."""
    if m := SIGNS.match(lines[i]):
        text = lines[i][m.end() :].strip()
        bare = text.rstrip("#")
        signed = _named(i, i + 1, text if bare[-1:].strip() else bare.strip())
        return signed if signed.text and (signed.rn or lines[i][m.end()].isspace()) else None
    underlined = i + 1 < len(lines) and UNDERLINE.fullmatch(lines[i + 1]) and not (i and lines[i - 1].strip())
    heading = _named(i, i + 2, lines[i].strip()) if underlined else None
    return heading if heading and heading.rn else None


def _named(first: int, end: int, text: str) -> Heading:
    """A heading with the number and the words that it names."""
    if not (m := OURS.fullmatch(" ".join(text.replace("*", "").split()))):
        return Heading(first, end, text)
    words = unicodedata.normalize("NFC", (m["quoted"] or m["plain"] or "").strip())
    return Heading(first, end, text, m["rn"].lower(), words)
