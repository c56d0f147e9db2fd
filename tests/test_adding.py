"""Taking in what really arrives: files in, a folder out, and what is said about it."""

from __future__ import annotations

import contextlib
import hashlib
import os
import pty
import signal
import subprocess
import sys
import termios
import time
import tomllib
from pathlib import Path
from typing import Any

import pytest
from reportlab.pdfgen.canvas import Canvas

import arriving
from jourfixe.apparatus.filenames import LONGEST, harmless_name, shown_name
from jourfixe.apparatus.folder import load
from jourfixe.findings import finding
from jourfixe.model import Place
from jourfixe.report import report
from projects import ENGLISH, Edition, Outcome, edition, short

DAY, DAY_GERMAN = "2026-02-09", "09.02.2026"
PLACE = f"protocols/{DAY}/raw.md"


@pytest.fixture
def made(tmp_path: Path) -> Edition:
    """A project with one protocol, and files that have arrived."""
    one = edition(tmp_path, d2026_01_12=short("2026-01-12"))
    one.write("neu.pdf", arriving.pdf(DAY))
    one.write("neu.docx", arriving.docx(DAY))
    one.write("neu.md", arriving.markdown(DAY))
    return one


def said(done: Outcome) -> str:
    assert not ENGLISH.search(done.output), done.output
    return done.output


def meta(made: Edition, day: str = DAY) -> dict[str, Any]:
    return tomllib.loads(made.read(f"protocols/{day}/meta.toml"))


# One file


@pytest.mark.parametrize("name", ["neu.pdf", "neu.docx"])
def test_a_file_becomes_a_transcript_and_is_kept(made: Edition, name: str) -> None:
    done = made.jourfixe("add", name)
    assert done.code == 0, done.output
    assert f"Aufgenommen: protocols/{DAY} (5 Absätze, Rn. 1–5)" in said(done)
    assert made.read(PLACE).startswith(f"<!-- Abschrift 1: {name} -->\n")
    data = (made.root / name).read_bytes()
    assert made.files(f"protocols/{DAY}")[name] == data
    assert sorted(made.files(f"protocols/{DAY}")) == sorted(["meta.toml", name, "numbering.toml", "raw.md"])
    kept = meta(made)
    assert (kept["received"], kept["received_sha256"]) == (name, hashlib.sha256(data).hexdigest())
    assert "sha256" not in kept
    assert [p.text for p in load(made.root / "protocols" / DAY).protocol.paragraphs] == arriving.TEXTS


def test_a_text_is_itself_the_witness(made: Edition) -> None:
    assert made.jourfixe("add", "neu.md").code == 0
    assert made.files(f"protocols/{DAY}")["raw.md"] == arriving.markdown(DAY)
    assert meta(made)["sha256"] == hashlib.sha256(arriving.markdown(DAY)).hexdigest()
    assert "received" not in meta(made)


def test_the_lines_of_a_pdf_for_a_word_file(made: Edition) -> None:
    done = made.jourfixe("add", "neu.docx", "--lines-from", "neu.pdf")
    assert done.code == 0, done.output
    assert {"neu.docx", "neu.pdf"} < made.files(f"protocols/{DAY}").keys()
    assert meta(made)["lines_from"] == "neu.pdf"
    assert meta(made)["lines_from_sha256"] == hashlib.sha256(arriving.pdf(DAY)).hexdigest()


def test_two_files_of_one_name_are_both_kept(made: Edition) -> None:
    made.write("a/Protokoll.pdf", arriving.docx(DAY))
    made.write("b/protokoll.pdf", arriving.pdf(DAY))
    assert made.jourfixe("add", "a/Protokoll.pdf", "--lines-from", "b/protokoll.pdf").code == 0
    assert (meta(made)["received"], meta(made)["lines_from"]) == ("Protokoll.pdf", "Zeilen-protokoll.pdf")


@pytest.mark.parametrize("name", ["neu.pdf", "neu.docx", "neu.md"])
def test_reading_shows_the_same_and_writes_nothing(made: Edition, name: str) -> None:
    before = made.files()
    done = made.jourfixe("read", name)
    assert done.code == 0, done.output
    assert "Jour fixe vom 09.02.2026: Ein kurzes Protokoll" in said(done)
    assert all(text in done.output for text in arriving.TEXTS)
    assert made.files() == before


