"""meta.toml: what a witness cannot say about itself."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..findings import finding
from ..model import Finding, Place
from .tomlfile import line_of, read_toml

FORMS = {"article": str, "provenance": str, "sha256": str, "title": str, "issue": str, "date": datetime.date}
ISSUE = re.compile(r"[1-4]-\d\d")


@dataclass(frozen=True, slots=True)
class Meta:
    """Entries of meta.toml; empty where they are missing. `article` is a key of references.bib."""

    article: str = ""
    provenance: str = ""
    sha256: str = ""
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
    if key == "issue" and not ISSUE.fullmatch(str(value)):
        return 'ein Heft wie "4-25"'
    return ""
