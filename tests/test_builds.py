"""One edition, the same bytes: however many processes, however often, wherever, and no word lost in any output."""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import vary
from projects import WITNESS, Edition, Outcome, differences, edition, page, short, tree
from test_links import dead_links

Built = tuple[Edition, Outcome]


def clean(made: Edition, folder: Path) -> Outcome:
    """The same sources in another folder, built from nothing."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(made.root, folder, ignore=shutil.ignore_patterns("build"), copy_function=shutil.copyfile)
    return Edition(folder).sphinx("html", "-n")


def test_builds_without_a_warning(varied: Built) -> None:
    made, done = varied
    assert (done.code, done.output) == (0, "")
    pages = {p.stem for p in (done.out / "protokolle").glob("20??-??-??.html")}
    assert pages == {p.name for p in (made.root / "protocols").iterdir()}


def test_same_bytes_elsewhere(varied: Built, tmp_path: Path) -> None:
    made, done = varied
    shutil.copytree(made.root, tmp_path / "ander swo", ignore=shutil.ignore_patterns("build"))
    far = {"TZ": "Pacific/Auckland", "LANG": "C", "LC_ALL": "C", "PYTHONHASHSEED": "4711", "PYTHONUTF8": "0"}
    other = Edition(tmp_path / "ander swo").sphinx("html", "-n", "-W", "-j2", **far)
    assert (other.code, other.output) == (0, "")
    assert differences(tree(done.out), tree(other.out)) == []


def test_an_output_that_was_deleted_comes_back_whole(tmp_path: Path) -> None:
    made = edition(tmp_path, d2026_01_12=short("2026-01-12"))
    before = tree(made.sphinx("html", "-n", "-W").out)
    shutil.rmtree(tmp_path / "build" / "html")
    assert differences(before, tree(made.sphinx("html", "-n", "-W").out)) == []
    (tmp_path / "build/html/protokolle/2026-01-12.html").unlink()
    assert differences(before, tree(made.sphinx("html", "-n", "-W").out)) == []


def steps(made: Edition) -> dict[str, Callable[[], object]]:
    """What editors do, one after the other."""
    day = "2026-02-23"
    citing = "# Zitate\n\nSiehe {rn}`2026-02-23:2`, {any}`2026-02-23` und [](2026-02-23:3).\n"
    return {
        "nothing": lambda: None,
        "a word": lambda: made.rewrite("2026-01-12", WITNESS.replace("ambivalente", "zwiespältige")),
        "the heading": lambda: made.rewrite("2026-01-12", WITNESS.replace("Trumps Friedensplan", "Ein Plan", 1)),
        "a protocol more": lambda: made.add(day, short(day)),
        "a year more": lambda: made.add("2024-03-01", short("2024-03-01")),
        "a page that cites it": lambda: made.write("docs/zitate.md", "---\norphan: true\n---\n" + citing),
        "the cited protocol away": lambda: shutil.rmtree(made.root / "protocols" / day),
        "the citing page away": lambda: (made.root / "docs/zitate.md").unlink(),
        "the year away": lambda: shutil.rmtree(made.root / "protocols" / "2024-03-01"),
        "a title in meta.toml": lambda: made.edit("protocols/2025-12-15/meta.toml", "Vorjahr", "alten Jahr"),
        "an introduction more": lambda: made.write(
            "docs/protokolle/2025-12-15.md", "# Vorab\n\nWorte.\n\n```{protokoll} 2025-12-15\n```\n"
        ),
        "the introduction away": lambda: (made.root / "docs/protokolle/2025-12-15.md").unlink(),
        "a title in references.bib": lambda: made.edit("references.bib", "Trumps Friedensplan", "Der Plan"),
        "a Fassung": lambda: made.jourfixe("publish", "2026-01-12"),
        "a failed build between": lambda: (
            made.write("docs/falsch.md", "# Falsch\n\n```{protokoll} 2020-01-01\n```\n"),
            made.edit("references.bib", "Der Plan", "Ein Plan"),
            made.sphinx("html", "-n"),
            (made.root / "docs/falsch.md").unlink(),
        ),
        "another output meanwhile": lambda: (
            made.edit("protocols/2025-12-15/raw.md", "Verrat", "Verstoß"),
            made.sphinx("text"),
        ),
    }


def walk(made: Edition, edits: dict[str, Callable[[], object]], other: Path) -> None:
    """After each edit: bytes and messages of a clean build, no dead link that is not told; and it changes something."""
    made.sphinx("html", "-n", "-j2")
    wrong, idle = {}, []
    before = tree(made.root / "build" / "html")
    for name, edit in edits.items():
        edit()
        done, fresh = made.sphinx("html", "-n", "-j2"), clean(made, other)
        after, dead = tree(done.out), dead_links(done.out)
        said, should = (sorted(o.output.replace(str(o.out.parents[1]), "").splitlines()) for o in (done, fresh))
        if (unlike := differences(after, tree(fresh.out))) or said != should or (dead and not said):
            wrong[name] = (unlike, said, should, dead)
        if after == before:
            idle.append(name)
        before = after
    assert wrong == {}
    assert idle == ["nothing"]


def test_incremental_is_clean(tmp_path: Path) -> None:
    """With two processes, too; both say the same, and every step changes the site or nothing does."""
    made = vary(edition(tmp_path / "one"))
    walk(made, steps(made), tmp_path / "other")


def letters(text: str) -> str:
    """Letters and digits only: what line breaks, hyphenation and markup leave alone."""
    return re.sub(r"[\W_]+", "", text)


def latex(text: str) -> str:
    text = re.sub(r"\\hyperref\[\\detokenize\{[^}]*\}\]|\\footnotemark\[\d+\]\{\}", "", text)
    text = re.sub(r"\\(?:label|ref|hyperref)\{[^}]*\}|\\phantomsection", "", text)
    return re.sub(r"\\(?:sphinxhyphen|textquotesingle|textasciitilde|[a-zA-Z]+) ?(?:\{\})?", "", text)


def messages(pot: str) -> str:
    """All messages of a catalogue."""
    found = re.findall(r'^msgid ((?:".*"\n?)+)', pot, re.M)
    return "\n".join("".join(json.loads(line) for line in rows.splitlines()) for rows in found)


def output_of(built: Outcome, builder: str, day: str) -> str:
    """What one output says in the place of one protocol."""
    if builder == "latex":
        return latex(next(built.out.glob("*.tex")).read_text("utf-8"))
    if builder == "text":
        return (built.out / "protokolle" / f"{day}.txt").read_text("utf-8")
    if builder == "epub":
        with zipfile.ZipFile(next(built.out.glob("*.epub"))) as book:
            xhtml = book.read(f"protokolle/{day}.xhtml").decode()
        return re.sub(r"<[^>]*>", "", xhtml)
    return messages("\n".join(p.read_text("utf-8") for p in sorted(built.out.rglob("*.pot"))))


@pytest.mark.parametrize("builder", ["text", "latex", "epub", "gettext"])
def test_no_word_lost(varied: Built, tmp_path: Path, builder: str) -> None:
    made, done = varied
    shutil.copytree(made.root, tmp_path / "copy", ignore=shutil.ignore_patterns("build"))
    built = Edition(tmp_path / "copy").sphinx(builder, "-n", "-W")
    assert (built.code, built.output) == (0, "")
    assert lost_words(done, built, builder) == {}


def lost_words(html: Outcome, built: Outcome, builder: str) -> dict[str, list[str]]:
    """Paragraphs of edition.json that another output does not have in one piece and, where it keeps it, in order."""
    missing = {}
    for protocol in json.loads((html.out / "edition.json").read_text("utf-8"))["protocols"]:
        said, at, lost = letters(output_of(built, builder, protocol["id"])), 0, []
        for paragraph in protocol["paragraphs"]:
            wanted = letters(paragraph["text"])
            found = said.find(wanted, 0 if builder in ("gettext", "latex") else at)
            if found < 0:
                lost.append(paragraph["rn"])
            at = max(at, found + len(wanted))
        if lost:
            missing[protocol["id"]] = lost
    return missing


def test_html_has_every_character_in_its_place(varied: Built) -> None:
    _, done = varied
    for protocol in json.loads((done.out / "edition.json").read_text("utf-8"))["protocols"]:
        shown = page(done.out / protocol["url"]).passages
        assert shown == {f"rn-{p['rn']}": p["text"] for p in protocol["paragraphs"]}


def test_latex_keeps_the_order(varied: Built, tmp_path: Path) -> None:
    """One protocol, so that no like sentence of another stands in for it."""
    made = edition(tmp_path, d2026_01_12=WITNESS)
    said, at = letters(output_of(made.sphinx("latex"), "latex", "")), 0
    protocols = json.loads((varied[1].out / "edition.json").read_text("utf-8"))["protocols"]
    for paragraph in next(p for p in protocols if p["id"] == "2026-01-12")["paragraphs"]:
        wanted = letters(paragraph["text"])
        assert wanted in said[at:], paragraph["rn"]
        at = said.index(wanted, at) + len(wanted)


def test_an_introduction_may_list_all_protocols(tmp_path: Path) -> None:
    """Its page stands below them, which is no circle."""
    made = edition(tmp_path, d2026_02_09=short("2026-02-09"))
    made.write("docs/protokolle/2026-02-09.md", "# Abend\n\n```{protokolle}\n```\n\n```{protokoll} 2026-02-09\n```\n")
    done = made.sphinx("html", "-n", "-W")
    assert (done.code, done.output) == (0, "")
    assert "Ein kurzes Protokoll" in page(done.out / "protokolle" / "2026-02-09.html").text
