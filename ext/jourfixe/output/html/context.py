"""What our page template is told, beyond what Sphinx and furo tell it."""

from __future__ import annotations

from html import escape
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from ...edition.domain import Record, domain_of
from ...edition.navigation import navigation
from ...labels import issue_name, meeting
from .names import data_file, witness_file

SEARCH_ONLY = ("doctools.js", "sphinx_highlight.js", "documentation_options.js", "translations.js", "searchtools.js")
OWN = ("jourfixe.js",)


def add_context(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None) -> None:
    """Called before furo's own handler: furo finds no table of contents to render and saves the time."""
    env = app.env
    context.pop("toctree", None)
    context["navigation"] = navigation(env, pagename)
    if not (context.get("meta") or {}).get("hide-toc"):
        context["meta"] = {**(context.get("meta") or {}), "hide-toc": True}
    if pagename != "search":
        context["script_files"] = [s for s in context.get("script_files", ()) if _name(s) in OWN]
    record = domain_of(env).records.get(pagename)
    context["protocol"] = _about(record) if record else None
    context["description"] = escape(_description(app, pagename, record, context), quote=True)


def _name(script: Any) -> str:
    return str(getattr(script, "filename", script)).rsplit("/", 1)[-1].split("?")[0]


def _about(record: Record) -> dict[str, Any]:
    return {
        "sections": record.sections if len(record.sections) > 1 else (),
        "witness": witness_file(record.id),
        "data": data_file(record.id),
    }


def _description(app: Sphinx, pagename: str, record: Record | None, context: dict[str, Any]) -> str:
    """One sentence for search engines and link previews."""
    if record:
        parts = f"{meeting(record.date)}: {record.title}".rstrip(": "), issue_name(record.issue)
        return f"{', '.join(filter(None, parts))}. {len(record.numbers)} nummerierte Absätze."
    if pagename == app.config.root_doc:
        return f"{app.config.project}: Protokolle eines Lesekreises, nach Randnummern zitierbar."
    return f"{context.get('title', pagename)} – {app.config.project}."
