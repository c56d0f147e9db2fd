"""Lists of places as HTML.

They are written as text because a register of a hundred protocols has many thousand lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from ...apparatus.marks import Quote
from ...edition.gathering import Group
from ...labels import counted
from .strip import strip


def places_html(groups: Sequence[Group], count: str, name: str, open_: bool, strips: bool) -> str:
    """Protocol by protocol a strip that shows where, and the words around each place."""
    return "".join(('<div class="stellen">\n', *_groups(groups, count, name, open_, strips), "</div>\n"))


def _groups(groups: Sequence[Group], count: str, name: str, open_: bool, strips: bool) -> Iterator[str]:
    if len(groups) > 1 and not open_:
        yield f'<p class="anzahl">{escape(count)}</p>\n'
    for group in groups:
        yield f'<p class="wo"><a href="{escape(group.uri)}">{group.date}</a> <span>{_how_often(group)}</span></p>\n'
        if strips:
            yield _strip(group, name)
        if not open_:
            yield '<details class="kwic"><summary>Im Wortlaut</summary>\n'
        yield "<ul>\n" if not open_ else '<ul class="kwic">\n'
        yield from (_place(group, quote) for quote in group.quotes)
        yield "</ul>\n" if open_ else "</ul></details>\n"


def _how_often(group: Group) -> str:
    places, paragraphs = sum(quote.n for quote in group.quotes), len(group.quotes)
    told = counted(places, "Stelle", "Stellen")
    return told if places == paragraphs else f"{told} in {counted(paragraphs, 'Absatz', 'Absätzen')}"


def _strip(group: Group, name: str) -> str:
    numbers = ", ".join(quote.rn for quote in group.quotes)
    marks = [(q.position, f"Rn. {q.rn}", f"{group.uri}#rn-{q.rn}") for q in group.quotes]
    return strip(group.total, marks, f"{name}, {group.date}: Rn. {numbers}") + "\n"


def _place(group: Group, q: Quote) -> str:
    often = f" ({q.n}-mal)" if q.n > 1 else ""
    around = f"{escape(q.before)}<b>{escape(q.words)}</b>{escape(q.after)}"
    return f'<li><a href="{escape(group.uri)}#rn-{q.rn}">Rn. {q.rn}</a> <span>{around}{often}</span></li>\n'
