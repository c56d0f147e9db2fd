"""The running text of a Word file and of its notes: what a run looks like, which sign a paragraph has."""

from __future__ import annotations

from dataclasses import dataclass, field

from .counting import number
from .docxlists import Counter
from .docxstyles import PROPERTIES, Styles, is_on, whole
from .events import End, Start, Text, events
from .marker import Marker, Paragraph
from .marks import Style
from .source import Source, What

SPACES = ("w:tab", "w:br", "w:cr", "w:ptab")
PICTURES = ("pic:pic", "v:imagedata", "w:object", "c:chart")
TEXTS = ("w:t", "w:delText", "m:t")
CUT = (
    "w:ins",
    "w:moveTo",
    "w:hyperlink",
    "w:smartTag",
    "w:customXml",
    "w:dir",
    "w:bdo",
)  # pandoc reads them only where nothing is missing in them
PAGES = ("PAGE", "NUMPAGES", "SECTIONPAGES")  # fields that say something of the page, not of the text
PAST = ("mc:Fallback", "w:pPrChange", "w:rPrChange", "w:sectPrChange", "w:moveFrom")  # said twice, or no longer


@dataclass(slots=True)
class Context:
    """What the parts share. `marks`: the signs of notes by (kind, id); `comments`: the paragraphs they are made at."""

    styles: Styles
    lists: Counter
    numbers: list[int] = field(default_factory=lambda: [0])
    notes: dict[tuple[str, str], str] = field(default_factory=dict)
    forms: dict[str, str] = field(default_factory=lambda: {"footnote": "decimal", "endnote": "lowerRoman"})
    counts: dict[str, int] = field(default_factory=dict)
    comments: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class _Run:
    """The properties of a run: what it sets, what it takes back, and its style."""

    on: Style = Style.PLAIN
    off: Style = Style.PLAIN
    style: str = ""


@dataclass(slots=True)
class _Properties:
    """Of a paragraph, while they are read."""

    style: str
    list: str = ""
    level: int | None = None


