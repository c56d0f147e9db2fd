"""numbering.toml: the register of the Randnummern, append-only.

One `[[revision]]` per published Fassung lists all its paragraphs in order, each as number, sha256 of its text and
opening words, the numbers that have gone: `["36", "35"]` went into 35, `["37", ""]` was dropped, and the printed lines
with the paragraphs in which they begin: `[155, "34"]`, or `["3.5", "34"]` (line.py), which an old entry may lack. A
`[draft]` lists what `jourfixe add` minted before the first publication. The full wording of Fassung n stands in
`fassung-n.txt` beside it, one paragraph a line: number, tab, text.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ...findings import finding
from ...model import Finding, Place
from ..tomlfile import read_toml
from .line import line_key
from .rn import sort_key

FORMAT = "jourfixe-numbering/1"
OPENING_WORDS = 6
HEAD = f"""\
# Register der Randnummern. Diese Datei schreibt jourfixe; von Hand wird hier nichts geändert:
# Sie hält fest, worauf veröffentlichte Verweise zeigen.
format = "{FORMAT}"
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """A paragraph as registered."""

    rn: str
    sha256: str
    opening: str


@dataclass(frozen=True, slots=True)
class Revision:
    """A Fassung. `gone`: number → the number it went into, or nothing. `lines`: name of a printed line → number."""

    n: int
    date: datetime.date
    note: str
    entries: tuple[Entry, ...]
    gone: tuple[tuple[str, str], ...] = ()
    lines: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Register:
    """All Fassungen of one protocol, oldest first, and the draft before the first."""

    revisions: tuple[Revision, ...] = ()
    draft: tuple[Entry, ...] = ()

    @property
    def current(self) -> Revision | None:
        return self.revisions[-1] if self.revisions else None

    @property
    def gone(self) -> dict[str, str]:
        """All numbers that have gone, with where they went."""
        return {rn: into for revision in self.revisions for rn, into in revision.gone}

    @property
    def taken(self) -> set[str]:
        """Every number that was ever published."""
        return {e.rn for r in self.revisions for e in r.entries} | set(self.gone)

    @property
    def lines(self) -> dict[str, str]:
        """All printed lines that were ever published, with the paragraphs in which they last began."""
        return {line: rn for revision in self.revisions for line, rn in revision.lines}


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def opening(text: str) -> str:
    return " ".join(text.split()[:OPENING_WORDS])


def entry_of(rn: str, text: str) -> Entry:
    return Entry(rn, sha256(text), opening(text))


def read_register(path: Path, file: str) -> tuple[Register, list[Finding]]:
    """Read and check numbering.toml; a missing file is an empty register."""
    if not path.exists():
        return Register(), []
    data, _, findings = read_toml(path, file, "JF406")
    if findings:
        return Register(), findings
    try:
        register = _register(data)
        why = _broken(register)
    except (KeyError, TypeError, ValueError, AttributeError):
        register, why = Register(), "ein Eintrag fehlt oder hat nicht die richtige Form"
    return register, [finding("JF406", Place(file), why=why)] if why else []


def _register(data: dict[str, Any]) -> Register:
    if data["format"] != FORMAT:
        raise ValueError(data["format"])
    revisions = tuple(map(_revision, data.get("revision", ())))
    return Register(revisions, _entries(data.get("draft", {}).get("paragraphs", ())))


def _revision(row: dict[str, Any]) -> Revision:
    gone = tuple((rn, into) for rn, into in row.get("gone", ()))
    for rn, into in gone:
        sort_key(rn)
        sort_key(into or rn)
    lines = tuple((_line(name), rn) for name, rn in row.get("lines", ()))
    if type(row["date"]) is not datetime.date or type(row["note"]) is not str:
        raise ValueError(row["n"])
    return Revision(row["n"], row["date"], row["note"], _entries(row["paragraphs"]), gone, lines)


def _line(name: Any) -> str:
    """A number, or the name of a line with its page. ValueError, TypeError if it is neither."""
    if type(name) is int:
        name = str(name)
    elif "." not in name:
        raise ValueError(name)
    line_key(name)
    return str(name)


