"""The faces that programs give to one and the same page: fonts, spaced letters, initials, numbers in other dress."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from jourfixe.transcribing.paper.glyphs import Face, Glyph
from jourfixe.transcribing.paper.rows import rows_of
from jourfixe.transcribing.transcript import Kind
from test_paper import pdf, read

FACE = Face(10, italic=False, bold=False, turn=0)


def glyphs(text: str, x: float = 0, y: float = 100, face: Face = FACE) -> list[Glyph]:
    """As of a typewriter whose letters are 6 points wide."""
    return [Glyph(char, x + 6 * i, x + 6 * i + 6, y, face) for i, char in enumerate(text)]


def texts(drawn: list[Glyph]) -> list[str]:
    return [row.text for row in rows_of(drawn)]


# Fonts


def test_the_weight_that_a_file_tells_counts_less_than_the_letters(tmp_path: Path) -> None:
    pdfmetrics.registerFont(TTFont("Regular", "Vera.ttf"))
    pdfmetrics.registerFont(TTFont("Strong", "VeraBd.ttf"))

    def page(canvas: Canvas) -> None:
        canvas.setFont("Regular", 10)
        canvas.drawString(80, 600, "Die alte Bretterhalle hatte ein Dach mit Lichtern;")
        canvas.setFont("Strong", 10)
        canvas.drawString(80, 588, "Bretter halten lange dicht")

    data = re.sub(rb"/StemV \d+", b"/StemV 999", pdf(page)).replace(
        b"BitstreamVeraSans-Bold", b"BitstreamVeraSans-Xxxx"
    )
    data = re.sub(rb"/Flags \d+", lambda m: b"/Flags 4".ljust(len(m[0])), data)
    upright, strong = (line.runs[0].bold for passage in read(data, tmp_path) for line in passage.lines)
    assert (upright, strong) == (False, True)


def test_where_most_is_bold_bold_means_nothing(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        canvas.setFont("Courier-Bold", 10)
        canvas.drawString(80, 600, "Die Halle hat ein Dach, und das Dach")
        canvas.drawString(80, 588, "ist dicht.")

    (passage,) = read(pdf(page), tmp_path)
    assert passage.kind is Kind.PARAGRAPH
    assert not any(run.bold for line in passage.lines for run in line.runs)


@pytest.mark.parametrize(
    ("told", "text"),
    [
        ("Tre昀昀en", "Treffen"),  # a ligature as Ghostscript tells it
        ("4\u00ad25 und", "4-25 und"),
        ("Stel\u00ad", "Stel\u00ad"),
    ],
)
def test_letters_as_programs_tell_them(told: str, text: str) -> None:
    assert texts(glyphs(told)) == [text]
