"""Numbers and bullets of lists as Word and LibreOffice show them."""

from __future__ import annotations

from ..signs import sign_of

ROMAN = {"m": 1000, "cm": 900, "d": 500, "cd": 400, "c": 100, "xc": 90, "l": 50, "xl": 40}
ROMAN |= {"x": 10, "ix": 9, "v": 5, "iv": 4, "i": 1}
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
    for sign, value in ROMAN.items():
        text += sign * (n // value)
        n %= value
    return text


def bullet(sign: str) -> str:
    """The sign of a list without numbers; those from fonts of signs as letters of Unicode."""
    return "".join(sign_of(c, "•") if "\ue000" <= c <= "\uf8ff" else c for c in sign).strip()
