"""Whatever editors write into the files of the apparatus: sentences with a place, text that stays text, live links."""

from __future__ import annotations

import re
import shutil
import xml.etree.ElementTree as ET
import zipfile
from pathlib import Path
from urllib.parse import unquote

import pytest

from jourfixe.apparatus.vocabulary.persons import read_persons
from projects import ENGLISH, REPO, Edition, Outcome, Page, edition, page

DAY = "2026-01-12"
NOTES, EMENDATIONS = f"protocols/{DAY}/notes.md", f"protocols/{DAY}/emendations.toml"
PERSONS, GLOSSARY, INTRODUCTION = "protocols/persons.toml", "docs/glossar.md", f"docs/protokolle/{DAY}.md"
XSS = "<script>alert(1)</script><img src=x onerror=alert(1)>"


def real(root: Path) -> Edition:
    """The real protocol with its apparatus, and only the pages of the apparatus."""
    made = edition(root)
    for path in ("references.bib", "protocols", "docs/glossar.md", "docs/literatur.md", "docs/register"):
        source, target = REPO / path, root / path
        if source.is_dir():
            shutil.copytree(source, target, dirs_exist_ok=True)
        else:
            shutil.copy(source, target)
    made.edit("docs/register/eingriffe.md", "{doc}`Editionsrichtlinien </edition/richtlinien>`", "Richtlinien")
    return made


def active(shown: Page) -> list[str]:
    """Handlers, foreign scripts, and links that do something."""
    return [
        f"{tag} {values}"
        for tag, values in shown.elements
        if any(key.startswith("on") for key in values)
        or (
            tag == "script"
            and not values.get("type", "").endswith("json")
            and not re.match(r"(\.\./)*_static/", values.get("src", ""))
        )
        or re.match(r"(?i)\s*(javascript|data|vbscript):", values.get("href", ""))
    ]


def sound(out: Path) -> None:
    """No page is active, has an id twice, or a link to nothing."""
    pages = {path.resolve(): page(path) for path in out.rglob("*.html")}
    for path, shown in pages.items():
        assert active(shown) == [], path.name
        assert len(shown.ids) == len(set(shown.ids)), sorted(i for i in shown.ids if shown.ids.count(i) > 1)[:5]
        for link in {v["href"] for t, v in shown.elements if t == "a" and v.get("href")}:
            address, _, anchor = link.partition("#")
            target = (path.parent / unquote(address)).resolve() if address else path
            if not re.match(r"[a-z]+:", link):
                assert target.exists(), link
                assert not anchor or target not in pages or unquote(anchor) in pages[target].ids, (path.name, link)


def told(done: Outcome, *findings: str) -> None:
    """Each is said with its file and line, as `glossar.md:6: JF645`."""
    for found in findings:
        place, _, code = found.rpartition(": ")
        assert re.search(rf"{re.escape(place)}:(\d+:)?[^\n]* {code} ", done.output), (found, done.output)


# Everything at once: what builds must build whole

WILD_NOTES = f"""\
## Rn. 2

{XSS}

## Rn. 3

```{{toctree}}
index
```

```{{glossary}}
Notizwort
  Hier nicht.
```

## Rn. 4

(rn-5)=
Ein Ziel.

## Rn. 5

```{{note}}
:name: rn-6
Ein Kasten.
```

## Rn. 6

```{{eval-rst}}
`Klick <javascript:alert(1)>`__ und `offen`_ und |ersetzt| und [1]_

.. raw:: html

   <script>alert(2)</script>

.. [1] Fuß
```

## Rn. 7: „Trump“

Text[^1] mit {{rn}}`999` und {{lit}}`nix` und {{cite}}`}}{{`.

[^1]: Fuß

## Rn. 8: „.*(“

Anmerkung mit {{term}}`Hegemonie`.

## Rn. 9: „{XSS}“

Noch eine.
"""

