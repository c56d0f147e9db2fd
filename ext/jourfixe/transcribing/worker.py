"""The process in which files from outside are opened: `python -m jourfixe.transcribing.worker`.

What a file does to it is done to it alone. It gets one JSON object a line, {"path", "name", "target", "lines_from"},
and answers each with lines of JSON: ["page", n, pages] after every page, ["lines"] before it opens the PDF that has the
lines, then ["done"], when the file `target` holds the transcript, or ["refused", code, fields].
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TextIO

from . import Progress, transcribe
from .transcript import Transcript
from .unreadable import Unreadable, unreadable

MEMORY = 1 << 30  # bytes of address space
WRITTEN = 1 << 28  # bytes of a file; ten thousand pages have a tenth of that
PATIENCE = 18  # seconds without progress after which the process is ended, by whoever started it
ORPHANED = PATIENCE + 12  # seconds after which it ends itself: there is nobody any more to do it

Answer = Callable[..., None]


def limit() -> None:
    """As far as the system has such limits; Windows has none of them."""
    with contextlib.suppress(ImportError):
        import resource

        for kind, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_FSIZE, WRITTEN), (resource.RLIMIT_CORE, 0)):
            with contextlib.suppress(ValueError, OSError):
                resource.setrlimit(kind, (most, most))


def work(jobs: TextIO, answer: Answer) -> None:
    """Job after job, until there are no more."""
    for line in jobs:
        job = json.loads(line)
        _alarm(ORPHANED)
        try:
            _transcribe(job, answer)
        except (Unreadable, OSError) as error:
            refused = unreadable(error, Path(job["target"]).parent) if isinstance(error, OSError) else error
            answer("refused", refused.code, refused.fields)
        except MemoryError:
            answer("refused", "JF024", {})
        except Exception:  # a library's fault or ours: for the editor it is a file that cannot be read
            answer("refused", "JF022", {})
        else:
            answer("done")
        _alarm(0)


def _transcribe(job: dict[str, str], answer: Answer) -> None:
    from .write import write

    def progress(page: int, pages: int) -> None:
        _alarm(ORPHANED)
        answer("page", page, pages)

    with Path(job["target"]).open("w", encoding="utf-8", newline="\n") as out:
        write(_transcript(job, answer, progress), out)


def _transcript(job: dict[str, str], answer: Answer, progress: Progress) -> Transcript:
    made = transcribe(Path(job["path"]), job["name"], progress)
    if not job["lines_from"]:
        return made
    from .aligning import with_lines

    answer("lines")
    return with_lines(made, transcribe(Path(job["lines_from"]), job["name"], progress))


def _alarm(seconds: int) -> None:
    if hasattr(signal, "alarm"):
        signal.alarm(seconds)


@contextlib.contextmanager
def _channel() -> Iterator[TextIO]:
    """Standard output for the answers alone: a library may print what it likes."""
    with os.fdopen(os.dup(1), "w", encoding="ascii", newline="\n") as channel:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        yield channel


def main() -> None:
    limit()
    with _channel() as channel:

        def answer(*words: object) -> None:
            channel.write(json.dumps(words) + "\n")
            channel.flush()

        work(sys.stdin, answer)


if __name__ == "__main__":
    main()
