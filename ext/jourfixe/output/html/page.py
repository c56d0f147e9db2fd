"""What the script knows of the page it is on, without asking for another file."""

from __future__ import annotations

from sphinx.application import Sphinx

from ...edition.domain import domain_of
from ...edition.records import Record
from ...labels import short_date
from .scripts import as_script


def page_data(app: Sphinx, docname: str) -> str:
    """JSON for a script element: `root` is the way from here to the top of the site."""
    url, record = app.builder.get_target_uri(docname), domain_of(app.env).records.get(docname)
    site = {"root": "../" * url.count("/"), "site": app.config.html_baseurl, "edition": app.config.project}
    return as_script(site | {"protocol": _protocol(record, url) if record else None})


def _protocol(record: Record, url: str) -> dict[str, object]:
    return {
        "id": record.id,
        "date": short_date(record.date),
        "title": record.title,
        "issue": record.issue,
        "article": record.article,
        "articleTitle": record.article_title,
        "revision": record.revision,
        "published": record.published,
        "url": url,
    }
