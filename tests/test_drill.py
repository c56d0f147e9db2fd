"""No reference lies: whatever is done to a published text, a number lands on its text or on a notice."""

from __future__ import annotations

import datetime
import hashlib
import json
import os
import re
import shutil
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it.utils import read_fixture_file

import drill
from drill import EDITS, SHORT, Edit, Paragraph, Text, born, edited, origins, said
from jourfixe.acquire import Refused
from jourfixe.apparatus.folder import Edited, load
from jourfixe.apparatus.numbers.history import Kind, changes
from jourfixe.apparatus.numbers.matching import canonical
from jourfixe.apparatus.numbers.numbering import Numbering, next_revision, number
from jourfixe.apparatus.numbers.register import (
    Register,
    Revision,
    check_wording,
    format_register,
    format_wording,
    read_register,
    read_wording,
)
from jourfixe.model import Place
from jourfixe.project import Project
from jourfixe.publication import MENDED, plan, publish
from projects import protocol

DRILLS = int(os.environ.get("DRILLS", "300"))
#: Always the same examples, unless more are asked for.
MANY = settings(
    deadline=None,
    database=None,
    derandomize="DRILLS" not in os.environ,
    print_blob=True,
    suppress_health_check=list(HealthCheck),
)
PUBLISH = Edit("publish", 0, 0, "")


def alike(one: str, other: str) -> bool:
    """Would anyone take the one for a correction of the other? Half of the words, or most of the letters, are there."""
    left, right = words_of(one), words_of(other)
    common = 4 * _common(left, right)
    if common >= 2 * min(len(left), len(right)) and common >= max(len(left), len(right)):
        return True
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= 0.75


def holds(whole: str, part: str, share: float = 0.5) -> bool:
    """Is so much of the part there, in its order?"""
    words = words_of(part)
    return _common(words, words_of(whole)) >= share * len(words)


def related(old: str, new: str) -> bool:
    """Can nobody who sees the two texts alone say that the new one has not come from the old one?"""
    return alike(old, new) or holds(new, old) or holds(old, new, 0.75)


def near(one: str, other: str) -> float:
    """Share of the words that both have in common, in their order."""
    left, right = words_of(one), words_of(other)
    return 2 * _common(left, right) / (len(left) + len(right))


def words_of(text: str) -> list[str]:
    return re.findall(r"\w+", canonical(text).lower()) or [text]


def _common(one: list[str], other: list[str]) -> int:
    return sum(block.size for block in SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks())


