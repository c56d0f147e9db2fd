"""Put emendations into a text, and take them out again.

All entries are matched against the text as the witness has it; one that does not fit is a finding. What is kept of
an entry is cut down to the words that really differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from ...findings import finding
from ...labels import gone_name
from ...model import Emendation, Finding, Paragraph, Protocol
from ..lookup import elsewhere, find_words
from .entries import Entry
from .shifts import common, hunks, moved


class Change(NamedTuple):
    """What an entry does to a text: `before` stands there at `start`; both are whole words."""

    start: int
    before: str
    after: str
    entry: Entry

    @property
    def end(self) -> int:
        return self.start + len(self.before)


def emend(
    protocol: Protocol, numbers: Sequence[str], entries: Iterable[Entry], gone: Mapping[str, str]
) -> tuple[Protocol, tuple[Emendation, ...], list[Finding]]:
    """Put in all entries that fit. `numbers` of the paragraphs as they stand; `gone`: number → the one it went into."""
    texts = {rn: p.text for rn, p in zip(numbers, protocol.paragraphs, strict=True)}
    findings = [fault for entry in entries if (fault := _unfit(entry, texts, gone))]
    wanted = by_number(entries)
    made: list[Emendation] = []
    numbered = iter(numbers)
    sections = []
    for section in protocol.sections:
        paragraphs = []
        for paragraph, rn in zip(section.paragraphs, numbered, strict=False):
            if rn in wanted:
                changes, faults = _agreeing(paragraph.text, wanted[rn])
                findings += faults
                made += _emendations(rn, changes)
                paragraph = _changed(paragraph, changes)
            paragraphs.append(paragraph)
        sections.append(replace(section, paragraphs=tuple(paragraphs)))
    return replace(protocol, sections=tuple(sections)), tuple(made), findings


def undo(text: str, emendations: Iterable[Emendation]) -> str:
    """The text of a paragraph as the witness has it; `emendations` are those of this paragraph."""
    for made in sorted(emendations, key=lambda e: -e.start):
        text = text[: made.start] + made.before + text[made.end :]
    return text


def emended_text(text: str, entries: Iterable[Entry]) -> str:
    """A paragraph's text with all entries that fit."""
    return _put(text, _agreeing(text, entries)[0])


def by_number(entries: Iterable[Entry]) -> dict[str, tuple[Entry, ...]]:
    ordered = sorted(entries, key=lambda entry: entry.rn)
    return {rn: tuple(group) for rn, group in groupby(ordered, key=lambda entry: entry.rn)}


def _unfit(entry: Entry, texts: Mapping[str, str], gone: Mapping[str, str]) -> Finding | None:
    """Why the entry has no place of its own, if it has none."""
    text = texts.get(entry.rn)
    if text is None:
        what = gone_name(entry.rn, gone[entry.rn]) if entry.rn in gone else f"Rn. {entry.rn} gibt es nicht"
        return finding("JF603", entry.place, what=what.rstrip("."))
    count = len(list(find_words(text, entry.before)))
    fields: dict[str, object] = {"rn": entry.rn, "before": entry.before}
    if count > 1:
        return finding("JF606", entry.place, count=count, **fields)
    if count == 1:
        return None
    if next(find_words(text, entry.after), -1) >= 0:
        return finding("JF605", entry.place, after=entry.after, **fields)
    return finding("JF604", entry.place, where=elsewhere(entry.before, texts), **fields)


def _agreeing(text: str, entries: Iterable[Entry]) -> tuple[list[Change], list[Finding]]:
    """The changes to one paragraph, without those that do not go together."""
    changes: list[Change] = []
    faults = []
    for change in sorted((c for entry in entries for c in _change(text, entry)), key=lambda c: c.start):
        if changes and change.start < changes[-1].end:
            one, other = sorted((change.entry.place, changes[-1].entry.place), key=lambda place: place.line)
            faults.append(finding("JF607", other, line=one.line))
        else:
            changes.append(change)
    lost = sum(len(before) for c in changes for _, before, _ in hunks(c.start, c.before, c.after))
    if lost * 2 > len(text):
        entry = changes[0].entry
        return [], [*faults, finding("JF608", entry.place, rn=entry.rn)]
    return changes, faults


def _change(text: str, entry: Entry) -> Iterator[Change]:
    """What the entry comes to, if its words stand there once: whole words, without those that stay as they are.

    With a mere insertion or deletion a word beside it is kept.
    """
    places = list(find_words(text, entry.before))
    if len(places) != 1:
        return
    start, end = places[0], places[0] + len(entry.before)
    left, right = text.rfind(" ", 0, start) + 1, text.find(" ", end)
    right = right if right >= 0 else len(text)
    old = text[left:right].split(" ")
    new = (text[left:start] + entry.after + text[end:right]).split(" ")
    lead = common(old, new)
    tail = common(old[lead:][::-1], new[lead:][::-1])
    if lead + tail == min(len(old), len(new)):
        lead, tail = (lead, tail - 1) if tail else (lead - 1, tail)
    left += sum(map(len, old[:lead])) + lead
    before, after = (" ".join(words[lead : len(words) - tail]) for words in (old, new))
    yield _bare(left, before, after, entry)


def _bare(start: int, before: str, after: str, entry: Entry) -> Change:
    """Without the signs that enclose both wordings."""
    while before[0] == after[0] and not before[0].isalnum() and _worded(before[1:]) and _worded(after[1:]):
        start, before, after = start + 1, before[1:], after[1:]
    while before[-1] == after[-1] and not before[-1].isalnum() and _worded(before[:-1]) and _worded(after[:-1]):
        before, after = before[:-1], after[:-1]
    return Change(start, before, after, entry)


def _worded(text: str) -> bool:
    return any(map(str.isalnum, text))


def _put(text: str, changes: Iterable[Change]) -> str:
    for change in sorted(changes, key=lambda c: -c.start):
        text = text[: change.start] + change.after + text[change.end :]
    return text


def _changed(paragraph: Paragraph, changes: list[Change]) -> Paragraph:
    differing = [hunk for c in changes for hunk in hunks(c.start, c.before, c.after)]
    return moved(paragraph, _put(paragraph.text, changes), differing)


def _emendations(rn: str, changes: Iterable[Change]) -> Iterator[Emendation]:
    shift = 0
    for start, before, after, entry in changes:
        yield Emendation(rn, start + shift, before, after, entry.reason, entry.place)
        shift += len(after) - len(before)
