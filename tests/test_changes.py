"""What a reader is told of earlier wordings: on the page of changes, beside the paragraph, and by the script."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from jourfixe.apparatus.folder import load
from jourfixe.apparatus.numbers.history import History
from jourfixe.output.html.revisions import revisions_data
from projects import RICH, WITNESS, Edition, Outcome, differences, edition, page, protocol, short, tree
from test_links import dead_links
from test_numbering import DAY, A, B, C, D, E, X

CHANGES = "register/aenderungen.html"
PAGE = f"protokolle/{DAY}.html"
SECOND = [A.replace("Plan", "Vorschlag"), X, f"{B} {C}", D, E]
THIRD = [A.replace("Plan", "Vorschlag"), X, D.replace("Respekt", "Achtung"), E]


def publish(made: Edition, note: str, *paragraphs: str) -> None:
    if paragraphs:
        made.rewrite(DAY, protocol(DAY, *paragraphs))
    done = made.jourfixe("publish", DAY, "--note", note)
    assert done.code == 0, done.output


def rich(root: Path, **protocols: str) -> Edition:
    """With all registers, and no reference of the editors'."""
    made = edition(root, RICH, **protocols)
    made.write("docs/glossar.md", "# Glossar\n")
    return made


def changed(root: Path) -> Edition:
    """Three Fassungen and what is not yet published; beside it a protocol that has not changed, and a draft."""
    made = rich(root, d2026_01_12=protocol(DAY, A, B, C, D, E))
    publish(made, "Erste")
    publish(made, "Rn. 1 <berichtigt>", *SECOND)
    publish(made, "Rn. 2 war von gestern", *THIRD)
    made.rewrite(DAY, protocol(DAY, *THIRD[:3], E.replace("nächsten", "übernächsten"), "Und noch etwas ganz anderes."))
    made.add("2026-01-26", short("2026-01-26"))
    assert made.jourfixe("publish", "2026-01-26").code == 0
    made.add("2026-02-09", short("2026-02-09"))
    return made


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Edition, Outcome]:
    """Not to be changed."""
    made = changed(tmp_path_factory.mktemp("changed"))
    return made, made.sphinx("html", "-n", "-W")


Built = tuple[Edition, Outcome]


def data(out: Path, day: str = DAY) -> Any:
    """What the script is given."""
    text = (out / f"protokolle/{day}-fassungen.js").read_text("utf-8")
    return json.loads(re.fullmatch(r".*?detail:(.*)\}\)\);\n", text, re.S)[1])


def entries(out: Path) -> dict[str, str]:
    """Id → everything that is said, as written."""
    text = (out / CHANGES).read_text("utf-8")
    found = re.findall(r'<dt id="([^"]+)">(.*?)</dt>\n<dd class="\w+">(.*?)</dd>', text, re.S)
    return {id_: f"{re.sub('<.*?>', '', said)} | {wording}" for id_, said, wording in found}


def test_builds_without_a_warning(built: Built) -> None:
    assert (built[1].code, built[1].output) == (0, "")
    assert dead_links(built[1].out) == []


def test_every_change_is_told_under_its_key(built: Built) -> None:
    start = f"aenderung-{DAY}"
    assert entries(built[1].out) == {
        f"{start}-4-rn-5": f"Rn. 5: neuer Wortlaut | {marked(E, 'nächsten', 'übernächsten')}",
        f"{start}-4-rn-5a": "Rn. 5a: neu | Und noch etwas ganz anderes.",
        f"{start}-3-rn-2": f"Rn. 2 (entfallen) | {B} {C}",
        f"{start}-3-rn-4": f"Rn. 4: neuer Wortlaut | {marked(D, '„Respekt“?', '„Achtung“?')}",
        f"{start}-2-rn-1": f"Rn. 1: neuer Wortlaut | {marked(A, 'Plan', 'Vorschlag')}",
        f"{start}-2-rn-1a": f"Rn. 1a: neu | {X}",
        f"{start}-2-rn-2": f"Rn. 2: neuer Wortlaut | {B} <ins>{C}</ins>",
        f"{start}-2-rn-3": f"Rn. 3 ist in Rn. 2 aufgegangen. | {C}",
    }


def marked(text: str, old: str, new: str) -> str:
    return text.replace(old, f"<del>{old}</del><ins>{new}</ins>")


def test_by_fassung_with_its_reason(built: Built) -> None:
    text = page(built[1].out / CHANGES).text
    told = re.findall(r"(Fassung \d) vom [\d.]+\s+(.*?)\n|(Seit Fassung \d, noch nicht veröffentlicht)", text)
    assert told == [
        ("", "", "Seit Fassung 3, noch nicht veröffentlicht"),
        ("Fassung 3", "Rn. 2 war von gestern", ""),
        ("Fassung 2", "Rn. 1 <berichtigt>", ""),
    ]


