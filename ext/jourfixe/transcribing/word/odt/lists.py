"""The lists of an OpenDocument text: which sign stands before an item, as LibreOffice counts."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from ..counting import bullet, number
from ..xml import whole

LEVELS = [f"text:list-level-style-{kind}" for kind in ("number", "bullet", "image")]
Counts = dict[int, int]  # how far each level has come, the outermost is 1


@dataclass(frozen=True, slots=True)
class _List:
    style: str
    counts: Counts


class Lists:
    """The lists that are open, the outermost first; each begins anew unless it says that it goes on."""

    def __init__(self, roots: list[Element]) -> None:
        self._levels = {
            style.get("style:name", ""): {
                whole(each.get("text:level", ""), 1): each for each in style if each.tag in LEVELS
            }
            for root in roots
            for style in root.iter("text:list-style")
        }
        self._open: list[_List] = []
        self._pending = ""  # the sign of the item that has begun, until its first paragraph takes it
        self._by_id: dict[str, Counts] = {}
        self._by_style: dict[str, Counts] = {}

    def begin(self, element: Element) -> None:
        """An inner list counts with the outer one."""
        outer = self._open[-1] if self._open else None
        style = element.get("text:style-name") or (outer.style if outer else "")
        counts = outer.counts if outer else self._continued(style, element)
        self._open.append(_List(style, counts))
        self._by_style[style] = counts
        if id := element.get("xml:id"):
            self._by_id[id] = counts

    def _continued(self, style: str, element: Element) -> Counts:
        goes_on = element.get("text:continue-numbering") == "true"
        return self._by_id.get(element.get("text:continue-list", ""), self._by_style.get(style, {}) if goes_on else {})

    def end(self) -> None:
        self._open.pop()

    def item(self, element: Element) -> None:
        """An item begins: its sign waits for its first paragraph."""
        if not self._open:
            return
        now, depth = self._open[-1], len(self._open)
        counts, levels = now.counts, self._levels.get(now.style, {})
        counts[depth] = whole(element.get("text:start-value", ""), counts.get(depth, _start(levels, depth) - 1) + 1)
        for deeper in [k for k in counts if k > depth]:
            del counts[deeper]
        self._pending = _sign(levels, depth, counts)

    def take(self) -> str:
        sign, self._pending = self._pending, ""
        return sign


def _start(levels: dict[int, Element], depth: int) -> int:
    return whole(levels[depth].get("text:start-value", ""), 1) if depth in levels else 1


def _sign(levels: dict[int, Element], depth: int, counts: Counts) -> str:
    if depth not in levels:
        return ""
    level = levels[depth]
    if not level.tag.endswith("number"):
        return bullet(level.get("text:bullet-char", "•"))
    numbers = ""
    if level.get("style:num-format"):
        shown = whole(level.get("text:display-levels", ""), 1)
        places = range(max(depth - shown + 1, 1), depth + 1)
        numbers = ".".join(number(counts.get(k, _start(levels, k)), _form(levels.get(k, level))) for k in places)
    return f"{level.get('style:num-prefix', '')}{numbers}{level.get('style:num-suffix', '')}".strip()


def _form(level: Element) -> str:
    return level.get("style:num-format") or "1"
