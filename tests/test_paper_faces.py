"""The faces that programs give to one and the same page: fonts, spaced letters, initials, numbers in other dress."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
import typst
from pypdfium2 import PdfDocument
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from jourfixe.transcribing.paper.glyphs import Face, Glyph, sheet_of
from jourfixe.transcribing.paper.rows import rows_of
from jourfixe.transcribing.transcript import Doubt, Kind
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


def test_raised_and_lowered_digits_of_a_font(tmp_path: Path) -> None:
    page = """
    #set text(font: "Libertinus Serif")
    _Im Dach fehlten 12 m#super[2] und 10#super[6] Nägel, aber kein H#sub[2]O,_ sagt der Wirt.#footnote[Im Jahr 1924.]
    """
    text, note = read(typst.compile(page.encode(), ignore_system_fonts=True), tmp_path)
    assert text.lines[0].text == "Im Dach fehlten 12 m² und 10⁶ Nägel, aber kein H₂O, sagt der Wirt.1"
    assert (note.mark, note.lines[0].text) == ("1", "Im Jahr 1924.")


def test_small_lowered_digits(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        for x, y, size, text in ((80, 600, 10, "Die Halle braucht H"), (194, 598, 6, "2"), (198, 600, 10, "O")):
            canvas.setFont("Courier", size)
            canvas.drawString(x, y, text)

    (passage,) = read(pdf(page), tmp_path)
    assert passage.lines[0].text == "Die Halle braucht H₂O"


def test_a_hyphen_at_the_end_of_a_line_is_as_wide_as_any() -> None:
    pdfmetrics.registerFont(TTFont("Regular", "Vera.ttf"))

    def page(canvas: Canvas) -> None:
        canvas.setFont("Regular", 10)
        canvas.drawString(80, 600, "Das Nord-Süd-Dach der Hal-")
        canvas.drawString(80, 588, "le ist dicht.")

    drawn = sheet_of(PdfDocument(pdf(page))[0], {}).glyphs
    hyphens = [g for g in drawn if g.char in "-\x02\ufffe"]
    assert len(hyphens) == 3
    assert len({round(g.x1 - g.x0, 2) for g in hyphens}) == 1


def test_hyphens_told_now_as_soft_ones_and_now_as_others(tmp_path: Path) -> None:
    pdfmetrics.registerFont(TTFont("Regular", "Vera.ttf"))
    lines = ("In der Hal\u00ad", "le ist es hell, und die Lich-", "ter auf dem Dach sind sau\u00ad", "ber.")

    def page(canvas: Canvas) -> None:
        for i, line in enumerate(lines):
            canvas.setFont("Regular", 10)
            canvas.drawString(80, 600 - 12 * i, line)

    (passage,) = read(pdf(page), tmp_path)
    assert [(x.text[-3:], x.divided) for x in passage.lines[:3]] == [("Hal", True), ("ich", True), ("sau", True)]


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


# Numbers in the margin


LINES = (
    "Die Halle stand an der Landstraße hinter dem Bahnhof, ehe",
    "die Stadt sie kaufte. Seitdem steht darin allerlei Gerät,",
    "das keiner braucht und keiner hergibt; so ist das immer.",
    "Am Freitag hat einer gefragt, wem das alles gehört. Eine",
    "Antwort hat er nicht erhalten, denn es war schon dunkel,",
    "als die Frage kam, und alle waren in der Heimat.",
)


def beside(canvas: Canvas, number: str, line: str, y: float, up: float = 0.0, right: str = "") -> None:
    canvas.setFont("Courier", 10)
    canvas.drawString(80, y, line)
    canvas.setFont("Courier", 7)
    canvas.drawRightString(60, y + up, number)
    canvas.drawString(460, y + up, right)


@pytest.mark.parametrize("up", [2, 3, 4, -3])
def test_numbers_set_higher_or_lower_than_their_lines(up: float, tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        for i, line in enumerate(LINES):
            beside(canvas, str(i + 1), line, 600 - 12 * i, up)

    (passage,) = read(pdf(page), tmp_path)
    assert [(x.n, x.printed, x.text) for x in passage.lines] == [(i + 1, True, line) for i, line in enumerate(LINES)]


def test_numbers_close_to_a_heading_in_larger_type(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        for i, line in enumerate(LINES):
            canvas.setFont(*(("Courier", 10) if i else ("Courier-Bold", 16)))
            canvas.drawString(80, 600 - 16 * i, line if i else "Die Halle")
            canvas.setFont("Courier", 10)
            canvas.drawRightString(76, 600 - 16 * i, str(i + 1))

    lines = [x for passage in read(pdf(page), tmp_path) for x in passage.lines]
    assert [(x.n, x.text) for x in lines[:2]] == [(1, "Die Halle"), (2, LINES[1])]


def test_large_numbers_set_a_little_higher_part_no_lines(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        for i, line in enumerate(LINES):
            canvas.setFont("Courier", 10)
            canvas.drawString(80, 600 - 12 * i, line)
            canvas.drawRightString(60, 601.5 - 12 * i, str(i + 1) * (i % 2))

    assert len(read(pdf(page), tmp_path)) == 1


def test_numbers_in_steps_of_ten_that_begin_anew_on_each_page(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        for i in range(28):
            beside(canvas, str(i + 1) * (i % 10 == 9), LINES[i % 6], 650 - 12 * i)

    lines = [x for passage in read(pdf(page, page, page), tmp_path) for x in passage.lines]
    assert [x.n for x in lines] == [*range(1, 29)] * 3


@pytest.mark.parametrize("dress", ["{}.", "({})", "Z. {}", "{:03}", "{} |", "{}:"])
def test_numbers_in_other_dress(dress: str, tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        for i, line in enumerate(LINES * 3):
            beside(canvas, dress.format(i + 1) * (i % 5 == 4), line, 600 - 12 * i)

    lines = [x for passage in read(pdf(page), tmp_path) for x in passage.lines]
    assert [x.text for x in lines] == [*LINES * 3]
    assert [x.n for x in lines if x.printed] == [5, 10, 15]


def test_numbers_at_both_margins(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        for i, line in enumerate(LINES):
            number = str(i + 1) * (i % 2)
            beside(canvas, number, line, 600 - 12 * i, right=number)

    (passage,) = read(pdf(page), tmp_path)
    assert [x.text for x in passage.lines] == [*LINES]
    assert [x.n for x in passage.lines if x.printed] == [2, 4, 6]


def test_one_number_on_each_page_in_steps_of_twenty_five(tmp_path: Path) -> None:
    def page(first: int) -> Callable[[Canvas], None]:
        def drawn(canvas: Canvas) -> None:
            for i in range(20):
                n = first + i
                beside(canvas, str(n) * (n % 25 == 0), LINES[n % 6], 600 - 12 * i)

        return drawn

    passages = read(pdf(*(page(first) for first in (1, 21, 41, 61, 81))), tmp_path)
    lines = [x for passage in passages for x in passage.lines]
    assert [x.n for x in lines if x.printed] == [25, 50, 75, 100]
    assert [x.n for x in lines] == [*range(1, 101)]


def test_the_signs_of_a_list_are_no_line_numbers(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        for i, line in enumerate(LINES):
            beside(canvas, "", line, 600 - 12 * i)
        for i, line in enumerate(LINES[:3]):
            beside(canvas, f"{i + 1}.", line, 520 - 12 * i)

    lines = [x for passage in read(pdf(page), tmp_path) for x in passage.lines]
    assert [x.text for x in lines[6:]] == [f"{i + 1}. {line}" for i, line in enumerate(LINES[:3])]


def test_numbers_that_grow_beside_a_few_lines_of_many_are_asked_about_once(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        for i in range(40):
            beside(canvas, str(i + 1) * (i < 8), LINES[i % 6], 650 - 12 * i)

    lines = [x for passage in read(pdf(page), tmp_path) for x in passage.lines]
    assert [doubt for x in lines for doubt in x.doubts if doubt.code == "JF121"] == [Doubt("JF121", "1", "[1]")]


# Two columns


def two_columns(canvas: Canvas, gutter: float, down: float, numbers: bool = False) -> None:
    """Courier of 10 points; the baselines of the right column are as much lower."""
    right = 80 + 6 * max(map(len, LINES)) + gutter
    for i, line in enumerate(LINES):
        for x, y, n in ((80, 600 - 12 * i, i + 1), (right, 600 - 12 * i - down, i + 7)):
            canvas.setFont("Courier", 10)
            canvas.drawString(x, y, line)
            if numbers:
                canvas.drawRightString(x - 6, y, str(n))


@pytest.mark.parametrize("down", [0, 1, 5])
@pytest.mark.parametrize(("gutter", "numbers"), [(10, False), (30, True)])
def test_columns_parted_by_little_room(gutter: float, numbers: bool, down: float, tmp_path: Path) -> None:
    data = pdf(lambda canvas: two_columns(canvas, gutter, down, numbers), width=900)
    lines = [x for passage in read(data, tmp_path) for x in passage.lines]
    assert [x.text for x in lines] == [*LINES, *LINES]
    assert [x.n for x in lines] == [i + 1 if numbers else None for i in range(12)]


def test_a_page_number_between_the_columns(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        two_columns(canvas, 50, 0, numbers=True)
        canvas.drawCentredString(80 + 6 * max(map(len, LINES)) + 22, 40, "Seite 1")

    lines = [x for passage in read(pdf(page, width=900), tmp_path) for x in passage.lines]
    assert [(x.n, x.text) for x in lines] == [*enumerate((*LINES, *LINES), 1)]


@pytest.mark.parametrize("width", [900, 1200], ids=["upright", "landscape"])
def test_a_running_head_above_two_columns(width: float, tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        canvas.drawCentredString(80 + 6 * max(map(len, LINES)) + 25, 900, "Lesekreis am Montag, Die Halle")
        two_columns(canvas, 50, 0, numbers=True)

    data = pdf(page, page, width=width, height=1000)
    lines = [x for passage in read(data, tmp_path) for x in passage.lines]
    assert [(x.n, x.text) for x in lines] == [*enumerate((*LINES, *LINES), 1)] * 2


# Letters


@pytest.mark.parametrize("spaces", [True, False])
def test_a_spaced_word_is_a_word(spaces: bool) -> None:
    letters = [*glyphs("das ist"), *(Glyph(c, 50 + 9 * i, 56 + 9 * i, 100, FACE) for i, c in enumerate("nicht"))]
    drawn = [g for g in [*letters, *glyphs(" wahr", 92)] if spaces or g.char != " "]
    (row,) = rows_of(drawn)
    assert row.text == "das ist nicht wahr"
    assert [word.text for word in row.words if word.italic] == ["nicht"]


@pytest.mark.parametrize("y", [112, 111.5, 109])
def test_an_initial_begins_the_first_line_it_spans(y: float) -> None:
    large = Glyph("I", 0, 11, y, FACE._replace(size=30))
    rows = rows_of(
        [*glyphs("n der Halle", 12, 100), large, *glyphs("steht Gerät", 12, 112), *glyphs("und Holz", 0, 124)]
    )
    assert [row.text for row in rows] == ["In der Halle", "steht Gerät", "und Holz"]
    assert [row.x0 for row in rows] == [0, 0, 0]
    assert [row.size for row in rows] == [10, 10, 10]


@pytest.mark.parametrize(
    ("letter", "accent", "whole"), [("u", "¨", "ü"), ("e", "´", "é"), ("c", "¸", "ç"), ("ı", "ˆ", "î")]
)
def test_an_accent_drawn_apart_belongs_to_its_letter(letter: str, accent: str, whole: str) -> None:
    assert texts([*glyphs(f"fa{letter}r"), Glyph(accent, 12, 18, 99.5, FACE)]) == [f"fa{whole}r"]


def test_an_accent_beside_a_letter_stands_alone() -> None:
    assert texts(glyphs("a´b")) == ["a´b"]


def test_a_low_quotation_mark_of_older_fonts() -> None:
    assert texts([*glyphs(" Halle“", 0, 100), Glyph("”", 0, 6, 106, FACE), *glyphs("und mehr", 0, 112)]) == [
        "„Halle“",
        "und mehr",
    ]


def test_letters_printed_twice_are_one() -> None:
    assert texts([*glyphs("Halle, Wille"), *glyphs("Halle, Wille", 0.4, 100.3)]) == ["Halle, Wille"]


def test_words_that_are_read_from_the_right() -> None:
    assert texts(glyphs("das Wort םלוע םולש heißt")) == ["das Wort שלום עולם heißt"]


# What is not printed


def test_comments_and_fields_are_told_once(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        canvas.drawString(80, 600, "Die Halle bleibt offen.")
        canvas.textAnnotation("Wirklich?", Rect=[80, 610, 100, 630])
        canvas.acroForm.textfield(name="Name", value="Die Halle", x=80, y=500, width=100, height=20)
        canvas.acroForm.textfield(name="Leer", value="", x=80, y=450, width=100, height=20)
        canvas.linkURL("https://example.org", (80, 590, 100, 600))

    lines = [x for passage in read(pdf(page, page), tmp_path) for x in passage.lines]
    told = [doubt for x in lines for doubt in x.doubts if doubt.code == "JF132"]
    assert told == [Doubt("JF132", "Formularfelder (2), Kommentare (2)")]
