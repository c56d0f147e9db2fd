"""How near a reading comes to the truth: shares of words, from 0 to 1.

A truth is a text file: one paragraph on each line, "role: text", and --- between sections.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import NamedTuple

from jourfixe.model import Protocol

Said = list[tuple[str, str]]  # role, text


class Score(NamedTuple):
    """`text`: words that are right. `roles`: words right and said by the right one. `bounds`: ends of paragraphs."""

    text: float
    roles: float
    bounds: float
    sections: tuple[int, int]


def truth_of(text: str) -> tuple[Said, int]:
    """The paragraphs and how many sections they are in."""
    rows = [row for row in text.splitlines() if row]
    said = [(row.partition(": ")[0], row.partition(": ")[2]) for row in rows if row != "---"]
    return said, rows.count("---") + 1


def score(truth: str, protocol: Protocol) -> Score:
    true, sections = truth_of(truth)
    read = [(str(p.role), p.text) for p in protocol.paragraphs]
    a, b = _words(_notes_last(true)), _words(_notes_last(read))
    same = SequenceMatcher(None, [word for word, *_ in a], [word for word, *_ in b], autojunk=False)
    pairs = [(a[i + k], b[j + k]) for i, j, size in same.get_matching_blocks() for k in range(size)]
    whole = max(len(a), len(b), 1)
    ends = sum(x[2] and y[2] for x, y in pairs)
    return Score(
        len(pairs) / whole,
        sum(x[1] == y[1] for x, y in pairs) / whole,
        2 * ends / max(1, len(true) + len(read)),
        (sections, len(protocol.sections)),
    )


def _notes_last(said: Said) -> Said:
    """Footnotes stand below the page or at the end; that is no fault."""
    return sorted(said, key=lambda row: row[1][0] in "⁰¹²³⁴⁵⁶⁷⁸⁹")


def _words(said: Said) -> list[tuple[str, str, bool]]:
    """Each word with its role, and whether a paragraph ends with it."""
    out = []
    for role, text in said:
        words = text.split()
        out += [(word, role, i == len(words) - 1) for i, word in enumerate(words)]
    return out