WILD_GLOSSARY = f"""\
# Glossar

```{{glossary}}
Hegemonie
  {XSS}

  :formen: ((, .*, \\\\
  :<script>: x

„Größe“, "x" & *kursiv* `code`
  Ein Begriff.

(.*)+[a-z
  Noch einer.

Leer

Multipolarität
Suprematie
  Zwei Begriffe, eine Erklärung mit {{rn}}`2026-01-12:999`.

Hegemonie
  Noch einmal.

!!!
  Zeichen.
```
"""

WILD_EMENDATIONS = f"""\
[[emendation]]
rn = "20"
before = "in Putins Sinns"
after = '{XSS} **fett** \\input{{x}} $x$ {{rn}}`1`'
reason = '{XSS}'
"""

WILD_PERSONS = f"""\
[trump]
name = '{XSS}'
spellings = ["Trump", "(.*)+[", "$", "\\\\", "Trump|Putin"]
who = '{XSS}'
"""

WILD_INTRODUCTION = f"""\
# Zum {{term}}`Hegemonie`

[oben](#rn-5) {{ref}}`rn-3`

(rn-3)=
## Rn. 5

Text[^1].

[^1]: Fuß

## anm 8

```{{eingriffe}}
```

```{{eingriffe}}
```

```{{protokoll}} {DAY}
```
"""


@pytest.fixture(scope="module")
def wild(tmp_path_factory: pytest.TempPathFactory) -> tuple[Edition, Outcome]:
    made = real(tmp_path_factory.mktemp("wild"))
    made.write(NOTES, WILD_NOTES)
    made.write(GLOSSARY, WILD_GLOSSARY)
    made.write(EMENDATIONS, WILD_EMENDATIONS)
    made.write(PERSONS, WILD_PERSONS)
    made.write(INTRODUCTION, WILD_INTRODUCTION)
    made.edit("docs/literatur.md", ":all:", ":all:\n:style: gibtsnicht\n:filter: __import__('os')")
    bib = f"@article{{boese, title={{{XSS}}}, url={{javascript:alert(1)}}, journal={{X}}}}"
    made.write("references.bib", made.read("references.bib") + bib)
    done = made.jourfixe("build")
    assert done.code == 0, done.output
    assert not re.search("Traceback|Exception", done.output), done.output
    return made, done


def test_nothing_becomes_active_or_leads_nowhere(wild: tuple[Edition, Outcome]) -> None:
    sound(wild[1].out)


def test_what_is_wrong_is_said_with_its_line(wild: tuple[Edition, Outcome]) -> None:
    told(
        wild[1],
        f"{NOTES}:7: JF661",
        f"{NOTES}:11: JF661",
        f"{NOTES}:30: JF661",
        f"{NOTES}:31: JF507",
        f"{NOTES}:42: JF505",
        f"{NOTES}:42: JF660",
        f"{NOTES}:42: JF662",
        f"{NOTES}:46: JF616",
        f"{GLOSSARY}:8: JF643",
        f"{GLOSSARY}:20: JF505",
        f"{INTRODUCTION}:17: JF508",
    )
    assert f"{GLOSSARY}:22: WARNING: duplicate term description" in wild[1].output


def test_words_are_kept(wild: tuple[Edition, Outcome]) -> None:
    shown = page(wild[1].out / "protokolle" / f"{DAY}.html").text
    for words in (XSS, "Hier nicht.", "Ein Ziel.", "Ein Kasten.", "Klick", "offen", "Anmerkung mit", "Noch eine."):
        assert words in shown, words
    assert XSS in page(wild[1].out / "register" / "personen.html").text
    assert "Noch einmal." in page(wild[1].out / "glossar.html").text


def test_a_note_leaves_no_trace_elsewhere(wild: tuple[Edition, Outcome]) -> None:
    """Its terms are not in the glossary, its entries in no table of contents."""
    assert "Notizwort" not in (wild[1].out / "glossar.html").read_text("utf-8")
    assert "anmerkungen" not in (wild[1].out / "objects.inv").read_text("latin-1")


