"""The process of worker.py, seen from the other side."""

from __future__ import annotations

import json
import os
import queue
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from typing import Any

from . import Progress
from .unreadable import Unreadable

SHORT = (-signal.SIGKILL, -signal.SIGALRM, -signal.SIGABRT) if os.name == "posix" else ()  # of memory, or time
COMMAND = (sys.executable, "-m", "jourfixe.transcribing.worker")


class Process:
    """The process that opens the files."""

    def __init__(self, patience: float) -> None:
        own: dict[str, Any] = {"process_group": 0} if os.name == "posix" else {}  # Ctrl+C is for us to handle
        pipe, nowhere = subprocess.PIPE, subprocess.DEVNULL
        self._popen = subprocess.Popen(COMMAND, stdin=pipe, stdout=pipe, stderr=nowhere, **own)  # noqa: S603 (ours)
        self._patience, self._of_lines = patience, False
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
        self._of_lines = False
        try:
            self._ask(job, progress)
        except Unreadable as error:
            error.of_lines = self._of_lines
            raise

    def _ask(self, job: dict[str, str], progress: Progress) -> None:
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
                case ["lines"]:
                    self._of_lines = True
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
