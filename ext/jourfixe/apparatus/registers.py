"""From the marks of one protocol to what the registers show of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple
from zlib import crc32

from ..model import Mention
from .collation import slug
from .folder import Edited
from .marks import Marks, Quote, quote

PAGES = re.compile(r"(\d+)(?:–(\d+)| (ff?)\.)?")


class Cited(NamedTuple):
    """A citation and where it stands. `text`: checksum of the whole paragraph."""

    article: str
    issue: str
    pages: str
    quote: Quote
    text: int


def cited(edited: Edited, marks: Sequence[Marks]) -> Iterator[Cited]:
    """All citations of a protocol in the order of its text."""
    for index, ((rn, paragraph), found) in enumerate(zip(edited.numbered(), marks, strict=True)):
        for c in found.citations:
            around = quote(rn, index, paragraph.text, c.start, c.end)
            yield Cited(c.article, c.issue, c.pages, around, crc32(paragraph.text.encode()))


def mentioned(edited: Edited, mentions: Iterable[tuple[Mention, ...]]) -> dict[str, list[Quote]]:
    """Key → one quote per paragraph, with the words around its first mention there."""
    places: dict[str, list[Quote]] = {}
    for index, ((rn, paragraph), found) in enumerate(zip(edited.numbered(), mentions, strict=True)):
        keys = [m.key for m in found]
        for first in {m.key: m for m in reversed(found)}.values():
            told = quote(rn, index, paragraph.text, first.start, first.end, keys.count(first.key))
            places.setdefault(first.key, []).append(told)
    return places


def page_set(pages: str) -> set[int]:
    """The single pages that "45", "45 f.", "45–47, 49" name; of "45 ff." only what is certain."""
    found: set[int] = set()
    for first, last, following in PAGES.findall(pages):
        end = int(last or first) + bool(following)
        found |= set(range(int(first), min(end, int(first) + 999) + 1))
    return found


def first_page(pages: str) -> tuple[int, str]:
    """To sort pages by."""
    m = PAGES.match(pages)
    return (int(m[1]) if m else 0), pages


def issue_id(issue: str) -> str:
    """Id of an issue in the Stellenregister."""
    return f"heft-{slug(issue)}"


def page_id(key: str, pages: str) -> str:
    """Id of pages there: "45, 49" and "45–49" are different places."""
    return f"{key}-s-{slug(pages.replace('–', ' bis '))}"
