"""The table of what was done to a text, as HTML: a row for each intervention in the order of the text."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from ...apparatus.emending.interventions import Intervention
from ...edition.gathering import Changes
from ...labels import INTERVENTIONS, lines
from ...model import Reason

COLUMNS = ("Rn.", "Zeile", "Eingriff", "Textzeuge", "Edition", "Begründung")


def interventions_html(changes: Changes, witness: str) -> str:
    """First what the editors did, then what happened in reading, then what is only counted.

    `witness`: way to the page of the witness, or nothing.
    """
    rows = [row for row in changes.interventions if row.line or row.kind is Reason.LOST]
    made = [row for row in rows if row.kind is Reason.EMENDATION]
    happened = [row for row in rows if row.kind is not Reason.EMENDATION]
    counts = [row for row in changes.interventions if row not in rows]
    tables = _table(changes, "Berichtigt", made, witness), _table(changes, "Beim Lesen", happened, witness)
    return "".join((*tables[0], *tables[1], *_counts(counts)))


def _table(changes: Changes, caption: str, rows: list[Intervention], witness: str) -> Iterator[str]:
    if not rows:
        return
    heads = "".join(f'<th scope="col">{column}</th>' for column in COLUMNS)
    yield f'<table class="eingriffe">\n<caption>{caption}</caption>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n'
    for row in rows:
        id_ = changes.ids.get(row.place, "") if row.place else ""
        rn = f'<a href="{escape(changes.uri)}#rn-{row.rn}">{row.rn}</a>' if row.rn else ""
        cells = (rn, _line(row, witness), INTERVENTIONS[row.kind], *_readings(row), escape(_why(row)))
        opened = f'<tr id="{escape(id_)}">' if id_ else "<tr>"
        yield opened + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>\n"
    yield "</tbody>\n</table>\n"


def _line(row: Intervention, witness: str) -> str:
    """Line of the file, and the printed line at or before it."""
    if not row.line:
        return ""
    line = f'<a href="{escape(witness)}#zeile-{row.line}">{row.line}</a>' if witness else str(row.line)
    printed = f" ({lines(row.printed)})" if row.printed and row.kind is not Reason.MARGIN else ""
    return f"<span>{line}{printed}</span>"


def _readings(row: Intervention) -> tuple[str, str]:
    """What the witness has and what the edition has."""
    return escape(row.before), escape(row.after)


def _why(row: Intervention) -> str:
    told = [row.reason]
    if row.doubtful:
        told.append(f"unsicher: {', '.join(map(str, row.doubtful))}")
    if row.moved:
        told.append(f"stand an anderer Stelle: {', '.join(map(str, row.moved))}")
    return "; ".join(filter(None, told))


def _counts(rows: list[Intervention]) -> Iterator[str]:
    if rows:
        told = ", ".join(f"{escape(INTERVENTIONS[row.kind])} ({row.count})" for row in rows)
        yield f'<p class="gezaehlt">Außerdem, nur gezählt: {told}.</p>\n'
