"""One folder of protocols/ as a whole: the reading, its numbers, what editors added, and everything found."""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from ..findings import finding
from ..labels import fault
from ..model import Emendation, Finding, Note, Paragraph, Place, Protocol, Section
from ..reading import read_bytes
from .emending.emend import undo
from .emending.emended import Emended, number_emended
from .emending.entries import read_emendations
from .emending.interventions import Intervention, interventions
from .lining.applying import held, lined
from .meta import Meta, read_meta
from .noting.notes import place_notes, read_notes
from .numbers.history import History, history
from .numbers.numbering import Numbering
from .numbers.register import Register, check_wording, read_register, read_wording

WORDING = re.compile(r"fassung-(\d{1,9})\.txt")
OF_LINES = {"JF101", "JF102"}  # answered where lines.toml tells all lines
NAME = re.compile(r"\d{4}-\d{2}-\d{2}")
FILES = ("raw.md", "meta.toml", "numbering.toml", "emendations.toml", "notes.md", "lines.toml")


@dataclass(frozen=True, slots=True, repr=False)
class Edited:
    """A protocol with what the editors added. `id` is the ISO date; `files` are all that were read; `exact`: the
    witness is a transcript.

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
    emendations: tuple[Emendation, ...] = ()
    notes: tuple[Note, ...] = ()
    interventions: tuple[Intervention, ...] = ()
    exact: bool = False
    history: History = History()  # noqa: RUF009 (frozen)

    def numbered(self) -> Iterator[tuple[str, Paragraph]]:
        """Every paragraph with its number."""
        return zip(self.numbering.numbers, self.protocol.paragraphs, strict=True)

    def sections(self) -> Iterator[tuple[Section, list[tuple[str, Paragraph]]]]:
        """Every section with its numbered paragraphs."""
        numbered = self.numbered()
        for section in self.protocol.sections:
            yield section, [next(numbered) for _ in section.paragraphs]

    def unemended(self) -> Iterator[tuple[str, str]]:
        """The text of every paragraph as the witness has it, with its number."""
        made = {rn: list(group) for rn, group in groupby(self.emendations, key=lambda e: e.rn)}
        for rn, paragraph in self.numbered():
            yield rn, undo(paragraph.text, made.get(rn, ()))


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
    register, of_register = _register(folder, f"{shown}/numbering.toml")
    laid, of_lines = lined(folder / "lines.toml", f"{shown}/lines.toml", data, reading)
    answered = _answered(meta) | (OF_LINES if laid else set())
    found = [f for f in reading.findings if not unread and f.code not in answered]
    if meta.received and not reading.exact and not unread:
        found = [finding("JF012", Place(f"{shown}/raw.md"), name=meta.received)]
    found += _head(reading.protocol, meta, day, shown)
    found += _checksum(data, meta, register, shown)
    is_sound = not (unread or of_register or any(f.blocks for f in found))
    text = _emended(folder, shown, laid or reading.protocol, Register() if of_register else register, is_sound)
    if laid:
        kept = held(text.protocol, text.numbering.numbers, register.lines, dict(text.numbering.gone))
        text = replace(text, protocol=kept)
    notes, of_notes = _notes(folder, shown, reading.protocol, text, is_sound)
    return Edited(
        folder.name,
        day,
        meta.title or reading.protocol.title,
        meta.issue or reading.protocol.issue,
        meta,
        text.protocol,
        register,
        text.numbering,
        (*unread, *found, *of_meta, *of_lines, *of_register, *text.findings, *text.numbering.findings, *of_notes),
        tuple(path for name in FILES if (path := folder / name).exists()),
        text.emendations,
        notes,
        interventions(reading, text.numbering.numbers, text.emendations),
        reading.exact,
        History() if of_register else _history(folder, register, text),
    )


def _emended(folder: Path, shown: str, read: Protocol, register: Register, is_sound: bool) -> Emended:
    """Numbers and emendations. What follows from another fault is mended with it, and not told."""
    entries, faults = read_emendations(folder / "emendations.toml", f"{shown}/emendations.toml")
    current = folder / f"fassung-{len(register.revisions)}.txt"
    at = Place(f"{shown}/numbering.toml")
    text = number_emended(register, read, entries, lambda: read_wording(current), folder.name, at)
    faults += text.findings if is_sound else []
    told = text.numbering.findings if is_sound and not faults else ()
    return replace(text, numbering=replace(text.numbering, findings=told), findings=faults)


def _history(folder: Path, register: Register, text: Emended) -> History:
    """What became of the Fassungen."""
    wordings = [read_wording(folder / f"fassung-{revision.n}.txt") for revision in register.revisions]
    paragraphs = text.protocol.paragraphs
    now = dict(zip(text.numbering.numbers, (p.text for p in paragraphs), strict=True))
    lines = {mark.name for p in paragraphs for mark in p.lines}
    return history(register, wordings, now, dict(text.numbering.gone), lines)


def _notes(
    folder: Path, shown: str, read: Protocol, text: Emended, is_sound: bool
) -> tuple[tuple[Note, ...], list[Finding]]:
    """The notes at their places, in the text as edited."""
    written, findings = read_notes(folder / "notes.md", f"{shown}/notes.md")
    if not written:
        return (), findings
    numbers, gone = text.numbering.numbers, dict(text.numbering.gone)
    texts, witness = (
        dict(zip(numbers, (p.text for p in protocol.paragraphs), strict=True)) for protocol in (text.protocol, read)
    )
    notes, faults = place_notes(written, texts, witness, gone)
    findings += faults if is_sound and not text.findings else []
    return notes, sorted(findings, key=lambda f: f.place.line)


def _register(folder: Path, shown: str) -> tuple[Register, list[Finding]]:
    """The register, if it and the Fassungen tell the same."""
    register, findings = read_register(folder / "numbering.toml", shown)
    return register, findings or list(_wordings(register, folder, Place(shown)))


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
    written = (int(m[1]) for path in folder.iterdir() if (m := WORDING.fullmatch(path.name)))
    for n in sorted(n for n in written if n > len(register.revisions)):
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
