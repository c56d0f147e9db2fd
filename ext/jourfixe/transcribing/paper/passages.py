"""From printed lines to passages: where a paragraph begins, on the page and over its end."""

from __future__ import annotations

import re
from typing import NamedTuple

from ..transcript import Doubt, Kind
from .headings import NAME, is_same
from .kinds import BULLET, ORDINAL, cells_of
from .manner import SENTENCE_END, Manner, goes_on, italic, opens_with_dash, start_of
from .margin import Edges
from .rows import Row

EXCERPT = 24  # characters of a line quoted in a doubt
SHORT = 0.3  # of the width: so much room leaves no line that goes on
NARROW = 22  # of the type size: some 45 characters
CAPITAL = re.compile(r"[^\w]*[A-ZÄÖÜ0-9]")


class Printed(NamedTuple):
    """A row and all that is known of it. `region` counts through the file; `opens`: the furniture of its page."""

    row: Row
    kind: Kind
    edges: Edges
    page: int
    region: int
    opens: tuple[str, ...] | None
    doubts: tuple[Doubt, ...]
    sign: bool = False
    n: int | None = None
    counted: bool = False


class Verdict(NamedTuple):
    begins: bool
    doubt: Doubt | None = None


ON, NEW = Verdict(False), Verdict(True)


def verdict(a: Printed, b: Printed, first: bool, manner: Manner) -> Verdict:
    """Does b begin a passage, after a? `first`: a is the first line of its passage."""
    if not a.row.words or not b.row.words:
        return NEW
    if b.kind is Kind.ITEM:
        return NEW
    if a.kind is Kind.ITEM and b.kind is Kind.PARAGRAPH:
        return _after_item(a, b, first, manner)
    if a.kind is not b.kind:
        return NEW
    if b.kind is Kind.ROW:
        return Verdict(b.region != a.region or b.row.x0 <= cells_of(a.row)[0][-1].x1)
    if b.kind is Kind.SEPARATOR:
        return NEW
    if b.kind is Kind.HEADING:
        return Verdict(a.region != b.region or not is_same(a.row, b.row, manner.body))
    if first and _is_name(a.row):
        return Verdict(opens_with_dash(b.row))
    return _over_page(a, b, manner) if a.region != b.region else _on_page(a, b, manner)


def _is_name(row: Row) -> bool:
    """Bold, as in "Anna:" on a line of its own: what is said stands below it."""
    return row.text.endswith(":") and len(row.words) <= NAME and all(word.bold for word in row.words)


def _after_item(a: Printed, b: Printed, first: bool, manner: Manner) -> Verdict:
    """An item goes on below its words; what begins at the edge does not belong to it."""
    if a.region == b.region and manner.gap(a.row, b.row) > manner.threshold:
        return NEW
    words = a.row.words[1].x0 if first and a.sign and len(a.row.words) > 1 else a.row.x0
    across = (b.edges.left - a.edges.left) if a.region != b.region else 0.0
    hangs = abs(b.row.x0 - across - words) <= 0.5 * manner.body.size
    ended = manner.ended_at(a.row, b.row, a.edges)
    if hangs or goes_on(b.row):
        return ON if goes_on(b.row) else _by_hand(a, b, ended)
    return Verdict(ended or bool(SENTENCE_END.search(a.row.text)))


def _on_page(a: Printed, b: Printed, manner: Manner) -> Verdict:
    if manner.gap(a.row, b.row) > manner.threshold:
        return NEW
    if goes_on(b.row) or a.row.text.endswith(("-", "\u00ad")):
        return ON
    start = start_of(a.row, b.row, b.edges, manner.body.size)
    learned = manner.begins(start)
    ended = manner.ended_at(a.row, b.row, a.edges)
    sentence = bool(SENTENCE_END.search(a.row.text))
    if sentence and _style(a.row) and _style(b.row) and _style(a.row) != _style(b.row):
        return NEW if ended or not manner.spaced else Verdict(False, _doubt("JF123", b, a))
    silent = manner.spaced or not (ended or sentence)  # where paragraphs begin behind gaps, none is here
    if learned is not None and not (learned and silent):
        return _learned(a, b, learned, ended, sentence)
    if learned is None and start.side == 1 and start.offset >= 2 and (ended or sentence):
        return NEW
    if opens_with_dash(b.row) and (ended or sentence):
        return NEW if ended and sentence else Verdict(True, _doubt("JF124", b, a, begins=True))
    if sentence and not ended and not manner.spaced and learned is None:
        return Verdict(False, _doubt("JF123", b, a))
    if not (ended and sentence):
        return _by_hand(a, b, ended)
    if manner.spaced and not manner.justified:
        return Verdict(False, _doubt("JF123", b, a))
    return NEW


def _style(row: Row) -> str:
    """Wholly italic, wholly upright, or neither."""
    styles = {word.italic for word in row.words if any(c.isalnum() for c in word.text)}
    return ("italic" if styles.pop() else "upright") if len(styles) == 1 else ""


def _learned(a: Printed, b: Printed, begins: bool, ended: bool, sentence: bool) -> Verdict:
    """What the place of the line tells; a dash behind an end may begin a contribution all the same."""
    if begins:
        return NEW
    if opens_with_dash(b.row) and (ended or sentence):
        return Verdict(ended, _doubt("JF124", b, a, ended))
    return _by_hand(a, b, ended)


def _by_hand(a: Printed, b: Printed, ended: bool) -> Verdict:
    """What nothing else parts: the lines of a list of names, or of a poem, end early without the end of a sentence.

    In a narrow column long words leave as much room.
    """
    first, width = b.row.words[0], a.edges.right - a.edges.left
    room = a.edges.right - a.row.x1
    if not ended or room <= max(SHORT * width, first.x1 - first.x0):
        return ON
    begins = width > NARROW * b.row.size or a.row.text.endswith(":")
    return Verdict(begins, _doubt("JF123", b, a, begins))


def _over_page(a: Printed, b: Printed, manner: Manner) -> Verdict:
    """At the top of a page or column there is no gap to see."""
    if goes_on(b.row) or a.row.text.endswith(("-", "\u00ad")):
        return ON
    sentence = bool(SENTENCE_END.search(a.row.text))
    ended = manner.ended_at(a.row, b.row, a.edges)
    shift = (a.row.x0 - a.edges.left) - (b.row.x0 - b.edges.left)
    above = a.row._replace(words=(a.row.words[0]._replace(x0=b.row.x0 + shift), *a.row.words[1:]))
    learned = manner.begins(start_of(above, b.row, b.edges, manner.body.size))
    if not sentence:
        return NEW if ended and manner.justified and opens_with_dash(b.row) else ON
    if ended or opens_with_dash(b.row) or italic(a.row) != italic(b.row):
        return NEW
    if learned is not None:
        return Verdict(learned)
    return ON if manner.justified or not CAPITAL.match(b.row.text) else Verdict(False, _doubt("JF123", b, a))


def _doubt(code: str, b: Printed, a: Printed, begins: bool = False) -> Doubt:
    """The lines go on, or a new passage begins; the reading taken comes first."""
    end, start = a.row.text[-EXCERPT:], b.row.text[:EXCERPT]
    joined, parted = f"{end} {start}", f"{end} ¶ {start}"
    return Doubt(code, parted, joined) if begins else Doubt(code, joined, parted)


def has_sign(row: Row) -> bool:
    return len(row.words) > 1 and bool(BULLET.match(row.words[0].text) or ORDINAL.match(row.words[0].text))
