"""Which article a mention means: what is named in the sentence, else what the meeting discusses; or none.

A page that cannot be meant is refused, with a finding; it is never put on the nearest article that would do.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import groupby

from ...findings import finding
from ...model import Citation, Finding, Place
from ..literature.bibliography import Article, Bibliography
from .find import Found, find
from .foreign import other_source
from .sentences import sentence_starts

#: Between a page of another work and a further page of it.
FURTHER = re.compile(r"[\s,)]*(?:(?:und|sowie|u\.|auch|oder|bzw\.)\s)?(?:auf\s)?")
#: Between a page and the article or issue that is named only behind it: S. 45 des Artikels „…“.
NAMED_BEHIND = re.compile(
    r"\s?[(,]?\s?(?:(?:des|der|von|in|im|aus|vom)\s)?(?:(?:Artikels?|Aufsatz(?:es)?|Text(?:es)?|Heft(?:es|s)?)\s)?[„»«\"‚]?"
)
EBENDA = re.compile(r"\b(?:ebd|ebenda|a\.\s?a\.\s?O)\b", re.I)


def cite(text: str, discussed: str, bibliography: Bibliography, place: Place) -> tuple[list[Citation], list[Finding]]:
    """The citations of a paragraph in the order of its text, and a finding for each mention that is refused.

    `discussed` is a key of the bibliography, or empty; `place` is that of the paragraph.
    """
    found = find(text, bibliography.names)
    if not found:
        return [], []
    starts = sentence_starts(text)
    reading = Reading(text, discussed, bibliography, place)
    for sentence, mentions in groupby(found, key=lambda one: bisect_right(starts, one.core)):
        reading.read(starts[sentence - 1], list(mentions))
    return reading.citations, reading.findings


class Reading:
    """One paragraph, sentence by sentence, each from left to right."""

    def __init__(self, text: str, discussed: str, bibliography: Bibliography, place: Place) -> None:
        self.text, self.discussed, self.bibliography, self.place = text, discussed, bibliography, place
        self.citations: list[Citation] = []
        self.findings: list[Finding] = []
        self.source, self.source_end = "", -1  # another work whose page was the last one, and where that page ends

    def read(self, start: int, found: list[Found]) -> None:
        """A sentence that begins at `start`. `named` is the key or else the issue last named in it."""
        self.bound, self.named = start, ("", "")
        self.issues = {one.issue for one in found}
        self.of_issue: dict[str, str] = {}  # issue → its article named in this sentence, the next before or behind
        for one in reversed([one for one in found if one.keys]):
            self.note(self.called(one))
        for one, following in zip(found, [*found[1:], None], strict=True):
            before = len(self.citations)
            if one.keys:
                self.title(one)
            elif one.issue:
                self.issue(one)
            else:
                self.page(one, following)
            if len(self.citations) > before:
                self.bound = one.end

    def title(self, one: Found) -> None:
        key = self.called(one)
        if not key:
            return self.refuse(one, "JF635")
        self.note(key)
        self.named = key, ""
        return self.accept(one, key, self.bibliography.articles[key].issue)

    def issue(self, one: Found) -> None:
        if not one.possible:
            return self.refuse(one, "JF632")
        self.named = "", one.issue
        if one.pages:
            return self.in_issue(one, one.issue)
        return self.accept(one, self.of_issue.get(one.issue, ""), one.issue)

    def page(self, one: Found, following: Found | None) -> None:
        key, issue = self.named
        if following and NAMED_BEHIND.fullmatch(self.text[one.end : following.start]) and not following.pages:
            key, issue = self.called(following), following.issue
        elif source := self.foreign(one):
            self.source, self.source_end = source, one.end
            return self.refuse(one, "JF633", source=source)
        self.source = ""
        return self.in_issue(one, issue) if issue else self.in_article(one, key or self.discussed)

    def foreign(self, one: Found) -> str:
        """Another work that the page belongs to, or nothing."""
        again = EBENDA.search(self.text, max(0, one.core - 12), one.core)
        if self.source and (again or FURTHER.fullmatch(self.text, self.source_end, one.core)):
            return self.source
        return other_source(self.text, one.core, one.end, self.bound)

    def in_article(self, one: Found, key: str) -> None:
        article = self.bibliography.articles.get(key)
        if not one.pages.possible:
            return self.refuse(one, "JF631")
        if not article:
            return self.refuse(one, "JF634")
        if article.pages and not one.pages.within(article.pages):
            return self.refuse_page(one, article)
        return self.accept(one, key, article.issue)

    def in_issue(self, one: Found, issue: str) -> None:
        """Of the articles that hold the page, or may hold it: the named one, the discussed one, the only one."""
        if not one.pages.possible:
            return self.refuse(one, "JF631")
        articles = self.bibliography.issues.get(issue, {})
        holding = {key for key, article in articles.items() if one.pages.within(article.pages)}
        pool = holding or {key for key, article in articles.items() if not article.pages}
        named = self.of_issue.get(issue, "")
        if named and named not in pool and not holding:
            return self.refuse_page(one, articles[named])
        sure = pool if len(pool) == 1 and (holding or len(articles) == 1) else ()
        return self.accept(one, next((key for key in (named, self.discussed, *sure) if key in pool), ""), issue)

    def called(self, one: Found) -> str:
        """The article of that title: the only one, that of an issue named in the sentence, or the discussed one."""
        keys = [key for key in one.keys if self.bibliography.articles[key].issue in self.issues - {""}]
        keys = keys if len(keys) == 1 else [key for key in one.keys if len(one.keys) == 1 or key == self.discussed]
        return keys[0] if keys else ""

    def note(self, key: str) -> None:
        if key:
            self.of_issue[self.bibliography.articles[key].issue] = key

    def accept(self, one: Found, key: str, issue: str) -> None:
        self.citations.append(Citation(one.start, one.end, key, issue, str(one.pages)))

    def refuse(self, one: Found, code: str, **fields: object) -> None:
        self.findings.append(finding(code, self.place, words=self.text[one.core : one.end].rstrip(" )"), **fields))

    def refuse_page(self, one: Found, article: Article) -> None:
        assert article.pages
        first, last = article.pages
        self.refuse(one, "JF630", title=article.title or article.key, first=first, last=last)
