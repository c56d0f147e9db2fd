"""The numbers themselves: 34 < 34a < 34aa < 34b < 35, and which one a new paragraph gets."""

from __future__ import annotations

import re
from collections.abc import Collection
from string import ascii_lowercase

FORM = re.compile(r"(\d+)([a-z]*)")


def sort_key(rn: str) -> tuple[int, str]:
    """Order of Randnummern. ValueError if it is none."""
    m = FORM.fullmatch(rn)
    if not m:
        raise ValueError(f"no Randnummer: {rn!r}")
    return int(m[1]), m[2]


def next_rn(before: str, taken: Collection[str]) -> str:
    """A number never used before, for a paragraph inserted behind `before` ("0" for the very beginning)."""
    number, suffix = FORM.fullmatch(before).groups()  # type: ignore[union-attr]
    if suffix and suffix[-1] != "z":
        sibling = f"{number}{suffix[:-1]}{chr(ord(suffix[-1]) + 1)}"
        if sibling not in taken:
            return sibling
    for letter in ascii_lowercase:
        if f"{before}{letter}" not in taken:
            return f"{before}{letter}"
    return next_rn(f"{before}z", taken)
