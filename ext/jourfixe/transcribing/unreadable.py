"""Nothing can be made of a file."""

from __future__ import annotations


class Unreadable(Exception):
    """`code` and `fields` make the finding that says why, see findings.py."""

    def __init__(self, code: str, **fields: object) -> None:
        super().__init__(code)
        self.code, self.fields = code, fields
