"""Names of authors and editors in a .bib file: joined by "and", each "First Last" or "Last, First"."""

from __future__ import annotations

import re

from pybtex.database import Person
from pybtex.exceptions import PybtexError

from .latex import plain

ROLES = frozenset({"author", "editor", "translator"})
AND = re.compile(r"[{}]|(?<!\S)and(?!\S)", re.I)
INNER = re.compile(r"[{},;]|(?<!\S)und(?!\S| zu )", re.I)
LONGEST = 500  # characters of a name
SHOWN = 3  # of more names only the first is shown
MOST = 200  # names in one field


def repaired(names: str) -> tuple[str, str]:
    """Names that pybtex can read, and what was wrong with them. Braces are balanced."""
    good: list[str] = []
    why = ""
    for n, name in enumerate(split_names(names)):
        if n == MOST:
            return " and ".join([*good, "others"]), f"es sind mehr als {MOST} Namen"
        fault = _fault(name)
        why = why or fault
        if not fault:
            good.append(name)
        elif plain(name).strip(" ,;~\u00a0") and len(name) <= LONGEST:
            good.append(f"{{{name}}}")
    return " and ".join(good), why


def split_names(names: str) -> list[str]:
    """At every "and" that stands in no braces."""
    found, depth, start = [], 0, 0
    for m in AND.finditer(names):
        if m[0] in "{}":
            depth += 1 if m[0] == "{" else -1
        elif depth == 0:
            found.append(names[start : m.start()].strip())
            start = m.end()
    return [*found, names[start:].strip()]


def people(names: str) -> list[Person]:
    """The persons; those who cannot be read are left out."""
    return [Person(name) for name in split_names(repaired(names)[0]) if name]


def listed(persons: list[Person], inverted: bool = True) -> str:
    """Marx, Karl und Friedrich Engels, or Karl Marx und …; of four and more the first one "u. a."."""
    shown = [_name(p, inverted and i == 0) for i, p in enumerate(persons) if str(p) != "others"]
    if len(shown) > SHOWN or 0 < len(shown) < len(persons):
        return f"{shown[0]} u. a."
    return " und ".join(filter(None, [", ".join(shown[:-1]), *shown[-1:]]))


def _name(person: Person, inverted: bool) -> str:
    given = [*person.first_names, *person.middle_names]
    if inverted:
        last = plain(" ".join([*person.last_names, *person.lineage_names]))
        return ", ".join(filter(None, [last, plain(" ".join([*given, *person.prelast_names]))]))
    return plain(" ".join([*given, *person.prelast_names, *person.last_names, *person.lineage_names]))


def _fault(name: str) -> str:
    """Why a name is none, or nothing."""
    if not name:
        return "vor oder hinter „and“ fehlt ein Name"
    depth, commas = 0, 0
    for m in INNER.finditer(name):
        depth += {"{": 1, "}": -1}.get(m[0], 0)
        commas += m[0] == "," and not depth
        if not depth and (m[0] == ";" or m[0].lower() == "und"):
            return f"mehrere Namen verbindet „and“, nicht „{m[0]}“"
    if commas > 2:
        return "in einem Namen stehen mehr als zwei Kommas; mehrere Namen verbindet „and“"
    if len(name) > LONGEST:
        return "ein Name ist zu lang"
    try:
        return "" if plain(str(Person(name))) else "ein Name ist leer"
    except (PybtexError, ValueError, IndexError):
        return "ein Name ist nicht lesbar"
