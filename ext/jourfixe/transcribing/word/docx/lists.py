"""The lists of a Word file: which sign stands before a paragraph, as Word counts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from ..counting import bullet, number
from ..xml import child, whole
from .styles import value

PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list. `text` is its pattern ("%1.%2")."""

    start: int = 1
    form: str = "decimal"
    text: str = ""


@dataclass(frozen=True, slots=True)
class WordList:
    """Levels count from 0. Lists of one `definition` count on; `starts`: the levels at which this one begins anew."""

    definition: str
    levels: dict[int, Level]
    starts: dict[int, int]


class Lists:
    """The lists in numbering.xml by id, and how far each has come."""

    def __init__(self, root: Element) -> None:
        definitions = {each.get("w:abstractNumId", ""): each for each in root.iter("w:abstractNum")}
        named = {value(child(each, "w:styleLink")): id for id, each in definitions.items()}
        self._lists = dict[str, WordList]()
        for each in root.iter("w:num"):
            id = value(child(each, "w:abstractNumId"))
            id = named.get(value(child(definitions.get(id), "w:numStyleLink"), "none"), id)
            self._lists[each.get("w:numId", "")] = _list(id, definitions.get(id), each)
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def sign(self, id: str, n: int) -> str:
        """The sign of the next paragraph at level `n`; nothing where it shows none."""
        word_list = self._lists.get(id)
        if word_list is None or n not in word_list.levels:
            return ""
        level = word_list.levels[n]
        counts = self._counts.setdefault(word_list.definition, {})
        if n in word_list.starts and (id, n) not in self._begun:
            counts[n] = word_list.starts[n] - 1
        self._begun.add((id, n))
        counts[n] = counts.get(n, level.start - 1) + 1
        for deeper in [k for k in counts if k > n]:
            del counts[deeper]
        return bullet(level.text) if level.form == "bullet" else _number(word_list, level, counts)


def _number(word_list: WordList, level: Level, counts: dict[int, int]) -> str:
    def place(m: re.Match[str]) -> str:
        k = int(m[1]) - 1
        of = word_list.levels.get(k, Level())
        return number(counts.get(k, of.start), of.form)

    return PLACE.sub(place, level.text).strip()


def _list(definition: str, abstract: Element | None, own: Element) -> WordList:
    """A list with what it changes in its definition."""
    levels = dict[int, Level]()
    for element in (abstract, own):
        for each in () if element is None else element.iter("w:lvl"):
            start = whole(value(child(each, "w:start")), 1)
            form = value(child(each, "w:numFmt"), "decimal")
            levels[whole(each.get("w:ilvl", ""))] = Level(start, form, value(child(each, "w:lvlText")))
    starts = {each.get("w:ilvl", ""): child(each, "w:startOverride") for each in own.iter("w:lvlOverride")}
    return WordList(definition, levels, {whole(n): whole(value(at)) for n, at in starts.items() if at is not None})
