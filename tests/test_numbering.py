"""A published number never moves, is never lost and never used again."""

from __future__ import annotations

import datetime
import re
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jourfixe.apparatus.folder import load
from jourfixe.apparatus.numbers.numbering import Numbering, next_revision, number
from jourfixe.apparatus.numbers.register import Register, Revision, format_register, read_register
from jourfixe.apparatus.numbers.rn import next_rn, sort_key
from jourfixe.model import Place
from projects import ENGLISH, Edition, edition, page, protocol, short

DAY = "2026-01-12"
FOLDER = f"protocols/{DAY}"
A, B, C, D, E = (
    "Der Plan verlangt von beiden Seiten, dass sie ihre Interessen an denen der Weltmacht messen lassen.",
    "Die Europäer sehen darin einen Verrat und nicht bloß eine andere Taktik gegen denselben Feind.",
    "Der Krieg hat seine Kosten, und die trägt vor allem, wer ihn führt, ohne ihn bezahlen zu können.",
    "Was heißt hier „Respekt“? Das ist doch – so der Artikel – die Anerkennung einer Macht als Macht.",
    "Beim nächsten Mal wird der zweite Teil des Artikels besprochen, in dem es um die Handelspolitik geht.",
)
X = "Ein ganz neuer Gedanke, der bisher von niemandem in der Runde ausgesprochen worden ist."


@dataclass
class Book:
    """A register as it grows, Fassung by Fassung, written and read each time."""

    file: Path
    register: Register = field(default_factory=Register)
    wording: dict[str, str] = field(default_factory=dict)

    def number(self, texts: Sequence[str]) -> Numbering:
        return number(self.register, texts, lambda: self.wording, DAY, Place("numbering.toml"))

    def publish(self, texts: Sequence[str]) -> Numbering:
        now = self.number(texts)
        revision = Revision(len(self.register.revisions) + 1, datetime.date(2026, 2, 1), "weil „es“ \\ so ist", ())
        written = next_revision(self.register, now, texts, revision)
        self.file.write_text(format_register(written), "utf-8")
        self.register, findings = read_register(self.file, "numbering.toml")
        assert (self.register, findings) == (written, [])
        self.wording = dict(zip(now.numbers, texts, strict=True))
        return now


@pytest.fixture
def book(tmp_path: Path) -> Book:
    made = Book(tmp_path / "numbering.toml")
    made.publish([A, B, C, D, E])
    return made


def split(text: str) -> list[str]:
    """A paragraph as two."""
    words = text.split()
    half = len(words) // 2
    return [" ".join(words[:half]), " ".join(words[half:])]


CHANGES = {
    # what was done: (paragraphs, their numbers, what has gone, codes of the findings)
    "nothing": ([A, B, C, D, E], "1 2 3 4 5", {}, []),
    "inserted": ([A, B, C, X, D, E], "1 2 3 3a 4 5", {}, ["JF405"]),
    "inserted first": ([X, A, B, C, D, E], "0a 1 2 3 4 5", {}, ["JF405"]),
    "added at the end": ([A, B, C, D, E, X], "1 2 3 4 5 5a", {}, ["JF405"]),
    "deleted": ([A, B, D, E], "1 2 4 5", {"3": ""}, ["JF401"]),
    "all deleted but one": ([D], "4", {"1": "", "2": "", "3": "", "5": ""}, ["JF401"] * 4),
    "divided": ([A, B, *split(C), D, E], "1 2 3 3a 4 5", {}, ["JF402", "JF404"]),
    "joined": ([A, B, f"{C} {D}", E], "1 2 3 5", {"4": "3"}, ["JF403", "JF404"]),
    "moved": ([D, A, B, C, E], "4 1 2 3 5", {}, ["JF410"]),
    "turned round": ([E, D, C, B, A], "5 4 3 2 1", {}, ["JF410"]),
    "a word corrected": ([A, B, C.replace("Kosten", "Lasten"), D, E], "1 2 3 4 5", {}, ["JF404"]),
    "other quotes and dashes": ([A, B, C, D.translate(str.maketrans("„“–", '""-')), E], "1 2 3 4 5", {}, []),
    "replaced": ([A, B, X, D, E], "1 2 2a 4 5", {"3": ""}, ["JF401", "JF405"]),
    "all at once": ([E, *split(A), X, f"{C} {D}"], "5 1 1a 1b 3", {"2": "", "4": "3"}, None),
}


