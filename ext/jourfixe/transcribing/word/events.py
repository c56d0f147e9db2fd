"""XML as a flat row of events that know where they stand in the bytes. No document type, so no entities.

Names carry the usual prefix of their namespace ("w:p"), whatever prefix the file uses.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple
from xml.parsers import expat

from ..unreadable import Unreadable

CHUNK = 1 << 16
DEPTH = 5_000
ELEMENTS = 300_000  # a thousand pages have 200 000
OPEN_DOCUMENT = "urn:oasis:names:tc:opendocument:xmlns:"
PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
    "http://schemas.openxmlformats.org/package/2006/relationships": "rel",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.openxmlformats.org/drawingml/2006/picture": "pic",
    "http://purl.oclc.org/ooxml/drawingml/picture": "pic",
    "http://schemas.openxmlformats.org/drawingml/2006/chart": "c",
    "http://purl.oclc.org/ooxml/drawingml/chart": "c",
    "urn:schemas-microsoft-com:vml": "v",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://www.w3.org/XML/1998/namespace": "xml",
    f"{OPEN_DOCUMENT}drawing:1.0": "draw",
    f"{OPEN_DOCUMENT}xsl-fo-compatible:1.0": "fo",
    f"{OPEN_DOCUMENT}svg-compatible:1.0": "svg",
}


class Start(NamedTuple):
    """A start tag; `at` is the offset of its "<" in bytes."""

    name: str
    attributes: dict[str, str]
    at: int


class End(NamedTuple):
    """An end tag, also of an element without content; `at` is the offset of its "<", or where the element ends."""

    name: str
    at: int


class Text(NamedTuple):
    """Characters; `at` is the offset of the first of them in bytes."""

    text: str
    at: int


Event = Start | End | Text


def events(data: bytes) -> Iterator[Event]:
    """All events of a document in order. Unreadable where it is not well-formed, or has too many."""
    found: list[Event] = []
    depth = elements = 0
    parser = expat.ParserCreate(encoding="utf-8", namespace_separator=" ")

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth, elements
        depth, elements = depth + 1, elements + 1
        if depth > DEPTH or elements > ELEMENTS:
            raise Unreadable("JF022" if depth > DEPTH else "JF024")
        named = {prefixed(key): value for key, value in attributes.items()}
        found.append(Start(prefixed(name), named, parser.CurrentByteIndex))

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        found.append(End(prefixed(name), parser.CurrentByteIndex))

    def refuse(*_: object) -> None:
        raise Unreadable("JF022")

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = lambda text: found.append(Text(text, parser.CurrentByteIndex))
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = refuse
    try:
        for i in range(0, max(len(data), 1), CHUNK):
            parser.Parse(data[i : i + CHUNK], i + CHUNK >= len(data))
            yield from found
            found.clear()
    except expat.ExpatError as error:
        raise Unreadable("JF022") from error


@lru_cache(maxsize=4096)
def prefixed(name: str) -> str:
    """ "uri local" as "prefix:local"; a name without a namespace stays."""
    uri, _, local = name.rpartition(" ")
    if not uri:
        return local
    known = PREFIXES.get(uri)
    if known is None and uri.startswith(OPEN_DOCUMENT):
        known = uri.removeprefix(OPEN_DOCUMENT).partition(":")[0]
    return f"{known or '?'}:{local}"
