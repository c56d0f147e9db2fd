"""How far something is, on the last line of a terminal; anywhere else nothing."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import Any

import click

ERASE = "\r\x1b[2K\x1b[?25h"  # the line, and show the cursor, which click hides


class Bar:
    """Called with what is done and all there is to do. Nothing of it is left in the end."""

    def __init__(self, label: str) -> None:
        self._label, self._shows = label, sys.stderr.isatty()
        self._bar: Any = None

    def __call__(self, done: int, whole: int) -> None:
        if not self._shows:
            return
        if not self._bar or self._bar.length != whole:
            self._bar = click.progressbar(length=whole, label=self._label, file=sys.stderr, show_pos=True)
        self._bar.update(done - self._bar.pos)
        self._bar.render_progress()

    def clear(self) -> None:
        """Make room for a line that stays."""
        if self._bar:
            click.echo(ERASE, file=sys.stderr, nl=False)
            self._bar = None

    def __enter__(self) -> Bar:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.clear()
