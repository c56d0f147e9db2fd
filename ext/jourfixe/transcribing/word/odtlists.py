"""Counts the items of the lists of an OpenDocument text, while it is gone through."""

from __future__ import annotations

from dataclasses import dataclass, field

from .docxstyles import whole
from .odtstyles import Styles


@dataclass(slots=True)
class _List:
    style: str
    id: str
    counts: dict[int, int] = field(default_factory=dict)


class Lists:
    """The lists that are open, the outermost first; each begins anew unless it says that it goes on."""

    def __init__(self, styles: Styles) -> None:
        self.styles = styles
        self.open: list[_List] = []
        self.pending = ""  # the sign of the item that has begun, until its first paragraph takes it
        self._by_id: dict[str, dict[int, int]] = {}
        self._by_style: dict[str, dict[int, int]] = {}

    def begin(self, attributes: dict[str, str]) -> None:
        """An inner list counts with the outer one."""
        outer = self.open[-1] if self.open else _List("", "")
        new = _List(attributes.get("text:style-name", "") or outer.style, attributes.get("xml:id", ""), outer.counts)
        if not self.open:
            new.counts = self._continued(new.style, attributes)
        self.open.append(new)
        self._by_style[new.style] = new.counts
        if new.id:
            self._by_id[new.id] = new.counts

    def _continued(self, style: str, attributes: dict[str, str]) -> dict[int, int]:
        before = attributes.get("text:continue-list", "")
        if before in self._by_id:
            return self._by_id[before]
        if attributes.get("text:continue-numbering") == "true" and style in self._by_style:
            return self._by_style[style]
        return {}

    def end(self) -> None:
        if self.open:
            self.open.pop()

    def item(self, attributes: dict[str, str]) -> None:
        """An item begins: its sign waits for its first paragraph."""
        if not self.open:
            return
        now, depth = self.open[-1], len(self.open)
        level = self.styles.lists.get(now.style, {}).get(depth)
        start = level.start if level else 1
        if "text:start-value" in attributes:
            now.counts[depth] = whole(attributes["text:start-value"], 1)
        else:
            now.counts[depth] = now.counts.get(depth, start - 1) + 1
        for deeper in [k for k in now.counts if k > depth]:
            del now.counts[deeper]
        self.pending = self.styles.sign(now.style, depth, now.counts)

    def take(self) -> str:
        sign, self.pending = self.pending, ""
        return sign