@pytest.mark.parametrize(
    ("name", "of_lines", "told"),
    [
        ("neu.docx", "halb.pdf", "halb.pdf: JF022"),
        ("neu.docx", "nicht-da.pdf", "nicht-da.pdf: JF008"),
        ("neu.docx", "neu.md", "neu.md:1:1: JF027"),
        ("neu.docx", "anders.pdf", "anders.pdf: JF028"),
        ("kaputt.docx", "neu.pdf", "kaputt.docx: JF022"),
        ("neu.pdf", "neu.pdf", "neu.pdf: JF027"),
        ("neu.md", "neu.pdf", "neu.md:1:1: JF027"),
    ],
)
def test_of_two_files_the_one_is_named_that_is_wrong(made: Edition, name: str, of_lines: str, told: str) -> None:
    made.write("halb.pdf", arriving.pdf(DAY)[:900])
    made.write("kaputt.docx", arriving.docx(DAY)[:-900])
    sheet = Canvas(str(made.root / "anders.pdf"))
    sheet.drawString(72, 700, "Ein anderes Protokoll hat lauter andere Wörter und sonst gar nichts davon.")
    sheet.save()
    before = made.files()
    done = made.jourfixe("add", name, "--lines-from", of_lines)
    assert (done.code, made.files()) == (1, before)
    assert said(done).startswith(f"Fehler: {told}")


def test_what_a_system_forbids_stops_no_other_file(made: Edition) -> None:
    made.write(f"protocols/{DAY}", "Hier ist kein Ordner.")
    made.write("anders.md", arriving.markdown("2026-03-16"))
    told = said(made.jourfixe("add", "--replace", "neu.md", "anders.md"))
    assert f"Fehler: neu.md: protocols/{DAY} lässt sich nicht schreiben: eine Datei steht, wo ein Ordner" in told
    assert "Aufgenommen: anders.md → protocols/2026-03-16" in told


# A second time


def test_a_better_file_takes_the_place_of_the_first(made: Edition) -> None:
    made.jourfixe("add", "neu.md")
    made.edit(f"protocols/{DAY}/meta.toml", 'article = ""', 'article = "gs-4-25-friedensplan"')
    assert made.jourfixe("add", "neu.pdf", "--replace").code == 0
    assert meta(made).keys() == {"article", "provenance", "received", "received_sha256"}
    assert made.jourfixe("add", "neu.docx", "--replace").code == 0
    assert sorted(made.files(f"protocols/{DAY}")) == ["meta.toml", "neu.docx", "numbering.toml", "raw.md"]
    assert made.jourfixe("add", "neu.md", "--replace").code == 0
    assert sorted(made.files(f"protocols/{DAY}")) == ["meta.toml", "numbering.toml", "raw.md"]
    assert meta(made)["article"] == "gs-4-25-friedensplan"
    assert meta(made).keys() == {"article", "provenance", "sha256"}


def test_a_transcript_that_was_proofread_is_taken_in_again(made: Edition) -> None:
    """It was still made from the same file."""
    made.jourfixe("add", "neu.pdf")
    before = meta(made)
    made.edit(PLACE, "eine andere Taktik", "ein anderer Takt")
    assert "JF007" not in said(made.jourfixe("check"))
    assert made.jourfixe("add", "--replace", PLACE).code == 0
    assert "ein anderer Takt" in made.read(PLACE)
    assert meta(made) == before
    assert made.jourfixe("publish", DAY).code == 0
    assert made.jourfixe("check").code == 0


@pytest.mark.parametrize("damage", ["gone", "changed"])
def test_check_tells_what_became_of_the_file(made: Edition, damage: str) -> None:
    made.jourfixe("add", "neu.pdf")
    kept = made.root / "protocols" / DAY / "neu.pdf"
    if damage == "gone":
        kept.unlink()
    else:
        kept.write_bytes(b"%PDF-1.4 etwas anderes")
    done = made.jourfixe("check")
    line = made.read(f"protocols/{DAY}/meta.toml").split("\n").index('received = "neu.pdf"') + 1
    code = "JF010" if damage == "gone" else "JF011"
    assert f"protocols/{DAY}/meta.toml:{line}:1: {code} Die Datei „neu.pdf“" in said(done)
    assert done.code == 0


@pytest.mark.parametrize("name", ["../../references.bib", "raw.md", "/etc/passwd", "a\\nb"])
def test_only_a_file_of_the_folder_can_be_named(made: Edition, name: str) -> None:
    made.write("protocols/2026-01-12/meta.toml", f'received = "{name}"\n')
    done = made.jourfixe("check")
    assert "meta.toml:1:1: JF311" in said(done)
    assert done.code == 1


