"""The real protocol, as counted and read by hand; and as it was read before (corpus/2026-01-12/model.json).

JOURFIXE_GOLDEN=1 writes the model anew; `git diff` then shows what a change of the reading does to the text.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from jourfixe.model import Paragraph, Role
from jourfixe.reading import Reading, read_bytes
from test_conservation import assert_conserved

HERE = Path(__file__).parent
RAW = HERE.parent / "protocols/2026-01-12/raw.md"
GOLDEN = HERE / "corpus/2026-01-12/model.json"


@cache
def real() -> Reading:
    return assert_conserved(RAW.read_bytes())


def paragraph(opening: str) -> Paragraph:
    return next(p for p in real().protocol.paragraphs if p.text.startswith(opening))


def test_heading() -> None:
    protocol = real().protocol
    assert protocol.title == (
        "Trumps Friedensplan für die Ukraine – Ein dialektisches Angebot an Russlands Selbstbehauptungskampf"
    )
    assert (protocol.date, protocol.issue) == (date(2026, 1, 12), "4-25")


def test_57_paragraphs_in_7_sections() -> None:
    protocol = real().protocol
    roles = Counter(p.role for p in protocol.paragraphs)
    assert roles == {Role.CONTRIBUTION: 31, Role.CHAIR: 24, Role.FRAME: 2}
    assert len(protocol.sections) == 7
    assert protocol.paragraphs[0].role is protocol.paragraphs[-1].role is Role.FRAME


def test_67_of_76_margin_numbers() -> None:
    numbers = [mark.n for p in real().protocol.paragraphs for mark in p.lines]
    lost = {65, 75, 80, 95, 275, 360, 370, 375, 380}
    assert numbers == [n for n in range(5, 381, 5) if n not in lost]
    assert len(numbers) == 67


def test_at_most_the_46_numbers_in_their_line_are_certain() -> None:
    certain = [mark.n for p in real().protocol.paragraphs for mark in p.lines if mark.certain]
    assert 42 <= len(certain) <= 46


@pytest.mark.parametrize(
    "joined",
    [
        "mit dem Status, um den Russland in der Welt kämpft.",
        "um Russland dazu zu zwingen, ihre Friedensbedingungen zu übernehmen.",
        "die Errichtung und Untermauerung der amerikanischen Weltordnung",
        "wenn die Ukraine nicht in die NATO kommen sollte",
        "droht mit dem Einsatz dieser Waffe.",
    ],
)
def test_paragraphs_cut_by_a_page_break_are_whole(joined: str) -> None:
    assert sum(joined in p.text for p in real().protocol.paragraphs) == 1


@pytest.mark.parametrize(
    "phrase",
    [
        "die Friedensinitiative von Alaska einen Widerspruch für Russland bedeutet",
        "dass er diese Änderung der US-Politik durch das Auftreten",
        "eine mögliche Friedens- bzw. Waffenstillstandslösung",
        "seiner Bewertung von Tomahawk-Lieferungen",
        "Das eine wird Russland konzedierte und anderes nicht.",
        "kein Schritt in Putins Sinns",
        "diesen ursprünglichen 28-Punkte-Plans",
        "mit einem 90-Mrd.-Kredit unterstützt",
        "findet am 26. Januar statt",
        "Karaganov (Zitat S. 49)",
    ],
)
def test_wording(phrase: str) -> None:
    text = " ".join(p.text for p in real().protocol.paragraphs)
    assert phrase.lower() in text.lower()


def test_stacked_numbers_stand_before_their_paragraph() -> None:
    assert [(m.n, m.offset) for m in paragraph("Ich habe Zweifel").lines] == [(55, 0), (60, 0)]


def test_a_number_alone_after_a_paragraph_belongs_to_its_end() -> None:
    p = paragraph("Die USA nehmen damit")
    assert [(m.n, m.offset, m.certain) for m in p.lines] == [(335, len(p.text), False)]


def test_contributions_are_known_by_the_dash_where_italics_are_lost() -> None:
    p = paragraph("Es ist ja nicht so, dass die Russen")
    assert (p.role, p.emphasis) == (Role.CONTRIBUTION, ())


def test_inner_emphasis() -> None:
    p = paragraph("Das Zitat bezieht sich")
    assert [p.text[a:b] for a, b in p.emphasis] == ["Interpretation", "tatsächlichen"]
    last = real().protocol.paragraphs[-1]
    assert last.text[slice(*last.strong[0])] == "26. Januar"


def test_findings() -> None:
    assert [f.code for f in real().findings] == ["JF101", "JF102", "JF206"]
    assert not any(f.blocks for f in real().findings)


def test_the_same_reading_again() -> None:
    data = RAW.read_bytes()
    assert read_bytes(data, "raw.md") == read_bytes(data, "raw.md")


def model() -> str:
    """The reading as JSON, one line for each paragraph."""
    rows = [
        {
            "section": p.section,
            "role": p.role,
            "text": p.text,
            "emphasis": p.emphasis,
            "strong": p.strong,
            "quotes": p.quotes,
            "lines": [(m.n, m.offset, m.certain) for m in p.lines],
        }
        for p in real().protocol.paragraphs
    ]
    return "[\n" + ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n]\n"


def test_golden() -> None:
    if os.environ.get("JOURFIXE_GOLDEN"):
        GOLDEN.write_text(model(), encoding="utf-8")
    assert model() == GOLDEN.read_text(encoding="utf-8")