@pytest.mark.parametrize("name", CHANGES)
def test_numbers_after_a_change(book: Book, name: str) -> None:
    texts, numbers, gone, codes = CHANGES[name]
    now = book.number(texts)
    assert (" ".join(now.numbers), dict(now.gone)) == (numbers, gone)
    if codes is not None:
        assert [f.code for f in now.findings] == codes
    assert any(f.blocks for f in now.findings) == bool({"JF401", "JF402", "JF403"} & {f.code for f in now.findings})
    if name != "other quotes and dashes":
        assert now.is_published == (not now.findings)


@pytest.mark.parametrize("name", CHANGES)
def test_published_changes_stay(book: Book, name: str) -> None:
    """The next Fassung has the numbers announced, and after it there is nothing to say."""
    texts, numbers, gone, _ = CHANGES[name]
    before = format_register(book.register)
    book.publish(texts)
    again = book.number(texts)
    assert (" ".join(again.numbers), dict(again.gone), again.findings) == (numbers, gone, ())
    assert format_register(book.register).startswith(before)


def test_a_gone_number_is_not_used_again(book: Book) -> None:
    book.publish([A, B, C, X, D, E])
    book.publish([A, B, C, D, E])
    assert book.number([A, B, C, "Etwas noch einmal ganz anderes steht nun hier.", D, E]).numbers[3] == "3b"


def test_a_text_that_returns_does_not_get_its_old_number(book: Book) -> None:
    """A reader was told that it is gone."""
    book.publish([A, B, D, E])
    now = book.publish([A, B, C, D, E])
    assert now.numbers == ("1", "2", "2a", "4", "5")
    assert dict(now.gone) == {"3": ""}


def test_a_number_goes_into_one_paragraph_only(tmp_path: Path) -> None:
    """Where several paragraphs hold the same words, one that has gone into the first is not in the second, too."""
    book = Book(tmp_path / "numbering.toml")
    book.publish(["ja ja ja", "ja ja ja", "ja nein ja ja ja"])
    now = book.publish(["ja ja ja ja ja ja", "ja", "ja", "nein ja ja ja"])
    assert not set(now.numbers) & dict(now.gone).keys()


def test_numbers_before_publication_only_count(tmp_path: Path) -> None:
    empty = Book(tmp_path / "numbering.toml")
    assert empty.number([A, B]).numbers == empty.number([B, A]).numbers == ("1", "2")
    assert [f.code for f in empty.number([A]).findings] == ["JF407"]


def test_order_of_numbers() -> None:
    right = "0a 1 1a 2 9 10 34 34a 34aa 34ab 34b 34z 34za 35".split()
    assert sorted(set(right), key=sort_key) == right


@given(st.sampled_from(["0", "3", "3a", "3z", "3zz"]), st.sets(st.from_regex(r"3[a-z]{1,2}", fullmatch=True)))
def test_next_number_is_new(before: str, taken: set[str]) -> None:
    assert next_rn(before, taken) not in taken
    assert sort_key(next_rn(before, taken)) > sort_key(before)


# Random histories. Few words make texts alike, many make them distinct.

few = st.lists(st.sampled_from("ja nein doch krieg plan macht recht geld".split()), min_size=1, max_size=8)
many = st.lists(st.integers(0, 10**6).map(lambda n: f"w{n}"), min_size=6, max_size=16, unique=True)
steps = st.tuples(
    st.sampled_from(["insert", "delete", "split", "join", "move", "correct"]), st.integers(0, 99), st.integers(0, 99)
)


