"""How editors write what they refer to: 2026-01-12:34, 34-36, Z. 155, 2026-01-12."""

from __future__ import annotations

import re

DAY = re.compile(r"(\d{4}-\d{2}-\d{2})")
TARGET = re.compile(
    r"(?:(\d{4}-\d{2}-\d{2})\s*[:/,]\s*)?(?:(Rn|Z)\b\.?\s*)?(\d+(?:\.\d+|[a-z]*))(?:\s*[-–]\s*(\d+(?:\.\d+|[a-z]*)))?"
)
OWN = ("protokoll", "rn", "z", "lit")
NOTED = ("term", "ref")  # types of other domains that pages must notice


def kind_of(typ: str, target: str) -> str:
    """Type of a reference; where it was written without one, the target tells."""
    if typ in OWN or typ in NOTED:
        return typ
    if DAY.fullmatch(target):
        return "protokoll"
    m = TARGET.fullmatch(target.strip())
    return "z" if m and m[2] and m[2].startswith("Z") else "rn"
