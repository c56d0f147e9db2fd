"""Which number each paragraph has now, and what became of the numbers published before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from ...findings import finding
from ...model import Finding, Place
from .matching import Match, canonical, match
from .register import Register, Revision, entry_of, opening, sha256
from .rn import next_rn

Wording = Callable[[], dict[str, str]]


@dataclass(frozen=True, slots=True)
class Numbering:
    """`numbers` in the order of the paragraphs. `gone`: number → the one it went into, or nothing.

    `changed` and `fresh` are numbers whose text is not the published one, or not yet published. `moved`: the published
    ones stand in another order.
    """

    numbers: tuple[str, ...]
    revision: int = 0
    gone: tuple[tuple[str, str], ...] = ()
    changed: tuple[str, ...] = ()
    fresh: tuple[str, ...] = ()
    moved: bool = False
    findings: tuple[Finding, ...] = ()

    @property
    def is_published(self) -> bool:
        """Is this, as it stands, the last published Fassung?"""
        different = self.changed or self.fresh or self.moved or any(f.blocks for f in self.findings)
        return bool(self.revision) and not different


def number(register: Register, texts: Sequence[str], wording: Wording, protocol: str, place: Place) -> Numbering:
    """Number the paragraphs. `wording` gives the last Fassung's texts and is asked only if something changed."""
    current = register.current
    if current is None:
        return _draft(register, texts, protocol, place)
    if [e.sha256 for e in current.entries] == [sha256(text) for text in texts]:
        numbers = tuple(e.rn for e in current.entries)
        return Numbering(numbers, current.n, tuple(register.gone.items()))
    old = wording()
    numbering = _Renumbering(register, current, texts, old, protocol, place).result()
    return reworded(numbering, register, texts, lambda: old, protocol, place)


def reworded(
    numbering: Numbering, register: Register, texts: Sequence[str], wording: Wording, protocol: str, place: Place
) -> Numbering:
    """The same numbers over these texts of the same paragraphs: tell what is not as published."""
    current = register.current
    if current is None:
        return numbering
    published = {e.rn: e.sha256 for e in current.entries}
    said = {rn: text for rn, text in zip(numbering.numbers, texts, strict=True) if rn in published}
    changed = tuple(rn for rn in published if rn in said and sha256(said[rn]) != published[rn])
    before = wording() if changed else {}
    different = [rn for rn in changed if canonical(said[rn]) != canonical(before[rn])]
    found = [finding("JF404", place, rn=rn, revision=current.n, protocol=protocol) for rn in different]
    others = (f for f in numbering.findings if f.code != "JF404")
    return replace(numbering, changed=changed, findings=(*others, *found))


def _draft(register: Register, texts: Sequence[str], protocol: str, place: Place) -> Numbering:
    """Before the first Fassung numbers simply count."""
    numbers = tuple(str(n) for n in range(1, len(texts) + 1))
    findings = [finding("JF407", place, protocol=protocol)]
    if register.draft and _have_moved([e.sha256 for e in register.draft], [sha256(text) for text in texts]):
        findings.append(finding("JF408", place, protocol=protocol))
    return Numbering(numbers, fresh=numbers, findings=tuple(findings))


def _have_moved(before: list[str], now: list[str]) -> bool:
    """Has a paragraph another number than before? One whose words were corrected keeps its own."""
    present = set(now)
    return len(before) != len(now) or any(a != b and a in present for a, b in zip(before, now, strict=True))


class _Renumbering:
    """Published numbers over a text that is no longer quite the published one."""

    def __init__(
        self,
        register: Register,
        current: Revision,
        texts: Sequence[str],
        wording: dict[str, str],
        protocol: str,
        place: Place,
    ) -> None:
        self.register, self.current, self.texts = register, current, texts
        self.protocol, self.place = protocol, place
        self.old = [entry.rn for entry in current.entries]
        self.old_texts = [wording.get(rn, "") for rn in self.old]
        openings: dict[str, list[str]] = defaultdict(list)
        for entry in (entry for revision in register.revisions for entry in revision.entries):
            openings[entry.rn].append(entry.opening)
        self.match: Match = match(self.old_texts, texts, [openings[rn] for rn in self.old])

    def result(self) -> Numbering:
        by_place = {j: self.old[i] for i, j in self.match.same.items()}
        taken = self.register.taken | set(by_place.values())
        numbers: list[str] = []
        for j in range(len(self.texts)):
            rn = by_place.get(j) or next_rn(numbers[-1] if numbers else "0", taken)
            taken.add(rn)
            numbers.append(rn)
        fresh = tuple(rn for j, rn in enumerate(numbers) if j not in by_place)
        gone = [(self.old[i], "") for i in self.match.lost]
        gone += [(self.old[i], numbers[j]) for i, j in sorted(self.match.merged.items())]
        everything = (*self.register.gone.items(), *gone)
        order = [j for _, j in sorted(self.match.same.items())]
        moved = order != sorted(order)
        findings = self._findings(numbers, fresh, moved)
        return Numbering(tuple(numbers), self.current.n, everything, (), fresh, moved, tuple(findings))

    def _findings(self, numbers: list[str], fresh: Sequence[str], moved: bool) -> list[Finding]:
        found = [self._find("JF401", i) for i in self.match.lost]
        found += [self._find("JF402", i, count=len(parts) + 1) for i, parts in self.match.split.items()]
        found += [self._find("JF403", i, target=numbers[j]) for i, j in self.match.merged.items()]
        said = dict(zip(numbers, self.texts, strict=True))
        split = {numbers[j] for parts in self.match.split.values() for j in parts}
        revision, fields = self.current.n, {"protocol": self.protocol}
        for rn in fresh:
            if rn not in split:
                found.append(finding("JF405", self.place, opening=opening(said[rn]), rn=rn, **fields))
        if moved:
            found.append(finding("JF410", self.place, revision=revision, **fields))
        return found

    def _find(self, code: str, i: int, **fields: object) -> Finding:
        words = self.current.entries[i].opening
        return finding(code, self.place, rn=self.old[i], opening=words, protocol=self.protocol, **fields)


def next_revision(register: Register, numbering: Numbering, texts: Sequence[str], revision: Revision) -> Register:
    """The register with one more Fassung; `revision` brings its number, date, note and lines."""
    before = register.gone
    gone = tuple((rn, into) for rn, into in numbering.gone if rn not in before)
    entries = tuple(entry_of(rn, text) for rn, text in zip(numbering.numbers, texts, strict=True))
    return Register((*register.revisions, replace(revision, entries=entries, gone=gone)))
