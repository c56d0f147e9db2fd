"""Blocks to units: headings, separators and whole paragraphs, those cut by a page break put together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from ..model import Reason, Span
from .blocks import HEADING, UNDERLINE, Block, Kind
from .forms import Form, cells_of
from .pages import Cut, Ends, is_cut
from .tokens import Context
from .voices import share
from .weave import weave
from .woven import Woven

ITALIC = 0.9  # share of italics from which on a paragraph counts as wholly italic


@dataclass(frozen=True, slots=True)
class Unit:
    """A heading, a separator or a paragraph, woven from all its ranges of the source.

    `unsure`: the next paragraph may be the rest of this one. `inferred`: where it ends is only inferred.
    """

    kind: Kind
    ranges: tuple[Span, ...]
    woven: Woven
    unsure: bool = False
    inferred: bool = False
    form: Form = Form.PLAIN

    @property
    def voice(self) -> bool:
        """A contribution: it begins with a dash, or is italic from end to end."""
        return self.form is Form.PLAIN and (self.woven.voice or is_italic(self.woven))

    @property
    def start(self) -> int:
        return self.ranges[0][0]

    @property
    def end(self) -> int:
        return self.ranges[-1][1]


def units_of(context: Context, blocks: list[Block]) -> list[Unit]:
    """All units in order; headings in a row are one."""
    units: list[Unit] = []
    for kind, group in groupby(blocks, key=lambda block: block.kind):
        if kind is Kind.HEADING:
            units.append(heading_of(context, tuple(_without_marks(context, block) for block in group)))
        elif kind is Kind.SEPARATOR:
            units += [Unit(kind, ((block.start, block.end),), Woven()) for block in group]
        else:
            units += _paragraphs(context, list(group))
    return units


def heading_of(context: Context, ranges: tuple[Span, ...]) -> Unit:
    """One heading, woven from all its lines; nobody speaks in it."""
    return Unit(Kind.HEADING, ranges, weave(context, ranges, Reason.LINE, voices=False))


def _paragraphs(context: Context, blocks: list[Block]) -> Iterator[Unit]:
    """A paragraph is woven once more when its last page is found. A footnote or a table never goes on."""
    open_, last = blocks[:1], _woven(context, blocks[0])
    for block in blocks[1:]:
        woven = _woven(context, block)
        cut = Cut.NO if context.exact else _cut(context, last, open_[-1], woven, block)
        if cut is Cut.YES:
            open_.append(block)
        else:
            yield _paragraph(context, open_, last, cut)
            open_ = [block]
        last = woven
    yield _paragraph(context, open_, last, Cut.NO)


def _woven(context: Context, block: Block) -> Woven:
    return weave(context, (_range(context, block),), form=block.form)


def _cut(context: Context, last: Woven, before: Block, woven: Woven, after: Block) -> Cut:
    cut = is_cut(_ends(context, last, before), _ends(context, woven, after))
    if after.form is Form.PLAIN and before.form in (Form.PLAIN, Form.ITEM):
        return cut
    return Cut.UNSURE if after.form is Form.NOTE and before.form is Form.PLAIN and cut is not Cut.NO else Cut.NO


def _paragraph(context: Context, blocks: list[Block], last: Woven, cut: Cut) -> Unit:
    ranges = tuple(_range(context, block) for block in blocks)
    form = blocks[0].form
    woven = last if len(ranges) == 1 else weave(context, ranges, form=form)
    kind = Kind.TEXT if woven.text else Kind.NOTHING
    return Unit(kind, ranges, woven, cut is Cut.UNSURE, blocks[-1].inferred or cut is Cut.GUESSED, form)


def _range(context: Context, block: Block) -> Span:
    """Of a row only what stands between its outer bars."""
    if block.form is Form.ROW:
        return cells_of(context.source.text, block.start, block.end)
    return block.start, block.end


def _ends(context: Context, woven: Woven, block: Block) -> Ends:
    raw = context.source.text[block.start : block.start + 40].lstrip(" *_0123456789")
    return Ends(woven.text, woven.voice, is_italic(woven), bool(woven.single), raw, block.apart, block.stray)


def is_italic(woven: Woven) -> bool:
    """Italic from end to end, but for a word or two."""
    return share(woven.emphasis, woven.text) > ITALIC


def _without_marks(context: Context, block: Block) -> Span:
    """The range of a heading without the marks before and below it."""
    text, start, end = context.source.text, block.start, block.end
    if marks := HEADING.match(text, start, end):
        start = marks.end()
    below = max(text.rfind("\n", start, end), text.rfind("\r", start, end)) + 1
    if below and UNDERLINE.fullmatch(text[below:end].strip()):
        end = below
    return start, end
