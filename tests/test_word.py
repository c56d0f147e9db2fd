"""Word and OpenDocument files, and what becomes of them. `shown` writes a transcript as one reads it."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from jourfixe.findings import finding
from jourfixe.model import Place
from jourfixe.transcribing.kinds import kind_of
from jourfixe.transcribing.transcript import Kind, Passage, PrintedLine, Run, Transcript
from jourfixe.transcribing.unreadable import Unreadable
from jourfixe.transcribing.word import transcribe_word

HERE = Path(__file__).parent / "word"
SIGNS = {"heading": "# ", "item": "+ ", "row": "| ", "separator": "~ "}


def shown(transcript: Transcript) -> list[str]:
    """One string a passage: its sign, its lines parted by " / ", *italics*, **bold**, [^footnote marks]."""
    return [_passage(passage) for passage in transcript.passages]


def _passage(passage: Passage) -> str:
    opening = f"[^{passage.mark}]: " if passage.mark else SIGNS.get(passage.kind, "")
    return opening + " / ".join("".join(map(_run, line.runs)) for line in passage.lines).replace("\t", " | ")


def _run(run: Run) -> str:
    mark = "*" * (run.italic + 2 * run.bold)
    return f"[^{run.text}]" if run.note else f"{mark}{run.text}{mark}"


def doubts(transcript: Transcript) -> list[tuple[str, str, str]]:
    """Code, reading, and the opening of the passage, of every doubt."""
    return [
        (doubt.code, doubt.read, first(passage).text[:12])
        for passage in transcript.passages
        for line in passage.lines
        for doubt in line.doubts
    ]


def first(passage: Passage) -> PrintedLine:
    return passage.lines[0]


@pytest.fixture
def word(tmp_path: Path) -> Callable[[Any], Transcript]:
    """Saves a document of python-docx and transcribes it."""

    def transcribed(document: Any) -> Transcript:
        path = tmp_path / "Protokoll.docx"
        document.save(path)
        return transcribe_word(path, "Protokoll.docx", "docx")

    return transcribed


def xml(text: str) -> Any:
    """An element of a Word file; the prefixes w, v, m and mc are declared."""
    name, _, rest = text[1:].partition(">")
    close = "/" if name.endswith("/") else ""
    spaces = nsdecls("w", "m") + ' xmlns:v="urn:schemas-microsoft-com:vml"'
    return parse_xml(f"<{name.rstrip('/')} {spaces}{close}>{rest}")


def document(*paragraphs: str) -> Any:
    made = Document()
    for paragraph in paragraphs:
        made.add_paragraph(paragraph)
    return made


def numbered(made: Any, *levels: tuple[str, str]) -> None:
    """A list definition with (form, pattern) by level, as list 77."""
    numbering = made.part.numbering_part.element
    lvls = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for i, (form, text) in enumerate(levels)
    )
    numbering.insert(0, xml(f'<w:abstractNum w:abstractNumId="77">{lvls}</w:abstractNum>'))
    numbering.append(xml('<w:num w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))


def item(made: Any, text: str, level: int = 0) -> None:
    paragraph = made.add_paragraph(text)
    place = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="77"/></w:numPr>'
    paragraph._p.get_or_add_pPr().append(xml(place))


# What a reader sees


def test_title_headings_and_paragraphs(word: Any) -> None:
    made = Document()
    made.add_paragraph("Jour fixe vom 26.01.2026", "Title")
    made.add_paragraph("Der Artikel (GS 4-25)", "Subtitle")
    made.add_heading("Zum ersten Abschnitt", 1)
    made.add_paragraph("Ein Absatz.")
    assert shown(word(made)) == [
        "# Jour fixe vom 26.01.2026",
        "# Der Artikel (GS 4-25)",
        "# Zum ersten Abschnitt",
        "Ein Absatz.",
    ]


def test_a_short_bold_line_that_is_no_sentence_is_a_heading(word: Any) -> None:
    made = Document()
    for text in ("Zum ersten Abschnitt", "Das ist ein Satz.", "Anna:", "— Nein", "Immer weiter, " * 12 + "und so fort"):
        made.add_paragraph().add_run(text).bold = True
    kinds = [passage.kind for passage in word(made).passages]
    assert kinds == [Kind.HEADING, *[Kind.PARAGRAPH] * 4]


def test_italics_and_bold_of_the_characters(word: Any) -> None:
    made = document("Ein ")
    for text, look in (("kursives", "italic"), (" und ", ""), ("fettes", "bold"), (" Wort.", "")):
        run = made.paragraphs[0].add_run(text)
        if look:
            setattr(run, look, True)
    assert shown(word(made)) == ["Ein *kursives* und **fettes** Wort."]


def test_italics_of_a_paragraph_style(word: Any) -> None:
    """pandoc knows nothing of them; Word toggles: what is italic by two styles is upright."""
    made = Document()
    made.styles.add_style("Beitrag", WD_STYLE_TYPE.PARAGRAPH).font.italic = True
    made.styles.add_style("Nachfrage", WD_STYLE_TYPE.PARAGRAPH).base_style = made.styles["Beitrag"]
    made.add_paragraph("— Ein Beitrag, ", "Beitrag").add_run("aufrecht").italic = False
    made.add_paragraph("— Noch einer, ", "Nachfrage").add_run("betont.", "Emphasis")
    assert shown(word(made)) == ["*— Ein Beitrag, *aufrecht", "*— Noch einer, *betont."]


def test_quotes_dashes_and_spaces_stand_as_they_are(word: Any) -> None:
    text = '„Zitat“ ‚innen‘ "gerade" – — -- ... §\u00a05'
    assert shown(word(document(text))) == [text]


def test_a_soft_hyphen_is_no_character(word: Any) -> None:
    assert shown(word(document("Donau\u00addampfschiff"))) == ["Donaudampfschiff"]


def test_line_breaks_begin_lines_and_two_begin_a_paragraph(word: Any) -> None:
    assert shown(word(document("Eins\nzwei\n\ndrei"))) == ["Eins / zwei", "drei"]


def test_a_dash_after_a_line_break_may_be_a_contribution(word: Any) -> None:
    read = word(document("Eine Frage?\n— Eine Antwort."))
    assert shown(read) == ["Eine Frage?", "— Eine Antwort."]
    assert doubts(read) == [("JF124", "— Eine Antwort.", "— Eine Antwo")]


def test_separators(word: Any) -> None:
    read = shown(word(document("Vor.", "*", "Zwischen.", "* * *", "Nach.")))
    assert read == ["Vor.", "~ *", "Zwischen.", "~ * * *", "Nach."]


def test_tables(word: Any) -> None:
    made = Document()
    table = made.add_table(2, 2)
    for cell, text in zip(table._cells, ("Jahr", "Betrag", "2024", "Fünf\nMilliarden"), strict=True):
        cell.text = text
    assert shown(word(made)) == ["| Jahr | Betrag", "| 2024 | Fünf Milliarden"]


# Lists


def test_signs_of_lists_as_word_shows_them(word: Any) -> None:
    made = Document()
    numbered(made, ("decimal", "%1."), ("lowerLetter", "%2)"), ("bullet", "\uf0b7"), ("lowerRoman", "%1.%4"))
    for text, level in (("eins", 0), ("a", 1), ("b", 1), ("Punkt", 2), ("tief", 3), ("zwei", 0), ("wieder a", 1)):
        item(made, text, level)
    assert shown(word(made)) == [
        "+ 1. eins",
        "+ a) a",
        "+ b) b",
        "+ • Punkt",
        "+ 1.i tief",
        "+ 2. zwei",
        "+ a) wieder a",
    ]


@pytest.mark.parametrize("dash", ["–", "—", "-"])
def test_a_list_with_a_dash_is_contributions(word: Any, dash: str) -> None:
    """Word makes a list of a typed dash."""
    made = Document()
    numbered(made, ("bullet", dash))
    made.add_paragraph("Die Leitung.")
    item(made, "Ein Beitrag.")
    assert shown(word(made)) == ["Die Leitung.", f"{dash} Ein Beitrag."]


def test_a_list_goes_on_behind_a_paragraph(word: Any) -> None:
    made = Document()
    numbered(made, ("decimal", "%1."))
    item(made, "eins")
    made.add_paragraph("Dazwischen.")
    item(made, "zwei")
    assert shown(word(made)) == ["+ 1. eins", "Dazwischen.", "+ 2. zwei"]


# What Word writes and python-docx does not

RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
SPACES = f'{W} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def written(path: Path, body: str, notes: str = "", main: str = "document") -> Transcript:
    """A Word file of its parts: the paragraphs, and the footnotes by number."""

    def relation(id: int, kind: str, target: str) -> str:
        return f'<Relationship Id="r{id}" Type="{OFFICE}/{kind}" Target="{target}"/>'

    of_main = relation(1, "footnotes", "footnotes.xml") + relation(2, "styles", "styles.xml")
    of_all = relation(1, "officeDocument", f"word/{main}.xml")
    parts = {
        "_rels/.rels": f'<Relationships xmlns="{RELATIONS}">{of_all}</Relationships>',
        f"word/_rels/{main}.xml.rels": f'<Relationships xmlns="{RELATIONS}">{of_main}</Relationships>',
        "word/styles.xml": f"<w:styles {W}/>",
        f"word/{main}.xml": f"<w:document {SPACES}><w:body>{body}</w:body></w:document>",
        "word/footnotes.xml": f"<w:footnotes {W}>{notes}</w:footnotes>",
    }
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return transcribe_word(path, path.name, "docx")


def p(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def r(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def footnote(id: int, text: str) -> str:
    return f'<w:footnote w:id="{id}">{p("<w:r><w:footnoteRef/></w:r>", r(text))}</w:footnote>'


def test_footnotes_stand_behind_the_paragraph_that_refers_to_them(tmp_path: Path) -> None:
    mark = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    body = p(r("Ein Wort"), mark.format(7), r(" und noch eins"), mark.format(3), r(".")) + p(r("Der nächste."))
    read = written(tmp_path / "a.docx", body, footnote(3, " Zwei.") + footnote(7, " Eins."))
    assert shown(read) == ["Ein Wort[^1] und noch eins[^2].", "[^1]: Eins.", "[^2]: Zwei.", "Der nächste."]
    assert doubts(read) == []


def test_a_footnote_with_a_sign_of_its_own(tmp_path: Path) -> None:
    mark = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="7"/><w:t>†</w:t></w:r>'
    read = written(tmp_path / "a.docx", p(r("Ein Wort"), mark, r(".")), footnote(7, "Eins."))
    assert shown(read) == ["Ein Wort[^†].", "[^†]: Eins."]


def test_what_was_inserted_or_moved_counts_and_what_was_moved_away_does_not(tmp_path: Path) -> None:
    body = p(
        r("Vor "), f'<w:ins w:id="1">{r("neu ")}</w:ins>', f'<w:moveFrom w:id="2">{r("alt ")}</w:moveFrom>', r("da.")
    )
    read = written(tmp_path / "a.docx", body + p(f'<w:moveTo w:id="2">{r("alt ")}</w:moveTo>', r("hier.")))
    assert shown(read) == ["Vor neu da.", "alt hier."]
    assert doubts(read) == []


@pytest.mark.parametrize(
    "properties",
    ['<w:rPr><w:del w:id="1"/></w:rPr>', '<w:framePr w:dropCap="drop" w:lines="3"/>'],
    ids=["whose end was deleted", "that is an initial"],
)
def test_a_paragraph_goes_on_in_the_next(tmp_path: Path, properties: str) -> None:
    body = p(f"<w:pPr>{properties}</w:pPr>", r("I")) + p(r("n der Halle.")) + p(r("Danach."))
    assert shown(written(tmp_path / "a.docx", body)) == ["In der Halle.", "Danach."]


@pytest.mark.parametrize(
    "inside",
    [
        "<w:hyperlink>{}</w:hyperlink>",
        "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>",
        "<w:smartTag>{}</w:smartTag>",
        "<w:customXml>{}</w:customXml>",
        '<w:fldSimple w:instr=" DATE ">{}</w:fldSimple>',
        '<w:fldSimple w:instr="PAGE">{}</w:fldSimple>',
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF x </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>{}<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        '<w:bookmarkStart w:id="1" w:name="x"/>{}<w:bookmarkEnd w:id="1"/>',
    ],
)
def test_text_inside_other_things_is_text(tmp_path: Path, inside: str) -> None:
    read = written(tmp_path / "a.docx", p(r("Vor "), inside.format(r("innen")), r(" nach.")))
    assert shown(read) == ["Vor innen nach."]
    assert doubts(read) == []


def test_raised_and_lowered_digits_have_signs_of_their_own(tmp_path: Path) -> None:
    two, six = (f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>{n}</w:t></w:r>' for n in (2, 6))
    water = '<w:r><w:rPr><w:vertAlign w:val="subscript"/></w:rPr><w:t>2</w:t></w:r>'
    body = p(r("12 m"), two, r(" auf 10"), six, r(" Liter H"), water, r("O"))
    assert shown(written(tmp_path / "a.docx", body)) == ["12 m² auf 10⁶ Liter H₂O"]


def test_words_that_are_struck_through_stay_and_are_told(word: Any) -> None:
    made = document("— ", "Der nächste.")
    for text, is_struck in (("Dieser ", True), ("Satz.", True), (" Der gilt, ", False), ("nicht.", True)):
        made.paragraphs[0].add_run(text).font.strike = is_struck
    made.paragraphs[0].runs[2].font.italic = True
    read = word(made)
    assert shown(read) == ["— Dieser *Satz.* Der gilt, nicht.", "Der nächste."]
    assert doubts(read) == [("JF132", "durchgestrichen: Dieser Satz. · nicht.", "— Dieser Sat")]


def test_a_document_may_have_another_name(tmp_path: Path) -> None:
    assert shown(written(tmp_path / "a.docx", p(r("Text.")), main="document2")) == ["Text."]


# The same protocol from LibreOffice in both formats (word/protokoll.fodt is what it was made of)

PROTOCOL = [
    "# Jour fixe vom 26.01.2026 Ein Titel (GS 4-25)",
    "Die Einleitung mit einem *betonten* Wort[^1] und „Zitat“.",
    "[^1]: Die erste *Fußnote*.",
    "# Zum Anfang",
    "*— Ein Beitrag im Stil, *aufrecht* und weiter.*",
    "*— Ein Beitrag, ganz formatiert.*[^2]",
    "[^2]: Die zweite.",
    "– Ein Beitrag aus der Automatik.",
    "~ *",
    "+ 1. Erstens",
    "+ a) darunter",
    "+ b) noch einer",
    "Dazwischen.",
    "+ 2. Zweitens",
    "+ • Ein Punkt",
    "Eine Zeile / und die nächste mit Verweis.",
    "| Jahr | Betrag",
    "| 2024 | 5 Mrd.",
    "Das nächste Treffen ist am 9. Februar.",
]


@pytest.mark.parametrize("format", ["docx", "odt"])
def test_a_protocol_of_libreoffice(format: str) -> None:
    read = transcribe_word(HERE / f"protokoll.{format}", f"protokoll.{format}", format)
    assert shown(read) == PROTOCOL
    assert [code for code, _, _ in doubts(read)] == ["JF133"]


# OpenDocument

NAMES = ("office", "text", "style", "table")
ODF = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in NAMES)
FO = 'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'


def opendocument(path: Path, text: str, styles: str = "") -> Transcript:
    """An OpenDocument text of its content and its automatic styles."""
    content = (
        f"<office:document-content {ODF} {FO}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{text}</office:text></office:body></office:document-content>"
    )
    return transcribe_word(packed(path, content_xml=content), path.name, "odt")


def test_italics_of_a_paragraph_are_undone_inside_it(tmp_path: Path) -> None:
    styles = (
        '<style:style style:name="P1" style:family="paragraph"><style:text-properties fo:font-style="italic"/>'
        '</style:style><style:style style:name="T1" style:family="text">'
        '<style:text-properties fo:font-style="normal" fo:font-weight="bold"/></style:style>'
    )
    text = '<text:p text:style-name="P1">Ein <text:span text:style-name="T1">Wort</text:span> mehr.</text:p>'
    assert shown(opendocument(tmp_path / "a.odt", text, styles)) == ["*Ein ***Wort*** mehr.*"]


@pytest.mark.parametrize(
    ("position", "text"), [("super 58%", "m²"), ("33% 58%", "m²"), ("sub 58%", "m₂"), ("-8% 58%", "m₂")]
)
def test_raised_and_lowered_digits_of_an_opendocument(tmp_path: Path, position: str, text: str) -> None:
    styles = (
        '<style:style style:name="T1" style:family="text"><style:text-properties '
        f'style:text-position="{position}"/></style:style>'
    )
    content = '<text:p>12 m<text:span text:style-name="T1">2</text:span></text:p>'
    assert shown(opendocument(tmp_path / "a.odt", content, styles)) == [f"12 {text}"]


def test_struck_words_of_an_opendocument(tmp_path: Path) -> None:
    styles = "".join(
        f'<style:style style:name="{name}" style:family="text">'
        f'<style:text-properties style:text-line-through-style="{line}"/></style:style>'
        for name, line in (("T1", "solid"), ("T2", "none"))
    )
    span = '<text:span text:style-name="{}">{}</text:span>'
    struck = span.format("T1", f"gilt {span.format('T2', 'hier')} nicht")
    text = f"<text:p>Das {struck}.</text:p>"
    read = opendocument(tmp_path / "a.odt", text, styles)
    assert shown(read) == ["Das gilt hier nicht."]
    assert doubts(read) == [("JF132", "durchgestrichen: gilt · nicht", "Das gilt hie")]


def test_what_an_opendocument_holds_beside_its_text(tmp_path: Path) -> None:
    text = (
        '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><text:p>weg</text:p></text:deletion>'
        "</text:changed-region></text:tracked-changes><text:p>Davor.</text:p>"
        '<text:p>Am <text:date>9.2.</text:date><text:change text:change-id="c1"/> um <text:s text:c="3"/>acht'
        "<office:annotation><text:p>Stimmt das?</text:p></office:annotation>"
        " <text:page-number>7</text:page-number>.</text:p>"
    )
    read = opendocument(tmp_path / "a.odt", text)
    assert shown(read) == ["Davor.", "Am 9.2. um acht 7."]
    assert sorted(said for _, said, _ in doubts(read)) == ["Kommentar: Stimmt das?", "gelöscht: weg"]
    assert {at for _, _, at in doubts(read)} == {"Am 9.2. um a"}


# Nothing is lost in silence


def test_a_table_in_a_table_is_part_of_its_cell(word: Any) -> None:
    made = Document()
    cell = made.add_table(1, 1).cell(0, 0)
    cell.text = "außen"
    cell.add_table(1, 1).cell(0, 0).text = "innen"
    read = word(made)
    assert (shown(read), doubts(read)) == (["| außen innen"], [])


@pytest.mark.parametrize(
    ("element", "read"),
    [
        ('<w:del w:id="1" w:author="x"><w:r><w:delText>alt</w:delText></w:r></w:del>', "gelöscht: alt"),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>geheim</w:t></w:r>", "verborgen: geheim"),
        (
            "<w:r><w:pict><v:shape><v:textbox><w:txbxContent><w:p><w:r><w:t>am Rand</w:t></w:r></w:p>"
            "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>",
            "Textfeld: am Rand",
        ),
        ("<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>", "Formel: a+b"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0E0"/></w:r>', "Sonderzeichen: Wingdings F0E0"),
        ("<w:r><w:pict><v:shape><v:imagedata/></v:shape></w:pict></w:r>", "Bild"),
    ],
)
def test_what_is_not_taken_over_is_said(word: Any, element: str, read: str) -> None:
    made = document("Vorher.", "Der Absatz. ", "Nachher.")
    made.paragraphs[1]._p.append(xml(element))
    made.paragraphs[1].add_run(" Er geht weiter.")
    transcript = word(made)
    assert doubts(transcript) == [("JF132", read, "Der Absatz. ")]
    assert shown(transcript)[1].startswith("Der Absatz.")
    assert shown(transcript)[1].endswith("Er geht weiter.")


def test_running_heads_are_said_once(word: Any) -> None:
    made = document("Der Text.")
    made.sections[0].header.paragraphs[0].text = "Jour fixe"
    made.sections[0].footer.paragraphs[0].text = "Seite"
    assert doubts(word(made)) == [
        ("JF132", "Fußzeile: Seite", "Der Text."),
        ("JF132", "Kopfzeile: Jour fixe", "Der Text."),
    ]


def test_comments_stand_at_their_paragraph(word: Any) -> None:
    made = document("Vorher.", "Der Absatz.")
    made.add_comment(made.paragraphs[1].runs, text="Stimmt das?", author="x")
    assert doubts(word(made)) == [("JF132", "Kommentar: Stimmt das?", "Der Absatz.")]


def test_two_comments_are_told_apart(word: Any) -> None:
    made = document("Der Absatz.")
    for text in ("Stimmt das?", "Ja."):
        made.add_comment(made.paragraphs[0].runs, text=text, author="x")
    assert doubts(word(made)) == [("JF132", "Kommentar: Stimmt das? · Ja.", "Der Absatz.")]


def test_characters_that_are_marks_here_mean_nothing_in_a_file(word: Any) -> None:
    read = word(document("Ein \ufdd07\ufdd1–\ufdd2Wort \ufdd4mehr."))
    assert (shown(read), doubts(read)) == (["Ein 7–Wort mehr."], [])


def test_computed_line_numbers_are_not_in_the_file(word: Any) -> None:
    made = document("Der Text.")
    made.sections[0]._sectPr.append(xml('<w:lnNumType w:countBy="5"/>'))
    assert [code for code, _, _ in doubts(word(made))] == ["JF133"]


@pytest.mark.parametrize("code", ["JF025", "JF132", "JF133"])
def test_the_catalogue_knows_what_is_said(code: str) -> None:
    assert finding(code, Place("Protokoll.docx"), read="Kopfzeile: Jour fixe").message


# Files that nothing can be made of


def refusal(path: Path, format: str = "docx") -> str:
    with pytest.raises(Unreadable) as caught:
        transcribe_word(path, path.name, format)
    finding(caught.value.code, Place(path.name), **caught.value.fields)
    return caught.value.code


def packed(path: Path, **parts: str | bytes) -> Path:
    """A zip; the names of its parts with "__" for "/" and "_" for "."."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return path


