"""Title, date and issue from the head of a protocol, which may be one bold line without a delimiter."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

MONTHS = ["januar", "februar", "märz", "april", "mai", "juni", "juli", "august", "september", "oktober", "november", "dezember"]
NUMERIC = re.compile(r"\b(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})\b")
WORDS = re.compile(rf"\b(\d{{1,2}})\.\s?({'|'.join(MONTHS)}|jänner)\s(\d{{4}})\b", re.I)
ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
ISSUE = re.compile(r"\(?\s*\b(?:GS|GegenStandpunkt|Gegenstandpunkt)\s*(?:Nr\.\s*)?([1-4])\s*[-/–]\s*(?:20)?(\d{2})\b\s*\)?")
OPENING = re.compile(r"(?:Protokoll\s+(?:zum|des|vom)?\s*)?(?:Jour\s*[- ]?\s*fixes?|Diskussion|Treffen|Sitzung)?\s*(?:vom|am)?\s*,?\s*", re.I)
EDGE = " \t\n:,;–—-|/·"


@dataclass(frozen=True, slots=True)
class Header:
    """What the head says. `wrong_date` is a date that no calendar knows."""

    title: str = ""
    date: datetime.date | None = None
    issue: str = ""
    wrong_date: str = ""


def parse_header(text: str) -> Header:
    """Take a head apart; whatever is not date or issue is the title."""
    date, wrong, span = _date(text)
    issue = ISSUE.search(text)
    rest = text
    if issue:
        rest = rest[: issue.start()] + " " + rest[issue.end() :]
    if span and OPENING.fullmatch(text[: span[0]]):
        cut = span[1] - (issue.end() - issue.start() - 1 if issue and issue.end() <= span[0] else 0)
        rest = rest[cut:]
    title = re.sub(r"\s+", " ", rest).strip(EDGE)
    return Header(title, date, f"{issue[1]}-{issue[2]}" if issue else "", wrong)


def _date(text: str) -> tuple[datetime.date | None, str, tuple[int, int] | None]:
    """The first date of the text, or what looks like one but is none."""
    for pattern in (NUMERIC, WORDS, ISO):
        if m := pattern.search(text):
            try:
                return _to_date(pattern, m), "", m.span()
            except ValueError:
                return None, m[0], m.span()
    return None, "", None


def _to_date(pattern: re.Pattern[str], m: re.Match[str]) -> datetime.date:
    if pattern is ISO:
        return datetime.date(int(m[1]), int(m[2]), int(m[3]))
    if pattern is WORDS:
        month = MONTHS.index("januar" if m[2].lower() == "jänner" else m[2].lower()) + 1
    else:
        month = int(m[2])
    year = int(m[3])
    return datetime.date(year + 2000 if year < 100 else year, month, int(m[1]))
