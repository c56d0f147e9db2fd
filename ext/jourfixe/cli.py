"""The command `jourfixe`: each subcommand asks one module and prints German.

Exit codes: 0 fine, 1 findings that block, 2 wrong use.
"""

from __future__ import annotations

import datetime
import socket
import sys
from pathlib import Path

import click

from .adding import Wanted, add_files, print_one, read_one, show
from .apparatus.quoting.forms import FORMS
from .citation import cite, link
from .console import Group, day_of, fail, print_findings, the_project, the_protocol
from .labels import counted, meeting, revision_name
from .project import Project
from .publication import plan, publish
from .report import terminal_width

FILE = click.Path(path_type=Path)  # what is wrong with it is told like any other fault of a file
BUILDERS = ("pdf", "html", "text", "latex", "epub", "gettext")  # in this order: pages of HTML offer the PDFs


@click.group(cls=Group)
@click.version_option(package_name="jourfixe-edition", message="%(version)s", help="Die Version von jourfixe.")
def main() -> None:
    """Protokolle eines Lesekreises als nummerierte, zitierbare Edition."""


@main.command()
@click.argument("datei", type=FILE, nargs=-1, required=True)
@click.option("--date", "day", metavar="DATUM", help="Datum des Treffens, wenn es nicht in der Datei steht.")
@click.option("--replace", is_flag=True, help="Ein noch nicht veröffentlichtes Protokoll ersetzen.")
@click.option("--lines-from", type=FILE, metavar="PDF", help="Ein PDF desselben Protokolls, das die Zeilen hat.")
def add(datei: tuple[Path, ...], day: str | None, replace: bool, lines_from: Path | None) -> None:
    """Neue Protokolle aufnehmen: PDF, DOCX, ODT, Markdown oder Text."""
    given = day_of(day) if day else None
    if day and not given:
        raise click.UsageError(f"„{day}“ ist kein Datum; erwartet wird etwa 2026-01-12 oder 12.1.2026.")
    if len(datei) > 1 and (day or lines_from):
        raise click.UsageError(f"{'--date' if day else '--lines-from'} verträgt nur eine Datei.")
    sys.exit(0 if add_files(the_project(), datei, Wanted(given, replace, lines_from)) else 1)


@main.command()
@click.argument("datei", type=FILE)
@click.option("--json", "as_json", is_flag=True, help="Als JSON, in der Form von edition.json.")
def read(datei: Path, as_json: bool) -> None:
    """Zeigen, wie eine Datei verstanden wird; schreibt nichts."""
    from .output.preview import preview_data

    reading = read_one(datei, refuse=not as_json)
    if not as_json:
        sys.exit(1 if show(reading) else 0)
    click.echo(preview_data(reading))
    sys.exit(1 if print_findings(reading.findings) else 0)


@main.command()
@click.argument("protokoll", required=False)
def check(protokoll: str | None) -> None:
    """Alle Befunde zeigen, ohne zu bauen: die aller Protokolle oder eines einzigen."""
    project = the_project()
    one = the_protocol(project, protokoll) if protokoll else None
    if one:
        protocols, findings = [one], list(project.findings_of(one, project.read_literature()[0]))
    else:
        protocols, findings = project.load_all()
    if one and (width := terminal_width(sys.stdout)):
        blocks = print_one(project, one, findings, width)
    else:
        blocks = print_findings(findings, err=False)
    for edited in protocols:
        is_damaged = any(f.code == "JF406" for f in edited.findings)
        state = "Register nicht lesbar" if is_damaged else revision_name(edited.numbering.revision)
        click.echo(f"{edited.id}: {counted(len(edited.numbering.numbers), 'Absatz', 'Absätze')}, {state}")
    if not protocols:
        click.echo("In protocols/ ist noch kein Protokoll. Aufnehmen: jourfixe add DATEI")
    sys.exit(1 if blocks else 0)


@main.command("build")
@click.argument("ausgaben", type=click.Choice([*BUILDERS, "all"]), nargs=-1, metavar="[AUSGABE]…")
@click.option(
    "--jobs", "-j", type=click.IntRange(1), default=1, show_default=True, metavar="N", help="Zahl der Prozesse."
)
def build_command(ausgaben: tuple[str, ...], jobs: int) -> None:
    """Die Edition bauen: pdf, html, text, latex, epub, gettext oder all; ohne Angabe html.

    „pdf html“ baut Website und Druck; die Website bietet die PDFs dann an.
    """
    from .building import Failed, build

    project, failures = the_project(), list[str]()
    for builder in BUILDERS:
        if builder not in (ausgaben or ("html",)) and "all" not in ausgaben:
            continue
        try:
            out = build(project, builder, jobs, lambda text: click.echo(text, err=True))
        except Failed as error:
            if str(error) not in failures:
                click.echo(f"Fehler: {str(error).removeprefix('Fehler: ')}", err=True)
            failures.append(str(error))
            continue
        target = out / {"html": "index.html", "pdf": "protokolle"}.get(builder, "")
        click.echo(f"Fertig. Ansehen: {target}")
    sys.exit(1 if failures else 0)


