"""references.bib as far as the edition itself needs it: which articles there are, and their titles."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

from pybtex.database import parse_string
from pybtex.exceptions import PybtexError
from pybtex.richtext import Text

from ..findings import finding
from ..labels import fault
from ..model import Finding, Place

REPEATED = re.compile(r"repeated bibliogra\w+ entry: (.+)")


@dataclass(frozen=True, slots=True)
class Bibliography:
    """Key → title."""

    titles: dict[str, str] = field(default_factory=dict)


def read_bibliography(path: Path, file: str) -> tuple[Bibliography, list[Finding]]:
    """Read a .bib file; a missing one is empty, a damaged one gives a finding with its place."""
    if not path.exists():
        return Bibliography(), []
    try:
        text = path.read_bytes().decode("utf-8-sig")
        data = parse_string(text, "bibtex")
        titles = {key: _plain(entry.fields.get("title", key)) for key, entry in data.entries.items()}
        return Bibliography(titles), []
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        return Bibliography(), [finding("JF309", Place(file, line), why="sie ist nicht in UTF-8 gespeichert")]
    except PybtexError as error:
        return Bibliography(), [finding("JF309", _place(error, file, text), why=_why(error))]
    except OSError as error:
        return Bibliography(), [finding("JF008", Place(file), why=fault(error))]


def unknown_article(key: str, protocol: str, titles: Collection[str]) -> list[Finding]:
    """The article that meta.toml names must be in references.bib."""
    if not key or key in titles:
        return []
    return [finding("JF308", Place(f"protocols/{protocol}/meta.toml"), key=key)]


def _plain(title: str) -> str:
    return str(Text.from_latex(title))


def _place(error: PybtexError, file: str, text: str) -> Place:
    if m := REPEATED.search(str(error)):
        entries = list(re.finditer(rf"(?i)@\w+\s*[{{(]\s*{re.escape(m[1])}\s*,", text))
        return Place(file, text.count("\n", 0, entries[-1].start()) + 1 if entries else 1)
    parser = getattr(error, "parser", None)
    return Place(file, getattr(error, "lineno", None) or getattr(parser, "lineno", None) or 1)


def _why(error: PybtexError) -> str:
    if m := REPEATED.search(str(error)):
        return f"der Schlüssel „{m[1]}“ kommt zweimal vor"
    if "premature end of file" in str(error):
        return "ein Eintrag ist nicht zu Ende geschrieben"
    return "die Schreibweise eines Eintrags ist fehlerhaft"
