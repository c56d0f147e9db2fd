"""The fields of one entry as plain German text, in the names of BibTeX and of biblatex alike."""

from __future__ import annotations

import re
from functools import cached_property

from pybtex.database import Entry, Person

from ...labels import MONTHS
from ..issue import DASHES, issue_of
from .latex import plain, verbatim
from .names import people

SPOKEN = ("author", "editor")  # what pybtex takes for names
RANGE = re.compile(rf"(?<=\d)\s*[{DASHES}]{{1,3}}\s*(?=\d)")
WEB = re.compile(r"https?://[^\s<>\"]+", re.I)
DOI = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:)", re.I)
PAGE_MARK = re.compile(r"^(?:S\.|Seiten?|pp?\.)\s*", re.I)
DAY = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?=$|[T~?%/ ])")
ENGLISH_MONTHS = "january february march april may june july august september october november december".split()
ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
MONTH_AND_DAY = re.compile(r"([^\W\d]+)\.?\s(\d{1,2})\.?|(\d{1,2})\.?\s([^\W\d]+)\.?")
ORDINAL = re.compile(r"(\d+)\s*(?:\.|st|nd|rd|th)?")
#: Values that biblatex defines, or that are usual in English, in the words of a German list.
USUAL = {
    "n.d.": "o. J.",
    "n. d.": "o. J.",
    "undated": "o. J.",
    "forthcoming": "im Erscheinen",
    "to appear": "im Erscheinen",
    "in press": "im Druck",
    "inpress": "im Druck",
    "in preparation": "in Vorbereitung",
    "inpreparation": "in Vorbereitung",
    "submitted": "eingereicht",
    "accepted": "angenommen",
    "prepublished": "Vorabdruck",
    "phdthesis": "Diss.",
    "phd thesis": "Diss.",
    "mathesis": "Masterarbeit",
    "mastersthesis": "Masterarbeit",
    "master's thesis": "Masterarbeit",
    "bathesis": "Bachelorarbeit",
    "candthesis": "Abschlussarbeit",
    "report": "Bericht",
    "techreport": "Bericht",
    "technical report": "Bericht",
    "resreport": "Forschungsbericht",
}


class Work:
    """One entry. Call it with names of fields to get the first one that is not empty."""

    def __init__(self, entry: Entry) -> None:
        self.entry = entry

    def __call__(self, *names: str) -> str:
        return next((text for name in names if (text := plain(self.entry.fields.get(name, "")))), "")

    @staticmethod
    def join(mark: str, *parts: str) -> str:
        return mark.join(part for part in parts if part)

    def people(self, role: str) -> list[Person]:
        if role in SPOKEN:
            return list(self.entry.persons.get(role, ()))
        return people(self.entry.fields.get(role, ""))

    @cached_property
    def title(self) -> str:
        title, subtitle = self("title"), self("subtitle")
        return self.join(" " if title.endswith((".", "?", "!", ":")) else ". ", title, subtitle)

    @cached_property
    def issue(self) -> str:
        """The issue of GegenStandpunkt, "4-25"."""
        return issue_of(self("journaltitle", "journal"), self("number", "issue"), self.year)

    @property
    def pages(self) -> str:
        text = RANGE.sub("–", PAGE_MARK.sub("", self("pages")))
        text = re.sub(r"(\d)\s*\+$", r"\1 ff.", re.sub(r"(\d)\s*(ff?)\b\.?", r"\1 \2.", text))
        return f"S. {text}" if text else ""

    @property
    def volume(self) -> str:
        return self.numbered("Bd.", "volume")

    @property
    def edition(self) -> str:
        text = self("edition")
        if text.lower() in ORDINALS:
            return f"{ORDINALS.index(text.lower()) + 1}. Aufl."
        if m := ORDINAL.fullmatch(text):
            return f"{m[1]}. Aufl."
        text = re.sub(r"\bAuflage\b", "Aufl.", text)
        return text if not text or "Aufl" in text or "Ausg" in text else f"{text} Aufl."

    @property
    def kind(self) -> str:
        return usual(self("type"))

    @property
    def pubstate(self) -> str:
        """How far it has come, where `date` does not say so."""
        return usual(self("pubstate")) if self("date", "year") else ""

    @property
    def date(self) -> str:
        """As exact as it is known; without a year how far it has come, or o. J."""
        if date := self("date"):
            return german_date(date)
        year, month, day = usual(self("year", "pubstate")) or "o. J.", self("month"), self("day")
        if m := MONTH_AND_DAY.fullmatch(month):
            month, day = m[1] or m[4], m[2] or m[3]
        number = month_number(month)
        if number and day.isdecimal():
            return f"{int(day):02}.{number:02}.{year}"
        return self.join(" ", MONTHS[number - 1] if number else self("month"), year)

    @cached_property
    def year(self) -> str:
        m = re.search(r"\d{4}", self("date") or self("year"))
        return m[0] if m else ""

    @property
    def visited(self) -> str:
        return german_date(self("urldate"))

    @cached_property
    def house(self) -> str:
        """Who brought it out."""
        house = self("publisher", "school", "institution", "organization", "howpublished")
        return "" if is_web(house) else house

    @cached_property
    def url(self) -> str:
        """An address, which the older BibTeX keeps in howpublished."""
        addresses = (verbatim(self.entry.fields.get(name, "")) for name in ("url", "howpublished"))
        return next((a for a in addresses if is_web(a)), self("url"))

    @property
    def doi(self) -> str:
        return DOI.sub("", verbatim(self.entry.fields.get("doi", "")))

    def numbered(self, mark: str, *names: str) -> str:
        """A number with its mark; what is written out stays as it is."""
        text = RANGE.sub("–", self(*names))
        return f"{mark} {text}" if text[:1].isdecimal() or re.fullmatch(r"[IVXLC]+", text) else text


def german_date(text: str) -> str:
    """2026-01-12 as 12.01.2026, 2026-01 as Januar 2026, 2019/2020 as 2019–2020; else as it is written."""
    parts = [_one_date(part) for part in text.split("/")]
    return "–".join(filter(None, parts)) if all(parts) else text


def month_number(text: str) -> int:
    """1 to 12 for a number or the name of a month, else 0."""
    text = text.lower().rstrip(".")
    if text.isdecimal():
        return int(text) if 1 <= int(text) <= 12 else 0
    for names in (ENGLISH_MONTHS, [month.lower() for month in MONTHS]):
        for number, name in enumerate(names, 1):
            if len(text) >= 3 and name.startswith(text):
                return number
    return 0


def is_web(text: str) -> bool:
    return bool(WEB.fullmatch(text))


def usual(text: str) -> str:
    return USUAL.get(text.lower(), text)


def _one_date(text: str) -> str:
    m = DAY.match(text)
    if not m or (m[2] and not 1 <= int(m[2]) <= 12) or (m[3] and not 1 <= int(m[3]) <= 31):
        return text
    if m[3]:
        return f"{m[3]}.{m[2]}.{m[1]}"
    return f"{MONTHS[int(m[2]) - 1]} {m[1]}" if m[2] else m[1]
