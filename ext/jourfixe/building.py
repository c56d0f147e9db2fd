"""Run Sphinx for an editor: progress and errors in German, no traceback."""

from __future__ import annotations

import gc
import io
import re
import sys
from collections.abc import Callable
from pathlib import Path

from docutils.utils import SystemMessage
from sphinx import locale
from sphinx.application import Sphinx
from sphinx.errors import SphinxError
from sphinx.util.docutils import docutils_namespace, patch_docutils

from .edition.domain import domain_of
from .edition.errors import EditionError
from .labels import fault
from .output.print.press import PRINTED
from .project import Project

Say = Callable[[str], None]
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
LONG = 20  # documents from which on progress is shown


class Failed(Exception):
    """The build did not succeed; the text says why."""


def build(project: Project, builder: str, jobs: int, say: Say) -> Path:
    """Build one output; its folder. Failed with a readable reason."""
    out = project.build / builder
    doctrees = project.build / ("doctrees-gettext" if builder == "gettext" else "doctrees")  # Sphinx wants it so
    locale.init([str(Path(locale.__file__).parent)], "de", namespace="console")
    warnings = io.StringIO()
    app: Sphinx | None = None
    gc.set_threshold(50_000, 20, 50)  # thousands of nodes that all live to the end are not worth looking through
    try:
        with patch_docutils(project.docs), docutils_namespace():
            app = Sphinx(
                project.docs,
                project.docs,
                out,
                doctrees,
                builder,
                status=None,
                warning=warnings,
                parallel=jobs,
            )
            Progress(app, say)
            app.build()
    except EditionError as error:
        raise Failed("\n".join(map(str, error.findings))) from None
    except OSError as error:
        raise Failed(f"{error.filename or out}: {fault(error)}") from None
    except RecursionError:
        page = f"docs/{app.env.current_document.docname}.md" if app else "Die Edition"
        raise Failed(f"{_lines(warnings)}{page}: Hier ist zu vieles ineinander geschachtelt.") from None
    except (SphinxError, SystemMessage, UnicodeError) as error:
        raise Failed(f"{_lines(warnings)}Sphinx meldet: {error or type(error).__name__}") from None
    if text := _lines(warnings):
        say(text.rstrip())
    if remark := domain_of(app.env).prints.remark:
        say(str(remark))
    return out


def _lines(warnings: io.StringIO) -> str:
    return COLOUR.sub("", warnings.getvalue())


class Progress:
    """Tells how far a long build is, on one line of a terminal or not at all."""

    def __init__(self, app: Sphinx, say: Say) -> None:
        self.say, self.total, self.done = say, 0, 0
        self.terminal = sys.stderr.isatty()
        app.connect("env-before-read-docs", self._start)
        app.connect("source-read", lambda app, docname, text: self._step("gelesen"))
        app.connect("env-updated", self._read)
        app.connect("doctree-resolved", lambda app, doctree, docname: self._step("geschrieben"))
        app.connect(PRINTED, self._print)
        app.connect("build-finished", self._end)

    def _start(self, app: Sphinx, env: object, docnames: list[str]) -> None:
        self.total = len(docnames)
        if self.total >= LONG:
            self.say(f"{self.total} Seiten werden gelesen …")

    def _read(self, app: Sphinx, env: object) -> None:
        if self.total >= LONG:
            self.say("Die Seiten werden geschrieben …")
        self.done = 0

    def _print(self, app: Sphinx, done: int, due: int) -> None:
        self.total = due
        if done == 1 and due >= LONG:
            self.say(f"{due} PDFs werden gesetzt …")
        self.done = done - 1
        self._step("gesetzt")

    def _step(self, what: str) -> None:
        self.done += 1
        if self.terminal and self.total >= LONG:
            sys.stderr.write(f"\r  {self.done} von {self.total} {what} ")
            sys.stderr.flush()

    def _end(self, app: Sphinx, exception: Exception | None) -> None:
        if self.terminal and self.total >= LONG:
            sys.stderr.write("\r" + " " * 40 + "\r")