def test_what_has_not_changed_is_not_listed(built: Built) -> None:
    text = page(built[1].out / CHANGES).text
    assert "26.01.2026" not in text
    assert "09.02.2026" not in text
    assert "nichts geändert" not in text


def test_that_nothing_has_changed_is_said(tmp_path: Path) -> None:
    made = rich(tmp_path, d2026_01_12=short(DAY))
    publish(made, "Erste")
    out = made.sphinx("html", "-n", "-W").out
    assert "hat sich seit ihrer Veröffentlichung nichts geändert." in page(out / CHANGES).text
    assert data(out)["since"] == {"1": {}}


def test_each_year_has_its_page(tmp_path: Path) -> None:
    made = rich(tmp_path, d2026_01_12=protocol(DAY, A, B, C), d2025_12_15=short("2025-12-15"))
    publish(made, "Erste")
    publish(made, "Rn. 2", A, f"{B} Ja.", C)
    out = made.sphinx("html", "-n", "-W").out
    assert "An den Protokollen aus 2025 hat sich" in page(out / "register/aenderungen-2025.html").text
    assert "aenderungen-2025.html#aenderungen-2025" in page(out / CHANGES).links()
    assert list(entries(out)) == [f"aenderung-{DAY}-2-rn-2"]


# Beside the paragraph, where no script runs


def box(out: Path, rn: str) -> list[tuple[str, str]]:
    """Links that stand in a passage and below it: words and address."""
    text = (out / PAGE).read_text("utf-8")
    after = text[text.index(f'id="rn-{rn}"') :]
    until = after.find('class="passage', 10)
    return [(words, href) for href, words in re.findall(r'href="([^"]*aenderung[^"]*)">(.*?)</a>', after[:until])]


def test_a_plain_link_is_told_of_another_wording(built: Built) -> None:
    start = f"../{CHANGES}#aenderung-{DAY}"
    assert box(built[1].out, "1") == [("Wortlaut geändert in Fassung 2", f"{start}-2-rn-1")]
    assert box(built[1].out, "1a") == []
    assert box(built[1].out, "4") == [("Wortlaut geändert in Fassung 3", f"{start}-3-rn-4")]
    assert box(built[1].out, "5") == [
        ("Wortlaut seit Fassung 3 geändert, noch nicht veröffentlicht", f"{start}-4-rn-5")
    ]


def test_a_gone_number_leads_to_its_wording(built: Built) -> None:
    start = f"../{CHANGES}#aenderung-{DAY}"
    assert box(built[1].out, "2") == [("Früherer Wortlaut", f"{start}-3-rn-2")]
    assert box(built[1].out, "3") == [("Früherer Wortlaut", f"{start}-2-rn-3")]
    said = page(built[1].out / PAGE).passages
    assert said["rn-2"] == "Rn. 2 (entfallen) Früherer Wortlaut"
    assert said["rn-3"] == "Rn. 3 ist in Rn. 2 aufgegangen und mit ihr entfallen. Früherer Wortlaut"


def test_nothing_is_told_where_there_is_no_page_of_changes(tmp_path: Path) -> None:
    made = changed(tmp_path)
    (made.root / "docs/register/aenderungen.md").unlink()
    made.edit("docs/index.md", "register/aenderungen\n", "")
    done = made.sphinx("html", "-n", "-W")
    assert (done.code, done.output) == (0, "")
    assert "aenderung" not in (done.out / PAGE).read_text("utf-8")
    assert data(done.out)["revision"] == 3


@pytest.mark.parametrize("builder", ["text", "latex", "epub", "gettext", "dirhtml", "singlehtml"])
def test_other_outputs(built: Built, tmp_path: Path, builder: str) -> None:
    shutil.copytree(built[0].root, tmp_path / "copy", ignore=shutil.ignore_patterns("build"))
    done = Edition(tmp_path / "copy").sphinx(builder, "-n", "-W")
    assert (done.code, done.output) == (0, "")
    if builder == "text":
        text = " ".join((done.out / "register/aenderungen.txt").read_text("utf-8").split())
        assert "Rn. 1: neuer Wortlaut: „Plan“ → „Vorschlag“" in text
        assert f"Rn. 3 ist in Rn. 2 aufgegangen: „{C}“" in text
        assert "Rn. 2: neuer Wortlaut: „Der Krieg" in text
        assert "Fassung" not in (done.out / f"protokolle/{DAY}.txt").read_text("utf-8").split("[1]")[1]


# Printed lines


def lost(made: Edition, *rows: str) -> Edition:
    """Lines that were published and are not in the witness."""
    made.edit(f"protocols/{DAY}/numbering.toml", "lines = [\n", "lines = [\n" + "".join(f"  {row},\n" for row in rows))
    return made


