"""Names of files that come from outside, for messages and for a folder of ours."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePath

LONGEST = 120  # bytes in UTF-8; file systems and zip programs take 255 or less
FORBIDDEN = re.compile(r'[<>:"/\\|?*]+')  # by Windows, or parts of a path
DEVICE = re.compile(r"(?i)(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)")  # by Windows, whatever comes behind
OURS = re.compile(r"(?i)(?:raw\.md|(?:meta|numbering|emendations|lines)\.toml|notes\.md|fassung-\d+\.txt)$")
BEFORE = "Vorlage-"


def shown_name(path: PurePath) -> str:
    """The name as it can be printed: on one line, without anything that steers a terminal."""
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in path.name or str(path))


def harmless_name(name: str) -> str:
    """A name for the file in the folder of its protocol: no path, nothing invisible, none of our own names.

    A name made so stays as it is.
    """
    plain = unicodedata.normalize("NFC", "".join(sign for sign in name if sign.isprintable()))
    plain = " ".join(FORBIDDEN.sub("-", plain).split()).lstrip(".~ ").rstrip(". ")
    if not plain or OURS.match(plain) or DEVICE.match(plain):
        plain = f"{BEFORE}{plain}"
    stem, dot, suffix = plain.rpartition(".")
    if not dot or len(suffix) > 9:
        stem, suffix = plain, ""
    end = f".{suffix}" if suffix else ""
    return stem.encode()[: LONGEST - len(end.encode())].decode(errors="ignore").rstrip(". ") + end
