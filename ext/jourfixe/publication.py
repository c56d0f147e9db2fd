"""Fix a Fassung: `jourfixe publish`."""

from __future__ import annotations

import datetime
import hashlib
from dataclasses import dataclass

from .acquire import Refused, with_entry
from .apparatus.folder import Edited
from .apparatus.numbers.numbering import next_revision
from .apparatus.numbers.register import Revision, format_register, format_wording
from .apparatus.numbers.told import sentences
from .files import write_whole
from .findings import DOUBTS, OPEN
from .labels import counted, extent
from .project import Project

MENDED = {"JF401", "JF402", "JF403"}  # faults that a new Fassung mends


@dataclass(frozen=True, slots=True)
class Plan:
    """What publishing would record: the number of the Fassung, and a sentence for each thing."""

    n: int
    sentences: tuple[str, ...]


def plan(edited: Edited) -> Plan:
    """Look ahead. Refused if something blocks, or nothing has changed."""
    blocking = tuple(f for f in edited.findings if f.blocks and f.code not in MENDED)
    if blocking:
        raise Refused(findings=blocking)
    if asked := [f.place.line for f in edited.findings if f.code in (OPEN, *DOUBTS)]:
        where = ", ".join(map(str, asked[:5])) + (" …" if len(asked) > 5 else "")
        raise Refused(
            f"In der Abschrift ist noch {counted(len(asked), 'Punkt', 'Punkte')} zu prüfen (raw.md, Zeile {where}).",
            "Mit dem Original vergleichen und den Kommentar „prüfen“ löschen; ansehen: jourfixe serve",
        )
    if not edited.meta.sha256 and not edited.exact:
        again = f"jourfixe add --replace protocols/{edited.id}/raw.md"
        raise Refused("In meta.toml fehlt die Prüfsumme des Textzeugen (sha256).", f"Eintragen lassen: {again}")
    numbering, n = edited.numbering, len(edited.register.revisions)
    if n and edited.history.published:
        raise Refused(f"Seit Fassung {n} hat sich nichts geändert; es gibt nichts zu veröffentlichen.")
    if not n:
        numbers = numbering.numbers
        return Plan(1, (extent(numbers),))
    return Plan(n + 1, tuple(sentences(edited.history.steps[-1])))


def publish(project: Project, edited: Edited, planned: Plan, note: str, today: datetime.date) -> None:
    """Write the wording first and the register last: what the register names is there. A transcript is closed now."""
    texts = [p.text for p in edited.protocol.paragraphs]
    lines = tuple((mark.name, rn) for rn, paragraph in edited.numbered() for mark in paragraph.lines)
    revision = Revision(planned.n, today, note, (), (), lines)
    register = next_revision(edited.register, edited.numbering, texts, revision)
    folder = project.protocols / edited.id
    wording = format_wording(list(zip(edited.numbering.numbers, texts, strict=True)))
    write_whole(folder / f"fassung-{planned.n}.txt", [wording.encode()])
    if edited.exact and not edited.meta.sha256:
        meta = (folder / "meta.toml").read_text("utf-8-sig") if (folder / "meta.toml").exists() else ""
        closed = with_entry(meta, "sha256", hashlib.sha256((folder / "raw.md").read_bytes()).hexdigest())
        write_whole(folder / "meta.toml", [closed.encode()])
    write_whole(folder / "numbering.toml", [format_register(register).encode()])
