"""lines.toml: where each printed line begins in raw.md. `jourfixe lines` writes it; reading applies it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from ...findings import finding
from ...model import Finding, Origin, Place
from ..tomlfile import line_of, read_toml

FORMAT = "jourfixe-lines/1"
HEAD = """\
# Wo die gedruckten Zeilen in raw.md beginnen. Diese Datei schreibt jourfixe lines; von Hand wird hier nichts geändert.
# lines: Nummer der Zeile; Zeile und Spalte in raw.md; printed (am Rand gedruckt), counted (von da gezählt) oder
# computed (durch neuen Umbruch berechnet). fit: wie viele der bekannten Stellen sich so ergeben, und von wie vielen.
"""
ROW = re.compile(r"(?m)^[ \t]*\[")


class Row(NamedTuple):
    """Printed line `n` begins at this line and column of raw.md, both counted from 1."""

    n: int
    line: int
    column: int
    origin: Origin


@dataclass(frozen=True, slots=True)
class LinesFile:
    """`raw_sha256`: of the raw.md that it holds for. `source`: the PDF, or how the text was set. `fit`: m of n."""

    raw_sha256: str
    source: str
    fit: tuple[int, int]
    rows: tuple[Row, ...]


def format_lines(file: LinesFile) -> str:
    """The text of lines.toml."""
    rows = "".join(f'  [{r.n}, {r.line}, {r.column}, "{r.origin.value}"],\n' for r in file.rows)
    source = json.dumps(file.source, ensure_ascii=False).replace("\x7f", "\\u007f")
    entries = (f'format = "{FORMAT}"', f'raw_sha256 = "{file.raw_sha256}"', f"source = {source}")
    fit = f"fit = [{file.fit[0]}, {file.fit[1]}]"
    return HEAD + "\n".join((*entries, fit)) + f"\nlines = [\n{rows}]\n"


def read_lines(path: Path, shown: str) -> tuple[LinesFile | None, list[Finding]]:
    """The file, or None and what is wrong with it."""
    data, text, findings = read_toml(path, shown, "JF312")
    if findings:
        return None, findings
    for key, is_right in _entries(data).items():
        if not is_right:
            at = Place(shown, line_of(text, key))
            return None, [finding("JF312", at, why=f"der Eintrag „{key}“ fehlt oder ist falsch")]
    if (wrong := _first_wrong(data["lines"])) is not None:
        why = "die Zeile passt nicht zu denen davor"
        return None, [finding("JF312", Place(shown, _line(text, wrong), 3), why=why)]
    rows = tuple(Row(n, line, column, Origin(origin)) for n, line, column, origin in data["lines"])
    return LinesFile(data["raw_sha256"], data["source"], tuple(data["fit"]), rows), []


def _entries(data: dict[str, Any]) -> dict[str, bool]:
    """Each entry that there must be, and whether it has its form."""
    fit, rows = data.get("fit"), data.get("lines")
    return {
        "format": data.get("format") == FORMAT,
        "raw_sha256": isinstance(data.get("raw_sha256"), str),
        "source": isinstance(data.get("source"), str),
        "fit": isinstance(fit, list) and len(fit) == 2 and all(map(_is_count, fit)),
        "lines": isinstance(rows, list) and all(isinstance(row, list) for row in rows),
    }


def _first_wrong(rows: Sequence[list[Any]]) -> int | None:
    """Index of the first row that has not its form, or does not come after the one before."""
    for i, row in enumerate(rows):
        if len(row) != 4 or not all(map(_is_count, row[:3])) or min(row[:3]) < 1 or row[3] not in tuple(Origin):
            return i
    pairs = enumerate(pairwise(rows), 1)
    return next((i for i, (a, b) in pairs if a[0] >= b[0] or a[1:3] > b[1:3]), None)


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 1 << 31


def _line(text: str, index: int) -> int:
    """The line on which this row stands, where they are written one a line."""
    first = line_of(text, "lines")
    rest: Iterable[re.Match[str]] = ROW.finditer(text, sum(len(line) + 1 for line in text.split("\n")[:first]))
    return next((text.count("\n", 0, m.end()) + 1 for i, m in enumerate(rest) if i == index), first)
