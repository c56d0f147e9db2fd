"""What became of published wordings, as HTML and as data for the script."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import Any

from docutils import nodes

from ...apparatus.numbers.difference import Piece, difference
from ...apparatus.numbers.history import Change, History, Kind, ranges
from ...apparatus.numbers.told import sentence
from ...edition.changed import Changed
from .passage import lost_line

Visitor = Any
TAGS = {"-": "del", "+": "ins"}


def revisions_file(protocol: str) -> str:
    """Beside the page of the protocol."""
    return f"{protocol}-fassungen.js"


def revisions_data(history: History) -> dict[str, object]:
    """All Fassungen, and what is not now as it was in each."""
    return {
        "revision": len(history.former),
        "published": history.published,
        "revisions": [[former.n, former.date, former.note] for former in history.former],
        "numbers": {str(former.n): ranges(former.numbers) for former in history.former},
        "since": {str(former.n): {c.rn: _change_data(c) for c in former.since} for former in history.former},
    }


def _change_data(change: Change) -> dict[str, object]:
    """`via`: the number with which one that is gone went."""
    if change.kind is Kind.CHANGED:
        return {"kind": change.kind, "diff": [list(piece) for piece in difference(change.old, change.new)]}
    into = {"to" if change.kind is Kind.MERGED else "via": change.into} if change.into else {}
    return {"kind": change.kind, **into, "text": change.old}


def changes_html(changes: Iterable[Changed]) -> str:
    """Each number with what became of it, and below it the wording."""
    return f'<dl class="aenderungen simple">\n{"".join(map(_entry, changes))}</dl>\n'


def _entry(made: Changed) -> str:
    change = made.change
    name = f"Rn. {change.rn}"
    said = escape(sentence(change).removeprefix(name))
    link = f'<a href="{escape(made.uri)}">{escape(name)}</a>'
    return f'<dt id="{escape(made.id)}">{link}{said}</dt>\n<dd class="{change.kind}">{_wording(change)}</dd>\n'


def _wording(change: Change) -> str:
    if change.kind is Kind.CHANGED:
        return "".join(_marked(difference(change.old, change.new)))
    return escape(change.old or change.new)


def _marked(pieces: Iterable[Piece]) -> Iterator[str]:
    """No space is struck."""
    for sign, text in pieces:
        tag, words = TAGS.get(sign), text.strip()
        before, after = text.split(words, 1) if words else (text, "")
        yield f"{before}<{tag}>{escape(words)}</{tag}>{after}" if tag and words else escape(text)


def visit_changes(self: Visitor, node: nodes.Element) -> None:
    self.body.append(changes_html(node["changes"]))
    raise nodes.SkipNode


def visit_line(self: Visitor, node: nodes.Element) -> None:
    """In a passage that is gone; others write their lines themselves."""
    self.body.append(lost_line(node["name"]))
    raise nodes.SkipNode
