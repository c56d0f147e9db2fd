"""`jourfixe add` and `jourfixe read`: from the file that arrives to what is said about it."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import click

from .acquire import Refused, acquire
from .apparatus.emending.interventions import interventions
from .apparatus.filenames import shown_name
from .apparatus.folder import Edited
from .apparatus.placed import Row, placed
from .arrival import Arrival, Reception
from .console import print_refusal
from .findings import finding
from .labels import ROLES, counted, extent, meeting
from .model import Finding, Place, Role
from .progress import Bar
from .project import Project
from .reading import Reading, read_bytes
from .reading.decode import decode
from .report import report, terminal_width
from .transcribing import Progress
from .transcribing.unreadable import Unreadable, unreadable


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was said beside the files. `day` and `lines_from` can only be meant for one."""

    day: datetime.date | None = None
    replace: bool = False
    lines_from: Path | None = None


def add_files(project: Project, files: tuple[Path, ...], wanted: Wanted) -> bool:
    """Take them in, each with its line; a bad one stops no other. True if all were taken in."""
    taken: dict[str, str] = {}
    alone = len(files) == 1
    with Reception() as reception, Bar("Seiten" if alone else "Dateien") as bar:
        for n, file in enumerate(files, 1):
            try:
                arrival = receive(reception, file, wanted.lines_from, bar if alone else _silent)
                edited = acquire(project, arrival, wanted.day, wanted.replace, taken)
            except Refused as refused:
                bar.clear()
                print_refusal(refused, shown_name(file))
            else:
                taken[edited.id] = arrival.name
                bar.clear()
                (_tell if alone else _mention)(edited, arrival)
            if not alone:
                bar(n, len(files))
    if not alone:
        click.echo(f"{len(taken)} aufgenommen, {len(files) - len(taken)} nicht")
    return len(taken) == len(files)


def read_one(file: Path, refuse: bool = True) -> Reading:
    """How a file is understood. Refused if nothing can be made of it, or else that is all there is in the reading."""
    try:
        with Reception() as reception, Bar("Seiten") as bar:
            arrival = receive(reception, file, None, bar)
    except Refused as refused:
        if refuse:
            raise
        return replace(read_bytes(b"", file.name), findings=refused.findings)
    return read_bytes(arrival.data, arrival.name)


def receive(reception: Reception, file: Path, lines_from: Path | None, progress: Progress) -> Arrival:
    """Refused if nothing can be made of the file, or of the one that has its lines."""
    try:
        return reception.receive(file, lines_from, progress)
    except (Unreadable, OSError) as error:
        refused = unreadable(error) if isinstance(error, OSError) else error
        about = lines_from if lines_from and refused.of_lines else file
        raise Refused(findings=(finding(refused.code, Place(shown_name(about)), **refused.fields),)) from error


def show(reading: Reading) -> bool:
    """Print a reading; True if something blocks."""
    protocol = reading.protocol
    click.echo(f"{meeting(protocol.date) if protocol.date else 'Ohne Datum'}: {protocol.title or 'ohne Titel'}")
    count = {role: sum(p.role is role for p in protocol.paragraphs) for role in Role}
    click.echo(", ".join(f"{ROLES[role]} {n}" for role, n in count.items()) + f", Abschnitte {len(protocol.sections)}")
    numbered = [(str(n), p) for n, p in enumerate(protocol.paragraphs, 1)]
    for n, p in numbered:
        click.echo(f"{n:>4}  {ROLES[p.role]:<8}  {p.text}")
    made = interventions(reading, [n for n, _ in numbered], ())
    _report(placed(reading.findings, numbered, reading.decoded.text, made))
    return any(f.blocks for f in reading.findings)


def _tell(edited: Edited, arrival: Arrival) -> None:
    """All there is to say of one file."""
    click.echo(f"Aufgenommen: protocols/{edited.id} ({extent(edited.numbering.numbers)})")
    _report(_rows(edited, edited.findings, arrival.data))
    click.echo(f"Ansehen: jourfixe serve · veröffentlichen: jourfixe publish {edited.id}")


def _mention(edited: Edited, arrival: Arrival) -> None:
    """A line among many."""
    told = len(_told(edited.findings))
    more = f"; {counted(told, 'Befund', 'Befunde')}: jourfixe check {edited.id}" if told else ""
    click.echo(f"Aufgenommen: {arrival.name} → protocols/{edited.id} ({extent(edited.numbering.numbers)}){more}")


def print_one(project: Project, edited: Edited, findings: Iterable[Finding], width: int) -> bool:
    """What is found in a protocol, as when it was taken in; True if something blocks."""
    raw = project.protocols / edited.id / "raw.md"
    rows = _rows(edited, findings, raw.read_bytes() if raw.is_file() else b"")
    for line in report(rows, width):
        click.echo(line)
    return any(found.blocks for _, found in rows)


def _rows(edited: Edited, findings: Iterable[Finding], witness: bytes) -> list[Row]:
    """What is found in a protocol, in the order of its text."""
    return placed(_told(findings), edited.numbered(), decode(witness, "").text, edited.interventions)


def _told(findings: Iterable[Finding]) -> list[Finding]:
    """But for what is so of every new protocol."""
    return [f for f in findings if f.code != "JF407"]


def _report(rows: list[Row]) -> None:
    for line in report(rows, terminal_width(sys.stderr)):
        click.echo(line, err=True)


def _silent(page: int, pages: int) -> None:
    """Nothing to be shown."""
