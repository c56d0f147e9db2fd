"""Everything that was done to a witness is told, once."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from converters import Layout, Manuscript, convert, manuscript
from jourfixe.apparatus.emending.interventions import Intervention, interventions
from jourfixe.apparatus.folder import load
from jourfixe.model import Place, Reason
from jourfixe.reading import Reading, read_bytes
from projects import WITNESS, edition
from test_conservation import LAYOUTS, MANUSCRIPTS, SLIPS, mutilated

DAY = "2026-01-12"
HEAD = "## **Jour fixe vom 12.01.2026 Gegenstand (GS 4-25)**\n\n"


def told(text: str | bytes) -> tuple[Reading, tuple[Intervention, ...]]:
    reading = read_bytes(text if isinstance(text, bytes) else text.encode(), "raw.md")
    numbers = [str(n) for n in range(1, len(reading.protocol.paragraphs) + 1)]
    return reading, interventions(reading, numbers, ())


def rows(text: str, kind: Reason) -> list[Intervention]:
    return [row for row in told(text)[1] if row.kind is kind]


ROWS = {
    # (witness below its heading, kind, (number, line, before, after, count))
    "a page break": (
        "Es geht in diesem Artikel um den Plan und um die Stellung der\n\nEuropäer zu ihm.\n",
        Reason.PAGE,
        [("1", 3, "der\n\nEuropäer", "der Europäer", 1)],
    ),
    "a page break in italics": (
        "Erstens.\n\n— *Es geht in diesem Artikel um den Plan und um die Stellung der*\n\n*Europäer zu ihm.*\n",
        Reason.PAGE,
        [("2", 5, "der*\n\n*Europäer", "der Europäer", 1)],
    ),
    "a divided word": (
        "Es geht um die Friedens-\ninitiative, und um die Friedensinitiative geht\nes.\n",
        Reason.HYPHEN,
        [("1", 3, "Friedens-\ninitiative,", "Friedensinitiative,", 1)],
    ),
    "a hyphen that stays": ("Es geht um die US-\nPolitik in dieser\nSache.\n", Reason.HYPHEN, []),
    "other characters": (
        "Die US\u2011Politik und die\nUS\u2011Armee so.\n\nZwei\u00adtens ist es so.\n",
        Reason.CHARACTER,
        [("1", 3, "US\u2011Politik", "US-Politik", 2), ("2", 6, "Zwei\u00adtens", "Zweitens", 1)],
    ),
    "a character in the heading": (
        "## Der\u2011Titel\n\nEs ist so.\n",
        Reason.CHARACTER,
        [("", 3, "Der\u2011Titel", "Der-Titel", 1)],
    ),
    "a character behind": ("Es ist so.\u200b\n\nJa.\n", Reason.CHARACTER, [("1", 3, "so.\u200b", "so.", 1)]),
}


@pytest.mark.parametrize("name", ROWS)
def test_rows(name: str) -> None:
    text, kind, expected = ROWS[name]
    found = [(r.rn, r.line, r.before, r.after, r.count) for r in rows(HEAD + text, kind)]
    assert found == expected


def test_counts() -> None:
    """What only divides or marks up the text."""
    _, found = told(HEAD + "Es ist  so,\nja *sehr*.\n\n\\*\n\n— So.\n")
    assert {row.kind.name: row.count for row in found} == {
        "LINE": 1,
        "PARAGRAPH": 4,
        "SPACE": 3,
        "SEPARATOR": 1,
        "MARKUP": 5,
        "VOICE": 1,
    }
    assert all((row.rn, row.line, row.before) == ("", 0, "") for row in found)


REAL = manuscript(read_bytes(WITNESS.encode(), "raw.md"))


def test_running_heads_are_told_one_by_one() -> None:
    text = convert(REAL, Layout(step=0, page=40, head="Jour fixe – Seite {n}", lines="printed")).decode()
    found = rows(text, Reason.FURNITURE)
    heads = {n: line for n, line in enumerate(text.splitlines(), 1) if line.startswith("Jour fixe – Seite")}
    assert {row.line: row.before for row in found} == heads
    assert len(heads) > 5
    assert all(row.rn and row.count == 1 for row in found)


def test_margin_numbers_by_paragraph() -> None:
    reading, found = told(WITNESS)
    margin = {row.rn: row for row in found if row.kind is Reason.MARGIN}
    for n, paragraph in enumerate(reading.protocol.paragraphs, 1):
        if paragraph.lines:
            row = margin.pop(str(n))
            assert row.before == ", ".join(str(m.n) for m in paragraph.lines)
            assert (row.count, row.printed) == (len(paragraph.lines), paragraph.lines[0].name)
            assert row.doubtful == tuple(m.n for m in paragraph.lines if not m.certain)
            assert re.search(rf"\b{row.printed}\b", WITNESS.splitlines()[row.line - 1])
    assert margin == {}
    lost = next(row for row in found if row.kind is Reason.LOST)
    assert (lost.rn, lost.count, lost.before) == ("", 0, "65, 75, 80, 95, 275, 360, 370, 375, 380")


def test_a_number_outside_of_its_paragraph_is_moved() -> None:
    """335 stands alone between two paragraphs."""
    assert [(row.rn, row.moved) for row in rows(WITNESS, Reason.MARGIN) if row.moved] == [("49", (335,))]


def test_numbers_at_the_right_margin_are_moved() -> None:
    """They stood where their line ends, and stand where it begins."""
    found = rows(convert(REAL, Layout(numbers="right", lines="printed")).decode(), Reason.MARGIN)
    numbers = [n for row in found for n in map(int, row.before.split(", "))]
    moved = [n for row in found for n in row.moved]
    assert len(numbers) > 50
    assert len(moved) > 0.9 * len(numbers)


def test_numbers_that_are_not_carried_over() -> None:
    found = rows(convert(REAL, Layout(page=40, restart=True, lines="printed")).decode(), Reason.MARGIN)
    assert [row.rn for row in found] == [""]
    assert found[0].before.startswith("5, 10, 15, 20, 25, 30, 5, 10, 15")
    assert found[0].line > 0
    assert found[0].printed == ""


def test_emendations_have_the_line_of_their_words(tmp_path: Path) -> None:
    made = edition(tmp_path, d2026_01_12=WITNESS)
    words = {"2": "Unterschied", "20": "Sinns", "34": "konzedierte", "45": "zusammenschließen", "57": "hybriden"}
    entry = '[[emendation]]\nrn = "{}"\nbefore = "{}"\nafter = "x {}"\nreason = "weil {}"\n'
    text = "".join(entry.format(rn, word, word, rn) for rn, word in words.items())
    made.write(f"protocols/{DAY}/emendations.toml", text)
    found = [r for r in load(tmp_path / "protocols" / DAY).interventions if r.kind is Reason.EMENDATION]
    assert [(r.rn, r.before, r.after, r.reason) for r in found] == [
        (rn, word, f"x {word}", f"weil {rn}") for rn, word in words.items()
    ]
    for i, row in enumerate(found):
        assert row.before in WITNESS.splitlines()[row.line - 1]
        assert row.place == Place(f"protocols/{DAY}/emendations.toml", 5 * i + 1)
        assert row.count == 0
    assert [row.printed for row in found] == ["5", "115", "200", "300", "365"]


def test_order_of_the_witness() -> None:
    lines = [row.line for row in told(WITNESS)[1] if row.line]
    assert lines == sorted(lines)


def test_a_file_that_is_no_text() -> None:
    """It is all set aside, and told in short."""
    _, found = told(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 100)
    assert sum(row.count for row in found) == 1
    assert len(found[0].before) <= 101


def assert_all_told(data: bytes) -> None:
    reading, found = told(data)
    assert sum(row.count for row in found) == len(reading.edits)
    for kind in Reason:
        told_here = sum(row.count for row in found if row.kind is kind)
        assert told_here == sum(edit.reason is kind for edit in reading.edits)
    numbers = {str(n) for n in range(1, len(reading.protocol.paragraphs) + 1)} | {""}
    lines = reading.decoded.text.count("\n") + reading.decoded.text.count("\r") + 1
    assert all(row.rn in numbers and 0 <= row.line <= lines for row in found)
    margin = [row for row in found if row.kind is Reason.MARGIN and row.rn]
    carried = {str(n): p.lines for n, p in enumerate(reading.protocol.paragraphs, 1) if p.lines}
    assert sorted(row.rn for row in margin) == sorted(carried)
    for row in margin:
        assert sorted(map(int, row.before.split(", "))) == sorted(m.n for m in carried[row.rn])


@settings(max_examples=150, deadline=None)
@given(MANUSCRIPTS, LAYOUTS)
def test_every_edit_is_told_once(manuscript: Manuscript, layout: Layout) -> None:
    assert_all_told(convert(manuscript, layout))


@settings(max_examples=200, deadline=None)
@given(MANUSCRIPTS, LAYOUTS, st.lists(SLIPS, min_size=1, max_size=30))
def test_every_edit_of_a_mutilated_protocol_is_told_once(
    manuscript: Manuscript, layout: Layout, slips: list[tuple[int, str, int, str]]
) -> None:
    assert_all_told(mutilated(convert(manuscript, layout).decode(layout.encoding), slips).encode(layout.encoding))


@settings(max_examples=200, deadline=None)
@given(st.binary())
def test_every_edit_of_any_file_is_told_once(data: bytes) -> None:
    assert_all_told(data)
