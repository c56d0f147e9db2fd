"""The account of what was changed. Edited text and ledger together give back the witness.

The edits of a reading are sorted, do not overlap, and leave every character between them as it was.
"""

from __future__ import annotations

from collections.abc import Iterable

from ..model import Edit


def apply(witness: str, edits: Iterable[Edit]) -> str:
    """The edited text as one string: the texts of all headings and paragraphs, one after the other.

    ValueError where an edit does not fit the witness.
    """
    out: list[str] = []
    at = 0
    for edit in edits:
        if edit.start < at or witness[edit.start : edit.end] != edit.before:
            raise ValueError(f"edit does not fit at {edit.start}: {edit.before!r}")
        out += witness[at : edit.start], edit.after
        at = edit.end
    out.append(witness[at:])
    return "".join(out)


def restore(edited: str, edits: Iterable[Edit]) -> str:
    """The witness, from the edited text and the ledger alone. ValueError where they do not fit."""
    out: list[str] = []
    read = written = 0
    for edit in edits:
        kept = edit.start - written
        if kept < 0 or edited[read + kept : read + kept + len(edit.after)] != edit.after:
            raise ValueError(f"edit does not fit at {edit.start}: {edit.after!r}")
        out += edited[read : read + kept], edit.before
        read += kept + len(edit.after)
        written = edit.end
    out.append(edited[read:])
    return "".join(out)
