"""A Word file made ready for pandoc: its signs of lists, its italics and its paragraphs marked."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path
from xml.etree.ElementTree import Element

from ...unreadable import Unreadable
from ..package import packed, unpacked
from ..source import Source, What
from ..xml import child, made, parsed, written
from .body import Body, Context, words
from .lists import Lists
from .styles import Styles, value

MAIN, RELATIONS = "word/document.xml", "_rels/.rels"
STYLES, NUMBERING, COMMENTS = "word/styles.xml", "word/numbering.xml", "word/comments.xml"
NOTES = ("word/footnotes.xml", "word/endnotes.xml")
SIDES = {"word/header": What.HEADER, "word/footer": What.FOOTER}
WANTED = re.compile(
    r"_rels/\.rels|word/(styles|numbering|comments|footnotes|endnotes|(document|header|footer)\d*)\.xml"
)
ONE_DOCUMENT = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" '
    b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    b'Target="word/document.xml"/></Relationships>'
)


def read_docx(path: Path) -> Source:
    """All that the file says, and its text with marks."""
    parts = {name: parsed(data) for name, data in unpacked(path, WANTED).items()}
    none = made("none")
    main = _main(parts.get(RELATIONS, none))
    if main not in parts:
        raise Unreadable("JF022")
    source = Source(counted=any(True for _ in parts[main].iter("w:lnNumType")))
    context = Context(source, Styles(parts.get(STYLES, none)), Lists(parts.get(NUMBERING, none)))
    for kind in context.forms:
        for each in parts[main].iter(f"w:{kind}Pr"):
            context.forms[kind] = value(child(each, "w:numFmt"), context.forms[kind])
    copied = {MAIN: made("w:document", made("w:body", *Body(context).blocks(parts[main])))}
    for name in (name for name in NOTES if name in parts):
        copied[name] = made(parts[name].tag, *Body(context).blocks(parts[name]))
    _tell_beside(parts, context)
    source.data = packed({RELATIONS: ONE_DOCUMENT, **{name: written(root) for name, root in copied.items()}})
    return source


def _main(relations: Element) -> str:
    for each in relations.iter("rel:Relationship"):
        if each.get("Type", "").endswith("/officeDocument"):
            return posixpath.normpath(each.get("Target", MAIN)).lstrip("/")
    return MAIN


def _tell_beside(parts: dict[str, Element], context: Context) -> None:
    """Running heads and feet, each wording once, and comments."""
    sides = {(what, words(parts[name])) for name in parts for side, what in SIDES.items() if name.startswith(side)}
    for what, text in sorted(sides):
        context.source.tell(0, what, text)
    for each in parts.get(COMMENTS, made("none")).iter("w:comment"):
        context.source.tell(context.comments.get(each.get("w:id", ""), 0), What.COMMENT, words(each))
