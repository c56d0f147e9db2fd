"""From the file that arrives to a transcript: what stands printed in a PDF or written in a Word file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from .kinds import OTHER, Foreign, kind_of
from .transcript import Transcript

Progress = Callable[[int, int], None]  # pages done, pages in all


def transcribe(path: Path, name: str, progress: Progress) -> Transcript:
    """Transcribe a file that is no text. Unreadable if that cannot be done."""
    kind = kind_of(path)
    if kind == "pdf":
        from .paper import transcribe_pdf

        return transcribe_pdf(path, name, progress)
    if not kind:
        raise Foreign("keine PDF-, Word- oder ODT-Datei", OTHER).refused()
    from .word import transcribe_word

    return transcribe_word(path, name, kind)
