"""Transcripts: written down as raw.md, and read back without loss or guess."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jourfixe.apparatus.folder import load
from jourfixe.findings import CATALOG
from jourfixe.model import LineMark, Origin, Paragraph
from jourfixe.reading import Reading, read_bytes
from jourfixe.reading.ledger import apply, restore
from jourfixe.transcribing.transcript import Doubt, Kind, Leaf, Passage, PrintedLine, Run, Transcript
from jourfixe.transcribing.write import write
from projects import edition

HEAD = "<!-- Abschrift 1: probe.pdf -->\n\n      | # Jour fixe vom 12.01.2026 Titel (GS 4-25)\n\n"


def line(*runs: Run | str, **known: object) -> PrintedLine:
    return PrintedLine(tuple(Run(r) if isinstance(r, str) else r for r in runs), **known)  # type: ignore[arg-type]


def italic(text: str) -> Run:
    return Run(text, italic=True)


def written(*passages: Passage) -> str:
    stream = io.StringIO()
    write(Transcript("probe.pdf", passages), stream)
    return stream.getvalue()


def read(text: str) -> Reading:
    reading = read_bytes(text.encode(), "raw.md")
    assert restore(apply(reading.decoded.text, reading.edits), reading.edits) == text
    return reading


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    return read(HEAD + text).protocol.paragraphs


def test_it_is_written_line_by_line() -> None:
    passage = Passage(
        Kind.PARAGRAPH,
        (
            line("— ", italic("Es geht um die Stel"), n=4, divided=True, leaf=Leaf(1)),
            line(italic("lung der U-Bahn-"), n=5, printed=True),
            line(italic("Linie *5* und "), "nicht", italic(" mehr."), n=6, leaf=Leaf(2, ("Jour fixe", "2"))),
        ),
    )
    assert written(passage) == (
        "<!-- Abschrift 1: probe.pdf -->\n"
        "\n"
        "<!-- Seite 1 -->\n"
        "  [4] | — *Es geht um die Stel¬\n"
        "    5 | lung der U-Bahn-\n"
        "<!-- Seite 2 · „Jour fixe“ · „2“ -->\n"
        "  [6] | Linie \\*5\\* und* nicht *mehr.*\n"
    )


def test_lines_are_where_they_were_printed() -> None:
    (one,) = paragraphs("  [4] | Es geht um die Stel¬\n    5 | lung der U-Bahn-\n  [6] | Linie und\n      | mehr.\n")
    assert one.text == "Es geht um die Stellung der U-Bahn-Linie und mehr."
    assert one.lines == (
        LineMark(4, 0, True, Origin.COUNTED),
        LineMark(5, one.text.index("lung"), True, Origin.PRINTED),
        LineMark(6, one.text.index("Linie"), True, Origin.COUNTED),
    )


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("das nicht-", "öffentlich ist", "das nicht-öffentlich ist"),
        ("das nicht¬", "öffentlich ist", "das nichtöffentlich ist"),
        ("im Früh-", "und Spätdienst", "im Früh- und Spätdienst"),
        ("die Jahre 2024/¬", "25 und –", "die Jahre 2024/25 und –"),
    ],
)
def test_a_hyphen_at_a_line_end_stays_and_the_sign_for_a_division_goes(first: str, second: str, joined: str) -> None:
    (one,) = paragraphs(f"      | {first}\n      | {second}\n")
    assert one.text == joined


def test_a_number_at_the_beginning_of_a_line_is_text() -> None:
    (one,) = paragraphs("    5 | mit der U-Bahn-Linie\n  [6] | 5 und der\n      | 10 weiter.\n")
    assert one.text == "mit der U-Bahn-Linie 5 und der 10 weiter."


def test_a_dash_within_a_paragraph_opens_nothing() -> None:
    (one,) = paragraphs("      | Das ist so\n      | – wie gesagt – seit gestern.\n")
    assert one.text == "Das ist so – wie gesagt – seit gestern."


def test_a_paragraph_goes_on_over_the_page_whatever_its_end() -> None:
    (one,) = paragraphs("      | Ein Satz.\n<!-- Seite 2 · „7“ -->\n      | Noch einer.\n")
    assert one.text == "Ein Satz. Noch einer."


def test_only_a_blank_line_ends_a_paragraph() -> None:
    assert [p.text for p in paragraphs("      | der und\n\n      | die oder das\n")] == ["der und", "die oder das"]


def test_lines_whose_numbers_begin_anew_are_named_with_their_page() -> None:
    found = read(HEAD + "    5 | eins\n   10 | zwei\n<!-- Seite 2 -->\n  [4] | drei\n    5 | vier.\n")
    assert [(mark.name, mark.offset) for mark in found.protocol.paragraphs[0].lines] == [
        ("1.5", 0),
        ("1.10", 5),
        ("2.4", 10),
        ("2.5", 15),
    ]
    assert not {f.code for f in found.findings} & {"JF104", "JF136"}


def test_on_each_page_a_number_counts_once() -> None:
    found = read(HEAD + "    5 | eins\n   10 | zwei\n<!-- Seite 2 -->\n    5 | drei\n    5 | vier.\n")
    assert [mark.name for mark in found.protocol.paragraphs[0].lines] == ["1.5", "1.10", "2.5"]
    assert [f.place.line for f in found.findings if f.code == "JF136"] == [8]


@pytest.mark.parametrize(
    ("gutters", "kept", "told"),
    [
        ("9 10 [12] 12 13", [9, 10, 12, 13], [(3, 12, 10)]),
        ("9 15 [11] [12] 13", [9, 11, 12, 13], [(2, 15, 9)]),
        ("9 10 3 12", [9, 10, 12], [(3, 3, 10)]),
    ],
)
def test_a_number_that_does_not_rise_is_told_and_alone_left_out(
    gutters: str, kept: list[int], told: list[tuple[int, int, int]]
) -> None:
    found = read(HEAD + "".join(f"{number:>5} | Wort {i}\n" for i, number in enumerate(gutters.split(), 1)))
    assert sorted(mark.n for mark in found.protocol.paragraphs[0].lines) == kept
    stray = [f for f in found.findings if f.code == "JF136"]
    assert [(f.place.line - 4, f.message) for f in stray] == [
        (i, f"Die Zeilenzahl {n} folgt auf {before}; sie zählt nicht weiter und wurde weggelassen.")
        for i, n, before in told
    ]
    assert "JF104" not in {f.code for f in found.findings}


def test_a_division_without_the_rest_of_its_word_is_told() -> None:
    found = read(HEAD + "      | Das Ende der Euro¬\n\n      | päer.\n")
    assert [(f.place.line, f.place.column) for f in found.findings if f.code == "JF137"] == [(5, 26)]


@pytest.mark.parametrize("before", ["\ufeff", "\n", "  ", "\ufeff\n\n"])
def test_nothing_but_blanks_may_stand_before_the_first_line(before: str) -> None:
    (one,) = read_bytes((before + HEAD + "    5 | Text.\n").encode(), "raw.md").protocol.paragraphs
    assert (one.text, [mark.n for mark in one.lines]) == ("Text.", [5])


def test_what_is_to_be_checked_is_told_until_it_is_deleted() -> None:
    text = "      | eins\n<!-- prüfen: steht da 5 oder 6? -->\n      | 5 zwei.\n"
    (told,) = [f for f in read(HEAD + text).findings if f.code == "JF120"]
    assert (told.place.line, "steht da 5 oder 6?" in told.message) == (6, True)
    settled = "".join(row for row in text.splitlines(keepends=True) if "prüfen" not in row)
    assert "JF120" not in {f.code for f in read(HEAD + settled).findings}


def test_a_code_of_another_finding_asks_nothing_of_its_own() -> None:
    found = read(HEAD + "<!-- prüfen: JF101 „eins“ oder „zwei“ -->\n      | eins.\n").findings
    assert [f.message for f in found if f.code == "JF120"] == [
        "In der Abschrift ist hier etwas zu prüfen: „eins“ oder „zwei“."
    ]


def test_a_line_without_its_bar_is_text_and_told() -> None:
    found = read(HEAD + "      | eins\nzwei\n      | drei.\n")
    assert found.protocol.paragraphs[0].text == "eins zwei drei."
    assert [(f.place.line, f.code) for f in found.findings if f.code == "JF135"] == [(6, "JF135")]


@pytest.mark.parametrize(
    "text",
    ["# 1", "+ plus", "| strich", "***", "*", "---", "[^1]: so", "a¬", "&amp; <br>", "\\", "5 | 6", "<!-- x -->"],
)
def test_what_looks_like_a_sign_is_text(text: str) -> None:
    first = Passage(Kind.HEADING, (line("Jour fixe vom 12.01.2026 Titel (GS 4-25)"),))
    found = read(written(first, Passage(Kind.PARAGRAPH, (line(text),))))
    assert [p.text for p in found.protocol.paragraphs] == [text]


@pytest.mark.parametrize("sign", ["*", "* * *", "• • •", "# # #", "+ + +", "~", "=====", "§", "o O o", "-----", "⁂"])
def test_a_separator_parts_sections_whatever_it_looks_like(sign: str) -> None:
    title = Passage(Kind.HEADING, (line("Jour fixe vom 12.01.2026 Titel (GS 4-25)"),))
    eins, zwei = (Passage(Kind.PARAGRAPH, (line(text),)) for text in ("Eins.", "Zwei."))
    text = written(title, eins, Passage(Kind.SEPARATOR, (line(sign),)), zwei)
    sections = read(text).protocol.sections
    assert [(x.heading, [p.text for p in x.paragraphs]) for x in sections] == [("", ["Eins."]), ("", ["Zwei."])]
    assert sign in text.replace("\\", "")


LETTERS = "aß*_\\<&[^]¬|#+-–—5. \t„“!"
RUNS = st.builds(Run, st.text(LETTERS, max_size=6), st.booleans(), st.booleans())
LINES = st.builds(
    PrintedLine,
    st.lists(RUNS, min_size=1, max_size=4).map(tuple),
    st.none(),
    divided=st.booleans(),
    leaf=st.none() | st.builds(Leaf, st.integers(1, 9), st.tuples(st.text(LETTERS, max_size=5))),
    doubts=st.just(()) | st.tuples(st.builds(Doubt, st.just("JF122"), st.text(LETTERS, min_size=1, max_size=5))),
)
PASSAGES = st.builds(Passage, st.just(Kind.PARAGRAPH), st.lists(LINES, min_size=1, max_size=4).map(tuple))


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.lists(PASSAGES, max_size=4))
def test_whatever_is_written_is_read_back(passages: list[Passage]) -> None:
    """Words, their order and their paragraphs; lines are joined with a space or none."""
    passages = [p for p in passages if p.lines[0].text.strip() and "".join(x.text for x in p.lines).strip("-–—\t ")]
    first = Passage(Kind.HEADING, (line("Jour fixe vom 12.01.2026 Titel (GS 4-25)"),))
    found = read(written(first, *passages)).protocol.paragraphs
    expected = [_letters("".join(x.text for x in p.lines)) for p in passages]
    assert [_letters(p.text) for p in found] == expected


def _letters(text: str) -> str:
    """Without spaces and the dash that opens a contribution."""
    return re.sub(r"^[-–—]{1,3}", "", re.sub(r"\s", "", text))


WORDS = st.lists(st.builds(Run, st.text("ab *", min_size=1, max_size=4), st.booleans()), min_size=1, max_size=6)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.lists(WORDS, min_size=1, max_size=3))
def test_italics_are_read_back(lines: list[list[Run]]) -> None:
    upright = line("Aufrecht steht hier ein langer Anfang, damit es kein Beitrag wird.")
    first = Passage(Kind.HEADING, (line("Jour fixe vom 12.01.2026 Titel (GS 4-25)"),))
    said = Passage(Kind.PARAGRAPH, (upright, *(line(*runs) for runs in lines), upright))
    (one,) = read(written(first, said)).protocol.paragraphs
    slanted = [any(a <= i < b for a, b in one.emphasis) for i, c in enumerate(one.text) if c != " "]
    runs = [run for printed in said.lines for run in printed.runs]
    assert slanted == [run.italic for run in runs for c in run.text if c != " "]


@pytest.mark.parametrize("code", [code for code in CATALOG if "JF121" <= code <= "JF134"])
def test_a_doubt_comes_back_with_its_readings(code: str) -> None:
    doubt = Doubt(code, "„Initiativen“", "Initia-tiven")
    passage = Passage(Kind.PARAGRAPH, (line("Ein"), line("Satz.", doubts=(doubt,))))
    found = [f for f in read(written(passage)).findings if f.code == code]
    assert [(f.place.line, f.read, f.other, f.blocks) for f in found] == [(4, "„Initiativen“", "Initia-tiven", False)]


def test_lines_of_footnotes_do_not_count() -> None:
    """They are printed at the foot of the page, and stand here below their paragraph."""
    found = read(HEAD + "   10 | eins.[^1]\n\n   44 | [^1]: Die Note\n   45 | geht weiter.\n\n [11] | zwei.\n")
    assert [mark.n for p in found.protocol.paragraphs for mark in p.lines] == [10, 11]
    assert "JF136" not in {f.code for f in found.findings}


@pytest.mark.parametrize("comment", ["prüfen JF126", "Prüfen: JF126", "prüfen : JF126", "prüfen:JF126"])
def test_a_question_is_open_however_it_is_written(comment: str) -> None:
    found = read(HEAD + f"<!-- {comment} „Bild“ -->\n   10 | eins.\n")
    assert "JF126" in {f.code for f in found.findings}


def test_what_is_checked_is_no_question() -> None:
    found = read(HEAD + "<!-- geprüft: JF126 „Bild“ -->\n   10 | eins.\n")
    assert "JF126" not in {f.code for f in found.findings}


def test_with_its_publication_a_transcript_is_closed(tmp_path: Path) -> None:
    made = edition(tmp_path)
    made.write("protocols/2026-01-26/raw.md", HEAD.replace("12.01.2026", "26.01.2026") + "   10 | Ein Wort.\n")
    assert made.jourfixe("publish", "2026-01-26").code == 0
    made.edit("protocols/2026-01-26/raw.md", "Ein Wort", "Zwei Worte")
    assert [f.code for f in load(tmp_path / "protocols/2026-01-26").findings if f.blocks] == ["JF006"]
