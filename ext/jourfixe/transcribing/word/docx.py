"""A Word file made ready for pandoc: its signs of lists, its italics and its paragraphs marked, its words counted."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from pathlib import Path

from ..unreadable import Unreadable
from .docxbody import Body, Context
from .docxlists import Counter, lists_of
from .docxstyles import styles_of
from .events import End, Start, Text, events
from .package import unpacked
from .source import Source, Stretch, What

MAIN = "word/document.xml"
NOTES = ("word/footnotes.xml", "word/endnotes.xml")
COMMENTS = "word/comments.xml"
FOR_PANDOC = ("[Content_Types].xml", "_rels/.rels", "word/styles.xml", "word/numbering.xml", *NOTES)
WANTED = (*map(re.escape, (*FOR_PANDOC, COMMENTS)), r"word/(document|header|footer)\d*\.xml", r"word/_rels/[^/]+\.rels")
SIDES = ((re.compile(r"word/header\d*\.xml"), What.HEADER), (re.compile(r"word/footer\d*\.xml"), What.FOOTER))


def read_docx(path: Path) -> Source:
    """All that the file says, and the file itself with marks."""
    parts = unpacked(path, WANTED)
    main = _main(parts)
    if main not in parts:
        raise Unreadable("JF022")
    source = Source()
    styles, lists = styles_of(parts.get("word/styles.xml", b"")), lists_of(parts.get("word/numbering.xml", b""))
    context = Context(styles, Counter(lists))
    for name in (name for name in (main, *NOTES) if name in parts):
        parts[name] = Body(parts[name], source, context).read()
    source.stretches += _sides(parts)
    source.stretches += _comments(parts.get(COMMENTS, b""), context.comments)
    kept = {name: data for name, data in parts.items() if name in (main, *FOR_PANDOC) or name.endswith(".rels")}
    source.data = zipped(kept)
    return source


def _main(parts: dict[str, bytes]) -> str:
    for event in events(parts.get("_rels/.rels", b"<x/>")):
        match event:
            case Start("rel:Relationship", attributes) if attributes.get("Type", "").endswith("/officeDocument"):
                return posixpath.normpath(attributes.get("Target", MAIN)).lstrip("/")
    return MAIN


def _sides(parts: dict[str, bytes]) -> list[Stretch]:
    """Running heads and feet, each wording once."""
    found = dict[Stretch, None]()
    for name in sorted(parts):
        for pattern, what in SIDES:
            if pattern.fullmatch(name):
                found |= {Stretch(0, what, text): None for text in _words(parts[name]).values()}
    return list(found)


def _comments(data: bytes, places: dict[str, int]) -> list[Stretch]:
    words = _words(data) if data else {}
    return [Stretch(places.get(id, 0), What.COMMENT, text) for id, text in words.items()]


def _words(data: bytes) -> dict[str, str]:
    """The words of a part, by comment where it has comments."""
    found = dict[str, list[str]]()
    id, inside = "", False
    for event in events(data):
        match event:
            case Start("w:comment", attributes):
                id = attributes.get("w:id", "")
            case Start("w:t"):
                inside = True
            case End("w:t"):
                inside = False
            case End("w:p" | "w:tab" | "w:br"):
                found.setdefault(id, []).append(" ")
            case Text(text) if inside:
                found.setdefault(id, []).append(text)
    return {id: " ".join("".join(words).split()) for id, words in found.items()}


def zipped(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return stream.getvalue()
