"""Pages of an issue: where the Stellenregister has them."""

from __future__ import annotations

from collections.abc import Sequence

from ..quoting.template import fill
from ..registers import issue_id, page_set
from .holdings import Holdings, Located, Page, Problem
from .problems import PROBLEMS
from .reference import Reference, written_span


def resolve_pages(said: Reference, issue: str, holdings: Holdings) -> list[Located] | Problem:
    """One place for each span; several where articles of the issue share the page."""
    if not issue:
        return Problem(PROBLEMS["issueless"])
    held = [page for page in holdings.pages if page.issue == issue]
    if not held:
        return page_problem("", issue, held)
    if not said.spans:
        top = held[0].address.partition("#")[0]
        return [Located(f"{top}#{issue_id(issue)}", f"GS {issue}", "", "s")]
    places = []
    for first, last in said.spans:
        pages = written_span(first, last)
        found = on_pages(pages, held)
        if not found:
            return page_problem(pages, issue, held)
        places += [_located(page) for page in found]
    return places


def on_pages(pages: str, held: Sequence[Page]) -> list[Page]:
    """The places with these pages, or else those that hold the first of them, or any."""
    wanted = page_set(pages)
    exact = [page for page in held if page.pages == pages]
    first = [page for page in held if min(wanted, default=0) in page_set(page.pages)]
    return exact or first or [page for page in held if wanted & page_set(page.pages)]


def page_problem(pages: str, issue: str, held: Sequence[Page]) -> Problem:
    """No protocol discusses the page; the nearest one that some protocol does."""
    if not held:
        return Problem(fill(PROBLEMS["issue"], {"issue": issue}))
    wanted = min(page_set(pages), default=0)
    near = min((page for page in held if page.pages), key=lambda page: _distance(page, wanted), default=None)
    fields = {"page": pages.removesuffix(" f.").removesuffix(" ff."), "issue": issue}
    return Problem(fill(PROBLEMS["page"], fields), (_located(near),) if near else ())


def _distance(page: Page, wanted: int) -> int:
    return min((abs(n - wanted) for n in page_set(page.pages)), default=99999)


def _located(page: Page) -> Located:
    return Located(page.address, f"GS {page.issue}, S. {page.pages}", "", "s", page.pages)
