"""The parts of a zipped document, unpacked within limits; names in the archive are keys and never paths.

The numbers are bytes. Real documents of text shrink to a tenth, rarely to a fiftieth.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterable
from pathlib import Path

from ..unreadable import Unreadable

LIMIT = 200_000_000  # unpacked, all parts together
XML_LIMIT = 60_000_000  # unpacked, the parts that are read
SMALL = 20_000_000  # below this no ratio is suspicious
RATIO = 200
ENTRIES = 10_000
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError, RuntimeError)
DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
ENCODING = re.compile(rb"<\?xml[^>]*encoding\s*=\s*[\"']([\w.:-]+)")


def unpacked(path: Path, wanted: Iterable[str]) -> dict[str, bytes]:
    """Name → content, in UTF-8, of the parts whose names match one of the patterns `wanted` as a whole."""
    pattern = re.compile("|".join(f"(?:{one})" for one in wanted))
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            _measure(entries)
            chosen = [entry for entry in entries if pattern.fullmatch(entry.filename)]
            if any(entry.flag_bits & 1 for entry in chosen):
                raise Unreadable("JF021")
            if sum(entry.file_size for entry in chosen) > XML_LIMIT:
                raise Unreadable("JF024")
            return {entry.filename: _read(archive, entry) for entry in chosen}
    except DAMAGED as error:
        raise Unreadable("JF022") from error


def _measure(entries: list[zipfile.ZipInfo]) -> None:
    """Refuse by what the directory of the archive says of itself."""
    size, packed = sum(entry.file_size for entry in entries), sum(entry.compress_size for entry in entries)
    if size > LIMIT or len(entries) > ENTRIES or (size > SMALL and size > RATIO * packed):
        raise Unreadable("JF025")


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """In UTF-8. What the directory of the archive says is not believed; a document type could name other files."""
    with archive.open(entry) as part:
        data = part.read(entry.file_size + 1)
    if len(data) > entry.file_size:
        raise Unreadable("JF025")
    data = in_utf8(data)
    if b"<!DOCTYPE" in data and not entry.filename.startswith("META-INF/"):
        raise Unreadable("JF022")
    return data


def in_utf8(data: bytes) -> bytes:
    """XML in any encoding as UTF-8, without its declaration where that would now be wrong."""
    named = ENCODING.match(data[:200])
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else named[1].decode("ascii") if named else "utf-8"
    if encoding.lower() in ("utf-8", "us-ascii"):
        return data.removeprefix(b"\xef\xbb\xbf")
    try:
        return DECLARATION.sub("", data.decode(encoding), count=1).encode()
    except (LookupError, UnicodeError) as error:
        raise Unreadable("JF022") from error
