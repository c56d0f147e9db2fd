"""Where a text names an issue, pages, or an article by its title. Only finds; what is meant, `resolve` decides.

Each rule errs towards silence: what may be the number of a tram, a Satz of a law, a quantity, is not found.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from ..issue import DASHES, issue_number
from .pages import NO_PAGES, Pages, read_pages

Words = tuple[str, ...]
REACH = 60  # characters before a mention that can bear on it

ISSUE = re.compile(
    r"G(?<![\w./-]G)(?:S|egen[Ss]tandpunkte?s?|EGENSTANDPUNKT)[“”»\"]?"
    r"(?:\s?,?\s(?:Heft|Ausgabe|Nummer|Nr\.?))?\s{1,2}"
    rf"(\d{{1,2}})\s?[/{DASHES}]\s?(\d{{4}}|\d\d)(?!\w|[/{DASHES}]\w|[.,]\d)"
)
#: A file number of a Great Senate, which courts write in the same way.
COURT = re.compile(
    r"\b(?:(?:BAG|BGH|BFH|BSG|BVerwG|RG|Az\.?|Aktenzeichen|Senat)[:,]?"
    r"|(?:Beschl(?:uss|\.)|Urt(?:eil|\.)|[BU]\.)\s?(?:vom|v\.)[^()]{0,40})\s*$"
)

MARK = re.compile(r"S(?<![\w./=&?#%@+~:-]S)(?:\.\s{0,2}|(eiten?)\s{1,2})(?=\d)")
#: The S. of a name, J. S.; but z. B. and a. a. O. may stand before a page.
INITIAL = re.compile(r"(?<!z\.)(?<!z\.\s)(?<!a\.)(?<!a\.\s)\b[A-ZÄÖÜ]\.\s$")
#: What may stand before "Seite 45"; not "auf der anderen Seite 45 Tote".
BEFORE_SEITE = re.compile(
    r"(?:^|[^\w\s]\s{0,2}|\b(?P<weak>(?:auf|von|an|ab|zu|bis|über)\sd(?:er|en)|die)\s"
    r"|(?:^|[\s(])(?:auf|von|an|ab|bis|unter|zur?|aus|in|so|auch|und|oder|sowie|siehe|vgl\.?|s\.|etwa|dort|hier|steht"
    r"|heißt\ses|zit(?:at|iert)?\.?|artikel|heft)\s)$",
    re.I,
)
NOUN_FOLLOWS = re.compile(r"\s[A-ZÄÖÜ]\w")
LAW_BEFORE = re.compile(
    r"(?:§§?\s?\d+\w?|\bArt(?:\.|ikel)\s?\d+\w?|(?P<weak>\bAbs(?:\.|atz)\s?\d+))"
    r"(?:[\s,]{1,2}(?:(?:U?Abs|Nrn?|Alt|lit|Buchst|Ziff|S|Hs)\.\s?\w+|Absatz\s\w+))*[\s,]{1,2}$"
)
LAW_AFTER = re.compile(
    r"\s(?:(?:Nrn?|Hs|Halbs|Alt|Var|lit|Buchst|Ziff|i\.\s?V)\.|HS\b|[A-Z]{0,3}GG\b"
    r"|[A-Z][a-zA-Z]{0,20}(?:GB|PO|GO|VO|UV|RK|[a-z]G)\b)"
)
OF_MANY = re.compile(r"\s(?:von|aus)\s\d|\s?/\s?\d")

INTRODUCTION = (
    r"(?:Zitate?|zitiert|vergleiche|vgl\.?|siehe|s\.(?:\s?a\.)?|so|etwa|auch|da(?:zu|gegen)|hierzu|auf|dort|hier|cf\."
    r"|z\.\s?B\.|zum\sBeispiel|bes(?:onders|\.)|v\.\s?a\.|nach|laut|aus|ebd\.?|ebenda,?|a\.\s?a\.\s?O\.,?)"
)
OPENED = re.compile(rf"\((?:\s{{0,2}}{INTRODUCTION}[:,]?){{0,4}}\s{{0,2}}$", re.I)
CLOSED = re.compile(r"\s{0,2}\)")
JOINED = re.compile(r"\s{0,2}[,:]?\s{0,2}(?:auf\s)?")
JOINED_OPEN = re.compile(rf"\s{{1,2}}\((?:{INTRODUCTION}\s)?\s?", re.I)


@dataclass(frozen=True, slots=True)
class Found:
    """A mention: text[start:end], which includes the parentheses that it fills; the bare words begin at `core`.

    `issue` is as written where there can be no such issue. `keys` are the articles of that title.
    """

    start: int
    end: int
    core: int
    issue: str = ""
    possible: bool = True
    pages: Pages = NO_PAGES
    keys: tuple[str, ...] = ()


class Names:
    """Titles as they are called in running text. One or two words count only in quotation marks."""

    def __init__(self, names: Mapping[str, tuple[str, ...]]) -> None:
        called: dict[Words, list[str]] = {}
        for key, titles in names.items():
            for words in dict.fromkeys(tuple(re.findall(r"\w+", title)) for title in titles):
                if words:
                    called.setdefault(words, []).append(key)
        common = Counter(word for words in called for word in set(words))
        #: By its rarest word: each title as words, as a set of them, and the keys of its articles.
        self._titles: dict[str, list[tuple[Words, frozenset[str], tuple[str, ...]]]] = {}
        for words, keys in called.items():
            rarest = min(words, key=lambda word: (common[word], -len(word)))
            self._titles.setdefault(rarest, []).append((words, frozenset(words), tuple(keys)))

    def find(self, text: str) -> Iterator[Found]:
        """Every title, also where one is part of another."""
        present = set(re.findall(r"\w+", text))
        for rarest in self._titles.keys() & present:
            for words, needed, keys in self._titles[rarest]:
                if needed <= present:
                    for m in _pattern(words).finditer(text):
                        yield Found(m.start(), m.end(), m.start(), keys=keys)


def find(text: str, names: Names | None = None) -> list[Found]:
    """All mentions in the order of the text; they do not overlap."""
    issues = list(_issues(text))
    pages = list(_pages(text))
    titles = list(names.find(text)) if names else []
    if not (issues or pages or titles):
        return []
    found: list[Found] = []
    for one in sorted([*titles, *_joined(text, issues, pages)], key=lambda f: (f.start, -f.end)):
        if not found or one.start >= found[-1].end:
            found.append(_with_parentheses(text, one) if not one.keys else one)
    return found


@lru_cache(maxsize=1000)
def _pattern(words: Words) -> re.Pattern[str]:
    """The words of a title with whatever signs between them."""
    whole = r"[\W_]{1,5}".join(map(re.escape, words))
    if len(words) > 2:
        return re.compile(rf"(?<!\w){whole}(?!\w)[?!]?")
    return re.compile(rf"(?<=[„‚“»«\"']){whole}(?=[.!?,]?[“”‘’»«\"'])")


def _issues(text: str) -> Iterator[Found]:
    for m in ISSUE.finditer(text):
        if not COURT.search(text, max(0, m.start() - REACH), m.start()):
            issue = issue_number(m[1], m[2])
            yield Found(m.start(), m.end(), m.start(), issue or f"{m[1]}-{m[2]}", bool(issue))


def _pages(text: str) -> Iterator[Found]:
    end = 0
    for m in MARK.finditer(text):
        if m.start() >= end and (read := read_pages(text, m.end())) and _is_page(text, m, *read):
            pages, end = read
            yield Found(m.start(), end, m.start(), pages=pages)


def _is_page(text: str, m: re.Match[str], pages: Pages, end: int) -> bool:
    """Whether the number behind the mark `m` is one of a page."""
    if INITIAL.search(text, max(0, m.start() - 8), m.start()) or OF_MANY.match(text, end):
        return False
    return not _is_law(text, m.start(), pages, end) and not _is_side(text, m, end)


def _is_law(text: str, start: int, pages: Pages, end: int) -> bool:
    """S. 2 is the second Satz in § 433 Abs. 1 S. 2 BGB; Abs. 2, S. 45 is more likely a page."""
    if LAW_AFTER.match(text, end):
        return True
    m = LAW_BEFORE.search(text, max(0, start - REACH), start)
    return m is not None and not (m["weak"] and pages.ranges[0][0] > 9)


def _is_side(text: str, m: re.Match[str], end: int) -> bool:
    """A side, not a page: die andere Seite, auf der Seite 30 Tote."""
    if not m[1]:
        return False
    before = BEFORE_SEITE.search(text[max(0, m.start() - REACH) : m.start()])
    return not before or bool(before["weak"] and NOUN_FOLLOWS.match(text, end))


def _joined(text: str, issues: list[Found], pages: list[Found]) -> Iterator[Found]:
    """GS 4-25, S. 45 and GS 4-25 (S. 45) are one mention."""
    starts = [page.start for page in pages]
    taken = set()
    for issue in issues:
        n = bisect_left(starts, issue.end)
        if n < len(pages):
            between, page = text[issue.end : min(pages[n].start, issue.end + REACH)], pages[n]
            opened = JOINED_OPEN.fullmatch(between)
            closed = CLOSED.match(text, page.end) if opened else None
            if closed or JOINED.fullmatch(between):
                taken.add(n)
                yield replace(issue, end=closed.end() if closed else page.end, pages=page.pages)
                continue
        yield issue
    yield from (page for n, page in enumerate(pages) if n not in taken)


def _with_parentheses(text: str, found: Found) -> Found:
    """Take in the parentheses around a mention, if nothing but an introductory word stands in them beside it."""
    opened = OPENED.search(text[max(0, found.start - REACH) : found.start])
    closed = CLOSED.match(text, found.end)
    if not opened or not closed:
        return found
    return replace(found, start=found.start - len(opened[0]), end=closed.end())
