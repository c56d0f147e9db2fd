"""Findings on their way through Sphinx."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from sphinx.environment import BuildEnvironment
from sphinx.errors import SphinxError

from ..findings import finding
from ..model import Finding, Place


def place_of(env: BuildEnvironment, path: str | Path, line: int = 1, column: int = 1) -> Place:
    """A place as messages name it: the path from the folder of the project on."""
    root, path = Path(env.srcdir).resolve().parent, Path(env.srcdir, path)
    return Place(path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name, line, column)


def without_place(code: str, **fields: str) -> str:
    """A finding as Sphinx prints warnings; it puts file and line before it."""
    found = finding(code, Place(""), **fields)
    return f"{code} {found.message} {found.hint}"


class EditionError(SphinxError):
    """No edition may be built; the message lists the findings that block."""

    category = "Die Edition wurde nicht gebaut"

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("\n\n" + "\n".join(map(str, self.findings)))


def stop_if_blocking(findings: Iterable[Finding]) -> None:
    """Raise EditionError if one of them blocks."""
    if blocking := [f for f in findings if f.blocks]:
        raise EditionError(blocking)
