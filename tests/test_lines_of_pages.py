"""A protocol whose line numbers begin anew on each page: „S. 2 Z. 5“, from raw.md to the reference."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from playwright.sync_api import Browser

from jourfixe.apparatus.folder import load
from projects import REPO, Edition, edition
from test_arrival import WORDS, told
from test_browser import DESK, Reader, readers
from test_quoting_menu import CLIPBOARD, clipboard, item, offered, select

DAY = "2026-02-23"
PAGE = f"protokolle/{DAY}.html"
RAW = """\
<!-- Abschrift 1: Protokoll.pdf -->

<!-- Seite 1 -->
      | # Jour fixe vom 23.02.2026 Die Bücherei (GS 4-25)

  [4] | Der Aufsatz unterscheidet
    5 | die Frist von der Miete und
  [6] | das Haus vom Bestand.

  [7] | Die Bücherei sammelt und
<!-- Seite 2 · „2“ -->
  [1] | gibt heraus,
  [2] | was andere brauchen.

  [3] | — *Und wer die Frist*
  [4] | *überschreitet, zahlt*
    5 | *nicht die Nutzung.*
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """Published, with a page that refers to lines of it."""
    one = edition(tmp_path_factory.mktemp("lines"))
    one.add(DAY, RAW)
    assert one.jourfixe("publish", DAY).code == 0
    one.write("docs/weg.md", f"# Wege\n\n{{z}}`{DAY}:2.4`, {{z}}`{DAY}:1.7-2.2`, {{z}}`{DAY}:1.4-1.6`\n")
    done = one.sphinx()
    assert done.code == 0, done.output
    return one


@pytest.fixture
def reader(browser: Browser, made: Edition) -> Iterator[Callable[..., Reader]]:
    yield from readers(browser, made.root / "build/html", viewport=DESK, permissions=CLIPBOARD)


def test_lines_are_recorded_with_their_pages(made: Edition) -> None:
    edited = load(made.root / "protocols" / DAY)
    assert " ".join(f"{line}:{rn}" for line, rn in edited.register.lines.items()) == (
        "1.4:1 1.5:1 1.6:1 1.7:2 2.1:2 2.2:2 2.3:3 2.4:3 2.5:3"
    )
    assert '["2.4", "3"]' in (made.root / "protocols" / DAY / "numbering.toml").read_text("utf-8")


def test_a_line_that_the_transcript_has_lost_still_leads_to_its_paragraph(tmp_path: Path) -> None:
    one = edition(tmp_path)
    one.add(DAY, RAW)
    assert one.jourfixe("publish", DAY).code == 0
    one.rewrite(DAY, RAW.replace("  [4] | *über", "      | *über"))
    assert load(tmp_path / "protocols" / DAY).history.lost == {"3": ("2.4",)}


def test_data(made: Edition) -> None:
    data = json.loads((made.root / "build/html/edition.json").read_text("utf-8"))
    jsonschema.validate(data, json.loads((REPO / "docs/_extra/edition.schema.json").read_text("utf-8")))
    (protocol,) = data["protocols"]
    assert protocol["paragraphs"][1]["lines"] == [
        {"page": 1, "n": 7, "offset": 0, "certain": True, "origin": "counted"},
        {"page": 2, "n": 1, "offset": 25, "certain": True, "origin": "counted"},
        {"page": 2, "n": 2, "offset": 38, "certain": True, "origin": "counted"},
    ]


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("#z-2.4", ["überschreitet, zahlt "]),
        ("?bis=2.1#z-1.7", ["Die Bücherei sammelt und gibt heraus, "]),
        ("?bis=2.3#z-2.2", ["was andere brauchen.", "Und wer die Frist "]),
        ("?fassung=1&bis=1.6#z-1.5", ["die Frist von der Miete und das Haus vom Bestand."]),
    ],
)
def test_arriving_at_lines(reader: Any, address: str, words: list[str]) -> None:
    page = reader().open(PAGE + address)
    page.wait_for_function(f"{WORDS}.length > 0")
    assert page.evaluate(WORDS) == words


def test_a_line_without_its_page_is_told(reader: Any) -> None:
    page = reader().open(f"{PAGE}#z-5")
    assert told(page) == [
        "Z. 5 ist hier nicht bezeichnet; dieses Protokoll hat S. 1 Z. 4 bis S. 2 Z. 5. Am nächsten: S. 2 Z. 5"
    ]


def test_the_margin_shows_the_page(reader: Any) -> None:
    shown = reader().open(PAGE).locator(".z:not(.counted)")
    assert shown.evaluate_all("all => all.map((one) => getComputedStyle(one, '::before').content.split(' / ')[0])") == [
        '"1.5"',
        '"2.5"',
    ]


def test_quoting_words_over_the_page(reader: Any) -> None:
    page = reader().open(PAGE)
    select(page, "2", 0, "2", 57)
    offered(page).click()
    item(page, "Zitat").click()
    assert clipboard(page).endswith("(Rahmen, Jour fixe 23.02.2026, Rn. 2, S. 1 Z. 7 bis S. 2 Z. 2)")


@pytest.mark.parametrize(
    ("asked", "quoted"),
    [
        ("S. 2 Z. 1–2", "„gibt heraus, was andere brauchen.“ (Rahmen, Jour fixe 23.02.2026, Rn. 2, S. 2 Z. 1–2)"),
        (
            "JF 23.2.26, S. 1 Z. 7 bis S. 2 Z. 1",
            "„Die Bücherei sammelt und gibt heraus,“ (Rahmen, Jour fixe 23.02.2026, Rn. 2, S. 1 Z. 7 bis S. 2 Z. 1)",
        ),
    ],
)
def test_citing_in_the_shell(made: Edition, asked: str, quoted: str) -> None:
    assert made.jourfixe("cite", asked, "--as", "quote").output.strip() == quoted


def test_references_in_other_pages(made: Edition) -> None:
    text = (made.root / "build/html/weg.html").read_text("utf-8")
    assert f'href="{PAGE}#z-2.4"' in text
    assert "Jour fixe vom 23.02.2026, S. 1 Z. 7 bis S. 2 Z. 2" in text
    assert "Jour fixe vom 23.02.2026, S. 1 Z. 4–6" in text
