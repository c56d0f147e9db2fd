"""What became of published wordings, gathered for the page that tells it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import NamedTuple

from docutils import nodes
from sphinx.util.nodes import make_refnode

from ..apparatus.numbers.difference import difference
from ..apparatus.numbers.history import Change, Kind, Step
from ..apparatus.numbers.told import sentence
from ..apparatus.quoting.quote import within_quotes
from ..doctree import nodes as jf
from ..labels import MOVED, replaced, step_name, unchanged
from .gathering import Gathering, rubric
from .ids import change_id
from .records import Register
from .shelf import fetch_told
from .whole import Whole


class Changed(NamedTuple):
    """A change with its id on the page and the address of its paragraph from there."""

    id: str
    uri: str
    change: Change


def change_nodes(gathering: Gathering, year: int) -> Iterator[nodes.Node]:
    """The protocols of a year whose text is not, or was not always, that of their first Fassung; the latest first."""
    is_unchanged = True
    for docname in gathering.of_year(Register.CHANGES, year):
        record = gathering.domain.records[docname]
        steps: tuple[Step, ...] = fetch_told(gathering.env, record.id, Register.CHANGES)
        if steps:
            is_unchanged = False
            yield from gathering.heading(docname, f"aenderungen-{record.id}")
        for step in reversed(steps):
            yield from _step(gathering, docname, record.id, step)
    if is_unchanged:
        years = sorted({gathering.domain.records[d].date.year for d in gathering.of_year(Register.CHANGES, year)})
        yield nodes.paragraph("", unchanged(years))
    if not year and (before := earlier_changes(gathering.domain.whole)):
        yield _before(gathering, before)


def earlier_changes(whole: Whole) -> list[tuple[int, str]]:
    """The years that have pages of their own, the latest first, and these pages."""
    return sorted(((y, d) for (kind, y), d in whole.registers.items() if kind is Register.CHANGES and y), reverse=True)


def _before(gathering: Gathering, years: list[tuple[int, str]]) -> nodes.paragraph:
    line = nodes.paragraph("", "Frühere Jahre: ", classes=["jahre"])
    for i, (year, docname) in enumerate(years):
        line += nodes.Text(", " if i else "")
        anchor = f"{Register.CHANGES}-{year}"
        line += make_refnode(gathering.domain.builder, gathering.here, docname, anchor, nodes.Text(str(year)))
    return line


def _step(gathering: Gathering, docname: str, protocol: str, step: Step) -> Iterator[nodes.Node]:
    day = datetime.date.fromisoformat(step.date) if step.date else None
    yield rubric(step_name(step.n, day), 3, change_id(protocol, step.n))
    if step.note:
        yield nodes.paragraph("", step.note, classes=["grund"])
    if step.moved:
        yield nodes.paragraph("", MOVED)
    uri = gathering.uri(docname)
    made = [Changed(change_id(protocol, step.n, c.rn), f"{uri}#rn-{c.rn}", c) for c in step.changes]
    if made and gathering.domain.builder.format == "html":
        yield jf.changes_list(changes=made)
    elif made:
        yield nodes.bullet_list("", *map(_in_words, made))


def _in_words(made: Changed) -> nodes.list_item:
    """A change in a line, for outputs without our list."""
    change = made.change
    if change.kind is not Kind.CHANGED:
        return _item(f"{sentence(change).rstrip('.')}: „{within_quotes(change.old or change.new)}“", made.id)
    pieces = [*difference(change.old, change.new), ("=", "")]
    told, old, new = [], "", ""
    for sign, text in pieces:
        if sign == "=" and (old or new):
            told.append(replaced(*(within_quotes(words.strip()) for words in (old, new))))
        old, new = (text if sign == "-" else old * (sign == "+")), text if sign == "+" else ""
    return _item(f"{sentence(change)}: {'; '.join(told)}", made.id)


def _item(words: str, id_: str) -> nodes.list_item:
    return nodes.list_item("", nodes.paragraph("", words), ids=[id_])