BODY = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'
PARAGRAPH = "<w:p><w:r><w:t>Text.</w:t></w:r></w:p>"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1"])
def test_other_encodings_and_other_prefixes_are_read(tmp_path: Path, encoding: str) -> None:
    """As other programs may write them; "strict" is the second form of Word's format."""
    strict = (
        '<?xml version="1.0" encoding="{}"?><x:document xmlns:x="http://purl.oclc.org/ooxml/wordprocessingml/main">'
    )
    text = f"{strict.format(encoding)}<x:body><x:p><x:r><x:t>Größe</x:t></x:r></x:p></x:body></x:document>"
    path = packed(tmp_path / "a.docx", word__document_xml=text.encode(encoding))
    assert shown(transcribe_word(path, "a.docx", "docx")) == ["Größe"]


def test_a_file_cut_off_is_damaged(tmp_path: Path) -> None:
    whole, cut = tmp_path / "ganz.docx", tmp_path / "halb.docx"
    document("Ein Absatz.").save(whole)
    cut.write_bytes(whole.read_bytes()[:9000])
    assert refusal(cut) == "JF022"


def test_xml_cut_off_is_damaged(tmp_path: Path) -> None:
    assert refusal(packed(tmp_path / "a.docx", word__document_xml=BODY.format(PARAGRAPH)[:-20])) == "JF022"


