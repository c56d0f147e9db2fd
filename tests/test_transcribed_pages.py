"""The page of a protocol that came as a transcript."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from projects import edition

DAY = "2026-02-09"
TRANSCRIPT = """\
<!-- Abschrift 1: neu.pdf -->

    1 | # Jour fixe vom 09.02.2026 Die Stadtbücherei (GS 4-25)

    2 | Es geht um die Bücherei.

    3 | — *Die Ausleihe folgt einer Re¬
    4 | gel:*

    5 | + *1. Wer kommt, darf lesen.*

    6 | Die Leitung fragt nach.
"""


@pytest.fixture
def html(tmp_path: Path) -> str:
    made = edition(tmp_path)
    made.write(f"protocols/{DAY}/raw.md", TRANSCRIPT)
    assert made.sphinx("html", "-n").code == 0
    return made.read(f"build/html/protokolle/{DAY}.html")


def test_nobody_begins_to_speak_with_an_item(html: str) -> None:
    kinds = re.findall(r'<div class="passage ([^"]+)" id="rn-(\d)"', html)
    assert kinds == [("frame", "1"), ("contribution", "2"), ("contribution continues", "3"), ("chair", "4")]


def test_where_every_line_has_a_number_each_fifth_is_shown_and_each_can_be_linked(html: str) -> None:
    marks = re.findall(r'<span class="z([^"]*)" id="z-(\d)"', html)
    assert marks == [(" counted", "2"), (" counted", "3"), (" counted", "4"), ("", "5"), (" counted", "6")]
    assert "Re<span" in html
    assert "Die Ausleihe folgt einer Regel:" in re.sub("<[^>]+>", "", html)