def test_a_published_line_resolves_when_the_reading_has_lost_it(tmp_path: Path) -> None:
    made = rich(tmp_path, d2026_01_12=WITNESS)
    publish(made, "Erste")
    lost(made, '[157, "34"]', '[158, "34"]')
    made.write("docs/glossar.md", made.read("docs/glossar.md") + "\n# Siehe\n\nSiehe {z}`2026-01-12:157`.\n")
    out = made.sphinx("html", "-n", "-W").out
    text = (out / PAGE).read_text("utf-8")
    assert re.search(
        r'id="rn-34"[^>]*>.*?\n<p><span class="z lost" id="z-157" data-z="157"></span><span class="z lo', text
    )
    assert f'href="protokolle/{DAY}.html#z-157"' in (out / "glossar.html").read_text("utf-8")
    numbers = json.loads((out / f"protokolle/{DAY}.json").read_text("utf-8"))["paragraphs"][33]["lines"]
    assert 157 not in [line["n"] for line in numbers]


def test_a_line_of_a_gone_paragraph_leads_to_the_notice(tmp_path: Path) -> None:
    made = rich(tmp_path, d2026_01_12=WITNESS)
    publish(made, "Erste")
    kept = [p for p in WITNESS.split("\n\n") if "Ich habe Zweifel, ob das eine" not in p]
    made.rewrite(DAY, "\n\n".join(kept))
    publish(made, "Rn. 12 entfallen")
    text = (made.sphinx("html", "-n", "-W").out / PAGE).read_text("utf-8")
    notice = re.search(r'<div class="passage gone" id="rn-12">.*?</div>', text, re.S)[0]
    assert re.findall(r'class="z lost" id="z-(\d+)"', notice)
    assert all(text.count(f'id="z-{n}"') == 1 for n in load(made.root / "protocols" / DAY).register.lines)


# What the script is given


def test_the_data_beside_the_page(built: Built) -> None:
    told = data(built[1].out)
    assert (told["revision"], told["published"]) == (3, False)
    assert [(n, note) for n, _, note in told["revisions"]] == [
        (1, "Erste"),
        (2, "Rn. 1 <berichtigt>"),
        (3, "Rn. 2 war von gestern"),
    ]
    assert told["numbers"] == {"1": "1-5", "2": "1 1a 2 4-5", "3": "1 1a 4-5"}
    assert {n: {rn: change["kind"] for rn, change in rows.items()} for n, rows in told["since"].items()} == {
        "1": {"1": "changed", "2": "gone", "3": "gone", "4": "changed", "5": "changed"},
        "2": {"2": "gone", "4": "changed", "5": "changed"},
        "3": {"5": "changed"},
    }
    assert told["since"]["1"]["3"] == {"kind": "gone", "via": "2", "text": C}
    assert told["since"]["1"]["1"]["diff"][1:3] == [["-", "Plan"], ["+", "Vorschlag"]]


def test_a_draft_has_no_data_of_fassungen(built: Built) -> None:
    assert not (built[1].out / "protokolle/2026-02-09-fassungen.js").exists()
    assert data(built[1].out, "2026-01-26")["published"]


def test_nothing_was_ever_published() -> None:
    assert revisions_data(History())["since"] == {}


@pytest.mark.parametrize("what", ["parallel", "a Fassung", "another note", "a protocol away", "a draft again"])
def test_the_same_bytes_however_they_are_built(built: Built, tmp_path: Path, what: str) -> None:
    shutil.copytree(built[0].root, tmp_path / "copy", ignore=shutil.ignore_patterns("build"))
    made, folder = Edition(tmp_path / "copy"), f"protocols/{DAY}"
    assert made.sphinx("html", "-n", "-W").code == 0
    if what == "a Fassung":
        publish(made, "Rn. 5 und 5a")
    elif what == "another note":
        made.edit(f"{folder}/numbering.toml", "war von gestern", "war überholt")
    elif what == "a protocol away":
        shutil.rmtree(made.root / folder)
    elif what == "a draft again":
        for file in ("numbering.toml", "fassung-1.txt", "fassung-2.txt", "fassung-3.txt"):
            (made.root / folder / file).unlink()
    again = made.sphinx("html", "-n", "-W", *(("-j", "2", "-E") if what == "parallel" else ()))
    assert (again.code, again.output) == (0, "")
    fresh = made.sphinx("html", "-n", "-W", "-E", "-a", out="fresh")
    assert differences(tree(again.out), tree(fresh.out)) == []
    assert (again.out / f"protokolle/{DAY}-fassungen.js").exists() == (what not in ("a protocol away", "a draft again"))