class Body:
    """Goes through one part. `box`, `field`, `past`: how deep inside such elements it is."""

    def __init__(self, data: bytes, source: Source, context: Context) -> None:
        self.marker, self.source, self.context = Marker(data, source, context.numbers), source, context
        self.runs: list[_Run] = []
        self.properties: _Properties | None = None
        self.box = self.field = self.past = 0
        self.fields: list[bool] = []  # for each field that is open, whether its tags are left out
        self.within = self.section = self.note = ""
        self.custom: tuple[str, str] | None = None

    def read(self) -> bytes:
        """The part with its marks."""
        for event in events(self.marker.data):
            self.marker.reached(event.at)
            if not isinstance(event, Text) and self._is_cut(event):
                self.marker.leave_out(event.at)
            match event:
                case Start(name):
                    self.past += bool(self.past) or name in PAST
                    if not self.past:
                        self._start(event)
                case End(name):
                    if not self.past:
                        self._end(name)
                    self.past -= bool(self.past)
                case Text(text, at) if self.within and not self.past:
                    self._text(text, at)
        return self.marker.marked()

    def _is_cut(self, event: Start | End) -> bool:
        """Is it a tag that only keeps pandoc from what is inside?"""
        if event.name == "w:fldSimple" and isinstance(event, Start):
            words = event.attributes.get("w:instr", "").split()
            self.fields.append(not words or words[0].upper() not in PAGES)
            return self.fields[-1]
        if event.name == "w:fldSimple" and self.fields:
            return self.fields.pop()
        return event.name in CUT

    def _start(self, event: Start) -> None:
        name, attributes = event.name, event.attributes
        if name == "w:p":
            self._paragraph()
        elif name == "w:pPr" and self.marker.open:
            self.properties = _Properties(self.context.styles.default)
        elif name == "w:r":
            self.runs.append(_Run())
        elif name in TEXTS and self.marker.open:
            self.within = name
        elif self.properties:
            self._property(name, attributes)
        elif self.runs:
            self._in_run(event)
        else:
            self._around(name, attributes)

    def _end(self, name: str) -> None:
        if name == "w:p":
            self.marker.end()
        elif name == "w:pPr" and self.properties:
            self._apply(self.properties)
            self.properties = None
        elif name == "w:r" and self.runs:
            self.runs.pop()
        elif name in TEXTS:
            self.within = ""
        elif name == "w:txbxContent":
            self.box -= 1
        elif name == "w:fldSimple":
            self.field -= 1
        elif name in ("w:footnotePr", "w:endnotePr"):
            self.section = ""

    def _paragraph(self) -> None:
        paragraph = self.marker.begin(What.BOX if self.box else What.BODY)
        if self.note:
            self.source.notes[paragraph.at], self.note = self.note, ""
        self._style(paragraph, self.context.styles.default)

    def _style(self, paragraph: Paragraph, id: str) -> None:
        style = self.context.styles[id]
        paragraph.base = Style.PLAIN if style.heading else style.look
        if style.heading:
            self.source.headings.add(paragraph.at)

    def _property(self, name: str, attributes: dict[str, str]) -> None:
        assert self.properties
        value = attributes.get("w:val", "")
        if name == "w:pStyle":
            self.properties.style = value
        elif name == "w:numId":
            self.properties.list = value
        elif name == "w:ilvl":
            self.properties.level = whole(value)
        elif name == "w:outlineLvl" and whole(value, 9) < 9:
            self.source.headings.add(self.marker.at)
        else:
            self._around(name, attributes)

    def _apply(self, properties: _Properties) -> None:
        paragraph, style = self.marker.open[-1], self.context.styles[properties.style]
        self._style(paragraph, properties.style)
        list = properties.list or style.list
        level = style.level if properties.level is None else properties.level
        if level is None:
            level = self.context.lists.lists.level_of_style(list, properties.style)
        if list not in ("", "0"):
            paragraph.sign = self.context.lists.sign(list, level)

    def _in_run(self, event: Start) -> None:
        name, value, run = event.name, event.attributes.get("w:val", ""), self.runs[-1]
        if name in PROPERTIES:
            if is_on(event):
                run.on |= PROPERTIES[name]
            else:
                run.off |= PROPERTIES[name]
        elif name == "w:rStyle":
            run.style = value
        elif name in SPACES and self.marker.open:
            self.marker.open[-1].add(" ", self.marker.open[-1].what)
        elif name == "w:noBreakHyphen" and self.marker.open:
            self.marker.open[-1].add("\u2011", self.marker.open[-1].what)
        elif name == "w:sym":
            self.marker.note(What.SIGN, " ".join(event.attributes.values()))
        elif name in ("w:footnoteReference", "w:endnoteReference"):
            self._reference(name, event.attributes)
        elif name == "w:fldChar":
            self.field += {"begin": 1, "end": -1}.get(event.attributes.get("w:fldCharType", ""), 0)
        else:
            self._around(name, event.attributes)

    def _around(self, name: str, attributes: dict[str, str]) -> None:
        """What may stand anywhere."""
        if name in PICTURES:
            self.marker.note(What.PICTURE)
        elif name == "w:txbxContent":
            self.box += 1
        elif name == "w:fldSimple":
            self.field += 1
        elif name == "w:lnNumType":
            self.source.counted = True
        elif name == "w:commentReference":
            self.context.comments[attributes.get("w:id", "")] = self.marker.at
        elif name in ("w:footnotePr", "w:endnotePr"):
            self.section = name[2:-2]
        elif name == "w:numFmt" and self.section:
            self.context.forms[self.section] = attributes.get("w:val", "decimal")
        elif name in ("w:footnote", "w:endnote"):
            key = (name[2:], attributes.get("w:id", ""))
            sign = self.context.notes.get(key, "")
            self.note = number(int(sign), self.context.forms[key[0]]) if sign.isdecimal() else sign

    def _reference(self, name: str, attributes: dict[str, str]) -> None:
        key = (name.removeprefix("w:").removesuffix("Reference"), attributes.get("w:id", ""))
        if attributes.get("w:customMarkFollows", "0") not in ("0", "false", "off"):
            self.custom = key
        else:
            self.context.counts[key[0]] = self.context.counts.get(key[0], 0) + 1
            self.context.notes[key] = str(self.context.counts[key[0]])

    def _text(self, text: str, at: int) -> None:
        paragraph = self.marker.open[-1]
        if self.within == "w:delText":
            paragraph.add(text, What.DELETED)
        elif self.within == "m:t":
            paragraph.add(text, What.FORMULA)
        elif self.custom:
            self.context.notes[self.custom], self.custom = text.strip(), None
            self.marker.hide(at)
        else:
            self.marker.text(text, at, self._look(paragraph), uncertain=self.field > 0)

    def _look(self, paragraph: Paragraph) -> Style:
        """A run's own properties are last; those of two styles undo each other, as Word toggles them."""
        run = self.runs[-1] if self.runs else _Run()
        by_style = paragraph.base ^ self.context.styles[run.style].look
        return (by_style & ~run.off) | run.on
