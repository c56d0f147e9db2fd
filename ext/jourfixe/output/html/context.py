"""What our page template is told, beyond what Sphinx and furo tell it."""

from __future__ import annotations

from html import escape
from typing import Any

from docutils import nodes
from markupsafe import Markup
from sphinx.application import Sphinx

from ...edition.domain import domain_of
from ...edition.navigation import navigation
from ...edition.records import Record
from .bundle import bundle_offer
from .collection import TEMPLATE as COLLECTION
from .finder import TEMPLATE as SEARCH
from .finder import UNUSED
from .metadata import About, description_of, metadata, title_of
from .offer import offer_of
from .page import page_data
from .previews import previews

#: Files of Sphinx and furo that our pages do without.
UNWANTED = frozenset({"translations.js", "furo.js", "furo-extensions.css", *UNUSED})
TEMPLATES = {"domainindex.html": "edition-index.html", SEARCH: SEARCH, COLLECTION: COLLECTION}


def add_context(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> str | None:
    """Our context and our template. Called before furo's handler, which then has no navigation to render."""
    if app.config.html_theme != "furo" or app.builder.name not in ("html", "dirhtml"):
        return None
    env = app.env
    context.pop("toctree", None)
    context["navigation"] = navigation(env, pagename, getattr(app.builder, "relations", {}))
    context["meta"] = {**(context.get("meta") or {}), "hide-toc": True}
    context["script_files"] = [s for s in context.get("script_files", ()) if _name(s) not in UNWANTED]
    has_code = 'class="highlight' in context.get("body", "")
    context["css_files"] = [
        s for s in context.get("css_files", ()) if _name(s) not in UNWANTED and (has_code or _name(s) != "pygments.css")
    ]
    record = domain_of(env).records.get(pagename)
    context["sections"] = record.sections if record and len(record.sections) > 1 else ()
    context["is_protocol"] = bool(record)
    description = _description(app, pagename, record, context)
    context["description"] = escape(description, quote=True)
    about = About(app.builder.get_target_uri(pagename), _title(app, pagename, record, context), description, record)
    context["metadata"] = metadata(app.config, about)
    context["print"] = offer_of(app.builder, pagename)
    context["bundle"] = bundle_offer(app, pagename)
    context["page"] = page_data(app, pagename)
    context["previews"] = previews(env, doctree) if doctree else ()
    return TEMPLATES.get(templatename, "edition.html")


def _title(app: Sphinx, pagename: str, record: Record | None, context: dict[str, Any]) -> str:
    """Title of a page outside of the site, without markup."""
    if record:
        return title_of(record)
    if pagename == app.config.root_doc:
        return str(app.config.project)
    said = context.get("title") or context.get("indextitle") or app.config.project
    return Markup(said).striptags()  # noqa: S704 (it is markup, and is taken away)


def _name(script: Any) -> str:
    return str(getattr(script, "filename", script)).rsplit("/", 1)[-1].split("?")[0]


def _description(app: Sphinx, pagename: str, record: Record | None, context: dict[str, Any]) -> str:
    """One sentence for search engines and link previews."""
    if record:
        return description_of(record)
    if pagename == app.config.root_doc:
        return f"{app.config.project}: Protokolle eines Lesekreises, nach Randnummern zitierbar."
    return f"{context.get('title', pagename)} – {app.config.project}."
