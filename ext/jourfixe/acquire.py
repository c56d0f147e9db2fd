"""Take a new protocol into the project: `jourfixe add`. All of it or nothing."""

from __future__ import annotations

import datetime
import hashlib
import shutil
import tempfile
from pathlib import Path

from .apparatus.folder import Edited, load
from .apparatus.numbers.register import Register, entry_of, format_register
from .model import Finding
from .project import Project
from .reading import read_file

META = """\
# Was der Textzeuge nicht selbst sagt.
# article: Schlüssel des besprochenen Artikels in references.bib. provenance: woher die Datei kommt.
article = ""
provenance = ""
sha256 = "{sha256}"
"""
KEPT = ("meta.toml", "numbering.toml")  # must be sound before they are rewritten


class Refused(Exception):
    """A command did nothing; `findings` say why, or `message` and `hint` do."""

    def __init__(self, message: str = "", hint: str = "", findings: tuple[Finding, ...] = ()) -> None:
        super().__init__(message)
        self.message, self.hint, self.findings = message, hint, findings


def acquire(project: Project, file: Path, day: datetime.date | None, replace: bool) -> Edited:
    """Make the folder of a protocol. Refused if the file cannot be used or the protocol is there already."""
    reading = read_file(file, file.name)
    needless = {"JF301", "JF302"} if day else set()
    blocking = tuple(f for f in reading.findings if f.blocks and f.code not in needless)
    if blocking:
        raise Refused(findings=blocking)
    day = day or reading.protocol.date
    assert day
    folder = project.protocols / day.isoformat()
    if folder.exists():
        if not replace:
            raise Refused(f"Das Protokoll {day.isoformat()} gibt es schon.", "Soll es ersetzt werden: --replace")
        old = load(folder)
        if damaged := tuple(f for f in old.findings if f.blocks and f.place.file.endswith(KEPT)):
            raise Refused(findings=damaged)
        if old.register.revisions:
            raise Refused(
                f"Das Protokoll {day.isoformat()} ist veröffentlicht; sein Textzeuge bleibt, wie er ist.",
                "Eine bessere Umwandlung desselben Protokolls lässt sich mit jourfixe read ansehen.",
            )
    _make(folder, file.read_bytes(), reading.protocol.date, day)
    return load(folder)


def _make(folder: Path, data: bytes, found: datetime.date | None, day: datetime.date) -> None:
    """Prepare the folder under another name, then move its files into place."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".neu-") as temporary:
        new = Path(temporary) / folder.name
        if folder.exists():
            shutil.copytree(folder, new)
        new.mkdir(exist_ok=True)
        (new / "raw.md").write_bytes(data)
        (new / "meta.toml").write_text(_meta(new, data, found, day), "utf-8")
        (new / "numbering.toml").unlink(missing_ok=True)
        edited = load(new)
        draft = tuple(entry_of(rn, text) for rn, text in edited.unemended())
        (new / "numbering.toml").write_text(format_register(Register(draft=draft)), "utf-8")
        old = Path(temporary) / "old"
        if folder.exists():
            folder.rename(old)
        try:
            new.rename(folder)
        except BaseException:
            if old.exists():
                old.rename(folder)
            raise


def _meta(folder: Path, data: bytes, found: datetime.date | None, day: datetime.date) -> str:
    """meta.toml for the new witness; what an editor wrote there before stays."""
    path, sha256 = folder / "meta.toml", hashlib.sha256(data).hexdigest()
    text = path.read_text("utf-8") if path.exists() else META.format(sha256=sha256)
    lines = [f'sha256 = "{sha256}"' if line.startswith("sha256") else line for line in text.splitlines()]
    if not any(line.startswith("sha256") for line in lines):
        lines.append(f'sha256 = "{sha256}"')
    if found != day and not any(line.startswith("date") for line in lines):
        lines.append(f"date = {day.isoformat()}")
    return "\n".join(lines) + "\n"
