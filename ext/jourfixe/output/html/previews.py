"""What a reader is shown on the spot for a link that leaves the page.

It is told by the id at the end of a link what is there: our ids say what they name.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from docutils import nodes
from sphinx.environment import BuildEnvironment

from ...doctree.inline import Inline
from ...doctree.nodes import passage
from ...edition.domain import domain_of
from ...edition.ids import person_id
from ...edition.mount import docname_of
from ...edition.shelf import fetch
from ...edition.whole import Whole
from ...labels import paragraph_name, short_date

PASSAGE = re.compile(r"(\d{4}-\d\d-\d\d)[^#]*#rn-(\w+)$")


class Preview(NamedTuple):
    """`href` as it stands in the page, and what is to be read there."""

    href: str
    heading: str
    text: str


def previews(env: BuildEnvironment, doctree: nodes.document) -> list[Preview]:
    """All previews that a page needs, each once."""
    hrefs = {r["refuri"] for r in doctree.findall(nodes.reference) if r.get("internal") and "#" in r.get("refuri", "")}
    marks: list[Inline] = [node["inline"] for node in doctree.findall(passage)]
    hrefs |= {link.uri for inline in marks for link in inline.links}
    known = _known(domain_of(env).whole)
    found = {href: preview for href in hrefs if (preview := _preview(env, known, href))}
    for made in (c for inline in marks for c in inline.corrected if c.uri):
        found[made.uri] = Preview(made.uri, f"Textzeuge: {made.before}", made.reason)
    return [found[href] for href in sorted(found)]


def _known(whole: Whole) -> dict[str, tuple[str, str]]:
    """Id → heading and text."""
    known = {entry.anchor: (name, entry.definition) for name, (_, entry) in whole.terms.items()}
    known |= {person_id(key): (person.name, person.who) for key, person in whole.persons.items()}
    articles = whole.bibliography.articles
    known |= {place[1]: ("", articles[key].text) for key, place in whole.literature.items() if key in articles}
    return known


def _preview(env: BuildEnvironment, known: dict[str, tuple[str, str]], href: str) -> Preview | None:
    if m := PASSAGE.search(href):
        return _passage(env, href, m[1], m[2])
    heading_text = known.get(href.rpartition("#")[2])
    return Preview(href, *heading_text) if heading_text else None


def _passage(env: BuildEnvironment, href: str, protocol: str, rn: str) -> Preview | None:
    if docname_of(protocol) not in domain_of(env).records:
        return None
    edited = fetch(env, protocol)
    paragraph = dict(edited.numbered()).get(rn)
    if not paragraph:
        return None
    return Preview(href, f"{short_date(edited.date)}, {paragraph_name(rn, paragraph.role)}", paragraph.text)
