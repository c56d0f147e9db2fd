"""The styles of a Word file, each with what it inherits."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from .events import End, Event, Start, events
from .marks import Style

PROPERTIES = {"w:i": Style.ITALIC, "w:b": Style.BOLD, "w:vanish": Style.HIDDEN}
FALSE = ("0", "false", "off", "none")
HEADINGS = ("title", "subtitle")
DEEPEST = 50  # styles that build on another; Word allows fewer


@dataclass(frozen=True, slots=True)
class WordStyle:
    """One style. `look` and `off`: what it sets and what it takes back; `list` and `level` as in its `w:numPr`."""

    name: str = ""
    parent: str = ""
    look: Style = Style.PLAIN
    off: Style = Style.PLAIN
    list: str = ""
    level: int | None = None
    heading: bool = False

    def on(self, base: WordStyle) -> WordStyle:
        """With what it inherits from `base`."""
        return WordStyle(
            self.name,
            "",
            (base.look & ~self.off) | self.look,
            self.off,
            self.list or base.list,
            base.level if self.level is None else self.level,
            self.heading or base.heading,
        )


@dataclass(slots=True)
class Styles:
    """All styles by id; `default` is the id of that of a paragraph without one."""

    own: dict[str, WordStyle] = field(default_factory=dict)
    default: str = ""
    _whole: dict[str, WordStyle] = field(default_factory=dict)

    def __getitem__(self, id: str) -> WordStyle:
        if id not in self._whole:
            chain = list[WordStyle]()
            at = id
            while at in self.own and len(chain) < DEEPEST:
                chain.append(self.own[at])
                at = chain[-1].parent
            whole = WordStyle()
            for style in reversed(chain):
                whole = style.on(whole)
            self._whole[id] = whole
        return self._whole[id]


def is_on(event: Start) -> bool:
    """A property that is there is set, unless it says otherwise."""
    return event.attributes.get("w:val", "1").lower() not in FALSE


def whole(text: str, otherwise: int = 0) -> int:
    """An integer of the file; files hold anything."""
    try:
        return int(text[:9])
    except ValueError:
        return otherwise


def styles_of(data: bytes) -> Styles:
    """The styles in styles.xml; none if there is no such part."""
    found = Styles()
    id, style = "", WordStyle()
    for event in events(data) if data else ():
        match event:
            case Start("w:style", attributes):
                id, style = attributes.get("w:styleId", ""), WordStyle()
                if attributes.get("w:type") == "paragraph" and attributes.get("w:default", "0") not in FALSE:
                    found.default = id
            case End("w:style"):
                found.own[id] = style
            case _:
                style = _with(style, event)
    return found


def _with(style: WordStyle, event: Event) -> WordStyle:
    if not isinstance(event, Start):
        return style
    value = event.attributes.get("w:val", "")
    match event.name:
        case "w:name":
            return replace(style, name=value, heading=value.lower() in HEADINGS)
        case "w:basedOn":
            return replace(style, parent=value)
        case "w:numId":
            return replace(style, list=value)
        case "w:ilvl":
            return replace(style, level=whole(value))
        case "w:outlineLvl":
            return replace(style, heading=style.heading or whole(value, 9) < 9)
        case "w:i" | "w:b" | "w:vanish":
            flag = PROPERTIES[event.name]
            return replace(style, look=style.look | flag) if is_on(event) else replace(style, off=style.off | flag)
    return style
