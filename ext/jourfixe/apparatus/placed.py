"""Which paragraph a finding belongs to, by its line in raw.md."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from ..model import Finding, Paragraph
from ..reading.decode import LINE_END
from ..reading.transcript import COMMENT


def placed(
    findings: Iterable[Finding], numbered: Iterable[tuple[str, Paragraph]], witness: str
) -> Iterator[tuple[str, Finding]]:
    """Findings in the order of the text, each with the number of its paragraph; without one what belongs to none.

    `witness`: the text of the file that the paragraphs were read from.
    """
    begins, file = [("", (0, 0))], ""
    for rn, paragraph in numbered:
        file = paragraph.place.file
        begins.append((rn, (paragraph.place.line, paragraph.place.column)))
    lines = LINE_END.split(witness)

    def place(found: Finding) -> tuple[int, int]:
        """A comment of a transcript is about the line behind it."""
        line, column = found.place.line, found.place.column
        while line < len(lines) and COMMENT.match(lines[line - 1]):
            line, column = line + 1, len(lines[line])
        return line, column

    of_text = sorted((f for f in findings if f.place.file == file), key=lambda f: (f.place.line, f.place.column))
    for found in findings:
        if found.place.file != file:
            yield "", found
    for found in of_text:
        yield begins[bisect_right(begins, place(found), key=lambda begin: begin[1]) - 1][0], found
