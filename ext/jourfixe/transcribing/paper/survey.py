"""The first pass: the lines of every page, and what can only be seen over many pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from ..unreadable import Unreadable
from .annotations import annotations_of
from .column import Evidence, line_column, numbered
from .fonts import Style
from .furniture import Habits
from .glyphs import sheet_of
from .manner import Type
from .margin import edges_of, joined, leading_of, marks_of
from .regions import Region, regions_of
from .rows import Row
from .spool import Spool

PICTURE, DAMAGED = "enthält nur ein Bild", "ist beschädigt"
LEADING = 1.2  # of the type size, where no two lines tell


class PageRows(NamedTuple):
    n: int
    regions: list[Region]
    aside: str
    missing: str = ""  # why a page may have text in print that is none here


class Survey:
    """`pages`: the lines as they stand, numbers in the margin among their words."""

    def __init__(self) -> None:
        self.pages: Spool[PageRows] = Spool()
        self.evidence = Evidence()
        self.habits = Habits()
        self.sizes: Counter[float] = Counter()
        self.gaps: Counter[tuple[float, float]] = Counter()
        self.inner: Counter[tuple[float, float]] = Counter()  # above lines that begin within a sentence
        self.letters = self.bold_letters = 0
        self.text = self.opened = False
        self.count = 0
        self.unprinted: Counter[str] = Counter()  # comments and fields, by name

    def add(self, page: PageRows) -> None:
        self.pages.add(page)
        self.count += 1
        self.text = self.text or bool(page.regions)
        self.opened = self.opened or page.missing != DAMAGED
        for region in page.regions:
            leading = leading_of(region.rows)
            edges = edges_of(region.rows)
            marks = marks_of(region, edges)
            column = line_column(marks)
            self.evidence.add(region, column)
            bare = numbered(region, column)
            self.habits.add(bare, leading, alone=len(page.regions) == 1)
            for row in bare.rows:
                self._weigh(row)
            for a, b in pairwise(bare.rows):
                if a.size == b.size and b.words:
                    within = b.words[0].text[0].islower()
                    (self.inner if within else self.gaps)[a.size, round(b.y - a.y, 1)] += 1

    def _weigh(self, row: Row) -> None:
        letters = sum(len(word.text) for word in row.words)
        self.sizes[row.size] += letters
        self.letters += letters
        self.bold_letters += sum(len(word.text) for word in row.words if word.bold)

    @property
    def all_bold(self) -> bool:
        """Where most of the text is bold, bold means nothing."""
        return 2 * self.bold_letters > self.letters

    @property
    def body(self) -> Type:
        size = max(self.sizes, key=lambda s: self.sizes[s], default=10.0)
        leading = _usual(self.inner, size) or min(_usual(self.gaps, size) or LEADING * size, 1.5 * size)
        return Type(size, leading)


def _usual(counted: Counter[tuple[float, float]], size: float) -> float:
    """The most usual distance of lines of this size, the least of several; 0.0 if there is none."""
    gaps = {gap: n for (s, gap), n in counted.items() if s == size and gap > 0.8 * size}
    near = {gap: sum(m for other, m in gaps.items() if abs(other - gap) <= 0.3) for gap in gaps}
    most = max(near.values(), default=0)
    return min((gap for gap, n in near.items() if n == most), default=0.0)


def survey(path: Path, progress: Callable[[int, int], None]) -> Survey:
    """Go through the file. Raises Unreadable: JF021 encrypted, JF022 damaged, JF023 without text."""
    found = Survey()
    with _opened(path) as document:
        pages = len(document)
        if not pages:
            raise Unreadable("JF022")
        known: dict[str, Style] = {}
        for i in range(pages):
            found.add(_page(document, i, known, found.unprinted))
            progress(i + 1, pages)
    if not found.text:
        raise Unreadable("JF023" if found.opened else "JF022")
    return found


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        locked = getattr(error, "err_code", None) in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
        raise Unreadable("JF021" if locked or "password" in str(error).lower() else "JF022") from error
    try:
        yield document
    finally:
        document.close()


def _page(document: Any, i: int, known: dict[str, Style], unprinted: Counter[str]) -> PageRows:
    """A page that pdfium cannot load is one without text."""
    try:
        page = document[i]
    except pypdfium2.PdfiumError:
        return PageRows(i + 1, [], "", DAMAGED)
    try:
        sheet = sheet_of(page, known)
        unprinted.update(annotations_of(page))
    finally:
        page.close()
    regions = [region._replace(rows=joined(region.rows)) for region in regions_of(sheet, i + 1)]
    return PageRows(i + 1, regions, sheet.aside, PICTURE if sheet.pictures else "")
