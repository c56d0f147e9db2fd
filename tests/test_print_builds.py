"""The same books from the same text, wherever and however built; after an edit only those are set that it concerns."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from projects import RICH, Edition, differences, edition, protocol, short, tree

GLOSSARY = """\
# Glossar

```{glossary}
Verrat
  So nennen die Europäer den Plan.

Weltmacht
  Eine Macht, die überall mitredet.
```
"""
INTRODUCTION = "# Vorab\n\nWorte.\n\n```{protokoll} 2025-12-15\n```\n"
NOTE = "## Rn. 3\n\nZum {term}`Verrat` siehe {rn}`4` und {rn}`2025-12-15:3`.\n"
EMENDATION = '[[emendation]]\nrn = "3"\nbefore = "Verrat"\nafter = "Verstoß"\nreason = "so gesagt"\n'


def printing(root: Path) -> Edition:
    """Two years."""
    made = edition(root, RICH, d2025_12_15=short("2025-12-15"))
    made.write("docs/glossar.md", GLOSSARY)
    made.add("2026-01-12", short("2026-01-12"), article="gs-4-25-friedensplan")
    made.add("2026-01-26", protocol("2026-01-26", "Trump und Putin reden miteinander, über den Verrat zum Beispiel."))
    return made


def press(made: Edition, *options: str, **environment: str) -> dict[str, bytes]:
    """All that is printed, by its name; not what it is set from."""
    done = made.sphinx("pdf", "-n", "-W", *options, **environment)
    assert (done.code, done.output) == (0, "")
    return {name: data for name, data in tree(done.out).items() if not name.startswith("satz/")}


def pressed(made: Edition) -> dict[str, int]:
    """When each PDF was written."""
    folder = made.root / "build/pdf/protokolle"
    return {path.stem: path.stat().st_mtime_ns for path in folder.glob("*.pdf")}


def elsewhere(made: Edition, folder: Path) -> Edition:
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(made.root, folder, ignore=shutil.ignore_patterns("build"))
    return Edition(folder)


FAR = {"TZ": "Pacific/Auckland", "LANG": "C", "LC_ALL": "C", "PYTHONHASHSEED": "4711", "SOURCE_DATE_EPOCH": "86400"}


def test_same_bytes_elsewhere(tmp_path: Path) -> None:
    """One by one or several at once."""
    made = printing(tmp_path / "one")
    here = press(made)
    assert sorted(here) == ["druck.json", *(f"protokolle/{name}.pdf" for name in sorted(pressed(made)))]
    assert differences(here, press(elsewhere(made, tmp_path / "ander swo"), "-j2", **FAR)) == []


EDITS: dict[str, tuple[Callable[[Edition], object], str]] = {
    # what an editor does, and the PDFs it concerns
    "nothing": (lambda made: None, ""),
    "a word": (
        lambda made: made.rewrite("2026-01-12", short("2026-01-12").replace("Taktik", "Strategie")),
        "2026-01-12 jahr-2026",
    ),
    "a note": (lambda made: made.write("protocols/2026-01-12/notes.md", NOTE), "2026-01-12 jahr-2026"),
    "an emendation": (
        lambda made: made.write("protocols/2025-12-15/emendations.toml", EMENDATION),
        "2025-12-15 jahr-2025",
    ),
    "a definition": (lambda made: made.edit("docs/glossar.md", "überall", "weltweit"), "jahr-2025 jahr-2026"),
    "who somebody is": (
        lambda made: made.edit("protocols/persons.toml", "Präsident der USA", "US-Präsident"),
        "jahr-2026",
    ),
    "the article": (
        lambda made: made.edit("references.bib", "Trumps Friedensplan", "Der Plan"),
        "2026-01-12 jahr-2026",
    ),
    "a protocol more": (lambda made: made.add("2026-02-09", short("2026-02-09")), "2026-02-09 jahr-2026"),
    "a year more": (lambda made: made.add("2024-03-01", short("2024-03-01")), "2024-03-01 jahr-2024"),
    "a Fassung": (lambda made: made.jourfixe("publish", "2026-01-26"), "2026-01-26 jahr-2026"),
    "the year away": (lambda made: shutil.rmtree(made.root / "protocols/2024-03-01"), ""),
    "the protocol away": (lambda made: shutil.rmtree(made.root / "protocols/2026-02-09"), "jahr-2026"),
    "an introduction": (
        lambda made: made.write("docs/protokolle/2025-12-15.md", INTRODUCTION),
        "2025-12-15 jahr-2025",
    ),
    "a PDF away": (lambda made: (made.root / "build/pdf/protokolle/2026-01-12.pdf").unlink(), "2026-01-12"),
    "another name": (
        lambda made: made.edit("docs/conf.py", 'project = "Jour-fixe-Edition"', 'project = "Unsere Protokolle"'),
        "2025-12-15 2026-01-12 2026-01-26 jahr-2025 jahr-2026",
    ),
}
COMPARED = ("a note", "who somebody is", "a year more", "an introduction", "another name")


def test_only_what_an_edit_concerns_is_set_again(tmp_path: Path) -> None:
    """And then all is as if it were set from nothing."""
    made = printing(tmp_path / "one")
    press(made)
    wrong: dict[str, object] = {}
    for name, (edit, concerned) in EDITS.items():
        before = pressed(made)
        edit(made)
        now = press(made)
        again = " ".join(sorted(stem for stem, time in pressed(made).items() if before.get(stem) != time))
        if again != concerned:
            wrong[name] = again
        if name in COMPARED and (unlike := differences(now, press(elsewhere(made, tmp_path / "clean")))):
            wrong[f"{name}, from nothing"] = unlike
    assert wrong == {}
    assert {name.removesuffix(".pdf") for name in now} == {"druck.json", *(f"protokolle/{n}" for n in pressed(made))}


def test_a_damaged_table_costs_only_time(tmp_path: Path) -> None:
    made = edition(tmp_path, RICH)
    made.write("docs/glossar.md", GLOSSARY)
    made.add("2026-01-12", protocol("2026-01-12", "Ein Wort."))
    before, wrong = press(made), {}
    for damage in ("", "{", '{"books": []}', '{"books": {"protokolle/2026-01-12": 7}}'):
        made.write("build/pdf/druck.json", damage)
        if unlike := differences(before, press(made)):
            wrong[damage] = unlike
    assert wrong == {}
