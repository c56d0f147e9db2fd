"""Words that are a term of the glossary, and words that only look like it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jourfixe.apparatus.vocabulary.terms import Compounds, Term, Terms, term_of
from jourfixe.model import Place

TERMS = Terms(
    [
        *map(Term, ("Weltmacht", "Weltordnung", "Weltordnungskrieg", "Stellvertreter", "Stellvertreterkrieg")),
        *map(Term, ("Suprematie", "Emanzipierter Imperialismus", "Staat", "Ware", "Museum", "Verhältnis", "Haus")),
        *map(Term, ("Mensch", "Zweitschlagsfähigkeit", "Wert", "Recht")),
        Term("Hegemonie", forms=("hegemonial", "Vormacht")),
        Term("Interesse", never=("Interessent", "Interessenausgleich")),
        Term("Krieg", compounds=Compounds.NONE),
        Term("Kapital", compounds=Compounds.FRONT),
        Term("Macht", compounds=Compounds.BACK),
        Term("Sicherheitsinteressen", forms=("Sicherheits- und sonstigen Interessen",)),
    ]
)
FOUND = """\
Weltmacht: Weltmächte Weltmächten Weltmachtanspruch Weltmachtansprüche Ex-Weltmacht Weltmacht-Status WELTMACHT
Weltordnung: Weltordnungen Nachkriegsweltordnung Weltordnungsvorstellungen
Weltordnungskrieg: Weltordnungs-Krieg Weltordnungskriegs Weltordnungskriege
Stellvertreter: Stellvertreters Stellvertretern
Stellvertreterkrieg: Stellvertreterkriege Stellvertreter-Kriege
Hegemonie: US-Hegemonie Hegemonien hegemonialen hegemonialer Vormacht Vormachtstellung
Suprematie: Suprematie-Anspruch Suprematieanspruch
Staat: Staaten Staates Staats Staatsgewalt Sozialstaat Rechtsstaates
Ware: Waren Warenform
Krieg: Krieges Kriege Kriegen
Interesse: Interessen Eigeninteresse Interessenvertretung
Museum: Museen Museums Museumsinsel
Verhältnis: Verhältnisse Verhältnissen Verhältnisses Kapitalverhältnis
Haus: Häuser Häusern Hauses
Mensch: Menschen Menschenbild Menschenrechte
Kapital: Kapitals Kapitalzins
Zweitschlagsfähigkeit: Zweitschlags-Fähigkeit
Wert: Werte Werten Wertform Mehrwert Mehrwerts
Recht: Rechts Rechte Rechtsordnung
Macht: Mächte Militärmacht Atommächte
"""
NOT_FOUND = """\
Weltmächtige weltmächtig Weltkrieg Hegemonist Kriegerin Kriegszug Vorkriegszeit kriegen krieg Interessent Interessenten
Interessenausgleich Staatler verstaatlicht Verstaatlichung Etat Wahrheit warenlos Hausierer Behausung menschlich
Menschheit Menschlichkeit kapitalistisch Kapitalismus Kapitalist Kapitalismuskritik Industriekapital Entwertung Wertung
Bewertung Bewertungen wertvoll Wertigkeit rechtlich Berechtigung gerecht Gerechtigkeit Unrecht aufrecht Stellvertretung
Vertreter Imperialismus emanzipiert Musen Verhältnismäßigkeit Worte Suprematist Machtwort machtlos Mächtigkeit Stadt
"""


@pytest.mark.parametrize("line", FOUND.splitlines())
def test_is_recognised(line: str) -> None:
    name, _, words = line.partition(": ")
    assert {word: [m.key for m in TERMS.find(word)] for word in words.split()} == {w: [name] for w in words.split()}


@pytest.mark.parametrize("line", NOT_FOUND.splitlines())
def test_is_another_word(line: str) -> None:
    assert [word for word in line.split() if TERMS.find(word)] == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("im Krieg für einen emanzipierten Imperialismus", ["Krieg", "emanzipierten Imperialismus"]),
        ("der emanzipierte\nImperialismus Europas", ["emanzipierte\nImperialismus"]),
        ("Ein Imperialismus, emanzipiert", []),
        ("seinen Sicherheits- und sonstigen Interessen", ["Sicherheits- und sonstigen Interessen"]),
        ("die Sicherheitsinteressen und Interessen", ["Sicherheitsinteressen", "Interessen"]),
        ("„Weltmacht“, (Weltordnung) – Suprematie!", ["Weltmacht", "Weltordnung", "Suprematie"]),
        ("Weltmacht\u2011Status und 2.Weltmacht", ["Weltmacht\u2011Status", "Weltmacht"]),
    ],
)
def test_in_running_text(text: str, words: list[str]) -> None:
    assert [text[m.start : m.end] for m in TERMS.find(text)] == words


@pytest.mark.parametrize(
    ("fields", "wanted"),
    [
        ([("formen", "hegemonial, Vormacht", 3)], Term("T", forms=("hegemonial", "Vormacht"))),
        ([("Nicht", "Tee ,", 3), ("KOMPOSITA", "Vorn", 4)], Term("T", never=("Tee",), compounds=Compounds.FRONT)),
    ],
)
def test_what_an_editor_says_of_a_term(fields: list[tuple[str, str, int]], wanted: Term) -> None:
    assert term_of("T", [], fields, lambda line: Place("g.md", line)) == (wanted, [])


@pytest.mark.parametrize(("fields", "code"), [([("vormen", "x", 7)], "JF643"), ([("komposita", "immer", 7)], "JF644")])
def test_a_slip_is_told_with_its_line(fields: list[tuple[str, str, int]], code: str) -> None:
    term, findings = term_of("T", [], fields, lambda line: Place("docs/glossar.md", line))
    assert (term, [(f.code, f.place.line, f.blocks) for f in findings]) == (Term("T"), [(code, 7, False)])


@given(
    st.text() | st.lists(st.sampled_from("Weltmacht- Krieg emanzipierter Imperialismus s \n -".split(" "))).map("".join)
)
def test_spans_are_in_order_and_inside(text: str) -> None:
    found = TERMS.find(text)
    edges = [x for m in found for x in (m.start, m.end)]
    assert edges == sorted(edges)
    assert all(0 <= m.start < m.end <= len(text) for m in found)


def test_thousands_of_terms_are_looked_up_not_tried() -> None:
    many = Terms(
        [Term(f"Begriff{'abcdefghij'[i % 10]}{'klmnopqrst'[i // 10 % 10]}{i // 100 * 'x'}") for i in range(900)]
    )
    assert [m.key for m in many.find("Ein Begriffakanspruch und Begriffbk.")] == ["Begriffak", "Begriffbk"]
