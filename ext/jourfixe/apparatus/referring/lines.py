"""Where a reference to printed lines leads in a protocol."""

from __future__ import annotations

from itertools import pairwise

from ...labels import lines
from ..numbers.line import line_key, line_name
from .holdings import Holding, Located, Problem, address_of, whole
from .problems import OFFERED, problem
from .reference import digits

Key = tuple[int, int]  # page, or 0, and number; 0 for what is not said


def resolve_lines(first: str, last: str, revision: int, holding: Holding) -> Located | Problem:
    """One span, as it is written. What is between two marks begins at the first of them."""
    if not holding.lines:
        return problem("lineless", whole(holding.id), day=holding.day)
    marks = [line_key(name) for name in holding.lines]
    start, end = _key(first), _key(last)
    if last == "f":
        end = next((mark for mark in marks if mark > start), start) if start[0] else (0, start[1] + 1)
    if bool(start[0]) != bool(marks[0][0]):
        return _otherwise_counted(first, marks, holding)
    for line in (start, end if end[1] else start):
        if not _exists(line, marks):
            near = min(marks, key=lambda mark: (abs(mark[0] - line[0]), abs(mark[1] - line[1])))
            ends = {"first": lines(holding.lines[0]), "last": lines(holding.lines[-1]).removeprefix("Z. ")}
            return problem("line", _located(near, near, marks, holding), line=_said(line), day=holding.day, **ends)
    if end[1] and end < start:
        return problem(
            "backwards", _located(end, start, marks, holding), said=lines(line_name(*start), line_name(*end))
        )
    return _located(start, end, marks, holding, " ff." if last == "ff" else "", revision)


def _key(said: str) -> Key:
    """155 or 3.5."""
    page, _, n = said.rpartition(".")
    return digits(page), digits(n)


def _said(key: Key) -> str:
    return lines(line_name(*key))


def _exists(line: Key, marks: list[Key]) -> bool:
    """Not before the first mark, of its page if lines have one, and less than a step behind the last."""
    step = min((b[1] - a[1] for a, b in pairwise(marks) if a[0] == b[0]), default=1)
    there = [n for page, n in marks if page == line[0]]
    return bool(there) and there[0] <= line[1] < there[-1] + step


def _otherwise_counted(line: str, marks: list[Key], holding: Holding) -> Problem:
    """The numbers begin anew on each page, or they do not. The line may be one of those with the same number."""
    same = [_located(key, key, marks, holding) for key in marks if key[1] == _key(line)[1]]
    return problem("paged" if "." in line else "pageless", *same[:OFFERED], day=holding.day, line=lines(line))


def _located(first: Key, last: Key, marks: list[Key], holding: Holding, tail: str = "", revision: int = 0) -> Located:
    """`last`: (0, 0) if only the first is said."""
    mark, end = max(key for key in marks if key <= first), line_name(*max(first, last))
    address = address_of(holding.id, line_name(*mark), line_name(*last) if last[1] else "", "", revision, "z")
    label = f"Jour fixe {holding.day}, {lines(line_name(*first), end)}{tail}"
    return Located(address, label, holding.id, "z", line_name(*first), end, "", revision)
