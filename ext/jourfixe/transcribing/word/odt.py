"""An OpenDocument text made ready for pandoc: signs of lists, italics and paragraphs marked, words counted."""

from __future__ import annotations

from pathlib import Path

from ..unreadable import Unreadable
from .docx import zipped
from .events import End, Start, Text, events
from .marker import Marker
from .marks import Style
from .odtlists import Lists
from .odtstyles import Styles, read_styles
from .package import unpacked
from .source import Source, Stretch, What

CONTENT, STYLES, MANIFEST, MIMETYPE = "content.xml", "styles.xml", "META-INF/manifest.xml", "mimetype"
NO_STYLES = (
    b'<office:document-styles xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0">'
    b"<office:styles/></office:document-styles>"
)
PARAGRAPHS = ("text:p", "text:h")
SPACES = ("text:s", "text:tab", "text:line-break")
SIDES = {"style:header": What.HEADER, "style:footer": What.FOOTER}
SIDES |= {f"{name}-{which}": what for name, what in SIDES.items() for which in ("left", "first")}
ASIDE = {"office:annotation": What.COMMENT, "text:deletion": What.DELETED, "draw:text-box": What.BOX}
ASIDE |= dict.fromkeys(("draw:custom-shape", "draw:rect", "draw:ellipse", "draw:caption"), What.BOX)
SILENT = (
    "svg:title",
    "svg:desc",
    "dc:creator",
    "dc:date",
    "meta:creator-initials",
    "text:ruby-text",
    "text:bibliography-mark",
)
FIELDS = ("text:page-number", "text:page-count", "text:expression", "text:sequence")
CUT = {"date", "time", "placeholder", "drop-down", "text-input", "author-name", "author-initials", "title", "subject"}
CUT |= {"user-defined", "user-field-get", "variable-set", "variable-get", "conditional-text", "file-name", "chapter"}
CUT = {*(f"text:{name}" for name in CUT), "?:content-control"}  # fields of which pandoc does not read what they show
PICTURES = ("draw:image", "draw:object", "draw:object-ole", "draw:plugin")


def read_odt(path: Path) -> Source:
    """All that the file says, and the file itself with marks."""
    parts = unpacked(path, [CONTENT, STYLES, MANIFEST, MIMETYPE])
    if b"encryption-data" in parts.get(MANIFEST, b""):
        raise Unreadable("JF021")
    if CONTENT not in parts:
        raise Unreadable("JF022")
    source, styles = Source(), Styles()
    for name in (name for name in (STYLES, CONTENT) if name in parts):
        read_styles(parts[name], styles)
    source.counted = styles.counted
    content = Content(parts[CONTENT], source, styles).read()
    source.stretches += _sides(parts.get(STYLES, NO_STYLES))
    source.data = zipped({MIMETYPE: parts.get(MIMETYPE, b""), CONTENT: content, STYLES: parts.get(STYLES, NO_STYLES)})
    return source


class Content:
    """Goes through content.xml. `asides`: in which elements apart from the text it is, the innermost last."""

    def __init__(self, data: bytes, source: Source, styles: Styles) -> None:
        self.marker, self.source, self.styles = Marker(data, source, [0]), source, styles
        self.lists = Lists(styles)
        self.looks: list[Style] = [Style.PLAIN]
        self.asides: list[What] = []
        self.silent = self.field = 0
        self.citation = False
        self.note = ""
        self.regions: dict[str, list[int]] = {}
        self.region = ""

    def read(self) -> bytes:
        """The part with its marks."""
        for event in events(self.marker.data):
            self.marker.reached(event.at)
            if not isinstance(event, Text) and event.name in CUT and self.marker.open:
                self.marker.leave_out(event.at)
            match event:
                case Start():
                    self._start(event.name, event.attributes)
                case End():
                    self._end(event.name)
                case Text(text, at) if self.citation:
                    self.note += text
                case Text(text, at) if self.marker.open and not self.silent:
                    self._text(text, at)
        return self.marker.marked()

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name in PARAGRAPHS:
            self._paragraph(name, attributes.get("text:style-name", ""))
        elif name == "text:span":
            self.looks.append(self.styles.look("text", attributes.get("text:style-name", ""), self.looks[-1]))
        elif name in SPACES and self.marker.open:
            self.marker.open[-1].add(" ", self.marker.open[-1].what)
        elif name in ASIDE:
            self.asides.append(ASIDE[name])
        elif name in PICTURES:
            self.marker.note(What.PICTURE)
        elif name == "text:list":
            self.lists.begin(attributes)
        elif name == "text:list-item":
            self.lists.item(attributes)
        elif name == "text:changed-region":
            self.region = attributes.get("text:id", "") or attributes.get("xml:id", "")
        elif name == "text:change":
            self._changed(attributes.get("text:change-id", ""))
        elif name == "text:note":
            self.note = ""
        self.citation = self.citation or name == "text:note-citation"
        self.silent += name in SILENT
        self.field += name in FIELDS

    def _end(self, name: str) -> None:
        if name in PARAGRAPHS:
            self.marker.end()
            self.looks.pop()
        elif name == "text:span":
            self.looks.pop()
        elif name in ASIDE:
            self.asides.pop()
        elif name == "text:list":
            self.lists.end()
        self.citation = self.citation and name != "text:note-citation"
        self.silent -= name in SILENT
        self.field -= name in FIELDS

    def _paragraph(self, name: str, style: str) -> None:
        paragraph = self.marker.begin(self.asides[-1] if self.asides else What.BODY)
        paragraph.sign = self.lists.take()
        heading = name == "text:h" or any(each.heading for each in self.styles.chain("paragraph", style))
        self.looks.append(Style.PLAIN if heading else self.styles.look("paragraph", style, Style.PLAIN))
        if heading:
            self.source.headings.add(paragraph.at)
        if self.note and not self.asides:
            self.source.notes[paragraph.at], self.note = self.note.strip(), ""
        if paragraph.what is What.DELETED:
            self.regions.setdefault(self.region, []).append(paragraph.at)

    def _text(self, text: str, at: int) -> None:
        paragraph = self.marker.open[-1]
        if paragraph.what in (What.DELETED, What.COMMENT):
            paragraph.add(text, paragraph.what)
        else:
            self.marker.text(text, at, self.looks[-1], uncertain=self.field > 0)

    def _changed(self, id: str) -> None:
        """What was deleted stands at the top of the file; it belongs here."""
        deleted = set(self.regions.pop(id, []))
        if deleted:
            here = self.marker.at
            moved = [each._replace(at=here) if each.at in deleted else each for each in self.source.stretches]
            self.source.stretches[:] = moved


def _sides(data: bytes) -> list[Stretch]:
    """Running heads and feet, each wording once."""
    found = dict[Stretch, None]()
    what: What | None = None
    words = list[str]()
    for event in events(data):
        match event:
            case Start(name) if name in SIDES:
                what, words = SIDES[name], []
            case End(name) if name in SIDES and what:
                found[Stretch(0, what, " ".join("".join(words).split()))] = None
                what = None
            case Text(text) if what:
                words.append(text)
            case End(name) if what and (name in PARAGRAPHS or name in SPACES):
                words.append(" ")
    return list(found)