def test_other_outputs_stay_whole(wild: tuple[Edition, Outcome]) -> None:
    made = wild[0]
    latex = made.jourfixe("build", "latex")
    assert latex.code == 0, latex.output
    body = next((made.root / "build" / "latex").glob("*.tex")).read_text("utf-8").split(r"\begin{document}")[1]
    assert not re.search(r"\\(input|write18)\b", body)
    assert "href{javascript" not in body
    assert made.jourfixe("build", "epub").code == 0
    with zipfile.ZipFile(next((made.root / "build" / "epub").glob("*.epub"))) as book:
        for name in book.namelist():
            if name.endswith((".xhtml", ".opf", ".ncx")):
                ET.fromstring(book.read(name))


# What stops the build, or is only said: `check` and the reading tell

DAMAGED = {
    "persons binary": (PERSONS, bytes(range(256)), "JF306"),
    "persons nested": (PERSONS, b"[a]\nname = " + b"[" * 5000, "JF306"),
    "persons without table": (PERSONS, b'name = "x"\n', "JF640"),
    "a key for no address": (PERSONS, '["ä <b>"]\nname = "x"\n'.encode(), "JF641"),
    "an empty spelling": (PERSONS, b'[a]\nname = "x"\nspellings = [" "]\n', "JF311"),
    "emendations in UTF-16": (EMENDATIONS, "[[emendation]]\n".encode("utf-16"), "JF306"),
    "emendations as numbers": (EMENDATIONS, b"emendation = [1, 2]\n", "JF311"),
    "notes binary": (NOTES, bytes(range(256)), "JF610"),
    "notes without heading": (NOTES, b"\xef\xbb\xbfEin Satz.\r\n", "JF611"),
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    return real(tmp_path_factory.mktemp("project"))


@pytest.mark.parametrize("name", DAMAGED)
def test_damaged_files_are_findings(project: Edition, name: str) -> None:
    file, data, code = DAMAGED[name]
    whole = project.read(file)
    project.write(file, data)
    done = project.jourfixe("check")
    project.write(file, whole)
    assert re.search(rf"{re.escape(file)}:\d+:\d+: {code} ", done.output), done.output
    assert not ENGLISH.search(done.output)


@pytest.mark.parametrize("file", [NOTES, EMENDATIONS, PERSONS])
def test_a_folder_or_a_broken_link_in_place_of_a_file(project: Edition, file: str) -> None:
    path, whole = project.root / file, project.read(file)
    path.unlink()
    path.mkdir()
    folder = project.jourfixe("check")
    path.rmdir()
    path.symlink_to("gibt-es-nicht")
    link = project.jourfixe("check")
    path.unlink()
    project.write(file, whole)
    for done in (folder, link):
        assert f"{file}:1:1: JF008 " in done.output, done.output
        assert done.code == 1


def test_five_thousand_persons_have_their_lines(tmp_path: Path) -> None:
    entry = '[p{n}]\nname = "Name{n}"\nwho = "[p1] name = x"\n'
    (tmp_path / "persons.toml").write_text("".join(entry.format(n=n) for n in range(5000)))
    people, findings = read_persons(tmp_path / "persons.toml", "persons.toml")
    assert findings == []
    assert [person.place.line for person in people] == list(range(1, 15000, 3))


# Nested beyond measure

DEEP = "\n".join([*(":" * (303 - n) + "{note}" for n in range(300)), "Tief.", *(":" * (4 + n) for n in range(300))])


def test_nested_notes_are_text(tmp_path: Path) -> None:
    made = real(tmp_path)
    made.write(NOTES, f"## Rn. 2\n\n{DEEP}\n\n## Rn. 3\n\nEine andere.\n")
    done = made.jourfixe("build")
    assert done.code == 0, done.output
    told(done, f"{NOTES}:3: JF661")
    shown = page(done.out / "protokolle" / f"{DAY}.html").text
    assert "Tief." in shown
    assert "Eine andere." in shown


def test_a_nested_page_is_named(tmp_path: Path) -> None:
    made = real(tmp_path)
    made.write("docs/tief.md", f"# Tief\n\n{DEEP}\n")
    done = made.jourfixe("build")
    assert done.code == 1
    assert "docs/tief.md: Hier ist zu vieles ineinander geschachtelt." in done.output
    assert not (done.out / "index.html").exists()
