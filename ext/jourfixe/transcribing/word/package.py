"""The parts of a zipped document, unpacked within limits; names in the archive are keys and never paths.

The limits are bytes.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from pathlib import Path

from ..unreadable import Unreadable

LIMIT = 200_000_000  # unpacked, all parts together
XML_LIMIT = 60_000_000  # unpacked, the parts that are read
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError, RuntimeError)


def unpacked(path: Path, wanted: re.Pattern[str]) -> dict[str, bytes]:
    """Name → content of the parts whose names match `wanted` as a whole."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            if sum(entry.file_size for entry in entries) > LIMIT:
                raise Unreadable("JF025")
            chosen = [entry for entry in entries if wanted.fullmatch(entry.filename)]
            if any(entry.flag_bits & 1 for entry in chosen):
                raise Unreadable("JF021")
            if sum(entry.file_size for entry in chosen) > XML_LIMIT:
                raise Unreadable("JF024")
            return {entry.filename: _read(archive, entry) for entry in chosen}
    except DAMAGED as error:
        raise Unreadable("JF022") from error


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """What the directory of the archive says of the size is not believed."""
    with archive.open(entry) as part:
        data = part.read(entry.file_size + 1)
    if len(data) > entry.file_size:
        raise Unreadable("JF025")
    return data


def packed(parts: dict[str, bytes]) -> bytes:
    """A zip of these parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return stream.getvalue()
