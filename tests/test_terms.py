"""Words that are a term of the glossary, and words that only look like it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jourfixe.apparatus.vocabulary.terms import Compounds, Term, Terms, term_of
from jourfixe.model import Place

TERMS = Terms(
    [
        *map(Term, ("Supermacht", "Imperialismus", "Konkurrenz", "Sanktion", "Bündnis", "Großmacht")),
        *map(Term, ("Territorium", "Widerspruch", "Einflusssphäre", "Kompromiss", "Klasse", "Zentrum", "Garantie")),
        *map(Term, ("Volk", "Partei", "NATO", "Markt", "Gewalt", "Ordnung", "Geld", "Status Quo", "Kalter Krieg")),
        *map(Term, ("Arbeit", "Politik", "Nation", "Faden", "Erkenntnis", "Recht des Stärkeren", "Plan", "Charakter")),
        Term("Schuld", never=("Schulden",)),
        Term("Zweck (politisch)"),
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
Staat: Staaten Staates Staats Staatsführung Sozialstaat Rechtsstaates
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
Recht: Rechts Rechte Rechtsweg
Macht: Mächte Militärmacht Atommächte
Weltmacht: Weltmächtekonflikt Nicht-Weltmacht WELTMÄCHTE US-Weltmachtpolitik anti-Weltmacht Weltmacht-
Weltordnung: Weltordnungs- Nachkriegsweltordnungen Nachkriegsweltordnungs-Krise Weltordnungsfragen
Supermacht: Supermächte Supermächten
Konkurrenz: Staatenkonkurrenz Supermachtkonkurrenz Konkurrenzkampf Konkurrenzfähigkeit
Imperialismus: Imperialismen Imperialismustheorie Ultraimperialismus US-Imperialismus
Sanktion: Sanktionen Sanktionsregime Wirtschaftssanktionen Sanktions-Paket
Bündnis: Bündnisse Bündnissen Bündnisfall Militärbündnis
Territorium: Territorien Territoriums
Widerspruch: Widersprüche Widerspruchs Widersprüchen Widerspruchsfreiheit
Großmacht: GROSSMACHT Grossmacht Großmächte Großmachtpolitik Groß-Mächte
Einflusssphäre: Einflußsphäre Einflusssphären
Kompromiss: Kompromiß Kompromisse Kompromißvorschlag
Klasse: Klassen Klassenkampf Arbeiterklasse
Zentrum: Zentren Machtzentrum
Garantie: Garantien Garantiemacht Sicherheitsgarantien
Volk: Völker Völkern Völkerbund Volkswirtschaft
Partei: Kriegspartei Parteitag Parteienstreit
NATO: NATOs NATO-Mitglied Nicht-NATO-Mitgliedschaft
Gewalt: Gewalten Gewalttäter Staatsgewalt Gewaltniveau Gewalterfahrung
Staat: Staatenwelt EU-Staaten DDR-Staatschef Staatsbürgerschaft
Markt: Märkte Weltmarkt Marktnische Marktwirtschaft
Geld: Gelder Geldern Schwarzgeld Geldadel
Wert: Tauschwert Gebrauchswerte Wertgesetz
Arbeit: Arbeiten Lohnarbeit Arbeitskraft Arbeitserfolg
Politik: Politiken Innenpolitik Politikfeld
Faden: Fäden Fadens
Erkenntnis: Erkenntnisse Erkenntnisgewinn
Plan: Pläne Friedensplan Planerfüllung
Charakter: Charaktere Charakters
Interesse: Interessengegensatz Interessensgruppe Interesses
Kapital: Kapitalien Kapital-Export
Schuld: Kriegsschuld Schuldfrage
Zweck (politisch): Zwecke Staatszweck
Status Quo: Status-quo-Macht
"""
NOT_FOUND = """\
Weltmächtige weltmächtig Weltkrieg Hegemonist Kriegerin Kriegszug Vorkriegszeit kriegen krieg Interessent
Interessenten Interessenausgleich Staatler verstaatlicht Verstaatlichung Etat Wahrheit warenlos Hausierer Behausung
menschlich Menschheit Menschlichkeit kapitalistisch Kapitalismus Kapitalist Kapitalismuskritik Industriekapital
Entwertung Wertung Bewertung Bewertungen wertvoll Wertigkeit rechtlich Berechtigung gerecht Gerechtigkeit Unrecht
aufrecht Stellvertretung Vertreter emanzipiert Musen Verhältnismäßigkeit Worte Suprematist Machtwort machtlos
Mächtigkeit Stadt Ohnmacht Entmachtung Machtvolle Machtlose Schmacht Wehrpflicht Nato Natorp Staatlichkeit Staatliche
Staatenlose Arbeiter Arbeiterin Arbeiterbewegung Arbeitslose Arbeitslosigkeit Arbeitslosenzahl Verarbeitung
Bearbeitung Arbeitende Politiker Politikerin Politikerkaste Politikerinnen Resignation Kombination Stagnation
Inkarnation Detonation Konsternation Nationalität Nationalist Nationalismus Nationaler Imperialist Imperialisten
Imperialistische Konkurrent Konkurrenzfähige Konkurrenzlos Konkurrieren Sanktionierung Sanktionierte Bündel
Territorialität Widersprüchlichkeit Widersprüchliche Großmächtigkeit Klassik Klassiker Klassement Klassenlosigkeit
Klassifizierung Parteilichkeit Parteiisch Parteiung Bevölkerung Völkisch Volkstum Gewaltig Gewaltige Gewaltsamkeit
Gewaltlosigkeit Verordnung Anordnung Unterordnung Geldlich Engelgeduld Planet Planeten Planierung Marktschreierisch
Vermarktung Marke Verwerter Schwert Bronzeschwert Beschuldigung Schulden Kriegsschulden Schuldner Schuldnerberatung
Interessentenkreis Interessentin Interessiertheit Charakterlich Charakterisierung Garantierte Kriegführende
Gerechtigkeitssinn Zwecklosigkeit Zweckmäßigkeit Kritik Reform Zentrale Zentralbank
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
        ("Ein Imperialismus, emanzipiert", ["Imperialismus"]),
        ("seinen Sicherheits- und sonstigen Interessen", ["Sicherheits- und sonstigen Interessen"]),
        ("die Sicherheitsinteressen und Interessen", ["Sicherheitsinteressen", "Interessen"]),
        ("„Weltmacht“, (Weltordnung) – Suprematie!", ["Weltmacht", "Weltordnung", "Suprematie"]),
        ("Weltmacht\u2011Status und 2.Weltmacht", ["Weltmacht\u2011Status", "Weltmacht"]),
        ("Weltmacht- und Ordnungsfragen, Krieg- und Friedensfragen", ["Weltmacht", "Ordnungsfragen"]),
        ("im Kalten Krieg; der kalte Krieger", ["Kalten Krieg"]),
        ("Nach dem Status quo. Des Status\u00a0Quo. Sein status.", ["Status quo", "Status\u00a0Quo"]),
        ("Die Rechte des Stärkeren, das Recht des Volkes", ["Rechte des Stärkeren", "Recht", "Volkes"]),
        ("Macht man sich klar, was gilt? Waren die Europäer dabei?", []),
        ("Das ist so. Macht Trump ernst, gilt: Waren sind Waren.", ["Waren", "Waren"]),
        ("Er sagt: „Macht es!“ – „Macht und Recht“", ["Macht", "Recht"]),
        ("MARKT UND STAAT", ["MARKT", "STAAT"]),
        ("Weltmacht: Stellvertreter:innen", ["Weltmacht", "Stellvertreter"]),
        ("Die Schuld an den Schulden", ["Schuld"]),
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


def find(text: str, *terms: Term) -> list[tuple[str, str]]:
    return [(m.key, text[m.start : m.end]) for m in Terms(terms).find(text)]


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (Compounds.BOTH, ["Macht", "Weltmacht", "Machtfrage", "US-Macht", "Macht-Wille", "EU-Macht-Frage"]),
        (Compounds.FRONT, ["Macht", "Machtfrage", "Macht-Wille"]),
        (Compounds.BACK, ["Macht", "Weltmacht", "US-Macht"]),
        (Compounds.NONE, ["Macht"]),
    ],
)
def test_where_in_compounds_a_term_is_found(place: Compounds, words: list[str]) -> None:
    text = "Macht, Weltmacht, Machtfrage, US-Macht, Macht-Wille, EU-Macht-Frage"
    assert find(text, Term("Macht", compounds=place)) == [("Macht", word) for word in words]


def test_a_form_goes_before_a_compound_and_the_longer_before_the_shorter() -> None:
    text = "Weltordnungskrieg, Weltordnungskriege, Stellvertreterkrieg, Staatsgewalt, Rechtsstaat"
    krieg, ordnung, vertreter = Term("Krieg"), Term("Weltordnung"), Term("Stellvertreter")
    found = find(
        text, krieg, ordnung, vertreter, Term("Weltordnungskrieg"), Term("Staat"), Term("Gewalt"), Term("Recht")
    )
    assert [key for key, _ in found] == [*["Weltordnungskrieg"] * 2, "Stellvertreter", "Gewalt", "Staat"]
    assert find("Weltordnungskrieg", krieg, ordnung) == [("Weltordnung", "Weltordnungskrieg")]


@pytest.mark.parametrize(
    ("never", "words"),
    [
        ((), ["Macht", "Vollmacht", "Handlungsvollmacht", "Kalte Macht"]),
        (("Vollmacht",), ["Macht", "Macht"]),
        (("Kalte Macht",), ["Macht", "Vollmacht", "Handlungsvollmacht"]),
        (("Macht",), []),
    ],
)
def test_words_that_are_not_meant(never: tuple[str, ...], words: list[str]) -> None:
    text = "Macht mit Vollmacht, mit Handlungsvollmacht, eine Kalte Macht"
    expected = [("Macht", word.removeprefix("Kalte ")) for word in words]
    assert find(text, Term("Macht", never=never)) == expected


def test_only_the_form_that_is_not_meant() -> None:
    assert find("das Recht, die Rechte, des Rechtes", Term("Recht", never=("Rechte",))) == [
        ("Recht", "Recht"),
        ("Recht", "Rechtes"),
    ]


def test_other_names_and_forms_count_as_the_term() -> None:
    term = Term("Kiewer Führung", also=("Kiew (Regierung)",), forms=("ukrainisch", "Selenskyj-Regierung"))
    text = "Die Führung Kiews, die Kiewer Führung, ukrainische Pläne, Ukrainisches, der Selenskyj-Regierung"
    words = ["Kiews", "Kiewer Führung", "ukrainische", "Ukrainisches", "Selenskyj-Regierung"]
    assert find(text, term) == [("Kiewer Führung", word) for word in words]


@pytest.mark.parametrize("name", ["", "–", "(nichts)", "%", "-", "ß", "İ-Macht", "a" * 5000, "der", "Ein\nzwei", "1"])
def test_an_odd_name_harms_nobody(name: str) -> None:
    terms = Term(name, also=(name,), forms=(name,), never=("", "–")), Term("Macht", never=(name,))
    assert ("Macht", "Macht") in find(f"Die Macht, {name} İMacht", *terms)


TEXTS = Path(__file__).parent / "texts"


@pytest.mark.parametrize(
    ("file", "words"),
    [
        ("kapital.md", "Waren Warenkörpern Ware Tauschwert Gebrauchswerten Werte Wertform Wertsubstanz Welt Arbeit"),
        ("verein.md", "Mitgliederversammlung Mitgliedern Fördermitglieder Vorstand"),
        ("bundestag.md", "Haushalt Sitzung"),
        ("verse.md", "Geist"),
    ],
)
def test_everyday_terms_in_other_texts(file: str, words: str) -> None:
    names = "Ware Wert Arbeit Welt Mitglied Vorstand Haushalt Sitzung Geist Kapital Macht Staat Krieg Rat".split()
    found = find((TEXTS / file).read_text("utf-8"), *map(Term, names))
    assert {word for _, word in found} == set(words.split())


PIECES = [
    "Weltmacht",
    "-",
    "\u2011",
    "Krieg",
    "emanzipierter",
    "Imperialismus",
    "s",
    "\n",
    " ",
    "ß",
    "NATO",
    "Status",
    "İ",
]


@given(st.text() | st.lists(st.sampled_from(PIECES)).map("".join))
def test_spans_are_in_order_and_inside(text: str) -> None:
    found = TERMS.find(text)
    edges = [x for m in found for x in (m.start, m.end)]
    assert edges == sorted(edges)
    assert all(0 <= m.start < m.end <= len(text) for m in found)


@pytest.mark.parametrize("text", ["A-" * 20_000, "Herab" * 9_000 + "macht", "Macht" * 9_000, "Status " * 9_000])
def test_what_is_no_word_comes_to_an_end(text: str) -> None:
    assert all(m.end - m.start < len(text) for m in TERMS.find(text))


def test_thousands_of_terms_are_looked_up_not_tried() -> None:
    many = Terms(
        [Term(f"Begriff{'abcdefghij'[i % 10]}{'klmnopqrst'[i // 10 % 10]}{i // 100 * 'x'}") for i in range(900)]
    )
    assert [m.key for m in many.find("Ein Begriffakanspruch und Begriffbk.")] == ["Begriffak", "Begriffbk"]
