"""How wide the letters of common typefaces are, in thousandths of the type size.

faces.json has the advance widths of Times New Roman, Arial, Courier New (by the Liberation fonts), Calibri (Carlito),
Cambria (Caladea), Palatino, Bookman, Century Schoolbook (TeX Gyre), EB Garamond and DejaVu; those named first are
made to the measure of the faces in brackets. The first face is the one taken where several fit.
"""

from __future__ import annotations

import json
from functools import cache
from importlib import resources


class Widths(dict[int, int]):
    """Character → width; what the face does not have counts as an average small letter."""

    def __missing__(self, character: int) -> int:
        return self[ord("n")]


@cache
def faces() -> dict[str, dict[str, Widths]]:
    """Name → roman, italic or bold → widths."""
    data = json.loads(resources.files(__package__).joinpath("faces.json").read_text("utf-8"))
    letters = [ord(letter) for letter in data["letters"]]
    return {
        name: {style: Widths(zip(letters, widths, strict=True)) for style, widths in styles.items()}
        for name, styles in data["faces"].items()
    }