# Many files


def test_many_files_and_one_bad_one(made: Edition) -> None:
    made.write("kaputt.pdf", arriving.pdf("2026-03-02")[:300])
    made.write("leer.md", "")
    made.write("zweimal.md", arriving.markdown(DAY))
    made.write("anders.pdf", arriving.pdf("2026-03-16"))
    names = ("neu.pdf", "kaputt.pdf", "nicht-da.pdf", "zweimal.md", "leer.md", "anders.pdf")
    done = made.jourfixe("add", *names)
    assert done.code == 1
    assert f"Aufgenommen: neu.pdf → protocols/{DAY}" in said(done)
    assert "kaputt.pdf: JF022" in done.output
    assert "nicht-da.pdf: JF008" in done.output
    assert f"Fehler: zweimal.md: Das Protokoll {DAY} ist eben schon aus „neu.pdf“ aufgenommen worden." in done.output
    assert "leer.md:1:1: JF001" in done.output
    assert "Aufgenommen: anders.pdf → protocols/2026-03-16" in done.output
    assert "\n2 aufgenommen, 4 nicht\n" in done.output
    assert {p.name for p in (made.root / "protocols").glob("*/")} == {"2026-01-12", DAY, "2026-03-16"}


def test_many_files_and_all_of_them_good(made: Edition) -> None:
    for month in range(1, 7):
        made.write(f"{month}.pdf", arriving.pdf(f"2025-0{month}-06"))
    done = made.jourfixe("add", *(f"{month}.pdf" for month in range(1, 7)))
    assert (done.code, said(done).count("Aufgenommen: ")) == (0, 6)
    assert "6 aufgenommen, 0 nicht" in done.output


def test_with_replace_too_a_date_is_taken_once(made: Edition) -> None:
    made.jourfixe("add", "neu.md")
    done = made.jourfixe("add", "--replace", "neu.pdf", "neu.docx")
    assert done.code == 1
    assert "neu.docx: Das Protokoll 2026-02-09 ist eben schon aus „neu.pdf“ aufgenommen worden." in said(done)
    assert meta(made)["received"] == "neu.pdf"


# Interrupted


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_an_interrupted_transcription_leaves_nothing(made: Edition, tmp_path_factory: pytest.TempPathFactory) -> None:
    """No folder, no temporary files, no process."""
    made.write("lang.pdf", arriving.pdf(DAY, pages=3000))
    before, own = made.files(), tmp_path_factory.mktemp("own")
    call = [sys.executable, "-c", "from jourfixe.cli import main; main(prog_name='jourfixe')", "add", "lang.pdf"]
    running = subprocess.Popen(call, cwd=made.root, env={**os.environ, "TMPDIR": str(own)}, stderr=subprocess.PIPE)
    while not list(own.glob("*/raw.md")):
        time.sleep(0.01)
    started = subprocess.run(["pgrep", "-P", str(running.pid)], capture_output=True, text=True, check=True)
    running.send_signal(signal.SIGINT)
    _, told = running.communicate(timeout=20)
    assert (running.returncode, told.decode().strip()) == (130, "Fehler: Abgebrochen.")
    assert made.files() == before
    assert list(own.iterdir()) == []
    with pytest.raises(ProcessLookupError):
        os.kill(int(started.stdout), 0)


# On a terminal


@pytest.mark.skipif(os.name != "posix", reason="terminals of POSIX")
def test_on_a_terminal_progress_is_shown_and_then_the_table(made: Edition) -> None:
    made.write("lang.pdf", arriving.pdf(DAY, pages=40))
    told = in_terminal(made, "add", "lang.pdf", "leer.md").replace("\r\n", "\n")
    assert "Dateien  [" in told
    assert "\nFehler: leer.md:1:1: JF008" in told.replace("\x1b[2K\x1b[?25h", "\n")
    told = in_terminal(made, "add", "--replace", "lang.pdf").replace("\r\n", "\n")
    assert "Seiten  [" in told
    assert "40/40" in told
    kept = told.rpartition("\x1b[?25h")[2]
    assert kept.startswith(f"Aufgenommen: protocols/{DAY} (")
    assert kept.endswith(f"publish {DAY}\n")
    assert all(len(line) < 80 for line in kept.splitlines())


