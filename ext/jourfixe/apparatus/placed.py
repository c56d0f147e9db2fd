"""What is found in a text, in its order and paragraph by paragraph, as an editor goes through it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from ..findings import finding
from ..model import Finding, Paragraph, Place, Reason
from ..reading.source import LINE_END
from ..reading.transcript import COMMENT
from .emending.interventions import Intervention

SUMMED = "JF202"  # the hyphens at line ends, of which a finding of the reading tells the first
Row = tuple[str, Finding]  # with the number of its paragraph; without one it concerns none


def placed(
    findings: Iterable[Finding],
    numbered: Iterable[tuple[str, Paragraph]],
    witness: str,
    made: Sequence[Intervention] = (),
) -> list[Row]:
    """First what is not about the text. `witness`: what the paragraphs were read from; `made`: what was done to it."""
    begins, file = [("", (0, 0))], ""
    for rn, paragraph in numbered:
        file = paragraph.place.file
        begins.append((rn, (paragraph.place.line, paragraph.place.column)))
    begins.sort(key=lambda begin: begin[1])
    lines = LINE_END.split(witness)
    hyphens = list(_hyphens(made, lines, file))
    rows = list(hyphens)
    for found in findings:
        if found.place.file != file:
            rows.append(("", found))
        elif found.code != SUMMED or not hyphens:
            at = bisect_right(begins, _meant(found.place, lines), key=lambda begin: begin[1]) - 1
            rows.append((begins[at][0], found))
    return sorted(rows, key=lambda row: (row[1].place.file == file, row[1].place.line, row[1].place.column))


def _meant(place: Place, lines: list[str]) -> tuple[int, int]:
    """Line and column; a comment of a transcript is about the line behind it."""
    line, column = place.line, place.column
    while line < len(lines) and COMMENT.match(lines[line - 1]):
        line, column = line + 1, len(lines[line])
    return line, column


def _hyphens(made: Iterable[Intervention], lines: list[str], file: str) -> Iterator[Row]:
    """Each of them, with the word as it was read and as it would be with its hyphen."""
    for row in made:
        if row.kind is Reason.HYPHEN and row.rn and 0 < row.line <= len(lines):
            first, *_, last = row.before.split()
            column = lines[row.line - 1].rfind(first) + 1
            at = Place(file, row.line, column or 1)
            yield row.rn, finding("JF211", at, read=_bare(row.after), other=_bare(f"{first.rstrip('-')}-{last}"))


def _bare(word: str) -> str:
    return word.strip(".,;:!?„“()*_")