def change(texts: list[str], what: str, i: int, j: int, new: str) -> list[str]:
    """One edit of an editor."""
    i %= len(texts)
    rest = texts[:i] + texts[i + 1 :]
    j %= len(rest) + 1
    words = texts[i].split()
    if what == "insert":
        return [*texts[:i], new, *texts[i:]]
    if what == "delete" and rest:
        return rest
    if what == "split" and len(words) > 1:
        k = 1 + j % (len(words) - 1)
        return [*texts[:i], " ".join(words[:k]), " ".join(words[k:]), *texts[i + 1 :]]
    if what == "join" and i + 1 < len(texts):
        return [*texts[:i], f"{texts[i]} {texts[i + 1]}", *texts[i + 2 :]]
    if what == "move":
        return [*rest[:j], texts[i], *rest[j:]]
    if what == "correct":
        words[j % len(words)] = "berichtigt"
        return [*texts[:i], " ".join(words), *texts[i + 1 :]]
    return texts


def shared(one: str, other: str) -> float:
    """Share of the shorter one's words that the other has, too."""
    left, right = set(one.split()), set(other.split())
    return len(left & right) / min(len(left), len(right))


@pytest.mark.parametrize("words", [few, many], ids=["alike", "distinct"])
def test_histories(words: st.SearchStrategy[list[str]], tmp_path: Path) -> None:
    texts = words.map(" ".join)

    @settings(max_examples=150, deadline=None, database=None)
    @given(st.lists(texts, min_size=1, max_size=6), st.lists(st.lists(st.tuples(steps, texts), max_size=3), max_size=5))
    def history(start: list[str], fassungen: list[list[tuple[tuple[str, int, int], str]]]) -> None:
        made, now = Book(tmp_path / "numbering.toml"), start
        made.publish(now)
        for edits in fassungen:
            before, gone, ever = dict(made.wording), dict(made.register.gone), set(made.register.taken)
            for (what, i, j), new in edits:
                now = change(now, what, i, j, new)
            made.publish(now)
            for rn, text in made.wording.items():
                assert rn not in ever or rn in before, f"{rn} came back"
                assert rn not in before or shared(before[rn], text) >= 0.5, f"{rn} moved to another text"
            assert gone.items() <= made.register.gone.items()
            assert ever <= made.wording.keys() | made.register.gone.keys(), "a number is lost"
            assert not made.wording.keys() & made.register.gone.keys()
            assert all(not into or into in made.register.taken for into in made.register.gone.values())
            for rn, text in before.items():
                if list(before.values()).count(text) == now.count(text) == 1:
                    assert made.wording.get(rn) == text, f"{rn} left its text"

    history()


# The register on disk


def published(root: Path) -> Edition:
    made = edition(root, d2026_01_12=short(DAY))
    assert made.jourfixe("publish", DAY).code == 0
    return made


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    return published(tmp_path_factory.mktemp("once"))


def swapped(text: str) -> str:
    return text.replace('["2"', '["X"').replace('["3"', '["2"').replace('["X"', '["3"')


