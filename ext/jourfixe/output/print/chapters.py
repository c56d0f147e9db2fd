"""What a document is called where a volume lists it, and above its pages."""

from __future__ import annotations

import datetime

from docutils import nodes

from ...doctree.convert import PROTOCOL
from ...labels import short_date
from .syntax import call, string


def day_of(section: nodes.Element) -> str:
    """ISO date of the protocol that a section is, or nothing."""
    return next((id_.removeprefix(PROTOCOL) for id_ in section["ids"] if id_.startswith(PROTOCOL)), "")


def chapter(document: nodes.document) -> str:
    """What contents and running heads call a document; one with a protocol by that, whatever stands before it."""
    protocol = next((section for section in document.findall(nodes.section) if day_of(section)), None)
    title = (protocol or document).next_node(nodes.title)
    name = _without_notes(title).astext() if title else ""
    if protocol is None:
        return call("chapter", string(name))
    occasion, _, name = name.partition(": ")
    date = short_date(datetime.date.fromisoformat(day_of(protocol)))
    return call("chapter", string(name or "Jour fixe"), left=string(occasion), date=string(date))


def _without_notes(title: nodes.Element) -> nodes.Element:
    """A title as contents and running heads show it."""
    plain = title.deepcopy()
    for reference in list(plain.findall(nodes.footnote_reference)):
        reference.parent.remove(reference)
    return plain
