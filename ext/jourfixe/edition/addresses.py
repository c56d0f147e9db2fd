"""Where links lead: addresses that every output can give, and none that does something."""

from __future__ import annotations

import re
from typing import Any

from docutils import nodes
from sphinx.builders import Builder
from sphinx.errors import NoUri
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging

from .domain import domain_of
from .errors import without_place

logger = logging.getLogger(__name__)
ACTIVE = re.compile(r"(?i)[\s\0-\x1f]*(?:javascript|vbscript|data)\s*:")
ONE_PAGE = "#document-"  # so begins an address in the output singlehtml


class Reaching:
    """The builder at work. To its addresses ids can be added: where all is one page, the page has none.

    A page that the output leaves out has none either, instead of being an error.
    """

    def __init__(self, builder: Builder) -> None:
        self._builder = builder

    def __getattr__(self, name: str) -> Any:
        return getattr(self._builder, name)

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:
        try:
            uri = self._builder.get_relative_uri(from_, to, typ)
        except NoUri:
            return ""
        return "" if uri.startswith(ONE_PAGE) else uri


class DropActiveLinks(SphinxPostTransform):
    """A link may lead somewhere, but not do something; reStructuredText and BibTeX would let it.

    In print, where every address begins with a page, one without leads nowhere.
    """

    default_priority = 900

    def run(self, **kwargs: Any) -> None:
        for node in [n for n in self.document.findall(nodes.reference) if ACTIVE.match(n.get("refuri", ""))]:
            message = without_place("JF507", target=node["refuri"])
            logger.warning(message, location=node, type="jourfixe", subtype="JF507")
            node.replace_self(nodes.inline("", node.astext()))
        if domain_of(self.env).builder.format == "latex":
            for node in [n for n in self.document.findall(nodes.reference) if n.get("refuri", "")[:1] == "#"]:
                node.replace_self(nodes.inline("", "", *node.children))
