"""Ids of what stands in the registers. They come from keys and numbers that editors give, never from counting."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.transforms import SphinxTransform

from ..apparatus.collation import slug
from ..apparatus.registers import issue_id as issue_id
from ..apparatus.registers import page_id as page_id
from ..doctree.convert import PROTOCOL

OTHER = "seite-"


class KeepIds(SphinxTransform):
    """On a page with an introduction the ids of its protocol are the protocol's; a heading „Rn. 3“ gets another."""

    default_priority = 10

    def apply(self, **kwargs: Any) -> None:
        for section in self.document.findall(nodes.section):
            if section["ids"] and section["ids"][0].startswith(PROTOCOL) and section not in self.document.ids.values():
                inside = list(section.findall(nodes.Element))
                self._free({id_ for node in inside for id_ in node["ids"]}, set(map(id, inside)))

    def _free(self, taken: set[str], inside: set[int]) -> None:
        """Rename these ids wherever they stand outside."""
        for node in self.document.findall(nodes.Element):
            if id(node) in inside:
                continue
            for old in taken.intersection(node["ids"]):
                node["ids"][node["ids"].index(old)] = OTHER + old
                self.document.ids[OTHER + old] = self.document.ids.pop(old, node)
                self.document.nameids |= {n: OTHER + old for n, i in self.document.nameids.items() if i == old}
            for name in ("refid", "slug"):
                if node.get(name) in taken:
                    node[name] = OTHER + node[name]


def person_id(key: str) -> str:
    return f"person-{key}"


def change_id(protocol: str, n: int, rn: str = "") -> str:
    """What Fassung n changed, as a whole or in one paragraph."""
    return f"aenderung-{protocol}-{n}" + (f"-rn-{rn}" if rn else "")


def term_id(name: str) -> str:
    """On the pages of earlier years; in the glossary itself Sphinx gives the id."""
    return f"begriff-{slug(name)}"


def article_id(key: str) -> str:
    return f"artikel-{key}"
