"""Protocols printed with Typst, which numbers the lines itself.

Lines end where setting.py says, by the widths of a similar font; or where Typst wants, then nobody knows them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby

import typst
from reportlab.pdfbase.pdfmetrics import stringWidth

from jourfixe.transcribing.transcript import Kind

from .flow import Flow, Measured
from .layout import TIMES, Layout, Shape, shape
from .manuscript import Letter, Piece, manuscript, with_dash
from .setting import Cut
from .truth import Made, Told, is_plain, row, told

BOLDER = 1.12  # than its regular letters, at most
WIDER = {"New Computer Modern": 1.12, "Libertinus Serif": 1.05}  # than Times
BREAK = "#linebreak(justify: true)"
SETTINGS = """\
#set page(width: {page[0]}pt, height: {page[1]}pt, margin: (left: {left}pt, right: {right}pt, y: {top}pt),
  numbering: {numbering})
#set text(font: {font}, size: {size}pt, lang: "de", hyphenate: {natural})
#set par(justify: {justified}, leading: {leading}em, spacing: {spacing}em,
  first-line-indent: (amount: {first}pt, all: true))
#set par.line(numbering: n => if calc.rem(n, {step}) == 0 {{ text({number_size}pt, str(n)) }}, number-margin: {side})
#show footnote.entry: set par.line(numbering: none)
#show footnote.entry: set text(size: {note}pt)
#show heading: set par(justify: false)
#show heading: set text(size: {heading}pt)
#set footnote.entry(indent: 6pt)
#set table(stroke: 0.4pt)
"""


def with_typst(name: str, layout: Layout, natural: bool = False) -> Made:
    """Print a manuscript. `natural`: Typst breaks the lines."""
    pieces = with_dash(manuscript(layout.text), layout.dash)
    flow = Flow(layout, _width(layout))
    lines = {id(p): [Cut(0, len(p.letters))] if natural else flow.cuts(p) for p in pieces}
    notes = {p.mark: p for p in pieces if p.mark}
    body = "\n\n".join(_blocks(pieces, _Setter(layout, lines, notes)))
    data = typst.compile(f"{_settings(layout, natural)}\n{body}\n".encode(), ignore_system_fonts=True)
    assert isinstance(data, bytes)
    return Made(name, data, tuple(_told(pieces, lines, layout, natural)), is_plain(pieces))


def quoted(text: str) -> str:
    """A string of Typst."""
    return json.dumps(text, ensure_ascii=False)


def _width(layout: Layout) -> Measured:
    def width(letter: Letter, size: float, bold: bool) -> float:
        face = TIMES.bold if bold else TIMES.italic if letter.italic else TIMES.regular
        return float(stringWidth(letter.char, face, size)) * WIDER[layout.faces.regular] * (BOLDER if bold else 1)

    return width


def _settings(layout: Layout, natural: bool) -> str:
    first = layout.indent == "first"
    return SETTINGS.format(
        page=layout.page, left=layout.left, right=layout.right, top=layout.top, size=layout.size, step=layout.step,
        numbering=quoted("– 1 –" if "–" in layout.foot else "1"), font=quoted(layout.faces.regular),
        natural=json.dumps(natural), justified=json.dumps(layout.justified), leading=0.65,
        spacing=0.65 if first else 1.2, first=16 if first else 0, number_size=layout.number_size, side=layout.side,
        heading=layout.size + 2, note=layout.size - 2.5,
    )  # fmt: skip


def _told(pieces: tuple[Piece, ...], lines: dict[int, list[Cut]], layout: Layout, natural: bool) -> Iterator[Told]:
    n = 0
    for piece in pieces:
        rows = []
        for cut in [] if natural else lines[id(piece)]:
            counted = piece.kind is not Kind.FOOTNOTE
            n += counted
            rows.append(row(piece, cut, n if counted else None, counted and n % layout.step == 0, 0))
        yield told(piece, rows)


def _blocks(pieces: tuple[Piece, ...], setter: _Setter) -> Iterator[str]:
    for kind, group in groupby(pieces, lambda piece: piece.kind):
        if kind is Kind.ROW:
            yield setter.table(list(group))
        elif kind is not Kind.FOOTNOTE:
            yield from map(setter.block, group)


class _Setter:
    """Pieces in the language of Typst. Words stand in strings, where nothing has a meaning of its own."""

    def __init__(self, layout: Layout, lines: dict[int, list[Cut]], notes: dict[str, Piece]) -> None:
        self.layout = layout
        self.lines = lines
        self.notes = notes

    def block(self, piece: Piece) -> str:
        form = shape(piece, self.layout)
        sign = "".join(letter.char for letter in piece.letters[: form.sign]).strip()
        text = self._text(piece, form)
        match piece.kind:
            case Kind.SEPARATOR:
                return f"#align(center)[{text}]"
            case Kind.HEADING:
                return f"#heading[{text}]"
            case Kind.ITEM if sign == "•":
                return f"#list(indent: {form.first}pt, body-indent: 8pt, [{text}])"
            case Kind.ITEM:
                return f"#enum(start: {sign[:-1]}, indent: {form.first}pt, body-indent: 6pt, [{text}])"
        if form.sign:
            return f"#par(hanging-indent: {form.rest}pt)[#box(width: {form.rest}pt)[{sign}]{text}]"
        return text

    def table(self, rows: list[Piece]) -> str:
        cells = [cell for piece in rows for cell in piece.text.split(" | ")]
        return f"#table(columns: {len(cells) // len(rows)}, {', '.join(map(quoted, cells))})"

    def _text(self, piece: Piece, form: Shape) -> str:
        lines = []
        for i, cut in enumerate(self.lines[id(piece)]):
            letters = piece.letters[cut.start + (0 if i else form.sign) : cut.end]
            lines.append("".join(self._runs(letters)) + "-" * cut.divided)
        return BREAK.join(lines)

    def _runs(self, letters: tuple[Letter, ...]) -> Iterator[str]:
        for style, group in groupby(letters, lambda letter: letter[1:]):
            words = "".join(letter.char for letter in group)
            if style[1]:
                note = self.notes[words]
                yield f"#footnote[{self._text(note, shape(note, self.layout))}]"
            else:
                kind = "italic" if style[0] else "normal"
                yield f"#text(style: {quoted(kind)}, {quoted(words)})"
