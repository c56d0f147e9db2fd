"""Nothing can be made of a file."""

from __future__ import annotations

import errno
from pathlib import Path

from ..labels import fault


class Unreadable(Exception):
    """`code` and `fields` make the finding that says why, see findings.py.

    `of_lines`: it is about the PDF that was to give its lines to the file.
    """

    def __init__(self, code: str, **fields: object) -> None:
        super().__init__(code)
        self.code, self.fields = code, fields
        self.of_lines = False


def unreadable(error: OSError, folder: Path | None = None) -> Unreadable:
    """Why a file could not be read, or copied and transcribed in the temporary `folder`."""
    if error.errno in (errno.EFBIG, errno.ENOMEM):
        return Unreadable("JF024")
    if error.errno == errno.ENOSPC and folder:
        return Unreadable("JF029", folder=str(folder.parent))
    return Unreadable("JF008", why=fault(error))
