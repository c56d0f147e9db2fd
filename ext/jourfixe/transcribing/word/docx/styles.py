"""The styles of a Word file, each with what it inherits."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from ..marks import Style
from ..xml import child, whole

LOOKS = {"w:i": Style.ITALIC, "w:b": Style.BOLD, "w:vanish": Style.HIDDEN}
LOOKS |= dict.fromkeys(("w:strike", "w:dstrike"), Style.STRUCK)
FALSE = ("0", "false", "off", "none")
HEIGHTS = {"superscript": Style.RAISED, "subscript": Style.LOWERED}
TITLES = ("title", "subtitle")
DEEPEST = 50  # styles that build on another; Word allows fewer


@dataclass(frozen=True, slots=True)
class WordStyle:
    """`list` and `level` as in its `w:numPr`; a level that is not told is None."""

    look: Style = Style.PLAIN
    list: str = ""
    level: int | None = None
    heading: bool = False

    def within(self, element: Element) -> WordStyle:
        """With what the element of a style, built on this one, says of itself."""
        paragraph = child(element, "w:pPr")
        numbering = child(paragraph, "w:numPr")
        level = value(child(numbering, "w:ilvl"))
        title = value(child(element, "w:name")).lower() in TITLES
        return WordStyle(
            changed(self.look, child(element, "w:rPr")),
            value(child(numbering, "w:numId")) or self.list,
            whole(level) if level else self.level,
            self.heading or title or is_outline(paragraph),
        )


class Styles:
    """The styles in styles.xml by id; `default` is the id of that of a paragraph without one."""

    def __init__(self, root: Element) -> None:
        self._elements = {each.get("w:styleId", ""): each for each in root.iter("w:style")}
        self._known: dict[str, WordStyle] = {}
        self.default = next((id for id, each in self._elements.items() if _is_default(each)), "")

    def __getitem__(self, id: str) -> WordStyle:
        if id not in self._known:
            chain = list[Element]()
            at = id
            while at in self._elements and len(chain) < DEEPEST:
                chain.append(self._elements[at])
                at = value(child(chain[-1], "w:basedOn"))
            style = WordStyle()
            for element in reversed(chain):
                style = style.within(element)
            self._known[id] = style
        return self._known[id]


def value(element: Element | None, otherwise: str = "") -> str:
    return otherwise if element is None else element.get("w:val", otherwise)


def changed(look: Style, properties: Element | None) -> Style:
    """The look of characters with what their properties set or take back."""
    for each in () if properties is None else properties:
        if each.tag == "w:vertAlign":
            look = look & ~(Style.RAISED | Style.LOWERED) | HEIGHTS.get(value(each), Style.PLAIN)
        flag = LOOKS.get(each.tag, Style.PLAIN)
        look = look & ~flag if value(each, "1").lower() in FALSE else look | flag
    return look


def is_outline(properties: Element | None) -> bool:
    """Is a paragraph with these properties a heading?"""
    return whole(value(child(properties, "w:outlineLvl")), 9) < 9


def _is_default(style: Element) -> bool:
    return style.get("w:type") == "paragraph" and style.get("w:default", "0") not in FALSE
