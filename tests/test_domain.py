"""References that editors write, and what becomes of them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from projects import ENGLISH, WITNESS, edition, short

PAGE = "protokolle/2026-01-12.html"

# what stands in the page . where it leads . what a reader sees
GOOD = [
    ("{rn}`2026-01-12:34`", f"{PAGE}#rn-34", "Jour fixe 12.01.2026, Rn. 34"),
    ("{rn}`2026-01-12:34-36`", f"{PAGE}#rn-34", "Jour fixe 12.01.2026, Rn. 34–36"),
    ("{rn}`2026-01-12:34–36`", f"{PAGE}#rn-34", "Jour fixe 12.01.2026, Rn. 34–36"),
    ("{rn}`hier steht es <2026-01-12:34>`", f"{PAGE}#rn-34", "hier steht es"),
    ("{rn}`2026-01-12, Rn. 34`", f"{PAGE}#rn-34", "Jour fixe 12.01.2026, Rn. 34"),
    ("{z}`2026-01-12:155`", f"{PAGE}#z-155", "Jour fixe vom 12.01.2026, Z. 155"),
    ("{z}`die Zeile <2026-01-12:155>`", f"{PAGE}#z-155", "die Zeile"),
    ("{protokoll}`2026-01-12`", f"{PAGE}#protokoll-2026-01-12", "Jour fixe vom 12.01.2026"),
    ("{protokoll}`das Protokoll <2026-01-12>`", f"{PAGE}#protokoll-2026-01-12", "das Protokoll"),
    ("{jf:rn}`2026-01-12:1`", f"{PAGE}#rn-1", "Jour fixe 12.01.2026, Rn. 1"),
    ("{any}`2026-01-12:57`", f"{PAGE}#rn-57", "Jour fixe 12.01.2026, Rn. 57"),
    ("{any}`2026-01-12`", f"{PAGE}#protokoll-2026-01-12", "Jour fixe vom 12.01.2026"),
    ("[](2026-01-12:2)", f"{PAGE}#rn-2", "Jour fixe 12.01.2026, Rn. 2"),
    ("[dort](2026-01-12:2)", f"{PAGE}#rn-2", "dort"),
]

BAD = [
    ("{rn}`2026-01-12:999`", "JF505", "2026-01-12:999"),
    ("{rn}`2026-01-12:34-999`", "JF505", "2026-01-12:34-999"),
    ("{rn}`2026-03-03:1`", "JF505", "2026-03-03:1"),
    ("{rn}`34`", "JF505", "34"),
    ("{rn}`Unsinn`", "JF505", "Unsinn"),
    ("{z}`2026-01-12:1`", "JF505", "2026-01-12:1"),
    ("{protokoll}`2026-13-99`", "JF502", "2026-13-99"),
]


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page of all good references, and one on a protocol's own page."""
    made = edition(tmp_path_factory.mktemp("domain"), d2026_01_12=WITNESS, d2026_02_09=short("2026-02-09"))
    made.write("docs/seite.md", "---\norphan: true\n---\n# Seite\n\n" + "\n\n".join(text for text, *_ in GOOD) + "\n")
    made.write("docs/protokolle/2026-02-09.md", "# Kurz\n\nSiehe {rn}`3`.\n\n```{protokoll} 2026-02-09\n```\n")
    done = made.sphinx("html", "-n", "-W")
    assert (done.code, done.output) == (0, "")
    return done.out


def links(path: Path) -> list[tuple[str, str]]:
    """(address, what it says) of the links in the text of a page."""
    main = path.read_text("utf-8").split("<main", 1)[1].split("</main>")[0]
    found = re.findall(r'<a class="reference internal" href="([^"]*)"[^>]*>(.*?)</a>', main)
    return [(href, re.sub(r"<[^>]*>", "", label)) for href, label in found]


def test_references(good: Path) -> None:
    assert links(good / "seite.html") == [(href, label) for _, href, label in GOOD]


def test_number_alone_on_its_own_page(good: Path) -> None:
    assert links(good / "protokolle" / "2026-02-09.html")[0] == ("#rn-3", "Rn. 3")


def test_unknown_targets_are_named_in_german(tmp_path: Path) -> None:
    made = edition(tmp_path, d2026_01_12=WITNESS)
    made.write("docs/seite.md", "---\norphan: true\n---\n# Seite\n\n" + "\n\n".join(text for text, *_ in BAD) + "\n")
    done = made.sphinx("html", "-n")
    said = done.output.splitlines()
    for n, (_, code, target) in enumerate(BAD):
        line = 6 + 2 * n
        found = [row for row in said if f"docs/seite.md:{line}: WARNING: {code} " in row]
        assert len(found) == 1, (line, said)
        assert f"„{target}“" in found[0]
    assert len(said) == len(BAD)
    assert "999" in (done.out / "seite.html").read_text("utf-8")


@pytest.mark.parametrize("argument", ["2026-03-03", "Unsinn", "../../etc", "2026-01-12/../x"])
def test_unknown_protocol_stops_the_build(tmp_path: Path, argument: str) -> None:
    made = edition(tmp_path, d2026_01_12=short("2026-01-12"))
    made.write("docs/protokolle/vorab.md", f"# Vorab\n\n```{{protokoll}} {argument}\n```\n")
    done = made.jourfixe("build")
    assert done.code == 1
    assert f"docs/protokolle/vorab.md:3:1: JF502 Es gibt kein Protokoll „{argument}“." in done.output
    assert not ENGLISH.search(done.output)


def test_a_protocol_on_two_pages_stops_the_build(tmp_path: Path) -> None:
    made = edition(tmp_path, d2026_01_12=short("2026-01-12"))
    made.write("docs/zweite.md", "---\norphan: true\n---\n# Zweite\n\n```{protokoll} 2026-01-12\n```\n")
    done = made.jourfixe("build")
    assert done.code == 1
    assert re.search(r"docs/zweite\.md:\d+:\d+: JF501 ", done.output)
    assert not ENGLISH.search(done.output)
