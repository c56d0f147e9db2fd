"""Which lines are rows of a table, and which only rule it.

Known are rows between bars, of pipe and grid tables; rows above and below a rule of dashes that shows the columns; and
rows of short cells, one below the other, parted by wide gaps.
"""

from __future__ import annotations

import re

BARS = re.compile(r"\|.*\|")
RULE = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:[|+][ \t]*:?-+:?[ \t]*)*\|?|\+[-=:+]+\+|\|[ \t|]*\|")
COLUMNS = re.compile(r"-{2,}(?:[ \t]+-{2,})+")
FRAME = re.compile(r"-{5,}")
GAP = re.compile(r"(?<=\S)[ \t]{3,}(?=\S)")
CELL = 36  # characters: what stands in columns as wide is no table, but two pages
HEADER = 5  # lines at most from the frame of a table to the rule under its header


def find_rows(texts: list[str], opens: list[bool]) -> dict[int, bool]:
    """Indexes of the lines of tables: true for a row, false for a rule. `opens`: a blank line stands before it."""
    found: dict[int, bool] = {}
    i = 0
    while i < len(texts):
        if i not in found and BARS.fullmatch(texts[i]):
            found[i] = not RULE.fullmatch(texts[i])
        elif texts[i].startswith("+") and RULE.fullmatch(texts[i]):
            found[i] = False
        elif COLUMNS.fullmatch(texts[i]) and i and i - 1 not in found and not opens[i]:
            found.update(_columns(texts, opens, i))
        i += 1
    return _aligned(texts, opens) | found


def _aligned(texts: list[str], opens: list[bool]) -> dict[int, bool]:
    """Lines one below the other that wide gaps part into short cells."""
    gaps = [_short_cells(text) for text in texts]
    beside = zip(gaps, [False, *gaps], [*gaps[1:], False], opens, [*opens[1:], True], strict=False)
    return {
        i: True
        for i, (here, above, below, opened, opens_below) in enumerate(beside)
        if here and ((above and not opened) or (below and not opens_below))
    }


def _short_cells(text: str) -> bool:
    """Is the line more than one cell, and all of them short?"""
    at = 0
    for gap in GAP.finditer(text) if "   " in text or "\t" in text else ():
        if gap.start() - at > CELL:
            return False
        at = gap.end()
    return 0 < at and len(text) - at <= CELL


def _columns(texts: list[str], opens: list[bool], rule: int) -> dict[int, bool]:
    """A table ruled by dashes: to its frame, if it begins with one, else to the next blank line."""
    found = {rule: False, rule - 1: True}
    frame = next((i for i in range(rule - 1, max(-1, rule - HEADER), -1) if FRAME.fullmatch(texts[i])), None)
    if frame is not None:
        end = next((i for i in range(rule + 1, len(texts)) if FRAME.fullmatch(texts[i])), None)
        if end is not None:
            return {i: not FRAME.fullmatch(texts[i]) and i != rule for i in range(frame, end + 1)}
    for i in range(rule + 1, len(texts)):
        if opens[i]:
            break
        found[i] = not COLUMNS.fullmatch(texts[i])
    return found
