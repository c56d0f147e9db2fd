"""PDF files as they are printed, and what is read from them.

A page is drawn as it stands here, one character six points wide; *words* are italic, ~marks~ raised. What is read
stands as in raw.md: number, stroke, line; a blank line parts passages.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from jourfixe.findings import CATALOG, finding
from jourfixe.model import Place
from jourfixe.transcribing.paper import transcribe_pdf
from jourfixe.transcribing.paper.glyphs import Face, Glyph
from jourfixe.transcribing.paper.rows import rows_of
from jourfixe.transcribing.transcript import Doubt, Kind, Passage, PrintedLine, Run
from jourfixe.transcribing.unreadable import Unreadable

LETTER, LEADING, TOP, LEFT = 6.0, 12.0, 60.0, 40.0  # points; Courier of 10 points is 6 wide
STYLED = re.compile(r"(\*[^*]+\*|~[^~]+~)")
Draw = Callable[[Canvas], None]


def pdf(*pages: str | Draw, width: float = 500, height: float = 700, **options: object) -> bytes:
    """A file of these pages; a page that cannot be drawn with letters draws itself."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(width, height), pageCompression=0, **options)
    for page in pages:
        if callable(page):
            page(canvas)
        else:
            draw(canvas, page, height)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def draw(canvas: Canvas, page: str, height: float) -> None:
    for i, line in enumerate(dedent(page).strip("\n").split("\n")):
        x, y = LEFT, height - TOP - i * LEADING
        for part in STYLED.split(line):
            italic, raised = part.startswith("*") and len(part) > 2, part.startswith("~")
            text = part[1:-1] if italic or raised else part
            canvas.setFont("Courier-Oblique" if italic else "Courier", 6 if raised else 10)
            canvas.drawString(x + LETTER * (len(text) - len(text.lstrip())), y + 4 * raised, text.strip())
            x += (3.6 if raised else LETTER) * len(text)


def read(data: bytes, tmp_path: Path) -> list[Passage]:
    path = tmp_path / "protokoll.pdf"
    path.write_bytes(data)
    return list(transcribe_pdf(path, path.name, lambda page, pages: None).passages)


def shown(passages: list[Passage]) -> str:
    return "\n\n".join("\n".join(line(x, i == 0, p) for i, x in enumerate(p.lines)) for p in passages)


SIGNS = {Kind.HEADING: "# ", Kind.ITEM: "+ ", Kind.ROW: "| "}


def line(printed: PrintedLine, first: bool, passage: Passage) -> str:
    sign = f"[^{passage.mark}]: " if passage.mark else SIGNS.get(passage.kind, "")
    number = "" if printed.n is None else str(printed.n) if printed.printed else f"[{printed.n}]"
    text = "".join(styled(run) for run in printed.runs)
    return f"{number:>5} | {sign * first}{text}{'¬' * printed.divided}"


def styled(run: Run) -> str:
    mark = "*" * run.italic
    return f"[^{run.text}]" if run.note else f"{mark}{run.text}{mark}".replace("\t", " | ")


def doubts(passages: list[Passage]) -> list[Doubt]:
    return [doubt for passage in passages for x in passage.lines for doubt in x.doubts]


def leaves(passages: list[Passage]) -> list[tuple[int, tuple[str, ...]]]:
    return [(x.leaf.n, x.leaf.furniture) for p in passages for x in p.lines if x.leaf]


def expect(tmp_path: Path, data: bytes, expected: str) -> list[Passage]:
    passages = read(data, tmp_path)
    assert dedent(shown(passages)) == dedent(expected).strip("\n")
    return passages


# Numbers in the margin


def test_a_real_5_at_the_beginning_of_a_line_is_text(tmp_path: Path) -> None:
    page = """
        Die Stadt hat den Fahrplan geändert, weil die U-Bahn-Linie
        5 und die Linie 6 zusammen fahren. Das spart einen Zug in
        der Stunde und kostet die Leute, die umsteigen, sieben
        Minuten. Wer am Abend fährt, wartet länger, denn dann sind
    5   die Züge wieder getrennt. So steht es auch im Fahrplan der
        5 Jahre davor, und niemand hat es gemerkt, weil er nur an
        den Schulen hing. Die Änderung gilt seit dem Herbst.
    """
    found = expect(
        tmp_path,
        pdf(page),
        """
          [1] | Die Stadt hat den Fahrplan geändert, weil die U-Bahn-Linie
          [2] | 5 und die Linie 6 zusammen fahren. Das spart einen Zug in
          [3] | der Stunde und kostet die Leute, die umsteigen, sieben
          [4] | Minuten. Wer am Abend fährt, wartet länger, denn dann sind
            5 | die Züge wieder getrennt. So steht es auch im Fahrplan der
          [6] | 5 Jahre davor, und niemand hat es gemerkt, weil er nur an
          [7] | den Schulen hing. Die Änderung gilt seit dem Herbst.
        """,
    )
    assert doubts(found) == []


def test_numbers_at_the_right_of_every_line_anew_on_each_page(tmp_path: Path) -> None:
    first = """
        Der Verein leiht Werkzeug aus. Wer etwas braucht, trägt    1
        sich in die Liste ein und nimmt es mit. Die Liste hängt    2
        neben der Tür, und jeder kann sehen, wer die Säge hat und  3
    """
    second = """
        wie lange schon. Mahnungen gibt es keine, denn man kennt   1
        sich. Das geht gut, solange es wenige sind.                2
    """
    expect(
        tmp_path,
        pdf(first, second),
        """
            1 | Der Verein leiht Werkzeug aus. Wer etwas braucht, trägt
            2 | sich in die Liste ein und nimmt es mit. Die Liste hängt
            3 | neben der Tür, und jeder kann sehen, wer die Säge hat und
            1 | wie lange schon. Mahnungen gibt es keine, denn man kennt
            2 | sich. Das geht gut, solange es wenige sind.
        """,
    )


