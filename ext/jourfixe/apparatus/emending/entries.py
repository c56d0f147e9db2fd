"""emendations.toml: editors' changes of wording, each at a place that its words name, with its reason."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ...findings import finding
from ...model import Finding, Place
from ..numbers.rn import FORM
from ..tomlfile import line_of, read_toml, table_lines

KEYS = ("rn", "before", "after", "reason")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as written, about the text as the witness has it; its words are divided by single spaces."""

    rn: str
    before: str
    after: str
    reason: str
    place: Place


def read_emendations(path: Path, file: str) -> tuple[tuple[Entry, ...], list[Finding]]:
    """Read emendations.toml; a missing file has no entries, and a faulty entry is left out."""
    if not (path.exists() or path.is_symlink()):
        return (), []
    data, text, findings = read_toml(path, file, "JF306")
    rows = data.pop("emendation", [])
    for key in data:
        findings.append(finding("JF307", Place(file, line_of(text, key)), key=key, allowed="[[emendation]]"))
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        at, wanted = Place(file, line_of(text, "emendation")), "vor jedem Eintrag die Zeile [[emendation]]"
        return (), [*findings, finding("JF311", at, key="emendation", wanted=wanted)]
    entries = []
    for row, line in zip(rows, table_lines(text, "emendation", len(rows)), strict=True):
        if faults := _faults(row, Place(file, line), text):
            findings += faults
        else:
            rn, before, after, reason = (unicodedata.normalize("NFC", " ".join(row[key].split())) for key in KEYS)
            entries.append(Entry(rn, before, after, reason, Place(file, line)))
    return tuple(entries), findings


def _faults(row: dict[str, Any], at: Place, text: str) -> list[Finding]:
    found = []
    for key, value in row.items():
        place = Place(at.file, line_of(text, key, at.line))
        if key not in KEYS:
            found.append(finding("JF307", place, key=key, allowed=", ".join(KEYS)))
        elif wanted := _wanted(key, value):
            found.append(finding("JF311", place, key=key, wanted=wanted))
    found += [finding("JF601", at, key=key) for key in KEYS if key not in row]
    if not found and row["before"].split() == row["after"].split():
        found.append(finding("JF602", at))
    return found


def _wanted(key: str, value: object) -> str:
    """What the value should look like, or nothing if it does."""
    if not isinstance(value, str):
        return 'die Randnummer in Anführungszeichen, "34"' if key == "rn" else 'Text in Anführungszeichen, "…"'
    if key == "rn" and not FORM.fullmatch(value.strip()):
        return 'eine Randnummer wie "34"'
    if not value.strip():
        more = "; fällt eines weg, das nächste in before und after mit angeben" if key == "after" else ""
        return f"mindestens ein Wort{more}"
    if key == "after" and len(value.strip().splitlines()) > 1:
        return "Text in einer Zeile; ein Absatz lässt sich hier nicht teilen"
    if key != "before" and not " ".join(value.split()).isprintable():
        return "Text ohne unsichtbare Zeichen"
    return ""
