"""Files whose truth is known, transcribed and read; how much of the truth arrives."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest

from jourfixe.model import Role
from jourfixe.reading import Reading, read_bytes
from jourfixe.transcribing import transcribe
from jourfixe.transcribing.aligning import with_lines
from jourfixe.transcribing.transcript import Kind, Passage, PrintedLine, Run, Transcript
from jourfixe.transcribing.write import write
from made.manuscript import Letter, manuscript
from made.score import Score, agreement, distance, printed_score, read_score
from made.setting import cuts, divisions
from made.truth import Made, printed_text
from made.variants import LINED, NAMES, variant


def passages(made: Made, folder: Path) -> list[Passage]:
    file = folder / "Protokoll"
    file.write_bytes(made.data)
    return list(transcribe(file, file.name, lambda page, pages: None).passages)


def reading(found: list[Passage]) -> Reading:
    """By way of the text of raw.md."""
    raw = io.StringIO()
    write(Transcript("Protokoll", found), raw)
    return read_bytes(raw.getvalue().encode(), "raw.md")


def assert_reaches(score: Score, plain: bool) -> None:
    assert score.reaches(0.0005, 1.0 if plain else 0.98), str(score)


@pytest.mark.parametrize("name", LINED)
def test_what_is_printed_is_transcribed(name: str, tmp_path: Path) -> None:
    made = variant(name)
    assert_reaches(printed_score(made.passages, passages(made, tmp_path)), made.plain)


@pytest.mark.parametrize("name", NAMES)
def test_what_is_transcribed_is_read(name: str, tmp_path: Path) -> None:
    made = variant(name)
    read = reading(passages(made, tmp_path))
    score = read_score(made.passages, read.protocol.paragraphs, lined=made.lined, paged=made.restarts)
    assert_reaches(score, made.plain)
    assert not [finding for finding in read.findings if finding.blocks]


@pytest.mark.parametrize(
    ("word", "pdf"),
    [
        ("Word", "LibreOffice, PDF, known lines"),
        ("LibreOffice, ODT", "LibreOffice, PDF, known lines, empty ones counted"),
        ("LibreOffice, ODT", "numbers at the right, drawn together"),
        ("Word, footnotes, lists and a table", "Typst, footnotes, lists and a table"),
        ("Word, footnotes, lists and a table", "LibreOffice, PDF, known lines with footnotes, lists and a table"),
    ],
)
def test_words_of_a_word_file_get_the_lines_of_a_pdf(word: str, pdf: str, tmp_path: Path) -> None:
    words, lines = (Transcript(name, passages(variant(name), tmp_path)) for name in (word, pdf))
    read = reading(list(with_lines(words, lines).passages))
    assert_reaches(read_score(variant(pdf).passages, read.protocol.paragraphs), variant(pdf).plain)


@pytest.mark.parametrize("name", NAMES)
def test_words_that_stand_out_are_kept(name: str, tmp_path: Path) -> None:
    made = variant(name)
    read = reading(passages(made, tmp_path)).protocol.paragraphs
    found = [tuple(p.text[start:end] for start, end in p.emphasis) for p in read]
    assert [x for x in found if x] == [x.emphasis for x in made.passages if x.role and x.emphasis]


@pytest.mark.parametrize(
    ("one", "other", "steps"),
    [
        ("", "", 0),
        ("", "abc", 3),
        ("abc", "", 3),
        ("Bestand", "Bestand", 0),
        ("Bestand", "Bestände", 2),
        ("Leihfrist", "Leih-frist", 1),
        ("die Frist", "Frist die", 8),
        ("ab" * 200, "ba" * 200, 2),
    ],
)
def test_distance_counts_characters(one: str, other: str, steps: int) -> None:
    assert distance(one, other) == distance(other, one) == steps


def test_agreement_is_the_share_of_what_is_in_both() -> None:
    assert agreement("aabc", "aabc") == 1
    assert agreement("aabc", "abc") == 0.75
    assert agreement("abc", "abcd") == 0.75
    assert agreement("abc", "") == 0
    assert agreement("", "") == 1


def test_a_score_falls_with_what_is_lost() -> None:
    made = variant("serif, every fifth line")
    lines = transcript_of(made)
    assert printed_score(made.passages, lines) == (0, 1, 1, 1)
    less = printed_score(made.passages, lines[:-1])
    assert less.errors > 0
    assert less.passages < 1
    assert less.roles < 1
    doubled = [Passage(p.kind, tuple(replace(line, n=line.n and line.n + 1) for line in p.lines)) for p in lines]
    assert printed_score(made.passages, doubled).lines == 0


def transcript_of(made: Made) -> list[Passage]:
    """The truth itself, as if it had been transcribed."""
    return [
        Passage(x.kind, tuple(PrintedLine((Run(r.text),), r.n, r.printed, r.divided) for r in x.rows), x.mark)
        for x in made.passages
    ]


def test_lines_are_set_by_their_width() -> None:
    letters = tuple(Letter(char) for char in "Die Dezimalklassifikation der U-Bahn-Linie 5")
    lines = cuts(letters, lambda line: 14, lambda letter: 1, divide=True)
    shown = [printed_text(letters[cut.start : cut.end]) + "¬" * cut.divided for cut in lines]
    assert shown == ["Die Dezimal¬", "klassifikation", "der U-Bahn-", "Linie 5"]
    assert divisions("Der Lesesaal") == {6, 8}


def test_manuscripts_say_who_speaks() -> None:
    pieces = manuscript("bienen")
    kinds = {kind: sum(piece.kind is kind for piece in pieces) for kind in Kind}
    assert kinds[Kind.FOOTNOTE] == 4
    assert kinds[Kind.ITEM] == 7
    assert kinds[Kind.ROW] == 5
    assert pieces[1].role is pieces[2].role is pieces[-1].role is Role.FRAME
    assert pieces[1].text.startswith("Gelesen wurde der Aufsatz über die Honigbiene.¹ Er behandelt")
    assert pieces[2].text.startswith("¹ Gemeint ist")


def test_the_known_traps_are_among_the_files() -> None:
    rows = [row for name in NAMES for told in variant(name).passages for row in told.rows]
    inner = [row for name in NAMES for told in variant(name).passages for row in told.rows[1:]]
    assert any(row.text.startswith(("5 ", "6 ", "10 ", "13 ", "50 ")) for row in inner)
    assert any(row.text.startswith(("– ", "— ")) for row in inner)
    assert any(row.text.endswith("-") for row in rows)
    assert any(row.divided for row in rows)
    assert any(row.n and row.n > 1000 and row.printed for row in rows)