@dataclass
class Ledger:
    """What each Fassung's numbers named, kept apart from the register that is tried."""

    folder: Path
    register: Register = field(default_factory=Register)
    named: dict[tuple[int, str], set[int]] = field(default_factory=dict)
    n: int = 0
    drifted: Counter[str] = field(default_factory=Counter)
    named_by_editor: set[str] = field(default_factory=set)  # an emendation says itself over what its number stands

    def wording(self, n: int) -> dict[str, str]:
        return read_wording(self.folder / f"fassung-{n}.txt")

    def number(self, text: Text) -> Numbering:
        return number(self.register, [said(p) for p in text], lambda: self.wording(self.n), "P", Place("register"))

    def publish(self, text: Text) -> None:
        """As the tool proposes."""
        now, texts = self.number(text), [said(p) for p in text]
        self.judge(now, text)
        revision = Revision(self.n + 1, datetime.date(2026, 1, 12), "weil", ())
        written = next_revision(self.register, now, texts, revision)
        numbered = list(zip(now.numbers, texts, strict=True))
        (self.folder / f"fassung-{self.n + 1}.txt").write_bytes(format_wording(numbered).encode())
        (self.folder / "numbering.toml").write_bytes(format_register(written).encode())
        self.record(now, text)
        assert self.register == written

    def judge(self, now: Numbering, text: Text) -> None:
        """Before it is published: every number that ever was is asked for."""
        self._numbers(now, [said(p) for p in text])
        if self.n:
            self._landings(now, text)

    def record(self, now: Numbering, text: Text) -> None:
        """After it has been published: the register as it was written."""
        before, self.n = self.register.taken, self.n + 1
        self.register, findings = read_register(self.folder / "numbering.toml", "numbering.toml")
        assert not findings
        assert not check_wording(self.register, self.folder)
        assert before <= self.register.taken == {*now.numbers} | self.register.gone.keys()
        for rn, paragraph in zip(now.numbers, text, strict=True):
            self.named[self.n, rn] = set(origins(paragraph))

    def _numbers(self, now: Numbering, texts: Sequence[str]) -> None:
        """Each once, none used again, none lost."""
        gone = dict(now.gone)
        assert len(set(now.numbers)) == len(now.numbers) == len(texts)
        assert not set(now.fresh) & self.register.taken
        assert not set(now.numbers) & gone.keys()
        assert {*now.numbers} - {*now.fresh} | gone.keys() == self.register.taken
        assert self.register.gone.keys() <= gone.keys()

    def _landings(self, now: Numbering, text: Text) -> None:
        here, gone = dict(zip(now.numbers, text, strict=True)), dict(now.gone)
        blocked = {str(f).split("Rn. ")[1].split(" ")[0]: f.code for f in now.findings if f.blocks}
        for rn, old in self.wording(self.n).items():
            if rn in here:
                assert (rn in now.changed) == (said(here[rn]) != old), f"Rn. {rn} is not told as changed"
                self._lands(rn, here, blocked)
            else:
                assert blocked[rn] == ("JF403" if gone[rn] else "JF401"), f"Rn. {rn} goes without a word"
                assert not gone[rn] or self._holds(self.n, rn, here[gone[rn]]), f"Rn. {rn} is not in Rn. {gone[rn]}"
        for n in range(1, self.n):
            self._since(n, here, gone)

    def _lands(self, rn: str, here: dict[str, Paragraph], blocked: dict[str, str]) -> None:
        """Where its words are, or where the same is or was said; or nobody could have told the texts apart."""
        last, there = self.wording(self.n), here[rn]
        old, new = last[rn], said(there)
        if self.named[self.n, rn] & origins(there):
            return
        twins = [q for q in last if canonical(last[q]) == canonical(old)]
        is_known = rn in self.named_by_editor or any(self.named[self.n, q] & origins(there) for q in twins)
        if canonical(old) != canonical(new) and not is_known:
            assert related(old, new), f"Rn. {rn} stands over another text: {new}"
            divided = blocked.get(rn) == "JF402" and holds(old, new, 0.75)
            nearer = [] if divided else self._nearer(rn, here)
            assert not nearer, f"Rn. {rn} stands over another text than its own: {new}"
        self._adopt(rn, there)

    def _adopt(self, rn: str, there: Paragraph) -> None:
        """From now on its words are these, too."""
        for n in range(1, self.n + 1):
            if (n, rn) in self.named:
                self.named[n, rn] |= origins(there)

    def _nearer(self, rn: str, here: dict[str, Paragraph]) -> list[str]:
        """Paragraphs with its words that are clearly nearer to it than the one where it stands, and not another's."""
        last, new = self.wording(self.n), said(here[rn])
        own = {q: said(p) for q, p in here.items() if self.named[self.n, rn] & origins(p)}
        if any(canonical(new) in canonical(text) for text in own.values()) or canonical(last[rn]) in canonical(new):
            return []
        as_near = alike(last[rn], new)
        return [
            text
            for q, text in own.items()
            if near(last[rn], text) > near(last[rn], new) + 0.25
            and (alike(last[rn], text) or not as_near)
            and not (q in last and alike(last[q], text))
        ]

    def _since(self, n: int, here: dict[str, Paragraph], gone: dict[str, str]) -> None:
        """What the reader of an older Fassung is told: all that is not as it was, with its wording.

        `drifted`: numbers that have come from their words to others step by step; they are told as changed.
        """
        now = {rn: said(p) for rn, p in here.items()}
        told = {change.rn: change for change in changes(self.wording(n), now, gone)}
        for rn, old in self.wording(n).items():
            if rn in told:
                assert told[rn].old == old
            else:
                assert now[rn] == old
            if rn not in here and told[rn].kind is Kind.MERGED:
                assert self._holds(n, rn, here[told[rn].into]), f"Rn. {rn} is not in Rn. {told[rn].into}"
            elif rn in here and canonical(now[rn]) != canonical(old):
                self.drifted["changed"] += not self.named[n, rn] & origins(here[rn])

    def _holds(self, n: int, rn: str, there: Paragraph) -> bool:
        """Are its words there, or does it read so?"""
        words = self.named[n, rn]
        return 2 * len(words & origins(there)) >= len(words) or holds(said(there), self.wording(n)[rn])


NEW = st.sampled_from((*SHORT, *drill.sentences()[:60], *drill.others()[:40]))
edits = st.builds(Edit, st.sampled_from(sorted(EDITS)), st.integers(0, 60), st.integers(0, 60), NEW)
histories = st.lists(st.one_of(edits, edits, st.just(PUBLISH)), min_size=1, max_size=14)
TEXTS = {
    "short": st.lists(st.sampled_from(SHORT), min_size=1, max_size=7),
    "sentences": st.lists(st.sampled_from(drill.sentences()), min_size=1, max_size=7),
    "protocol": st.integers(0, 50).map(lambda i: drill.protocol()[i : i + 6]),
    "mixed": st.lists(st.sampled_from((*SHORT, *drill.protocol(), *drill.others())), min_size=2, max_size=9),
}


