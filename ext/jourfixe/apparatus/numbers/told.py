"""Changes in sentences: an editor reads them before publishing, and a reader afterwards."""

from __future__ import annotations

from ...labels import MOVED, gone_name, new_name, reworded_name
from .history import Change, Kind, Step


def sentence(change: Change) -> str:
    """What became of a number; begins with it."""
    if change.kind is Kind.CHANGED:
        return reworded_name(change.rn)
    if change.kind is Kind.NEW:
        return new_name(change.rn)
    return gone_name(change.rn, change.into, dropped=change.kind is Kind.GONE)


def sentences(step: Step) -> list[str]:
    return [*map(sentence, step.changes), *([MOVED] if step.moved else [])]
