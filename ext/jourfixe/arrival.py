"""A file arrives. Text is taken as it is; what has to be transcribed is, in a process of its own.

Nothing is written but in a temporary folder, which goes when the `Reception` ends, however it ends.
"""

from __future__ import annotations

import hashlib
import json
import os
import queue
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .apparatus.filenames import harmless_name, shown_name
from .labels import fault
from .reading.decode import SIGNATURES
from .transcribing.unreadable import Unreadable
from .transcribing.worker import PATIENCE

SHORT = (-signal.Signals.SIGKILL, -signal.Signals.SIGALRM) if os.name == "posix" else ()  # of memory, or time
COMMAND = (sys.executable, "-m", "jourfixe.transcribing.worker")
LARGEST = 1 << 28  # bytes of a text; a protocol has a thousandth of that
PDF = b"%PDF-"  # may stand behind other bytes
Progress = Callable[[int, int], None]


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
        beginning = _beginning(file)
        if lines_from and (PDF not in _beginning(lines_from) or _is_text(beginning)):
            raise Unreadable("JF027")
        if _is_text(beginning):
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
        return self._keep(file, harmless_name(f"Zeilen-{name}") if same else name, "lines")

    def _keep(self, file: Path, name: str, copy: str) -> Kept:
        """A copy, so that what is transcribed is what is kept, whatever happens to the file."""
        path = Path(self._folder.name, copy)
        try:
            shutil.copyfile(file, path)
            with path.open("rb") as copied:
                return Kept(name, path, hashlib.file_digest(copied, "sha256").hexdigest())
        except OSError as error:
            raise Unreadable("JF008", why=fault(error)) from error

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


class Process:
    """The process that opens the files."""

    def __init__(self, patience: float) -> None:
        own: dict[str, Any] = {"process_group": 0} if os.name == "posix" else {}  # Ctrl+C is for us to handle
        pipe, nowhere = subprocess.PIPE, subprocess.DEVNULL
        self._popen = subprocess.Popen(COMMAND, stdin=pipe, stdout=pipe, stderr=nowhere, **own)  # noqa: S603 (ours)
        self._patience = patience
        self._answers: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    def _listen(self) -> None:
        assert self._popen.stdout
        for line in self._popen.stdout:
            self._answers.put(line)
        self._answers.put(b"")

    def ask(self, job: dict[str, str], progress: Progress) -> None:
        """One file transcribed. Unreadable says why it could not be."""
        assert self._popen.stdin
        try:
            self._popen.stdin.write(json.dumps(job).encode() + b"\n")
            self._popen.stdin.flush()
        except OSError:
            raise Unreadable("JF022") from None
        while True:
            match self._next():
                case ["page", n, pages]:
                    progress(n, pages)
                case ["done"]:
                    return
                case [_, code, fields]:
                    raise Unreadable(code, **fields)

    def _next(self) -> list[Any]:
        """What comes next; a process that is silent for too long, or dead, has its reason in the file."""
        try:
            line = self._answers.get(timeout=self._patience)
        except queue.Empty:
            raise Unreadable("JF024") from None
        if not line:
            raise Unreadable("JF024" if self._popen.wait() in SHORT else "JF022")
        answer: list[Any] = json.loads(line)
        return answer

    def kill(self) -> None:
        """With all that it has started itself."""
        if os.name == "posix":
            with suppress(OSError):
                os.killpg(self._popen.pid, signal.SIGKILL)
        self._popen.kill()
        self._popen.wait()
        self._listener.join()
        for pipe in (self._popen.stdin, self._popen.stdout):
            assert pipe
            with suppress(OSError):
                pipe.close()


def _beginning(file: Path) -> bytes:
    """The first bytes of a file that is one: no folder, no pipe, which would never end."""
    try:
        if not stat.S_ISREG(mode := file.stat().st_mode):
            why = "das ist ein Ordner" if stat.S_ISDIR(mode) else "das ist keine gewöhnliche Datei"
            raise Unreadable("JF008", why=why)
        with file.open("rb") as opened:
            return opened.read(1024)
    except OSError as error:
        raise Unreadable("JF008", why=fault(error)) from error


def _is_text(beginning: bytes) -> bool:
    """Or at least nothing that can be transcribed."""
    return PDF not in beginning and not beginning.startswith((*SIGNATURES,))


def _text(file: Path) -> bytes:
    try:
        if file.stat().st_size > LARGEST:
            raise Unreadable("JF024")
        return file.read_bytes()
    except OSError as error:
        raise Unreadable("JF008", why=fault(error)) from error
