"""Sphinx keeps a word in its search index when the last page that had it is gone; here it is taken out.

So an incremental build gives the bytes of a full one.
"""

from __future__ import annotations

from pathlib import Path

from sphinx.application import Sphinx
from sphinx.search import js_index

from ...files import write_whole


def tidy_index(app: Sphinx, exception: Exception | None) -> None:
    path = Path(app.outdir, "searchindex.js")
    if exception or not path.is_file() or ":[]" not in (text := path.read_text("utf-8")):
        return
    index = js_index.loads(text)
    for words in ("terms", "titleterms"):
        index[words] = {word: pages for word, pages in index[words].items() if pages != []}
    write_whole(path, [js_index.dumps(index).encode()])
