"""pandoc's tree to passages in the making."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from ...reading.blocks import SEPARATOR
from ...reading.pages import SENTENCE_END
from ...reading.voices import DASH
from ..transcript import Doubt, Kind
from .draft import BREAK, Draft, Piece
from .marks import Opening, Style, parts
from .source import Source

Node = dict[str, Any]
ONLY_DASH = re.compile(r"[-‐‑‒–—―−]+")
OPENS = re.compile(DASH)
LONGEST_HEADING = 160  # characters


class Passages:
    """Goes through the tree in order. A file made ready has paragraphs, notes and tables, and nothing else."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.notes = 0

    def of(self, tree: Node) -> list[Draft]:
        """All passages, footnotes after the one that refers to them."""
        return [each for draft in self.blocks(tree["blocks"]) for each in (draft, *draft.notes)]

    def blocks(self, blocks: list[Node]) -> Iterator[Draft]:
        for block in blocks:
            match block:
                case {"t": "Para" | "Plain", "c": inlines}:
                    yield from self._paragraph(inlines)
                case {"t": "Table", "c": content}:
                    yield from self._table(content)

    def _table(self, content: list[Any]) -> Iterator[Draft]:
        _, _, _, head, bodies, foot = content
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

    def _paragraph(self, inlines: list[Node]) -> Iterator[Draft]:
        """One passage, or more where line breaks part them; nothing for an empty paragraph. Marks hold to its end."""
        at, sign, look = 0, "", Style.PLAIN
        pieces, notes = list[Piece](), list[Draft]()
        for each in _joined(inlines):
            match each:
                case Opening():
                    at, sign = each
                case Style():
                    look = each
                case str():
                    pieces.append(Piece(each, look, at))
                case _:
                    notes.append(self._note(each))
                    pieces.append(Piece(notes[-1].mark, at=at, note=True))
        kind = Kind.HEADING if at in self.source.headings else Kind.PARAGRAPH
        drafts = [draft for draft in _parted(pieces, kind) if draft.text.strip()]
        if drafts:
            _sign(drafts[0], sign)
            drafts[-1].notes = notes
            for draft in drafts:
                draft.kind = Kind.HEADING if _heads(draft) else draft.kind
        yield from drafts

    def _note(self, blocks: list[Node]) -> Draft:
        self.notes += 1
        drafts = list(self.blocks(blocks))
        first = next((piece.at for draft in drafts for piece in draft.pieces), 0)
        note = Draft(Kind.FOOTNOTE, mark=self.source.notes.get(first) or str(self.notes))
        for draft in drafts:
            note.pieces += [*([Piece(BREAK)] if note.pieces else []), *draft.pieces]
        return note


def _joined(inlines: list[Node]) -> Iterator[Opening | Style | str | list[Node]]:
    """Texts are joined before marks are looked for: pandoc may cut through them."""
    for is_text, group in groupby(_flat(inlines), lambda each: isinstance(each, str) and each != BREAK):
        if is_text:
            yield from parts("".join(map(str, group)))
        else:
            yield from group


def _flat(inlines: list[Node]) -> Iterator[str | list[Node]]:
    """Text, line breaks, and the blocks of footnotes."""
    for inline in inlines:
        match inline:
            case {"t": "Str", "c": text}:
                yield text
            case {"t": "Space" | "SoftBreak"}:
                yield " "
            case {"t": "LineBreak"}:
                yield BREAK
            case {"t": "Note", "c": blocks}:
                yield blocks


def _sign(draft: Draft, sign: str) -> None:
    """A list whose sign is a dash is contributions."""
    draft.sign = sign
    if sign and draft.kind is Kind.PARAGRAPH and not ONLY_DASH.fullmatch(sign):
        draft.kind = Kind.ITEM


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


def _heads(draft: Draft) -> bool:
    """Bold throughout, short, and no sentence: a heading, whatever its style is called."""
    text = draft.text.strip()
    bold = all(Style.BOLD in piece.style for piece in draft.pieces if piece.text.strip() and not piece.note)
    spoken = bool(SENTENCE_END.search(text) or OPENS.match(text)) or len(text) > LONGEST_HEADING
    return draft.kind is Kind.PARAGRAPH and not draft.sign and bold and not spoken