def test_page_number_5_is_no_line_number_5(tmp_path: Path) -> None:
    pages = [
        f"""
        Seite {n} erzählt, dass der Verein Werkzeug ausleiht und die
        Liste neben der Tür hängt. Wer etwas braucht, trägt sich
        ein und nimmt es mit, und jeder kann sehen, wer die Säge
        hat und wie lange schon, denn die Liste sagt es jedem, der
    5   vorbeikommt. Mahnungen gibt es keine, weil man sich kennt
        und weil der, der sie schreiben müsste, selbst die Säge

    {n}
    """
        for n in range(3, 7)
    ]
    passages = read(pdf(*pages), tmp_path)
    assert leaves(passages) == [(i, (str(i + 2),)) for i in range(1, 5)]
    assert [x.n for p in passages for x in p.lines if x.printed] == [5, 5, 5, 5]


def test_a_number_that_contradicts_the_count(tmp_path: Path) -> None:
    page = """
        Der Verein leiht Werkzeug aus, und wer etwas braucht, der
    2   trägt sich in die Liste ein und nimmt es mit. Die Liste
        hängt neben der Tür, und jeder kann sehen, wer die Säge
    4   hat und wie lange schon. Mahnungen gibt es keine, denn man
        kennt sich. Das geht gut, solange es wenige sind, die
        ausleihen, und viele, die zurückbringen. Einmal war die
    8   Säge drei Wochen fort, und niemand wusste, wo sie war.
        Seitdem steht ein Datum in der Liste.
    """
    found = expect(
        tmp_path,
        pdf(page),
        """
          [1] | Der Verein leiht Werkzeug aus, und wer etwas braucht, der
            2 | trägt sich in die Liste ein und nimmt es mit. Die Liste
          [3] | hängt neben der Tür, und jeder kann sehen, wer die Säge
            4 | hat und wie lange schon. Mahnungen gibt es keine, denn man
              | kennt sich. Das geht gut, solange es wenige sind, die
              | ausleihen, und viele, die zurückbringen. Einmal war die
            8 | Säge drei Wochen fort, und niemand wusste, wo sie war.
          [9] | Seitdem steht ein Datum in der Liste.
        """,
    )
    assert doubts(found) == [Doubt("JF129", "8", "7")]


def test_one_number_printed_wrong(tmp_path: Path) -> None:
    page = """
        Der Verein leiht Werkzeug aus, und wer etwas braucht, der
    2   trägt sich in die Liste ein und nimmt es mit. Die Liste
        hängt neben der Tür, und jeder kann sehen, wer die Säge
    5   hat und wie lange schon. Mahnungen gibt es keine, denn man
        kennt sich. Das geht gut, solange es wenige sind, die
    6   ausleihen, und viele, die zurückbringen. Einmal war die
        Säge drei Wochen fort, und niemand wusste, wo sie war.
    8   Seitdem steht ein Datum in der Liste.
    """
    found = read(pdf(page), tmp_path)
    assert [x.n for p in found for x in p.lines] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert [x.n for p in found for x in p.lines if x.printed] == [2, 6, 8]
    assert doubts(found) == [Doubt("JF129", "4", "5")]


def test_numbers_rise(tmp_path: Path) -> None:
    page = """
    1   Der Verein leiht Werkzeug aus, und wer etwas braucht, der
    2   trägt sich in die Liste ein und nimmt es mit. Die Liste
    3   hängt neben der Tür, und jeder kann sehen, wer die Säge
    4   hat und wie lange schon. Mahnungen gibt es keine, denn man
    6   kennt sich. Das geht gut, solange es wenige sind, die
    6   ausleihen, und viele, die zurückbringen. Einmal war die
    7   Säge drei Wochen fort, und niemand wusste, wo sie war.
    """
    found = read(pdf(page), tmp_path)
    assert [x.n for p in found for x in p.lines] == [1, 2, 3, 4, 5, 6, 7]


