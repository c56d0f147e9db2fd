"""Which PDF holds what: a hand-out for every protocol, a volume for every year."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any, NamedTuple

from sphinx.environment import BuildEnvironment

from ...edition.domain import domain_of
from ...edition.mount import year_docname
from ...edition.records import Record, Register
from ...labels import long_day, meeting
from .imprint import imprint, site
from .registers import cited, registers, targets
from .sources import Sources


class Book(NamedTuple):
    """One PDF. `name`: the document whose page offers it; `parts`: its documents; `year`: of a volume, or 0."""

    name: str
    parts: tuple[str, ...]
    records: tuple[Record, ...]
    year: int = 0


def books(env: BuildEnvironment) -> Iterator[Book]:
    """Hand-outs by date, then volumes by year."""
    domain = domain_of(env)
    by_date = sorted(domain.records.items(), key=lambda item: item[1].id)
    for docname, record in by_date:
        yield Book(docname, (docname,), (record,))
    behind = [d for r in (Register.TERMS, Register.LITERATURE) if (d := domain.whole.registers.get((r, 0)))]
    for year in sorted({record.date.year for _, record in by_date}):
        mine = [(docname, record) for docname, record in by_date if record.date.year == year]
        protocols = [docname for docname, _ in mine]
        parts = tuple(dict.fromkeys([*protocols, *behind]))
        yield Book(year_docname(year), parts, tuple(record for _, record in mine), year)


def content(env: BuildEnvironment, book: Book, sources: Sources) -> dict[str, Any]:
    """All that the template must know of a book but its text; pure data."""
    return {**_about(env, book), **_inside(env, book, sources)}


def _about(env: BuildEnvironment, book: Book) -> dict[str, Any]:
    first, last = book.records[0], book.records[-1]
    date = max((datetime.date.fromisoformat(r.published) for r in book.records if r.published), default=last.date)
    days = [long_day(first.date), long_day(last.date)]
    heading = f"Protokolle {book.year}" if book.year else meeting(first.date)
    return {
        "format": "a5" if book.year else "a4",
        "volume": bool(book.year),
        "title": f"{env.config.project}: {heading}" if book.year else f"{heading}: {first.title}".removesuffix(": "),
        "series": env.config.project,
        "heading": heading,
        "subtitle": " bis ".join(dict.fromkeys(days)),
        "author": env.config.author,
        "date": {"year": date.year, "month": date.month, "day": date.day},
        "site": site(env.config),
        "imprint": imprint(env.config, book.records),
    }


def _inside(env: BuildEnvironment, book: Book, sources: Sources) -> dict[str, Any]:
    """`wanted`: labels that links may lead to. The literature is left out where nothing in the book refers to it."""
    whole = domain_of(env).whole
    made = registers(env, book.records) if book.year else []
    quoted = cited(env, book.records) if book.year else {}
    wanted = sources.known(book.parts, "wanted") | set(targets(made))
    labels = sources.known(book.parts, "labels") | {register["label"] for register in made}
    entries = {"#".join(place) for place in whole.literature.values()}
    idle = () if entries & {*wanted, *quoted} else (whole.registers.get((Register.LITERATURE, 0)),)
    return {
        "parts": [part for part in book.parts if part not in idle],
        "registers": made,
        "cited": quoted,
        "wanted": dict.fromkeys(sorted(wanted & labels), True),
    }
