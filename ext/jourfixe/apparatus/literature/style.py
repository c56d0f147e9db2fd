"""How an entry of the literature is written: in German, the capitals of its title as they are.

A style for pybtex, and through it for sphinxcontrib-bibtex; `register` makes both know it as "jourfixe".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from pybtex.database import Entry
from pybtex.plugin import register_plugin
from pybtex.richtext import HRef, Text
from pybtex.style import FormattedEntry
from pybtex.style.formatting import BaseStyle
from pybtex.style.labels import BaseLabelStyle
from pybtex.style.sorting import BaseSortingStyle

from ..collation import collation
from .fields import Work, is_web
from .names import listed

BOOKS = frozenset(
    "book booklet collection manual mvbook mvcollection mvproceedings mvreference periodical proceedings "
    "reference".split()
)
PARTS = frozenset(
    "bookinbook conference inbook incollection inproceedings inreference suppbook suppcollection suppperiodical".split()
)
THESES = {"phdthesis": "Diss.", "mastersthesis": "Masterarbeit", "thesis": "Abschlussarbeit"}
REPORTS = frozenset({"report", "techreport"})
ARTICLES = frozenset({"article", "review"})
ENDED = re.compile(r"[.!?…:][“”»«‘’›‹]*$")


def entry_text(entry: Entry) -> Text:
    """The entry as it stands in the list of literature, with its links."""
    work = Work(entry)
    head = listed(work.people("author"))
    if not head and entry.type not in PARTS and (editors := listed(work.people("editor"))):
        head = f"{editors} (Hrsg.)"
    title = work.title or "[ohne Titel]"
    sentences = [f"{head}: {title}" if head else title, *_body(work, bool(head))]
    text = Text(" ".join(_ended(s) for s in sentences if s))
    for link in _links(work):
        text = Text(text, " ", link, ".")
    return text


def sort_key(entry: Entry) -> tuple[str, str, str, str]:
    """As German sorts: ä as a; by author or editor or else by title, of which no word is passed over."""
    work = Work(entry)
    persons = work.people("author") or work.people("editor")
    names = " ".join(listed([person]) for person in persons)
    return fold(names or work.title), work.year, fold(work.title), entry.key or ""


def fold(text: str) -> str:
    """Only its words, as German sorts them."""
    return " ".join(re.findall(r"\w+", collation(text)[0]))


class Labels(BaseLabelStyle):  # type: ignore[misc]
    """The key itself: it is unique, and the list does not show it."""

    def format_labels(self, sorted_entries: Iterable[Entry]) -> Iterator[str]:
        return (entry.key for entry in sorted_entries)


class Sorting(BaseSortingStyle):  # type: ignore[misc]
    def sorting_key(self, entry: Entry) -> tuple[str, str, str, str]:
        return sort_key(entry)


class Style(BaseStyle):  # type: ignore[misc]
    default_label_style = Labels
    default_sorting_style = Sorting

    def format_entry(self, label: str, entry: Entry, bib_data: Any = None) -> FormattedEntry:
        return FormattedEntry(entry.key, entry_text(entry), label)


def register() -> None:
    """Make pybtex know the style; doing it twice does no harm."""
    register_plugin("pybtex.style.formatting", "jourfixe", Style)
    register_plugin("pybtex.style.labels", "jourfixe", Labels)


def _body(work: Work, named: bool) -> Iterator[str]:
    """The sentences behind the title; `named` tells that the editors may stand before it."""
    kind = work.entry.type
    if kind in ARTICLES or work.issue:
        yield _article(work)
        yield work("note", "addendum")
        yield work.pubstate
        return
    if kind in PARTS:
        editors = listed(work.people("editor"), inverted=False)
        container = work.join(". ", work("booktitle", "maintitle"), work("booksubtitle"))
        if editors or container:
            yield "In: " + work.join(": ", editors and f"{editors} (Hrsg.)", container)
    elif work.people("author") and (editors := listed(work.people("editor"), inverted=False)):
        yield f"Hrsg. von {editors}"
    if translators := listed(work.people("translator"), inverted=False):
        yield f"Übers. von {translators}"
    if kind in BOOKS or kind in PARTS:
        yield work.volume
        yield work.edition
    yield _imprint(work)
    yield work("note", "addendum")
    yield work.pubstate


def _article(work: Work) -> str:
    if work.issue:
        return work.join(", ", f"In: GegenStandpunkt {work.issue}", work.pages)
    journal, volume = work("journaltitle", "journal"), work("volume")
    number = work.numbered("Nr.", "number", "issue")
    if volume:
        where = f"{journal} {volume} ({work.date})".lstrip()
    else:
        where = work.join(", ", journal, number, work.date)
        number = ""
    return ("In: " if journal else "") + work.join(", ", where, number, work.pages)


def _imprint(work: Work) -> str:
    """What kind of work, by whom and where it came out, and when."""
    kind = work.entry.type
    house, place = work.house, work("location", "address")
    if kind in THESES or kind in REPORTS:
        what = work.kind or THESES.get(kind) or "Bericht"
        what = work.join(" ", what, work.numbered("Nr.", "number"))
        return work.join(", ", what, house, work.join(" ", place, work.date), work.pages)
    if kind not in BOOKS and kind not in PARTS:
        return work.join(", ", work.kind, house, place, work.date, work.pages)
    where = work.join(" ", work.join(": ", place, house), work.date)
    if series := work("series"):
        where += f" ({work.join(', ', series, work.numbered('Bd.', 'number'))})"
    return work.join(", ", where, work.pages)


def _links(work: Work) -> Iterator[Text]:
    """doi and url; only addresses of the web become links."""
    if doi := work.doi:
        yield Text("doi: ", HRef(f"https://doi.org/{doi}", doi))
    if url := work.url:
        visited = f" (besucht am {work.visited})" if work.visited else ""
        yield Text(HRef(url, url) if is_web(url) else url, visited)


def _ended(sentence: str) -> str:
    return sentence if ENDED.search(sentence) else f"{sentence}."
