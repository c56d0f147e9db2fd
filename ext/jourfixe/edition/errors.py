"""Findings on their way through Sphinx."""

from __future__ import annotations

from collections.abc import Iterable

from sphinx.errors import SphinxError

from ..model import Finding


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
