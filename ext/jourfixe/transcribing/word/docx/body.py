"""The running text of a Word file and of its notes, copied: what a run looks like, which sign a paragraph has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from ..counting import bullet, number
from ..marks import Style
from ..source import Paragraph, Source, What
from ..xml import child, made, whole
from .lists import Lists
from .styles import FALSE, Styles, changed, is_outline, value

TABLES = ("w:tbl", "w:tr", "w:tc")
AS_THEY_ARE = ("w:tblGrid", "w:tcPr")
SAID_ELSEWHERE = ("mc:Fallback", "w:moveFrom", "w:pPr", "w:rPr")
TEXTS = ("w:t", "w:delText", "m:t")
CHARACTERS = {"w:tab": " ", "w:ptab": " ", "w:noBreakHyphen": "\u2011", "w:softHyphen": "\u00ad"}
TOLD = {"w:del": What.DELETED, "w:delText": What.DELETED, "w:txbxContent": What.BOX, "m:oMath": What.FORMULA}
TOLD |= dict.fromkeys(("pic:pic", "v:imagedata", "w:object", "c:chart"), What.PICTURE)
BREAKS = ("w:br", "w:cr")
REFERENCES = ("w:footnoteReference", "w:endnoteReference")


@dataclass(slots=True)
class Context:
    """What the parts share. `notes`: the signs of notes by (kind, id); `comments`: at which paragraphs they are."""

    source: Source
    styles: Styles
    lists: Lists
    notes: dict[tuple[str, str], str] = field(default_factory=dict)
    comments: dict[str, int] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=lambda: {"footnote": 0, "endnote": 0})
    forms: dict[str, str] = field(default_factory=lambda: {"footnote": "decimal", "endnote": "lowerRoman"})


class Body:
    """Copies one part. Whatever it does not know it passes through to the text inside: no words are lost."""

    def __init__(self, context: Context) -> None:
        self.context, self.source = context, context.source
        self.paragraph = Paragraph(self.source, "")
        self.own_sign: tuple[str, str] | None = None  # of which note the next text is the sign
        self.note = ""

    def blocks(self, parent: Element) -> Iterator[Element]:
        """Paragraphs and tables."""
        for each in _whole(parent):
            if each.tag == "w:p":
                yield self._paragraph(each)
            elif each.tag in TABLES:
                yield made(each.tag, *self.blocks(each))
            elif each.tag in ("w:footnote", "w:endnote"):
                id = each.get("w:id", "")
                self.note = self.context.notes.get((each.tag[2:], id), "")
                yield made(each.tag, *self.blocks(each), id=id)
            elif each.tag in AS_THEY_ARE:
                yield each
            elif each.tag in TOLD:
                self._tell(TOLD[each.tag], each)
            elif each.tag not in SAID_ELSEWHERE:
                yield from self.blocks(each)

    def _paragraph(self, element: Element) -> Element:
        properties = child(element, "w:pPr")
        id = value(child(properties, "w:pStyle"), self.context.styles.default)
        style = self.context.styles[id]
        self.paragraph = Paragraph(self.source, self._sign(properties, style.list, style.level))
        if style.heading or is_outline(properties):
            self.source.headings.add(self.paragraph.at)
        if self.note:
            self.source.notes[self.paragraph.at], self.note = self.note, ""
        inside = list(self._inside(element, Style.PLAIN if style.heading else style.look, None))
        return made("w:p", _run(self.paragraph.mark), *inside)

    def _sign(self, properties: Element | None, list: str, level: int | None) -> str:
        numbering = child(properties, "w:numPr")
        list = value(child(numbering, "w:numId")) or list
        return self.context.lists.sign(list, whole(value(child(numbering, "w:ilvl"), str(level or 0))))

    def _inside(self, parent: Element, base: Style, run: Element | None) -> Iterator[Element]:
        """The runs in a paragraph that looks like `base`."""
        for each in parent:
            if each.tag == "w:r":
                yield from self._inside(each, base, each)
            elif each.tag == "w:t":
                yield from self._text(each.text or "", base, run)
            elif each.tag in CHARACTERS and run is not None:
                yield from self._text(CHARACTERS[each.tag], base, run)
            elif each.tag in BREAKS:
                self.paragraph.tell(What.BODY, " ")
                yield made("w:r", made("w:br"))
            elif each.tag == "w:sym":
                yield from self._symbol(each, base, run)
            elif each.tag in REFERENCES:
                yield self._reference(each)
            elif each.tag in TOLD:
                self._tell(TOLD[each.tag], each)
            elif each.tag == "w:commentReference":
                self.context.comments[each.get("w:id", "")] = self.paragraph.at
            elif each.tag not in SAID_ELSEWHERE:
                yield from self._inside(each, base, run)

    def _text(self, text: str, base: Style, run: Element | None) -> Iterator[Element]:
        if self.own_sign:
            self.context.notes[self.own_sign], self.own_sign = text.strip(), None
        elif copied := self.paragraph.text(text, self._look(base, run)):
            yield _run(copied)

    def _look(self, base: Style, run: Element | None) -> Style:
        """A run's own properties are last; those of two styles undo each other, as Word toggles them."""
        properties = child(run, "w:rPr")
        return changed(base ^ self.context.styles[value(child(properties, "w:rStyle"))].look, properties)

    def _symbol(self, element: Element, base: Style, run: Element | None) -> Iterator[Element]:
        """A character of a font that holds signs in place of letters."""
        font, code = element.get("w:font", ""), element.get("w:char", "")
        self.paragraph.tell(What.SIGN, f"{font} {code}")
        return self._text(bullet(chr(0xF000 | whole(code, 0, 16) & 0xFF)), base, run)

    def _reference(self, element: Element) -> Element:
        kind, id = element.tag[2:].removesuffix("Reference"), element.get("w:id", "")
        if element.get("w:customMarkFollows", "0") not in FALSE:
            self.own_sign = kind, id
        else:
            self.context.counts[kind] += 1
            self.context.notes[kind, id] = number(self.context.counts[kind], self.context.forms[kind])
        return made("w:r", made(element.tag, id=id))

    def _tell(self, what: What, element: Element) -> None:
        self.paragraph.tell(what, words(element))


def _whole(parent: Element) -> Iterator[Element]:
    """Each paragraph with what runs on into it: one whose end was deleted, and a large initial."""
    held: list[Element] = []
    for each in parent:
        if each.tag == "w:p":
            properties = child(each, "w:pPr")
            begin = 0 if properties is None else 1
            each[begin:begin], held = held, []
            if _runs_on(properties):
                held = each[begin:]
                continue
        elif held:
            yield made("w:p", *held)
            held = []
        yield each
    if held:
        yield made("w:p", *held)


def _runs_on(properties: Element | None) -> bool:
    frame, end = child(properties, "w:framePr"), child(properties, "w:rPr")
    initial = frame is not None and frame.get("w:dropCap", "none") != "none"
    return initial or any(child(end, name) is not None for name in ("w:del", "w:moveFrom"))


def words(element: Element) -> str:
    """All words inside, a space behind each paragraph."""
    if element.tag in TEXTS:
        return element.text or ""
    if element.tag in SAID_ELSEWHERE:
        return ""
    inside = "".join(words(each) for each in element)
    return inside + " " if element.tag in ("w:p", "w:txbxContent", *CHARACTERS, *BREAKS) else inside


def _run(text: str) -> Element:
    return made("w:r", made("w:t", text=text))
