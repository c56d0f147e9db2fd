"""Title, date and issue from the head of a protocol, which may be one bold line without a delimiter."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

MONTHS = tuple("januar februar märz april mai juni juli august september oktober november dezember".split())
NUMERIC = r"\b(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})\b"
WORDS = rf"\b(\d{{1,2}})\.\s?({'|'.join(MONTHS)}|jänner)\s(\d{{4}})\b"
ISO = r"\b(\d{4})-(\d{2})-(\d{2})\b"
ISSUE = re.compile(
    r"\(?\s*\b(?:GS|GegenStandpunkt|Gegenstandpunkt)\s*(?:Nr\.\s*)?([1-4])\s*[-/–]\s*(?:20)?(\d{2})\b\s*\)?"
)
MEETING = r"(?:Jour\s*[- ]?\s*fixes?|Diskussion|Treffens?|Sitzung)"
OPENING = (
    rf"(?:\b(?:Protokoll\s+)?(?:(?:zum|zur|des|der|vom)\s+)?{MEETING}\s*(?:vom|am)?\s*,?\s*"
    r"|\bProtokoll\s+(?:vom\s+)?)"
)
HEAD_WORDS = re.compile(rf"\b(?:{MEETING}|Protokoll)\b", re.I)
OPENS_HEAD = re.compile(rf"[#*_\s]*(?:{MEETING}|Protokoll)\b", re.I)
DATES = [re.compile(f"{opening}{date}", re.I) for opening in (OPENING, "") for date in (NUMERIC, WORDS, ISO)]
EDGE = " \t\n:,;–—-|/·"


@dataclass(frozen=True, slots=True)
class Header:
    """What the head says. `wrong_date` is a date that no calendar knows."""

    title: str = ""
    date: datetime.date | None = None
    issue: str = ""
    wrong_date: str = ""

    @property
    def dated(self) -> bool:
        return bool(self.date or self.wrong_date)


def parse_header(text: str) -> Header:
    """Take a head apart; whatever is not date or issue is the title."""
    found = next((m for pattern in DATES if (m := pattern.search(text))), None)
    issue = ISSUE.search(text)
    title = text
    for m in sorted((m for m in (found, issue) if m), key=lambda m: m.start(), reverse=True):
        title = f"{title[: m.start()].rstrip(EDGE)} {title[m.end() :].lstrip(EDGE)}"
    title = re.sub(r"\s+", " ", title).strip(EDGE)
    number = f"{issue[1]}-{issue[2]}" if issue else ""
    try:
        return Header(title, _date(found) if found else None, number)
    except ValueError:
        return Header(title, None, number, found[0].split(" ")[-1] if found else "")


def opens_head(text: str) -> bool:
    """Does a line begin a head: with the name of the meeting, and its date?"""
    return bool(OPENS_HEAD.match(text)) and parse_header(text).dated


def _date(m: re.Match[str]) -> datetime.date:
    """ValueError for a day that is in no calendar."""
    if len(m[1]) == 4:
        return datetime.date(int(m[1]), int(m[2]), int(m[3]))
    name = m[2].lower()
    month = int(m[2]) if m[2].isdecimal() else MONTHS.index("januar" if name == "jänner" else name) + 1
    year = int(m[3])
    return datetime.date(year + 2000 if year < 100 else year, month, int(m[1]))
