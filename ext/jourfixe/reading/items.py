"""Which lines begin an item of a list, and not a contribution or a sentence.

A typographic sign always does. Numbers do where they count; a hyphen or asterisk does after a colon or in a row of
its like, unless that is how contributions begin in this protocol.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .pages import SENTENCE_END
from .voices import DASH, HEAD

BULLET = "[•▪▫◦‣⁃●○■□➢➤►\uf0b7\uf0a7\uf0d8]"
SIGN = re.compile(
    rf"(?:(?P<bullet>(?:[-*+][ \t]+)?(?:{BULLET}[ \t]*|·[ \t]+))"
    rf"|(?P<hyphen>\\?-[ \t]+)|(?P<star>[*+][ \t]+))(?:(?=[^\s—―–‒])|(?<={BULLET})$)"
)
NUMBER = re.compile(r"(?:[-*+][ \t]+)?[*_]*(\(?)(?:([0-9]{1,3})|([a-z]))(\\?[.)])[ \t]+(?=\S)")
LONG = re.compile(rf"{HEAD}(?!\\|-\s+[^—―–‒\s]){DASH}\s*\S")
COLON = re.compile(r":[“”\"»«’)\]*_]*$")
SPACES = re.compile(r"\s*")
PREFIX = re.compile(r"[-*+][ \t]+")
NEAR = 12  # lines in which the second item must begin
ITALIC = re.compile(r"\\?-[ \t]+[*_]")


@dataclass(frozen=True, slots=True)
class _Usage:
    """`spoken`: contributions begin with a hyphen; `italic`: and are italic."""

    spoken: bool
    italic: bool


def find_sign(text: str, numbers: dict[int, int], at: int, end: int) -> tuple[int, int, str] | None:
    """The sign of an item at `at` that is a mark of Markdown: what stands for a bullet, or before the printed sign."""
    while (m := SPACES.match(text, at, end)) and m.end() in numbers:
        at = numbers[m.end()]
    at = m.end() if m else at
    sign, number = SIGN.match(text, at, end), NUMBER.match(text, at, end)
    if sign and sign.lastgroup != "bullet" and not number:
        return at, sign.end(), "sign"
    prefix = PREFIX.match(text, at, end) if sign else None
    return (at, prefix.end(), "tag") if prefix else None


def find_items(texts: list[str], opens: list[bool]) -> set[int]:
    """Indexes of the lines with which an item begins. `opens`: a blank line stands before it."""
    usage = _usage(texts, opens)
    found: set[int] = set()
    last: tuple[str, int] | None = None  # style and number of the item to which the line before belongs
    for i, text in enumerate(texts):
        sign, number = SIGN.match(text), NUMBER.match(text)
        style = sign.lastgroup or "" if sign else ""
        if number and not (sign and sign.lastgroup == "bullet"):
            counted = _count(number)
            first = counted[1] == 1 and _begins(texts, opens, i) and _goes_on(texts, i, counted[0])
            if first or last == (counted[0], counted[1] - 1):
                found.add(i)
                last = counted
                continue
        if style == "bullet" or (style and _is_item(usage, style, texts, opens, i, last)):
            found.add(i)
            last = style, 0
        elif last and ((opens[i] and not _goes_over(texts, i)) or (LONG.match(text) and _begins(texts, opens, i))):
            last = None
    return found


def _begins(texts: list[str], opens: list[bool], i: int) -> bool:
    """May something begin with the line: after a blank line, or a sentence's end?"""
    return opens[i] or not i or bool(SENTENCE_END.search(texts[i - 1][-40:]))


def _usage(texts: list[str], opens: list[bool]) -> _Usage:
    hyphens = [i for i, text in enumerate(texts) if text[0] in "-\\" and _begins(texts, opens, i)]
    hyphens = [i for i in hyphens if (m := SIGN.match(texts[i])) and m.lastgroup == "hyphen"]
    long = sum(bool(LONG.match(text)) and _begins(texts, opens, i) for i, text in enumerate(texts)) if hyphens else 0
    italic = sum(bool(ITALIC.match(texts[i])) for i in hyphens)
    return _Usage(2 * long < len(hyphens), 2 * italic > len(hyphens))


def _is_item(
    usage: _Usage, style: str, texts: list[str], opens: list[bool], i: int, last: tuple[str, int] | None
) -> bool:
    """Is a hyphen or asterisk that of an item?"""
    after = bool(i and COLON.search(texts[i - 1][-40:])) or (last or ("",))[0] == style
    if style == "hyphen" and usage.spoken:
        return after and usage.italic and not ITALIC.match(texts[i])
    return after or _tight(texts, opens, i)


def _tight(texts: list[str], opens: list[bool], i: int) -> bool:
    """Does its like stand in the lines around it, with no blank line between?"""
    a = next((n for n in range(i, -1, -1) if opens[n]), 0)
    b = next((n for n in range(i + 1, len(texts)) if opens[n]), len(texts))
    like = [m.lastgroup for text in texts[a:b] if (m := SIGN.match(text))]
    style = SIGN.match(texts[i])
    return style is not None and like.count(style.lastgroup) > 1


def _count(number: re.Match[str]) -> tuple[str, int]:
    """Style and value of what numbers an item."""
    sign, end = number[2] or number[3], number[4][-1]
    return f"{number[1]}{'1' if number[2] else 'a'}{end}", int(sign) if number[2] else ord(sign) - 96


def _goes_on(texts: list[str], i: int, style: str) -> bool:
    """Does the second item follow, before somebody speaks?"""
    if i and COLON.search(texts[i - 1][-40:]):
        return True
    for text in texts[i + 1 : i + NEAR]:
        if LONG.match(text):
            return False
        if (number := NUMBER.match(text)) and _count(number)[0] == style:
            return _count(number)[1] == 2
    return False


def _goes_over(texts: list[str], i: int) -> bool:
    """Does the item of the line before go on, in lower case, after a blank line?"""
    return bool(i) and texts[i][:1].islower() and not SENTENCE_END.search(texts[i - 1][-40:])
