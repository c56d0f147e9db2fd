"""One folder of protocols/ as a whole: the reading, its numbers, and everything found on the way."""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from ..findings import finding
from ..labels import fault
from ..model import Finding, Paragraph, Place, Protocol, Section
from ..reading import read_bytes
from .meta import Meta, read_meta
from .numbering import Numbering, number
from .register import Register, check_wording, read_register, read_wording

NAME = re.compile(r"\d{4}-\d{2}-\d{2}")
FILES = ("raw.md", "meta.toml", "numbering.toml")


@dataclass(frozen=True, slots=True, repr=False)
class Edited:
    """A protocol with what the editors added. `id` is the ISO date; `files` are all that were read.

    Without a repr: Sphinx writes out the arguments of every event, and this is a whole book.
    """

    id: str
    date: datetime.date
    title: str
    issue: str
    meta: Meta
    protocol: Protocol
    register: Register
    numbering: Numbering
    findings: tuple[Finding, ...]
    files: tuple[Path, ...]

    def numbered(self) -> Iterator[tuple[str, Paragraph]]:
        """Every paragraph with its number."""
        return zip(self.numbering.numbers, self.protocol.paragraphs, strict=True)

    def sections(self) -> Iterator[tuple[Section, list[tuple[str, Paragraph]]]]:
        """Every section with its numbered paragraphs."""
        numbered = self.numbered()
        for section in self.protocol.sections:
            yield section, [next(numbered) for _ in section.paragraphs]


def protocol_folders(protocols: Path) -> tuple[list[Path], list[Finding]]:
    """The folders of protocols, by date; one with another name is a finding. `load` says if a witness is missing."""
    good, findings = [], []
    for folder in sorted(p for p in protocols.iterdir() if p.is_dir()) if protocols.is_dir() else ():
        if folder.name.startswith(".") or not any((folder / name).exists() for name in FILES):
            continue
        if as_date(folder.name):
            good.append(folder)
        else:
            findings.append(finding("JF310", Place(f"{protocols.name}/{folder.name}"), name=folder.name))
    return good, findings


def as_date(name: str) -> datetime.date | None:
    """The date that an id names, or None."""
    try:
        return datetime.date.fromisoformat(name) if NAME.fullmatch(name) else None
    except ValueError:
        return None


def load(folder: Path) -> Edited:
    """Read everything in the folder of one protocol. What is wrong stands in the findings. ValueError if no date."""
    day = as_date(folder.name)
    if day is None:
        raise ValueError(folder.name)
    shown = f"{folder.parent.name}/{folder.name}"
    data, unread = _witness(folder, f"{shown}/raw.md")
    reading = read_bytes(data, f"{shown}/raw.md")
    meta, of_meta = read_meta(folder / "meta.toml", f"{shown}/meta.toml")
    register, of_register = read_register(folder / "numbering.toml", f"{shown}/numbering.toml")
    texts = [p.text for p in reading.protocol.paragraphs]
    at = Place(f"{shown}/numbering.toml")
    of_register = of_register or list(_wordings(register, folder, at))
    if of_register:
        numbering = replace(number(Register(), texts, dict, folder.name, at), findings=())
    else:
        current = folder / f"fassung-{len(register.revisions)}.txt"
        numbering = number(register, texts, lambda: read_wording(current), folder.name, at)
    found = [f for f in reading.findings if not unread and f.code not in _answered(meta)]
    found += _head(reading.protocol, meta, day, shown)
    found += _checksum(data, meta, register, shown)
    if unread or any(f.blocks for f in found):  # what follows from a faulty witness is mended with it
        numbering = replace(numbering, findings=())
    findings = (*unread, *found, *of_meta, *of_register, *numbering.findings)
    return Edited(
        folder.name,
        day,
        meta.title or reading.protocol.title,
        meta.issue or reading.protocol.issue,
        meta,
        reading.protocol,
        register,
        numbering,
        findings,
        tuple(path for name in FILES if (path := folder / name).exists()),
    )


def _witness(folder: Path, shown: str) -> tuple[bytes, list[Finding]]:
    """The bytes of the witness; a link must not lead out of protocols/."""
    path = folder / "raw.md"
    try:
        if path.resolve().is_relative_to(folder.parent.resolve()):
            return path.read_bytes(), []
        why = "sie liegt außerhalb von protocols/"
    except OSError as error:
        why = fault(error)
    return b"", [finding("JF008", Place(shown), why=why)]


def _wordings(register: Register, folder: Path, at: Place) -> Iterator[Finding]:
    """Register and Fassungen must tell the same, and no Fassung may be without its entry."""
    if why := check_wording(register, folder):
        yield finding("JF406", at, why=why)
    n = len(register.revisions) + 1
    if (folder / f"fassung-{n}.txt").exists():
        yield finding("JF409", at, n=n, protocol=folder.name)


def _answered(meta: Meta) -> set[str]:
    """Findings about the head that meta.toml answers; the date is the folder's name at any rate."""
    answered = {"JF301"}
    if meta.date:
        answered.add("JF302")
    if meta.issue:
        answered.add("JF303")
    if meta.title:
        answered.add("JF304")
    return answered


def _head(protocol: Protocol, meta: Meta, day: datetime.date, shown: str) -> Iterator[Finding]:
    """The date of the head, or the one that meta.toml puts in its place, must be the folder's."""
    date = meta.date or protocol.date
    if date and date != day:
        file = "meta.toml" if meta.date else "raw.md"
        found = date.strftime("%d.%m.%Y")
        yield finding("JF305", Place(f"{shown}/{file}"), found=found, folder=day.isoformat())


def _checksum(data: bytes, meta: Meta, register: Register, shown: str) -> Iterator[Finding]:
    """A published witness never changes; before that a changed one is only a remark."""
    if meta.sha256 and data and hashlib.sha256(data).hexdigest() != meta.sha256.lower():
        yield finding("JF006" if register.revisions else "JF007", Place(f"{shown}/raw.md"), witness=f"{shown}/raw.md")
