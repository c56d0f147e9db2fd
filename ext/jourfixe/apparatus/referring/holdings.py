"""What an edition holds, as far as references ask for it."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import NamedTuple

from ...labels import short_date
from ..numbers.history import Change


@dataclass(frozen=True, slots=True)
class Holding:
    """One protocol. `gone`: number → the last Fassung that had it, and what became of it. `lines`: names of
    those with a mark, in order.

    `revisions`: Fassung → its numbers in order. `sentences`: how many a paragraph has in a Fassung (0: as it is now).
    `article` is the key of the one it discusses. `current`: the Fassung that the present text is, or 0.
    """

    id: str
    numbers: tuple[str, ...]
    sentences: Callable[[str, int], int]
    gone: Mapping[str, tuple[int, Change]] = field(default_factory=dict)
    issue: str = ""
    lines: tuple[str, ...] = ()
    revisions: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    article: str = ""
    current: int = 0

    @property
    def day(self) -> str:
        return day_name(self.id)


class Page(NamedTuple):
    """A place of the Stellenregister: pages of an article, as the register has them."""

    issue: str
    pages: str
    address: str
    title: str = ""
    article: str = ""


class Located(NamedTuple):
    """Where a reference leads: address from the top of the site, and what it is called."""

    address: str
    label: str
    protocol: str = ""
    unit: str = ""
    first: str = ""
    last: str = ""
    sentence: str = ""
    revision: int = 0


class Problem(NamedTuple):
    """Why it leads nowhere, and the nearest that there is."""

    problem: str
    nearest: tuple[Located, ...] = ()


class Holdings:
    """The whole edition. Protocols and pages are fetched when they are asked for. `days`: the ids in order."""

    def __init__(
        self, days: Sequence[str], fetch: Callable[[str], Holding], pages: Callable[[], Sequence[Page]] = tuple
    ) -> None:
        self.days = tuple(days)
        self.fetch = lru_cache(maxsize=None)(fetch)
        self._pages = pages

    def lasting(self, one: Located) -> str:
        """Its address, in the Fassung that the text of today is: so it tells of what is corrected later."""
        current = self.fetch(one.protocol).current if one.unit in ("rn", "z") else 0
        return at_revision(one.address, current) if current else one.address

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        return tuple(self._pages())


def day_name(day: str) -> str:
    """12.01.2026 for the id 2026-01-12."""
    return short_date(datetime.date.fromisoformat(day))


def whole(day: str) -> Located:
    """The protocol itself."""
    return Located(address_of(day, ""), f"Jour fixe {day_name(day)}", day)


def at_revision(address: str, revision: int) -> str:
    """The same passage in a Fassung, unless the address names one."""
    if "fassung=" in address:
        return address
    page, _, anchor = address.partition("#")
    path, _, query = page.partition("?")
    asked = "&".join(filter(None, (f"fassung={revision}", query)))
    return f"{path}?{asked}#{anchor}"


def address_of(day: str, first: str, last: str = "", sentence: str = "", revision: int = 0, unit: str = "rn") -> str:
    """Address of a passage from the top of the site; of the whole protocol if `first` is empty."""
    query = [f"fassung={revision}"] if revision else []
    query += [f"bis={last}"] if last and last != first else []
    query += [f"satz={sentence}"] if sentence else []
    asked = "?" + "&".join(query) if query else ""
    return f"protokolle/{day}.html{asked}" + (f"#{unit}-{first}" if first else "")
