"""The forms of a quotation: one table for `jourfixe cite` and for the site."""

from __future__ import annotations

import datetime
import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page
from pybtex.database import parse_string

from jourfixe.apparatus.literature.latex import plain
from jourfixe.apparatus.quoting.forms import FORMS
from jourfixe.apparatus.quoting.quote import Passage, quote
from jourfixe.apparatus.quoting.template import apply
from jourfixe.labels import reference
from test_referring import blank, in_browser

__all__ = ["blank"]
CASES = Path(__file__).parent / "quoting" / "formen.md"
SECTION = re.compile(r"^## ([^\n]+)\n\n```json\n(.*?)\n```\n(.*?)(?=^## |\Z)", re.M | re.S)
FORM = re.compile(r"^### (\w+)\n\n```text\n(.*?)\n```$", re.M | re.S)


def cases() -> list[Any]:
    text = CASES.read_text("utf-8")
    return [
        pytest.param(json.loads(given), form, wanted, id=f"{title}: {form}")
        for title, given, body in SECTION.findall(text)
        for form, wanted in FORM.findall(body)
    ]


def passage(given: dict[str, Any]) -> Passage:
    return Passage(**{key: tuple(value) if isinstance(value, list) else value for key, value in given.items()})


@pytest.mark.parametrize(("given", "form", "wanted"), cases())
def test_case(given: dict[str, Any], form: str, wanted: str) -> None:
    assert quote(form, passage(given)) == wanted


def test_the_script_says_the_same(blank: Page) -> None:
    rows = [one.values for one in cases()]
    found = in_browser(blank, "given[0].map(([passage, form]) => quote(form, passage))", [row[:2] for row in rows])
    assert found == [wanted for _, _, wanted in rows]


def test_every_form_has_a_case() -> None:
    assert {one.values[1] for one in cases()} == FORMS["forms"].keys()


def test_references_are_those_of_the_edition() -> None:
    for first, last, revision in (("5", "5", 1), ("34", "36", 0), ("34a", "34a", 2)):
        one = Passage("12.01.2026", "2026-01-12", first, last, (first,), ("chair",), ("x",), "", revision=revision)
        wanted = reference(datetime.date(2026, 1, 12), first, last, revision)
        assert quote("chat", one).startswith(f"{wanted}: ")


texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)


def made(text: str, title: str, address: str) -> Passage:
    numbers, roles = ("1", "2"), ("chair", "contribution")
    return Passage("12.01.2026", "2026-01-12", "1", "2", numbers, roles, (text, "Ende."), address, title)


@settings(deadline=None)
@given(texts, texts, texts)
def test_data_can_be_read_whatever_is_quoted(text: str, title: str, address: str) -> None:
    one = made(text, title, "https://example.org/" + address)
    [item] = json.loads(quote("csl", one))
    shown = apply(FORMS["clean"], title).strip(" ")
    assert item.get("title", "") == shown
    assert item["page"] == "Rn. 1–2"
    assert all(re.match("[A-Z][A-Z0-9]  - ", line) for line in quote("ris", one).split("\n"))
    assert "\n" not in quote("chat", one)
    assert all(line.startswith(">") for line in quote("markdown", one).split("\n"))


@settings(deadline=None)
@given(st.text("ab &%$#_{}~^\\–„“ "))
def test_bibtex_is_read_as_it_was_meant(title: str) -> None:
    entry = parse_string(quote("bibtex", made("x", title, "")), "bibtex").entries["jf-2026-01-12-rn-1-2"]
    shown = re.sub(" +", " ", title).strip(" ")
    assert entry.type == "incollection"
    if shown and not re.search(r"[{}^]|––", shown):
        assert plain(entry.fields["title"]).replace("\u00a0", " ") == shown


@settings(deadline=None)
@given(st.text("ab„“‚‘»«\"' ", max_size=30))
def test_within_quotation_marks_stand_none_of_their_kind_that_could_end_them(text: str) -> None:
    inner = apply(FORMS["inner"], text)
    assert len(inner) == len(text)
    assert not re.search("[\ue000\ue001]", inner)
