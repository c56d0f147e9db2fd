"""references.bib: the articles that can be cited. A damaged entry costs itself and nothing else."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from unicodedata import combining, normalize

from pybtex.database import Entry as Formatted

from ...findings import finding
from ...labels import fault
from ...model import Finding, Place
from ..citing.find import Names
from ..issue import is_gegenstandpunkt
from .bibtex import Entry, parse
from .fields import SPOKEN, Work
from .names import ROLES, people, repaired
from .style import entry_text

PAGES = re.compile(r"(?:S\.|Seiten?)?\s*(\d{1,5})\s*(?:(ff?)\.?|[-‐‑‒–—−]+\s*(\d{1,5}))?")
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
WRITABLE = re.compile(r"[a-z][a-z0-9_.:+-]*")
NOT_INHERITED = frozenset("crossref xdata xref ids shorttitle label keywords options pages doi url".split())
PARTS = {"incollection", "inproceedings", "inbook", "conference"}
RENAMED = {"title": "booktitle", "subtitle": "booksubtitle"}
CHAIN = 5  # how far references from entry to entry are followed


@dataclass(frozen=True, slots=True)
class Article:
    """One entry as readers see it. `issue` is that of GegenStandpunkt, "4-25"; `pages` the first and the last one.

    `short` is the field shorttitle, `text` the whole entry as it stands in the list of literature.
    """

    key: str
    title: str
    short: str = ""
    issue: str = ""
    pages: tuple[int, int] | None = None
    text: str = ""


@dataclass(frozen=True)
class Bibliography:
    """Key → article, in the order of the file. `sound` is BibTeX that holds what could be read, for other readers."""

    articles: dict[str, Article] = field(default_factory=dict)
    sound: str = ""

    @property
    def titles(self) -> dict[str, str]:
        return {key: article.title or key for key, article in self.articles.items()}

    @cached_property
    def issues(self) -> dict[str, dict[str, Article]]:
        """Issue of GegenStandpunkt → its articles by key."""
        found: dict[str, dict[str, Article]] = {}
        for key, article in self.articles.items():
            if article.issue:
                found.setdefault(article.issue, {})[key] = article
        return found

    @cached_property
    def names(self) -> Names:
        """What the articles are called in running text."""
        return Names({key: (article.title, article.short) for key, article in self.articles.items()})


def read_bibliography(path: Path, file: str) -> tuple[Bibliography, list[Finding]]:
    """Read a .bib file; a missing one is empty. What is wrong with it stands in the findings, none of which blocks."""
    if not path.exists():
        return Bibliography(), []
    try:
        data = path.read_bytes()
    except OSError as error:
        return Bibliography(), [finding("JF008", Place(file), why=fault(error))]
    text, findings = _decoded(data, file)
    entries, faults = parse(text, file)
    entries, doubled = _unique(entries, file)
    bibliography, remarks = _bibliography(entries, file)
    return bibliography, [*findings, *sorted(faults + doubled + remarks, key=lambda f: f.place.line)]


def unknown_article(key: str, protocol: str, titles: Collection[str]) -> list[Finding]:
    """The article that meta.toml names must be in references.bib."""
    if not key or key in titles:
        return []
    return [finding("JF308", Place(f"protocols/{protocol}/meta.toml"), key=key)]


def _decoded(data: bytes, file: str) -> tuple[str, list[Finding]]:
    """The text with plain line ends and no control characters; what is not UTF-8 is read as Windows-1252."""
    findings = []
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        start = error.start + len(data) - len(error.object)  # utf-8-sig counts from behind the mark
        line = data.count(b"\n", 0, start) + 1
        findings.append(finding("JF623", Place(file, line, start - data.rfind(b"\n", 0, start))))
        text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "cp1252", "replace")
    return CONTROL.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n")), findings


def _unique(entries: list[Entry], file: str) -> tuple[list[Entry], list[Finding]]:
    """The first entry of each key. Keys that differ in signs only would get the same address on the page."""
    first: dict[str, Entry] = {}
    findings = []
    for entry in entries:
        address = _address(entry.key)
        if not address:
            why = "sein Schlüssel hat fremde Buchstaben oder gar keine"
            what = f"Der Eintrag „{entry.key}“"
            findings.append(finding("JF309", Place(file, entry.line), what=what, why=why))
        elif (kept := first.setdefault(address, entry)) is not entry:
            found = finding("JF620", Place(file, entry.line), key=entry.key, first=kept.line, kept=kept.key)
            findings.append(found)
    return list(first.values()), findings


def _address(key: str) -> str:
    """A key as an id of HTML, not finer than docutils makes it; nothing if it has letters that have no such form."""
    letters = "".join(c for c in normalize("NFKD", key.lower().replace("ß", "sz")) if not combining(c))
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-") if letters.isascii() else ""


def _bibliography(entries: list[Entry], file: str) -> tuple[Bibliography, list[Finding]]:
    by_key = {entry.key.lower(): entry for entry in entries}
    articles: dict[str, Article] = {}
    sound, findings = [], []
    for entry in entries:
        fields, broken = _repaired(entry, _inherited(entry, by_key), file)
        articles[entry.key], odd = _article(entry, fields, file)
        sound.append(_source(entry, fields))
        findings += broken + odd
        parent = entry.fields.get("crossref", "")
        if parent and parent.lower() not in by_key:
            findings.append(finding("JF624", Place(file, entry.lines["crossref"]), key=entry.key, parent=parent))
    return Bibliography(articles, "\n".join(sound)), findings


def _inherited(entry: Entry, by_key: dict[str, Entry]) -> dict[str, str]:
    """The fields, with those of the work that crossref names; the title of a volume is not that of its parts."""
    fields, parent = dict(entry.fields), entry
    for _ in range(CHAIN):
        above = by_key.get(parent.fields.get("crossref", "").lower())
        if above is None:
            break
        given = {name: value for name, value in above.fields.items() if name not in NOT_INHERITED}
        if entry.type in PARTS:
            given = {RENAMED.get(name, name): value for name, value in given.items()}
        fields, parent = given | fields, above
    fields.pop("crossref", None)
    return fields


def _repaired(entry: Entry, fields: dict[str, str], file: str) -> tuple[dict[str, str], list[Finding]]:
    """The fields with names that can be read, without empty ones."""
    findings = []
    for role in sorted(ROLES & fields.keys()):
        fields[role], why = repaired(fields[role])
        if why and role in entry.fields:
            findings.append(finding("JF622", Place(file, entry.lines[role]), key=entry.key, field=role, why=why))
    return {name: value for name, value in fields.items() if value}, findings


def _article(entry: Entry, fields: dict[str, str], file: str) -> tuple[Article, list[Finding]]:
    persons = {role: people(fields[role]) for role in SPOKEN if role in fields}
    formatted = Formatted(entry.type, {name: v for name, v in fields.items() if name not in SPOKEN}, persons)
    work, findings = Work(formatted), []
    if is_gegenstandpunkt(work("journaltitle", "journal")) and not work.issue:
        line = entry.lines.get("number", entry.line)
        findings.append(finding("JF625", Place(file, line), key=entry.key))
    pages = _pages(work("pages"))
    if pages and not 0 < pages[0] <= pages[1]:
        at = Place(file, entry.lines.get("pages", entry.line))
        findings.append(finding("JF626", at, key=entry.key, pages=work("pages")))
        pages = None
    text = str(entry_text(formatted))
    return Article(entry.key, work.title, work("shorttitle"), work.issue, pages, text), findings


def _pages(text: str) -> tuple[int, int] | None:
    """First and last page, if the field names them."""
    m = PAGES.fullmatch(text)
    if not m or m[2] == "ff":
        return None
    first = int(m[1])
    return first, int(m[3]) if m[3] else first + (m[2] == "f")


def _source(entry: Entry, fields: dict[str, str]) -> str:
    written = (f"  {name} = {{{value}}},\n" for name, value in fields.items() if WRITABLE.fullmatch(name))
    return f"@{entry.type}{{{entry.key},\n{''.join(written)}}}\n"
