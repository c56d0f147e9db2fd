"""Everything that the edition did to the words of a witness, in a form that a reader can go through.

Each edit of the reading is told in exactly one row. What only divides or marks up the text is counted; margin numbers
are told paragraph by paragraph. Of a transcript, in which nothing was guessed, page and line are only counted, too.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ...model import Emendation, LineMark, Place, Plain, Reason
from ...reading import Reading
from .changed import Change, Changed, Piece, words_around

COUNTED = (Reason.LINE, Reason.PARAGRAPH, Reason.SPACE, Reason.SEPARATOR, Reason.MARKUP, Reason.VOICE)
OF_PRINT = (Reason.MARGIN, Reason.HYPHEN, Reason.FURNITURE)
SHOWN = 100  # characters of what was taken out


@dataclass(frozen=True, slots=True)
class Intervention(Plain):
    """One row. Without `rn` it concerns no paragraph; with `line` 0 it is only counted, or about lost numbers.

    `line` is that of the witness, `printed` the line whose number stands at or before this place, if any. `before`
    and `after` include the words around; of margin numbers `before` lists all, `doubtful` those that are not certain,
    `moved` those that stood elsewhere in the witness; where they have no `rn` they were not carried over.
    `count`: edits of the reading told here. `reason` and `place` are those of an emendation.
    """

    rn: str
    line: int
    kind: Reason
    before: str = ""
    after: str = ""
    count: int = 1
    printed: str = ""
    doubtful: tuple[int, ...] = ()
    moved: tuple[int, ...] = ()
    reason: str = ""
    place: Place | None = None


def interventions(
    reading: Reading, numbers: Sequence[str], emendations: Iterable[Emendation]
) -> tuple[Intervention, ...]:
    """All rows: by their place in the witness, then the lost numbers, then what was only counted."""
    account = _Account(reading, numbers)
    placed = [*account.characters(), *account.emended(emendations)]
    if not reading.exact:
        placed += [*account.furniture(), *account.joints(), *account.margin()]
    rows = [row for _, row in sorted(placed, key=lambda pair: pair[0])]
    if reading.lost:
        rows.append(Intervention("", 0, Reason.LOST, before=_listed(reading.lost), count=0))
    counted = (*OF_PRINT, *COUNTED) if reading.exact else COUNTED
    counts = ((kind, len(account.changed.by_kind[kind])) for kind in counted)
    return (*rows, *(Intervention("", 0, kind, count=count) for kind, count in counts if count))


Row = tuple[int, Intervention]  # with its offset in the witness


class _Account:
    """The rows of one protocol, kind by kind."""

    def __init__(self, reading: Reading, numbers: Sequence[str]) -> None:
        self.changed = Changed(reading, numbers)

    def furniture(self) -> Iterator[Row]:
        for change in self.changed.by_kind[Reason.FURNITURE]:
            yield self._row(change, _short(change.edit.before.strip()), "", 1)

    def characters(self) -> Iterator[Row]:
        """Forms of a character: the same one is told once for each paragraph."""
        alike: dict[tuple[int, str, str], list[Change]] = {}
        for change in self.changed.by_kind[Reason.CHARACTER]:
            alike.setdefault((change.piece.start, change.edit.before, change.edit.after), []).append(change)
        for (_, before, after), same in alike.items():
            left, right = words_around(same[0].piece, same[0].at, len(after))
            yield self._row(same[0], f"{left}{_short(before)}{right}", f"{left}{after}{right}", len(same))

    def joints(self) -> Iterator[Row]:
        """Page breaks and divided words, with all that stood between the two halves."""
        for kind in (Reason.PAGE, Reason.HYPHEN):
            until = 0
            for change in self.changed.by_kind[kind]:
                if change.edit.start < until:
                    continue
                run = self.changed.run(change)
                start, until = run[0].edit.start, run[-1].edit.end
                between, after = self.changed.witness[start:until], "".join(c.edit.after for c in run)
                left, right = words_around(change.piece, run[0].at, len(after))
                count = sum(c.edit.reason is kind for c in run)
                yield self._row(change, f"{left}{_short(between)}{right}", f"{left}{after}{right}", count)

    def margin(self) -> Iterator[Row]:
        """Margin numbers by paragraph; those that were not carried over in one row."""
        marks = {piece.rn: piece.paragraph.lines for piece in self.changed.pieces if piece.paragraph}
        owners = {m.n: (piece, m) for piece in self.changed.pieces for m in marks.get(piece.rn, ())}
        gaps = [-1, *(change.edit.start for change in self.changed.by_kind[Reason.PARAGRAPH])]
        found: dict[str, list[Change]] = {}
        moved: set[int] = set()
        for change in self.changed.by_kind[Reason.MARGIN]:
            n = int(change.edit.before)
            if n in owners and _is_moved(change, gaps[bisect_left(gaps, change.edit.start) - 1], *owners[n]):
                moved.add(n)
            found.setdefault(owners[n][0].rn if n in owners else "", []).append(change)
        for rn, same in found.items():
            start, mine = same[0].edit.start, marks.get(rn, ())
            row = Intervention(
                rn,
                self.changed.line(start),
                Reason.MARGIN,
                _listed(change.edit.before for change in same),
                count=len(same),
                printed=same[0].edit.before if rn else "",
                doubtful=tuple(m.n for m in mine if not m.certain),
                moved=tuple(m.n for m in mine if m.n in moved),
            )
            yield start, row

    def emended(self, emendations: Iterable[Emendation]) -> Iterator[Row]:
        """Emendations, with the line of the witness in which the words stand."""
        pieces = {piece.rn: piece for piece in self.changed.pieces if piece.paragraph}
        shift: Counter[str] = Counter()
        for e in emendations:
            at = pieces[e.rn].start + e.start - shift[e.rn]
            shift[e.rn] += len(e.after) - len(e.before)
            start = self.changed.source(at)
            line, printed = self.changed.line(start), self.changed.printed(at)
            row = Intervention(e.rn, line, Reason.EMENDATION, e.before, e.after, 0, printed, (), (), e.reason, e.place)
            yield start, row

    def _row(self, change: Change, before: str, after: str, count: int) -> Row:
        start = change.edit.start
        line, printed = self.changed.line(start), self.changed.printed(change.at)
        return start, Intervention(change.piece.rn, line, change.edit.reason, before, after, count, printed)


def _is_moved(change: Change, gap: int, piece: Piece, mark: LineMark) -> bool:
    """Stood the number outside of its paragraph, or at another word? `gap`: the last end of a paragraph before it."""
    return not (gap <= piece.source <= change.edit.start and 0 <= piece.start + mark.offset - change.at <= 1)


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"


def _listed(numbers: Iterable[object]) -> str:
    return ", ".join(map(str, numbers))
