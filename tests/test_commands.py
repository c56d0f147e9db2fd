"""The command as an editor meets it: exit codes, German, and nothing half done."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

from jourfixe.cli import main
from projects import ENGLISH, Edition, edition, page, short

WITHOUT_DATE = short("2026-02-09").replace("vom 09.02.2026 ", "")


@dataclass(frozen=True)
class Said:
    """How a command ended."""

    code: int
    out: str
    err: str


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Edition:
    """A project with one protocol and some files to take in; the current folder."""
    one = edition(tmp_path, d2026_01_12=short("2026-01-12"))
    one.write("neu.md", short("2026-02-09"))
    one.write("ohne-datum.md", WITHOUT_DATE)
    one.write("falsches-datum.md", short("2026-02-31"))
    one.write("leer.md", "")
    one.write("halb.pdf", b"%PDF-1.7\n")
    one.write("bild.md", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    monkeypatch.chdir(tmp_path)
    return one


def run(*words: str) -> Said:
    """In this process; what comes out must be German in any case."""
    done = CliRunner().invoke(main, list(words), prog_name="jourfixe")
    assert isinstance(done.exception, SystemExit | None), done.exception
    assert not ENGLISH.search(done.output), done.output
    return Said(done.exit_code, done.stdout, done.stderr)


# Wrong use: exit code 2, a sentence, and a way on

WRONG = [
    ((), "Aufruf: jourfixe"),
    (("unsinn",), "Den Befehl „unsinn“ gibt es nicht"),
    (("--unsinn",), "Die Option „--unsinn“ gibt es nicht"),
    (("add",), "Es fehlt: DATEI"),
    (("add", "neu.md", "--date"), "fehlt ihre Angabe"),
    (("add", "neu.md", "--date", "morgen"), "„morgen“ ist kein Datum"),
    (("add", "neu.md", "--date", "31.2.2026"), "„31.2.2026“ ist kein Datum"),
    (("add", "neu.md", "--date", "2026-02-31"), "„2026-02-31“ ist kein Datum"),
    (("add", "neu.md", "leer.md", "--date", "2026-01-12"), "--date verträgt nur eine Datei"),
    (("add", "neu.md", "leer.md", "--lines-from", "bild.md"), "--lines-from verträgt nur eine Datei"),
    (("read",), "Es fehlt: DATEI"),
    (("read", "neu.md", "noch.md"), "zu viele Angaben"),
    (("check", "unsinn"), "Es gibt kein Protokoll „unsinn“"),
    (("check", "2026-01-12", "noch"), "zu viele Angaben"),
    (("build", "unsinn"), "Zur Wahl stehen pdf, html"),
    (("build", "--jobs", "viele"), "ganze Zahl"),
    (("publish",), "Es fehlt: PROTOKOLL"),
    (("publish", "2026-09-09"), "Es gibt kein Protokoll „2026-09-09“"),
    (("publish", "../protocols/2026-01-12"), "Es gibt kein Protokoll"),
    (("serve", "--port", "x"), "ganze Zahl"),
]


@pytest.mark.parametrize(("words", "sentence"), WRONG, ids=lambda x: " ".join(x) if isinstance(x, tuple) else "")
def test_wrong_use(made: Edition, words: tuple[str, ...], sentence: str) -> None:
    before = made.files()
    done = run(*words)
    assert (done.code, done.out) == (2, "")
    assert sentence in done.err
    assert made.files() == before


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("--unsinn",), "Hilfe: jourfixe --help"),
        (("unsinn",), "Hilfe: jourfixe --help"),
        (("add",), "Hilfe: jourfixe add --help"),
        (("add", "--unsinn", "neu.md"), "Hilfe: jourfixe add --help"),
        (("add", "neu.md", "--date", "morgen"), "Hilfe: jourfixe add --help"),
        (("check", "2026-01-12", "noch"), "Hilfe: jourfixe check --help"),
        (("add", "neu.md", "-x.pdf"), "Ist die Datei gemeint, so schreiben: ./-x.pdf"),
    ],
    ids=str,
)
def test_wrong_use_leads_to_the_help_that_helps(made: Edition, words: tuple[str, ...], hint: str) -> None:
    made.write("-x.pdf", "")
    assert run(*words).err.endswith(f"\n    → {hint}\n")


@pytest.mark.parametrize("command", ["check", "build", "publish", "add"])
def test_outside_of_an_edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    (tmp_path / "neu.md").write_text(short("2026-02-09"))
    monkeypatch.chdir(tmp_path)
    words = {"publish": ["2026-01-12"], "add": ["neu.md"]}.get(command, [])
    done = run(command, *words)
    assert done.code == 2
    assert "Hier ist keine Edition" in done.err
    assert [p.name for p in tmp_path.iterdir()] == ["neu.md"]


@pytest.mark.parametrize("command", ["", *main.commands])
def test_help_is_german(command: str) -> None:
    done = run(*command.split(), "--help")
    assert done.code == 0
    assert done.out.startswith("Aufruf: jourfixe")
    assert not re.search(r"\b(Options|Commands|default|Show this|message|exit)\b", done.out)


# add

REFUSED = [
    (("add", "ohne-datum.md"), "JF301"),
    (("add", "falsches-datum.md"), "JF302"),
    (("add", "leer.md"), "JF001"),
    (("add", "bild.md"), "Sie ist ein Bild"),
    (("add", "leer.md", "--date", "2026-03-01"), "JF001"),
    (("add", "gibt-es-nicht.md"), "gibt-es-nicht.md:1:1: JF008 Die Datei lässt sich nicht lesen: nicht vorhanden"),
    (("add", "docs"), "docs:1:1: JF008 Die Datei lässt sich nicht lesen: das ist ein Ordner"),
    (("read", "gibt-es-nicht.md"), "nicht vorhanden"),
    (("read", "docs"), "das ist ein Ordner"),
    (("add", "neu.md", "--lines-from", "neu.md"), "JF027"),
    (("add", "neu.md", "--date", "2026-01-12"), "gibt es schon"),
]


@pytest.mark.parametrize(("words", "why"), REFUSED, ids=lambda x: " ".join(x) if isinstance(x, tuple) else "")
def test_add_refuses_and_writes_nothing(made: Edition, words: tuple[str, ...], why: str) -> None:
    before = made.files()
    done = run(*words)
    assert (done.code, done.out) == (1, "")
    assert why in done.err
    assert "→" in done.err
    assert made.files() == before


def test_add_keeps_the_file_byte_for_byte(made: Edition) -> None:
    data = b"\xef\xbb\xbf" + short("2026-02-09").replace("\n", "\r\n").encode()
    made.write("neu.md", data)
    done = run("add", "neu.md")
    assert done.code == 0
    assert "protocols/2026-02-09 (5 Absätze, Rn. 1–5)" in done.out
    folder = made.files("protocols/2026-02-09")
    assert folder["raw.md"] == data
    assert sorted(folder) == ["meta.toml", "numbering.toml", "raw.md"]
    assert run("check").code == 0


@pytest.mark.parametrize("day", ["2026-03-01", "1.3.2026", "01.03.26", "1. März 2026"])
@pytest.mark.parametrize("name", ["ohne-datum.md", "falsches-datum.md"])
def test_add_with_a_date_given(made: Edition, name: str, day: str) -> None:
    assert run("add", name, "--date", day).code == 0
    assert (made.root / "protocols" / "2026-03-01" / "raw.md").exists()
    assert run("check").code == 0


def test_add_with_another_date_than_the_file(made: Edition) -> None:
    assert run("add", "neu.md", "--date", "2026-03-01").code == 0
    assert run("check").code == 0


def test_add_a_second_time_with_replace(made: Edition) -> None:
    run("add", "neu.md")
    made.edit("protocols/2026-02-09/meta.toml", 'article = ""', 'article = "gs-4-25-friedensplan"  # gemeint')
    made.write("neu.md", short("2026-02-09").replace("Verrat", "Fehler"))
    assert run("add", "neu.md", "--replace").code == 0
    assert "Fehler" in made.read("protocols/2026-02-09/raw.md")
    assert '"gs-4-25-friedensplan"  # gemeint' in made.read("protocols/2026-02-09/meta.toml")
    assert run("check").code == 0


@pytest.mark.parametrize("damage", [b"title = ", b'title = "\xfc"\n', b"unbekannt = 1\n"])
def test_replace_does_not_touch_a_damaged_folder(made: Edition, damage: bytes) -> None:
    run("add", "neu.md")
    made.write("protocols/2026-02-09/meta.toml", damage)
    before = made.files()
    done = run("add", "neu.md", "--replace")
    assert done.code == 1
    assert "protocols/2026-02-09/meta.toml:1:" in done.err
    assert made.files() == before


@pytest.mark.parametrize("words", [("add", "neu.md"), ("add", "neu.md", "--replace")])
def test_a_file_where_the_folder_should_be(made: Edition, words: tuple[str, ...]) -> None:
    made.write("protocols/2026-02-09", "Hier ist kein Ordner.")
    before = made.files()
    done = run(*words)
    assert (done.code, done.out) == (1, "")
    assert made.files() == before


def test_protocols_is_a_file(made: Edition) -> None:
    shutil.rmtree(made.root / "protocols")
    made.write("protocols", "Hier ist kein Ordner.")
    before = made.files()
    done = run("add", "neu.md")
    assert (done.code, done.out) == (1, "")
    assert "Fehler: " in done.err
    assert made.files() == before


@pytest.mark.parametrize("name", ["raw.md", "meta.toml", "numbering.toml", "../../references.bib"])
def test_a_folder_where_a_file_should_be(made: Edition, name: str) -> None:
    path = made.root / "protocols" / "2026-01-12" / name
    path.unlink(missing_ok=True)
    path.mkdir()
    for command in ("check", "build"):
        done = made.jourfixe(command)
        assert done.code == (2 if "bib" in name else 1), done.output
        assert name.rsplit("/", 1)[-1] in done.output
        assert not ENGLISH.search(done.output), done.output


def test_add_and_the_index_has_it(made: Edition) -> None:
    """One command, then a build: the page is there, and the first page leads to it."""
    assert made.jourfixe("build").code == 0
    assert made.jourfixe("add", "neu.md").code == 0
    done = made.jourfixe("build")
    assert (done.code, ENGLISH.search(done.output)) == (0, None)
    index = page(done.out / "index.html")
    assert any(link.startswith("protokolle/2026-02-09.html") for link in index.links())
    assert "09.02.2026" in index.text
    assert page(done.out / "protokolle" / "2026-02-09.html").passages.keys() == {f"rn-{n}" for n in range(1, 6)}


# read, check, publish, build


def test_read_shows_and_writes_nothing(made: Edition) -> None:
    before = made.files()
    done = run("read", "neu.md")
    assert (done.code, done.err) == (0, "")
    assert "Jour fixe vom 09.02.2026: Ein kurzes Protokoll" in done.out
    assert re.search(r"(?m)^ +2  Beitrag +Der Plan verlangt", done.out)
    assert made.files() == before


@pytest.mark.parametrize(
    ("name", "numbers"),
    [("neu.md", "12345"), ("ohne-datum.md", "12345"), ("leer.md", ""), ("bild.md", ""), ("halb.pdf", ""), ("docs", "")],
)
def test_read_json_is_json_whatever_the_file(made: Edition, name: str, numbers: str) -> None:
    done = run("read", "--json", name)
    data = json.loads(done.out)
    assert data["format"] == "jourfixe-edition/1"
    assert [p["rn"] for p in data["protocols"][0]["paragraphs"]] == list(numbers)
    assert done.code == (0 if name == "neu.md" else 1)


def test_check_lists_everything_and_blocks_nothing(made: Edition) -> None:
    done = run("check")
    assert (done.code, done.err) == (0, "")
    assert "2026-01-12: 5 Absätze, Entwurf" in done.out
    assert "protocols/2026-01-12/numbering.toml:1:1: JF407" in done.out


def test_check_fails_where_a_build_would(made: Edition) -> None:
    made.write("protocols/2026-01-12/meta.toml", "titel = 3\n")
    done = run("check")
    assert done.code == 1
    assert "Fehler: protocols/2026-01-12/meta.toml:1:1: JF307" in done.out
    built = made.jourfixe("build")
    assert built.code == 1
    assert "JF307" in built.output
    assert not ENGLISH.search(built.output)


def test_check_without_protocols(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edition(tmp_path)
    monkeypatch.chdir(tmp_path)
    done = run("check")
    assert done.code == 0
    assert "noch kein Protokoll" in done.out


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_build_that_fails_says_why(made: Edition, jobs: str) -> None:
    """In as many processes as you like."""
    for month in range(1, 9):
        made.add(f"2024-0{month}-03", short(f"2024-0{month}-03"))
    made.write("docs/falsch.md", "# Falsch\n\n```{protokoll} 2020-01-01\n```\n")
    done = made.jourfixe("build", "--jobs", jobs)
    assert done.code == 1
    assert done.output.startswith("Fehler: docs/falsch.md:3:1: JF502 Es gibt kein Protokoll „2020-01-01“.\n    → ")
    assert not ENGLISH.search(done.output)


def test_build_without_protocols(tmp_path: Path) -> None:
    done = edition(tmp_path).jourfixe("build")
    assert done.code == 0
    assert not ENGLISH.search(done.output)


def test_publish_dry_run_writes_nothing(made: Edition) -> None:
    before = made.files()
    done = run("publish", "2026-01-12", "--dry-run")
    assert (done.code, made.files()) == (0, before)
    assert "5 Absätze, Rn. 1–5" in done.out


def test_publish_needs_a_note_from_the_second_time_on(made: Edition) -> None:
    assert run("publish", "2026-01-12").code == 0
    made.rewrite("2026-01-12", made.read("protocols/2026-01-12/raw.md").replace("Verrat", "Fehler"))
    before = made.files()
    done = run("publish", "2026-01-12")
    assert (done.code, made.files()) == (2, before)
    assert "Anmerkung" in done.err
    done = run("publish", "2026-01-12", "--note", 'Rn. 3: "Fehler"\tstatt\\Verrat')
    assert done.code == 0
    assert "Rn. 3: neuer Wortlaut" in done.out
    assert run("check").code == 0


def test_build_all(made: Edition) -> None:
    done = made.jourfixe("build", "all", "-j2")
    assert (done.code, ENGLISH.search(done.output)) == (0, None)
    assert {p.name for p in (made.root / "build").iterdir()} >= {"html", "text", "latex", "epub", "gettext"}
