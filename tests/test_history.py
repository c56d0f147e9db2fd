"""What was published is found again: as it was, with both wordings, in another number, or as gone."""

from __future__ import annotations

import datetime
import shutil
from pathlib import Path

import pytest

from jourfixe.apparatus.folder import load
from jourfixe.apparatus.numbers.history import Change, History, Kind, history, ranges, way
from jourfixe.apparatus.numbers.register import Register, Revision, entry_of
from jourfixe.apparatus.numbers.told import sentence, sentences
from projects import REPO, Edition, edition, protocol
from test_numbering import DAY, A, B, C, D, E, X

DATE = datetime.date(2026, 2, 1)


def told(*states: dict[str, str], gone: str = "", lines: str = "", present: str = "") -> History:
    """The history of a text: its Fassungen and, last, the present one; "36>35 35" has gone, "155:34" was a line."""
    went = {rn: into for rn, _, into in (word.partition(">") for word in gone.split())}
    published = tuple((n, rn) for n, _, rn in (word.partition(":") for word in lines.split()))
    revisions = [
        Revision(n, DATE, f"Grund {n}", tuple(entry_of(rn, t) for rn, t in texts.items()), (), published)
        for n, texts in enumerate(states[:-1], 1)
    ]
    return history(Register(tuple(revisions)), states[:-1], states[-1], went, present.split())


def since(made: History, n: int) -> str:
    """All that is not as it was in Fassung n, in sentences."""
    return " ".join(map(sentence, made.former[n - 1].since))


ONE = {"1": "eins", "34": "alt", "35": "da", "36": "dort"}

CASES = {
    # what was done: (the present text, what has gone, what is told of Fassung 1)
    "nothing": (ONE, "", ""),
    "a word corrected": ({**ONE, "34": "neu"}, "", "Rn. 34: neuer Wortlaut"),
    "dropped": ({"1": "eins", "34": "alt", "35": "da"}, "36", "Rn. 36 (entfallen)"),
    "merged": (
        {"1": "eins", "34": "alt", "35": "da dort"},
        "36>35",
        "Rn. 35: neuer Wortlaut Rn. 36 ist in Rn. 35 aufgegangen.",
    ),
    "merged twice": (
        {"1": "eins", "34": "alt da dort"},
        "36>35 35>34",
        "Rn. 34: neuer Wortlaut Rn. 35 ist in Rn. 34 aufgegangen. Rn. 36 ist in Rn. 34 aufgegangen.",
    ),
    "merged, then dropped": (
        {"1": "eins", "34": "alt"},
        "36>35 35",
        "Rn. 35 (entfallen) Rn. 36 ist in Rn. 35 aufgegangen und mit ihr entfallen.",
    ),
    "inserted": ({"1": "eins", "1a": "mehr", "34": "alt", "35": "da", "36": "dort"}, "", ""),
    "moved": (dict(reversed(ONE.items())), "", ""),
}


@pytest.mark.parametrize("name", CASES)
def test_what_became_of_the_first_fassung(name: str) -> None:
    now, gone, expected = CASES[name]
    assert since(told(ONE, now, gone=gone), 1) == expected
    assert since(told(ONE, now, now, gone=gone), 1) == expected
    assert since(told(ONE, now, now, gone=gone), 2) == ""


def test_both_wordings_are_there() -> None:
    made = told(ONE, {"1": "eins", "34": "neu", "35": "da dort"}, gone="36>35")
    assert made.former[0].since == (
        Change("34", Kind.CHANGED, "alt", "neu"),
        Change("35", Kind.CHANGED, "da", "da dort"),
        Change("36", Kind.MERGED, "dort", "", "35"),
    )


def test_each_step_is_told_as_it_was_then() -> None:
    """36 went into 35 in Fassung 2, and 35 was dropped in Fassung 3."""
    two, three = {"1": "eins", "34": "alt", "35": "da dort"}, {"1": "eins", "34": "alt"}
    made = told(ONE, two, three, {**three, "34": "neu"}, gone="36>35 35")
    assert [(step.n, step.date, step.note, sentences(step)) for step in made.steps] == [
        (2, "2026-02-01", "Grund 2", ["Rn. 35: neuer Wortlaut", "Rn. 36 ist in Rn. 35 aufgegangen."]),
        (3, "2026-02-01", "Grund 3", ["Rn. 35 (entfallen)"]),
        (4, "", "", ["Rn. 34: neuer Wortlaut"]),
    ]
    assert not made.published
    assert since(made, 3) == "Rn. 34: neuer Wortlaut"


def test_what_is_new_or_moved_is_told() -> None:
    made = told(ONE, {"1a": "mehr", **dict(reversed(ONE.items()))})
    assert sentences(made.steps[0]) == ["Rn. 1a: neu", "Die Absätze stehen in anderer Reihenfolge."]


