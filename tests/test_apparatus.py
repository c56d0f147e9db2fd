"""The apparatus in real builds: what is linked, what is rewritten, what a damaged file does."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from projects import RICH, WITNESS, Edition, Outcome, differences, edition, page, short, tree
from test_builds import lost_words, walk
from test_links import dead_links

NOTES = """\
## Rn. 3: „Selenskyj“

Präsident der Ukraine; siehe {rn}`34`, {term}`Suprematie` und {lit}`gs-4-25-friedensplan, S. 49`.

## Rn. 5

Eine Anmerkung zum *ganzen* Absatz.
"""
EMENDATIONS = """\
[[emendation]]
rn = "34"
before = "konzedierte"
after = "konzediert"
reason = "Versehen"
"""


def rich(root: Path) -> Edition:
    """Three protocols in two years, with everything an editor can write about them."""
    made = edition(root, RICH)
    made.add("2026-01-12", WITNESS, article="gs-4-25-friedensplan")
    made.add("2026-02-09", short("2026-02-09").replace("Taktik.", "Taktik (S. 49)."), article="gs-4-25-friedensplan")
    made.add("2025-12-15", short("2025-12-15"))
    made.write("protocols/2026-01-12/notes.md", NOTES)
    made.write("protocols/2026-01-12/emendations.toml", EMENDATIONS)
    return made


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Edition, Outcome]:
    """Not to be changed."""
    made = rich(tmp_path_factory.mktemp("rich"))
    return made, made.sphinx("html", "-n", "-W")


Built = tuple[Edition, Outcome]
STOP = """

def setup(app):
    stop = __import__("os")._exit
    app.connect("doctree-resolved", lambda app, tree, docname: docname == "protokolle/2026-01-12" and stop(9))
