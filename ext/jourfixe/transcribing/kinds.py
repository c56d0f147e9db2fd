"""What kind of file this is, by what stands in it and never by its name.

Files of some kinds cannot be taken in; of each of them this module knows its name and the way out.
"""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import NamedTuple

from .unreadable import Unreadable


class Foreign(NamedTuple):
    """A kind that cannot be taken in. `name` with its article; `way`: what to do instead."""

    name: str
    way: str

    def refused(self) -> Unreadable:
        return Unreadable("JF026", kind=self.name, way=self.way)


SAVE = "In Word oder LibreOffice mit „Speichern unter“ als DOCX oder PDF speichern und diese Datei aufnehmen."
OTHER = "Die Datei angeben, in der das Protokoll steht."
RTF = Foreign("eine RTF-Datei", SAVE)
DOC = Foreign("eine Word-Datei im alten Format (.doc)", SAVE)
SHEET = Foreign("eine Tabelle, etwa aus Excel", OTHER)
SLIDES = Foreign("eine Präsentation", OTHER)
PAGES = Foreign("ein Dokument aus Pages", "In Pages als PDF oder Word exportieren und diese Datei aufnehmen.")
ARCHIVE = Foreign("ein Archiv", "Das Archiv auspacken und die Datei mit dem Protokoll aufnehmen.")
PICTURE = Foreign(
    "ein Bild",
    "Den Text erkennen lassen und das PDF aufnehmen: ocrmypdf -l deu --image-dpi 300 BILD.jpg PROTOKOLL.pdf",
)
WEB_PAGE = Foreign(
    "eine Webseite",
    "Im Browser öffnen (dazu muss der Name auf .html enden), mit „Drucken“ als PDF speichern und das PDF aufnehmen.",
)
SAVED_PAGE = Foreign("eine Webseite", "Im Browser öffnen, mit „Drucken“ als PDF speichern und das PDF aufnehmen.")
MAIL = Foreign(
    "eine E-Mail",
    "Den Anhang mit dem Protokoll speichern und aufnehmen; steht das Protokoll in der E-Mail selbst, ihren Text "
    "in eine Textdatei (.txt) kopieren.",
)

FIRST = 1024  # bytes within which a PDF must say that it is one
PDF = b"%PDF-"  # may stand behind other bytes
ZIP = (b"PK\x03\x04", b"PK\x05\x06")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # the old container of Microsoft's programs
LARGEST = 200_000_000  # bytes of such a container
IMAGE = rb"\xff\xd8\xff|\x89PNG|GIF8[79]a|II\*\0|MM\0\*|RIFF.{4}WEBP|.{4}ftyp(?:hei|mif|avi)"
FIELD = (
    rb"(?:From|To|Cc|Subject|Date|Message-ID|MIME-Version|Received|Return-Path|Delivered-To|Reply-To|References|"
    rb"In-Reply-To|User-Agent|Authentication-Results|(?:ARC|Content|DKIM|X)-[\w-]+):"
)
STARTS = (
    (re.compile(rb"\{\\rtf"), RTF),
    (re.compile(IMAGE, re.DOTALL), PICTURE),
    (re.compile(rb"7z\xbc\xaf|Rar!\x1a|\x1f\x8b"), ARCHIVE),
)
WRITTEN_STARTS = (  # of texts, in whatever encoding: Markdown may hold comments and tables of HTML, but no page of it
    (
        re.compile(
            rb"(?:[\s\xef\xbb\xbf\xfe\xff]|(?><!--.*?-->)|(?><\?xml.*?\?>))*+<(?:!doctype\s+html|html|head|body)\b",
            re.DOTALL | re.IGNORECASE,
        ),
        WEB_PAGE,
    ),
    (re.compile(rb"From: <Saved by "), SAVED_PAGE),
    (re.compile(rb"(?:From [^\n]*\n)?" + FIELD + rb"[^\n]*\n(?:[ \t][^\n]*\n)*" + FIELD, re.IGNORECASE), MAIL),
)
OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
PACKED = (  # by the mimetype in a zip, or the name of a file there
    (re.compile(r"word/document\d*\.xml"), "docx"),
    (re.compile(rf"{re.escape(OPEN_DOCUMENT)}text(?:-template)?"), "odt"),
    (re.compile(rf"xl/.*|{re.escape(OPEN_DOCUMENT)}spreadsheet.*"), SHEET),
    (re.compile(rf"ppt/.*|{re.escape(OPEN_DOCUMENT)}presentation.*"), SLIDES),
    (re.compile(r".*\.iwa"), PAGES),
)
CONTAINED = (("WordDocument", DOC), ("Workbook", SHEET), ("PowerPoint Document", SLIDES), ("__substg1.0_", MAIL))


def opening(start: bytes) -> str:
    """pdf, zip or ole, by the first bytes of a file; nothing for a text. Unreadable for what cannot be taken in."""
    for patterns, beginning in ((STARTS, start), (WRITTEN_STARTS, start.replace(b"\0", b""))):
        for pattern, foreign in patterns:
            if pattern.match(beginning):
                raise foreign.refused()
    if start.startswith(ZIP):
        return "zip"
    if start.startswith(OLE):
        return "ole"
    return "pdf" if PDF in start else ""


def kind_of(path: Path) -> str:
    """pdf, docx or odt; nothing for a text. Unreadable for what cannot be taken in."""
    with path.open("rb") as file:
        kind = opening(file.read(FIRST))
    return {"zip": _packed, "ole": _contained}[kind](path) if kind in ("zip", "ole") else kind


def _packed(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            told = archive.namelist()
            if "mimetype" in told:
                with archive.open("mimetype") as entry:
                    told.append(entry.read(FIRST).decode("latin-1").strip())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError) as error:
        raise Unreadable("JF022") from error
    kind = next((kind for pattern, kind in PACKED if any(map(pattern.fullmatch, told))), ARCHIVE)
    if isinstance(kind, Foreign):
        raise kind.refused()
    return kind


def _contained(path: Path) -> str:
    """Always Unreadable: Word keeps an encrypted document in the container in which it kept its old ones."""
    with path.open("rb") as file:
        held = file.read(LARGEST)
    if "EncryptedPackage".encode("utf-16-le") in held:
        raise Unreadable("JF021")
    raise next((kind for name, kind in CONTAINED if name.encode("utf-16-le") in held), DOC).refused()
