"""A book that cannot be made is told with the place of its fault; no part of it is left, and the others are made."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import pytest

from jourfixe.output.print.faults import findings_of
from pdfs import Pdf
from pictures import png, svg
from projects import ENGLISH, RICH, Edition, Outcome, edition, short, witness

DAY = "2026-02-09"
PAGE = f"docs/protokolle/{DAY}.md"
DIRECTIVE = f"\n\n```{{protokoll}} {DAY}\n```\n"


def two(root: Path, **files: str | bytes) -> Edition:
    """Two protocols in two years, so that a fault in one does not touch the volume of the other."""
    made = edition(root, RICH)
    made.add("2025-12-15", short("2025-12-15"))
    made.add(DAY, short(DAY))
    for name, data in files.items():
        made.write(name, data)
    return made


def books(made: Edition) -> set[str]:
    """The PDFs that are there, each of them whole."""
    found = list((made.root / "build/pdf").rglob("*.pdf"))
    assert all(Pdf(path).pages for path in found)
    assert not list((made.root / "build/pdf").rglob(".*.neu"))
    return {path.stem for path in found}


def told(done: Outcome) -> list[str]:
    """Faults, each with its place and without its words."""
    assert not ENGLISH.search(done.output), done.output
    return re.findall(r"(?m)^(?:Fehler: )?(\S+:\d+:\d+: JF\d{3}) ", done.output)


GLYPHS = {
    "introduction": (PAGE, f"# Abend\n\nEin Absatz\nmit einem 👍 darin.{DIRECTIVE}", "4:11"),
    "below a note": (PAGE, f"# Abend\n\nEin Satz[^1] und 中文.\n\n[^1]: Eine Anmerkung.{DIRECTIVE}", "3:18"),
    "heading": (PAGE, f"# Abend 👍\n\nEin Absatz.{DIRECTIVE}", "1:9"),
    "table": (PAGE, f"# Abend\n\n| a | b |\n|---|---|\n| c | 👍 |{DIRECTIVE}", "5:7"),
    "verbatim": (PAGE, f"# Abend\n\n```\nCode 👍\n```{DIRECTIVE}", "4:6"),
    "note": (f"protocols/{DAY}/notes.md", "## Rn. 2\n\nEine Anmerkung\nmit 中文.\n", "4:5"),
    "witness": (f"protocols/{DAY}/raw.md", short(DAY).replace("Die Frage war", "Die 👍 war"), "7:5"),
    "heading of the witness": (f"protocols/{DAY}/raw.md", short(DAY).replace("kurzes", "k👍rzes"), "1:36"),
    "title": (f"protocols/{DAY}/meta.toml", 'title = "Ein 👍 Titel"\n', "1:14"),
    "drawing": ("docs/protokolle/bild.svg", svg("👍"), "1:110"),
}


@pytest.mark.parametrize("name", GLYPHS)
def test_a_character_without_a_glyph_is_told_with_its_place(tmp_path: Path, name: str) -> None:
    file, text, place = GLYPHS[name]
    made = two(tmp_path, **{file: text})
    if name == "drawing":
        made.write(PAGE, f"# Abend\n\n![Bild](bild.svg){DIRECTIVE}")
    done = made.jourfixe("build", "pdf")
    assert done.code == 1, done.output
    assert set(told(done)) - {f"protocols/{DAY}/raw.md:1:1: JF407"} >= {f"{file}:{place}: JF685"}, done.output
    assert "U+1F44D" in done.output or "U+4E2D" in done.output
    assert books(made) == {"2025-12-15", "jahr-2025"}


def test_only_what_is_printed_is_blamed(tmp_path: Path) -> None:
    made = two(tmp_path, **{PAGE: f"# Abend\n\nEin Absatz\nmit &#x1F44D; darin.\n\nNoch einer 👍.{DIRECTIVE}"})
    made.edit("docs/index.md", "# Kleine", "# 👍 Kleine")
    done = made.jourfixe("build", "pdf")
    assert done.code == 1
    assert told(done) == [f"{PAGE}:6:12: JF685"]
    made.edit(PAGE, "Noch einer 👍.", "")
    assert told(made.jourfixe("build", "pdf")) == [f"{PAGE}:3:1: JF685"]


def test_a_character_in_the_name_of_the_edition(tmp_path: Path) -> None:
    made = two(tmp_path)
    made.edit("docs/conf.py", 'project = "Jour-fixe-Edition"', 'project = "Jour-fixe-👍"')
    done = made.jourfixe("build", "pdf")
    assert done.code == 1
    assert "docs/conf.py:3:22: JF685" in told(done)


def test_a_character_in_the_glossary_spares_the_hand_outs(tmp_path: Path) -> None:
    made = two(tmp_path)
    made.edit("docs/glossar.md", "Eine Macht, die überall mitredet.", "Eine Macht,\n  die 👍 mitredet.")
    done = made.jourfixe("build", "pdf")
    assert done.code == 1
    assert told(done) == ["docs/glossar.md:17:7: JF685"]
    assert books(made) == {"2025-12-15", DAY}


def test_a_character_in_the_persons_or_the_literature_are_told(tmp_path: Path) -> None:
    made = two(tmp_path)
    made.add(DAY, witness(DAY), article="gs-4-25-friedensplan")
    made.edit("protocols/persons.toml", 'who = "Präsident der USA"', 'who = "Präsident 👍 der USA"')
    made.edit("references.bib", "Trumps Friedensplan", "Trumps 中 Friedensplan")
    done = made.jourfixe("build", "pdf")
    assert done.code == 1
    person, article = (place_in(made, *place) for place in (("protocols/persons.toml", "👍"), ("references.bib", "中")))
    assert {f"{person}: JF685", f"{article}: JF685"} <= set(told(done)), done.output
    assert "2025-12-15" in books(made)


def place_in(made: Edition, file: str, char: str) -> str:
    before = made.read(file).partition(char)[0]
    return f"{file}:{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"


def test_signs_that_cannot_be_seen_are_named_by_their_number(tmp_path: Path) -> None:
    made = two(tmp_path, **{PAGE: f"# Abend\n\nEin\x01Absatz mit \ue000 darin.{DIRECTIVE}"})
    done = made.jourfixe("build", "pdf")
    assert done.code == 1
    assert "Das Zeichen U+0001 " in done.output
    assert "Das Zeichen U+E000 " in done.output


PICTURES = {
    "cut off": ("kaputt.png", png(300, 100)[:60]),
    "empty": ("leer.png", b""),
    "no picture": ("text.jpg", b"Das ist kein Bild.\n"),
    "a broken drawing": ("kaputt.svg", b"<svg><rect"),
    "a drawing that reads files": (
        "fremd.svg",
        b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="/etc/passwd"/></svg>',
    ),
}


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_that_cannot_be_read_is_named(tmp_path: Path, name: str) -> None:
    file, data = PICTURES[name]
    made = two(tmp_path, **{f"docs/protokolle/{file}": data, PAGE: f"# Abend\n\n![Bild]({file}){DIRECTIVE}"})
    done = made.jourfixe("build", "pdf")
    assert done.code == 1, done.output
    assert told(done) == [f"docs/protokolle/{file}:1:1: JF686"]
    assert books(made) == {"2025-12-15", "jahr-2025"}


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("error: maximum layout depth exceeded\n", "zu vieles ist ineinander geschachtelt"),
        ("warning: the places of references do not settle\n", "kommt nicht zur Ruhe"),
        ("error: expected length, found none\n   ┌─ {folder}/a.typ:3:1\n", "„expected length, found none“"),
    ],
)
def test_what_the_compiler_says_else_is_told_with_its_place(tmp_path: Path, told: str, shown: str) -> None:
    (tmp_path / "a.typ").write_text("// docs/a.md:7\n{\nquadrat(none)\n}\n")
    (found,) = findings_of(told.format(folder=tmp_path), tmp_path, tmp_path, "protokolle/jahr-2026")
    assert found.code == "JF687"
    assert shown in found.message
    assert str(found.place) == ("docs/a.md:7:1" if "a.typ" in told else "protokolle/jahr-2026.pdf:1:1")


LONG = "Die Europäische Union als imperialistisches Subjekt auf dem Weg in den nächsten Krieg um die Ordnung der Welt"


def test_a_long_title_is_cut_in_the_running_head(tmp_path: Path) -> None:
    made = edition(tmp_path, RICH)
    made.add(DAY, witness(DAY), title=LONG)
    done = made.sphinx("pdf")
    assert done.code == 0, done.output
    heads = Pdf(tmp_path / "build" / "pdf" / "protokolle" / f"{DAY}.pdf").copied[2]
    assert heads.lstrip().startswith("Die Europäische Union als imperialistisches Subjekt auf dem Weg")
    assert "…" in heads.splitlines()[0]


def test_two_chapters_of_a_glossary_are_one_in_the_contents(tmp_path: Path) -> None:
    made = edition(tmp_path, RICH)
    made.add(DAY, witness(DAY))
    made.write("docs/glossar.md", made.read("docs/glossar.md") + "\n# Abkürzungen\n\nGS: GegenStandpunkt.\n")
    done = made.sphinx("pdf")
    assert done.code == 0, done.output
    contents = Pdf(tmp_path / "build" / "pdf" / "protokolle" / "jahr-2026.pdf").copied[2]
    assert (contents.count("Glossar"), contents.count("Abkürzungen")) == (1, 0)


def test_only_what_is_a_book_is_taken_away(tmp_path: Path) -> None:
    made = edition(tmp_path, RICH)
    made.add(DAY, short(DAY))
    for name in ("mein.pdf", "2019-01-07.pdf"):
        made.write(f"build/pdf/protokolle/{name}", b"%PDF-1.7")
    assert made.sphinx("pdf").code == 0
    left = {path.name for path in (tmp_path / "build" / "pdf" / "protokolle").iterdir()}
    assert left == {"mein.pdf", f"{DAY}.pdf", "jahr-2026.pdf"}


def test_once_mended_the_book_is_made_and_only_it(tmp_path: Path) -> None:
    made = two(tmp_path)
    assert made.jourfixe("build", "pdf").code == 0
    before = made.files("build/pdf/protokolle")
    made.write(PAGE, f"# Abend\n\nMit 👍.{DIRECTIVE}")
    assert made.jourfixe("build", "pdf").code == 1
    assert books(made) == {"2025-12-15", "jahr-2025"}
    made.write(PAGE, f"# Abend\n\nOhne.{DIRECTIVE}")
    done = made.jourfixe("build", "pdf")
    assert done.code == 0, done.output
    after = made.files("build/pdf/protokolle")
    assert before.keys() == after.keys()
    assert all((before[name] == after[name]) == ("2025" in name) for name in before)


KILLER = """
import os, sys
if any(word.endswith("typeset.py") for word in sys.orig_argv):
    sys.addaudithook(lambda event, of: event == "open" and "2026-02-09.book" in str(of[0]) and os._exit(9))
"""


def test_a_book_with_which_the_typesetting_dies_takes_no_other_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The system ends the process as soon as it begins with this book."""
    made = two(tmp_path)
    made.write("kill/sitecustomize.py", KILLER)
    with monkeypatch.context() as patched:
        patched.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path / "kill"), *sys.path]))
        done = made.jourfixe("build", "pdf")
    assert done.code == 1, done.output
    assert told(done) == [f"protokolle/{DAY}.pdf:1:1: JF688"]
    assert books(made) == {"2025-12-15", "jahr-2025", "jahr-2026"}
    assert made.jourfixe("build", "pdf").code == 0
    assert DAY in books(made)


def test_names_of_files_are_no_code(tmp_path: Path) -> None:
    made = two(tmp_path)
    picture = 'ein "Bild" */ #panic().png'
    made.write(f"docs/protokolle/{picture}", png(9, 9))
    made.write(PAGE, f"# Abend\n\n![Bild](<{picture}>)\n\nEin Absatz.{DIRECTIVE}")
    done = made.jourfixe("build", "pdf")
    assert done.code == 0, done.output
    assert books(made) == {"2025-12-15", "jahr-2025", DAY, "jahr-2026"}