def test_as_published() -> None:
    made = told(ONE, ONE)
    assert (made.published, made.steps) == (True, ())
    assert history(Register(), [], ONE, {}, ()) == History()


def test_a_correction_taken_back_is_told_twice() -> None:
    """Who cites the first Fassung reads what it said; the Fassung between said something else."""
    made = told(ONE, {**ONE, "34": "neu"}, ONE, ONE)
    assert (since(made, 1), since(made, 2)) == ("", "Rn. 34: neuer Wortlaut")
    assert [sentences(step) for step in made.steps] == [["Rn. 34: neuer Wortlaut"]] * 2


def test_lines_that_the_reading_has_lost() -> None:
    """They stay with their paragraph, with the one it went into, or with what is left of its number."""
    now = {"1": "eins", "34": "alt dort", "35": "da"}
    assert told(ONE, now, gone="36>34", lines="5:1 155:34 160:36 165:36", present="5").lost == {
        "34": ("155", "160", "165")
    }
    assert told(ONE, {"1": "eins"}, gone="34 35 36>35", lines="155:34 165:36").lost == {"34": ("155",), "35": ("165",)}


def test_a_way_in_a_circle_ends() -> None:
    assert way("1", (), {"1": "2", "2": "1"}) == ["1", "2"]


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ("1 2 3", "1-3"),
        ("1", "1"),
        ("1 2 2a 2b 3 4", "1-2 2a 2b 3-4"),
        ("4 1 2 3 5", "4 1-3 5"),
        ("9 10 12", "9-10 12"),
    ],
)
def test_ranges(numbers: str, expected: str) -> None:
    assert ranges(numbers.split()) == expected


def test_the_real_edition() -> None:
    made = load(REPO / "protocols" / DAY).history
    assert made.published
    assert [f.numbers for f in made.former] == [tuple(map(str, range(1, 58)))] * len(made.former)
    assert [c.rn for c in made.former[0].since] == ["20", "24", "27", "34", "36", "38"]
    assert made.lost == {}


# In the register on disk


@pytest.fixture
def made(tmp_path: Path) -> Edition:
    built = edition(tmp_path, d2026_01_12=protocol(DAY, A, B, C, D, E))
    assert built.jourfixe("publish", DAY).code == 0
    return built


def test_publish_says_what_the_history_says(made: Edition) -> None:
    made.rewrite(DAY, protocol(DAY, A.replace("Plan", "Vorschlag"), X, f"{B} {C}", D))
    done = made.jourfixe("publish", DAY, "--dry-run")
    assert [line.strip() for line in done.output.splitlines() if line.strip().startswith("Rn. ")][:5] == sentences(
        load(made.root / "protocols" / DAY).history.steps[-1]
    )
    for words in ("Rn. 1: neuer Wortlaut", "Rn. 1a: neu", "Rn. 3 ist in Rn. 2 aufgegangen.", "Rn. 5 (entfallen)"):
        assert words in done.output


def real_copy(root: Path) -> Path:
    return shutil.copytree(REPO / "protocols" / DAY, root / DAY)


def test_the_real_register_has_its_lines(tmp_path: Path) -> None:
    edited = load(real_copy(tmp_path))
    assert edited.register.lines == {m.name: rn for rn, p in edited.numbered() for m in p.lines}


DAMAGED = {
    "a line twice": ('[10, "', '[5, "', "steht Zeile 5 zweimal"),
    "a line in no paragraph": ('[5, "1"]', '[5, "99"]', "steht Zeile 5 in Rn. 99, die es dort nicht gibt"),
    "a line that is no number": ("[5, ", '["5", ', "nicht die richtige Form"),
    "a line with a letter": ("[5, ", '["1.5a", ', "nicht die richtige Form"),
    "a line that is a fraction": ("[5, ", "[3.10, ", "nicht die richtige Form"),
    "a line below one": ("[5, ", "[0, ", "nicht die richtige Form"),
    "a line too short": ('[5, "1"]', "[5]", "nicht die richtige Form"),
    "gone into nowhere": (
        'note = "Rn. 20',
        'gone = [["58", "59"]]\nnote = "Rn. 20',
        "soll ein Absatz in Rn. 59 aufgegangen sein, die es dort nicht gibt",
    ),
}


@pytest.mark.parametrize("name", DAMAGED)
def test_damaged_lines_are_noticed(tmp_path: Path, name: str) -> None:
    before, after, words = DAMAGED[name]
    folder = real_copy(tmp_path)
    text = (folder / "numbering.toml").read_text("utf-8")
    assert before in text
    (folder / "numbering.toml").write_text(text.replace(before, after, 1), "utf-8")
    found = load(folder)
    assert [f.code for f in found.findings if f.blocks] == ["JF406"]
    assert words in next(f.message for f in found.findings if f.blocks)
    assert found.history == History()
