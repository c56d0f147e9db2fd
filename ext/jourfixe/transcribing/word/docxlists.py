"""The lists of a Word file: which sign stands before a paragraph, as Word counts."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from .counting import bullet, number
from .docxstyles import is_on, whole
from .events import End, Event, Start, events

LEVELS = 9
PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list. `text` is its pattern ("%1.%2"); `restart`: the level after which it begins anew."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False
    style: str = ""


@dataclass(slots=True)
class Lists:
    """`abstract`: the definitions; `lists`: list → definition; `starts`, `levels`: what a list changes in it.

    `links` and `linked` are two ways to one name: a definition that only refers to a style of lists, and its own.
    """

    abstract: dict[str, dict[int, Level]] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)
    starts: dict[tuple[str, int], int] = field(default_factory=dict)
    levels: dict[tuple[str, int], Level] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    linked: dict[str, str] = field(default_factory=dict)

    def definition(self, id: str) -> str:
        abstract = self.lists.get(id, "")
        return self.linked.get(self.links.get(abstract, ""), abstract)

    def level(self, id: str, n: int) -> Level | None:
        return self.levels.get((id, n)) or self.abstract.get(self.definition(id), {}).get(n)

    def level_of_style(self, id: str, style: str) -> int:
        levels = self.abstract.get(self.definition(id), {})
        return next((n for n, level in levels.items() if style and level.style == style), 0)


class Counter:
    """Goes through the paragraphs in order and counts them. Lists of one definition count on."""

    def __init__(self, lists: Lists) -> None:
        self.lists = lists
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def sign(self, id: str, n: int) -> str:
        """The sign of the next paragraph at level `n`, 0 the outermost; nothing where it shows none."""
        level = self.lists.level(id, n)
        if level is None:
            return ""
        counts = self._counts.setdefault(self.lists.definition(id), {})
        if (id, n) in self.lists.starts and (id, n) not in self._begun:
            counts[n] = self.lists.starts[id, n] - 1
        self._begun.add((id, n))
        counts[n] = counts.get(n, level.start - 1) + 1
        for deeper in [k for k in counts if k > n]:
            if self._restarts(id, deeper, n):
                del counts[deeper]
        return bullet(level.text) if level.form == "bullet" else self._number(id, level, counts)

    def _restarts(self, id: str, deeper: int, n: int) -> bool:
        level = self.lists.level(id, deeper)
        return level is None or level.restart is None or n < level.restart

    def _number(self, id: str, level: Level, counts: dict[int, int]) -> str:
        def value(m: re.Match[str]) -> str:
            k = int(m[1]) - 1
            of = self.lists.level(id, k) or Level()
            return number(counts.get(k, of.start), "decimal" if level.legal else of.form)

        return PLACE.sub(value, level.text).strip()


def lists_of(data: bytes) -> Lists:
    """The lists in numbering.xml; none if there is no such part."""
    reader = _Reader()
    for event in events(data) if data else ():
        reader.read(event)
    return reader.found


class _Reader:
    def __init__(self) -> None:
        self.found = Lists()
        self.abstract = self.id = ""
        self.n = 0
        self.level: Level | None = None

    def read(self, event: Event) -> None:
        match event:
            case Start("w:abstractNum", attributes):
                self.abstract, self.id = attributes.get("w:abstractNumId", ""), ""
            case Start("w:num", attributes):
                self.abstract, self.id = "", attributes.get("w:numId", "")
            case Start("w:lvlOverride", attributes):
                self.n = whole(attributes.get("w:ilvl", "0"))
            case Start("w:lvl", attributes):
                self.n, self.level = whole(attributes.get("w:ilvl", "0")), Level()
            case End("w:lvl") if self.level and self.id:
                self.found.levels[self.id, self.n], self.level = self.level, None
            case End("w:lvl") if self.level:
                self.found.abstract.setdefault(self.abstract, {})[self.n], self.level = self.level, None
            case Start(name, attributes) if self.level:
                self.level = _with(self.level, event, attributes.get("w:val", ""))
            case Start(name, attributes):
                self._list(name, attributes.get("w:val", ""))

    def _list(self, name: str, value: str) -> None:
        match name:
            case "w:abstractNumId":
                self.found.lists[self.id] = value
            case "w:startOverride":
                self.found.starts[self.id, self.n] = whole(value)
            case "w:numStyleLink":
                self.found.links[self.abstract] = value
            case "w:styleLink":
                self.found.linked[value] = self.abstract


def _with(level: Level, event: Start, value: str) -> Level:
    match event.name:
        case "w:start":
            return replace(level, start=whole(value, 1))
        case "w:numFmt":
            return replace(level, form=value)
        case "w:lvlText":
            return replace(level, text=value)
        case "w:lvlRestart":
            return replace(level, restart=whole(value))
        case "w:isLgl":
            return replace(level, legal=is_on(event))
        case "w:pStyle":
            return replace(level, style=value)
    return level
