"""The guide for editors shows files; an edition made of just these files builds, and does what the guide says."""

from __future__ import annotations

import json
import re

import pytest

from jourfixe.apparatus.emending.entries import KEYS as EMENDATION
from jourfixe.apparatus.vocabulary.persons import ALLOWED as PERSON
from jourfixe.edition.records import Register
from projects import REPO, RICH, WITNESS, Edition, Outcome, edition

GUIDE = (REPO / "docs" / "edition" / "apparat.md").read_text("utf-8")
EXAMPLE = re.compile(r"^(`{3,})\{code-block\} \w+\n:caption: (\S+)\n\n(.*?)\n\1$", re.M | re.S)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Edition, Outcome]:
    made = edition(tmp_path_factory.mktemp("guide"), RICH)
    made.add("2026-01-12", WITNESS, article="gs-4-25-friedensplan")
    for _, path, text in EXAMPLE.findall(GUIDE):
        made.write(path, text + "\n")
    return made, made.sphinx("html", "-n", "-W")


def paragraph(built: tuple[Edition, Outcome], rn: str) -> dict:
    data = json.loads((built[1].out / "protokolle" / "2026-01-12.json").read_text("utf-8"))
    return next(p for p in data["paragraphs"] if p["rn"] == rn)


def test_every_kind_of_file_is_shown() -> None:
    shown = {path.rpartition("/")[2] for _, path, _ in EXAMPLE.findall(GUIDE)}
    assert shown == {"glossar.md", "references.bib", "persons.toml", "notes.md", "emendations.toml"}


def test_the_examples_build_without_a_warning(built: tuple[Edition, Outcome]) -> None:
    assert (built[1].code, built[1].output) == (0, "")
    assert built[0].jourfixe("check").code == 0


def test_forms_compounds_and_what_is_not_meant(built: tuple[Edition, Outcome]) -> None:
    found = [t["term"] for rn in ("10", "11", "18", "19") for t in paragraph(built, rn)["terms"]]
    assert found.count("Hegemonie") == 5
    text, terms = paragraph(built, "25")["text"], paragraph(built, "15")["terms"]
    assert "Suprematie-Anspruch" in text
    assert [t["term"] for t in terms] == ["Macht"]


def test_notes_and_emendations(built: tuple[Edition, Outcome]) -> None:
    assert paragraph(built, "3")["notes"] == [
        "Wolodymyr Selenskyj ist seit 2019 Präsident der Ukraine; siehe auch Rn. 34."
    ]
    said = "Zum Begriff siehe Hegemonie, zum Artikel Trumps Friedensplan, S. 49."
    assert paragraph(built, "18")["notes"] == [said]
    assert paragraph(built, "34")["emendations"][0]["before"] == "konzedierte"


def test_persons(built: tuple[Edition, Outcome]) -> None:
    assert [p["person"] for p in paragraph(built, "35")["persons"]] == ["karaganow"]


@pytest.mark.parametrize("word", [*EMENDATION, *PERSON, "formen", "nicht", "komposita", "shorttitle"])
def test_every_entry_is_explained(word: str) -> None:
    assert word in GUIDE


@pytest.mark.parametrize("register", [Register.INTERVENTIONS, "stellenregister", "personenregister"])
def test_every_register_is_explained(register: str) -> None:
    assert f"{{{register}}}" in GUIDE
