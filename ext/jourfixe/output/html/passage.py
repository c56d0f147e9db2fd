"""The text of a passage as HTML, written from its marks."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from ...doctree.inline import Corrected, Inline, Line, Link, Piece, Wrap, pieces


def passage_html(text: str, inline: Inline) -> str:
    """Elements open and close where the marks say; what is around two neighbours stays open between them."""
    return "".join((*map(lost_line, inline.lost), *_parts(text, inline)))


def _parts(text: str, inline: Inline) -> Iterator[str]:
    opened: list[Wrap] = []
    for piece in pieces(text, inline):
        while opened != list(piece.wraps[: len(opened)]):
            yield _closing(opened.pop())
        yield from _points(piece)
        for wrap in piece.wraps[len(opened) :]:
            opened.append(wrap)
            yield _opening(wrap)
        yield escape(piece.text, quote=False)


def _points(piece: Piece) -> Iterator[str]:
    """Note marks and lines: empty, so that they are neither copied nor part of the text; the style sheet draws them."""
    for note in piece.notes:
        where = f'id="{escape(note.id)}" href="#{escape(note.target)}"'
        yield f'<a class="anm" {where} data-n="{note.n}" aria-label="Anmerkung {note.n}"></a>'
    for line in piece.lines:
        yield f'<span class="z{_kind(line)}" id="z-{line.name}" data-z="{line.name}"></span>'


def _kind(line: Line) -> str:
    if not line.shown:
        return " counted"
    computed = " computed" if line.shown.startswith("[") else ""
    return computed + ("" if line.certain else " unsure") + (" stacked" if line.stacked else "")


def lost_line(name: str) -> str:
    """Only for links: where in the paragraph the line began is not known any more."""
    return f'<span class="z lost" id="z-{name}" data-z="{name}"></span>'


def _opening(wrap: Wrap) -> str:
    if isinstance(wrap, Link):
        return f'<a class="{wrap.kind}" href="{escape(wrap.uri)}">'
    if isinstance(wrap, Corrected):
        tag = f'a class="emendation" href="{escape(wrap.uri)}"' if wrap.uri else 'span class="emendation"'
        return f'<{tag} data-zeuge="{escape(wrap.before)}">'
    return "<strong>" if wrap[0] == "strong" else "<em>"


def _closing(wrap: Wrap) -> str:
    if isinstance(wrap, Link):
        return "</a>"
    if isinstance(wrap, Corrected):
        return "</a>" if wrap.uri else "</span>"
    return "</strong>" if wrap[0] == "strong" else "</em>"
