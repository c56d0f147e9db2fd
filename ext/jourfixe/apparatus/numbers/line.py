"""Names of printed lines: 155, or 3.5 for line 5 of page 3 where the numbers begin anew on each page."""

from __future__ import annotations

import re

FORM = re.compile(r"(?:([1-9][0-9]{0,8})\.)?([1-9][0-9]{0,8})")


def line_name(page: int, n: int) -> str:
    return f"{page}.{n}" if page else str(n)


def line_key(name: str) -> tuple[int, int]:
    """Page, or 0, and number: the order of lines. ValueError if it is none."""
    m = FORM.fullmatch(name)
    if not m:
        raise ValueError(f"no line: {name!r}")
    return int(m[1] or 0), int(m[2])
