"""Signs of fonts that have no letters (Symbol, Wingdings): bullets, as programs write them into lists."""

from __future__ import annotations

PRIVATE = 0xF000  # where such fonts stand in Unicode
SIGNS = {
    0x2D: "–",
    0x6E: "■",
    0x6F: "□",
    0x71: "□",
    0x76: "❖",
    0xA7: "▪",
    0xA8: "□",
    0xB7: "•",
    0xD8: "➢",
    0xE0: "→",
    0xFC: "✓",
}


def sign_of(character: str, unknown: str) -> str:
    """The sign that a character for private use stands for."""
    return SIGNS.get(ord(character) - PRIVATE, unknown)
