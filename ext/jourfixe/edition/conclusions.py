"""When everything is read: search the protocols for what the editors wrote down, and draw the conclusions.

A protocol is searched again only if it, or what can be found, has changed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

from ..apparatus.marks import Vocabulary
from ..apparatus.registers import cited, mentioned
from ..apparatus.vocabulary.persons import Persons
from ..apparatus.vocabulary.terms import Terms
from ..doctree.convert import emendation_ids
from ..findings import told_by_build
from ..model import Mention
from .domain import JourfixeDomain, domain_of
from .records import Found, Record, Register
from .shelf import fetch, keep_marks, keep_told
from .whole import Whole, cited_pages, digest, literature_of

logger = logging.getLogger(__name__)


def conclude(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Search, and put what follows where all pages can see it."""
    domain = domain_of(env)
    _search(env, domain)
    domain.whole = Whole(
        domain.literature,
        {person.key: person for person in domain.persons},
        {e.term.name: (docname, e) for docname, entries in sorted(domain.terms.items()) for e in entries},
        literature_of(env),
        cited_pages(domain.records, domain.found),
        {place: docname for docname, places in sorted(domain.registers.items()) for place in places},
        max((r.date.year for r in domain.records.values()), default=0),
    )
    for remark in filter(told_by_build, (*domain.remarks, *domain.findings())):
        logger.warning(str(remark), type="jourfixe", subtype=remark.code)
    return []


def _search(env: BuildEnvironment, domain: JourfixeDomain) -> None:
    terms = [entry.term for _, entries in sorted(domain.terms.items()) for entry in entries]
    vocabulary = Vocabulary(Terms(terms), Persons(domain.persons), domain.literature)
    known = digest((terms, domain.persons, domain.literature.articles))
    for docname, record in sorted(domain.records.items()):
        stamp = digest((known, record.stamp, record.history))
        if docname not in domain.found or domain.found[docname].stamp != stamp:
            domain.found[docname] = _found(env, record, vocabulary, stamp)


def _found(env: BuildEnvironment, record: Record, vocabulary: Vocabulary, stamp: str) -> Found:
    edited = fetch(env, record.id)
    marks, findings = vocabulary.find(edited)
    keep_marks(env, record.id, marks)
    places = tuple(cited(edited, marks))
    terms, persons = [m.terms for m in marks], [m.persons for m in marks]
    told: dict[Register, object] = {
        Register.TERMS: mentioned(edited, terms),
        Register.PERSONS: mentioned(edited, persons),
        Register.INTERVENTIONS: (edited.interventions, emendation_ids(edited.emendations)),
        Register.CHANGES: edited.history.steps,
    }
    for register, content in told.items():
        keep_told(env, record.id, register, content)
    digests = {register: digest(content) for register, content in {**told, Register.PAGES: places}.items()}
    return Found(stamp, places, _counts(terms), _counts(persons), tuple(findings), digests, digest(marks))


def _counts(found: Iterable[tuple[Mention, ...]]) -> dict[str, int]:
    return dict(Counter(mention.key for mentions in found for mention in mentions))
