"""Read a TOML file that an editor or the tool wrote; every fault becomes a finding with its place."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from ..findings import finding
from ..labels import fault
from ..model import Finding, Place

AT = re.compile(r"\(at line (\d+), column (\d+)\)|\(at end of document\)")
LONG = re.compile(r'"""(?:[^\\]|\\.)*?"{3,5}|\'\'\'.*?\'{3,5}', re.S)
GERMAN = {
    "Invalid value": "hier fehlt ein Wert, oder die Anführungszeichen fehlen",
    "Expected '=' after a key in a key/value pair": "nach dem Namen fehlt das Gleichheitszeichen",
    "Expected newline or end of document after a statement": "hinter dem Wert steht noch etwas",
    "Unterminated string": "das schließende Anführungszeichen fehlt",
    "Illegal character": "unerlaubtes Zeichen im Text",
    "Cannot overwrite a value": "der Eintrag kommt zweimal vor",
    "Invalid statement": "das ist keine gültige Zeile",
    "Unclosed array": "die schließende Klammer fehlt",
    "Invalid initial character for a key part": "der Name des Eintrags ist ungültig",
    "Invalid date or datetime": "dieses Datum gibt es nicht",
}


def read_toml(path: Path, file: str, code: str) -> tuple[dict[str, Any], str, list[Finding]]:
    """Content and text of the file; empty with one finding `code` where it cannot be read."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
        return tomllib.loads(text), text, []
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        column = error.start - error.object.rfind(b"\n", 0, error.start)
        return {}, "", [finding(code, Place(file, line, column), why="sie ist nicht in UTF-8 gespeichert")]
    except tomllib.TOMLDecodeError as error:
        return {}, "", [finding(code, _place(str(error), text, file), why=_german(str(error)))]
    except ValueError:  # Python's limit for digits
        return {}, "", [finding(code, Place(file), why="eine Zahl ist zu lang")]
    except RecursionError:
        return {}, "", [finding(code, Place(file), why="Klammern sind zu oft ineinander geschachtelt")]
    except OSError as error:
        return {}, "", [finding("JF008", Place(file), why=fault(error))]


def line_of(text: str, key: str, first: int = 1) -> int:
    """The line on which a key is set, or a table of this name begins, from the line `first` on; or `first`."""
    rest = text.split("\n", first - 1)[-1]
    m = re.search(rf"(?m)^\s*(?:{re.escape(key)}\s*=|\[+\s*{re.escape(key)}\s*\])", rest)
    return first + rest.count("\n", 0, m.end()) if m else first


def table_lines(text: str, name: str, count: int) -> list[int]:
    """The lines of the `count` tables [[name]]; where they are written in another way, the first line for each."""
    plain = LONG.sub(lambda m: "\n" * m[0].count("\n"), text)
    found = re.finditer(rf"(?m)^[ \t]*\[\[\s*[\"']?{re.escape(name)}[\"']?\s*\]\]", plain)
    lines = [plain.count("\n", 0, m.end()) + 1 for m in found]
    return lines if len(lines) == count else [1] * count


def _place(message: str, text: str, file: str) -> Place:
    m = AT.search(message)
    if m and m[1]:
        return Place(file, int(m[1]), int(m[2]))
    return Place(file, text.count("\n") + 1)


def _german(message: str) -> str:
    plain = AT.sub("", message).strip()
    return next((german for english, german in GERMAN.items() if plain.startswith(english)), "fehlerhafte Schreibweise")
