"""The files that a transcript was made from: whether they are still there, and still what they were."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from ..findings import finding
from ..labels import fault
from ..model import Finding, Place
from .meta import Meta
from .tomlfile import line_of


def check_received(folder: Path, meta: Meta) -> Iterator[Finding]:
    """A remark for each file that is gone or is another one now."""
    kept = (("received", meta.received, meta.received_sha256), ("lines_from", meta.lines_from, meta.lines_from_sha256))
    for key, name, sha256 in kept:
        if not name:
            continue
        text = (folder / "meta.toml").read_text("utf-8-sig")
        at = Place(f"{folder.parent.name}/{folder.name}/meta.toml", line_of(text, key))
        try:
            with (folder / name).open("rb") as file:
                if sha256 and hashlib.file_digest(file, "sha256").hexdigest() != sha256.lower():
                    yield finding("JF011", at, name=name)
        except OSError as error:
            yield finding("JF010", at, name=name, why=fault(error))
