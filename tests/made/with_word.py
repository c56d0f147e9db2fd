"""Protocols written with python-docx as Word would write them, and what LibreOffice made of them (office.py)."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt
from reportlab.pdfbase.pdfmetrics import stringWidth

from jourfixe.transcribing.transcript import Kind

from .flow import Flow
from .layout import HELVETICA, TIMES, Layout, shape
from .manuscript import Letter, Piece, manuscript, with_dash
from .setting import Cut
from .truth import Made, Row, is_plain, row, told

OFFICE = Path(__file__).parent / "office"
ALIKE = {"Liberation Serif": TIMES, "Liberation Sans": HELVETICA}  # fonts of the same widths
NOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
STYLES = {Kind.HEADING: "Heading 1", Kind.PARAGRAPH: "Normal", Kind.SEPARATOR: "Normal"}


def with_word(name: str, layout: Layout) -> Made:
    """A Word file; where its lines will fall nobody knows."""
    pieces = pieces_of(layout)
    return Made(name, document(layout, broken=False), tuple(map(told, pieces)), is_plain(pieces))


def from_office(name: str, file: str, layout: Layout, broken: bool) -> Made:
    """A file that LibreOffice made. `broken`: each line ends where setting.py says."""
    pieces, n = pieces_of(layout), 0
    passages = []
    for piece in pieces:
        rows: list[Row] = []
        for cut in lines_of(piece, layout) if broken else []:
            counted = bool(layout.step) and piece.kind not in (Kind.FOOTNOTE, Kind.ROW)
            n += counted
            rows.append(row(piece, cut, n if counted else None, counted and n % layout.step == 0, 0))
        n += layout.blanks
        passages.append(told(piece, rows))
    return Made(name, (OFFICE / file).read_bytes(), tuple(passages), is_plain(pieces))


def pieces_of(layout: Layout) -> tuple[Piece, ...]:
    return with_dash(manuscript(layout.text), layout.dash)


def lines_of(piece: Piece, layout: Layout) -> list[Cut]:
    def width(letter: Letter, size: float, bold: bool) -> float:
        faces = ALIKE[layout.faces.regular]
        face = faces.bold if bold else faces.italic if letter.italic else faces.regular
        return float(stringWidth(letter.char, face, size))

    return Flow(layout, width).cuts(piece)


def document(layout: Layout, broken: bool) -> bytes:
    """The Word file. `broken`: with a line break at the end of each line."""
    word, pieces = Document(), pieces_of(layout)
    _set_page(word, layout)
    notes = [piece for piece in pieces if piece.kind is Kind.FOOTNOTE]
    if notes:
        _add_notes(word, notes, layout, broken)
    for kind, group in groupby(pieces, lambda piece: piece.kind):
        if kind is Kind.ROW:
            _add_table(word, list(group))
        elif kind is not Kind.FOOTNOTE:
            for piece in group:
                _add_paragraph(word, piece, layout, broken)
                if layout.blanks:
                    word.add_paragraph().paragraph_format.space_after = Pt(0)
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def _set_page(word: Any, layout: Layout) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = map(Pt, layout.page)
    section.left_margin, section.right_margin = Pt(layout.left), Pt(layout.right)
    section.top_margin, section.bottom_margin = Pt(layout.top), Pt(layout.bottom)
    if layout.step:
        restart = "newPage" if layout.restart else "continuous"
        number = f'<w:lnNumType {nsdecls("w")} w:countBy="{layout.step}" w:restart="{restart}"/>'
        section._sectPr.find(qn("w:cols")).addprevious(parse_xml(number))
    if layout.head:
        section.header.paragraphs[0].text = layout.head
    if layout.foot:
        footer = section.footer.paragraphs[0]
        footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
        footer._p.append(parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'))
    if layout.hyphen:
        word.settings.element.insert(1, OxmlElement("w:autoHyphenation"))
    for name in ("Normal", "Heading 1"):
        font = word.styles[name].font
        font.name, font.size = layout.faces.regular, Pt(layout.size + 2 * (name != "Normal"))
        fonts = font.element.rPr.rFonts
        for key in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{key}"), None)
        language = OxmlElement("w:lang")
        language.set(qn("w:val"), "de-DE")
        font.element.rPr.append(language)


def _add_paragraph(word: Any, piece: Piece, layout: Layout, broken: bool) -> None:
    form = shape(piece, layout)
    sign = "".join(letter.char for letter in piece.letters[: form.sign]).strip()
    lists = "List Bullet" if sign == "•" else "List Number"
    paragraph = word.add_paragraph(style=STYLES.get(piece.kind, lists))
    spacing = paragraph.paragraph_format
    spacing.space_after = Pt(form.after)
    if piece.kind is Kind.SEPARATOR:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    elif layout.justified and piece.kind is not Kind.HEADING:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    if piece.kind is Kind.PARAGRAPH and form.sign:
        spacing.left_indent, spacing.first_line_indent = Pt(form.rest), Pt(form.first - form.rest)
        _add_runs(paragraph, (Letter(f"{sign}\t", piece.letters[0].italic),))
    elif piece.kind is Kind.PARAGRAPH and form.first:
        spacing.first_line_indent = Pt(form.first)
    cuts = lines_of(piece, layout) if broken else [_whole(piece)]
    for i, cut in enumerate(cuts):
        if i:
            paragraph.add_run().add_break()
        letters = piece.letters[cut.start + (0 if i else form.sign) : cut.end]
        _add_runs(paragraph, (*letters, Letter("-", letters[-1].italic)) if cut.divided else letters)


def _add_runs(paragraph: Any, letters: tuple[Letter, ...]) -> None:
    for style, group in groupby(letters, lambda letter: letter[1:]):
        words = "".join(letter.char for letter in group)
        run = paragraph.add_run("" if style[1] else words)
        if style[1]:
            run.font.superscript = True
            run._r.append(parse_xml(f'<w:footnoteReference {nsdecls("w")} w:id="{words}"/>'))
        elif style[0]:
            run.italic = True


def _add_table(word: Any, rows: list[Piece]) -> None:
    texts = [piece.text.split(" | ") for piece in rows]
    table = word.add_table(len(texts), len(texts[0]), style="Table Grid")
    for row_, cells in zip(table.rows, texts, strict=True):
        for cell, text in zip(row_.cells, cells, strict=True):
            cell.text = text
            cell.paragraphs[0].paragraph_format.space_after = Pt(0)


def _add_notes(word: Any, notes: list[Piece], layout: Layout, broken: bool) -> None:
    """The part of the file with the footnotes, which python-docx does not write."""
    style = word.styles.add_style("footnote text", WD_STYLE_TYPE.PARAGRAPH)
    style.element.set(qn("w:styleId"), "FootnoteText")
    style.base_style, style.font.size = word.styles["Normal"], Pt(shape(notes[0], layout).size)
    style.paragraph_format.space_after = Pt(0)
    if not layout.notes_counted:
        style.element.get_or_add_pPr().insert(0, OxmlElement("w:suppressLineNumbers"))
    rule = '<w:footnote w:type="{0}" w:id="{1}"><w:p><w:r><w:{0}/></w:r></w:p></w:footnote>'
    rules = rule.format("separator", -1) + rule.format("continuationSeparator", 0)
    body = "".join(_note(piece, lines_of(piece, layout) if broken else [_whole(piece)]) for piece in notes)
    xml = f'<?xml version="1.0" encoding="UTF-8"?><w:footnotes {nsdecls("w")}>{rules}{body}</w:footnotes>'
    part = Part(PackURI("/word/footnotes.xml"), NOTES_TYPE, xml.encode(), word.part.package)
    word.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def _note(piece: Piece, lines: list[Cut]) -> str:
    raised = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
    opening = f'<w:r>{raised}<w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> </w:t></w:r>'
    texts = ("".join(map(_run, _styled(piece, line))) for line in lines)
    style = '<w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>'
    body = "<w:r><w:br/></w:r>".join(texts)
    return f'<w:footnote w:id="{piece.mark}"><w:p>{style}{opening}{body}</w:p></w:footnote>'


def _styled(piece: Piece, line: Cut) -> Iterator[tuple[str, bool]]:
    """The words of a line, style by style."""
    letters = piece.letters[line.start : line.end]
    letters = (*letters, Letter("-", letters[-1].italic)) if line.divided else letters
    for italic, group in groupby(letters, lambda letter: letter.italic):
        yield "".join(letter.char for letter in group), italic


def _run(styled: tuple[str, bool]) -> str:
    text, italic = styled
    style = "<w:rPr><w:i/></w:rPr>" if italic else ""
    return f'<w:r>{style}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _whole(piece: Piece) -> Cut:
    return Cut(0, len(piece.letters))
