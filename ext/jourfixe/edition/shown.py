"""What a page shows of the apparatus. When that changes the page is written again, and no other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from .also import also_cited
from .domain import JourfixeDomain
from .printed import offered
from .records import Found, Record, Register
from .whole import Place, Whole


def shown(domain: JourfixeDomain, docname: str) -> Iterator[object]:
    """Everything, in a form that can be compared."""
    if book := offered(domain, docname):
        yield book, domain.prints.present[book]
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
    yield [(also, [_text(domain, place) for place in also.places]) for also in also_cited(whole, docname, found)]
    yield _registers(whole, record.date.year)


def _text(domain: JourfixeDomain, place: Place) -> int:
    """What tells one wording of a citing paragraph from another."""
    docname, rn = place
    return next(c.text for c in domain.found[docname].cited if c.quote.rn == rn)


def _registers(whole: Whole, year: int) -> list[str]:
    """Where the registers are, of the year and of the latest."""
    return [whole.register(register, y) for register in Register for y in (year, whole.latest)]


def _register(domain: JourfixeDomain, register: Register, year: int) -> Iterator[object]:
    whole = domain.whole
    everywhere = register in (Register.PAGES, Register.LITERATURE)
    kept = Register.PAGES if everywhere else register
    for docname, record in domain.protocols():
        if everywhere or whole.holds(register, year, record.date.year):
            found = domain.found[docname]
            yield docname, record.title, len(record.numbers), found.told[kept]
            if register is Register.TERMS and year:
                yield [(key, whole.terms.get(key)) for key in sorted(found.terms)]
            if register is Register.PERSONS and year:
                yield [(key, whole.persons.get(key)) for key in sorted(found.persons)]
    yield _registers(whole, whole.latest)
    if everywhere:
        yield whole.bibliography.articles, whole.literature
    if register is Register.CHANGES and not year:
        yield sorted(whole.registers.items())
    if not year:
        yield whole.persons if register is Register.PERSONS else (), sorted(earlier(domain, register).items())


def earlier(domain: JourfixeDomain, register: Register) -> dict[tuple[str, int], int]:
    """Key and year → how often it is mentioned, for the years that have pages of their own."""
    counts: Counter[tuple[str, int]] = Counter()
    for docname, record in domain.records.items():
        if register in (Register.TERMS, Register.PERSONS) and not domain.whole.holds(register, 0, record.date.year):
            found = domain.found[docname]
            for key, n in (found.terms if register is Register.TERMS else found.persons).items():
                counts[key, record.date.year] += n
    return dict(counts)
