"""The findings beside the paragraphs: in the preview of the editors, and nowhere else."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from jourfixe.cli import preview_call
from jourfixe.project import Project
from projects import Edition, edition, page, protocol, short, tree

DAY = "2026-02-09"
DOUBTS = """\
<!-- Abschrift 1: neu.pdf -->

      | # Jour fixe vom 09.02.2026 Titel (GS 4-25)

      | Ein Absatz, bei dem alles klar ist.

<!-- prüfen: JF134 „Plan“ oder „Planung“ -->
    5 | Der Plan verlangt von beiden Seiten, dass sie
<!-- prüfen: JF134 „ihre <b>Interessen</b>“ oder „Ihre“ -->
  [6] | ihre Interessen an denen der Weltmacht messen lassen.

      | Zum Schluss ein Satz.
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    one = edition(tmp_path_factory.mktemp("editing"), d2026_01_12=short("2026-01-12"))
    one.add(DAY, DOUBTS)
    one.write(f"protocols/{DAY}/meta.toml", 'article = "gibtesnicht"\n')
    one.write(f"protocols/{DAY}/notes.md", "## Rn. 2\n\nEine Anmerkung.\n")
    one.write("docs/protokolle/2026-02-23.md", "# Seite\n\n```{protokoll} 2026-02-23\n```\n")
    one.add("2026-02-23", protocol("2026-02-23", "Ein *Absatz ohne Ende.", "— Noch einer."))
    assert one.jourfixe("build").code == 0
    call = [sys.executable, "-m", "sphinx", *preview_call(Project(one.root))]
    done = subprocess.run(call, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return one


def asides(made: Edition, day: str) -> dict[str, str]:
    """Name of each aside and what stands right before it: the id of the passage, or its tag."""
    shown = page(made.root / "build" / "vorschau" / "html" / "protokolle" / f"{day}.html")
    before, found = "", {}
    for tag, values in shown.elements:
        if values.get("class") == "befunde":
            found[values["aria-label"]] = before
        elif values.get("id", "").startswith("rn-") or tag == "dl":
            before = values.get("id", tag)
    return found


def test_each_finding_stands_below_its_paragraph(made: Edition) -> None:
    assert asides(made, DAY) == {
        "Befunde zum ganzen Protokoll": "dl",
        "Befunde zu Rn. 1": "rn-1",
        "Befunde zu Rn. 2": "rn-2",
    }
    assert "Befunde zu Rn. 1" in asides(made, "2026-02-23")


def test_what_is_told(made: Edition) -> None:
    text = " ".join(page(made.root / f"build/vorschau/html/protokolle/{DAY}.html").text.split())
    assert "JF134 · raw.md, Zeile 7 Im Text steht „Plan“, im PDF „Planung“. Mit dem Original vergleichen" in text
    assert "JF134 · raw.md, Zeile 9 Im Text steht „ihre <b>Interessen</b>“, im PDF „Ihre“." in text
    assert "JF308 · meta.toml, Zeile 1 Der Artikel „gibtesnicht“ steht nicht in references.bib." in text


def test_the_line_of_the_witness_is_linked(made: Edition) -> None:
    shown = page(made.root / "build" / "vorschau" / "html" / "protokolle" / f"{DAY}.html")
    assert f"{DAY}-textzeuge.html#zeile-7" in shown.links()
    witness = page(made.root / "build" / "vorschau" / "html" / "protokolle" / f"{DAY}-textzeuge.html")
    assert "zeile-7" in witness.ids


def test_nothing_of_it_is_published(made: Edition) -> None:
    public = tree(made.root / "build" / "html")
    assert [name for name, data in public.items() if b'class="befunde"' in data or b"befunde.css" in data] == []
    assert [name for name in public if "befunde" in name] == []
    assert not (made.root / "build" / "vorschau" / "html" / "build").exists()


@pytest.mark.parametrize("width", [320, 800, 1400])
def test_the_preview_fits_every_screen(made: Edition, browser: Browser, width: int) -> None:
    shown = browser.new_page(viewport={"width": width, "height": 900})
    shown.goto((made.root / "build" / "vorschau" / "html" / "protokolle" / f"{DAY}.html").as_uri())
    assert shown.evaluate("document.scrollingElement.scrollWidth") <= width
    passage = shown.locator("#rn-2 > p").bounding_box()
    told = shown.get_by_role("complementary", name="Befunde zu Rn. 2").bounding_box()
    assert passage
    assert told
    assert told["y"] >= passage["y"] + passage["height"]
    assert told["width"] <= passage["width"] + 1
    shown.close()


def test_what_is_mended_is_gone(made: Edition, tmp_path: Path) -> None:
    made.edit(f"protocols/{DAY}/raw.md", "<!-- prüfen: JF134 „Plan“ oder „Planung“ -->\n", "")
    call = [sys.executable, "-m", "sphinx", *preview_call(Project(made.root))]
    assert subprocess.run(call, capture_output=True, check=False).returncode == 0
    text = page(made.root / f"build/vorschau/html/protokolle/{DAY}.html").text
    assert "im PDF „Planung“" not in text
    assert "im PDF „Ihre“" in text
