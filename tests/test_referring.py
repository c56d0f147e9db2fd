"""What people type for a reference, and where it leads: one table for Python and the script of the site."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from jourfixe.apparatus import quoting, referring
from jourfixe.apparatus.numbers.history import Change, Kind
from jourfixe.apparatus.referring.holdings import Holding, Holdings, Problem, address_of
from jourfixe.apparatus.referring.holdings import Page as Place
from jourfixe.apparatus.referring.reference import Reference, parse_reference, written_span
from jourfixe.apparatus.referring.resolve import resolve
from jourfixe.labels import lines
from jourfixe.output.html.scripts import HERE, as_script

CASES = Path(__file__).parent / "referring"


def rows(name: str) -> list[list[str]]:
    """The rows of the tables of a file, without their heads."""
    return table((CASES / name).read_text("utf-8"))


def table(text: str) -> list[list[str]]:
    tables = [line.strip("|").split("|") for line in text.splitlines() if re.match(r"\|(?!--)", line)]
    cells = [[cell.strip().replace("·", "\u00a0") for cell in row] for row in tables]
    return [row for row in cells if row[0] not in ("Eingabe", "Verweis", "Text")]


def sources(*names: str) -> str:
    tables = {**referring.tables(), **quoting.tables()}
    constants = [f"const {name} = {as_script(table)};" for name, table in tables.items()]
    return "\n".join([*constants, *((HERE / f"{name}.js").read_text("utf-8") for name in names)])


@pytest.fixture(scope="module")
def blank(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    yield page
    page.close()


def in_browser(blank: Page, expression: str, *arguments: object) -> Any:
    """The value of an expression in which `given` are the arguments."""
    return blank.evaluate(f"(given) => {{ {sources('verweis', 'formen')}\nreturn {expression}; }}", list(arguments))


@pytest.mark.parametrize(("typed", "meant"), rows("parse.md"), ids=lambda x: x)
def test_what_is_meant(typed: str, meant: str) -> None:
    said = parse_reference(typed)
    assert (write_reference(said) if said else "") == meant


def test_the_script_means_the_same(blank: Page) -> None:
    typed = [cells[0] for cells in (*rows("parse.md"), *rows("resolve.md"))]
    python = [parse_reference(text) for text in typed]
    script = in_browser(blank, "given[0].map(parseReference)", typed)
    for text, one, other in zip(typed, python, script, strict=True):
        assert (json.loads(json.dumps(asdict(one))) if one else None) == other, text


NOW = (*map(str, range(1, 35)), "34a", "35", *map(str, range(37, 58)))
OF_PAGES = tuple(f"{page}.{n}" for page in (1, 2, 4) for n in range(1, 13))
THEN = (*map(str, range(1, 58)), "57a", "58")


def sentences(rn: str, revision: int) -> int:
    return 1 if rn == "5" else 5


PROTOCOLS = {
    "2025-01-12": Holding("2025-01-12", THEN[:9], sentences, issue="4-24"),
    "2026-01-12": Holding(
        "2026-01-12",
        NOW,
        sentences,
        {
            "36": (1, Change("36", Kind.MERGED, "Alt.", "", "35")),
            "58": (1, Change("58", Kind.GONE, "Alt.")),
            "57a": (1, Change("57a", Kind.GONE, "Alt.", "", "58")),
        },
        "4-25",
        tuple(map(str, range(5, 370, 5))),
        {1: THEN, 2: NOW},
        "plan",
    ),
    "2026-01-26": Holding("2026-01-26", THEN[:34], sentences, issue="4-25", lines=OF_PAGES),
}
PAGES = [
    Place("4-25", "45", "register/stellen.html#plan-s-45", "Plan", "plan"),
    Place("4-25", "45 f.", "register/stellen.html#plan-s-45-f", "Plan", "plan"),
    Place("4-25", "49", "register/stellen.html#plan-s-49", "Plan", "plan"),
    Place("4-25", "57–59", "register/stellen.html#europa-s-57-bis-59", "Europa", "europa"),
]
EDITION = Holdings(list(PROTOCOLS), PROTOCOLS.__getitem__, lambda: PAGES)
REGISTER = {
    "protocols": [
        ["2026-01-26", "", "4-25", "1-34", ""],
        ["2026-01-12", "", "4-25", "1-34 34a 35 37-57", "36 57a 58"],
        ["2025-01-12", "", "4-24", "1-9", ""],
    ],
    "places": [
        ["4-25", "45", "register/stellen.html#plan-s-45", "Plan"],
        ["4-25", "46", "register/stellen.html#plan-s-45-f", "Plan"],
        ["4-25", "49", "register/stellen.html#plan-s-49", "Plan"],
        ["4-25", "57", "register/stellen.html#europa-s-57-bis-59", "Europa"],
        ["4-25", "58", "register/stellen.html#europa-s-57-bis-59", "Europa"],
        ["4-25", "59", "register/stellen.html#europa-s-57-bis-59", "Europa"],
    ],
}


def write_reference(said: Reference) -> str:
    """As the edition writes it."""
    date = f"Jour fixe {said.day:02}.{said.month:02}.{said.year or ''}" if said.day else ""
    before = f"GS {said.issue}" if said.issue else date
    write = lines if said.unit == "z" and "." in said.spans[0][0] else written_span
    spans = ", ".join(write(*span) for span in said.spans)
    unit = "" if write is lines else {"rn": "Rn. ", "z": "Z. ", "s": "S. ", "": ""}[said.unit]
    sentence = f" Satz {said.sentence.replace('-', '–')}" if said.sentence else ""
    revision = f" (Fassung {max(said.revision, 0)})" if said.revision else ""
    return ", ".join(filter(None, (before, unit + spans + sentence))) + revision


def outcome(typed: str, current: str, holdings: Holdings = EDITION) -> str:
    said = parse_reference(typed)
    assert said, typed
    found = resolve(said, holdings, current)
    if isinstance(found, Problem):
        return found.problem + (" → " if found.nearest else "") + " / ".join(one.label for one in found.nearest)
    return "; ".join(f"{one.label}: {one.address}" for one in found)


def told(found: Any) -> str:
    """What the script answers, in the same words."""
    if isinstance(found, dict):
        return found["problem"] + (" → " if found["nearest"] else "") + " / ".join(x["label"] for x in found["nearest"])
    return "; ".join(f"{one['label']}: {one['address']}" for one in found)


def section(*names: str) -> list[list[str]]:
    """The cases below these headings of resolve.md, which begin with a word each."""
    text = (CASES / "resolve.md").read_text("utf-8")
    bodies = dict(part.split("\n", 1) for part in text.split("\n## ")[1:])
    return [row for title, body in bodies.items() if title.startswith(names) for row in table(body)]


@pytest.mark.parametrize(("typed", "current", "where"), section("Im", "Nur im Befehl"), ids=lambda x: x)
def test_where_it_leads(typed: str, current: str, where: str) -> None:
    assert outcome(typed, current) == where


def test_the_script_leads_to_the_same(blank: Page) -> None:
    cases = section("Im", "Nur im Suchfeld")
    found = in_browser(
        blank, "given[0].map(([text, page]) => resolveReference(parseReference(text), given[1], page))", cases, REGISTER
    )
    assert [told(one) for one in found] == [where for _, _, where in cases]


def test_an_edition_without_protocols(blank: Page) -> None:
    assert outcome("Rn. 34", "", Holdings((), PROTOCOLS.__getitem__)) == "Die Edition hat noch kein Protokoll."
    nothing = {"protocols": [], "places": []}
    assert in_browser(blank, "resolveReference(parseReference('Rn. 34'), given[0]).problem", nothing).startswith(
        "Die Ed"
    )


def test_a_protocol_without_paragraphs() -> None:
    bare = Holdings(["2026-02-09"], lambda day: Holding(day, (), sentences))
    assert outcome("Rn. 3", "", bare) == "Das Protokoll vom 09.02.2026 hat keine Absätze. → Jour fixe 09.02.2026"
    assert outcome("JF 9.2.26", "", bare) == "Jour fixe 09.02.2026: protokolle/2026-02-09.html"


def test_the_extent_of_a_protocol_whose_numbers_are_not_in_order(blank: Page) -> None:
    numbers = ("7", "5", "6", "8", "8a", "3")
    held = Holdings(["2026-02-09"], lambda day: Holding(day, numbers, sentences))
    wanted = "Rn. 1 gibt es nicht; das Protokoll vom 09.02.2026 hat Rn. 3 bis 8a. → Jour fixe 09.02.2026, Rn. 3"
    assert outcome("Rn. 1", "", held) == wanted
    register = {"protocols": [["2026-02-09", "", "4-25", "7 5-6 8 8a 3", ""]], "places": []}
    assert told(in_browser(blank, "resolveReference(parseReference('Rn. 1'), given[0])", register)) == wanted


def test_the_only_protocol_is_meant(blank: Page) -> None:
    assert outcome("Rn. 3", "", Holdings(["2025-01-12"], PROTOCOLS.__getitem__)).startswith(
        "Jour fixe 12.01.2025, Rn. 3"
    )
    only = {"protocols": REGISTER["protocols"][2:], "places": []}
    found = in_browser(blank, "resolveReference(parseReference('Rn. 3'), given[0])", only)
    assert told(found) == "Jour fixe 12.01.2025, Rn. 3: protokolle/2025-01-12.html#rn-3"


@pytest.mark.parametrize(
    ("passage", "address"),
    [
        (("34",), "protokolle/2026-01-12.html#rn-34"),
        (("34", "36"), "protokolle/2026-01-12.html?bis=36#rn-34"),
        (("34", "", "2-3"), "protokolle/2026-01-12.html?satz=2-3#rn-34"),
        (("34", "36", "", 2), "protokolle/2026-01-12.html?fassung=2&bis=36#rn-34"),
        (("155", "165", "", 0, "z"), "protokolle/2026-01-12.html?bis=165#z-155"),
    ],
)
def test_addresses_lead_back(passage: tuple[Any, ...], address: str, blank: Page) -> None:
    assert address_of("2026-01-12", *passage) == address
    assert in_browser(blank, "addressOf('2026-01-12', ...given[0])", passage) == address
    assert parse_reference(address) == parse_reference("https://example.org/edition/" + address)


numbers = st.from_regex(r"[1-9][0-9]{0,3}[a-eg-z]?", fullmatch=True)
tails = st.sampled_from(["", "f", "ff"]) | numbers
dates = st.dates(min_value=datetime.date(1990, 1, 1), max_value=datetime.date(2089, 12, 31))


@st.composite
def references(draw: st.DrawFn) -> Reference:
    unit = draw(st.sampled_from(["rn", "z", "s"]))
    spans = tuple(draw(st.lists(st.tuples(numbers, tails), min_size=1, max_size=4)))
    revision = draw(st.integers(0, 99))
    if unit == "s" and draw(st.booleans()):
        issue = f"{draw(st.integers(1, 4))}-{draw(st.integers(0, 99)):02}"
        return Reference(unit=unit, spans=spans, issue=issue)
    day = draw(st.none() | dates)
    date = (day.year if draw(st.booleans()) else 0, day.month, day.day) if day else (0, 0, 0)
    sentence = ""
    if unit == "rn" and len(spans) == 1 and draw(st.booleans()):
        spans = ((spans[0][0], ""),)
        sentence = draw(st.from_regex(r"[1-9][0-9]?(-[1-9][0-9]?)?", fullmatch=True))
    return Reference(*date, unit, spans, sentence, revision)


@settings(deadline=None)
@given(references())
def test_what_is_written_is_read_again(said: Reference) -> None:
    assert parse_reference(write_reference(said)) == said


@settings(deadline=None)
@given(st.text() | st.text("Rn.SZ0123456789-– fabJF:/?#=&()", max_size=40))
def test_no_text_is_too_strange(text: str) -> None:
    said = parse_reference(text)
    if said:
        assert outcome(text, "") and outcome(text, "2026-01-12")
        again = parse_reference(write_reference(said))
        assert again == said or re.search("[a-z]f", write_reference(said)) or not said.spans
