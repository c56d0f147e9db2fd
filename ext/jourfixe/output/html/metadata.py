"""What machines read of a page: Zotero, search engines, and whoever shows a preview of a link.

Zotero takes a page for a part of a book if it finds Highwire's `citation_inbook_title` (with `citation_book_title` it
loses the book), and offers each COinS span as an item of its own, under its `rft.atitle`. JSON-LD is for others.
Nobody is named as author: the protocols do not say who they are by.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any, NamedTuple
from urllib.parse import quote_plus

from sphinx.config import Config

from ...edition.records import Record
from ...labels import issue_name, meeting, passage, reference
from .scripts import as_script

UNENCODED = ":/,()"
COINS = "ctx_ver=Z39.88-2004&rft_val_fmt=info:ofi/fmt:kev:mtx:book&rft.genre=bookitem"


class About(NamedTuple):
    """A page as others see it. `path`: from the top of the site; `record`: the protocol on it."""

    path: str
    title: str
    description: str
    record: Record | None = None


def metadata(config: Config, page: About) -> str:
    """Elements for the head of a page, one in a line."""
    made = [f'<meta property="{name}" content="{escape(value)}">' for name, value in open_graph(config, page)]
    if page.record:
        fields = _highwire(config, page, page.record)
        made += [f'<meta name="citation_{name}" content="{escape(value)}">' for name, value in fields]
    made.append(f'<script type="application/ld+json">{as_script(_linked_data(config, page))}</script>')
    return "\n".join(made)


def open_graph(config: Config, page: About) -> Iterator[tuple[str, str]]:
    yield "og:title", page.title
    yield "og:description", page.description
    yield "og:type", "article" if page.record else "website"
    if config.site_url:
        yield "og:url", config.site_url + page.path
    yield "og:site_name", config.project
    yield "og:locale", "de_DE"


def _highwire(config: Config, page: About, record: Record) -> Iterator[tuple[str, str]]:
    yield "title", title_of(record)
    yield "inbook_title", config.project
    yield "publication_date", record.id
    if record.numbers:
        yield "firstpage", _all(record)
    yield "language", "de"
    if config.site_url:
        yield "public_url", config.site_url + page.path


def _linked_data(config: Config, page: About) -> dict[str, Any]:
    """The page in the words of schema.org."""
    data: dict[str, Any] = {"@context": "https://schema.org", "@type": "WebPage", "name": page.title}
    book = {"@type": "Book", "name": config.project}
    if config.site_url:
        data["url"] = config.site_url + page.path
        book["url"] = config.site_url
    data |= {"inLanguage": "de", "isPartOf": book}
    if record := page.record:
        data |= {"@type": "Chapter", "name": title_of(record), "dateCreated": record.id}
        data |= {"pagination": _all(record)} if record.numbers else {}
        data |= {"version": str(record.revision)} if record.revision else {}
        data |= {"datePublished": record.published} if record.published else {}
        data |= {"about": about} if (about := _discussed(record)) else {}
    return data


def _discussed(record: Record) -> dict[str, Any]:
    """The article, in its issue; or the issue alone."""
    issue = {"@type": "PublicationIssue", "name": issue_name(record.issue)} if record.issue else {}
    if not record.article_title:
        return issue
    return {"@type": "Article", "name": record.article_title, **({"isPartOf": issue} if issue else {})}


def coins(config: Config, path: str, record: Record, rn: str) -> str:
    """The span that lets Zotero take one paragraph. `hidden`, as a title would be read aloud, and in no language."""
    fields = {
        "rft.atitle": reference(record.date, rn, revision=record.revision),
        "rft.btitle": config.project,
        "rft.pages": passage(rn),
        "rft.date": record.id,
    }
    if config.site_url:
        fields["rft_id"] = f"{config.site_url}{path}#rn-{rn}"
    pairs = (f"{name}={quote_plus(value, UNENCODED)}" for name, value in fields.items())
    return f'<span class="Z3988" lang="" hidden title="{escape("&".join([COINS, *pairs]))}"></span>'


def title_of(record: Record) -> str:
    """Jour fixe vom 12.01.2026: Trumps Friedensplan."""
    return f"{meeting(record.date)}: {record.title}".rstrip(": ")


def description_of(record: Record) -> str:
    """One sentence and a half."""
    what = ", ".join(filter(None, (title_of(record), issue_name(record.issue))))
    return f"{what}. {len(record.numbers)} nummerierte Absätze."


def _all(record: Record) -> str:
    return passage(record.numbers[0], record.numbers[-1])
