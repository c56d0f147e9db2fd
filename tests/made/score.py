"""How much of the truth was found. Every score is between 0 and 1; 1 is all of it and nothing else.

Passages and lines are compared by their words, so that one that is missing does not spoil those after it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from typing import NamedTuple

from jourfixe.model import Paragraph
from jourfixe.transcribing.transcript import Passage, PrintedLine

from .truth import Row, Told

NEAR = 24  # letters that tell one passage or line from the others


class Score(NamedTuple):
    """`errors`: characters to change for one of the true text; the others are shares."""

    errors: float
    passages: float
    roles: float
    lines: float

    def reaches(self, errors: float, share: float) -> bool:
        return self.errors <= errors and min(self[1:]) >= share

    def __str__(self) -> str:
        return f"{self.errors:.4f} {self.passages:.3f} {self.roles:.3f} {self.lines:.3f}"


def distance(one: str, other: str) -> int:
    """How many characters must be put in, left out or replaced to make one text the other.

    Myers 1999 in Hyyrö's form: a column of differences is one number, with a bit for each character of `one`.
    """
    if not one:
        return len(other)
    where: dict[str, int] = {}
    for i, char in enumerate(one):
        where[char] = where.get(char, 0) | 1 << i
    mask, top = (1 << len(one)) - 1, 1 << (len(one) - 1)
    more, less, score = mask, 0, len(one)
    for char in other:
        same = where.get(char, 0)
        across = same | less
        same |= ((same & more) + more) ^ more
        rises, falls = less | ~(same | more) & mask, more & same
        score += bool(rises & top) - bool(falls & top)
        rises, falls = (rises << 1 | 1) & mask, falls << 1 & mask
        more, less = falls | ~(across | rises) & mask, rises & across
    return score


def agreement(true: Iterable[Hashable], found: Iterable[Hashable]) -> float:
    """Share of what is in both, of the larger of the two (with repetitions); 1 if there is nothing to find."""
    one, other = Counter(true), Counter(found)
    return (one & other).total() / max(one.total(), other.total(), 1) if one or other else 1.0


def read_score(told: Sequence[Told], read: Sequence[Paragraph], *, lined: bool = True, paged: bool = False) -> Score:
    """Of paragraphs as read. `lined`: line starts are counted too; `paged`: numbers begin anew on each page."""
    true = [x for x in told if x.role]
    texts, found = [x.text for x in true], [p.text for p in read]
    starts = _starts((x.text, x.rows, [(_name(row, paged), row.offset) for row in x.rows]) for x in true)
    marks = [(mark.name, _near(p.text, mark.offset)) for p in read for mark in p.lines if mark.certain]
    return Score(
        _rate("\n".join(texts), "\n".join(found)),
        agreement(map(_ends, texts), map(_ends, found)),
        agreement([(_ends(x.text), x.role) for x in true], [(_ends(p.text), p.role) for p in read]),
        _line_score(starts, marks) if lined else 1.0,
    )


def printed_score(told: Sequence[Told], passages: Sequence[Passage]) -> Score:
    """Of a transcript, line by line as printed; `roles` are kinds of passages."""
    true = [[_shown(row.text, row.divided) for row in x.rows] for x in told]
    found = [[_shown(_text(line), line.divided) for line in p.lines] for p in passages]
    starts = _starts(("", x.rows, [(_name(row, False), row.text) for row in x.rows]) for x in told)
    marks = [(str(line.n), _text(line)) for p in passages for line in p.lines if line.n is not None]
    return Score(
        _rate(_whole(true), _whole(found)),
        agreement(map(_frame, true), map(_frame, found)),
        agreement(
            [(_frame(rows), x.kind, x.mark) for rows, x in zip(true, told, strict=True)],
            [(_frame(rows), p.kind, p.mark) for rows, p in zip(found, passages, strict=True)],
        ),
        _line_score(starts, marks),
    )


def _name(row: Row, paged: bool) -> str | None:
    return None if row.n is None else f"{row.page}.{row.n}" if paged else str(row.n)


def _rate(true: str, found: str) -> float:
    return 0.0 if true == found else distance(true, found) / len(true)


def _whole(passages: Iterable[list[str]]) -> str:
    return "\n\n".join("\n".join(rows) for rows in passages)


def _shown(text: str, divided: bool) -> str:
    return text + "¬" * divided


def _text(line: PrintedLine) -> str:
    return "".join(f"[^{run.text.strip()}]" if run.note else run.text for run in line.runs).strip()


def _ends(text: str) -> tuple[str, str]:
    letters = "".join(text.split())
    return letters[:NEAR], letters[-NEAR:]


def _frame(rows: Sequence[str]) -> tuple[str, str]:
    return _ends("".join(rows))


def _near(text: str, offset: int) -> str:
    """The words at an offset, and at the end of a text those before it."""
    return text[max(0, offset - NEAR) : offset] + "|" + text[offset : offset + NEAR].strip()


class Starts(NamedTuple):
    """Line starts: those that must be found, and those that may be found too."""

    must: Counter[tuple[str, str]]
    may: Counter[tuple[str, str]]


def _starts(passages: Iterable[tuple[str, Sequence[Row], list[tuple[str | None, int | str]]]]) -> Starts:
    """Between two printed numbers each line can be counted; before the first and after the last it need not be."""
    rows = [
        (row, n, _near(text, where) if isinstance(where, int) else where)
        for text, lines, starts in passages
        for row, (n, where) in zip(lines, starts, strict=True)
        if n is not None
    ]
    printed = [i for i, (row, _, _) in enumerate(rows) if row.printed]
    first, last = (printed[0], printed[-1]) if printed else (0, -1)
    every = Counter((n, where) for _, n, where in rows)
    return Starts(Counter((n, where) for _, n, where in rows[first : last + 1]), every)


def _line_score(starts: Starts, found: list[tuple[str, str]]) -> float:
    """Each line that must be found and was; one that was found and is none counts as much as one that was not."""
    marks = Counter(found)
    missed, wrong = (starts.must - marks).total(), (marks - starts.may).total()
    return 1 - (missed + wrong) / max(starts.must.total() + wrong, 1)
