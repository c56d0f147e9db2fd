"""What the search of the site needs: the page, the text of each protocol, and what else can be found by its name.

The index of the words is kept in wordindex.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from ...apparatus.numbers.history import ranges
from ...apparatus.registers import page_set
from ...apparatus.searching.shards import LETTERS
from ...edition.domain import JourfixeDomain, domain_of
from ...edition.ids import page_id, person_id
from ...edition.records import Record, Register
from ...edition.shelf import fetch
from ...files import write_changed
from ...model import Paragraph
from .scripts import data_script, sentence_offsets
from .wordindex import FOLDER, update

SEARCH, TEMPLATE = "search", "edition-search.html"
REGISTER = "register.js"
LONGEST = 64  # characters of a title among the suggestions
#: What Sphinx and its theme bring for their own search, which knows only whole pages.
UNUSED = ("searchtools.js", "language_data.js", "doctools.js", "documentation_options.js", "sphinx_highlight.js")


def replace_search(app: Sphinx) -> None:
    """No index of Sphinx's own, and so no page that asks for it."""
    if app.builder.name in ("html", "dirhtml"):
        app.builder.search = False  # type: ignore[attr-defined]


def search_page(app: Sphinx) -> Iterator[tuple[str, dict[str, object], str]]:
    if app.config.html_theme == "furo" and app.builder.name == "html":
        years = sorted({record.date.year for record in domain_of(app.env).records.values()}, reverse=True)
        yield SEARCH, {"title": "Suche", "years": years}, TEMPLATE


def write_text(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """The text of a protocol for those who search it, as fresh as its page."""
    record = domain_of(app.env).records.get(pagename)
    if record and app.builder.name == "html":
        numbered = fetch(app.env, record.id).numbered()
        paragraphs = [_paragraph(rn, paragraph) for rn, paragraph in numbered]
        write_changed(Path(app.outdir, FOLDER, f"{record.id}.js"), data_script({"paragraphs": paragraphs}))


def _paragraph(rn: str, paragraph: Paragraph) -> list[str]:
    """With the beginnings of its sentences, if it has several."""
    starts = sentence_offsets(paragraph.text)
    return [rn, LETTERS[paragraph.role], paragraph.text, *([starts] if starts else [])]


def finish_search(app: Sphinx, exception: Exception | None) -> None:
    """Bring the index up to date, and take away what is no more."""
    if exception or app.builder.name not in ("html", "dirhtml"):
        return
    for name in UNUSED:
        Path(app.outdir, "_static", name).unlink(missing_ok=True)
    if app.builder.name != "html":
        return
    domain, folder = domain_of(app.env), Path(app.outdir, FOLDER)
    write_changed(folder / REGISTER, data_script(register(domain, app)))
    records = {record.id: record.stamp for record in domain.records.values()}
    wanted = {REGISTER, *(f"{protocol}.js" for protocol in records)} | update(app.env, folder, records)
    for path in folder.glob("*.js"):
        if path.name not in wanted:
            path.unlink()


def register(domain: JourfixeDomain, app: Sphinx) -> dict[str, object]:
    """Everything that has a name and an address. Addresses are from the top of the site."""
    uri, whole = app.builder.get_target_uri, domain.whole
    persons = whole.registers.get((Register.PERSONS, 0))
    named = sorted(whole.persons.items()) if persons else []
    others = sorted(domain.env.found_docs - domain.records.keys())
    return {
        "protocols": [_protocol(record) for _, record in domain.protocols()],
        "terms": [[name, f"{uri(d)}#{e.anchor}"] for name, (d, e) in sorted(whole.terms.items())],
        "persons": [[p.name, list(p.spellings), f"{uri(persons or '')}#{person_id(key)}"] for key, p in named],
        "places": list(_places(domain, app)),
        "pages": [[domain.env.titles[d].astext(), uri(d)] for d in others if d in domain.env.titles],
    }


def _protocol(record: Record) -> list[str]:
    return [record.id, shortened(record.title), record.issue, ranges(record.numbers), " ".join(record.gone)]


def _places(domain: JourfixeDomain, app: Sphinx) -> Iterator[list[str]]:
    """Issue, page, address, title of the article: each page once, at the place that names fewest others with it."""
    docname = domain.whole.registers.get((Register.PAGES, 0))
    found: dict[tuple[str, str, int], str] = {}
    cited = {(c.issue, c.article, c.pages) for of in domain.found.values() for c in of.cited if c.article and c.pages}
    for issue, article, pages in sorted(cited, key=lambda one: (len(page_set(one[2])), one)):
        for page in page_set(pages):
            found.setdefault((issue, article, page), page_id(article, pages))
    articles = domain.whole.bibliography.articles
    for (issue, article, page), id_ in sorted(found.items()) if docname else ():
        if article in articles:
            address = f"{app.builder.get_target_uri(docname or '')}#{id_}"
            yield [issue, str(page), address, shortened(articles[article].title)]


def shortened(title: str) -> str:
    """At a space, if it is long."""
    return title if len(title) <= LONGEST else title[:LONGEST].rpartition(" ")[0].rstrip(" –-,;:") + " …"
