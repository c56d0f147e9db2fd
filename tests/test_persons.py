"""Persons in running text, and what can be wrong with persons.toml."""

from __future__ import annotations

from pathlib import Path

import pytest

from jourfixe.apparatus.vocabulary.persons import Person, Persons, read_persons
from jourfixe.model import Place

HERE = Place("protocols/persons.toml")
PEOPLE = Persons(
    [
        Person("trump", "Donald Trump", ("Trump",), "", HERE),
        Person("karaganow", "Sergej Karaganow", ("Karaganow", "Karaganov"), "", HERE),
        Person("leyen", "Ursula von der Leyen", ("von der Leyen", "Leyen"), "", HERE),
        Person("marx", "Karl Marx", ("Marx",), "", HERE),
        Person("bush", "George W. Bush", ("Bush",), "", HERE),
        Person("bush-senior", "George H. W. Bush", ("Bush",), "", HERE),
    ]
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Trumps Plan und der Trump'sche, die Trumpschen, des Trump’schen", "Trumps Trump'sche Trumpschen Trump’schen"),
        ("Donald Trump, Trump-Regierung, Anti-Trump", "Donald_Trump Trump"),
        ("Trumpf, Trumpeter, trump, TrumpTower", ""),
        ("Karaganov und Karaganows", "Karaganov Karaganows"),
        ("Frau von der Leyens Rede; Leyens Amt; Leyendecker", "von_der_Leyens Leyens"),
        ("Marx’ Kapital, Marxens, Marxismus, Marx.", "Marx’ Marx"),
        ("Bush und George W. Bush im Busch", "George_W._Bush"),
        ("Sergej\nKaraganow", "Sergej\nKaraganow"),
    ],
)
def test_who_is_named(text: str, words: str) -> None:
    assert [text[m.start : m.end] for m in PEOPLE.find(text)] == [w.replace("_", " ") for w in words.split(" ") if w]


def read(tmp_path: Path, text: str) -> tuple[list[str], list[tuple[str, int, bool]]]:
    path = tmp_path / "persons.toml"
    path.write_text(text, "utf-8")
    people, findings = read_persons(path, "protocols/persons.toml")
    return [p.key for p in people], [(f.code, f.place.line, f.blocks) for f in findings]


def test_without_spellings_the_last_name_counts(tmp_path: Path) -> None:
    path = tmp_path / "persons.toml"
    path.write_text('[a]\nname = "Joe Biden"\n', "utf-8")
    assert read_persons(path, "p")[0][0].spellings == ("Biden",)
    assert read_persons(tmp_path / "missing", "p") == ((), [])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('[a]\nname = "A B"\nwho = "x"\n', []),
        ("\n[a]\nname = 3\n", [("JF311", 2, True)]),
        ('[a]\nwho = "x"\n', [("JF311", 1, True)]),
        ('[a]\nname = "A"\nspellings = "A"\n', [("JF311", 1, True)]),
        ('[a]\nname = "A"\nspellings = [""]\n', [("JF311", 1, True)]),
        ('[a]\nname = "A"\nborn = 1946\n', [("JF307", 1, True)]),
        ('["Ä b"]\nname = "A"\n', [("JF641", 1, True)]),
        ('a = "A"\n', [("JF640", 1, True)]),
        ('[a]\nname = "A\n', [("JF306", 2, True)]),
        ('[a]\nname = "X A"\n[b]\nname = "Y A"\n', [("JF642", 3, False)]),
    ],
)
def test_faults_are_told_with_their_line(tmp_path: Path, text: str, found: list[tuple[str, int, bool]]) -> None:
    assert read(tmp_path, text)[1] == found