def test_footnotes_counted_apart(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        rows = [f"    {n}   {x.strip()}" for n, x in enumerate(BODY.strip().splitlines() * 2, 1)]
        draw(canvas, "\n".join(rows).replace("Werkzeug aus", "Werkzeug~1~ aus", 1), 700)
        for n, text in enumerate(("1 Gemeint sind Säge, Bohrer und", "Leiter."), 1):
            canvas.setFont("Courier", 8)
            canvas.drawString(LEFT, 120 - 10 * n, str(n))
            canvas.drawString(LEFT + 4 * LETTER, 120 - 10 * n, text)

    found = read(pdf(page), tmp_path)
    assert [x.n for x in found[0].lines] == [1, 2, 3, 4, 5, 6]
    assert [(x.n, x.text) for x in found[1].lines] == [(None, "Gemeint sind Säge, Bohrer und"), (None, "Leiter.")]


def test_headings_that_are_not_counted(tmp_path: Path) -> None:
    page = """
        Jour fixe vom 26.01.2026 Das Werkzeug (GS 4-25)

    1   Der Verein leiht Werkzeug aus, und wer etwas braucht, der
        trägt sich in die Liste ein und nimmt es mit. Die Liste
    3   hängt neben der Tür, und jeder kann sehen, wer sie hat.
    """
    expect(
        tmp_path,
        pdf(page),
        """
              | # Jour fixe vom 26.01.2026 Das Werkzeug (GS 4-25)

            1 | Der Verein leiht Werkzeug aus, und wer etwas braucht, der
          [2] | trägt sich in die Liste ein und nimmt es mit. Die Liste
            3 | hängt neben der Tür, und jeder kann sehen, wer sie hat.
        """,
    )


# Paragraphs


def test_a_dash_at_the_beginning_of_a_line_within_a_speech(tmp_path: Path) -> None:
    page = """
        — *Der Verein leiht Werkzeug aus, und wer etwas braucht, der*
        *trägt sich in die Liste ein – so steht es in der Satzung*
        *– und nimmt es mit. Das geht gut, solange alle, die etwas*
        *leihen, es wiederbringen.*

        — *Die Liste hängt neben der Tür, und jeder kann sehen, wer*
        *die Säge hat.*

        Und wer sie nicht hat, der sieht es auch. Darum geht es in
        dem Artikel aber nicht.
    """
    expect(
        tmp_path,
        pdf(page),
        """
              | — *Der Verein leiht Werkzeug aus, und wer etwas braucht, der*
              | *trägt sich in die Liste ein – so steht es in der Satzung*
              | *– und nimmt es mit. Das geht gut, solange alle, die etwas*
              | *leihen, es wiederbringen.*

              | — *Die Liste hängt neben der Tür, und jeder kann sehen, wer*
              | *die Säge hat.*

              | Und wer sie nicht hat, der sieht es auch. Darum geht es in
              | dem Artikel aber nicht.
        """,
    )


def test_a_heading_of_two_lines_in_a_text_set_wide(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        y = 640
        for i, text in enumerate(("Vom Ausleihen einer Säge", "in der Nachbarschaft", *BODY.split("\n")[1:4] * 2)):
            canvas.setFont(*(("Courier-Bold", 15) if i < 2 else ("Courier", 10)))
            y -= 30 if i < 2 else 20
            canvas.drawString(80, y, text.strip())

    heading, *_ = read(pdf(page), tmp_path)
    assert (heading.kind, len(heading.lines)) == (Kind.HEADING, 2)


def test_lines_that_end_early_without_the_end_of_a_sentence(tmp_path: Path) -> None:
    page = """
        Anwesend: Anna, Bernd, Carla
        Entschuldigt: Dieter
        Der Verein leiht Werkzeug aus, und wer etwas braucht, trägt
        sich in die Liste ein und nimmt es mit. Zu klären ist:
        – die Liste
        – die Säge
        Wie lange das gut geht, weiß niemand, denn gefragt hat noch
        niemand.
    """
    found = read(pdf(page), tmp_path)
    assert [p.lines[0].text[:9] for p in found] == [
        "Anwesend:",
        "Entschuld",
        "Der Verei",
        "– die Lis",
        "– die Säg",
        "Wie lange",
    ]
    assert [doubt.code for doubt in doubts(found)] == ["JF123", "JF123", "JF124", "JF124", "JF123"]


def test_a_full_line_ends_a_sentence_where_nothing_parts_paragraphs(tmp_path: Path) -> None:
    page = """
        Der Verein leiht Werkzeug aus, und wer etwas braucht, trägt
        sich in die Liste ein und nimmt es mit. Das geht immer gut.
        Die Liste hängt neben der Tür, und alle, die da vorbeigehen,
        sehen sie.
        Mahnungen gibt es keine, denn man kennt sich im Verein.
        Wie lange das gut geht, weiß niemand.
    """
    assert doubts(read(pdf(page), tmp_path))[0] == Doubt(
        "JF123",
        "mit. Das geht immer gut. Die Liste hängt neben de",
        "mit. Das geht immer gut. ¶ Die Liste hängt neben de",
    )


def test_a_full_line_within_a_sentence_goes_on_wherever_others_begin(tmp_path: Path) -> None:
    page = """
        – Der Verein leiht Werkzeug aus, das sagt der Beschluss des
        Vorstands.

           Die Liste hängt neben der Tür, und wer etwas nimmt, trägt
        sich ein.

        – Aha.
    """
    assert [len(p.lines) for p in read(pdf(page), tmp_path)] == [2, 2, 1]


def test_where_gaps_part_paragraphs_none_begins_without_one(tmp_path: Path) -> None:
    page = """
        Die Liste hängt neben der Tür, und alle tragen sich da ein.
        Das geht gut.

        Der Verein leiht Werkzeug aus.

        Wer etwas braucht, nimmt es mit.
    """
    assert [len(p.lines) for p in read(pdf(page), tmp_path)] == [2, 1, 1]


def test_paragraphs_known_by_their_indent_alone(tmp_path: Path) -> None:
    page = """
           Der Verein leiht Werkzeug aus, und wer etwas braucht, der
        trägt sich in die Liste ein und nimmt es mit.
           Die Liste hängt neben der Tür, und jeder kann sehen, wer
        die Säge hat und wie lange schon, denn sie sagt es jedem.
           Mahnungen gibt es keine, denn man kennt sich, und das
        geht gut.
    """
    passages = read(pdf(page), tmp_path)
    assert [p.lines[0].text[:9] for p in passages] == ["Der Verei", "Die Liste", "Mahnungen"]


def test_paragraphs_over_the_page(tmp_path: Path) -> None:
    first = """
        Der Verein leiht Werkzeug aus, und wer etwas braucht, trägt
        sich in die Liste ein und nimmt es mit.

        Die Liste hängt neben der Tür, und jeder kann sehen, wer
    """
    second = """
        die Säge hat und wie lange schon.

        Darum geht es in dem Artikel aber nicht.
    """
    passages = read(pdf(first, second), tmp_path)
    assert [len(p.lines) for p in passages] == [2, 2, 1]
    assert leaves(passages) == [(1, ()), (2, ())]


def test_speakers_parted_by_italics_alone(tmp_path: Path) -> None:
    page = """
        Der Verein leiht Werkzeug aus, und wer etwas will, trägt es
        in die Liste ein. Die Liste hängt neben der Tür, alle sehen
        sie, und das geht gut, solange es nur wenige Leute im Dorf.
        *— Mahnungen gibt es keine, denn man kennt sich im Verein ja,*
        *und jeder weiß, wer die Säge gerade hat, auch ohne die Post.*
        Das stimmt nicht, denn einmal war die Säge drei Wochen fort
        und niemand wusste, wo.
    """
    expect(
        tmp_path,
        pdf(page),
        """
              | Der Verein leiht Werkzeug aus, und wer etwas will, trägt es
              | in die Liste ein. Die Liste hängt neben der Tür, alle sehen
              | sie, und das geht gut, solange es nur wenige Leute im Dorf.

              | *— Mahnungen gibt es keine, denn man kennt sich im Verein ja,*
              | *und jeder weiß, wer die Säge gerade hat, auch ohne die Post.*

              | Das stimmt nicht, denn einmal war die Säge drei Wochen fort
              | und niemand wusste, wo.
        """,
    )


def test_narrow_justified_text_is_no_table(tmp_path: Path) -> None:
    lines = ["Die Selbstbehauptung", "einer Werkzeugliste", "der Nachbarschaft", "ist das Ausleihen."]

    def page(canvas: Canvas) -> None:
        canvas.setFont("Courier", 10)
        for i, text in enumerate(lines):
            words = text.split()
            gap = (180 - sum(6 * len(word) for word in words)) / (len(words) - 1)
            x = LEFT
            for word in words:
                canvas.drawString(x, 640 - 12 * i, word)
                x += 6 * len(word) + gap

    assert {p.kind for p in read(pdf(page), tmp_path)} == {Kind.PARAGRAPH}


def test_separators(tmp_path: Path) -> None:
    page = """
        Der Verein leiht Werkzeug aus, und jeder trägt sich ein.

                               ***

        Die Liste hängt neben der Tür.
    """
    passages = read(pdf(page), tmp_path)
    assert [p.kind for p in passages] == [Kind.PARAGRAPH, Kind.SEPARATOR, Kind.PARAGRAPH]


# Hyphens


def test_a_line_drawn_alone_parts_sections(tmp_path: Path) -> None:
    page = """
        Der Verein leiht Werkzeug aus, und wer etwas will, trägt es
        in die Liste ein.

        Die Liste hängt neben der Tür.
    """

    def drawn(canvas: Canvas) -> None:
        draw(canvas, page, 700)
        canvas.line(88, 619, 200, 619)

    kinds = [p.kind for p in read(pdf(drawn), tmp_path)]
    assert kinds == [Kind.PARAGRAPH, Kind.SEPARATOR, Kind.PARAGRAPH]


def test_a_separator_at_the_top_of_several_pages(tmp_path: Path) -> None:
    page = """
                               ***

        Der Verein leiht Werkzeug aus, und jeder trägt sich ein, der
        etwas braucht. Die Liste hängt neben der Tür.
    """
    assert [p.kind for p in read(pdf(page, page), tmp_path)] == [Kind.SEPARATOR, Kind.PARAGRAPH] * 2


def test_hyphens_at_the_end_of_lines(tmp_path: Path) -> None:
    page = """
        In dem Artikel geht es um die Initiativen der U-Bahn-
        Betreiber und die Stellung der Stadt zu ihnen. Die Stel-
        lung ist wirtschaftlich-soziale Politik, sagen Betreiber-
        und Verkehrsverbände in der Stadt.
    """
    passages = read(pdf(page), tmp_path)
    ends = [(x.text[-8:], x.divided) for x in passages[0].lines[:3]]
    assert ends == [(" U-Bahn-", False), ("Die Stel", True), ("treiber-", False)]


def test_a_hyphen_that_may_be_either(tmp_path: Path) -> None:
    page = """
        Was ökonomische Gründe sind, sagt der Artikel. Das ist eine
        Frage, die man politisch stellen kann, also die politisch-
        ökonomische Frage. Sie wird am Ende gestellt.
    """
    found = read(pdf(page), tmp_path)
    assert doubts(found) == [Doubt("JF122", "politisch-ökonomische", "politischökonomische")]


def test_where_no_word_is_divided_a_hyphen_belongs_to_its_word(tmp_path: Path) -> None:
    page = """
        Gestritten wird um die Frage, ob man im Verein die nicht-
        öffentliche Liste oder die öffentliche führt. Die rot-
        grüne Mehrheit ist dafür, und das ist auch eine links-
        alternative Meinung, die eine vor-
        revolutionäre Sache meint, also eine deutsch-
        polnische oder, wie manche sagen, eine russisch-
        ukrainische.
    """
    found = read(pdf(page), tmp_path)
    assert [doubt.read for doubt in doubts(found)] == [
        "nicht-öffentliche",
        "rot-grüne",
        "links-alternative",
        "vor-revolutionäre",
        "deutsch-polnische",
        "russisch-ukrainische",
    ]
    assert not any(x.divided for p in found for x in p.lines)


def test_a_word_that_stands_elsewhere_with_its_hyphen_and_without(tmp_path: Path) -> None:
    page = """
        Gestritten wird um die Frage, ob man im Verein die nicht-
        öffentliche Liste führt, und sie bleibt eine nicht-öffentliche
        Liste, denn eine nichtöffentliche Liste ist die Stel-
        lung, die man dazu hat.
    """
    found = read(pdf(page), tmp_path)
    assert doubts(found) == [Doubt("JF122", "nicht-öffentliche", "nichtöffentliche")]


def test_an_address_goes_on_over_the_line_with_all_its_strokes(tmp_path: Path) -> None:
    page = """
        Der Beschluss steht unter https://www.example.org/beschluss-
        und-folgen/2026.html und, kürzer, unter www.example.org/wiki/
        Beschluss und sonst nirgends.
    """
    found = expect(
        tmp_path,
        pdf(page),
        """
              | Der Beschluss steht unter https://www.example.org/beschluss-¬
              | und-folgen/2026.html und, kürzer, unter www.example.org/wiki/¬
              | Beschluss und sonst nirgends.
        """,
    )
    assert doubts(found) == [Doubt("JF122", "www.example.org/wiki/Beschluss", "www.example.org/wiki/ Beschluss")]


# Furniture, footnotes, lists, tables

BODY = """
        Der Verein leiht Werkzeug aus, und wer etwas braucht, trägt
        sich in die Liste ein und nimmt es mit. Die Liste hängt an
        der Tür, und jeder kann sehen, wer gerade die Säge hat und
"""


def test_running_heads_of_odd_and_even_pages_and_a_first_page_without(tmp_path: Path) -> None:
    pages = [BODY]
    for n in range(2, 8):
        head = f"        {n}  Das Werkzeug" if n % 2 == 0 else f"        Jour fixe vom 26.01.2026              {n}"
        pages.append(f"{head}\n\n\n{BODY.strip(chr(10))}")
    passages = read(pdf(*pages), tmp_path)
    assert leaves(passages)[:3] == [
        (1, ()),
        (2, ("2 Das Werkzeug",)),
        (3, ("Jour fixe vom 26.01.2026 3",)),
    ]
    assert {x.text for p in passages for x in p.lines} == {x.strip() for x in BODY.strip().splitlines()}


def lines_of(passages: list[Passage]) -> list[str]:
    return [x.text for p in passages for x in p.lines]


def test_a_contribution_that_comes_again_at_the_top_of_pages(tmp_path: Path) -> None:
    pages = [f"        — *Das sehe ich auch so.*\n\n{BODY.strip(chr(10))}\n\n\n        {n}" for n in range(1, 4)]
    passages = read(pdf(*pages), tmp_path)
    assert [furniture for _, furniture in leaves(passages)] == [("1",), ("2",), ("3",)]
    assert lines_of(passages).count("— Das sehe ich auch so.") == 3
    assert doubts(passages) == []


def test_what_comes_again_at_the_top_of_pages_and_is_counted_as_a_line(tmp_path: Path) -> None:
    rows = [x.strip() for n in range(1, 4) for x in (f"Zu Punkt {n}:", *BODY.strip().split("\n") * 2)]
    numbered = [f"{n:<4}{row}" for n, row in enumerate(rows, 1)]
    pages = ["\n".join([f"    {rows[i]}", "", *numbered[i + 1 : i + 7]]) for i in (0, 7, 14)]
    passages = read(pdf(*pages), tmp_path)
    assert [(x.n, x.text) for p in passages for x in p.lines if x.text.startswith("Zu")] == [
        (1, "Zu Punkt 1:"),
        (8, "Zu Punkt 2:"),
        (15, "Zu Punkt 3:"),
    ]
    assert doubts(passages) == []


def test_what_comes_again_no_further_from_the_text_than_a_paragraph_is_asked_about(tmp_path: Path) -> None:
    body = "\n\n".join([BODY.strip("\n")] * 3)
    passages = read(pdf(body, *(f"        Zu Punkt {n}:\n\n{body}" for n in range(2, 5))), tmp_path)
    assert doubts(passages) == [Doubt("JF125", f"Zu Punkt {n}:") for n in range(2, 5)]
    assert lines_of(passages).count("Zu Punkt 2:") == 1


def test_the_last_line_is_a_number(tmp_path: Path) -> None:
    page = """
        Der nächste Artikel handelt von der Säge und steht in GS 4-
        25.
    """
    expect(
        tmp_path,
        pdf(page),
        """
              | Der nächste Artikel handelt von der Säge und steht in GS 4-
              | 25.
        """,
    )


def test_a_running_head_above_the_title_of_a_single_page(tmp_path: Path) -> None:
    page = """
        Jour fixe vom 26.01.2026

    1   Jour fixe vom 26.01.2026 Das Werkzeug

        Der Verein leiht Werkzeug aus, und wer etwas braucht, trägt
    3   sich in die Liste ein und nimmt es mit.
    """
    found = read(pdf(page), tmp_path)
    assert leaves(found) == [(1, ("Jour fixe vom 26.01.2026",))]
    assert found[0].lines[0].text == "Jour fixe vom 26.01.2026 Das Werkzeug"


def small(canvas: Canvas, y: float, *lines: str) -> None:
    for i, text in enumerate(lines):
        canvas.setFont("Courier", 8)
        canvas.drawString(88, y - 9.6 * i, text)


def test_a_footnote_over_two_pages(tmp_path: Path) -> None:
    def first(canvas: Canvas) -> None:
        draw(canvas, BODY.replace("Werkzeug aus", "Werkzeug~1~ aus"), 700)
        canvas.line(88, 110, 200, 110)
        small(canvas, 100, "1 Gemeint sind Säge, Bohrer und Leiter, die der Verein von der", "Gemeinde geerbt hat, und")

    def second(canvas: Canvas) -> None:
        draw(canvas, "        wie lange schon. Darum geht es in dem Artikel nicht.", 700)
        canvas.line(88, 110, 200, 110)
        small(canvas, 100, "der Rasenmäher.")

    expect(
        tmp_path,
        pdf(first, second),
        """
              | Der Verein leiht Werkzeug[^1] aus, und wer etwas braucht, trägt
              | sich in die Liste ein und nimmt es mit. Die Liste hängt an
              | der Tür, und jeder kann sehen, wer gerade die Säge hat und
              | wie lange schon. Darum geht es in dem Artikel nicht.

              | [^1]: Gemeint sind Säge, Bohrer und Leiter, die der Verein von der
              | Gemeinde geerbt hat, und
              | der Rasenmäher.
        """,
    )


def test_a_footnote_over_many_pages(tmp_path: Path) -> None:
    things = "Säge Bohrer Leiter Hobel Zange Feile".split()

    def page(n: int) -> Draw:
        def drawn(canvas: Canvas) -> None:
            thing = things[n - 1]
            mark = "~1~" * (n == 1)
            draw(
                canvas,
                f"        {thing}{mark} heißt, was der Verein ausleiht an alle, die\n        {thing} sagen.",
                700,
            )
            canvas.line(88, 110, 200, 110)
            small(canvas, 100, f"{'1 ' * (n == 1)}{thing} und Zubehör,")

        return drawn

    found = read(pdf(*map(page, range(1, 7))), tmp_path)
    (note,) = [p for p in found if p.kind is Kind.FOOTNOTE]
    assert [x.text.split()[0] for x in note.lines] == things
    assert sum("heißt" in x.text for p in found for x in p.lines) == 6


def test_a_page_in_small_type_after_an_open_footnote(tmp_path: Path) -> None:
    def first(canvas: Canvas) -> None:
        draw(canvas, BODY.replace("Werkzeug aus", "Werkzeug~1~ aus"), 700)
        canvas.line(88, 110, 200, 110)
        small(canvas, 100, "1 Gemeint sind Säge, Bohrer und Leiter, die der Verein")

    def listing(canvas: Canvas) -> None:
        small(canvas, 640, *(f"Werkzeug {c}" for c in "ABCDEFGH"))

    found = read(pdf(first, BODY, BODY, listing), tmp_path)
    text = " ".join(x.text for p in found for x in p.lines)
    assert all(f"Werkzeug {c}" in text for c in "ABCDEFGH")
    assert [n for n, _ in leaves(found)] == [1, 2, 3, 4]


def test_a_page_that_begins_with_a_footnote(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        canvas.line(88, 110, 200, 110)
        small(canvas, 100, "1 Gemeint sind Säge, Bohrer und Leiter.")

    found = read(pdf(page, BODY, BODY), tmp_path)
    assert sum("Gemeint" in x.text for p in found for x in p.lines) == 1


def test_a_list_below_a_drawn_line_is_no_footnote(tmp_path: Path) -> None:
    page = """
        Der Verein leiht Werkzeug aus, und wer etwas braucht, trägt
        sich in die Liste ein. Auf der Tagesordnung stand heute:

        1. Wem gehört die Säge?
        2. Was kostet der Bohrer?

        — *Mahnungen gibt es keine.*
    """

    def drawn(canvas: Canvas) -> None:
        draw(canvas, page, 700)
        canvas.line(88, 612, 400, 612)

    expect(
        tmp_path,
        pdf(drawn),
        """
              | Der Verein leiht Werkzeug aus, und wer etwas braucht, trägt
              | sich in die Liste ein. Auf der Tagesordnung stand heute:

              | + 1. Wem gehört die Säge?

              | + 2. Was kostet der Bohrer?

              | — *Mahnungen gibt es keine.*
        """,
    )


def test_a_footnote_whose_mark_is_raised_by_the_font_alone(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        draw(canvas, BODY.replace("Werkzeug aus", "Werkzeug1 aus"), 700)
        canvas.line(88, 110, 200, 110)
        small(canvas, 100, "1Gemeint sind Säge, Bohrer und Leiter.")

    expect(
        tmp_path,
        pdf(page),
        """
              | Der Verein leiht Werkzeug[^1] aus, und wer etwas braucht, trägt
              | sich in die Liste ein und nimmt es mit. Die Liste hängt an
              | der Tür, und jeder kann sehen, wer gerade die Säge hat und

              | [^1]: Gemeint sind Säge, Bohrer und Leiter.
        """,
    )


def test_a_power_is_no_mark_of_a_footnote(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        draw(canvas, BODY.replace("Werkzeug aus", "auf 9 m~2~ aus~2~").replace("Liste ein", "10~6~-Liste ein"), 700)
        small(canvas, 100, "2 Gemeint ist der Boden.")

    lines = [x for passage in read(pdf(page), tmp_path) for x in passage.lines]
    assert "".join(map(styled, lines[0].runs)).startswith("Der Verein leiht auf 9 m² aus[^2], und")
    assert "10⁶-Liste" in lines[1].text


def test_footnotes_with_marks_in_brackets(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        draw(canvas, BODY.replace("Werkzeug aus", "Werkzeug[1] aus"), 700)
        canvas.line(88, 110, 200, 110)
        small(canvas, 100, "[1] Gemeint sind Säge, Bohrer und Leiter.")

    first, note = read(pdf(page), tmp_path)
    assert "".join(map(styled, first.lines[0].runs)).startswith("Der Verein leiht Werkzeug[^1] aus")
    assert (note.kind, note.mark, note.lines[0].text) == (Kind.FOOTNOTE, "1", "Gemeint sind Säge, Bohrer und Leiter.")


def test_a_list_and_a_table(tmp_path: Path) -> None:
    page = """
        Zwei Gründe sprechen dagegen, und beide stehen im Artikel:

        1. Die Liste hängt an der Tür, und jeder kann sehen, wer
           gerade die Säge hat.
        2. Mahnungen gibt es keine.

        Jahr     Betrag     Grund
        2024     120 Euro   Säge
        2025      80 Euro   Leiter

        Darum geht es in dem Artikel aber nicht.
    """
    expect(
        tmp_path,
        pdf(page),
        """
              | Zwei Gründe sprechen dagegen, und beide stehen im Artikel:

              | + 1. Die Liste hängt an der Tür, und jeder kann sehen, wer
              | gerade die Säge hat.

              | + 2. Mahnungen gibt es keine.

              | | Jahr | Betrag | Grund

              | | 2024 | 120 Euro | Säge

              | | 2025 | 80 Euro | Leiter

              | Darum geht es in dem Artikel aber nicht.
        """,
    )


def set_in(font: str, size: float, *lines: str, top: float) -> Draw:
    """These lines, in this font and size, from `top` downwards."""

    def drawn(canvas: Canvas) -> None:
        canvas.setFont(font, size)
        for i, text in enumerate(lines):
            canvas.drawString(LEFT, top - 1.2 * size * i, text)

    return drawn


def together(*parts: Draw) -> Draw:
    def drawn(canvas: Canvas) -> None:
        for part in parts:
            part(canvas)

    return drawn


def test_a_paragraph_in_larger_or_bold_type_is_no_heading(tmp_path: Path) -> None:
    small = ["Der Verein leiht Werkzeug aus, und alle", "tragen sich ein."] * 4
    page = together(
        set_in("Courier-Bold", 14, "Jour fixe vom 26.01.2026 Das Werkzeug", top=660),
        set_in("Courier", 12, "Worum geht es in dem Artikel über die", "Säge?", top=630),
        set_in("Courier", 10, *small, top=590),
        set_in("Courier-Bold", 10, "Darum geht es nicht.", top=480),
        set_in("Courier-Bold", 10, "Die Folgen", top=450),
        set_in("Courier", 10, "Mahnungen gibt es keine.", top=430),
        set_in("Courier", 12, "Das ist ein Satz in größerer Type, der", "länger ist und endet.", top=400),
        set_in("Courier", 12, "Das ist ein zweiter, der ebenso steht.", top=360),
    )
    kinds = {p.lines[0].text: p.kind for p in read(pdf(page), tmp_path)}
    assert [text for text, kind in kinds.items() if kind is Kind.HEADING] == [
        "Jour fixe vom 26.01.2026 Das Werkzeug",
        "Die Folgen",
    ]


def test_names_on_lines_of_their_own(tmp_path: Path) -> None:
    said = ["Der Verein leiht Werkzeug aus.", "Mahnungen gibt es keine.", "Die Säge war fort.", "Das geht nicht gut."]
    names = ["Anna:", "Bernd:", "Anna:", "Bernd:"]
    parts = [set_in("Courier-Bold", 10, name, top=600 - 30 * i) for i, name in enumerate(names)]
    parts += [set_in("Courier", 10, text, top=588 - 30 * i) for i, text in enumerate(said)]
    expect(
        tmp_path,
        pdf(together(*parts)),
        """
              | Anna:
              | Der Verein leiht Werkzeug aus.

              | Bernd:
              | Mahnungen gibt es keine.

              | Anna:
              | Die Säge war fort.

              | Bernd:
              | Das geht nicht gut.
        """,
    )


# Doubts


def test_who_speaks_where_a_dash_opens_what_is_not_italic(tmp_path: Path) -> None:
    page = """
        — *Der Verein leiht Werkzeug aus, und alle tragen sich ein.*

        — *Die Liste hängt neben der Tür, und jeder kann sie sehen.*

        — *Mahnungen gibt es keine, denn man kennt sich im Verein.*

        — *Das geht gut, solange es wenige sind, die etwas leihen.*

        — Und wenn es viele sind, dann geht es eben nicht mehr gut.
    """
    found = read(pdf(page), tmp_path)
    assert doubts(found) == [Doubt("JF131", "Beitrag", "Leitung")]


def test_a_cell_of_several_lines(tmp_path: Path) -> None:
    page = """
        Die Ausgaben des Vereins in den letzten Jahren waren diese:

        Jahr     Betrag     Grund der Ausgabe

        2024     120 Euro   Säge und Leiter
                            mit Zubehör

        2025      80 Euro   Bohrer
    """
    found = read(pdf(page), tmp_path)
    assert doubts(found) == [Doubt("JF127", "2024 120 Euro Säge und Leiter / mit Zubehör")]


def test_digits_outside_the_text_that_are_no_line_number(tmp_path: Path) -> None:
    page = """
    1   Der Verein leiht Werkzeug aus, und wer etwas braucht, der
    2   trägt sich in die Liste ein und nimmt es mit. Die Liste
    17  hängt neben der Tür, und jeder kann sehen, wer die Säge
    4   hat und wie lange schon. Mahnungen gibt es keine, denn man
    5   kennt sich. Das geht gut, solange es wenige sind.
    """
    assert [d.code for d in doubts(read(pdf(page), tmp_path))] == ["JF121"]


def test_a_page_that_ends_with_a_sentence(tmp_path: Path) -> None:
    first = """
        Der Verein leiht Werkzeug aus, und wer etwas braucht, der
        trägt sich in die Liste ein.

        Die Liste hängt neben der Tür, und jeder sieht sie.
        Mahnungen gibt es keine, denn man kennt sich im Verein.
    """
    second = """
        Das geht gut, solange es wenige sind, die etwas leihen.
    """
    found = read(pdf(first, second), tmp_path)
    assert "JF123" in [d.code for d in doubts(found)]


def test_a_running_head_and_a_foot_of_a_single_page_are_asked_about(tmp_path: Path) -> None:
    page = """
        Lesekreis am Montag


        Jour fixe vom 26.01.2026 Das Werkzeug (GS 4-25)

        Der Verein leiht Werkzeug aus, und jeder trägt sich ein, der
        etwas braucht. Die Liste hängt neben der Tür.




        Vertraulich
    """
    found = expect(
        tmp_path,
        pdf(page),
        """
              | # Jour fixe vom 26.01.2026 Das Werkzeug (GS 4-25)

              | Der Verein leiht Werkzeug aus, und jeder trägt sich ein, der
              | etwas braucht. Die Liste hängt neben der Tür.

              | Vertraulich
        """,
    )
    assert leaves(found) == [(1, ("Lesekreis am Montag",))]
    assert doubts(found) == [Doubt("JF125", "Lesekreis am Montag"), Doubt("JF125", "Vertraulich")]


def test_words_struck_out(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        draw(canvas, BODY, 700)
        canvas.line(LEFT, 643, LEFT + 16 * LETTER, 643)
        canvas.line(LEFT, 626, LEFT + 16 * LETTER, 626)

    assert doubts(read(pdf(page), tmp_path)) == [Doubt("JF132", "durchgestrichen: Der Verein leiht")]


def test_a_raised_number_without_its_footnote(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        draw(canvas, BODY.replace("Werkzeug aus", "Werkzeug~1~ aus").replace("Liste ein", "Liste~2~ ein"), 700)
        small(canvas, 100, "1 Gemeint sind Säge, Bohrer und Leiter.")

    assert doubts(read(pdf(page), tmp_path)) == [Doubt("JF130", "2", "[2]")]


def test_a_dash_after_a_full_line_that_ends_a_sentence(tmp_path: Path) -> None:
    page = """
        — *Der Verein leiht Werkzeug aus, und alle tragen sich ein.*
        — *Mahnungen gibt es keine, denn man kennt sich im Verein,*
        *und jeder weiß, wer gerade die Säge hat.*
    """
    assert [d.code for d in doubts(read(pdf(page), tmp_path))] == ["JF124"]


def test_what_stands_where_other_pages_have_a_running_head(tmp_path: Path) -> None:
    heads = ["Die Säge", "Der Bohrer", "Die Leiter", "Der Rasenmäher", "Die Schubkarre"]
    pages = [f"        {head}\n\n\n{BODY.strip(chr(10))}" for head in heads]
    found = doubts(read(pdf(*pages), tmp_path))
    assert {d for d in found if d.code == "JF125"} == {Doubt("JF125", head) for head in heads}


def test_letters_that_the_font_does_not_name(tmp_path: Path) -> None:
    pdfmetrics.registerFont(TTFont("Upright", "Vera.ttf"))

    def page(canvas: Canvas) -> None:
        canvas.setFont("Upright", 10)
        canvas.drawString(80, 600, "Die S\ue000ge hängt an der Wand.")

    assert doubts(read(pdf(page), tmp_path)) == [Doubt("JF128", "Die S\ufffdge hängt an der Wand.")]


@pytest.mark.parametrize(
    ("told", "text"),
    [
        ("S\ud83d\ude42ge", "S\U0001f642ge"),
        ("S\ud83dge", "S\ufffdge"),
        ("S\x91ge\x00", "S\ufffdge\ufffd"),
        ("a\u0308", "ä"),
    ],
)
def test_letters_as_pdfium_tells_them(told: str, text: str) -> None:
    face = Face(10, italic=False, bold=False, turn=0)
    (row,) = rows_of(Glyph(char, 6 * i, 6 * i + 6, 100, face) for i, char in enumerate(told))
    assert row.text == text


# Pages


def test_two_columns(tmp_path: Path) -> None:
    left = BODY.strip("\n").splitlines() * 3
    right = ["wie lange schon. Mahnungen gibt es", "keine, denn man kennt sich, und das"] * 4
    rows = [f"{a.strip()[:36]:<42}{b}" for a, b in zip(left, [*right, ""], strict=True)]
    passages = read(pdf("\n".join(rows)), tmp_path)
    words = " ".join(x.text for p in passages for x in p.lines)
    assert words.startswith("Der Verein leiht Werkzeug aus, und w sich in die Liste")
    assert words.endswith("keine, denn man kennt sich, und das")


def test_a_stamp_across_the_page_is_left_aside(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        draw(canvas, BODY, 700)
        canvas.saveState()
        canvas.translate(250, 350)
        canvas.rotate(45)
        canvas.setFont("Helvetica", 60)
        canvas.drawCentredString(0, 0, "ENTWURF")
        canvas.restoreState()

    passages = read(pdf(page), tmp_path)
    assert len(passages) == 1
    assert leaves(passages) == [(1, ("ENTWURF",))]


def test_a_page_on_its_side(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        canvas.rotate(90)
        canvas.translate(0, -500)
        draw(canvas, BODY, 500)

    passages = read(pdf(page), tmp_path)
    assert [x.text for x in passages[0].lines] == [x.strip() for x in BODY.strip().splitlines()]


# Italics


def test_italics_of_a_font_whose_name_hides_them(tmp_path: Path) -> None:
    pdfmetrics.registerFont(TTFont("Slanted", "VeraIt.ttf"))

    def page(canvas: Canvas) -> None:
        canvas.setFont("Slanted", 10)
        canvas.drawString(80, 600, "Im Halblicht der Halle steht der Hebel.")

    data = pdf(page).replace(b"BitstreamVeraSans-Oblique", b"BitstreamVeraSans-Xxxxxxx")
    data = re.sub(rb"/ItalicAngle -\d+", lambda m: b"/ItalicAngle 0".ljust(len(m[0])), data)
    data = re.sub(rb"/Flags \d+", lambda m: b"/Flags 4".ljust(len(m[0])), data)
    assert all(run.italic for run in read(data, tmp_path)[0].lines[0].runs)


def test_italics_made_by_slanting_upright_letters(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        text = canvas.beginText()
        text.setFont("Courier", 10)
        text.setTextTransform(1, 0, 0.2, 1, 80, 600)
        text.textOut("Schräg gestellt")
        canvas.drawText(text)

    assert all(run.italic for run in read(pdf(page), tmp_path)[0].lines[0].runs)


# Files of which nothing can be made


def picture(canvas: Canvas) -> None:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    canvas.drawImage(ImageReader(Image.new("L", (20, 20), 128)), 50, 50, 300, 500)


def test_scanned_pages(tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as caught:
        read(pdf(picture, picture), tmp_path)
    assert caught.value.code == "JF023"


def stamped(canvas: Canvas) -> None:
    picture(canvas)
    canvas.drawString(240, 30, str(canvas.getPageNumber()))


def test_scanned_pages_with_page_numbers(tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as caught:
        read(pdf(stamped, stamped, stamped), tmp_path)
    assert caught.value.code == "JF023"
    found = read(pdf(BODY, stamped, BODY), tmp_path)
    assert doubts(found) == [Doubt("JF126", "Seite 2 enthält nur ein Bild")]


def test_one_scanned_page_among_others(tmp_path: Path) -> None:
    passages = read(pdf(BODY, picture, BODY), tmp_path)
    assert doubts(passages) == [Doubt("JF126", "Seite 2 enthält nur ein Bild")]


def test_one_damaged_page_among_others(tmp_path: Path) -> None:
    data = pdf(BODY, "        Fort", BODY)
    second = [m.start() for m in re.finditer(rb"/Type /Page\b", data)][1]
    data = data[:second] + data[second:].replace(b"/Type /Page", b"/Type /Pape", 1)
    assert doubts(read(data, tmp_path)) == [Doubt("JF126", "Seite 2 ist beschädigt")]


def test_pages_without_anything(tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as caught:
        read(pdf("", ""), tmp_path)
    assert caught.value.code == "JF023"


def test_a_password(tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as caught:
        read(pdf(BODY, encrypt=StandardEncryption("geheim")), tmp_path)
    assert caught.value.code == "JF021"


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.7\n%%EOF", b"%PDF-1.4\n" + b"\0" * 4000])
def test_a_damaged_file(data: bytes, tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as caught:
        read(data, tmp_path)
    assert caught.value.code == "JF022"


def test_every_doubt_of_a_pdf_is_in_the_catalogue() -> None:
    for code in [f"JF{n}" for n in range(121, 132)]:
        said = finding(code, Place("raw.md"), read="so", other="anders")
        assert not said.blocks
        assert CATALOG[code].message.endswith(".")
