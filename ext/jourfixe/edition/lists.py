"""The list of protocols by year: date, title, issue, number of paragraphs; filled when all are known."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.transforms.post_transforms import SphinxPostTransform

from ..doctree.nodes import protocol_list
from ..labels import issue_name, short_date
from .domain import domain_of
from .records import Record


class FillLists(SphinxPostTransform):
    """Put the list where a page asked for it."""

    default_priority = 8

    def run(self, **kwargs: Any) -> None:
        for place in list(self.document.findall(protocol_list)):
            protocols = domain_of(self.env).protocols()
            year = place["year"]
            if year:
                mine = [(d, r) for d, r in protocols if r.date.year == year]
                place.replace_self([self._list(mine)] if mine else [])
            else:
                place.replace_self(list(self._by_year(protocols)))

    def _by_year(self, protocols: list[tuple[str, Record]]) -> Iterator[nodes.Node]:
        for year, group in groupby(protocols, key=lambda item: item[1].date.year):
            heading = nodes.rubric("", str(year), classes=["jahr"])
            heading["heading-level"] = 2
            yield heading
            yield self._list(list(group))

    def _list(self, protocols: list[tuple[str, Record]]) -> nodes.bullet_list:
        return nodes.bullet_list("", *(self._item(d, r) for d, r in protocols), classes=["protokolle"])

    def _item(self, docname: str, record: Record) -> nodes.list_item:
        """Date, title as a link, issue and number of paragraphs."""
        count = len(record.numbers)
        facts = ", ".join(filter(None, (issue_name(record.issue), f"{count} Absätze" if count != 1 else "1 Absatz")))
        title = nodes.inline("", record.title or "Ohne Titel", classes=["titel"])
        link = pending_xref("", title, refdomain="jf", reftype="protokoll", reftarget=record.id, refexplicit=True)
        link["refdoc"] = self.env.current_document.docname
        when = nodes.inline("", short_date(record.date), classes=["datum"])
        about = nodes.inline("", facts, classes=["angaben"])
        return nodes.list_item("", nodes.paragraph("", "", when, nodes.Text(" "), link, nodes.Text(" "), about))
