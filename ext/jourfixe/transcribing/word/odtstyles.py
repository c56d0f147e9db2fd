"""The styles of an OpenDocument text: what characters look like, and the signs of lists."""

from __future__ import annotations

from dataclasses import dataclass, field

from .counting import bullet, number
from .docxstyles import DEEPEST, whole
from .events import End, Event, Start, events
from .marks import Style

HEADINGS = ("title", "subtitle")
LEVELS = [f"text:list-level-style-{kind}" for kind in ("number", "bullet", "image")] + ["text:outline-level-style"]
OUTLINE = "text:outline-style"


@dataclass(slots=True)
class TextStyle:
    """One style; `sets` are the looks that it speaks of, `look` those of them it turns on."""

    parent: str = ""
    sets: Style = Style.PLAIN
    look: Style = Style.PLAIN
    list: str = ""
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list. `shown`: how many levels its number shows."""

    form: str = ""
    before: str = ""
    after: str = ""
    start: int = 1
    shown: int = 1
    bullet: str = ""


@dataclass(slots=True)
class Styles:
    """Styles by (family, name), lists by name and level (from 1)."""

    own: dict[tuple[str, str], TextStyle] = field(default_factory=dict)
    lists: dict[str, dict[int, Level]] = field(default_factory=dict)
    counted: bool = False

    def chain(self, family: str, name: str) -> list[TextStyle]:
        """The style and what it builds on."""
        found = list[TextStyle]()
        while (family, name) in self.own and len(found) < DEEPEST:
            found.append(self.own[family, name])
            name = found[-1].parent
        return found

    def look(self, family: str, name: str, over: Style) -> Style:
        """How text looks in a style that stands in a text that looks like `over`."""
        for style in reversed(self.chain(family, name)):
            over = (over & ~style.sets) | style.look
        return over

    def sign(self, name: str, depth: int, counts: dict[int, int]) -> str:
        """The sign of an item at `depth`, from 1; `counts` by depth."""
        levels = self.lists.get(name, {})
        level = levels.get(depth)
        if level is None:
            return ""
        if level.bullet:
            return bullet(level.bullet)
        if not level.form:
            return (level.before + level.after).strip()
        shown = range(max(depth - level.shown + 1, 1), depth + 1)
        numbers = [number(counts.get(k, levels.get(k, level).start), levels.get(k, level).form or "1") for k in shown]
        return f"{level.before}{'.'.join(numbers)}{level.after}".strip()


def read_styles(data: bytes, styles: Styles) -> None:
    """Add the styles of a part, whether of the document or of its text."""
    reader = _Reader(styles)
    for event in events(data):
        reader.read(event)
        if isinstance(event, Start) and event.name == "office:body":
            break


class _Reader:
    def __init__(self, styles: Styles) -> None:
        self.styles = styles
        self.style: TextStyle | None = None
        self.levels: dict[int, Level] | None = None

    def read(self, event: Event) -> None:
        match event:
            case Start("style:style", attributes):
                self._style(attributes)
            case End("style:style"):
                self.style = None
            case Start("style:text-properties", attributes) if self.style:
                _look(self.style, attributes)
            case Start("text:list-style" | "text:outline-style", attributes):
                name = attributes.get("style:name", "") if event.name != OUTLINE else OUTLINE
                self.levels = self.styles.lists.setdefault(name, {})
            case End("text:list-style" | "text:outline-style"):
                self.levels = None
            case Start(name, attributes) if name in LEVELS and self.levels is not None:
                self.levels[whole(attributes.get("text:level", "1"), 1)] = _level(name, attributes)
            case Start("text:linenumbering-configuration", attributes):
                self.styles.counted = attributes.get("text:number-lines", "true") == "true"

    def _style(self, attributes: dict[str, str]) -> None:
        name = attributes.get("style:name", "")
        self.style = TextStyle(
            attributes.get("style:parent-style-name", ""), list=attributes.get("style:list-style-name", "")
        )
        outline = attributes.get("style:default-outline-level", "")
        self.style.heading = name.lower() in HEADINGS or bool(outline)
        self.styles.own[attributes.get("style:family", ""), name] = self.style


def _look(style: TextStyle, attributes: dict[str, str]) -> None:
    for key, flag in (("fo:font-style", Style.ITALIC), ("fo:font-weight", Style.BOLD), ("text:display", Style.HIDDEN)):
        if key in attributes:
            value = attributes[key]
            style.sets |= flag
            if value in ("italic", "oblique", "bold", "none") or (value.isdecimal() and whole(value) >= 600):
                style.look |= flag


def _level(name: str, attributes: dict[str, str]) -> Level:
    if name.endswith("image"):
        return Level(bullet="•")
    if name.endswith("bullet"):
        return Level(bullet=attributes.get("text:bullet-char", "•"))
    return Level(
        attributes.get("style:num-format", ""),
        attributes.get("style:num-prefix", ""),
        attributes.get("style:num-suffix", ""),
        whole(attributes.get("text:start-value", "1"), 1),
        whole(attributes.get("text:display-levels", "1"), 1),
    )