DAMAGE = {
    "empty": lambda s: "",
    "cut off": lambda s: s[: len(s) // 2],
    "without its Fassung": lambda s: s[: s.index("[[")],
    "another format": lambda s: s.replace("numbering/1", "numbering/2"),
    "numbers swapped": swapped,
    "a number changed": lambda s: s.replace('["2"', '["7"'),
    "a number twice": lambda s: s.replace('["2"', '["3"'),
    "no number": lambda s: s.replace('["2"', '["zwei"'),
    "an entry away": lambda s: re.sub(r'  \["3".*\n', "", s),
    "another checksum": lambda s: re.sub(r'\["2", "....', '["2", "0000', s),
    "other opening words": lambda s: s.replace("Der Plan", "Ein Plan"),
    "gone without being gone": lambda s: s.replace("paragraphs", 'gone = [["3", "2"]]\nparagraphs', 1),
    "gone to nowhere": lambda s: s.replace("paragraphs", 'gone = [["9", "x y"]]\nparagraphs', 1),
    "Fassung 2 first": lambda s: s.replace("n = 1", "n = 2"),
    "no date": lambda s: re.sub(r"date = .*\n", "", s),
    "date as text": lambda s: re.sub(r"date = .*", 'date = "gestern"', s),
    "a list too short": lambda s: re.sub(r'\["2", "\w+", ', '["2", ', s),
    "not a list": lambda s: re.sub(r"paragraphs = \[.*\]\n", "paragraphs = 3\n", s, flags=re.S),
    "latin-1": lambda s: s.encode("latin-1", "replace"),
}


@pytest.mark.parametrize("name", DAMAGE)
def test_a_damaged_register_is_noticed(once: Edition, tmp_path: Path, name: str) -> None:
    folder = shutil.copytree(once.root / FOLDER, tmp_path / DAY)
    text = DAMAGE[name]((folder / "numbering.toml").read_text("utf-8"))
    (folder / "numbering.toml").write_bytes(text if isinstance(text, bytes) else text.encode())
    found = [f for f in load(folder).findings if f.blocks]
    assert {f.code for f in found} <= {"JF406", "JF409"}
    assert found
    assert found[0].place.file.endswith(f"{DAY}/numbering.toml")
    assert not re.search(r"object|unpack|expected|'", str(found[0]))


@pytest.mark.parametrize("file", ["numbering.toml", "fassung-1.txt"])
def test_a_missing_register_is_noticed(once: Edition, tmp_path: Path, file: str) -> None:
    folder = shutil.copytree(once.root / FOLDER, tmp_path / DAY)
    (folder / file).unlink()
    assert [f.code for f in load(folder).findings if f.blocks] == [{"f": "JF406", "n": "JF409"}[file[0]]]


def test_damage_stops_build_and_publication_and_changes_nothing(tmp_path: Path) -> None:
    made = published(tmp_path)
    made.edit(f"{FOLDER}/numbering.toml", '["2"', '["7"')
    before = made.files("protocols")
    for command in (["build"], ["publish", DAY, "--note", "x"], ["check"], ["add", f"{FOLDER}/raw.md", "--replace"]):
        done = made.jourfixe(*command)
        assert done.code == 1, command
        assert "JF406" in done.output
        assert not ENGLISH.search(done.output)
    assert made.files("protocols") == before


# What an editor sees when a published number would suffer, and the command that mends it

BROKEN = {
    "JF401": ([A, B, D, E], "3", "veröffentlicht, ihr Text ist aber nicht mehr da"),
    "JF402": ([A, B, *split(C), D, E], "3", "jetzt auf 2 Absätze verteilt"),
    "JF403": ([A, B, f"{C} {D}", E], "4", "ihr Text steht jetzt in Rn. 3"),
}


@pytest.mark.parametrize("code", BROKEN)
def test_the_build_fails_and_names_the_command_that_mends_it(tmp_path: Path, code: str) -> None:
    texts, rn, what = BROKEN[code]
    made = edition(tmp_path, d2026_01_12=protocol(DAY, A, B, C, D, E))
    assert made.jourfixe("publish", DAY).code == 0
    made.rewrite(DAY, protocol(DAY, *texts))
    for refused in (made.jourfixe("build"), made.sphinx("html")):
        assert refused.code != 0
        assert re.search(rf"{FOLDER}/numbering\.toml:\d+:\d+: {code} Rn\. {rn} ", refused.output)
        assert what in refused.output
    assert not (tmp_path / "build" / "html" / "index.html").exists()
    hint = re.search(rf'jourfixe publish {DAY} --note "(.*?)"', made.jourfixe("build").output)
    before = made.read(f"{FOLDER}/numbering.toml")
    assert made.jourfixe("publish", DAY, "--note", hint[1]).code == 0
    assert made.read(f"{FOLDER}/numbering.toml").startswith(before)
    assert made.jourfixe("build").code == 0
    shown = page(tmp_path / "build" / "html" / "protokolle" / f"{DAY}.html")
    assert {f"rn-{n}" for n in "12345"} <= set(shown.ids)
    if code != "JF402":
        assert f"Rn. {rn} " in shown.passages[f"rn-{rn}"]


def test_publishing_twice_is_refused(tmp_path: Path) -> None:
    made = published(tmp_path)
    before = made.files("protocols")
    done = made.jourfixe("publish", DAY, "--note", "noch einmal")
    assert (done.code, made.files("protocols")) == (1, before)
    assert "nichts geändert" in done.output


def test_a_published_witness_cannot_be_replaced(tmp_path: Path) -> None:
    made = published(tmp_path)
    before = made.files("protocols")
    file = made.write("neu.md", short(DAY).replace("Verrat", "Fehler"))
    done = made.jourfixe("add", str(file), "--replace")
    assert (done.code, made.files("protocols")) == (1, before)
