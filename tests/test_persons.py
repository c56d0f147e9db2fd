"""Persons in running text, and what can be wrong with persons.toml."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jourfixe.apparatus.vocabulary.persons import Person, Persons, read_persons
from jourfixe.model import Place

HERE = Place("protocols/persons.toml")
PEOPLE = Persons(
    [
        Person("trump", "Donald Trump", ("Trump",), "", HERE),
        Person("karaganow", "Sergej Karaganow", ("Karaganow", "Karaganov"), "", HERE),
        Person("leyen", "Ursula von der Leyen", ("von der Leyen", "Leyen"), "", HERE),
        Person("putin", "Wladimir Putin", ("Putin",), "", HERE),
        Person("oneill", "Paul O’Neill", ("O'Neill",), "", HERE),
        Person("akk", "Annegret Kramp-Karrenbauer", ("Kramp-Karrenbauer",), "", HERE),
        Person("marx", "Karl Marx", ("Marx",), "", HERE),
        Person("bush", "George W. Bush", ("Bush",), "", HERE),
        Person("bush-senior", "George H. W. Bush", ("Bush",), "", HERE),
    ]
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Trumps Plan und der Trump'sche, die Trumpschen, des Trump’schen", "Trumps Trump'sche Trumpschen Trump’schen"),
        ("Donald Trump, Trump-Regierung, Anti-Trump", "Donald_Trump Trump Trump"),
        ("Putins und Trumps Plan; Trump's, TRUMP, DONALD TRUMPS", "Putins Trumps Trump's TRUMP DONALD_TRUMPS"),
        ("die trumpsche, die trump'sche und die putinschen Pläne", "trumpsche trump'sche putinschen"),
        ("Trump-Putin-Gipfel, Nicht-Trump-Wähler, Trump- und Putin-Leute", "Trump Putin Trump Trump Putin"),
        ("Ivana Schmidt-Trump, Trumpismus, Antitrump, Putinversteher, Bushido, Putinx", ""),
        ("„Trump“, (Putin), –Trump– Putin/Trump", "Trump Putin Trump Putin Trump"),
        ("O'Neill, O’Neills Rat; Kramp\u2011Karrenbauers", "O'Neill O’Neills Kramp\u2011Karrenbauers"),
        ("Von der Leyen sagt, VON DER LEYEN", "Von_der_Leyen VON_DER_LEYEN"),
        ("Trumpf, Trumpeter, trump, TrumpTower", ""),
        ("Karaganov und Karaganows", "Karaganov Karaganows"),
        ("Frau von der Leyens Rede; Leyens Amt; Leyendecker", "von_der_Leyens Leyens"),
        ("Marx’ Kapital, Marxens, Marxismus, Marx.", "Marx’ Marxens Marx"),
        ("bei ‚Marx’ steht; Marxsche und Marx’sche Kritik, Karl Marx' Buch", "Marx Marxsche Marx’sche Karl_Marx'"),
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
        ('[a]\nname = "A"\nwho = """x\ny"""\n', [("JF311", 1, True)]),
        ('[[a]]\nname = "A"\n', [("JF640", 1, True)]),
        ('["Ä b"]\nname = "A"\n', [("JF641", 1, True)]),
        ('a = "A"\n', [("JF640", 1, True)]),
        ('[a]\nname = "A\n', [("JF306", 2, True)]),
        ('[a]\nname = "X A"\n[b]\nname = "Y A"\n', [("JF642", 3, False)]),
    ],
)
def test_faults_are_told_with_their_line(tmp_path: Path, text: str, found: list[tuple[str, int, bool]]) -> None:
    assert read(tmp_path, text)[1] == found


def test_a_spelling_of_two_is_nobodys() -> None:
    assert PEOPLE.find("Bush") == []
    assert [m.key for m in PEOPLE.find("George W. Bush, George H. W. Bush")] == ["bush", "bush-senior"]


PIECES = ["Trump", "von der", "Leyen", "-", "’", "sche", "s", " ", "\n"]


@given(st.text() | st.lists(st.sampled_from(PIECES)).map("".join))
def test_spans_are_in_order_and_inside(text: str) -> None:
    found = PEOPLE.find(text)
    edges = [x for m in found for x in (m.start, m.end)]
    assert edges == sorted(edges)
    assert all(0 <= m.start < m.end <= len(text) for m in found)


@given(st.text(), st.text())
def test_an_odd_spelling_harms_nobody(name: str, text: str) -> None:
    people = Persons([Person("odd", name, (name,), "", HERE), Person("trump", "Trump", (), "", HERE)])
    assert all(text[m.start : m.end] for m in people.find(text))
    assert people.find(f"{text}\nTrump")
