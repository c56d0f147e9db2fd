"""The parts of a file as trees of elements, named by the usual prefixes ("w:p"), whatever prefixes the file uses."""

from __future__ import annotations

from functools import lru_cache
from typing import Any
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser, tostring

from ..unreadable import Unreadable

DEPTH = 250
ELEMENTS = 300_000  # a thousand pages have 200 000
OPEN_DOCUMENT = "urn:oasis:names:tc:opendocument:xmlns:"
NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "rel": "http://schemas.openxmlformats.org/package/2006/relationships",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "v": "urn:schemas-microsoft-com:vml",
    "dc": "http://purl.org/dc/elements/1.1/",
    "x": "urn:any-other",
    **{name: f"{OPEN_DOCUMENT}{name}:1.0" for name in ("office", "text", "table", "style", "meta")},
    "draw": f"{OPEN_DOCUMENT}drawing:1.0",
    "fo": f"{OPEN_DOCUMENT}xsl-fo-compatible:1.0",
    "svg": f"{OPEN_DOCUMENT}svg-compatible:1.0",
}
STRICT = {  # what the strict form of Word's format puts in the place of each of these
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://purl.oclc.org/ooxml/drawingml/picture": "pic",
    "http://purl.oclc.org/ooxml/drawingml/chart": "c",
}
XML = "http://www.w3.org/XML/1998/namespace"
PREFIXES = {uri: prefix for prefix, uri in NAMESPACES.items()} | STRICT | {XML: "xml"}


class _Builder(TreeBuilder):
    """Builds a tree within limits. No document type, so no entities."""

    def __init__(self) -> None:
        super().__init__()
        self.depth = self.elements = 0

    def start(self, name: str, attributes: dict[Any, Any], /) -> Element:
        self.depth, self.elements = self.depth + 1, self.elements + 1
        if self.depth > DEPTH or self.elements > ELEMENTS:
            raise Unreadable("JF022" if self.depth > DEPTH else "JF024")
        return super().start(_prefixed(name), {_prefixed(key): value for key, value in attributes.items()})

    def end(self, name: str, /) -> Element:
        self.depth -= 1
        return super().end(_prefixed(name))

    def doctype(self, *_: object) -> None:
        raise Unreadable("JF022")


def parsed(data: bytes) -> Element:
    """The root of a part. Unreadable if it is not well-formed, or too large."""
    parser = XMLParser(target=_Builder())  # noqa: S314 – without entities and within limits
    try:
        parser.feed(data)
        root: Element = parser.close()
    except (ParseError, LookupError, ValueError) as error:
        raise Unreadable("JF022") from error
    return root


def written(root: Element) -> bytes:
    for prefix in NAMESPACES:
        root.set(f"xmlns:{prefix}", NAMESPACES[prefix])
    data: bytes = tostring(root, "utf-8")
    return data


def made(name: str, *inside: Element, text: str = "", **attributes: str) -> Element:
    """A new element; its attributes have the prefix that it has."""
    element = Element(name, {f"{name.partition(':')[0]}:{key}": value for key, value in attributes.items()})
    element.text = text
    element.extend(inside)
    return element


def child(element: Element | None, name: str) -> Element | None:
    return None if element is None else next((each for each in element if each.tag == name), None)


def whole(text: str, otherwise: int = 0, base: int = 10) -> int:
    """An integer of the file; files hold anything."""
    try:
        return int(text[:9], base)
    except ValueError:
        return otherwise


@lru_cache(maxsize=4096)
def _prefixed(name: str) -> str:
    """ "{uri}local" as "prefix:local"; a name without a namespace stays."""
    uri, _, local = name.removeprefix("{").rpartition("}")
    return f"{PREFIXES.get(uri, 'x')}:{local}" if uri else local
