"""Files are written whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path


def write_whole(path: Path, pieces: Iterable[bytes]) -> None:
    """Write to a temporary name, then rename, so that no half-written file is ever seen. OSError if impossible."""
    if not path.parent.is_dir():
        path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f".{path.name}.neu")
    try:
        with new.open("wb") as out:
            out.writelines(pieces)
        new.replace(path)
    except BaseException:
        new.unlink(missing_ok=True)
        raise


def write_changed(path: Path, data: bytes) -> None:
    """Leave a file that says the same alone: what copies the site sees by its date what is new."""
    if not path.is_file() or path.read_bytes() != data:
        write_whole(path, [data])
