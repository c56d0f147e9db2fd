"""What a word of the text is found by, and the lines of the index."""

from __future__ import annotations

import random

import pytest

from jourfixe.apparatus.searching.keys import Keys, nouns, touched
from jourfixe.apparatus.searching.shards import LARGEST, Words, cut, encode, lines_of_year, merge, words_of
from jourfixe.apparatus.searching.stem import WORD, fold, stem
from jourfixe.reading import read_bytes
from projects import WITNESS

#: Ways to write one word.
SPELLINGS = [
    "Mächte Maechte mächte MÄCHTE Machte Ma\u0308chte",
    "Größe Groesse größe GRÖSSE Grosse",
    "Führung Fuehrung Fuhrung",
    "Europäer Europaeer Europaer",
    "Häuser Haeuser Hauser",
    "Bäuerin Baeuerin",
    "Ukraine-Krieg Ukrainekrieg Ukraine\u2011Krieg",
    "Maßstab Massstab MASSSTAB",
]
#: Forms of one word, and then of another one that must not be taken for it.
FORMS = [
    ("Macht Mächte Mächten", "machen"),
    ("Krieg Krieges Kriegs Kriege Kriegen", "Krise"),
    ("Anspruch Anspruchs Ansprüche Ansprüchen", "Ansprache"),
    ("Land Landes Länder Ländern", "Landung"),
    ("Weltordnung Weltordnungen", "Weltort"),
    ("Interesse Interessen", "Interessent"),
    ("Hegemonie Hegemonien", "hegemonial"),
    ("Supermacht Supermächte", "Supermarkt"),
    ("anerkennen anerkennt anerkenne", "Anerkennung"),
    ("regionale regionaler regionalen regionales", "Region"),
    ("entscheiden entscheidet entscheidend entscheidende", "Entschluss"),
    ("Geschichte Geschichten", "Schicht"),
    ("Freund Freunde Freunden", "freuen"),
    ("Russland Russlands", "Russin"),
    ("Trump Trumps", "Trumpf"),
    ("Europäer Europäern Europäers", "Europa"),
]
#: Not forms by their endings, or other words with like endings. What is not found, or too much, stands here openly.
LIMITS = [("Museum", "Museen", False), ("anerkannt", "anerkennen", False), ("Fehler", "fehlen", True)]

EDITION = """Die Welt, die Macht und die Weltmacht; ihr Anspruch auf Suprematie. Die Ordnung der Welt, die Krise, ein
Ziel, der Krieg und der Friede, ein Plan, die Völker und das Recht; Stellvertreter, Angebot, Stand, Nation, Status."""
KEYS = {
    "Suprematie-Anspruch": "suprematieanspruch suprematie anspruch",
    "Suprematieanspruch": "suprematieanspruch suprematie anspruch",
    "Weltmachtansprüchen": "weltmachtanspruch weltmacht welt macht anspruch",
    "Weltordnungs-Krise": "weltordnungskri weltordnung welt ordnung kri",
    "Kriegszielen": "kriegsziel krieg ziel",
    "Völkerrecht": "volkerrecht volk recht",
    "Friedensplans": "friedenspla fried pla",
    "Friedensangebot": "friedensangebot fried angebot",
    "Stellvertreterkriege": "stellvertreterkrieg stellvertret krieg",
    "Weltgarantie": "weltgarantie welt garantie",
    "Friedensstifter": "friedensstift fried stift",
    "Monopolanspruch": "monopolanspruch monopol anspruch",
    "Russlands": "russland",
    "28-Punkte-Plan": "28punktepla 28 punkt pla",
    "Gegenstand": "gegenstand",
    "Kombination": "kombinatio",
    "weltmachtpolitisch": "weltmachtpolitisch",
    "Trump": "trump",
}


@pytest.mark.parametrize("spellings", SPELLINGS)
def test_one_word_however_it_is_written(spellings: str) -> None:
    assert len({fold(word) for word in spellings.split()}) == 1


@pytest.mark.parametrize("word", ["neue", "Feuer", "Quelle", "Trauer", "Treue"])
def test_ue_that_is_no_umlaut_stays(word: str) -> None:
    assert fold(word) == word.lower()


