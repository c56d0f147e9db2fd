"""Files beside the page of a protocol: its witness, its data, its Fassungen; and edition.json with all of them.

They are written when their page is written, so they are as fresh as it is.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from ...doctree.nodes import annotation
from ...edition.domain import domain_of
from ...edition.mount import protocols_dir
from ...edition.printed import printed
from ...edition.shelf import fetch, fetch_marks
from ...files import write_changed, write_whole
from ...reading.decode import decode
from ..data import dumps, edition_text, finding_data, protocol_data
from .names import data_file, witness_file
from .revisions import revisions_data, revisions_file
from .scripts import data_script
from .witness import witness_page

EDITION = "edition.json"


def write_beside(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Write the data, the Fassungen and the witness of the protocol on this page."""
    domain = domain_of(app.env)
    record = domain.records.get(pagename)
    if not record or app.builder.name != "html":
        return
    folder = Path(app.outdir, "protokolle")
    said = {note["ids"][0]: note.astext() for note in doctree.findall(annotation)} if doctree else {}
    book = printed(app.env, pagename)
    on_pages = book.paragraphs if book else {}
    edited = fetch(app.env, record.id)
    data = protocol_data(edited, fetch_marks(app.env, record.id), said, on_pages)
    data["findings"] += map(finding_data, domain.found[pagename].findings)
    write_whole(folder / data_file(record.id), [dumps(data).encode()])
    if edited.history.former:
        write_whole(folder / revisions_file(record.id), [data_script(revisions_data(edited.history))])
    else:
        (folder / revisions_file(record.id)).unlink(missing_ok=True)
    witness = decode((protocols_dir(app) / record.id / "raw.md").read_bytes(), "raw.md").text
    page = os.path.relpath(Path(app.outdir, app.builder.get_target_uri(pagename)), folder)
    shown = witness_page(record, page.replace(os.sep, "/"), witness).encode()
    write_changed(folder / witness_file(record.id), shown)


def finish(app: Sphinx, exception: Exception | None) -> None:
    """Join the data of all protocols; take away what belongs to protocols that are no more."""
    if exception or app.builder.name != "html":
        return
    Path(app.outdir, ".buildinfo.bak").unlink(missing_ok=True)  # of Sphinx, where settings have changed
    folder = Path(app.outdir, "protokolle")
    ids = sorted({record.id for record in domain_of(app.env).records.values()})
    _clear(folder, ids)
    texts = (folder / data_file(protocol) for protocol in ids)
    pieces = edition_text(path.read_text("utf-8") for path in texts if path.exists())
    write_whole(Path(app.outdir, EDITION), (piece.encode() for piece in pieces))


def _clear(folder: Path, ids: Iterable[str]) -> None:
    """What stood beside the page of a protocol goes with it."""
    for name in (data_file, witness_file, revisions_file):
        wanted = {name(protocol) for protocol in ids}
        for path in folder.glob(name("*")):
            if path.name not in wanted:
                path.unlink()
