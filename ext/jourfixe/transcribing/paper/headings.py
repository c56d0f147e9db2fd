"""Which lines are headings: those set larger than the text, or bold, that stand for themselves and say no sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ...reading.header import opens_head
from .manner import SENTENCE_END, Type, goes_on, opens_with_dash
from .margin import Edges
from .rows import Row

LARGE = 1.12  # of the size of the text
FULL = 2.0  # of the type size: a line that ends as near to the edge is full
MANY = 3  # full lines, or bold ones, are a paragraph
MUCH = 0.3  # of the text: what is as much is no heading, however large
NAME = 4  # words
CLOSE = 1.75  # of the type size; more where the text is set wider


def headings(rows: Sequence[Row], edges: Edges, body: Type) -> set[int]:
    """The rows of a region that are headings, or parts of them."""
    blocks = list(_blocks(rows, body))
    large = [i for block in blocks for i in block if is_large(rows[i], body)]
    text = sum(len(row.text) for row in rows)
    much = len(large) > MANY and sum(len(rows[i].text) for i in large) > MUCH * text
    names = _names([rows[block[0]] for block in blocks if len(block) == 1 and not is_large(rows[block[0]], body)])
    found: set[int] = set()
    for block in blocks:
        first, last = rows[block[0]], rows[block[-1]]
        title = opens_head(first.text) or (block[0] - 1 in found and not SENTENCE_END.search(last.text))
        heads = not much if is_large(first, body) else first.text not in names
        if title or (heads and not _speaks(rows, block, edges, body)):
            found.update(block)
    return found


def is_large(row: Row, body: Type) -> bool:
    return row.size >= LARGE * body.size


def _blocks(rows: Sequence[Row], body: Type) -> Iterator[list[int]]:
    """Large or bold rows, those of one size close below each other together."""
    marked = [i for i, row in enumerate(rows) if any(c.isalnum() for c in row.text) and _stands_out(row, body)]
    block = marked[:1]
    for a, b in pairwise(marked):
        if b > a + 1 or not is_same(rows[a], rows[b], body):
            yield block
            block = []
        block.append(b)
    if block:
        yield block


def is_same(above: Row, row: Row, body: Type) -> bool:
    """Is it the next line of the same heading?"""
    close = max(CLOSE, 1.1 * body.leading / body.size) * row.size
    return row.y - above.y <= close and abs(above.size - row.size) <= 0.08 * row.size


def _stands_out(row: Row, body: Type) -> bool:
    bold = all(word.bold or not word.text.isalnum() for word in row.words) and any(word.bold for word in row.words)
    return bold or is_large(row, body)


def _speaks(rows: Sequence[Row], block: Sequence[int], edges: Edges, body: Type) -> bool:
    """A paragraph: of several full lines, with the end of a sentence, or within one."""
    first, last, after = rows[block[0]], rows[block[-1]], rows[block[-1] + 1 : block[-1] + 2]
    full = sum(edges.right - rows[i].x1 < FULL * body.size for i in block)
    bold = not is_large(first, body)
    asks = not bold and len(block) < MANY and last.text.rstrip('“”"»«’)').endswith(("?", "!"))
    on = bool(after) and bool(after[0].words) and after[0].y - last.y < 1.15 * body.leading and goes_on(after[0])
    ends = bool(SENTENCE_END.search(last.text)) and not asks
    return ends or on or goes_on(first) or opens_with_dash(first) or full >= MANY or (bold and len(block) >= MANY)


def _names(rows: Sequence[Row]) -> set[str]:
    """Short bold lines most of which come again are the names of those who speak."""
    texts = [row.text for row in rows if len(row.text.split()) <= NAME]
    again = [text for text in texts if texts.count(text) > 1]
    return set(texts) if len(again) >= max(MANY, 0.5 * len(texts)) else set()
