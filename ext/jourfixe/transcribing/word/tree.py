"""pandoc's tree to passages in the making."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from ...reading.blocks import SEPARATOR
from ...reading.voices import DASH
from ..transcript import Doubt, Kind
from .draft import BREAK, Draft, Piece
from .marks import Paragraph, Style, parts
from .source import Source

Node = dict[str, Any]
FRONT = ("title", "subtitle", "author", "date", "abstract")
WITHIN = ("Emph", "Strong", "Underline", "Strikeout", "Superscript", "Subscript", "SmallCaps")
ATTRIBUTED = ("Span", "Link", "Image", "Quoted", "Cite")
ONLY_DASH = re.compile(r"[-‐‑‒–—―−]+")
OPENS = re.compile(DASH)


class Tree:
    """Goes through the tree in order. What a mark says holds until the next one."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.at, self.sign, self.look = 0, "", Style.PLAIN
        self.begun = 0
        self.counted = 0
        self.notes: list[Draft] = []

    def passages(self, tree: Node) -> list[Draft]:
        """All passages, footnotes after the one that refers to them."""
        drafts = [*self.front(tree.get("meta", {})), *self.blocks(tree["blocks"])]
        return [each for draft in drafts for each in (draft, *draft.notes)]

    def front(self, meta: Node) -> Iterator[Draft]:
        """What pandoc takes for data about the text is text: the title above it."""
        found = [draft for name in FRONT if name in meta for draft in self._meta(meta[name])]
        yield from sorted(found, key=lambda draft: min((piece.at for piece in draft.pieces if piece.at), default=0))

    def _meta(self, value: Node) -> Iterator[Draft]:
        match value:
            case {"t": "MetaInlines", "c": inlines}:
                yield from self._paragraph(inlines, Kind.HEADING)
            case {"t": "MetaBlocks", "c": blocks}:
                yield from self.blocks(blocks)
            case {"t": "MetaList", "c": values}:
                for each in values:
                    yield from self._meta(each)

    def blocks(self, blocks: list[Node]) -> Iterator[Draft]:
        for block in blocks:
            yield from self._block(block)

    def _block(self, block: Node) -> Iterator[Draft]:
        content: Any = block.get("c")
        match block["t"]:
            case "Para" | "Plain":
                yield from self._paragraph(content, Kind.PARAGRAPH)
            case "Header":
                yield from self._paragraph(content[2], Kind.HEADING)
            case "LineBlock":
                yield from self._paragraph([each for line in content for each in (*line, {"t": "LineBreak"})])
            case "CodeBlock":
                yield from self._paragraph([{"t": "Str", "c": content[1]}])
            case "BlockQuote":
                yield from self.blocks(content)
            case "Div":
                yield from self.blocks(content[1])
            case "Figure":
                yield from self.blocks(content[2])
                yield from self.blocks(content[1][1])
            case "BulletList":
                for item in content:
                    yield from self.blocks(item)
            case "OrderedList":
                for item in content[1]:
                    yield from self.blocks(item)
            case "Table":
                yield from self._table(content)
            case "HorizontalRule":
                yield Draft(Kind.SEPARATOR, [Piece("*")])

    def _table(self, content: list[Any]) -> Iterator[Draft]:
        _, caption, _, head, bodies, foot = content
        yield from self.blocks(caption[1])
        rows = [*head[1], *(row for body in bodies for row in (*body[2], *body[3])), *foot[1]]
        for _, cells in rows:
            row = Draft(Kind.ROW)
            for i, cell in enumerate(cells):
                row.pieces += [Piece("\t")] * bool(i)
                for draft in self.blocks(cell[4]):
                    row.pieces += [Piece(" "), *([Piece(f"{draft.sign} ")] if draft.sign else []), *draft.pieces]
                    row.notes += draft.notes
            row.pieces = [piece._replace(text=" ") if piece.text == BREAK else piece for piece in row.pieces]
            if row.text.strip():
                yield row

    def _paragraph(self, inlines: list[Node], kind: Kind = Kind.PARAGRAPH) -> Iterator[Draft]:
        """One passage, or more where line breaks part them; nothing for an empty paragraph."""
        self.begun, self.sign, self.look = 0, "", Style.PLAIN
        outer, self.notes = self.notes, []
        pieces = list(self._pieces(inlines))
        notes, self.notes = self.notes, outer
        if self.begun in self.source.headings and kind is Kind.PARAGRAPH and self.begun:
            kind = Kind.HEADING
        drafts = [draft for draft in _parted(pieces, kind) if draft.text.strip()]
        if drafts:
            self._signed(drafts[0])
            drafts[-1].notes = notes
        yield from drafts

    def _signed(self, draft: Draft) -> None:
        if not self.sign:
            return
        draft.sign = self.sign
        if draft.kind is Kind.PARAGRAPH and not ONLY_DASH.fullmatch(self.sign):
            draft.kind = Kind.ITEM

    def _pieces(self, inlines: list[Node]) -> Iterator[Piece]:
        """Texts are joined before marks are looked for: pandoc may cut through them."""
        for is_text, group in groupby(_flat(inlines), lambda each: isinstance(each, str) and each != BREAK):
            if is_text:
                yield from self._text("".join(map(str, group)))
                continue
            for each in group:
                yield Piece(BREAK, at=self.at) if isinstance(each, str) else self._note(each)

    def _text(self, text: str) -> Iterator[Piece]:
        for part in parts(text):
            if isinstance(part, Paragraph):
                if not self.begun:
                    self.begun, self.sign = part.at, part.sign
                self.at = part.at
            elif isinstance(part, Style):
                self.look = part
            elif Style.HIDDEN not in self.look:
                yield Piece(part, self.look, self.at)

    def _note(self, blocks: list[Node]) -> Piece:
        """The mark of a footnote; its text waits until the paragraph is done."""
        held = self.at, self.begun, self.sign, self.look
        drafts = list(self.blocks(blocks))
        self.at, self.begun, self.sign, self.look = held
        self.counted += 1
        first = next((piece.at for draft in drafts for piece in draft.pieces if piece.at), 0)
        mark = self.source.notes.get(first) or str(self.counted)
        note = Draft(Kind.FOOTNOTE, mark=mark)
        for draft in drafts:
            note.pieces += [*([Piece(BREAK)] if note.pieces else []), *draft.pieces]
        self.notes.append(note)
        return Piece(mark, at=self.at, note=True)


