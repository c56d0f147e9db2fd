"""Marks that converters put into a text: tags, links, raised marks, dashes made of hyphens; and lines for pictures.

Only what a converter writes is a mark; every other tag, comment or brace is text. None is looked for in a transcript.
Each is one token.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .forms import SIGN

FORMS = "\ufb00-\ufb06\uf0b7\uf0a7\uf0d8"  # ligatures, and bullets of the font Symbol
VALUES = r'(?:\s+(?:id|class|style|src|alt|title|width|height|align|colspan|rowspan)="[^"<>]{0,500}")*\s*'
TAG = rf"/?(?:sup|sub|u|span){VALUES}/?>"
CELL = rf"/?(?:table|colgroup|col|thead|tbody|tr|th|td){VALUES}/?>"
#: A set first, then what may follow each of its characters.
MARKUP = re.compile(
    rf"[<\[\-{FORMS}](?<!\\.)(?:"
    rf"(?P<form>(?<=[{FORMS}]))"
    r"|(?P<dashes>(?<=-)(?:(?<=\s-)-{1,2}(?=\s)|(?<=\w-)-{1,2}(?=\w)))"
    rf"|(?P<raised>(?<=<)sup>\[?{SIGN}\]?</sup>"
    r"|(?<=\[)\[[0-9]{1,4}\]\]\(#[^()\s]{1,200}\))"
    rf"|(?P<cell>(?<=<){CELL})|(?<=<){TAG}"
    r"|(?<=\[)(?:[↑↩⏎\ufe0e]{1,3}\]\(#[^()\s]{1,200}\)|\]\{#[\w.-]{1,200} \.anchor\}"
    r"|(?=[^\[\]]{1,300}(?P<target>\]\((?:https?://|mailto:|#)[^()\s]{1,500}\)))"
    r"|(?=[^\[\]]{1,300}(?P<style>\]\{\.[a-z]{1,20}\}))))"
)
#: A line with nothing in it but what a converter put there for a picture or a page.
PICTURE = (
    r"!\[[^\[\]]*\]\((?:data:image/[^()\s]*|[^()\n]{1,300}\.(?:png|jpe?g|gif|svg|webp|bmp|tiff?|emf|wmf))\)"
    rf"(?:\{{[^{{}}\n]{{1,200}}\}})?|<img{VALUES}/?>|<!-- image -->"
    r"|(?:\*\*)?==> picture \[[^\[\]\n]{1,40}\] intentionally omitted <==(?:\*\*)?"
)
PICTURES = re.compile(PICTURE)
PLACEHOLDER = re.compile(rf"(?:{PICTURE}|<!-- -->|</?span{VALUES}>|\{{[0-9]+\}}-{{5,}}|\s)+")


def marks_of(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Tokens in text[start:end]; of a link both ends, so that they are not in order."""
    for m in MARKUP.finditer(text, start, end):
        kind = m.lastgroup or "tag"
        if kind in ("target", "style"):
            yield *m.span(kind), kind
            kind = "tag"
        yield m.start(), m.end(), kind
