"""The styles of an OpenDocument text: what characters look like, which paragraphs are headings."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from ..marks import Style
from ..xml import child, whole

LOOKS = {"fo:font-style": Style.ITALIC, "fo:font-weight": Style.BOLD}
LOOKS |= {"text:display": Style.HIDDEN, "style:text-position": Style.RAISED}
SET = ("italic", "oblique", "bold", "none", "super")  # "none" is a display
HEAVY = 600  # a weight from which on characters are bold
TITLES = ("title", "subtitle")
DEEPEST = 50  # styles that build on another


class Styles:
    """The styles in the parts of a document; those of a text have names of their own."""

    def __init__(self, roots: list[Element]) -> None:
        self._own = {
            (each.get("style:family", ""), each.get("style:name", "")): each
            for root in roots
            for each in root.iter("style:style")
        }

    def look(self, family: str, name: str, over: Style) -> Style:
        """How text looks in a style that stands in a text that looks like `over`."""
        for style in reversed(self._chain(family, name)):
            properties = child(style, "style:text-properties")
            for key, flag in LOOKS.items():
                if value := "" if properties is None else properties.get(key, ""):
                    over = over | flag if value.partition(" ")[0] in SET or whole(value) >= HEAVY else over & ~flag
        return over

    def is_heading(self, name: str) -> bool:
        """Is a paragraph in this style one?"""
        return any(
            each.get("style:name", "").lower() in TITLES or each.get("style:default-outline-level")
            for each in self._chain("paragraph", name)
        )

    def _chain(self, family: str, name: str) -> list[Element]:
        """The style and what it builds on."""
        found = list[Element]()
        while (family, name) in self._own and len(found) < DEEPEST:
            found.append(self._own[family, name])
            name = found[-1].get("style:parent-style-name", "")
        return found
