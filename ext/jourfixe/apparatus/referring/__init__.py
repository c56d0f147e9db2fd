"""References as people write them: what they say (parse), where it stands (resolve), where they stand (mentions)."""

from __future__ import annotations

from .grammar import GRAMMAR
from .problems import PROBLEMS, SHARED


def tables() -> dict[str, object]:
    """What verweis.js shares with this package, each under the name that it has there."""
    return {"GRAMMAR": _as_script(GRAMMAR), "PROBLEMS": {kind: PROBLEMS[kind] for kind in SHARED}}


def _as_script(data: object) -> object:
    """The same patterns, as JavaScript writes named groups."""
    if isinstance(data, dict):
        return {name: _as_script(value) for name, value in data.items()}
    if isinstance(data, list):
        return [_as_script(value) for value in data]
    return data.replace("(?P<", "(?<") if isinstance(data, str) else data
