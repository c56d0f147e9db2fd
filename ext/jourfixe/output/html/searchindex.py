"""What Sphinx's search index gets wrong when not all pages are written.

It keeps a word when the last page that had it is gone, and forgets the entries of pages that were not written. Here
both is put right, so that an incremental build gives the bytes of a full one.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.search import js_index

from ...edition.domain import JourfixeDomain, domain_of
from ...files import write_whole


def tidy_index(app: Sphinx, exception: Exception | None) -> None:
    path = Path(app.outdir, "searchindex.js")
    if exception or not path.is_file():
        return
    before = path.read_text("utf-8")
    text = _with_terms(before, domain_of(app.env))
    if ":[]" in text:
        index = js_index.loads(text)
        for words in ("terms", "titleterms"):
            index[words] = {word: pages for word, pages in index[words].items() if pages != []}
        text = js_index.dumps(index)
    if text != before:
        write_whole(path, [text.encode()])


def _with_terms(text: str, domain: JourfixeDomain) -> str:
    """The index with all terms of the glossary as its entries, and no others: the edition has no other index."""
    _, end, at = _member(text, "indexentries")
    pages, _, _ = _member(text, "docnames")
    places = {docname: n for n, docname in enumerate(pages)}
    terms = ((name.lower(), places[d], e.anchor) for name, (d, e) in domain.whole.terms.items() if d in places)
    entries = {name: [[page, anchor, True]] for name, page, anchor in sorted(terms)}
    return text[:at] + json.dumps(entries, separators=(",", ":")) + text[end:]


def _member(text: str, name: str) -> tuple[Any, int, int]:
    """Value of a member of the index, its end and its start. ValueError if there is none."""
    start = text.index(f'"{name}":') + len(name) + 3
    value, end = json.JSONDecoder().raw_decode(text, start)
    return value, end, start
