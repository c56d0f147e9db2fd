"""The page of the passages that a reader has collected. It is empty: they lie in the reader's browser."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx.application import Sphinx

COLLECTION = "sammlung"
TEMPLATE = "edition-collection.html"


def collection_page(app: Sphinx) -> Iterator[tuple[str, dict[str, object], str]]:
    """A page of this name that an editor has written stays as it is."""
    ours = app.config.html_theme == "furo" and app.builder.name in ("html", "dirhtml")
    if ours and COLLECTION not in app.env.found_docs:
        uri = app.builder.get_target_uri
        addresses = {"own_address": uri(COLLECTION), "protocol_address": uri("protokolle/ID")}
        yield COLLECTION, {"title": "Gesammelte Stellen", **addresses}, TEMPLATE