def drilled(folder: Path, start: Iterable[str], history: Sequence[Edit]) -> Ledger:
    ledger, text = Ledger(folder), tuple(map(born, start))
    ledger.publish(text)
    for edit in (*history, PUBLISH):
        if edit is PUBLISH or edit.what == "publish":
            ledger.publish(text)
        else:
            text = edited(text, edit)
    return ledger


@pytest.mark.parametrize("kind", TEXTS)
def test_every_number_lands_on_its_text_or_on_a_notice(kind: str, tmp_path: Path) -> None:
    @settings(MANY, max_examples=DRILLS)
    @given(TEXTS[kind], histories)
    def drills(start: list[str], history: list[Edit]) -> None:
        drilled(tmp_path, start, history)

    drills()


def cases() -> list[object]:
    """What has once gone wrong, and what is hard: texts of each Fassung, a line a paragraph, and the numbers now."""
    return [
        pytest.param(given, wanted, id=f"{path.stem}:{line} {title}")
        for path in sorted((Path(__file__).parent / "drill").glob("*.md"))
        for line, title, given, wanted in read_fixture_file(path)
    ]


@pytest.mark.parametrize(("given", "wanted"), cases())
def test_what_the_numbers_of_the_first_fassung_are_now(given: str, wanted: str, tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    for fassung in given.split("---\n"):
        ledger.publish(tuple(map(born, fassung.splitlines())))
    now, gone = ledger.wording(ledger.n), ledger.register.gone
    lands = [
        f"{rn} {now[rn]}" if rn in now else f"{rn} → {gone[rn]}" if gone[rn] else f"{rn} entfallen"
        for rn in ledger.wording(1)
    ]
    assert lands == wanted.splitlines()


DAY = "2026-01-12"


@dataclass
class Desk:
    """The folder of an editor; `entries` are those of emendations.toml: number, word to be emended."""

    root: Path
    text: Text
    entries: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.folder = self.root / "protocols" / DAY
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        self.ledger = Ledger(self.folder)

    def load(self) -> Edited:
        raw = protocol(DAY, *map(said, self.text)).encode()
        (self.folder / "raw.md").write_bytes(raw)
        (self.folder / "meta.toml").write_text(f'sha256 = "{hashlib.sha256(raw).hexdigest()}"\n', "utf-8")
        row = '[[emendation]]\nrn = {}\nbefore = {}\nafter = "berichtigt"\nreason = "Versehen"\n'
        rows = [row.format(json.dumps(rn), json.dumps(word)) for rn, word in self.entries]
        (self.folder / "emendations.toml").write_text("".join(rows), "utf-8")
        return load(self.folder)

    def emend(self, edit: Edit) -> None:
        now = self.load()
        rn, text = list(now.unemended())[edit.where % len(now.numbering.numbers)]
        word = text.split(" ")[edit.how % len(text.split(" "))]
        self.entries = [entry for entry in self.entries if entry[0] != rn] + [(rn, word)]

    def publish(self) -> None:
        """Entries that no longer fit are named and block; the editor takes them out."""
        now = self.load()
        if any(f.blocks and f.code.startswith("JF6") for f in now.findings):
            with pytest.raises(Refused):
                plan(now)
            self.entries = []
            now = self.load()
        if any(f.blocks and f.code not in MENDED for f in now.findings):
            return
        if now.register.revisions and now.history.published:
            return
        text = tuple(drill.recognised([p.text for p in now.protocol.paragraphs], self.text))
        self.ledger.named_by_editor = {rn for rn, _ in self.entries}
        self.ledger.judge(now.numbering, text)
        publish(Project(self.root), now, plan(now), "weil", datetime.date(2026, 2, 1))
        self.ledger.record(now.numbering, text)
        again = self.load()
        assert again.numbering.numbers == now.numbering.numbers
        assert not [f.code for f in again.findings if f.code.startswith("JF4")]


EMEND = "emend"
steps = st.builds(Edit, st.sampled_from((*EDITS, *[EMEND] * 4)), st.integers(0, 60), st.integers(0, 60), NEW)


def test_the_whole_way_on_disk(tmp_path: Path) -> None:
    """With emendations: what is published is the emended text, and the paragraph is then deleted, moved, divided."""

    @settings(MANY, max_examples=max(40, DRILLS // 8))
    @given(TEXTS["mixed"], st.lists(st.one_of(steps, steps, st.just(PUBLISH)), min_size=1, max_size=10))
    def drills(start: list[str], history: list[Edit]) -> None:
        desk = Desk(tmp_path, tuple(map(born, start)))
        desk.publish()
        for edit in (*history, PUBLISH):
            if edit.what == "publish":
                desk.publish()
            elif edit.what == EMEND:
                desk.emend(edit)
            else:
                desk.text = edited(desk.text, edit)

    drills()