def _flat(inlines: list[Node]) -> Iterator[str | list[Node]]:
    """Text, line breaks, and the blocks of footnotes."""
    for inline in inlines:
        kind: str = inline["t"]
        content: Any = inline.get("c")
        if kind == "Str":
            yield content
        elif kind in ("Space", "SoftBreak"):
            yield " "
        elif kind == "LineBreak":
            yield BREAK
        elif kind in WITHIN:
            yield from _flat(content)
        elif kind in ATTRIBUTED:
            yield from _flat(content[1])
        elif kind in ("Code", "Math"):
            yield content[1]
        elif kind == "Note":
            yield content


def _parted(pieces: list[Piece], kind: Kind) -> Iterator[Draft]:
    """Two line breaks end a paragraph, and so does one before the dash of a contribution."""
    draft = Draft(kind)
    broken = 0
    for i, piece in enumerate(pieces):
        if piece.text == BREAK:
            broken += 1
            draft.pieces.append(piece)
            continue
        if not piece.text.strip() and broken:
            continue
        rest = "".join(each.text for each in pieces[i : i + 4]).lstrip() if broken else ""
        if kind is Kind.PARAGRAPH and broken and draft.text.strip() and (broken > 1 or OPENS.match(rest)):
            yield _judged(draft)
            draft = Draft(kind)
            if broken == 1:
                draft.doubts.append(Doubt("JF124", rest[:40].strip()))
        draft.pieces.append(piece)
        broken = 0
    yield _judged(draft)


def _judged(draft: Draft) -> Draft:
    if draft.kind is Kind.PARAGRAPH and SEPARATOR.fullmatch(draft.text.strip()):
        draft.kind = Kind.SEPARATOR
    return draft
