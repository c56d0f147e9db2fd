"""The real protocol as other converters would give it: each is read right, or a finding names what is lost."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from converters import Layout, Manuscript, convert, manuscript
from jourfixe.model import Role
from jourfixe.reading import Reading, read_file
from test_conservation import assert_conserved

RAW = Path(__file__).parent.parent / "protocols/2026-01-12/raw.md"


@cache
def original() -> Manuscript:
    return manuscript(read_file(RAW, "raw.md"))


def short() -> Manuscript:
    """Six paragraphs: with five margin numbers."""
    whole = original()
    return replace(whole, sections=(whole.sections[0][:6],))


def codes(reading: Reading) -> set[str]:
    return {finding.code for finding in reading.findings}


READ_RIGHT = {
    "one line per paragraph": Layout(),
    "no margin numbers": Layout(step=0),
    "hard breaks at numbers": Layout(lines="broken"),
    "backslash breaks": Layout(lines="broken", line_break="\\\n"),
    "br tags": Layout(lines="broken", line_break="<br>\n"),
    "printed lines": Layout(lines="printed"),
    "printed lines, no numbers": Layout(lines="printed", step=0),
    "printed lines, no blank lines": Layout(lines="printed", blank=False),
    "printed lines, indented paragraphs": Layout(lines="printed", blank=False, indent="   "),
    "pasted, one line per paragraph": Layout(blank=False),
    "pasted without head mark": Layout(blank=False, heading="{all}"),
    "pasted without head mark and numbers": Layout(blank=False, heading="{all}", step=0),
    "numbers at the right": Layout(numbers="right", lines="printed"),
    "numbers at the right, joined": Layout(numbers="right"),
    "numbers within lines": Layout(numbers="inside"),
    "numbers alone": Layout(numbers="alone", lines="printed"),
    "numbers as paragraphs": Layout(numbers="apart", lines="printed"),
    "numbers as paragraphs, joined": Layout(numbers="apart"),
    "every line numbered": Layout(step=1, lines="printed"),
    "every line numbered at the right": Layout(step=1, lines="printed", numbers="right"),
    "every tenth line": Layout(step=10),
    "blank lines counted": Layout(counted_blanks=1, lines="printed"),
    "narrow": Layout(width=60, lines="printed"),
    "wide": Layout(width=110),
    "running head with page number": Layout(page=40, head="Jour fixe vom 12.01.2026 – Seite {n}"),
    "bare page numbers": Layout(page=40, foot="{n}"),
    "page numbers in dashes": Layout(page=40, foot="– {n} –", lines="printed"),
    "head and foot": Layout(page=40, head="Jour fixe vom 12.01.2026 Trumps Friedensplan", foot="Seite {n}"),
    "page numbers, no margin numbers": Layout(page=40, foot="{n}", step=0),
    "en dash": Layout(dash="– "),
    "hyphen": Layout(dash="- "),
    "two hyphens": Layout(dash="-- "),
    "three hyphens": Layout(dash="--- "),
    "escaped hyphen": Layout(dash="\\- "),
    "dash close to the word": Layout(dash="—"),
    "underscores": Layout(emphasis="_"),
    "italics lost": Layout(emphasis=""),
    "upright contributions": Layout(italics=False),
    "separator * * *": Layout(separator="* * *"),
    "separator ***": Layout(separator="***"),
    "separator ---": Layout(separator="---"),
    "separator escaped": Layout(separator="\\*\\*\\*"),
    "separator without blank lines": Layout(separator="*", lines="printed", blank=False),
    "bold head": Layout(heading="**{all}**"),
    "plain head": Layout(heading="{all}"),
    "head in three bold lines": Layout(heading="**{date}**\n\n**{title}**\n\n**{issue}**"),
    "head in two headings": Layout(heading="# {date}\n\n## {title} {issue}"),
    "setext head": Layout(heading="{date} {title} {issue}\n======"),
    "setext head, second level": Layout(heading="{date} {title} {issue}\n------"),
    "title on the next line": Layout(heading="{date}\n{title} {issue}"),
    "title after a bold date": Layout(heading="**{date}**\n{title} {issue}"),
    "title in the next paragraph": Layout(heading="{date}\n\n{title} {issue}"),
    "title before date": Layout(heading="# {title} {issue}\n\n{date}"),
    "bold over three lines": Layout(heading="**{date}\n{title}\n{issue}**"),
    "broken heading": Layout(heading="## **{date} {title}\n{issue}**"),
    "date in words": Layout(date="Jour fixe vom 12. Januar 2026"),
    "short date": Layout(date="Jour fixe vom 12.1.26"),
    "ISO date": Layout(date="Protokoll zum Jour fixe am 2026-01-12:"),
    "CRLF": Layout(newline="\r\n", lines="printed"),
    "CR": Layout(newline="\r", lines="broken"),
    "byte order mark": Layout(encoding="utf-8-sig"),
    "UTF-16": Layout(encoding="utf-16"),
    "UTF-16 LE without mark": Layout(encoding="utf-16-le"),
    "UTF-16 BE without mark": Layout(encoding="utf-16-be"),
    "Windows-1252": Layout(encoding="cp1252"),
}


@pytest.mark.parametrize("name", READ_RIGHT)
def test_read_right(name: str) -> None:
    said = original()
    protocol = assert_conserved(convert(said, READ_RIGHT[name])).protocol
    assert [p.text for p in protocol.paragraphs] == [speech.text for speech in said.speeches]
    assert [p.role is Role.CONTRIBUTION for p in protocol.paragraphs] == [s.voice for s in said.speeches]
    assert [len(section.paragraphs) for section in protocol.sections] == [len(s) for s in said.sections]
    assert (protocol.date, protocol.title, protocol.issue) == (said.date, said.title, said.issue)


@pytest.mark.parametrize("layout", [Layout(), Layout(numbers="apart"), Layout(step=1, lines="printed")])
def test_short_protocols(layout: Layout) -> None:
    protocol = assert_conserved(convert(short(), layout)).protocol
    assert [p.text for p in protocol.paragraphs] == [speech.text for speech in short().speeches]
    assert sum(len(p.lines) for p in protocol.paragraphs) >= 5


@pytest.mark.parametrize(
    ("layout", "code"),
    [
        (Layout(lines="printed", blank=False), "JF203"),
        (Layout(blank=False), "JF203"),
        (Layout(numbers="apart"), "JF203"),
        (Layout(page=40), "JF201"),
        (Layout(page=40, restart=True), "JF104"),
        (Layout(page=40, restart=True, step=1, lines="printed"), "JF104"),
        (Layout(page=40, foot="{n}"), "JF105"),
        (Layout(heading=""), "JF301"),
        (Layout(italics=False, dash=""), "JF207"),
        (Layout(dash=""), "JF205"),
        (Layout(encoding="cp1252"), "JF003"),
    ],
)
def test_what_a_layout_destroys_is_named(layout: Layout, code: str) -> None:
    assert code in codes(assert_conserved(convert(original(), layout)))


def test_a_page_that_ends_before_a_noun_is_the_only_cut_left_open() -> None:
    said = original()
    reading = assert_conserved(convert(said, Layout(page=40)))
    assert len(reading.protocol.paragraphs) == len(said.speeches) + 1
    assert [f.code for f in reading.findings].count("JF201") == 1


def test_a_number_of_every_line_after_an_abbreviation_of_pages_is_left_and_named() -> None:
    reading = assert_conserved(convert(original(), Layout(step=1)))
    assert any(re.search(r" Seite \d+ drängt", p.text) for p in reading.protocol.paragraphs)
    assert "JF101" in codes(reading)


@pytest.mark.parametrize("form", ["NFD", "no-break", "soft hyphens"])
def test_other_forms_of_characters(form: str) -> None:
    data = convert(original(), Layout()).decode()
    changed = {
        "NFD": unicodedata.normalize("NFD", data),
        "no-break": data.replace(" die ", "\u00a0die\u00a0").replace("US-", "US\u2011"),
        "soft hyphens": data.replace("kampf", "kam\u00adpf"),
    }[form]
    assert changed != data
    paragraphs = assert_conserved(changed.encode()).protocol.paragraphs
    assert [p.text for p in paragraphs] == [speech.text for speech in original().speeches]


def test_printed_lines_make_every_number_certain() -> None:
    protocol = assert_conserved(convert(original(), Layout(lines="printed"))).protocol
    marks = [mark for p in protocol.paragraphs for mark in p.lines]
    assert len(marks) == 76
    assert all(mark.certain for mark in marks)


def test_emphasis_open_across_a_page_break_is_one_paragraph() -> None:
    data = "# Jour fixe vom 12.01.2026 Titel (GS 4-25)\n\n— *Er sagt es so.\n\nUnd dann noch einmal anders.*\n"
    paragraphs = assert_conserved(data.encode()).protocol.paragraphs
    assert [p.text for p in paragraphs] == ["Er sagt es so. Und dann noch einmal anders."]
