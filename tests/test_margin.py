"""A margin column is real only if its numbers count the lines of the whole text."""

from __future__ import annotations

import datetime
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from converters import Layout, Manuscript, Speech, convert
from jourfixe.model import Reason
from jourfixe.reading import Reading
from test_conservation import assert_conserved
from test_reading_converters import original


def margin(reading: Reading) -> list[int]:
    return [int(edit.before) for edit in reading.edits if edit.reason is Reason.MARGIN]


def numbers(reading: Reading) -> list[str]:
    return re.findall(r"\d+", " ".join(p.text for p in reading.protocol.paragraphs))


def with_phrase(phrase: str) -> Manuscript:
    """The real protocol, with a number in the middle of every third paragraph."""
    changed = []
    for section in original().sections:
        speeches = []
        for i, speech in enumerate(section):
            words = speech.text.split(" ")
            if i % 3 == 1:
                words.insert(len(words) // 2, phrase)
            speeches.append(replace(speech, text=" ".join(words), spans=()))
        changed.append(tuple(speeches))
    return replace(original(), sections=tuple(changed))


@pytest.mark.parametrize("layout", [Layout(lines="printed"), Layout(numbers="right", lines="printed"), Layout(step=0)])
@pytest.mark.parametrize("phrase", ["20 Ellen Leinwand", "am 15. Mai", "in 155 Fällen", "S. 45", "5 bis 10", "1917"])
def test_numbers_of_the_text_stay_beside_a_column(layout: Layout, phrase: str) -> None:
    said = with_phrase(phrase)
    paragraphs = assert_conserved(convert(said, layout)).protocol.paragraphs
    assert [p.text for p in paragraphs] == [speech.text for speech in said.speeches]


@pytest.mark.parametrize("step", [1, 5, 10])
def test_the_column_is_found_whatever_its_step(step: int) -> None:
    found = margin(assert_conserved(convert(original(), Layout(step=step, lines="printed"))))
    assert found == sorted(found)
    assert all(n % step == 0 for n in found)
    assert len(found) > 300 // step


def test_a_gap_in_the_column_is_no_end_of_it() -> None:
    data = convert(original(), Layout(lines="printed")).decode()
    holed = re.sub(r"^(?:100|105|110|115|200) ", "", data, flags=re.M)
    found = margin(assert_conserved(holed.encode()))
    assert len(found) == 76 - 5


WORDS = re.findall(r"[^\W\d]+", "Der Artikel handelt von einem Krieg den keiner will und den doch alle führen")


def words(count: int) -> str:
    return " ".join(WORDS[i % len(WORDS)] for i in range(count))


@pytest.mark.parametrize(
    "text",
    [
        "\n\n".join(f"{n} Jahre später {words(60)}." for n in range(5, 40, 5)),
        "\n\n".join(f"{words(12)} {n} {words(3)}." for n in (5, 10, 15, 20, 25)),
        "\n".join(f"{n} {words(9)}." for n in range(1, 12)),
        "\n\n".join(f"{n}\n\n{words(200)}." for n in range(1, 9)),
        "\n".join(f"{year} {words(12)}" for year in range(2000, 2026, 5)),
        " ".join(f"{n} {words(10 + 7 * (n % 3))}." for n in range(1, 30)),
        " ".join(f"{words(9)} {n}" for n in (5, 20, 10, 15, 5, 10, 15, 20)),
    ],
)
def test_other_rising_numbers_are_no_column(text: str) -> None:
    reading = assert_conserved(f"# Titel\n\n{text}\n".encode())
    assert margin(reading) == []
    assert numbers(reading) == re.findall(r"\d+", text)


SCATTERED = st.lists(st.tuples(st.integers(3, 60), st.integers(1, 99)), min_size=3, max_size=30)


@settings(max_examples=60, deadline=None)
@given(SCATTERED)
def test_scattered_numbers_stay(scattered: list[tuple[int, int]]) -> None:
    """Falling from one to the next, or standing still, at any distance: nothing of it counts lines."""
    value, speeches = 4000, []
    for distance, fall in scattered:
        value -= fall
        speeches.append(Speech(f"Also {words(distance)} {value} {words(distance)}."))
    said = Manuscript(datetime.date(2026, 1, 12), "Titel", "4-25", (tuple(speeches),))
    reading = assert_conserved(convert(said, Layout(step=0)))
    assert margin(reading) == []
    assert [p.text for p in reading.protocol.paragraphs] == [s.text for s in speeches]
