"""A passage as nodes, for the builders that cannot write it from its marks."""

from __future__ import annotations

from collections.abc import Iterable

from docutils import nodes

from .inline import Corrected, Link, Piece, Wrap, pieces
from .nodes import emendation, line_mark, note_mark, passage


def expand(node: passage) -> None:
    """Replace the one text of a passage by nodes for everything that stands in it."""
    text, inline = node.astext(), node["inline"]
    node.clear()
    node += lost_marks(inline.lost)
    opened: list[tuple[Wrap, nodes.Element]] = []
    for piece in pieces(text, inline):
        while [wrap for wrap, _ in opened] != list(piece.wraps[: len(opened)]):
            opened.pop()
        here = opened[-1][1] if opened else node
        here += _points(piece)
        for wrap in piece.wraps[len(opened) :]:
            inner = _wrap(wrap)
            here += inner
            opened.append((wrap, inner))
            here = inner
        if piece.text:
            here += nodes.Text(piece.text)


def lost_marks(lost: Iterable[str]) -> list[nodes.Node]:
    """Lines that are known only to have stood in a paragraph, at its beginning."""
    return [line_mark(ids=[f"z-{name}"], name=name, certain=False) for name in lost]


def _points(piece: Piece) -> list[nodes.Node]:
    notes = [note_mark(ids=[note.id], n=note.n, target=note.target) for note in piece.notes]
    return [*notes, *(line_mark(ids=[f"z-{line.name}"], name=line.name, certain=line.certain) for line in piece.lines)]


def _wrap(wrap: Wrap) -> nodes.Element:
    if isinstance(wrap, Corrected):
        return emendation(before=wrap.before, reason=wrap.reason)
    if isinstance(wrap, Link):
        return nodes.reference("", "", internal=True, refuri=wrap.uri, classes=[wrap.kind])
    return nodes.strong() if wrap[0] == "strong" else nodes.emphasis()
