"""Accents that are drawn apart from their letters, as older TeX fonts do: "a" and "¨" at one place are "ä"."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable

from .glyphs import Glyph

ACCENTS = {
    "¨": "\u0308",
    "´": "\u0301",
    "`": "\u0300",
    "ˆ": "\u0302",
    "˜": "\u0303",
    "˚": "\u030a",
    "¸": "\u0327",
    "ˇ": "\u030c",
    "¯": "\u0304",
    "˝": "\u030b",
    "˙": "\u0307",
}
DOTLESS = {"ı": "i", "ȷ": "j"}
STRIP = 8.0  # points; letters are looked for in strips of the page as high
ABOVE = 0.45  # of the type size: an accent stands as much higher over a capital


def composed(glyphs: Iterable[Glyph]) -> list[Glyph]:
    """The glyphs in their order, each accent in its letter."""
    drawn = list(glyphs)
    if ACCENTS.keys().isdisjoint({g.char for g in drawn}):
        return drawn
    places: dict[int, list[int]] = defaultdict(list)
    for i, g in enumerate(drawn):
        if g.char.isalpha():
            places[round(g.y / STRIP)].append(i)
    taken = set()
    for i, accent in enumerate(drawn):
        if accent.char in ACCENTS:
            strip = round(accent.y / STRIP)
            near = [k for n in (strip - 1, strip, strip + 1) for k in places[n] if _composed(drawn[k], accent)]
            if near:
                k = min(near, key=lambda k: abs(drawn[k].y - accent.y))
                drawn[k] = drawn[k]._replace(char=_composed(drawn[k], accent))
                taken.add(i)
    return [g for i, g in enumerate(drawn) if i not in taken]


def _composed(letter: Glyph, accent: Glyph) -> str:
    """The letter with the accent over or below it; nothing if they do not belong together."""
    middle = (accent.x0 + accent.x1) / 2
    if not (letter.x0 <= middle <= letter.x1 and abs(letter.y - accent.y) < ABOVE * letter.face.size):
        return ""
    whole = unicodedata.normalize("NFC", DOTLESS.get(letter.char, letter.char) + ACCENTS[accent.char])
    return whole if letter.char.isalpha() and len(whole) == 1 else ""
