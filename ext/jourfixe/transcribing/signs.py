"""Signs for what is not printed as letters: digits raised or lowered, and bullets of fonts that have no letters."""

from __future__ import annotations

LOWERING = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
PRIVATE = 0xF000  # where fonts such as Symbol and Wingdings stand in Unicode
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


def lowered(digits: str) -> str:
    return digits.translate(LOWERING)


def sign_of(character: str, unknown: str) -> str:
    """The sign that a character for private use stands for."""
    return SIGNS.get(ord(character) - PRIVATE, unknown)
