"""The second pass: numbers and furniture taken out of the lines, and each line given its kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import NamedTuple

from ...reading.header import opens_head
from ..transcript import Doubt, Kind
from .column import Column, counted_apart, line_column, numbered, twins
from .counting import Counted, Tally
from .due import Due
from .furniture import furniture_of
from .headings import LARGE
from .hyphens import Cuts
from .kinds import kinds_of
from .manner import Manner
from .margin import Edges, Mark, edges_of, marks_of
from .passages import Printed
from .regions import Region
from .rows import Row
from .separators import with_separators
from .spool import Spool
from .struck import struck_out
from .survey import PageRows, Survey

NEAR = 0.15  # of the leading: gaps as near to whole lines may be empty lines


class SortedPage(NamedTuple):
    lines: list[Printed]
    counts: list[Counted]


def sort(found: Survey, alive: Callable[[], None]) -> Sorting:
    """Go through the pages once more; `alive` is called after each."""
    sorting = Sorting(found)
    for page in found.pages:
        sorting.add(_of_one_weight(page) if found.all_bold else page)
        alive()
    found.pages.close()
    return sorting


class Sorting:
    """`pages` in order; `manner`, `tally` and `cuts` are complete when all are added."""

    def __init__(self, found: Survey) -> None:
        self.found, self.body = found, found.body
        self.pages: Spool[SortedPage] = Spool()
        self.manner = Manner(self.body)
        self.tally = Tally()
        self.cuts = Cuts()
        self.annotated = False
        self.text = False  # there is more than page numbers and the like
        self._due = Due()
        self._sides = found.evidence.sides()
        self._told = False
        self._region = 0
        self._note_open = False
        self._missing: list[str] = []

    def add(self, page: PageRows) -> None:
        lines: list[Printed] = []
        furniture = [page.aside] if page.aside else []
        for region in page.regions:
            lines += self._sort_region(region, furniture)
        if not lines and page.missing:
            self._missing.append(f"Seite {page.n} {page.missing}")
        if lines:
            doubts = tuple(Doubt("JF126", why) for why in self._missing)
            if not self.text and self.found.unprinted:
                doubts = (*doubts, Doubt("JF132", _listed(self.found.unprinted)))
            self.text = True
            self._missing = []
            lines[0] = lines[0]._replace(opens=tuple(furniture), doubts=(*doubts, *lines[0].doubts))
        counts = [self._counted(lines, i) for i in range(len(lines))]
        self.tally.add(counts)
        self.pages.add(SortedPage(lines, counts))

    def _sort_region(self, region: Region, furniture: list[str]) -> Iterator[Printed]:
        self._region += 1
        region, doubts = self._without_numbers(region)
        taken, unsure = furniture_of(region, self.found.habits, self.body.leading, self._due.counts(region.rows))
        furniture += [region.rows[i].text for i in taken]
        rows = [row for i, row in enumerate(region.rows) if i not in taken]
        for i in unsure:
            asked_at = rows[0] if i in taken and rows else region.rows[i]
            doubts[id(asked_at)] = Doubt("JF125", region.rows[i].text[:60])
        self._due.go_on(rows)
        if not any(row.words for row in rows):
            return
        edges = edges_of(row for row in rows if row.size >= 0.94 * self.body.size) if len(rows) > 1 else edges_of(rows)
        rows = list(with_separators(rows, region.rules, edges, self.body))
        kinds = kinds_of(rows, edges, self.body, region.rules, self._note_open)
        self._note_open = kinds[-1] is Kind.FOOTNOTE and not rows[-1].text.endswith((".", "!", "?", "“", ")"))
        kinds = list(self._headings(region, rows, kinds, edges))
        self.manner.add(rows, kinds, edges)
        self.cuts.read(row.text for row in rows)
        for row, kind in zip(rows, kinds, strict=True):
            self.annotated = self.annotated or kind is Kind.FOOTNOTE
            asked = [doubts[id(row)]] if id(row) in doubts else []
            if struck := struck_out(row, region.rules):
                asked.append(Doubt("JF132", f"durchgestrichen: {struck}"))
            yield Printed(row, kind, edges, region.page, self._region, None, tuple(asked))

    def _without_numbers(self, region: Region) -> tuple[Region, dict[int, Doubt]]:
        """The numbers of the column in their rows; other digits outside the text are doubtful."""
        edges = edges_of(region.rows)
        found = marks_of(region, edges)
        marks = [m for m in found if m.side in self._sides] or self._untold(found)
        best = line_column(marks, self._sides)
        if best and not self._counts(best):
            best = None
        apart = (*counted_apart(best, marks), *twins(best, found)) if best else ()
        left = [m for m in marks if m not in apart and (not best or m not in best.marks)]
        region = numbered(region, best, apart)
        doubts = {
            id(row): _doubt(m) for m in left for row in region.rows if m.words[0] in row.words and row.words != m.words
        }
        return region, doubts

    def _untold(self, marks: list[Mark]) -> list[Mark]:
        """Numbers grow beside the lines of a file that has no line numbers: the first of them is told."""
        column = line_column(marks)
        if self._sides or self._told or not column or len(column.marks) < 3:
            return []
        self._told = True
        return [column.marks[0]]

    def _counts(self, column: Column) -> bool:
        """A page may have one number only, but it is one of the steps."""
        step = self.found.evidence.step
        return len(column.marks) > 1 or not step or column.marks[0].value % step == 0

    def _headings(self, region: Region, rows: list[Row], kinds: list[Kind], edges: Edges) -> Iterator[Kind]:
        """Bold lines within a paragraph are none; the head of the protocol is one, however it is set."""
        before: Kind | None = None
        for i, (row, kind) in enumerate(zip(rows, kinds, strict=True)):
            if kind is Kind.HEADING and row.size < LARGE * self.body.size and before is Kind.PARAGRAPH:
                close = row.y - rows[i - 1].y < 1.15 * self.body.leading
                if close and edges.right - rows[i - 1].x1 < 2 * self.body.size:
                    kind = Kind.PARAGRAPH
            if kind is Kind.PARAGRAPH and region.page == 1 and i < 8 and before in (None, Kind.HEADING):
                if row.words and opens_head(row.text) and (Kind.HEADING not in kinds[i:] or self._apart(rows, i)):
                    kind = Kind.HEADING
            before = kind
            yield kind

    def _apart(self, rows: list[Row], i: int) -> bool:
        return i + 1 == len(rows) or rows[i + 1].y - rows[i].y > 1.15 * self.body.leading

    def _counted(self, lines: list[Printed], i: int) -> Counted:
        line = lines[i]
        if not i or lines[i - 1].region != line.region:
            return Counted(line.kind, line.row.number, 0, i == 0, 1 if line.region > 1 else 0)
        gap = (line.row.y - lines[i - 1].row.y) / self.body.leading
        if Kind.HEADING in (line.kind, lines[i - 1].kind):
            return Counted(line.kind, line.row.number, 0, False, max(0, int(gap + NEAR) - 1))
        blanks = round(gap) - 1 if gap > 1.5 and abs(gap - round(gap)) <= NEAR else 0
        return Counted(line.kind, line.row.number, blanks, False)


def _listed(counted: Counter[str]) -> str:
    return ", ".join(f"{name} ({n})" for name, n in sorted(counted.items()))


def _of_one_weight(page: PageRows) -> PageRows:
    regions = [region._replace(rows=[row.of_one_weight() for row in region.rows]) for region in page.regions]
    return page._replace(regions=regions)


def _doubt(mark: Mark) -> Doubt:
    return Doubt("JF121", f"{mark.value}", f"[{mark.value}]")
