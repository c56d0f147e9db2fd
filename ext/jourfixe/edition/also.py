"""Who else speaks of the pages that a paragraph cites."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice
from typing import NamedTuple

from ..apparatus.registers import page_set
from .records import Found
from .whole import Place, Whole

ELSEWHERE = 3  # paragraphs of other protocols that are named; for more there is the register


class Also(NamedTuple):
    """Pages cited in `rn`, and where else. `more`: there are further protocols than those named."""

    rn: str
    article: str
    pages: str
    places: tuple[Place, ...]
    more: bool


def also_cited(whole: Whole, docname: str, found: Found) -> Iterator[Also]:
    """For each citation of pages in a protocol that is not the only one."""
    seen = set()
    for c in found.cited:
        key = (c.quote.rn, c.article, c.pages)
        if not c.article or not c.pages or key in seen:
            continue
        seen.add(key)
        pages = page_set(c.pages)
        own = [o.quote.rn for o in found.cited if o.article == c.article and pages & page_set(o.pages)]
        here = [(docname, rn) for rn in dict.fromkeys(own) if rn != c.quote.rn]
        there = _elsewhere(whole, docname, c.article, pages)
        if here or there:
            yield Also(*key, (*here, *there[:ELSEWHERE]), len(there) > ELSEWHERE)


def _elsewhere(whole: Whole, docname: str, article: str, pages: set[int]) -> list[Place]:
    """The first few places in other protocols, by date."""
    lists = (whole.pages.get((article, page), ()) for page in sorted(pages))
    first = (islice((place for place in places if place[0] != docname), ELSEWHERE + 1) for places in lists)
    return sorted(dict.fromkeys(chain.from_iterable(first)), key=lambda place: place[0])
