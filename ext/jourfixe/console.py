"""What all commands share: how they find the edition, print findings, and end."""

from __future__ import annotations

import datetime
import io
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NoReturn

import click
from click.exceptions import NoArgsIsHelpError, NoSuchOption

from .acquire import Refused
from .apparatus.filenames import shown_name
from .apparatus.folder import Edited, as_date, load
from .german import GermanGroup, complaint
from .labels import fault, remedy
from .model import Finding
from .project import Project, find_project
from .reading.header import parse_header
from .report import told

SHOWN = 5  # findings of one kind that are printed; the rest is counted


def fail(message: str, hint: str = "", code: int = 1) -> NoReturn:
    """Print to stderr and leave."""
    click.echo(f"Fehler: {message}", err=True)
    if hint:
        click.echo(f"    → {hint}", err=True)
    sys.exit(code)


def the_project() -> Project:
    project = find_project(Path.cwd())
    if project is None:
        fail("Hier ist keine Edition (gesucht: docs/conf.py und references.bib).", "In ihren Ordner wechseln.", 2)
    return project


def day_of(text: str) -> datetime.date | None:
    """2026-01-12, or the same day as one writes it."""
    head = parse_header(text)
    return as_date(text) or (None if head.title else head.date)


def the_protocol(project: Project, name: str) -> Edited:
    day = day_of(name)
    folder = project.protocols / (day.isoformat() if day else name)
    if not day or not (folder / "raw.md").exists():
        fail(f"Es gibt kein Protokoll „{name}“.", "Das Datum so schreiben wie den Ordner in protocols/.", 2)
    return load(folder)


def print_findings(findings: Iterable[Finding], err: bool = True) -> bool:
    """Print them, alike ones only up to a number; True if one blocks."""
    shown: dict[str, int] = {}
    blocks = False
    for f in findings:
        blocks |= f.blocks
        shown[f.code] = shown.get(f.code, 0) + 1
        if shown[f.code] <= SHOWN or f.blocks:
            click.echo(f"{told(f)}\n    → {f.hint}", err=err)
    for code, n in shown.items():
        if n > SHOWN:
            click.echo(f"{code} insgesamt {n}-mal", err=err)
    return blocks


def print_refusal(refused: Refused, file: str = "") -> None:
    """Why nothing was done, with a file of that name where there are several."""
    if not print_findings(refused.findings):
        click.echo(f"Fehler: {file}{': ' if file else ''}{refused.message}", err=True)
        if refused.hint:
            click.echo(f"    → {refused.hint}", err=True)


class Group(GermanGroup):
    """Every way to fail ends in a sentence and an exit code."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="replace")  # an old console knows neither → nor „
        try:
            super().main(*args, **{**kwargs, "standalone_mode": False})
        except click.Abort:
            fail("Abgebrochen.", code=130)
        except NoArgsIsHelpError as error:
            click.echo(error.format_message(), err=True)
            sys.exit(2)
        except click.UsageError as error:
            fail(complaint(error), _help(error, kwargs.get("args", sys.argv[1:])), 2)
        except Refused as refused:
            print_refusal(refused)
            sys.exit(1)
        except BrokenPipeError:
            sys.stderr.close()  # the reader of our output, `head` say, has seen enough
        except OSError as error:
            fail(f"{error.filename or 'Datei'}: {fault(error)}", remedy(error, "Name, Ort und Zugriffsrechte prüfen."))
        sys.exit(0)


def _help(error: click.UsageError, words: Sequence[str]) -> str:
    """Which page tells more; or how a file is named that was taken for an option."""
    if isinstance(error, NoSuchOption):
        for word in words:
            if word.startswith(error.option_name) and Path(word).is_file():
                return f"Ist die Datei gemeint, so schreiben: ./{shown_name(Path(word))}"
    return f"Hilfe: {error.ctx.command_path if error.ctx else 'jourfixe'} --help"
