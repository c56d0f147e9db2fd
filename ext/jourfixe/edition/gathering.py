"""Quotes and interventions gathered from the shelf for the page that is being written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from docutils import nodes
from sphinx.environment import BuildEnvironment
from sphinx.util.nodes import make_refnode

from ..apparatus.emending.interventions import Intervention
from ..apparatus.marks import Quote
from ..apparatus.registers import Cited
from ..doctree import nodes as jf
from ..doctree.convert import section_id
from ..labels import INTERVENTIONS, counted, meeting, short_date
from ..model import Place
from .domain import domain_of
from .records import Register
from .shelf import fetch_told


class Group(NamedTuple):
    """What one protocol contributes: `uri` of its page from here, `total` paragraphs."""

    uri: str
    date: str
    total: int
    quotes: tuple[Quote, ...]


class Changes(NamedTuple):
    """What was done to one protocol: `uri` of its page from here; the place of each emendation and its id."""

    protocol: str
    uri: str
    interventions: tuple[Intervention, ...]
    ids: dict[Place, str]


def counted_places(groups: list[Group]) -> str:
    """12 Stellen in 2 Protokollen."""
    n = sum(quote.n for group in groups for quote in group.quotes)
    if len(groups) == 1:
        return counted(n, "Stelle", "Stellen")
    return f"{counted(n, 'Stelle', 'Stellen')} in {len(groups)} Protokollen"


def rubric(words: str, level: int, id_: str) -> nodes.rubric:
    made = nodes.rubric("", words, ids=[id_])
    made["heading-level"] = level
    return made


def _in_words(row: Intervention) -> nodes.list_item:
    """An intervention in a line, for outputs without our table."""
    where = ", ".join(filter(None, (f"Rn. {row.rn}" if row.rn else "", f"Zeile {row.line}" if row.line else "")))
    words = " → ".join(filter(None, (row.before, row.after))) or counted(row.count, "Stelle", "Stellen")
    told = f"{where + ': ' if where else ''}{INTERVENTIONS[row.kind]}: {words}"
    return nodes.list_item("", nodes.paragraph("", f"{told} ({row.reason})" if row.reason else told))


class Gathering:
    """`here`: the page for which things are gathered."""

    def __init__(self, env: BuildEnvironment) -> None:
        self.env, self.domain, self.here = env, domain_of(env), env.current_document.docname
        self._quotes: dict[tuple[Register, int], dict[str, list[Group]]] = {}

    def uri(self, docname: str) -> str:
        """Address of a document from here, to which an id may be added."""
        return self.domain.builder.get_relative_uri(self.here, docname)

    def of_year(self, register: Register, year: int) -> Iterator[str]:
        """Documents of the protocols on the page of a year, 0 for the main page; the latest first."""
        for docname, record in self.domain.protocols():
            if self.domain.whole.holds(register, year, record.date.year):
                yield docname

    def quotes(self, register: Register, year: int) -> dict[str, list[Group]]:
        """Key → its places by protocol, for all terms or persons of a year."""
        if (register, year) not in self._quotes:
            gathered: dict[str, list[Group]] = {}
            for docname in self.of_year(register, year):
                record = self.domain.records[docname]
                for key, quotes in fetch_told(self.env, record.id, register).items():
                    gathered.setdefault(key, []).append(self.group(docname, quotes))
            self._quotes[register, year] = gathered
        return self._quotes[register, year]

    def group(self, docname: str, quotes: list[Quote]) -> Group:
        record = self.domain.records[docname]
        return Group(self.uri(docname), short_date(record.date), len(record.numbers), tuple(quotes))

    def cited(self) -> list[tuple[Cited, str]]:
        """All citations of the edition with their documents."""
        return [(c, docname) for docname, found in sorted(self.domain.found.items()) for c in found.cited]

    def listed(self, groups: list[Group], name: str, open_: bool = False) -> jf.places_list:
        """A node for the places. `open_`: the words around are shown at once."""
        node = jf.places_list(groups=groups, count=counted_places(groups), name=name, open=open_)
        if self.domain.builder.format != "html":
            for group in groups:
                node += nodes.Text(f"{'; ' if len(node) else ''}{group.date}: ")
                for i, quote in enumerate(group.quotes):
                    node += nodes.Text(", " if i else "Rn. ")
                    node += nodes.reference("", quote.rn, internal=True, refuri=f"{group.uri}#rn-{quote.rn}")
        return node

    def heading(self, docname: str, id_: str) -> Iterator[nodes.Node]:
        """Of what a register says of one protocol: its day, and its title as a link."""
        record = self.domain.records[docname]
        yield rubric(meeting(record.date), 2, id_)
        title = nodes.Text(record.title or meeting(record.date))
        link = make_refnode(self.domain.builder, self.here, docname, section_id(record.id), title)
        yield nodes.paragraph("", "", link)

    def interventions(self, year: int) -> Iterator[nodes.Node]:
        """What was done to the protocols of a year."""
        for docname in self.of_year(Register.INTERVENTIONS, year):
            record = self.domain.records[docname]
            rows, ids = fetch_told(self.env, record.id, Register.INTERVENTIONS)
            yield from self.heading(docname, f"eingriffe-{record.id}")
            if self.domain.builder.format == "html":
                named = {place: f"{record.id}-{id_}" for place, id_ in ids.items()}
                yield jf.interventions_table(changes=Changes(record.id, self.uri(docname), rows, named))
            else:
                yield nodes.bullet_list("", *map(_in_words, rows))