def _entries(rows: Any) -> tuple[Entry, ...]:
    entries = tuple(Entry(rn, sha, words) for rn, sha, words in rows)
    for entry in entries:
        sort_key(entry.rn)
        if not re.fullmatch(r"[0-9a-f]{64}", entry.sha256):
            raise ValueError(entry.rn)
    return entries


def _broken(register: Register) -> str:
    """Does it break its own promise? No number may be there twice, be lost, or come back."""
    before: set[str] = set()
    gone: set[str] = set()
    for n, revision in enumerate(register.revisions, 1):
        now = {e.rn for e in revision.entries}
        new_gone = {rn for rn, _ in revision.gone}
        if revision.n != n:
            return f"auf Fassung {n - 1} folgt Fassung {revision.n}"
        if len(now) != len(revision.entries):
            return f"in Fassung {n} steht eine Randnummer zweimal"
        if lost := sorted(before - now - new_gone, key=sort_key):
            return f"in Fassung {n} fehlt Rn. {lost[0]}"
        gone |= new_gone
        if back := sorted(now & gone, key=sort_key):
            return f"Rn. {back[0]} ist entfallen und steht doch in Fassung {n}"
        if missing := [into for _, into in revision.gone if into and into not in now]:
            return f"in Fassung {n} soll ein Absatz in Rn. {missing[0]} aufgegangen sein, die es dort nicht gibt"
        if why := _broken_lines(revision, now):
            return why
        before = now
    return ""


def _broken_lines(revision: Revision, numbers: set[str]) -> str:
    """Every printed line begins once, in a paragraph of the Fassung."""
    seen: set[str] = set()
    for line, rn in revision.lines:
        if line in seen:
            return f"in Fassung {revision.n} steht Zeile {line} zweimal"
        if rn not in numbers:
            return f"in Fassung {revision.n} steht Zeile {line} in Rn. {rn}, die es dort nicht gibt"
        seen.add(line)
    return ""


def format_register(register: Register) -> str:
    """The text of numbering.toml."""
    parts = [HEAD]
    if not register.revisions and register.draft:
        parts.append("\n[draft]\n" + _rows("paragraphs", ([e.rn, e.sha256, e.opening] for e in register.draft)))
    for r in register.revisions:
        parts.append(f"\n[[revision]]\nn = {r.n}\ndate = {r.date.isoformat()}\nnote = {_quoted(r.note)}\n")
        if r.gone:
            parts.append(_rows("gone", (list(pair) for pair in r.gone)))
        if r.lines:
            rows = ([int(line) if line.isdecimal() else line, rn] for line, rn in r.lines)
            parts.append(_rows("lines", rows))
        parts.append(_rows("paragraphs", ([e.rn, e.sha256, e.opening] for e in r.entries)))
    return "".join(parts)


def _rows(key: str, rows: Any) -> str:
    lines = "".join("  [" + ", ".join(map(_quoted, row)) + "],\n" for row in rows)
    return f"{key} = [\n{lines}]\n"


def _quoted(value: str | int) -> str:
    """A number, or a TOML basic string; JSON's escapes are TOML's, but for DEL."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def format_wording(numbered: list[tuple[str, str]]) -> str:
    """The text of fassung-n.txt."""
    return "".join(f"{rn}\t{text}\n" for rn, text in numbered)


def read_wording(path: Path) -> dict[str, str]:
    """Number → text of a published Fassung. OSError, ValueError if the file is missing or damaged."""
    rows = path.read_bytes().decode("utf-8").split("\n")
    if rows.pop() != "":
        raise ValueError("the last line is cut off")
    return dict(row.split("\t", 1) for row in rows)


def check_wording(register: Register, folder: Path) -> str:
    """Why the register and the Fassungen beside it do not belong together, or nothing."""
    for revision in register.revisions:
        file = folder / f"fassung-{revision.n}.txt"
        try:
            entries = tuple(entry_of(rn, text) for rn, text in read_wording(file).items())
        except (OSError, ValueError):
            return f"{file.name} fehlt oder ist beschädigt"
        if entries != revision.entries:
            return f"Fassung {revision.n} stimmt nicht mit {file.name} überein"
    return ""
