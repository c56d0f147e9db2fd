"""Where in a protocol something stands: a strip as wide as the protocol is long, a mark for each paragraph.

The marks are drawn as one path; above each lies an unseen area that links to its paragraph. It begins a little before
the mark and reaches as far as the next one, or as far as a finger needs (width in the style sheet): later areas cover
earlier ones, so no mark lies below the area of another. The list beside a strip has the same links, so the strip is no
stop for the Tab key.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

WIDTH, HEIGHT = 1000, 12  # units of the drawing, which is stretched to the width of the text
BEFORE = 8  # units by which an area begins before its mark, at most


def strip(total: int, marks: Sequence[tuple[int, str, str]], label: str) -> str:
    """Inline SVG for a protocol of `total` paragraphs.

    `marks`: index of the paragraph from 0, its name ("Rn. 11") and its address; `label` says it all in words.
    """
    half = WIDTH // max(2 * total, 1)  # of what one paragraph has of the width
    places = [(WIDTH * (2 * index + 1) // max(2 * total, 1), name, href) for index, name, href in marks]
    lines = "".join(f"M{x} 3v{HEIGHT - 6}" for x, _, _ in places)
    areas = "".join(_area(x - min(half, BEFORE), name, href) for x, name, href in places)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="streifen" viewBox="0 0 {WIDTH} {HEIGHT}"'
        f' preserveAspectRatio="none" role="group" aria-label="{escape(label)}">'
        f'<path d="M0 {HEIGHT // 2}h{WIDTH}"/><path d="{lines}"/>{areas}</svg>'
    )


def _area(x: int, name: str, href: str) -> str:
    return f'<a href="{escape(href)}" tabindex="-1"><title>{escape(name)}</title><rect x="{x}"/></a>'
