"""A small page for each paragraph, `r/2026-01-12/34/`: what a chat shows of a link to it is the paragraph itself.

Programs that show previews know nothing of what stands behind a `#`. They read the title and the wording here; a reader
is led on at once. `og:url` is the small page's own address: whoever makes the preview would go there instead of here.
Only where the edition is published, as a preview needs complete addresses.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any, NamedTuple

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config

from ...apparatus.folder import as_date
from ...apparatus.numbers.told import sentence
from ...edition.domain import domain_of
from ...edition.records import Record
from ...edition.shelf import fetch
from ...files import write_changed
from ...labels import ROLES, last_wording, reference
from .metadata import About, description_of, open_graph, title_of

FOLDER = "r"
PREVIEWED = 500  # characters; no chat shows more
PAGE = """<!doctype html>
<html lang="de">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
{metadata}
<link rel="canonical" href="{canonical}">
<meta http-equiv="refresh" content="0; url={page}">
</head>
<body>
<h1><a href="{page}">{title}</a></h1>
{paragraphs}
</body>
</html>
"""


class Short(NamedTuple):
    """`path`: below `r/`; `anchor`: on the page it leads to; `notice`: what comes before the text."""

    path: str
    anchor: str
    title: str
    notice: str
    text: str


def write_short(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Called when the page of a protocol is written, so they are as fresh as it is. What is the same is left alone."""
    record = domain_of(app.env).records.get(pagename)
    if not record or not app.config.site_url or app.builder.name != "html":
        return
    top = Path(app.outdir, FOLDER)
    wanted = {f"{short.path}/index.html": short for short in _shorts(app, record)}
    for path, short in wanted.items():
        write_changed(top / path, short_page(app.config, app.builder.get_target_uri(pagename), short, record).encode())
    for folder in (top / record.id).iterdir():
        if folder.is_dir() and f"{record.id}/{folder.name}/index.html" not in wanted:
            shutil.rmtree(folder)


def clear_short(app: Sphinx, exception: Exception | None) -> None:
    """Those of protocols that are no more, or all if the edition is not published any more."""
    if exception or app.builder.name != "html":
        return
    top = Path(app.outdir, FOLDER)
    kept = {record.id for record in domain_of(app.env).records.values()} if app.config.site_url else set()
    for folder in [p for p in top.glob("*/") if as_date(p.name) and p.name not in kept]:
        shutil.rmtree(folder)
    if top.is_dir() and not any(top.iterdir()):
        top.rmdir()


def short_page(config: Config, url: str, short: Short, record: Record) -> str:
    """`url`: of the page that holds the paragraph, from the top of the site."""
    path = f"{FOLDER}/{short.path}/"
    about = About(path, short.title, shortened(short.text or short.notice, PREVIEWED), record)
    meta = (f'<meta property="{name}" content="{escape(said)}">' for name, said in open_graph(config, about))
    return PAGE.format(
        title=escape(short.title),
        metadata="\n".join(meta),
        canonical=escape(f"{config.site_url}{url}{short.anchor}"),
        page=escape("../" * path.count("/") + url + short.anchor),
        paragraphs="\n".join(f"<p>{escape(words)}</p>" for words in (short.notice, short.text) if words),
    )


def shortened(text: str, length: int) -> str:
    """At most so many characters, cut between words."""
    return text if len(text) <= length else f"{text[: length - 1].rsplit(' ', 1)[0]} …"


def _shorts(app: Sphinx, record: Record) -> Iterator[Short]:
    """The protocol, each paragraph that stands in it, and each number that has gone, with what it last said."""
    edited = fetch(app.env, record.id)
    yield Short(record.id, "", title_of(record), "", description_of(record))
    for rn, p in edited.numbered():
        title = reference(record.date, rn, revision=record.revision)
        yield Short(f"{record.id}/{rn}", f"#rn-{rn}", title, ROLES[p.role], p.text)
    for rn, _ in edited.numbering.gone:
        if end := edited.history.end_of(rn):
            n, change = end
            text = f"{sentence(change).removesuffix('.')}. {last_wording(n)} {change.old}"
            yield Short(f"{record.id}/{rn}", f"#rn-{rn}", reference(record.date, rn), "", text)
