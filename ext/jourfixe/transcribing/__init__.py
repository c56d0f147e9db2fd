"""From the file that arrives to a transcript: what stands printed in a PDF or written in a Word file."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

from ..reading.decode import SIGNATURES
from .transcript import Transcript
from .unreadable import Unreadable

Progress = Callable[[int, int], None]  # pages done, pages in all

FIRST = 1024  # bytes within which a PDF must say that it is one
PDF = b"%PDF-"  # may stand behind other bytes
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # the old container of Microsoft's programs
ODT = (b"application/vnd.oasis.opendocument.text", b"application/vnd.oasis.opendocument.text-template")
WORD = re.compile(r"word/document\d*\.xml")


def is_text(beginning: bytes) -> bool:
    """By the first bytes of a file; or at least it is nothing that can be transcribed."""
    return PDF not in beginning and not beginning.startswith((*SIGNATURES,))


def kind_of(path: Path) -> str:
    """pdf, docx or odt, by what stands in the file; nothing for a text. Unreadable for what is neither."""
    with path.open("rb") as file:
        start = file.read(FIRST)
    if PDF in start:
        return "pdf"
    if start.startswith(b"{\\rtf"):
        raise Unreadable("JF026", kind="eine RTF-Datei")
    if start.startswith(OLE):
        return "docx"  # an encrypted one; or an old one, which is refused where Word files are read
    return _packed(path) if start.startswith(b"PK") else ""


def _packed(path: Path) -> str:
    """What the names and the mimetype in a zip say."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            if any(WORD.fullmatch(name) for name in names):
                return "docx"
            if "mimetype" in names:
                with archive.open("mimetype") as entry:
                    if entry.read(FIRST).strip() in ODT:
                        return "odt"
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError) as error:
        raise Unreadable("JF022") from error
    raise Unreadable("JF026", kind="ein Archiv, aber weder Word noch ODT")


def transcribe(path: Path, name: str, progress: Progress) -> Transcript:
    """Transcribe a file that is no text. Unreadable if that cannot be done."""
    kind = kind_of(path)
    if kind == "pdf":
        from .paper import transcribe_pdf

        return transcribe_pdf(path, name, progress)
    if not kind:
        raise Unreadable("JF026", kind="keine PDF-, Word- oder ODT-Datei")
    from .word import transcribe_word

    return transcribe_word(path, name, kind)
