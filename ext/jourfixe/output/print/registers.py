"""The registers of a volume: what is named in which paragraphs. On which pages these are only the compiler knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from sphinx.environment import BuildEnvironment

from ...apparatus.collation import collation, initial, slug
from ...apparatus.marks import Quote
from ...apparatus.registers import Cited
from ...edition.domain import domain_of
from ...edition.mount import docname_of
from ...edition.records import Record, Register
from ...edition.registers import issue_order
from ...edition.shelf import fetch_told
from ...labels import issue_name, pages_name

Data = dict[str, Any]
Places = list[
    tuple[str, list[tuple[str, str, str]]]
]  # day in the year of the volume → runs: their name, label of the first and of the last
NOTE = "Hinter dem Tag des Protokolls stehen Randnummern, in Klammern die Seiten dieses Bandes."


def registers(env: BuildEnvironment, records: Sequence[Record]) -> list[Data]:
    """Pages of articles, terms, persons, as far as these protocols name them."""
    domain = domain_of(env)
    terms, persons = (_mentioned(env, records, kind) for kind in (Register.TERMS, Register.PERSONS))
    words = {name: (*(domain.whole.term_place(name) or ("", "")), "", places) for name, places in terms.items()}
    people = {
        surname_first(person.name, key): ("", "", person.who, persons[key])
        for key, person in domain.whole.persons.items()
        if key in persons
    }
    made = [
        _register("Stellenregister", Register.PAGES, list(_pages(env, records))),
        _register("Begriffsregister", Register.TERMS, _by_letter(words)),
        _register("Personenregister", Register.PERSONS, _by_letter(people)),
    ]
    return [register for register in made if register["groups"]]


def cited(env: BuildEnvironment, records: Sequence[Record]) -> Data:
    """Label of an entry of the literature → the paragraphs that cite it."""
    domain = domain_of(env)
    found: dict[str, Places] = {}
    for record in records:
        by_article: dict[str, list[Quote]] = {}
        for c in domain.found[docname_of(record.id)].cited:
            by_article.setdefault(c.article, []).append(c.quote)
        for article, quotes in by_article.items():
            if place := domain.whole.literature.get(article):
                found.setdefault("#".join(place), []).append(_places(record, quotes))
    return found


def _register(title: str, kind: Register, groups: list[Data]) -> Data:
    """Its label is that of the list on screen, to which texts refer."""
    return {"title": title, "label": f"jf-{kind}#", "note": NOTE, "groups": groups}


def _by_letter(entries: dict[str, tuple[str, str, str, Places]]) -> list[Data]:
    """As German sorts; a group for each letter."""
    ordered = sorted(entries, key=collation)
    return [
        _group("", 2, [_entry(name, *entries[name]) for name in names]) for _, names in groupby(ordered, key=initial)
    ]


def _group(title: str, level: int, entries: list[Data]) -> Data:
    return {"title": title, "level": level, "entries": entries}


def _entry(name: str, docname: str, anchor: str, about: str, places: Places) -> Data:
    return {"name": name, "to": f"{docname}#{anchor}" if docname else "", "about": about, "places": places}


def _mentioned(env: BuildEnvironment, records: Sequence[Record], kind: Register) -> dict[str, Places]:
    found: dict[str, Places] = {}
    for record in records:
        for key, quotes in fetch_told(env, record.id, kind).items():
            found.setdefault(key, []).append(_places(record, quotes))
    return found


def _pages(env: BuildEnvironment, records: Sequence[Record]) -> Iterator[Data]:
    """Issue, article, page, as in the register on screen."""
    domain = domain_of(env)
    cited = [(c, record) for record in records for c in domain.found[docname_of(record.id)].cited]
    cited.sort(key=lambda pair: issue_order(pair[0], pair[1].id))
    for issue, of_issue in groupby(cited, key=lambda pair: pair[0].issue):
        yield _group(issue_name(issue) or "Ohne Heft", 2, [])
        for article, of_article in groupby(of_issue, key=lambda pair: pair[0].article):
            known = domain.whole.bibliography.articles.get(article)
            by_pages = groupby(of_article, key=lambda pair: pair[0].pages)
            entries = [_page(pages, list(group)) for pages, group in by_pages]
            yield _group(known.title if known else "", 3, entries)


def _page(pages: str, cited: list[tuple[Cited, Record]]) -> Data:
    by_protocol = groupby(cited, key=lambda pair: pair[1])
    places = [_places(record, [c.quote for c, _ in group]) for record, group in by_protocol]
    return _entry(pages_name(pages) if pages else "ohne Seite", "", "", "", places)


def _places(record: Record, quotes: Iterable[Quote]) -> tuple[str, list[tuple[str, str, str]]]:
    page = f"{docname_of(record.id)}#rn-"
    return f"{record.date:%d.%m.}", [(name, page + first, page + last) for name, first, last in runs(quotes)]


def surname_first(name: str, key: str) -> str:
    """Trump, Donald. The key in persons.toml tells from which name on; if it is none of them, from the last."""
    names = name.split()
    if slug(name) == key or slug(names[0]) == key:
        return name
    at = next((i for i in range(1, len(names)) if slug(" ".join(names[i:])) == key), len(names) - 1)
    return f"{' '.join(names[at:])}, {' '.join(names[:at])}" if at else name


def runs(quotes: Iterable[Quote]) -> Iterator[tuple[str, str, str]]:
    """Paragraphs that follow each other, joined: name, first, last. "12 f." is two, "4–9" are more."""
    places = sorted({quote.position: quote.rn for quote in quotes}.items())
    for _, group in groupby(enumerate(places), key=lambda item: item[1][0] - item[0]):
        numbers = [rn for _, (_, rn) in group]
        first, last = numbers[0], numbers[-1]
        yield {1: first, 2: f"{first}\u00a0f."}.get(len(numbers), f"{first}–{last}"), first, last


def targets(made: Iterable[Data]) -> Iterator[str]:
    """Labels that the registers refer to."""
    for register in made:
        for entry in (entry for group in register["groups"] for entry in group["entries"]):
            yield from filter(None, [entry["to"]])
            yield from (label for _, joined in entry["places"] for _, *ends in joined for label in ends)
