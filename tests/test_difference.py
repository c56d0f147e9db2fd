"""Two wordings are compared so that a reader sees which words have changed."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jourfixe.apparatus.numbers.difference import difference


def shown(old: str, new: str) -> str:
    """Old words in [ ], new ones in { }."""
    return "".join({"=": text, "-": f"[{text}]", "+": f"{{{text}}}"}[sign] for sign, text in difference(old, new))


CASES = {
    "nothing": ("Es ist so.", "Es ist so.", "Es ist so."),
    "a word": ("Der Plan verlangt viel.", "Der Plan fordert viel.", "Der Plan [verlangt]{fordert} viel."),
    "an ending": (
        "des 28-Punkte-Plans heute",
        "des 28-Punkte-Plan heute",
        "des [28-Punkte-Plans]{28-Punkte-Plan} heute",
    ),
    "a comma": ("gegen Russland, ist gut", "gegen Russland ist gut", "gegen [Russland,]{Russland} ist gut"),
    "a word left out": ("Es ist doch nicht so.", "Es ist nicht so.", "Es ist [doch ]nicht so."),
    "a word put in": ("Es ist nicht so.", "Es ist doch nicht so.", "Es ist {doch }nicht so."),
    "neighbours": ("die alte Taktik hier", "eine neue Taktik hier", "[die alte]{eine neue} Taktik hier"),
    "a dash between": ("heute kommt – morgen", "gestern kam – nie", "[heute kommt – morgen]{gestern kam – nie}"),
    "at the end": ("Es ist so", "Es ist so, ja", "Es ist [so]{so, ja}"),
    "more at the end": ("Es ist so.", "Es ist so. Oder nicht.", "Es ist so.{ Oder nicht.}"),
    "quotation marks": (
        'Was heißt "Respekt" hier',
        "Was heißt „Respekt“ hier",
        'Was heißt ["Respekt"]{„Respekt“} hier',
    ),
    "a space": ("Es ist  so", "Es ist so", "Es ist [ ]so"),
    "everything": ("ja", "nein", "[ja]{nein}"),
    "from nothing": ("", "ja", "{ja}"),
}


@pytest.mark.parametrize("name", CASES)
def test_cases(name: str) -> None:
    old, new, expected = CASES[name]
    assert shown(old, new) == expected


texts = st.lists(st.sampled_from(["ja", "nein.", "doch,", "–", "„so“", " ", "  ", "\t", "der", "die"]), max_size=30)


@given(texts.map(" ".join), texts.map(" ".join))
def test_pieces_join_to_the_texts(old: str, new: str) -> None:
    pieces = difference(old, new)
    assert "".join(text for sign, text in pieces if sign != "+") == old
    assert "".join(text for sign, text in pieces if sign != "-") == new
    assert all(text for _, text in pieces)
    assert all(one != other for (one, _), (other, _) in pairwise(pieces))


LONG = [f"Satz {n} sagt, was der Fall ist und was daraus folgt." for n in range(400)]


def test_a_long_text_is_compared_by_its_sentences() -> None:
    old, new = LONG.copy(), LONG.copy()
    new[3], new[390] = new[3].replace("Fall", "Stand"), new[390].replace("folgt", "wird")
    pieces = difference(" ".join(old), " ".join(new))
    assert [piece for piece in pieces if piece[0] != "="] == [
        ("-", "Fall"),
        ("+", "Stand"),
        ("-", "folgt."),
        ("+", "wird."),
    ]


def test_what_is_too_long_is_replaced_as_a_whole() -> None:
    assert shown("a " + "ja " * 5000 + "z", "a " + "ja nein " * 2500 + "z") == (
        "a ja [" + ("ja " * 4999).strip() + "]{" + ("nein ja " * 2499 + "nein") + "} z"
    )
