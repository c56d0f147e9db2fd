"""An OpenDocument text made ready for pandoc: its signs of lists, its italics and its paragraphs marked."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree.ElementTree import Element

from ...unreadable import Unreadable
from ..package import packed, unpacked
from ..source import Source, What
from ..xml import made, parsed, written
from .body import Body, words
from .lists import Lists
from .styles import Styles

CONTENT, STYLES, MANIFEST = "content.xml", "styles.xml", "META-INF/manifest.xml"
WANTED = re.compile(r"content\.xml|styles\.xml|META-INF/manifest\.xml")
SIDES = {"style:header": What.HEADER, "style:footer": What.FOOTER}
SIDES |= {f"{name}-{which}": what for name, what in SIDES.items() for which in ("left", "first")}


def read_odt(path: Path) -> Source:
    """All that the file says, and its text with marks."""
    parts = unpacked(path, WANTED)
    if b"encryption-data" in parts.get(MANIFEST, b""):
        raise Unreadable("JF021")
    if CONTENT not in parts:
        raise Unreadable("JF022")
    roots = [parsed(parts[name]) for name in (STYLES, CONTENT) if name in parts]
    source = Source(counted=any(map(_is_counted, roots)))
    body = Body(source, Styles(roots), Lists(roots))
    texts = [each for text in roots[-1].iter("office:text") for each in body.blocks(text)]
    for what, text in sorted({(SIDES[each.tag], words(each)) for each in roots[0].iter() if each.tag in SIDES}):
        source.tell(0, what, text)
    copied = made("office:document-content", made("office:body", made("office:text", *texts)))
    no_styles = made("office:document-styles", made("office:styles"))
    source.data = packed({CONTENT: written(copied), STYLES: written(no_styles)})
    return source


def _is_counted(root: Element) -> bool:
    return any(each.get("text:number-lines") != "false" for each in root.iter("text:linenumbering-configuration"))
