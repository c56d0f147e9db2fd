"""Take a new protocol into the project: `jourfixe add`. All of it or nothing."""

from __future__ import annotations

import datetime
import hashlib
import json
import re
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from .apparatus.folder import Edited, load
from .apparatus.meta import FILES, read_meta
from .apparatus.numbers.register import Register, entry_of, format_register
from .arrival import Arrival
from .findings import finding
from .labels import fault, remedy
from .model import Finding, Place
from .project import Project
from .reading import read_bytes

META = """\
# Was der Textzeuge nicht selbst sagt.
# article: Schlüssel des besprochenen Artikels in references.bib. provenance: woher die Datei kommt.
article = ""
provenance = ""
"""
KEPT = ("meta.toml", "numbering.toml")  # must be sound before they are rewritten


class Refused(Exception):
    """A command did nothing; `findings` say why, or `message` and `hint` do."""

    def __init__(self, message: str = "", hint: str = "", findings: tuple[Finding, ...] = ()) -> None:
        super().__init__(message)
        self.message, self.hint, self.findings = message, hint, findings


def acquire(
    project: Project, arrival: Arrival, day: datetime.date | None, replace: bool, taken: Mapping[str, str]
) -> Edited:
    """Make the folder of a protocol. Refused if the file cannot be used or the protocol is there already.

    `taken`: protocols that came in just before, and the names of their files.
    """
    reading = read_bytes(arrival.data, arrival.name)
    needless = {"JF301", "JF302"} if day else set()
    blocking = tuple(f for f in reading.findings if f.blocks and f.code not in needless)
    if blocking:
        raise Refused(findings=blocking)
    day = day or reading.protocol.date
    assert day
    folder = project.protocols / day.isoformat()
    if day.isoformat() in taken:
        message = f"Das Protokoll {day.isoformat()} ist eben schon aus „{taken[day.isoformat()]}“ aufgenommen worden."
        raise Refused(message, "Eine der beiden Dateien auswählen, oder ihr mit --date ihr eigenes Datum geben.")
    try:
        if folder.exists():
            old = _replaceable(folder, replace)
            if old.meta.received and not reading.exact and (folder / "raw.md").read_bytes() == arrival.data:
                raise Refused(findings=(finding("JF012", Place(arrival.name), name=old.meta.received),))
        return _make(folder, arrival, reading.exact, None if reading.protocol.date == day else day)
    except OSError as error:
        hint = remedy(error, "Den Ordner protocols/ und seine Zugriffsrechte prüfen.")
        raise Refused(f"protocols/{folder.name} lässt sich nicht schreiben: {fault(error)}.", hint) from error


def _replaceable(folder: Path, replace: bool) -> Edited:
    """What is there. Refused if it has to stay."""
    if not replace:
        raise Refused(f"Das Protokoll {folder.name} gibt es schon.", "Soll es ersetzt werden: --replace")
    old = load(folder)
    if damaged := tuple(f for f in old.findings if f.blocks and f.place.file.endswith(KEPT)):
        raise Refused(findings=damaged)
    if old.register.revisions:
        raise Refused(
            f"Das Protokoll {folder.name} ist veröffentlicht; sein Textzeuge bleibt, wie er ist.",
            "Eine bessere Umwandlung desselben Protokolls lässt sich mit jourfixe read ansehen.",
        )
    return old


def _make(folder: Path, arrival: Arrival, exact: bool, day: datetime.date | None) -> Edited:
    """Prepare the folder under another name, then move it into place. `day`: what the head does not say."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".neu-") as temporary:
        new = Path(temporary) / folder.parent.name / folder.name  # messages name a file by the last three
        if folder.exists():
            shutil.copytree(folder, new)
        new.mkdir(parents=True, exist_ok=True)
        _fill(new, arrival, exact, day)
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
    return edited


def _fill(folder: Path, arrival: Arrival, exact: bool, day: datetime.date | None) -> None:
    """The witness, the files it was made from, and meta.toml, in which stays what an editor wrote."""
    path = folder / "meta.toml"
    text = (path.read_text("utf-8-sig") if path.exists() else META).rstrip("\n") + "\n"
    old, _ = read_meta(path, path.name)
    (folder / "raw.md").write_bytes(arrival.data)
    for written in ("numbering.toml", "lines.toml"):  # for the witness that was here before
        (folder / written).unlink(missing_ok=True)
    text = with_entry(text, "sha256", "" if exact else hashlib.sha256(arrival.data).hexdigest())
    if arrival.received or not exact:  # a transcript that was proofread is still made from the same file
        for key in FILES:
            if name := getattr(old, key):
                (folder / name).unlink(missing_ok=True)
        for key, kept in zip(FILES, (arrival.received, arrival.lines_from), strict=True):
            text = with_entry(text, key, kept.name if kept else "")
            text = with_entry(text, f"{key}_sha256", kept.sha256 if kept else "")
            if kept:
                shutil.copyfile(kept.path, folder / kept.name)
    if day and not re.search(r"(?m)^[ \t]*date[ \t]*=", text):
        text += f"date = {day.isoformat()}\n"
    path.write_text(text, "utf-8")


def with_entry(text: str, key: str, value: str) -> str:
    """The text of meta.toml with this entry, or without it if there is no value. JSON's escapes are TOML's."""
    line = f"{key} = {json.dumps(value, ensure_ascii=False)}\n" if value else ""
    known = re.compile(rf"(?m)^[ \t]*{key}[ \t]*=.*\n")
    return known.sub(lambda _: line, text, count=1) if known.search(text) else text + line
