"""Passages while they grow: one is open, its footnotes come at the foot of the page, or go on on the next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ..transcript import Doubt, Kind, Passage
from .lines import passage_of
from .manner import Manner, italic, opens_with_dash
from .notes import glued_mark, marks_in, own_mark, without_glue
from .passages import Printed, has_sign, verdict


@dataclass(slots=True)
class Note:
    mark: str
    lines: list[Printed]


@dataclass(slots=True)
class Draft:
    lines: list[Printed]
    notes: list[Note] = field(default_factory=list)

    @property
    def page(self) -> int:
        """The page on which it ends, with its footnotes."""
        return max(lines[-1].page for lines in (self.lines, *(note.lines for note in self.notes)))

    def marks(self, page: int) -> set[str]:
        """Marks on one of its pages that have no footnote yet."""
        found = {mark for line in self.lines if line.page == page for mark in marks_in(line.row)}
        return found - {note.mark for note in self.notes}


class Gathering:
    """Takes the lines of a file one by one, and gives its passages back in order."""

    def __init__(self, manner: Manner, words: frozenset[str], divides: bool, annotated: bool) -> None:
        self.manner, self.words, self.divides, self.annotated = manner, words, divides, annotated
        self.drafts: list[Draft] = []
        self.note: Note | None = None

    def take(self, lines: Iterable[Printed]) -> Iterator[Passage]:
        """The lines of a page; passages that end before it are done."""
        page = 0
        for line in _parted(list(lines)):
            page = line.page
            if line.kind is Kind.FOOTNOTE:
                self._take_note(line)
            elif line.row.words:
                self._take(line)
        while len(self.drafts) > 1 and self.drafts[0].page < page:
            draft = self.drafts.pop(0)
            if any(note is self.note for note in draft.notes):
                self.note = None
            yield from self._done(draft)

    def rest(self) -> Iterator[Passage]:
        for draft in self.drafts:
            yield from self._done(draft)
        self.drafts = []

    def _take(self, line: Printed) -> None:
        if self.drafts:
            open_ = self.drafts[-1]
            judged = verdict(open_.lines[-1], line, len(open_.lines) == 1, self.manner)
            if judged.doubt:
                line = line._replace(doubts=(*line.doubts, judged.doubt))
            if not judged.begins:
                open_.lines.append(line)
                return
        self.drafts.append(Draft([line._replace(sign=line.kind is Kind.ITEM and has_sign(line.row))]))

    def _take_note(self, line: Printed) -> None:
        """A footnote belongs to the passage with its mark; a line of none goes on with the one before it."""
        mark = own_mark(line.row)
        begins = mark and (not self.note or self._expected(mark, line))
        if not begins and self.note:
            self.note.lines.append(line)
            return
        if not begins or not self.drafts:
            self._take(line._replace(kind=Kind.PARAGRAPH))
            return
        draft = next((d for d in reversed(self.drafts) if mark in d.marks(line.page)), None)
        if draft is None:
            draft = self.drafts[-1]
            line = line._replace(doubts=(*line.doubts, Doubt("JF130", f"[{mark}] {line.row.text[:40]}")))
        self.note = Note(mark, [line])
        draft.notes.append(self.note)

    def _expected(self, mark: str, line: Printed) -> bool:
        """A footnote begins: its mark is raised, stands in the text of the page, or comes next."""
        assert self.note
        follows = mark.isdigit() and self.note.mark.isdigit() and int(mark) == int(self.note.mark) + 1
        return line.row.words[0].raised or follows or any(mark in d.marks(line.page) for d in self.drafts)

    def _done(self, draft: Draft) -> Iterator[Passage]:
        notes = frozenset(note.mark for note in draft.notes)
        lines = [self._unmatched(line, notes) for line in draft.lines] if self.annotated else draft.lines
        lines = [lines[0]._replace(doubts=(*lines[0].doubts, *self._unsure(lines))), *lines[1:]]
        yield passage_of(lines, notes, self.words, self.divides)
        for note in draft.notes:
            own = [line._replace(kind=Kind.FOOTNOTE) for line in note.lines]
            yield passage_of(own, frozenset(), self.words, self.divides, note.mark)

    def _unsure(self, lines: list[Printed]) -> Iterator[Doubt]:
        """A row of a table has several lines; a dash opens what is not italic, where contributions are."""
        first = lines[0]
        if first.kind is Kind.ROW and len(lines) > 1:
            yield Doubt("JF127", " / ".join(line.row.text for line in lines)[:80])
        if first.kind is Kind.PARAGRAPH and self.manner.speaks_italic and opens_with_dash(first.row):
            if len(first.row.words) > 2 and not all(italic(line.row) for line in lines):
                yield Doubt("JF131", "Beitrag", "Leitung")

    def _unmatched(self, line: Printed, notes: frozenset[str]) -> Printed:
        """A raised number without a footnote, where others have one."""
        alone = [mark for mark in marks_in(line.row) if mark not in notes and mark.isdigit()]
        if not alone:
            return line
        return line._replace(doubts=(*line.doubts, Doubt("JF130", f"{alone[0]}", f"[{alone[0]}]")))


def _parted(lines: list[Printed]) -> Iterator[Printed]:
    """The lines of a page, with the marks of footnotes as words of their own where the font hides that they are."""
    notes = [line.kind is Kind.FOOTNOTE for line in lines]
    marks = [mark for line, note in zip(lines, notes, strict=True) if note and (mark := glued_mark(line.row))]
    for line, note in zip(lines, notes, strict=True):
        yield line._replace(row=without_glue(line.row, marks, note)) if marks else line
