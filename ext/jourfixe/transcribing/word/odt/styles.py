"""The styles of an OpenDocument text: what characters look like, which paragraphs are headings."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree.ElementTree import Element

from ..marks import Style
from ..xml import child, whole

HEAVY = 600  # a weight from which on characters are bold
TITLES = ("title", "subtitle")
DEEPEST = 50  # styles that build on another


def _height(position: str) -> int:
    """Percent above the line, of "33% 58%", or one of its names."""
    name = position.partition(" ")[0]
    return {"super": 1, "sub": -1}.get(name, whole(name.rstrip("%")))


LOOKS: tuple[tuple[str, Style, Callable[[str], bool]], ...] = (
    ("fo:font-style", Style.ITALIC, lambda value: value in ("italic", "oblique")),
    ("fo:font-weight", Style.BOLD, lambda value: value == "bold" or whole(value) >= HEAVY),
    ("text:display", Style.HIDDEN, lambda value: value == "none"),
    ("style:text-line-through-style", Style.STRUCK, lambda value: value != "none"),
    ("style:text-position", Style.RAISED, lambda value: _height(value) > 0),
    ("style:text-position", Style.LOWERED, lambda value: _height(value) < 0),
)


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
            for key, flag, is_set in LOOKS:
                if value := "" if properties is None else properties.get(key, ""):
                    over = over | flag if is_set(value) else over & ~flag
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
