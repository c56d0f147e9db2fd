"""Recognition held against lists made by hand over the real protocol: every term, person and citation, word by word."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from jourfixe.apparatus.folder import Edited, load
from jourfixe.apparatus.literature.bibliography import read_bibliography
from jourfixe.apparatus.marks import Marks, Vocabulary
from jourfixe.apparatus.vocabulary.persons import Persons, read_persons
from jourfixe.apparatus.vocabulary.terms import Term, Terms, term_of
from jourfixe.model import Place
from projects import REPO

GOLD = Path(__file__).parent / "corpus" / "2026-01-12"
FIELD = re.compile(r"\s+:(\w+):\s*(.*)")
Row = tuple[str, ...]


def glossary() -> list[Term]:
    """The terms of docs/glossar.md, read without Sphinx."""
    body = (REPO / "docs" / "glossar.md").read_text("utf-8").split("```{glossary}\n")[1].split("\n```")[0]
    entries: list[tuple[str, list[tuple[str, str, int]]]] = []
    for line in body.splitlines():
        if line and not line[0].isspace():
            entries.append((line, []))
        elif m := FIELD.match(line):
            entries[-1][1].append((m[1], m[2], 1))
    return [term_of(name, [], fields, lambda line: Place("glossar.md", line))[0] for name, fields in entries]


@pytest.fixture(scope="module")
def edited() -> Edited:
    return load(REPO / "protocols" / "2026-01-12")


@pytest.fixture(scope="module")
def marks(edited: Edited) -> dict[str, Marks]:
    bibliography, _ = read_bibliography(REPO / "references.bib", "references.bib")
    persons, _ = read_persons(REPO / "protocols" / "persons.toml", "persons.toml")
    found, findings = Vocabulary(Terms(glossary()), Persons(persons), bibliography).find(edited)
    assert findings == []
    return dict(zip(edited.numbering.numbers, found, strict=True))


def gold(name: str) -> list[Row]:
    return [tuple(line.split("\t")) for line in (GOLD / f"{name}.txt").read_text("utf-8").splitlines()]


def score(found: list[Row], wanted: list[Row]) -> tuple[float, float]:
    """Precision and recall."""
    right = sum((Counter(found) & Counter(wanted)).values())
    return right / len(found), right / len(wanted)


def test_terms(edited: Edited, marks: dict[str, Marks]) -> None:
    texts = {rn: p.text for rn, p in edited.numbered()}
    found = [(rn, m.key, texts[rn][m.start : m.end]) for rn, one in marks.items() for m in one.terms]
    precision, recall = score(found, gold("begriffe"))
    print(f"terms: precision {precision:.3f}, recall {recall:.3f}")
    assert precision == 1
    assert recall >= 0.98


def test_persons(edited: Edited, marks: dict[str, Marks]) -> None:
    texts = {rn: p.text for rn, p in edited.numbered()}
    found = [(rn, m.key, texts[rn][m.start : m.end]) for rn, one in marks.items() for m in one.persons]
    assert score(found, gold("personen")) == (1, 1)


def test_citations(edited: Edited, marks: dict[str, Marks]) -> None:
    texts = {rn: p.text for rn, p in edited.numbered()}
    cited = ((rn, texts[rn][c.start : c.end], c) for rn, one in marks.items() for c in one.citations)
    found = [(rn, words, c.article, c.issue, c.pages) for rn, words, c in cited]
    assert found == gold("zitate")


def test_a_wrong_list_is_noticed() -> None:
    assert score([("1", "a", "b")], [("1", "a", "b"), ("2", "a", "b")]) == (1, 0.5)
