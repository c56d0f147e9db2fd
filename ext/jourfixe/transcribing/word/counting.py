"""Numbers and bullets of lists as Word and LibreOffice show them."""

from __future__ import annotations

#: Bullets of fonts that hold signs in place of letters, by code (U+F000 and more, or less); the rest is "•".
BULLETS = {0x2D: "–", 0x6F: "□", 0x71: "□", 0x6E: "■", 0xA7: "▪", 0xA8: "□", 0x76: "❖", 0xD8: "➢", 0xE0: "→", 0xFC: "✓"}
ROMAN: tuple[tuple[int, str], ...] = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
)
ROMAN += ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
HIGHEST = 10_000  # above it numbers are written in digits
FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}


def number(n: int, form: str) -> str:
    """`n` in a form that has a name in Word ("lowerLetter") or a sign in OpenDocument ("a"); digits if unknown."""
    form = FORMS.get(form, form)
    if form == "none":
        return ""
    if not 0 < n < HIGHEST:
        return str(n)
    match form:
        case "lowerLetter" | "upperLetter":
            text = chr(ord("a") + (n - 1) % 26) * ((n - 1) // 26 + 1)
        case "lowerRoman" | "upperRoman":
            text = _roman(n)
        case "decimalZero":
            text = f"{n:02}"
        case "ordinal":
            text = f"{n}."
        case _:
            text = str(n)
    return text.upper() if form.startswith("upper") else text


def _roman(n: int) -> str:
    text = ""
    for value, sign in ROMAN:
        text += sign * (n // value)
        n %= value
    return text


def bullet(sign: str) -> str:
    """The sign of a list without numbers; those from fonts of signs as letters of Unicode."""
    return "".join(BULLETS.get(ord(c) - 0xF000, "•") if "\ue000" <= c <= "\uf8ff" else c for c in sign).strip()