@pytest.mark.parametrize("forms, other", FORMS)
def test_forms_of_one_word(forms: str, other: str) -> None:
    assert len({stem(form) for form in forms.split()}) == 1
    assert stem(other) != stem(forms.split()[0])


@pytest.mark.parametrize("one, other, same", LIMITS)
def test_limits_of_the_stemmer(one: str, other: str, same: bool) -> None:
    assert (stem(one) == stem(other)) is same


@pytest.mark.parametrize("word, keys", KEYS.items())
def test_keys_of_a_compound(word: str, keys: str) -> None:
    known = nouns(WORD.findall(EDITION))
    assert set(Keys(known).of(word)) == set(keys.split())
    assert Keys(known).of(word)[0] == keys.split()[0]


def test_words_of_a_text() -> None:
    text = "Die „Nicht-Verfolgung“, Putin's 28-Punkte-Plan (GS 4-25, S.45) – z.B. 90-Mrd.-Kredit, und/oder -mittel"
    assert WORD.findall(text) == (
        "Die Nicht-Verfolgung Putin's 28-Punkte-Plan GS 4-25 S 45 z B 90-Mrd Kredit und oder mittel".split()
    )


def test_only_touched_words_change_their_keys() -> None:
    """When a noun of the edition comes or goes."""
    words = set(WORD.findall(WITNESS))
    known = nouns(words)
    before = Keys(known)
    for gone in sorted(known)[::40]:
        after = Keys(known - {gone})
        assert {word for word in words if before.of(word) != after.of(word)} <= touched(words, [gone])


def test_lines_of_the_index() -> None:
    one = words_of([("contribution", "Der Krieg, die Kriege"), ("chair", "Die Frage"), ("frame", "")])
    two = words_of([("chair", "Kriegs-Ziele")])
    assert one == Words({"Der": [0], "Krieg": [0], "die": [0], "Kriege": [0], "Die": [1], "Frage": [1]}, "chf")
    keys = Keys(nouns([*one.places, *two.places])).of
    assert dict(lines_of_year([one, two], keys)) == {
        "=c": "a",
        "=f": "c",
        "=h": "bb",
        "der": "a",
        "die": "aa",
        "frag": "b",
        "krieg": "ac",
        "kriegsziel": "d",
        "ziel": "d",
    }


def test_numbers_as_gaps() -> None:
    assert encode([0, 1, 2, 52, 53 + 52, 106 + 104]) == "aaaX1a2a"
    assert encode([51]) == "Z"


def test_years_follow_each_other_in_a_line() -> None:
    years = {0: [("macht", "a"), ("welt", "b")], 1: [("krieg", "c"), ("macht", "d")]}
    assert list(merge(years)) == [("krieg", "1.c"), ("macht", "0.a1.d"), ("welt", "0.b")]


def long_lines(n: int) -> list[tuple[str, str]]:
    chance = random.Random(3)
    return [(f"wort{i:06}", "ab" * chance.randrange(1, 30)) for i in range(n)]


def test_files_are_small_and_hold_all_lines() -> None:
    lines = long_lines(20_000)
    files = list(cut([*lines, ("z", "a" * 3 * LARGEST)]))
    assert [line for _, text in files for line in text.split(";")] == [
        *(f"{key}:{places}" for key, places in lines),
        f"z:{'a' * 3 * LARGEST}",
    ]
    assert all(text.startswith(f"{first}:") for first, text in files)
    assert max(len(text) for _, text in files[:-1]) <= LARGEST
    assert len(files) < 3 * sum(len(text) for _, text in files) / LARGEST


def test_a_line_more_leaves_most_files_alone() -> None:
    lines = long_lines(20_000)
    before = {text for _, text in cut(lines)}
    after = {text for _, text in cut(sorted([*lines, ("wort000100x", "a")]))}
    assert len(after - before) <= 2


def test_paragraphs_of_the_witness_are_found_by_each_of_their_words() -> None:
    protocol = read_bytes(WITNESS.encode(), "raw.md").protocol
    words = words_of((p.role, p.text) for p in protocol.paragraphs)
    for n, paragraph in enumerate(protocol.paragraphs):
        assert all(n in words.places[word] for word in WORD.findall(paragraph.text))
