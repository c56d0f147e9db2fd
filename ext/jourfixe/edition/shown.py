"""What a page shows of the apparatus. When that changes the page is written again, and no other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from .also import also_cited
from .domain import JourfixeDomain
from .records import Found, Record, Register


def shown(domain: JourfixeDomain, docname: str) -> Iterator[object]:
    """Everything, in a form that can be compared."""
    if found := domain.found.get(docname):
        yield from _beside_text(domain, docname, domain.records[docname], found)
    for register, year in domain.registers.get(docname, ()):
        yield register, year, list(_register(domain, register, year))


def _beside_text(domain: JourfixeDomain, docname: str, record: Record, found: Found) -> Iterator[object]:
    whole = domain.whole
    yield found.marks
    yield [(key, whole.terms.get(key)) for key in sorted(found.terms)]
    yield [(key, whole.persons.get(key)) for key in sorted(found.persons)]
    articles = sorted({c.article for c in found.cited})
    yield [(key, whole.bibliography.articles.get(key), whole.literature.get(key)) for key in articles]
    yield list(also_cited(whole, docname, found))
    yield [whole.register(register, record.date.year) for register in Register]


def _register(domain: JourfixeDomain, register: Register, year: int) -> Iterator[object]:
    kept = Register.PAGES if register is Register.LITERATURE else register
    everywhere = kept is Register.PAGES
    for docname, record in domain.protocols():
        if everywhere or record.date.year == (year or domain.whole.latest):
            found = domain.found[docname]
            yield docname, found.told[kept]
            if register is Register.TERMS and year:
                yield [(key, domain.whole.terms.get(key)) for key in sorted(found.terms)]
            if register is Register.PERSONS and year:
                yield [(key, domain.whole.persons.get(key)) for key in sorted(found.persons)]
    if everywhere:
        yield domain.whole.bibliography.articles
    if not year:
        yield domain.whole.persons if register is Register.PERSONS else ()
        yield sorted(earlier(domain, register).items())


def earlier(domain: JourfixeDomain, register: Register) -> dict[tuple[str, int], int]:
    """Key and year → how often it is mentioned, for the years before the latest."""
    counts: Counter[tuple[str, int]] = Counter()
    for docname, record in domain.records.items():
        if record.date.year != domain.whole.latest and register in (Register.TERMS, Register.PERSONS):
            found = domain.found[docname]
            for key, n in (found.terms if register is Register.TERMS else found.persons).items():
                counts[key, record.date.year] += n
    return dict(counts)
