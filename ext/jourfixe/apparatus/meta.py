"""meta.toml: what a witness cannot say about itself."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..findings import finding
from ..model import Finding, Place
from .filenames import harmless_name
from .tomlfile import line_of, read_toml

FORMS = {
    "article": str,
    "provenance": str,
    "sha256": str,
    "received": str,
    "received_sha256": str,
    "lines_from": str,
    "lines_from_sha256": str,
    "title": str,
    "issue": str,
    "date": datetime.date,
}
FILES = ("received", "lines_from")
ISSUE = re.compile(r"[1-4]-\d\d")


@dataclass(frozen=True, slots=True)
class Meta:
    """Entries of meta.toml; empty where they are missing. `article` is a key of references.bib.

    `sha256` is that of a raw.md that came in as it is. `received`: the file beside it that it was transcribed from,
    `lines_from`: the one that its lines were taken from.
    """

    article: str = ""
    provenance: str = ""
    sha256: str = ""
    received: str = ""
    received_sha256: str = ""
    lines_from: str = ""
    lines_from_sha256: str = ""
    title: str = ""
    issue: str = ""
    date: datetime.date | None = None


def read_meta(path: Path, file: str) -> tuple[Meta, list[Finding]]:
    """Read meta.toml; a missing file is an empty one."""
    if not path.exists():
        return Meta(), []
    data, text, findings = read_toml(path, file, "JF306")
    good: dict[str, Any] = {}
    for key, value in data.items():
        at = Place(file, line_of(text, key))
        if key not in FORMS:
            findings.append(finding("JF307", at, key=key, allowed=", ".join(FORMS)))
        elif wanted := _wanted(key, value):
            findings.append(finding("JF311", at, key=key, wanted=wanted))
        else:
            good[key] = value
    return Meta(**good), findings


def _wanted(key: str, value: object) -> str:
    """What the entry should look like, or nothing if it does."""
    if not isinstance(value, FORMS[key]) or isinstance(value, datetime.datetime):
        return "ein Datum ohne Anführungszeichen, 2026-01-12" if key == "date" else 'Text in Anführungszeichen, "…"'
    if key in FILES and harmless_name(str(value)) != value:
        return "der Name einer Datei in diesem Ordner"
    if key == "issue" and not ISSUE.fullmatch(str(value)):
        return 'ein Heft wie "4-25"'
    return ""