def in_terminal(made: Edition, *words: str) -> str:
    """All that the command writes to a terminal of 80 columns."""
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, 80))
    call = [sys.executable, "-c", "from jourfixe.cli import main; main(prog_name='jourfixe')", *words]
    running = subprocess.Popen(call, cwd=made.root, stdin=theirs, stdout=theirs, stderr=theirs)
    os.close(theirs)
    told = b""
    with contextlib.suppress(OSError), os.fdopen(ours, "rb", buffering=0) as terminal:  # Linux ends it with an error
        while some := terminal.read(4096):
            told += some
    running.wait()
    return told.decode()


# Names


@pytest.mark.parametrize(
    ("name", "harmless"),
    [
        ("Protokoll-26-01.pdf", "Protokoll-26-01.pdf"),
        ("Protokoll vom 26. Januar (endgültig).docx", "Protokoll vom 26. Januar (endgültig).docx"),
        ("../../etc/passwd", "-..-etc-passwd"),
        ("C:\\Dokumente\\Neu.pdf", "C-Dokumente-Neu.pdf"),
        ("ein\nName\x1b[2J.pdf", "einName[2J.pdf"),
        ("\u202efdp.exe", "fdp.exe"),
        ("raw.md", "Vorlage-raw.md"),
        ("Meta.TOML", "Vorlage-Meta.TOML"),
        ("fassung-12.txt", "Vorlage-fassung-12.txt"),
        ("con.pdf", "Vorlage-con.pdf"),
        ("...", "Vorlage-"),
        (".versteckt.pdf", "versteckt.pdf"),
        ("~$Protokoll.docx", "$Protokoll.docx"),
        ("--> <!-- x.pdf", "--- -!-- x.pdf"),
        ("u\u0308ber.pdf", "über.pdf"),
        ("a\udcffb.pdf", "ab.pdf"),
        ("ä" * 300 + ".pdf", "ä" * 58 + ".pdf"),
        ("x" * 300, "x" * LONGEST),
    ],
)
def test_names_are_made_harmless_once_and_for_all(name: str, harmless: str) -> None:
    assert harmless_name(name) == harmless
    assert harmless_name(harmless) == harmless


def test_a_name_is_printed_on_one_line() -> None:
    assert shown_name(Path("ein\nName\x1b[2J\u202e.pdf")) == "ein\ufffdName\ufffd[2J\ufffd.pdf"


# The report

HYPHENS = """\
# Jour fixe vom 09.02.2026 Titel (GS 4-25)

Ein Absatz über den Selbst-
behauptungskampf.

— Der Plan verlangt, dass beide Sei-
ten ihre Interessen an denen der Welt-
macht messen lassen.
"""


def test_each_hyphen_is_listed(made: Edition) -> None:
    made.write("neu.txt", HYPHENS)
    for words, file in ((("read", "neu.txt"), "neu.txt"), (("add", "neu.txt"), PLACE)):
        told = said(made.jourfixe(*words))
        assert "JF202" not in told
        assert (
            f"{file}:3:21: JF211 Rn. 1: Eine Trennung am Zeilenende wurde aufgelöst: „Selbstbehauptungskampf“" in told
        )
        assert (
            f"{file}:6:33: JF211 Rn. 2: Eine Trennung am Zeilenende wurde aufgelöst: „Seiten“, nicht „Sei-ten“." in told
        )
        assert f"{file}:7:34: JF211 Rn. 2" in told
    assert said(made.jourfixe("check")).count("JF202") == 1


LONG = "— die Europäer, die ja sonst bei jeder Gelegenheit"
TABLE = """\
Rn.  Stelle  Befund
────────────────────────────────────────────────────────────────────────
  –  1:1     JF303  Im Kopf des Protokolls steht kein Heft (etwa „GS
                    4-25“).
  3  18:9    JF134  Im Text steht „Plan“, im PDF „Planung“.
12a  122:7   JF201  Der Absatz endet ohne Satzzeichen („… und weiter“);
                    er wurde nicht mit dem nächsten verbunden.
"""


def test_the_report_is_a_table_on_a_terminal() -> None:
    rows = [
        ("", finding("JF303", Place(PLACE))),
        ("3", finding("JF134", Place(PLACE, 18, 9), read="Plan", other="Planung")),
        ("12a", finding("JF201", Place(PLACE, 122, 7), end="und weiter")),
    ]
    lines = list(report(rows, 72))
    assert "\n".join(lines).startswith(TABLE)
    assert all(len(line) <= 72 for line in lines)
    assert sum("Was zu tun ist" in line for line in lines) == 1
    assert [*report([], 72)] == []


