"""protocols/persons.toml, and the persons named in a text: also in the genitive, in derivations, before a hyphen."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ...findings import finding
from ...model import Finding, Mention, Place
from ..tomlfile import read_toml
from .names import Names

KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
HEAD = re.compile(r"""(?m)^[ \t]*(?:\[+[ \t]*["']?([^"'\]\n]*?)["']?[ \t]*\]|["']?([\w-]+)["']?[ \t]*=)""")
ALLOWED = ("name", "spellings", "who")


@dataclass(frozen=True, slots=True)
class Person:
    """`who`: one line, role at the time. `spellings`: as protocols write the name, without ending."""

    key: str
    name: str
    spellings: tuple[str, ...]
    who: str
    place: Place


class Persons:
    """All persons. A spelling that two of them share is nobody's."""

    def __init__(self, people: Iterable[Person]) -> None:
        owners: dict[str, set[str]] = {}
        for person in people:
            for spelling in (person.name, *person.spellings):
                owners.setdefault(" ".join(spelling.split()), set()).add(person.key)
        self._names = Names({spelling: keys.pop() for spelling, keys in owners.items() if len(keys) == 1})

    def find(self, text: str) -> list[Mention]:
        """All mentions in the order of the text; of a compound with a hyphen the name alone."""
        return [Mention(key, start, end) for key, start, end in self._names.find(text)]


def read_persons(path: Path, file: str) -> tuple[tuple[Person, ...], list[Finding]]:
    """Read persons.toml; a missing file is an empty one."""
    if not (path.exists() or path.is_symlink()):
        return (), []
    data, text, findings = read_toml(path, file, "JF306")
    people = []
    lines = _lines(text)
    for key, entry in data.items():
        place = Place(file, lines.get(key, 1))
        wrong = list(_faults(key, entry, place))
        findings += wrong
        if not wrong:
            spellings = tuple(s.strip() for s in entry.get("spellings", [entry["name"].split()[-1]]))
            people.append(Person(key, entry["name"].strip(), spellings, entry.get("who", "").strip(), place))
    return tuple(people), findings + _shared(people)


def _faults(key: str, entry: Any, place: Place) -> Iterable[Finding]:
    if not isinstance(entry, dict):
        yield finding("JF640", place, key=key)
        return
    if not KEY.fullmatch(key):
        yield finding("JF641", place, key=key)
    for name in sorted(entry.keys() - set(ALLOWED)):
        yield finding("JF307", place, key=f"{key}.{name}", allowed=", ".join(ALLOWED))
    if not _is_name(entry.get("name")):
        yield finding("JF311", place, key=f"{key}.name", wanted='Text in Anführungszeichen, "…"')
    who = entry.get("who", "")
    if not isinstance(who, str) or len(who.strip().splitlines()) > 1:
        yield finding("JF311", place, key=f"{key}.who", wanted='eine Zeile in Anführungszeichen, "…"')
    spellings = entry.get("spellings", ["Name"])
    if not isinstance(spellings, list) or not spellings or not all(map(_is_name, spellings)):
        yield finding("JF311", place, key=f"{key}.spellings", wanted='eine Liste von Schreibungen, ["…", "…"]')


def _is_name(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _shared(people: Iterable[Person]) -> list[Finding]:
    """A spelling of two persons is nobody's."""
    first: dict[str, Person] = {}
    findings = []
    for person in people:
        for spelling in dict.fromkeys((person.name, *person.spellings)):
            other = first.setdefault(spelling, person)
            if other is not person:
                names = {"one": other.name, "other": person.name}
                findings.append(finding("JF642", person.place, spelling=spelling, **names))
    return findings


def _lines(text: str) -> dict[str, int]:
    """The line on which each key, of a table or an entry, stands first."""
    lines: dict[str, int] = {}
    n, last = 1, 0
    for m in HEAD.finditer(text):
        n, last = n + text.count("\n", last, m.end()), m.end()
        lines.setdefault(m[1] or m[2], n)
    return lines
