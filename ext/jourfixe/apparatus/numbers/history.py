"""What became of every published wording in the text as it now stands, and what changed from Fassung to Fassung."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from .line import line_key
from .matching import holds
from .register import Register
from .rn import sort_key

Texts = Mapping[str, str]  # number → wording, in the order of the text
Gone = Mapping[str, str]  # number → the one it went into, or nothing


class Kind(StrEnum):
    """What can become of a number. The values are those of the data beside a protocol's page."""

    CHANGED = "changed"
    MERGED = "merged"
    GONE = "gone"
    NEW = "new"


class Change(NamedTuple):
    """`old` and `new` are the wordings of the number itself, empty where it had or has none.

    `into`: the number in which a merged one now stands; of one that is gone, the number with which it went, if any.
    """

    rn: str
    kind: Kind
    old: str
    new: str = ""
    into: str = ""


class Step(NamedTuple):
    """From Fassung n - 1 to Fassung n; `date` is empty if that is not yet published. `moved`: in another order."""

    n: int
    date: str
    note: str
    changes: tuple[Change, ...]
    moved: bool


class Former(NamedTuple):
    """A published Fassung and all that is not now as it was then."""

    n: int
    date: str
    note: str
    numbers: tuple[str, ...]
    since: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class History:
    """`published`: the present text is the last Fassung. `lost`: number → printed lines that it has to keep.

    Those lines were published, but the present reading does not have them.
    """

    former: tuple[Former, ...] = ()
    steps: tuple[Step, ...] = ()
    published: bool = False
    lost: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def end_of(self, rn: str) -> tuple[int, Change] | None:
        """The last Fassung that had a number which is no more, and what became of it."""
        ends = ((f.n, change) for f in reversed(self.former) for change in f.since if change.rn == rn)
        return next(ends, None)


def way(rn: str, there: Collection[str], gone: Gone) -> list[str]:
    """The numbers through which a number went; the last one is there, or was dropped."""
    went = [rn]
    while went[-1] not in there and (into := gone.get(went[-1])) and into not in went:
        went.append(into)
    return went


def changes(old: Texts, new: Texts, gone: Gone) -> tuple[Change, ...]:
    """What became of each number from one state of the text to a later one; what is as it was is left out."""
    found = [_became(rn, text, new, gone) for rn, text in old.items() if new.get(rn) != text]
    found += [Change(rn, Kind.NEW, "", text) for rn, text in new.items() if rn not in old]
    return tuple(sorted(found, key=lambda change: sort_key(change.rn)))


def _became(rn: str, old: str, new: Texts, gone: Gone) -> Change:
    if rn in new:
        return Change(rn, Kind.CHANGED, old, new[rn])
    end = way(rn, new, gone)[-1]
    if end not in new:
        return Change(rn, Kind.GONE, old, "", end if end != rn else "")
    return Change(rn, Kind.MERGED, old, "", end) if holds(new[end], old) else Change(rn, Kind.GONE, old)


def history(register: Register, wordings: Sequence[Texts], now: Texts, gone: Gone, lines: Collection[str]) -> History:
    """`wordings` of all Fassungen, the present text, and the lines that it has."""
    if not register.revisions:
        return History()
    former = [
        Former(r.n, r.date.isoformat(), r.note, tuple(texts), tuple(c for c in changes(texts, now, gone) if c.old))
        for r, texts in zip(register.revisions, wordings, strict=True)
    ]
    steps = [
        _step(r.n, r.date.isoformat(), r.note, before, after, gone)
        for r, (before, after) in zip(register.revisions[1:], pairwise(wordings), strict=True)
    ]
    pending = _step(len(steps) + 2, "", "", wordings[-1], now, gone)
    is_published = not (pending.changes or pending.moved)
    steps += [] if is_published else [pending]
    return History(tuple(former), tuple(steps), is_published, _lost(register, lines, now, gone))


def _step(n: int, date: str, note: str, before: Texts, after: Texts, gone: Gone) -> Step:
    moved = [rn for rn in before if rn in after] != [rn for rn in after if rn in before]
    return Step(n, date, note, changes(before, after, gone), moved)


def _lost(register: Register, lines: Collection[str], now: Texts, gone: Gone) -> dict[str, tuple[str, ...]]:
    lost: dict[str, tuple[str, ...]] = {}
    for line, rn in sorted(register.lines.items(), key=lambda pair: line_key(pair[0])):
        if line not in lines:
            end = way(rn, now, gone)[-1]
            lost[end] = (*lost.get(end, ()), line)
    return lost


def ranges(numbers: Sequence[str]) -> str:
    """1-34 34a 35-57: numbers in their order, runs of whole ones joined."""
    runs: list[list[str]] = []
    for rn in numbers:
        if runs and rn.isdecimal() and runs[-1][-1].isdecimal() and int(rn) == int(runs[-1][-1]) + 1:
            runs[-1].append(rn)
        else:
            runs.append([rn])
    return " ".join(run[0] if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)
