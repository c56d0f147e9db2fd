"""How the issues of GegenStandpunkt are counted: four a year since 1992, written 4-25."""

from __future__ import annotations

import re

FOUNDED = 1992
DASHES = r"\-‐‑‒–—−"  # for a set in a regular expression
NUMBER = re.compile(rf"(?<![\d{DASHES}/])(\d{{1,2}})\s?[/{DASHES}]{{1,2}}\s?(\d{{4}}|\d\d)(?![\d{DASHES}/])")
QUARTER = re.compile(r"(?:Heft|Nr\.?|H\.)?\s*([1-4])")
JOURNAL = re.compile(r"\bgegenstandpunkts?\b|^GS\b", re.I)


def issue_number(quarter: str, year: str) -> str:
    """The issue as "4-25", or nothing if there cannot be one. The year has two or four digits."""
    full = int(year) if len(year) == 4 else int(year) + (1900 if int(year) >= 50 else 2000)
    possible = quarter in ("1", "2", "3", "4") and FOUNDED <= full < FOUNDED + 100
    return f"{quarter}-{full % 100:02}" if possible else ""


def issue_of(journal: str, number: str, year: str) -> str:
    """The issue that the fields of an entry name, or nothing. All are plain text."""
    if not is_gegenstandpunkt(journal):
        return ""
    if m := NUMBER.search(number) or NUMBER.search(journal):
        return issue_number(m[1], m[2])
    m = QUARTER.fullmatch(number.strip())
    return issue_number(m[1], year) if m and re.fullmatch(r"\d{4}", year) else ""


def is_gegenstandpunkt(journal: str) -> bool:
    return bool(JOURNAL.search(journal))
