"""What becomes of paragraphs that are hard to tell apart. Indexes are those of the old and the new list."""

from __future__ import annotations

import pytest

from jourfixe.apparatus.numbers.matching import Match, match

A = "Trump erkennt Putin als Staatsführer einer großen Macht an, die ihre Interessen durchsetzt."
B = "Die Europäer sprechen ihm ab, dass er ein Staatsmann ist, dem man Respekt entgegenbringen muss."
C = (
    "Der Ukrainekrieg hat für Russland eine neue Qualität bekommen, weil das Kriegsziel des Westens aus dem Verkehr "
    "gezogen wurde und die Auseinandersetzung nun als regionale gilt; an diesem Widerspruch arbeitet man sich ab."
)
NO = "Nein."
SHORT = "Nein, das ist falsch."

CASES = {
    # what was done: (old, new, what the matching must say)
    "three joined, the last the longest": ([A, B, C], [f"{A} {B} {C}"], Match({0: 0}, {}, {1: 0, 2: 0}, [])),
    "equal ones, the first deleted": ([A, NO, B, NO], [A, B, NO], Match({0: 0, 2: 1, 3: 2}, {}, {}, [1])),
    "equal ones, one inserted before": ([A, B, NO], [NO, A, B, NO], Match({0: 1, 1: 2, 2: 3}, {}, {}, [])),
    "a short one deleted, its words in a new long one": (
        [A, SHORT, B],
        [A, B, f"{SHORT} {C}"],
        Match({0: 0, 2: 1}, {}, {}, [1]),
    ),
    "a long one cut down to some words": ([A, C], [A, "Der Ukrainekrieg hat für"], Match({0: 0}, {}, {}, [1])),
    "divided, the second half joined with the next": (
        [f"{A} {C}", B],
        [A, f"{C} {B}"],
        Match({0: 0}, {0: [1]}, {1: 1}, []),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_matching(name: str) -> None:
    old, new, wanted = CASES[name]
    found = match(old, new)
    assert (found.same, found.merged, sorted(found.lost)) == (wanted.same, wanted.merged, wanted.lost)
    assert {i: parts for i, parts in found.split.items() if parts} == wanted.split


def test_no_number_goes_to_two_places() -> None:
    for old, new, _ in CASES.values():
        found = match(old, new)
        places = [*found.same.values(), *(j for parts in found.split.values() for j in parts)]
        assert len(places) == len(set(places))
        assert not found.same.keys() & (found.merged.keys() | set(found.lost))