"""


def paragraph(built: Built, rn: str, day: str = "2026-01-12") -> dict:
    data = json.loads((built[1].out / "protokolle" / f"{day}.json").read_text("utf-8"))
    return next(p for p in data["paragraphs"] if p["rn"] == rn)


def links(path: Path, kind: str) -> list[str]:
    return [v["href"] for tag, v in page(path).elements if tag == "a" and kind in v.get("class", "").split()]


def test_builds_without_a_warning(built: Built) -> None:
    assert (built[1].code, built[1].output) == (0, "")
    assert dead_links(built[1].out) == []


def test_the_words_stay(built: Built) -> None:
    """Links, marks and emendations put nothing into a paragraph and take nothing out."""
    for day in ("2026-01-12", "2026-02-09", "2025-12-15"):
        data = json.loads((built[1].out / "protokolle" / f"{day}.json").read_text("utf-8"))
        shown = page(built[1].out / "protokolle" / f"{day}.html").passages
        assert shown == {f"rn-{p['rn']}": p["text"] for p in data["paragraphs"]}


@pytest.mark.parametrize("builder", ["text", "latex", "epub", "gettext"])
def test_no_word_is_lost_elsewhere(built: Built, tmp_path: Path, builder: str) -> None:
    shutil.copytree(built[0].root, tmp_path / "copy", ignore=shutil.ignore_patterns("build"))
    other = Edition(tmp_path / "copy").sphinx(builder, "-n", "-W")
    assert (other.code, other.output) == (0, "")
    assert lost_words(built[1], other, builder) == {}
    if builder in ("text", "latex"):
        said = " ".join("".join(p.read_text("utf-8") for p in other.out.rglob("*.t*")).split())
        assert "Eine Anmerkung zum" in said
        assert "Überlegenheit über alle" in said


def test_a_page_leads_to_the_article(built: Built) -> None:
    found = paragraph(built, "7")["citations"]
    assert [(c["text"], c["article"], c["issue"], c["pages"]) for c in found] == [
        ("(S.45)", "gs-4-25-friedensplan", "4-25", "45")
    ]
    hrefs = links(built[1].out / "protokolle" / "2026-01-12.html", "stelle")
    assert "../literatur.html#lit-gs-4-25-friedensplan" in hrefs


def test_offsets_are_exact(built: Built) -> None:
    for rn in ("7", "11", "34", "35"):
        p = paragraph(built, rn)
        assert all(p["text"][c["start"] : c["end"]] == c["text"] for c in p["citations"])
        assert all(p["text"][e["start"] : e["end"]] == e["after"] for e in p["emendations"])
        assert all(t["term"].casefold()[:6] in p["text"][t["start"] : t["end"]].casefold() for t in p["terms"])
    assert [paragraph(built, "3")["text"][a:b] for a, b in paragraph(built, "3")["note_spans"]] == ["Selenskyj"]
    assert [e["before"] for e in paragraph(built, "34")["emendations"]] == ["konzedierte"]


def test_the_first_mention_in_a_paragraph_is_linked(built: Built) -> None:
    """All are told; a form that is forbidden is none."""
    text = (built[1].out / "protokolle" / "2026-01-12.html").read_text("utf-8")
    twenty = text[text.index('id="rn-20"') : text.index('id="rn-21"')]
    assert twenty.count('class="begriff') == len({t["term"] for t in paragraph(built, "20")["terms"]})
    assert "Weltmachtstatus</a>" not in text
    assert "Weltmachtansprüche</a>" in text


def test_who_else_cites_the_page(built: Built) -> None:
    text = (built[1].out / "protokolle" / "2026-01-12.html").read_text("utf-8")
    beside = text[text.index('id="rn-35"') : text.index('id="rn-36"')]
    assert 'S. 49 auch in <a class="reference internal" href="#rn-40">Rn. 40</a>' in beside
    assert "Jour fixe 09.02.2026, Rn. 3</a>" in beside


def test_what_a_reader_is_shown_on_the_spot(built: Built) -> None:
    text = (built[1].out / "protokolle" / "2026-01-12.html").read_text("utf-8")
    shown = text[text.index('<template id="vorschau">') :]
    assert 'data-for="../glossar.html#term-Suprematie"' in shown
    assert "Überlegenheit über alle; das Gegenwort ist Multipolarität." in shown
    assert "Präsident Russlands" in shown
    assert "Textzeuge: konzedierte" in shown
    of_glossary = (built[1].out / "glossar.html").read_text("utf-8")
    assert paragraph(built, "11")["text"][:40] in of_glossary[of_glossary.index('<template id="vorschau">') :]


def test_registers_tell_every_place(built: Built) -> None:
    persons = page(built[1].out / "register" / "personen.html")
    told = {link.partition("#rn-")[2] for link in persons.links() if "2026-01-12.html#rn-" in link}
    data = json.loads((built[1].out / "protokolle" / "2026-01-12.json").read_text("utf-8"))
    assert told == {p["rn"] for p in data["paragraphs"] if p["persons"]}
    assert "Frühere Jahre" in page(built[1].out / "glossar.html").text
    assert (built[1].out / "register" / "begriffe-2025.html").exists()


def test_every_intervention_is_told(built: Built) -> None:
    told = page(built[1].out / "register" / "eingriffe.html").text
    assert "konzedierte" in told
    assert "Versehen" in told


def test_a_damaged_bibliography_stops_nothing(tmp_path: Path) -> None:
    made = rich(tmp_path)
    made.write("references.bib", made.read("references.bib") + "\n@article{kaputt, title = {Ohne Ende\n")
    done = made.sphinx("html", "-n")
    assert done.code == 0
    assert "references.bib:8" in done.output
    assert "JF309" in done.output
    assert "lit-gs-4-25-friedensplan" in (done.out / "literatur.html").read_text("utf-8")


def test_one_key_twice_keeps_both_pages(tmp_path: Path) -> None:
    made = rich(tmp_path)
    made.write(
        "docs/glossar.md",
        made.read("docs/glossar.md")
        + "\nSiehe {cite:p}`gs-4-25-friedensplan{S. 45},gs-4-25-friedensplan{S. 49}` und {cite}`fehlt`.\n",
    )
    done = made.sphinx("html", "-n")
    assert "JF660" in done.output
    assert "Traceback" not in done.output
    said = page(done.out / "glossar.html").text
    assert "S. 45; " in said
    assert "S. 49" in said


def written(made: Edition, change: Callable[[], object]) -> set[str]:
    """Pages that a build writes again after a change."""
    out = made.root / "build" / "html"
    before = {p: p.stat().st_mtime_ns for p in out.rglob("*.html")}
    change()
    made.sphinx("html", "-n")
    return {p.relative_to(out).as_posix() for p in out.rglob("*.html") if before.get(p) != p.stat().st_mtime_ns}


ALWAYS = {
    "search.html",
    "sammlung.html",
    "jf-begriffe.html",
    "jf-personen.html",
    "jf-stellen.html",
}  # Sphinx writes them each time


def test_only_the_pages_concerned_are_written_again(tmp_path: Path) -> None:
    made = rich(tmp_path)
    made.sphinx("html", "-n")
    edit = lambda path, a, b: lambda: made.edit(path, a, b)  # noqa: E731
    glossary = "docs/glossar.md"
    assert written(made, lambda: None) <= ALWAYS
    definition = written(made, edit(glossary, "So nennen die Europäer den Plan.", "So heißt er dort."))
    where = {"protokolle/2026-02-09.html", "protokolle/2025-12-15.html", "register/begriffe-2025.html"}
    assert definition - ALWAYS == {"glossar.html", *where}
    unused = written(made, edit(glossary, "Verrat\n", "Zwickmühle\n  Ein Wort, das nirgends steht.\n\nVerrat\n"))
    assert unused - ALWAYS == {"glossar.html"}
    who = written(made, edit("protocols/persons.toml", "Präsident der USA", "Präsident der Vereinigten Staaten"))
    assert who - ALWAYS == {"register/personen.html", "protokolle/2026-01-12.html"}


def steps(made: Edition) -> dict[str, Callable[[], object]]:
    """What editors do to the apparatus, one after the other."""
    folder = "protocols/2026-01-12"
    later = short("2027-01-11")
    return {
        "nothing": lambda: None,
        "a definition": lambda: made.edit("docs/glossar.md", "Überlegenheit über alle", "Überlegenheit"),
        "a term more": lambda: made.edit("docs/glossar.md", "Verrat\n", "Taktik\n  Ein Mittel.\n\nVerrat\n"),
        "a form forbidden": lambda: made.edit("docs/glossar.md", ":nicht: Weltmachtstatus", ":komposita: nein"),
        "a person less": lambda: made.edit("protocols/persons.toml", 'name = "Wladimir Putin"', 'name = "N."'),
        "words far from a citation": lambda: made.edit("protocols/2026-02-09/raw.md", "Die Frage war", "Gefragt war"),
        "a paragraph more": lambda: made.edit(
            "protocols/2026-02-09/raw.md", "Beim nächsten Mal", "Ja.\n\nBeim nächsten Mal"
        ),
        "a heading": lambda: made.edit("protocols/2026-02-09/raw.md", "Ein kurzes Protokoll", "Ein Protokoll"),
        "registers change places": lambda: (
            made.edit("docs/register/stellen.md", "{stellenregister}", "{personenregister}"),
            made.edit("docs/register/personen.md", "```{personenregister}", "```{stellenregister}"),
        ),
        "and back": lambda: (
            made.edit("docs/register/stellen.md", "{personenregister}", "{stellenregister}"),
            made.edit("docs/register/personen.md", "```{stellenregister}", "```{personenregister}"),
        ),
        "a note": lambda: made.edit(f"{folder}/notes.md", "Präsident der Ukraine", "Der Präsident der Ukraine"),
        "the notes away": lambda: (made.root / folder / "notes.md").unlink(),
        "an emendation": lambda: made.edit(f"{folder}/emendations.toml", 'reason = "Versehen"', 'reason = "Partizip"'),
        "the emendations away": lambda: (made.root / folder / "emendations.toml").unlink(),
        "a title": lambda: made.edit("references.bib", "Trumps Friedensplan", "Der Friedensplan"),
        "a range of pages": lambda: made.edit("references.bib", "year ", "pages = {46--60}, year "),
        "a damaged entry": lambda: made.edit("references.bib", "@article", "@article{x, title = {a},\n\n@article"),
        "a new year": lambda: made.add("2027-01-11", later),
        "the new year away": lambda: shutil.rmtree(made.root / "protocols" / "2027-01-11"),
        "no glossary": lambda: (
            (made.root / "docs/glossar.md").unlink(),
            made.edit("docs/index.md", "glossar\n", ""),
        ),
        "no persons": lambda: (made.root / "protocols/persons.toml").unlink(),
        "no registers": lambda: (
            shutil.rmtree(made.root / "docs/register"),
            made.edit("docs/index.md", "register/stellen\nregister/personen\nregister/eingriffe\n", ""),
        ),
        "no literature": lambda: (
            (made.root / "docs/literatur.md").unlink(),
            made.edit("docs/index.md", "literatur\n", ""),
        ),
    }


def test_an_interrupted_build_leaves_nothing_old(tmp_path: Path) -> None:
    """Killed while pages are written, the edit taken back: the next build writes them again."""
    made = rich(tmp_path / "one")
    before = tree(made.sphinx("html", "-n").out)
    made.edit("docs/glossar.md", "Überlegenheit über alle", "Etwas anderes")
    made.write("docs/conf.py", made.read("docs/conf.py") + STOP)
    assert made.sphinx("html", "-n").code != 0
    made.edit("docs/conf.py", STOP, "")
    made.edit("docs/glossar.md", "Etwas anderes", "Überlegenheit über alle")
    assert differences(tree(made.sphinx("html", "-n").out), before) == []


def test_a_register_elsewhere_tells_of_all_years(tmp_path: Path) -> None:
    made = rich(tmp_path)
    (made.root / "docs/register/personen.md").rename(made.root / "docs/register/namen.md")
    made.edit("docs/index.md", "register/personen", "register/namen")
    made.edit("protocols/2025-12-15/raw.md", "Die Frage war", "Trump fragte")
    made.sphinx("html", "-n")
    told = page(made.root / "build/html/register/namen.html").text
    assert "15.12.2025" in told
    assert "12.01.2026" in told


def test_incremental_is_clean(tmp_path: Path) -> None:
    made = rich(tmp_path / "one")
    walk(made, steps(made), tmp_path / "other")
