"""Page numbers in running text: 45 · 45 f. · 45 ff. · 45–47 · 45, 49 f. und 51."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ...labels import MONTHS
from ..issue import DASHES

#: What follows a number directly and makes it something else than a page: 45a, 45-fach, 45.3, 45 %.
STOP = rf"(?![\w%€$°]|\.\d|[{DASHES}]\w|\s[%€])"
ONE = re.compile(
    rf"(?P<first>\d{{1,4}})(?:(?P<tail>\s?ff?)(?!\w)\.?|[{DASHES}](?P<tight>\d{{1,4}})|/(?:S\.\s?)?(?P<slash>\d{{1,4}})"
    rf"|\s[{DASHES}]\s(?P<spaced>\d{{1,4}})|\sbis\s(?:zu\s)?(?:S(?:eite|\.)\s?)?(?P<bis>\d{{1,4}}))?{STOP}"
)
NEXT = re.compile(r"(?:\s?,\s?|\s(?:und|u\.|sowie|oder|bzw\.|&)\s{1,2})(?=\d)")
DECIMAL = re.compile(r",\d")
#: A further number is a page only where nothing follows that could be counted by it: not "S. 45, 49 Tote".
CLOSED = re.compile(
    r"\s{0,2}(?:$|[.,;:!?)\]–—“”»…\"]|-\s|(?:und|oder|sowie|bzw|heißt|heisst|steht|stehen|wird|werden|ist|sind|zeigt|zeigen"
    r"|findet|finden|folgt|lesen|auf|bei|dass|wo|wie|ob|nach|aus|vgl|siehe|ausgeführt|zitiert|erklärt|genannt)\b)"
)
ORDINAL = re.compile(rf"\.\s{{0,2}}(?:{'|'.join(MONTHS)}|Absatz|Abs|Spalte|Sp|Zeile|Satz|Abschnitt|Jahrhundert|Jh)\b")


@dataclass(frozen=True, slots=True)
class Pages:
    """Ranges (first, last, tail); the last page of "45 f." is 46, of "45 ff." only 45 is certain."""

    ranges: tuple[tuple[int, int, str], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.ranges)

    def __str__(self) -> str:
        """As edition.json has it: "45", "45 f.", "45–47", "45, 49"."""
        shown = (f"{a} {tail}" if tail else f"{a}–{b}" if b != a else f"{a}" for a, b, tail in self.ranges)
        return ", ".join(shown)

    @property
    def possible(self) -> bool:
        return all(0 < first <= last for first, last, _ in self.ranges)

    def within(self, extent: tuple[int, int] | None) -> bool:
        """Whether all of them lie in the extent of an article; nothing lies in an unknown one."""
        return extent is not None and all(extent[0] <= a and b <= extent[1] for a, b, _ in self.ranges)


NO_PAGES = Pages()


def read_pages(text: str, pos: int) -> tuple[Pages, int] | None:
    """The pages that stand at `pos`, and the offset behind them; None if the number there is no page."""
    one = _one(text, pos)
    if not one:
        return None
    ranges, end = [one[0]], one[1]
    while (m := NEXT.match(text, end)) and (one := _one(text, m.end())):
        (first, last, tail), behind = one
        if first <= ranges[-1][1] or not (tail or last > first or _closed(text, behind) or NEXT.match(text, behind)):
            break
        ranges.append(one[0])
        end = behind
    return None if DECIMAL.match(text, end) else (Pages(tuple(ranges)), end)


def _one(text: str, pos: int) -> tuple[tuple[int, int, str], int] | None:
    """One page or range and the offset behind it."""
    m = ONE.match(text, pos)
    if not m:
        return None
    first = int(m["first"])
    if m["tail"]:
        single = m["tail"].strip() == "f"
        return (first, first + single, "f." if single else "ff."), m.end()
    if m["slash"]:
        return ((first, first + 1, ""), m.end()) if int(m["slash"]) == first + 1 else None
    if m["spaced"] and not (int(m["spaced"]) > first and _closed(text, m.end())):
        return (first, first, ""), m.end("first")
    return (first, int(m["tight"] or m["spaced"] or m["bis"] or first), ""), m.end()


def _closed(text: str, pos: int) -> bool:
    return bool(CLOSED.match(text, pos)) and not ORDINAL.match(text, pos)
