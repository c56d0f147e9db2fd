"""The projects that are compared, as folders: the edition, and plain Sphinx with the same text as ordinary pages."""

from __future__ import annotations

import datetime
import hashlib
import re
import shutil
from itertools import groupby
from pathlib import Path

from material import REAL, ROOT, Material, day_of

from jourfixe.apparatus.folder import load
from jourfixe.project import Project
from jourfixe.publication import plan, publish

CONF = """\
project = "Jour-fixe-Edition"
author = "Lesekreis"
language = "de"
version = release = "1"
extensions = ["myst_parser", "sphinxcontrib.bibtex"]
bibtex_bibfiles = ["references.bib"]
html_theme = "furo"
"""
COLLAPSE = '''

def collapse(app, pagename, templatename, context, doctree):
    """Only the branch of the current page: furo itself asks for the whole tree."""
    if original := context.get("toctree"):
        context["toctree"] = lambda **options: original(**(options | {"collapse": True}))


def setup(app):
    app.connect("html-page-context", collapse, priority=100)
'''


PAGES = ("glossar", "literatur", "register/")
NOTE, NOTE_PLACE = re.compile(r"(?m)^(?=## )"), re.compile(r"## Rn\. (\w+)(?:: „(.*)“)?")
EMENDATION = re.compile(r"(?m)^(?=\[\[emendation)")
EMENDATION_PLACE = re.compile(r'(?s)rn = "(\w+)"\nbefore = "(.*?)"\n')


class Edition:
    """The project's own docs/ over N protocols, all published but the one in which a word is changed later.

    Each has the real one's notes and emendations as far as their words are still there. `apparatus`: without it the
    glossary, the literature, the registers, persons, notes and emendations are left out.
    """

    stemmer = True

    def __init__(self, folder: Path, material: Material, n: int, *, apparatus: bool = True) -> None:
        self.folder, self.material, self.n, self.apparatus = folder, material, n, apparatus
        self.source, self.page = folder / "docs", f"protokolle/{day_of(n // 2)}.html"
        shutil.copytree(ROOT / "docs", self.source)
        shutil.copytree(ROOT / "protocols", folder / "protocols")
        shutil.copy(ROOT / "references.bib", folder)
        if not apparatus:
            self._leave_out()
        for i in range(1, n):
            self._write(i, published=i != n // 2)

    def _write(self, n: int, published: bool = True) -> None:
        day, data = day_of(n).isoformat(), self.material.raw_text(n).encode()
        folder = self.folder / "protocols" / day
        folder.mkdir()
        (folder / "raw.md").write_bytes(data)
        meta = (ROOT / "protocols" / REAL / "meta.toml").read_text("utf-8").replace(REAL, day)
        digest = f'sha256 = "{hashlib.sha256(data).hexdigest()}"'
        (folder / "meta.toml").write_text(re.sub(r"(?m)^sha256.*", digest, meta), "utf-8")
        if self.apparatus:
            self._annotate(folder)
        if published:
            edited = load(folder)
            publish(Project(self.folder), edited, plan(edited), "", datetime.date(2026, 1, 1))

    def _leave_out(self) -> None:
        index = self.source / "index.md"
        lines = index.read_text("utf-8").splitlines(keepends=True)
        index.write_text("".join(line for line in lines if not line.startswith(PAGES)), "utf-8")
        shutil.rmtree(self.source / "register")
        for name in ("docs/glossar.md", "docs/literatur.md", "protocols/persons.toml"):
            (self.folder / name).unlink()
        for name in ("notes.md", "emendations.toml"):
            (self.folder / "protocols" / REAL / name).unlink()

    def _annotate(self, folder: Path) -> None:
        """Notes and emendations whose words are in the varied text."""
        texts = {rn: paragraph.text for rn, paragraph in load(folder).numbered()}
        for name, entry, place in (("notes.md", NOTE, NOTE_PLACE), ("emendations.toml", EMENDATION, EMENDATION_PLACE)):
            entries = entry.split((ROOT / "protocols" / REAL / name).read_text("utf-8"))
            placed = ((text, place.search(text)) for text in entries)
            kept = [text for text, m in placed if m and texts[m[1]].count(m[2] or texts[m[1]]) == 1]
            (folder / name).write_text("".join(kept), "utf-8")

    def change_word(self) -> None:
        _change_word(self.folder / "protocols" / day_of(self.n // 2).isoformat() / "raw.md")

    def add(self) -> None:
        self._write(self.n)


class Peer:
    """Plain Sphinx, MyST, furo and bibtex: one flat list of pages, or what one does by hand when that gets too slow."""

    def __init__(self, folder: Path, material: Material, n: int, *, stemmer: bool, years: bool) -> None:
        self.source, self.material, self.n, self.years = folder, material, n, years
        self.stemmer, self.page = stemmer, f"protokolle/{day_of(n // 2)}.html"
        (folder / "protokolle").mkdir(parents=True)
        (folder / "conf.py").write_text(CONF + (COLLAPSE if years else ""), "utf-8")
        shutil.copy(ROOT / "references.bib", folder)
        (folder / "literatur.md").write_text("# Literatur\n\n```{bibliography}\n:all:\n```\n", "utf-8")
        for i in range(n):
            self._write(i)
        self._write_lists(n)

    def _write(self, n: int) -> None:
        path = self.source / "protokolle" / f"{day_of(n)}.md"
        path.write_text(self.material.markdown(n), "utf-8")

    def _write_lists(self, n: int) -> None:
        names = sorted(day_of(i).isoformat() for i in range(n))
        if self.years:
            years = {year: list(group) for year, group in groupby(names, key=lambda name: name[:4])}
            for year, group in years.items():
                self._list(f"protokolle/jahr-{year}", f"Protokolle {year}", group)
            names = [f"jahr-{year}" for year in years]
        self._list("index", "Jour-fixe-Edition", [*(f"protokolle/{name}" for name in names), "literatur"])

    def _list(self, name: str, title: str, entries: list[str]) -> None:
        """Written only if it says something else, as an editor would."""
        text = f"# {title}\n\n```{{toctree}}\n" + "\n".join(entries) + "\n```\n"
        path = self.source / f"{name}.md"
        if not path.exists() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8")

    def change_word(self) -> None:
        _change_word(self.source / "protokolle" / f"{day_of(self.n // 2)}.md")

    def add(self) -> None:
        self._write(self.n)
        self._write_lists(self.n + 1)


def _change_word(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b" und ", b" sowie ", 1))
