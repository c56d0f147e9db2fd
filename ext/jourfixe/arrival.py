"""A file arrives. Text is taken as it is; what has to be transcribed is, in a process of its own.

Nothing is written but in a temporary folder, which goes when the `Reception` ends, however it ends.
"""

from __future__ import annotations

import hashlib
import shutil
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path

from .apparatus.filenames import harmless_name, shown_name
from .transcribing import Progress
from .transcribing.kinds import FIRST, opening
from .transcribing.process import Process
from .transcribing.unreadable import Unreadable, unreadable
from .transcribing.worker import PATIENCE

LARGEST = 1 << 28  # bytes of a text; a protocol has a thousandth of that


@dataclass(frozen=True, slots=True)
class Kept:
    """A file to be kept beside raw.md, under this harmless name. `path`: a copy, gone when the reception ends."""

    name: str
    path: Path
    sha256: str


@dataclass(frozen=True, slots=True)
class Arrival:
    """What becomes raw.md. `name`: that of the file, for messages; `received`: what it was transcribed from."""

    name: str
    data: bytes
    received: Kept | None = None
    lines_from: Kept | None = None


class Reception:
    """Takes files in, one after the other. One process transcribes all of them, until one of them ends it.

    `patience`: seconds that it may take for a page.
    """

    def __init__(self, patience: float = PATIENCE) -> None:
        self._patience = patience
        self._folder = tempfile.TemporaryDirectory(prefix="jourfixe-", ignore_cleanup_errors=True)
        self._process: Process | None = None

    def __enter__(self) -> Reception:
        return self

    def __exit__(self, *_: object) -> None:
        self._end()
        self._folder.cleanup()

    def receive(self, file: Path, lines_from: Path | None, progress: Progress) -> Arrival:
        """Unreadable if the file, or the one that has its lines, cannot be used."""
        name = shown_name(file)
        kind = opening(_beginning(file))
        if lines_from and kind in ("", "pdf"):
            raise Unreadable("JF027")
        if not kind:
            return Arrival(name, _text(file))
        received = self._keep(file, harmless_name(file.name), "received")
        of_lines = self._lines(lines_from, received) if lines_from else None
        target = Path(self._folder.name, "raw.md")
        try:
            self._transcribe(received, of_lines, target, progress)
            return Arrival(name, target.read_bytes(), received, of_lines)
        finally:
            target.unlink(missing_ok=True)

    def _lines(self, file: Path, received: Kept) -> Kept:
        """Both lie in one folder, perhaps on a disk that takes A and a for the same."""
        name = harmless_name(file.name)
        same = name.casefold() == received.name.casefold()
        try:
            if opening(_beginning(file)) != "pdf":
                raise Unreadable("JF027")
            return self._keep(file, harmless_name(f"Zeilen-{name}") if same else name, "lines")
        except Unreadable as error:
            error.of_lines = True
            raise

    def _keep(self, file: Path, name: str, copy: str) -> Kept:
        """A copy, so that what is transcribed is what is kept, whatever happens to the file."""
        path = Path(self._folder.name, copy)
        try:
            shutil.copyfile(file, path)
            with path.open("rb") as copied:
                return Kept(name, path, hashlib.file_digest(copied, "sha256").hexdigest())
        except OSError as error:
            raise unreadable(error, path.parent) from error

    def _transcribe(self, received: Kept, lines_from: Kept | None, target: Path, progress: Progress) -> None:
        self._process = self._process or Process(self._patience)
        of_lines = str(lines_from.path) if lines_from else ""
        job = {"path": str(received.path), "name": received.name, "target": str(target), "lines_from": of_lines}
        try:
            self._process.ask(job, progress)
        except BaseException:
            self._end()
            raise

    def _end(self) -> None:
        if self._process:
            self._process.kill()
        self._process = None


def _beginning(file: Path) -> bytes:
    """The first bytes of a file that is one: no folder, no pipe, which would never end."""
    try:
        if not stat.S_ISREG(mode := file.stat().st_mode):
            why = "das ist ein Ordner" if stat.S_ISDIR(mode) else "das ist keine gewöhnliche Datei"
            raise Unreadable("JF008", why=why)
        with file.open("rb") as opened:
            return opened.read(FIRST)
    except OSError as error:
        raise unreadable(error) from error


def _text(file: Path) -> bytes:
    try:
        if file.stat().st_size > LARGEST:
            raise Unreadable("JF024")
        return file.read_bytes()
    except OSError as error:
        raise unreadable(error) from error