def test_a_zip_without_a_text_is_damaged(tmp_path: Path) -> None:
    assert refusal(packed(tmp_path / "a.docx", readme_txt="nichts")) == "JF022"


def test_an_external_entity_is_refused(tmp_path: Path) -> None:
    kind = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    text = kind + BODY.format("<w:p><w:r><w:t>&e;</w:t></w:r></w:p>")
    assert refusal(packed(tmp_path / "a.docx", word__document_xml=text)) == "JF022"
    assert refusal(packed(tmp_path / "b.docx", word__document_xml=text.encode("utf-16"))) == "JF022"


def test_what_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    bomb = packed(tmp_path / "a.docx", word__document_xml=BODY.format(PARAGRAPH), word__media__a_png=bytes(400_000_000))
    assert bomb.stat().st_size < 500_000
    assert refusal(bomb) == "JF025"


def test_a_size_that_is_a_lie_is_refused(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.docx", word__document_xml=b" " * 50_000_000)
    told = (50_000_000).to_bytes(4, "little")
    path.write_bytes(path.read_bytes().replace(told, (900).to_bytes(4, "little")))
    assert refusal(path) in ("JF022", "JF025")


def test_encrypted_and_old_files(tmp_path: Path) -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
    (tmp_path / "alt.docx").write_bytes(ole + "WordDocument".encode("utf-16-le"))
    (tmp_path / "zu.docx").write_bytes(ole + "EncryptedPackage".encode("utf-16-le"))
    (tmp_path / "mail.msg").write_bytes(ole + "__substg1.0_0037001F".encode("utf-16-le"))
    assert foreign(tmp_path / "alt.docx") == "eine Word-Datei im alten Format (.doc)"
    assert foreign(tmp_path / "mail.msg") == "eine E-Mail"
    with pytest.raises(Unreadable, match="JF021"):
        kind_of(tmp_path / "zu.docx")


def foreign(path: Path) -> str:
    """What a file is that cannot be taken in."""
    with pytest.raises(Unreadable) as caught:
        kind_of(path)
    told = finding(caught.value.code, Place(path.name), **caught.value.fields)
    assert told.code == "JF026"
    assert told.hint.endswith(".") or "ocrmypdf" in told.hint
    return told.message.partition("Sie ist ")[2].rstrip(".")


@pytest.mark.parametrize(
    ("start", "name"),
    [
        (b"{\\rtf1 Text}", "eine RTF-Datei"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF\0", "ein Bild"),
        (b"II*\0\x08\0\0\0", "ein Bild"),
        (b"\0\0\0\x18ftypheic\0\0\0\0", "ein Bild"),
        (b"7z\xbc\xaf\x27\x1c", "ein Archiv"),
        (b"<!DOCTYPE html>\n<html><body>", "eine Webseite"),
        (b'\xef\xbb\xbf<?xml version="1.0"?>\n<!-- x -->\n<html xmlns="">', "eine Webseite"),
        ("<HTML><p>Text".encode("utf-16"), "eine Webseite"),
        (b"From: <Saved by Blink>\nSubject: x\n", "eine Webseite"),
        (b"From: a@b.de\r\nTo: c@d.de\r\nSubject: Protokoll\r\n\r\nText", "eine E-Mail"),
        (b"Delivered-To: c@d.de\nReceived: by x\n with SMTP\n", "eine E-Mail"),
        (b"From a@b.de Mon Jan 12\nX-Mailer: y\nDate: z\n\n%PDF-1.7", "eine E-Mail"),
    ],
)
def test_a_file_of_another_kind_is_told_by_its_bytes(tmp_path: Path, start: bytes, name: str) -> None:
    (tmp_path / "Protokoll.pdf").write_bytes(start)
    assert foreign(tmp_path / "Protokoll.pdf") == name


@pytest.mark.parametrize(
    ("files", "name"),
    [
        ({"a_pdf": b"%PDF-1.7 unpacked here"}, "ein Archiv"),
        ({"Index__Document_iwa": b"x"}, "ein Dokument aus Pages"),
        ({"xl__workbook_xml": b"<a/>"}, "eine Tabelle, etwa aus Excel"),
        ({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}, "eine Tabelle, etwa aus Excel"),
        ({"ppt__presentation_xml": b"<a/>"}, "eine Präsentation"),
    ],
)
def test_a_packed_file_of_another_kind_is_told_by_what_is_in_it(
    tmp_path: Path, files: dict[str, bytes], name: str
) -> None:
    with zipfile.ZipFile(tmp_path / "Protokoll.docx", "w") as archive:
        for part, data in files.items():
            archive.writestr(part.replace("__", "/").replace("_", "."), data)
    assert foreign(tmp_path / "Protokoll.docx") == name


@pytest.mark.parametrize(
    "text",
    [
        "<!-- image -->\n\n## Jour fixe vom 12.01.2026\n",
        "<!-- Abschrift 1: neu.html -->\n\n      | <html> steht hier\n",
        "<table><tr><td>Jahr</td></tr></table>\n",
        "<p>Jour fixe vom 12.01.2026</p>\n",
        "PKW-Maut\n",
        "Date: 2026-01-12\nTitle: Jour fixe\n",
        "Von: Anna\nAn: alle\nBetreff: Protokoll\n",
        "<!---->" * 140,
    ],
)
def test_text_is_text_although_there_is_html_in_it(tmp_path: Path, text: str) -> None:
    (tmp_path / "neu.md").write_text(text)
    assert kind_of(tmp_path / "neu.md") == ""


def test_an_encrypted_opendocument(tmp_path: Path) -> None:
    manifest = "<manifest:encryption-data/>"
    assert (
        refusal(packed(tmp_path / "a.odt", content_xml="?", META_INF="", **{"META-INF__manifest_xml": manifest}), "odt")
        == "JF021"
    )


def test_nesting_without_end_is_refused(tmp_path: Path) -> None:
    deep = "<w:sdt><w:sdtContent>" * 20_000
    assert refusal(packed(tmp_path / "a.docx", word__document_xml=BODY.format(deep))) == "JF022"