@main.command()
@click.option(
    "--port", type=click.IntRange(1, 65535), default=8000, show_default=True, metavar="N", help="Port der Vorschau."
)
def serve(port: int) -> None:
    """Vorschau im Browser, die jede Änderung zeigt."""
    try:
        from sphinx_autobuild.__main__ import main as autobuild
    except ImportError:
        fail("Für die Vorschau fehlt ein Zusatz.", 'Einrichten: python -m pip install -e ".[serve]"')
    project = the_project()
    with socket.socket() as taken:
        if taken.connect_ex(("127.0.0.1", port)) == 0:
            fail(f"Der Port {port} ist belegt, vielleicht von einer anderen Vorschau.", f"Etwa: --port {port + 1}", 2)
    click.echo(f"Vorschau mit den Befunden: http://127.0.0.1:{port} (beenden mit Strg+C)")
    watch = ["--watch", str(project.protocols), "--watch", str(project.root / "references.bib")]
    autobuild([*watch, "--port", str(port), *preview_call(project)])


def preview_call(project: Project) -> list[str]:
    """What Sphinx is told. In folders of its own: what only editors see must not get among what is published."""
    own = project.build / "vorschau"
    doctrees = ["-d", str(own / "doctrees"), "-D", "jourfixe_editing=1"]
    return ["-q", *doctrees, str(project.docs), str(own / "html")]


@main.command("lines")
@click.argument("protokoll")
@click.option("--from", "pdf", type=FILE, metavar="PDF", help="Ein PDF desselben Protokolls, das die Zeilen hat.")
def lines_command(protokoll: str, pdf: Path | None) -> None:
    """Bestimmen, wo die gedruckten Zeilen beginnen, die in raw.md nicht mehr bezeichnet sind.

    Mit einem PDF werden sie daraus übernommen. Ohne PDF werden die Absätze neu umbrochen, in Schrift und Breite, die am
    besten zu den bekannten Zeilen passen; passt keine gut genug, wird nichts geschrieben.
    """
    from .lining import find_lines

    project = the_project()
    for sentence in find_lines(project, the_protocol(project, protokoll), pdf):
        click.echo(sentence)


@main.command("publish")
@click.argument("protokoll")
@click.option("--note", default="", help="Was sich geändert hat und warum; ab der zweiten Fassung nötig.")
@click.option("--dry-run", is_flag=True, help="Nur zeigen, was festgehalten würde.")
def publish_command(protokoll: str, note: str, dry_run: bool) -> None:
    """Eine Fassung festhalten; von da an bleiben ihre Randnummern."""
    project = the_project()
    edited = the_protocol(project, protokoll)
    planned = plan(edited)
    click.echo(f"{meeting(edited.date)}, Fassung {planned.n}")
    for sentence in planned.sentences:
        click.echo(f"  {sentence}")
    if dry_run:
        return
    if planned.n > 1 and not note.strip():
        fail("Ab der zweiten Fassung braucht es eine Anmerkung.", 'Etwa: --note "Rn. 12: Lesefehler berichtigt"', 2)
    publish(project, edited, planned, note.strip() or "Erste Veröffentlichung", datetime.date.today())
    click.echo(f"Festgehalten in protocols/{edited.id}/numbering.toml")


@main.command("cite")
@click.argument("verweis", nargs=-1, required=True)
@click.option(
    "--as", "form", type=click.Choice([*FORMS["forms"]]), default="chat", show_default=True, help="Form des Zitats."
)
def cite_command(verweis: tuple[str, ...], form: str) -> None:
    """Einen Absatz, Sätze oder Zeilen zitieren: jourfixe cite "JF 12.1.26 Rn 34–36"."""
    text, told = cite(the_project(), " ".join(verweis), form)
    click.echo(text)
    for sentence in told.sentences:
        click.echo(sentence, err=True)


@main.command("link")
@click.option(
    "--as",
    "form",
    type=click.Choice(["markdown", "html"]),
    default="markdown",
    show_default=True,
    help="Form der Links.",
)
@click.option("--protocol", "protokoll", metavar="DATUM", help="Das Protokoll, das gemeint ist, wo keines steht.")
def link_command(form: str, protokoll: str | None) -> None:
    """In einem Text Verweise zu Links machen: jourfixe link < mail.txt.

    Alles andere bleibt, wie es ist. Was mehrdeutig oder falsch ist, bleibt auch stehen und wird gemeldet.
    """
    project = the_project()
    meant = the_protocol(project, protokoll).id if protokoll else ""
    if sys.stdin.isatty():
        fail("Es fehlt der Text, in dem Links entstehen sollen.", "Etwa: jourfixe link < mail.txt", 2)
    text, told = link(project, sys.stdin.buffer.read(), form == "html", meant)
    sys.stdout.buffer.write(text)
    sys.stdout.buffer.flush()
    for sentence in told.sentences:
        click.echo(sentence, err=True)
    sys.exit(1 if told.refused else 0)
