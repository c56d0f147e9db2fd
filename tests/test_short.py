"""The small page of each paragraph: what a chat shows of a link, and where it leads."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from jourfixe.output.html.short import shortened
from projects import Edition, differences, edition, page, short, tree
from test_metadata import fields

SITE = "https://jourfixe.example/edition/"
DAY = "2026-01-12"
GONE = "Sie haben ihre eigene Rolle an den Krieg geknüpft; sein Ende ohne sie macht diese Rechnung zunichte."


def build(made: Edition, *options: str, out: str = "build") -> Path:
    done = made.sphinx("html", "-n", "-W", "-D", f"site_url={SITE}", *options, out=out)
    assert (done.code, done.output) == (0, "")
    return done.out


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """A protocol whose second Fassung has one paragraph less."""
    made = edition(tmp_path_factory.mktemp("short"), d2026_01_12=short(DAY))
    assert made.jourfixe("publish", DAY).code == 0
    made.rewrite(DAY, short(DAY).replace(f"— *{GONE}*\n\n", ""))
    assert made.jourfixe("publish", DAY, "--note", "Rn. 4 gestrichen").code == 0
    return made


@pytest.fixture(scope="module")
def site(made: Edition) -> Path:
    return build(made)


def test_every_number_has_one(site: Path) -> None:
    folder = site / "r" / DAY
    assert sorted(p.name for p in folder.iterdir()) == ["1", "2", "3", "4", "5", "index.html"]


def test_a_preview_is_the_paragraph(site: Path) -> None:
    shown = page(site / "r" / DAY / "3" / "index.html")
    text = "Die Frage war, warum die Europäer darin einen Verrat sehen und nicht bloß eine andere Taktik."
    assert fields(site / "r" / DAY / "3" / "index.html") == {
        "og:title": "Jour fixe 12.01.2026, Rn. 3 (Fassung 2)",
        "og:description": text,
        "og:type": "article",
        "og:url": f"{SITE}r/{DAY}/3/",
        "og:site_name": "Jour-fixe-Edition",
        "og:locale": "de_DE",
    }
    assert [values["href"] for _, values in shown.elements if values.get("rel") == "canonical"] == [
        f"{SITE}protokolle/{DAY}.html#rn-3"
    ]
    assert f"Leitung\n{text}" in shown.text
    assert "script" not in {tag for tag, _ in shown.elements}


def test_of_a_number_that_has_gone_it_says_what_it_last_was(site: Path) -> None:
    found = fields(site / "r" / DAY / "4" / "index.html")
    assert found["og:title"] == "Jour fixe 12.01.2026, Rn. 4"
    assert found["og:description"] == f"Rn. 4 (entfallen). Wortlaut in Fassung 1: {GONE}"


def test_it_leads_to_the_paragraph(site: Path, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    shown = context.new_page()
    for path, there in ((f"{DAY}/3", f"{DAY}.html#rn-3"), (f"{DAY}/4", f"{DAY}.html#rn-4"), (DAY, f"{DAY}.html")):
        shown.goto((site / "r" / path / "index.html").as_uri())
        shown.wait_for_url((site / "protokolle" / there).as_uri().replace("%23", "#"))
    context.close()


def test_links_and_refresh_lead_to_the_same_place(site: Path) -> None:
    for path in (site / "r").rglob("*.html"):
        elements = page(path).elements
        href = next(values["href"] for tag, values in elements if tag == "a")
        assert f"0; url={href}" in [values.get("content") for tag, values in elements if tag == "meta"]
        file, _, anchor = href.partition("#")
        assert (path.parent / file).is_file()
        assert not anchor or anchor in page(path.parent / file).ids


def test_long_paragraphs_are_cut_between_words() -> None:
    assert shortened("kurz und gut", 12) == "kurz und gut"
    assert shortened("kurz und gut gesagt", 12) == "kurz und …"


def test_they_are_small(site: Path) -> None:
    """Besides title and wording, which stand in it two or three times."""
    for path in (site / "r" / DAY).glob("*/index.html"):
        found = fields(path)
        words = 3 * len(found["og:title"].encode()) + 2 * len(found["og:description"].encode())
        assert path.stat().st_size - words <= 900


def test_what_has_not_changed_is_not_written_and_what_is_no_more_goes(made: Edition, tmp_path: Path) -> None:
    copy = edition(tmp_path / "copy", d2026_01_12=short(DAY), d2026_01_26=short("2026-01-26"))
    out = build(copy)
    written = {p: p.stat().st_mtime_ns for p in (out / "r" / DAY).rglob("*.html")}
    copy.rewrite(DAY, short(DAY).replace("Taktik", "List").replace("\n\nBeim nächsten Mal", " Beim nächsten Mal"))
    (copy.root / "protocols/2026-01-26/raw.md").unlink()
    (copy.root / "protocols/2026-01-26/meta.toml").unlink()
    build(copy)
    changed = {p.parent.name for p, t in written.items() if not p.exists() or p.stat().st_mtime_ns != t}
    assert changed == {DAY, "3", "4", "5"}
    assert sorted(p.name for p in (out / "r").iterdir()) == [DAY]
    assert sorted(p.name for p in (out / "r" / DAY).iterdir()) == ["1", "2", "3", "4", "index.html"]
    assert differences(tree(out), tree(build(copy, "-j2", out="neu"))) == []


def test_only_where_the_edition_is_published(made: Edition, site: Path) -> None:
    assert not (made.sphinx("html", "-W", out="ohne").out / "r").exists()
    assert not re.search(r"Traceback|WARNING", made.sphinx("dirhtml", "-D", f"site_url={SITE}", out="ordner").output)
