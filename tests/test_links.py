"""Every link lands: inside the site, from its inventory, and from another project's page."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from projects import Edition, Outcome, Page, inventory, page, run_sphinx


def targets(path: Path, shown: Page) -> list[tuple[str, Path, str]]:
    """(link as written, file, id) of every link that stays on this disk."""
    found = []
    for link in shown.links():
        parts = urlsplit(link)
        if not parts.scheme and not parts.netloc:
            file = (path.parent / unquote(parts.path)).resolve() if parts.path else path.resolve()
            found.append((link, file, unquote(parts.fragment)))
    return found


def dead_links(site: Path) -> list[str]:
    """page: link, for each that reaches no file or no id."""
    pages = {path.resolve(): page(path) for path in site.rglob("*.html")}
    dead = []
    for path, shown in pages.items():
        for link, file, fragment in targets(path, shown):
            missing = fragment and fragment not in pages[file].ids if file in pages else not file.is_file()
            if missing or not file.is_relative_to(site.resolve()):
                dead.append(f"{path.name}: {link}")
    return dead


def test_no_dead_link_in_the_real_edition(real: Path) -> None:
    assert dead_links(real) == []


def test_no_dead_link_beside_introductions(varied: tuple[Edition, Outcome]) -> None:
    assert dead_links(varied[1].out) == []


def test_a_dead_link_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text('<a href="b.html#x"></a><a href="b.html"></a><a href="c.html"></a>')
    (tmp_path / "b.html").write_text('<p id="y"><a href="../b.html"></a></p>')
    assert sorted(dead_links(tmp_path)) == ["a.html: b.html#x", "a.html: c.html", "b.html: ../b.html"]


def test_every_page_is_reached(real: Path) -> None:
    """From the first page, by links alone."""
    reached, waiting = set(), [(real / "index.html").resolve()]
    while waiting:
        path = waiting.pop()
        if path not in reached and path.suffix == ".html":
            reached.add(path)
            waiting += [file for _, file, _ in targets(path, page(path))]
    assert {p.resolve() for p in real.rglob("*.html")} - reached == set()


def test_no_id_twice(varied: tuple[Edition, Outcome]) -> None:
    for path in varied[1].out.rglob("*.html"):
        ids = page(path).ids
        assert sorted(ids) == sorted(set(ids)), path.name


@pytest.mark.parametrize(("kind", "name"), [("protokoll", "2026-01-12"), ("rn", "2026-01-12:34")])
def test_inventory_names(real: Path, kind: str, name: str) -> None:
    assert (f"jf:{kind}", name) in inventory(real / "objects.inv")


def test_inventory_leads_to_ids(varied: tuple[Edition, Outcome]) -> None:
    out = varied[1].out
    ids = {path.relative_to(out).as_posix(): set(page(path).ids) for path in out.rglob("*.html")}
    entries = inventory(out / "objects.inv")
    protocols = json.loads((out / "edition.json").read_text("utf-8"))["protocols"]
    wanted = {("jf:rn", f"{p['id']}:{paragraph['rn']}") for p in protocols for paragraph in p["paragraphs"]}
    assert {key for key in entries if key[0] == "jf:rn"} == wanted
    assert {key for key in entries if key[0] == "jf:protokoll"} == {("jf:protokoll", p["id"]) for p in protocols}
    for key, uri in entries.items():
        file, _, fragment = uri.partition("#")
        assert not fragment or fragment in ids[file], key


def test_another_project_can_cite(real: Path, tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "conf.py").write_text(
        'extensions = ["myst_parser", "sphinx.ext.intersphinx"]\n'
        f'intersphinx_mapping = {{"jf": ("https://edition.example/", {str(real / "objects.inv")!r})}}\n'
    )
    (docs / "index.md").write_text(
        "# Anderswo\n\n[so](inv:jf:jf:rn#2026-01-12:34), <inv:jf:jf:rn#2026-01-12:7>, <inv:#2026-01-12>\n"
    )
    done = run_sphinx(docs, "html", tmp_path / "html", tmp_path / "doctrees", "-n", "-W")
    assert (done.code, done.output) == (0, "")
    start = "https://edition.example/protokolle/2026-01-12.html#"
    shown = page(done.out / "index.html")
    assert {f"{start}{i}" for i in ("rn-34", "rn-7", "protokoll-2026-01-12")} <= set(shown.links())
    assert "Jour fixe 12.01.2026, Rn. 7" in shown.text
