"""The running text of an OpenDocument text, copied: what it looks like, which sign a paragraph has."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from ..marks import Style
from ..source import Paragraph, Source, What
from ..xml import child, made
from .lists import Lists
from .styles import Styles

PARAGRAPHS = ("text:p", "text:h")
SPACES = ("text:s", "text:tab", "text:line-break")
TABLES = ("table:table", "table:table-header-rows", "table:table-row", "table:table-cell")
AS_THEY_ARE = ("table:table-column",)
TOLD = {"office:annotation": What.COMMENT, "draw:text-box": What.BOX}
TOLD |= dict.fromkeys(("draw:custom-shape", "draw:rect", "draw:ellipse", "draw:caption"), What.BOX)
TOLD |= dict.fromkeys(("draw:image", "draw:object", "draw:object-ole", "draw:plugin"), What.PICTURE)
SILENT = ("svg:title", "svg:desc", "dc:creator", "dc:date", "meta:creator-initials", "text:ruby-text")


class Body:
    """Copies it. Whatever it does not know it passes through to the text inside: no words are lost."""

    def __init__(self, source: Source, styles: Styles, lists: Lists) -> None:
        self.source, self.styles, self.lists = source, styles, lists
        self.paragraph = Paragraph(source, "")
        self.note = ""
        self.deleted: dict[str, str] = {}  # by the name of the change

    def blocks(self, parent: Element) -> Iterator[Element]:
        """Paragraphs and tables."""
        for each in parent:
            if each.tag in PARAGRAPHS:
                yield self._paragraph(each)
            elif each.tag == "text:list":
                self.lists.begin(each)
                yield from self.blocks(each)
                self.lists.end()
            elif each.tag in TABLES:
                yield made(each.tag, *self.blocks(each))
            elif each.tag in AS_THEY_ARE:
                yield each
            elif each.tag == "text:changed-region":
                self.deleted[each.get("text:id", "") or each.get("xml:id", "")] = words(each)
            elif not self._aside(each):
                if each.tag == "text:list-item":
                    self.lists.item(each)
                yield from self.blocks(each)

    def _paragraph(self, element: Element) -> Element:
        outer, self.paragraph = self.paragraph, Paragraph(self.source, self.lists.take())
        style = element.get("text:style-name", "")
        look = Style.PLAIN
        if element.tag == "text:h" or self.styles.is_heading(style):
            self.source.headings.add(self.paragraph.at)
        else:
            look = self.styles.look("paragraph", style, look)
        if self.note:
            self.source.notes[self.paragraph.at], self.note = self.note, ""
        copied = made("text:p", made("text:span", text=self.paragraph.mark), *self._inside(element, look))
        self.paragraph = outer
        return copied

    def _inside(self, parent: Element, look: Style) -> Iterator[Element]:
        """What stands in a paragraph."""
        yield from self._text(parent.text, look)
        for each in parent:
            if each.tag == "text:span":
                yield from self._inside(each, self.styles.look("text", each.get("text:style-name", ""), look))
            elif each.tag == "text:line-break":
                self.paragraph.tell(What.BODY, " ")
                yield made(each.tag)
            elif each.tag in SPACES:
                yield from self._text(" ", look)
            elif each.tag == "text:note":
                yield self._note(each)
            elif not self._aside(each):
                yield from self._inside(each, look)
            yield from self._text(each.tail, look)

    def _text(self, text: str | None, look: Style) -> Iterator[Element]:
        if text and (copied := self.paragraph.text(text, look)):
            yield made("text:span", text=copied)

    def _note(self, element: Element) -> Element:
        citation, body = child(element, "text:note-citation"), child(element, "text:note-body")
        self.note = "" if citation is None else "".join(citation.itertext()).strip()
        return made("text:note", made("text:note-body", *self.blocks(made("none") if body is None else body)))

    def _aside(self, element: Element) -> bool:
        """Is it no part of the text? Then what stands in it is told."""
        if element.tag in TOLD:
            self.paragraph.tell(TOLD[element.tag], words(element))
        elif element.tag == "text:change":
            self.paragraph.tell(What.DELETED, self.deleted.pop(element.get("text:change-id", ""), ""))
        return element.tag in (*TOLD, *SILENT, "text:change")


def words(element: Element) -> str:
    """All words inside, a space behind each paragraph."""
    inside = element.text or ""
    for each in element:
        inside += ("" if each.tag in SILENT else words(each)) + (each.tail or "")
    return inside + " " if element.tag in (*PARAGRAPHS, *SPACES) else inside
