"""What a page shows of other pages: the way through the edition, its neighbours, the list of protocols.

A page is written again when that changes, so that an incremental build gives the bytes of a full one.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment

from ..files import write_whole
from ..labels import short_date
from .domain import domain_of
from .mount import PREFIX
from .records import Record
from .shown import shown
from .whole import digest

Relations = Mapping[str, Sequence[str | None]]  # document → the one above, before, and after it


class Item(NamedTuple):
    """One line of the way through the edition; `children` only on the way to the current page."""

    docname: str
    title: str
    children: tuple[Item, ...] = ()


def navigation(env: BuildEnvironment, docname: str, relations: Relations) -> tuple[Item, ...]:
    """The pages below the root, opened along the way to `docname`."""
    return tuple(_items(env, env.config.root_doc, frozenset(_way(docname, relations))))


def _way(docname: str | None, relations: Relations) -> Iterator[str]:
    """The document and what stands above it."""
    while docname:
        yield docname
        docname = relations.get(docname, (None,))[0]


def _items(env: BuildEnvironment, parent: str, way: frozenset[str]) -> Iterator[Item]:
    for child in env.toctree_includes.get(parent, ()):
        if child in env.titles:
            children = tuple(_items(env, child, way)) if child in way else ()
            yield Item(child, short_title(env, child), children)


def short_title(env: BuildEnvironment, docname: str) -> str:
    """Title of a page among others; of a protocol the date is enough."""
    if docname.startswith(PREFIX) and (record := domain_of(env).records.get(docname)):
        return short_date(record.date)
    return env.titles[docname].astext()


def surroundings_changed(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Documents that are not, alone or among others, what they were when this output was last written."""
    before = _written(app)
    now = {docname: digest(state) for docname, state in _states(env)}
    env.jourfixe_surroundings = now  # type: ignore[attr-defined]
    return sorted(d for d, digest in now.items() if before.get(d) != digest)


def trust_surroundings(app: Sphinx, builder: Builder) -> None:
    """Sphinx writes a page again with each page of its table of contents; where that is hidden, we know better.

    Called when the environment has been saved, which must not forget these tables. From now on the output is being
    changed: what is going to be written is no longer what it was, even if this build does not come to its end.
    """
    now: dict[str, str] = getattr(app.env, "jourfixe_surroundings", {})
    kept = {docname: state for docname, state in _written(app).items() if now.get(docname) in (None, state)}
    write_whole(_memory(app), [json.dumps(kept).encode()])
    hidden = domain_of(app.env).hidden
    for pages in app.env.files_to_rebuild.values():
        pages.difference_update(hidden)


def remember_written(app: Sphinx, exception: Exception | None) -> None:
    """The output is whole: remember as what, and take away pages that are no more."""
    now: dict[str, str] = getattr(app.env, "jourfixe_surroundings", {})
    if exception or not now:
        return
    if page := getattr(app.builder, "get_outfilename", None):
        for docname in _written(app).keys() - now.keys():
            Path(page(docname)).unlink(missing_ok=True)
    write_whole(_memory(app), [json.dumps(now).encode()])


def _memory(app: Sphinx) -> Path:
    """Not in the environment: several outputs share that, and what one has written another has not."""
    return Path(app.doctreedir, "jourfixe", f"{app.builder.name}-{digest(str(app.outdir))}.written")


def _written(app: Sphinx) -> dict[str, str]:
    try:
        return dict(json.loads(_memory(app).read_text("utf-8")))
    except (OSError, ValueError):
        return {}


def _states(env: BuildEnvironment) -> Iterator[tuple[str, object]]:
    """For each document when it was read and what it shows of others. Pages side by side share one navigation."""
    domain, relations = domain_of(env), env.collect_relations()
    shared: dict[frozenset[str], str] = {}
    for docname in env.found_docs:
        way = list(_way(docname, relations))
        open_ = frozenset(way if env.toctree_includes.get(docname) else way[1:])
        if open_ not in shared:
            shared[open_] = digest(tuple(_items(env, env.config.root_doc, open_)))
        beside = tuple(d and (d, env.titles[d].astext()) for d in relations.get(docname, ())[1:] if d in env.titles)
        year = domain.lists.get(docname)
        listed = () if year is None else tuple(_row(d, r) for d, r in domain.protocols() if year in (0, r.date.year))
        own = env.all_docs.get(docname), domain.places(docname), *shown(domain, docname)
        yield docname, (*own, shared[open_], beside, listed)


def _row(docname: str, record: Record) -> tuple[str, str, str, int]:
    return docname, record.title, record.issue, len(record.numbers)
