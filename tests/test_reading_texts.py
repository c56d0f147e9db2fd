"""Texts without a margin column: no digit is taken out, and paragraphs are what blank lines make them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from jourfixe.model import Reason
from jourfixe.reading import Reading
from test_conservation import assert_conserved, whole_text

TEXTS = Path(__file__).parent / "texts"
#: "… = 1 Rock", blank line, "die Waren ihre Werte …" is one paragraph; five items and five rows are paragraphs each.
MORE = {"kapital.md": -1, "liste.md": 4, "verein.md": 4}
NAMES = sorted(path.name for path in TEXTS.iterdir())


def read(name: str) -> Reading:
    return assert_conserved((TEXTS / name).read_bytes())


@pytest.mark.parametrize("name", NAMES)
def test_no_number_is_lost(name: str) -> None:
    reading = read(name)
    numbers = re.findall(r"\d+", reading.decoded.text)
    text = " ".join([reading.protocol.heading, *(p.text for p in reading.protocol.paragraphs)])
    assert re.findall(r"\d", text) == re.findall(r"\d", "".join(numbers))
    assert not {edit.reason for edit in reading.edits} & {Reason.MARGIN, Reason.FURNITURE}


@pytest.mark.parametrize("name", NAMES)
def test_blank_lines_items_and_rows_make_the_paragraphs(name: str) -> None:
    reading = read(name)
    blocks = [b for b in re.split(r"\n\s*\n", reading.decoded.text.strip()) if b.strip()]
    units = len(reading.protocol.paragraphs) + bool(reading.protocol.heading)
    assert units == len(blocks) + MORE.get(name, 0)


def test_linen() -> None:
    text = whole_text(read("kapital.md").protocol)
    assert "20 Ellen Leinwand = 1 Rock" in text
    assert "= 20 Röcke sind" in text
    assert "10 Stunden in 20 Ellen und 15 Stunden in 30 Ellen" in text


def test_speakers_are_no_running_heads() -> None:
    names = [p.text.split(":")[0] for p in read("faust.md").protocol.paragraphs]
    assert names == ["FAUST", "MEPHISTOPHELES", "FAUST", "MEPHISTOPHELES", "FAUST", "MEPHISTOPHELES", "FAUST"]
    spoken = [p.text for p in read("bundestag.md").protocol.paragraphs]
    assert spoken.count("Präsidentin Bärbel Bas:") == 3
    assert spoken.count("Friedrich Merz (CDU/CSU):") == 2


def test_speakers_named_in_the_head_stay_even_when_they_speak_at_length() -> None:
    speech = "Das ist ein langer Satz über die Lage der Dinge. " * 20
    talk = "".join(f"{name}\n\n{speech}\n\n" for name in ["Karl Marx", "Friedrich Engels"] * 4)
    reading = assert_conserved(f"# Gespräch zwischen Karl Marx und Friedrich Engels\n\n{talk}".encode())
    assert [p.text for p in reading.protocol.paragraphs].count("Karl Marx") == 4


def test_years_and_points_that_look_like_a_column_are_named() -> None:
    for name in ("zeittafel.md", "liste.md"):
        assert "JF103" in {f.code for f in read(name).findings}