def test_the_report_is_plain_in_a_pipe() -> None:
    plain = list(report([("3", finding("JF134", Place(PLACE, 18, 9), read="Plan", other="Planung"))]))
    assert plain[0] == f"{PLACE}:18:9: JF134 Rn. 3: Im Text steht „Plan“, im PDF „Planung“."
    assert plain[1].startswith("    → Mit dem Original vergleichen")


def test_a_doubt_is_told_with_the_paragraph_that_it_is_about(made: Edition) -> None:
    """Its comment stands before the line, perhaps before the first one of the paragraph."""
    made.jourfixe("add", "neu.pdf")
    first = next(line for line in made.read(PLACE).split("\n") if "Die Frage war" in line)
    made.edit(PLACE, first, f"<!-- prüfen: JF134 „Frage“ oder „Sage“ -->\n{first}")
    assert "JF134 Rn. 3: Im Text steht „Frage“, im PDF „Sage“." in said(made.jourfixe("read", PLACE))


def test_what_is_still_to_be_checked_is_not_published(made: Edition) -> None:
    made.jourfixe("add", "neu.pdf")
    first = next(line for line in made.read(PLACE).split("\n") if "Die Frage war" in line)
    question = "<!-- prüfen: JF134 „Frage“ oder „Sage“ -->\n"
    made.edit(PLACE, first, question + first)
    n = made.read(PLACE).split(question)[0].count("\n") + 1
    done = made.jourfixe("publish", DAY)
    assert done.code == 1
    assert f"noch 1 Punkt zu prüfen (raw.md, Zeile {n})" in said(done)
    made.edit(PLACE, question, "")
    assert made.jourfixe("publish", DAY).code == 0


def test_check_shows_of_one_protocol_what_it_shows_of_all(made: Edition) -> None:
    made.write("neu.txt", HYPHENS)
    made.write("noch.txt", HYPHENS.replace(DAY_GERMAN, "16.03.2026"))
    assert f"1 Befund: jourfixe check {DAY}" in said(made.jourfixe("add", "neu.txt", "noch.txt"))
    made.edit(f"protocols/{DAY}/meta.toml", 'article = ""', 'article = "gibt-es-nicht"')
    every, one = said(made.jourfixe("check")), said(made.jourfixe("check", DAY))
    assert [line for line in every.splitlines() if f"protocols/{DAY}/" in line] == [
        line for line in one.splitlines() if "protocols/" in line
    ]
    assert "JF308" in one


@pytest.mark.skipif(os.name != "posix", reason="terminals of POSIX")
def test_on_a_terminal_check_shows_the_table_that_add_showed(made: Edition) -> None:
    made.write("neu.txt", HYPHENS)
    added, checked = (in_terminal(made, *words) for words in (("add", "neu.txt"), ("check", DAY)))
    table = checked.rpartition(f"{DAY}: 2 Absätze")[0]
    assert table.startswith("Rn.  Stelle  Befund")
    assert table in added


def test_one_protocol_is_checked_alone_by_the_date_in_any_form(made: Edition) -> None:
    made.jourfixe("add", "neu.pdf")
    for day in (DAY, "9.2.2026", "09.02.2026"):
        told = said(made.jourfixe("check", day))
        assert f"{DAY}: 5 Absätze" in told
        assert "2026-01-12" not in told


@pytest.mark.parametrize("damage", ["", "<!-- Abschrift -->\n"])
def test_a_transcript_without_its_first_line_is_refused_until_it_is_there(made: Edition, damage: str) -> None:
    """Nothing that would follow takes the file away that it was made from."""
    made.jourfixe("add", "neu.pdf")
    first = f"{made.read(PLACE).splitlines()[0]}\n"
    made.edit(PLACE, first, damage)
    for words in (("check", DAY), ("publish", DAY)):
        done = made.jourfixe(*words)
        assert done.code == 1, words
        assert "JF012 raw.md ist keine Abschrift mehr" in said(done)
        assert f"Als erste Zeile einsetzen: {first.strip()}" in done.output
    assert made.jourfixe("add", "--replace", "--date", DAY, PLACE).code == 1
    assert (made.root / f"protocols/{DAY}/neu.pdf").exists()
    made.write(PLACE, first + made.read(PLACE).removeprefix(damage))
    assert made.jourfixe("publish", DAY).code == 0
