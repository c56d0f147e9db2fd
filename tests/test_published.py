"""Every reference that was ever published resolves: on its text, or on a notice that says what became of it.

`published/` holds a list for each protocol, to which lines are only ever added: the reference, what it names (the
checksum of a wording, or the paragraph in which a printed line began), and a checksum over this and all lines before.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from jourfixe.apparatus.folder import load
from jourfixe.apparatus.numbers.register import sha256
from projects import REPO, Page, page

LISTS = Path(__file__).parent / "published"
REFERENCE = re.compile(r"\?fassung=(\d+)#rn-(\w+)|#z-(\d+)")
SHORT = 16  # digits of a checksum
PUBLISHED = sorted(
    folder.name for folder in (REPO / "protocols").iterdir() if folder.is_dir() and load(folder).register.revisions
)


class Published(NamedTuple):
    """A reference, without the address of the page, and what it names."""

    reference: str
    names: str


def in_register(protocol: str) -> Iterator[Published]:
    """What the register has published so far, Fassung by Fassung."""
    for revision in load(REPO / "protocols" / protocol).register.revisions:
        for entry in revision.entries:
            yield Published(f"?fassung={revision.n}#rn-{entry.rn}", entry.sha256[:SHORT])
        for line, rn in revision.lines:
            yield Published(f"#z-{line}", rn)


def sealed(before: str, one: Published) -> str:
    return hashlib.sha256(" ".join((before, *one)).encode()).hexdigest()[:SHORT]


def lines_of(protocol: str) -> list[str]:
    path = LISTS / f"{protocol}.txt"
    return path.read_text("utf-8").splitlines() if path.exists() else []


def read_list(protocol: str) -> list[Published]:
    return [Published(*line.split()[:2]) for line in lines_of(protocol)]


def missing(protocol: str) -> str:
    """Lines to append to the list."""
    before = lines_of(protocol)
    seal, known, found = before[-1].split()[2] if before else "", set(read_list(protocol)), []
    for one in dict.fromkeys(in_register(protocol)):
        if one not in known:
            seal = sealed(seal, one)
            found.append(" ".join((*one, seal)))
    return "\n".join(found)


def broken(lines: list[str]) -> int:
    """The first line that is not what was written there, counted from 1; 0 if there is none."""
    seal = ""
    for n, line in enumerate(lines, 1):
        reference, names, said = line.split()
        seal = sealed(seal, Published(reference, names))
        if said != seal:
            return n
    return 0


@pytest.mark.parametrize("protocol", sorted(path.stem for path in LISTS.glob("*.txt")))
def test_nothing_was_changed_or_taken_out(protocol: str) -> None:
    assert not broken(lines_of(protocol)), f"tests/published/{protocol}.txt: zurückholen, was dort stand"


@pytest.mark.parametrize("change", ["changed", "deleted", "inserted", "swapped"])
def test_a_change_in_the_middle_is_noticed(change: str) -> None:
    lines = lines_of(PUBLISHED[0])
    if change == "changed":
        lines[50] = lines[50].replace("#rn-", "#rn-1")
    elif change == "deleted":
        del lines[50]
    elif change == "inserted":
        lines.insert(50, lines[49])
    else:
        lines[50:52] = reversed(lines[50:52])
    assert broken(lines) == 51


@pytest.mark.parametrize("protocol", PUBLISHED)
def test_everything_published_is_listed(protocol: str) -> None:
    lines = missing(protocol)
    assert not lines, f"an tests/published/{protocol}.txt anhängen:\n{lines}"


# In the real edition


class Built(NamedTuple):
    """The page of a protocol, its source, and what its script is told of earlier Fassungen."""

    page: Page
    text: str
    since: dict[str, dict[str, Any]]
    numbers: dict[str, str]


@cache
def built(html: Path, protocol: str) -> Built:
    path = html / "protokolle" / f"{protocol}.html"
    data = path.with_name(f"{protocol}-fassungen.js").read_text("utf-8")
    told = json.loads(re.fullmatch(r".*?detail:(.*)\}\)\);\n", data, re.S)[1])
    return Built(page(path), path.read_text("utf-8"), told["since"], told["numbers"])


def wording(change: dict[str, Any]) -> str:
    """The old one, as the notice tells it."""
    return change.get("text") or "".join(text for sign, text in change["diff"] if sign != "+")


def is_told(made: Built, revision: str, rn: str, names: str) -> bool:
    """Its text is there; or the notice has it, and for what has gone the page says so, too."""
    if sha256(made.page.passages[f"rn-{rn}"])[:SHORT] == names:
        return rn not in made.since[revision]
    change = made.since[revision][rn]
    is_gone = bool(re.search(rf'class="passage gone" id="rn-{rn}"', made.text))
    return sha256(wording(change))[:SHORT] == names and is_gone == (change["kind"] != "changed")


@pytest.mark.parametrize("protocol", sorted(path.stem for path in LISTS.glob("*.txt")))
def test_every_reference_resolves(real: Path, protocol: str) -> None:
    made = built(real, protocol)
    for reference, names in read_list(protocol):
        revision, rn, line = REFERENCE.fullmatch(reference).groups()
        assert made.page.ids.count(f"rn-{rn}" if rn else f"z-{line}") == 1, reference
        assert line or is_told(made, revision, rn, names), reference


@pytest.mark.parametrize("protocol", sorted(path.stem for path in LISTS.glob("*.txt")))
def test_every_line_is_where_it_was(real: Path, protocol: str) -> None:
    """Or in the paragraph into which that has gone."""
    gone = dict(load(REPO / "protocols" / protocol).numbering.gone)
    for reference, names in read_list(protocol):
        line = REFERENCE.fullmatch(reference)[3]
        if line:
            around = re.findall(r'class="passage [^"]*" id="rn-(\w+)"|id="z-(\d+)"', built(real, protocol).text)
            at = around.index(("", line))
            here = next(rn for rn, _ in reversed(around[:at]) if rn)
            assert here in (names, gone.get(names)), reference
