"""The words of one file in the printed lines of another: texts in, texts out."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

import pytest

from jourfixe.transcribing.aligning import with_lines
from jourfixe.transcribing.aligning.likeness import common_words
from jourfixe.transcribing.transcript import Doubt, Kind, Leaf, Passage, PrintedLine, Run, Transcript
from jourfixe.transcribing.unreadable import Unreadable

PLAN = "Der Plan verlangt von beiden Seiten, dass sie ihre Interessen an denen der Weltmacht messen lassen."


def word(*paragraphs: str | Passage) -> Transcript:
    """A file without lines: each passage is one."""
    return Transcript("Protokoll.docx", [p if isinstance(p, Passage) else passage(p) for p in paragraphs])


def passage(text: str, kind: Kind = Kind.PARAGRAPH, mark: str = "") -> Passage:
    return Passage(kind, (PrintedLine(runs(text)),), mark)


def runs(text: str) -> tuple[Run, ...]:
    """*italic*, and ^1^ for the mark of a footnote."""
    parts = [part for part in re.split(r"(\*[^*]+\*|\^\w+\^)", text) if part]
    return tuple(Run(p.strip("*^") or p, p[0] == "*" and len(p) > 1, False, p[0] == "^") for p in parts)


def printed(text: str, kind: Kind = Kind.PARAGRAPH) -> Passage:
    """A passage as a PDF has it: „5 | Text“ in each line, ¬ for a hyphen that only divides, § for a page."""
    lines = []
    for row in text.strip().splitlines():
        m = re.fullmatch(r"\s*(§?)\s*(?:(\d+)|\[(\d+)\])?\s*\| ?(.*?)(¬?)", row)
        n = m[2] or m[3]
        leaf = Leaf(2) if m[1] else None
        lines.append(PrintedLine(runs(m[4]), int(n) if n else None, bool(m[2]), bool(m[5]), leaf))
    return Passage(kind, tuple(lines))


def pdf(*passages: Passage) -> Transcript:
    return Transcript("Protokoll.pdf", passages)


def shown(transcript: Transcript) -> list[str]:
    """What came out, in the form that `printed` reads; doubts stand behind."""
    out = []
    for one in transcript.passages:
        for line in one.lines:
            n = "" if line.n is None else str(line.n) if line.printed else f"[{line.n}]"
            text = "".join(f"*{r.text}*" if r.italic else f"^{r.text}^" if r.note else r.text for r in line.runs)
            doubts = "".join(f" ({d.code} {d.read} / {d.other})" for d in line.doubts)
            out.append(f"{'§' if line.leaf else ''}{n} | {text}{'¬' if line.divided else ''}{doubts}".strip())
        out.append("")
    return out[:-1]


def aligned(words: Transcript, *passages: Passage) -> list[str]:
    return shown(with_lines(words, pdf(*passages)))


def test_a_paragraph_takes_the_lines_of_the_pdf() -> None:
    lines = """
        4 | Der Plan verlangt von beiden Seiten,
        5 | dass sie ihre Interessen an denen der
      [6] | Weltmacht messen lassen.
    """
    assert aligned(word(PLAN), printed(lines)) == [
        "4 | Der Plan verlangt von beiden Seiten,",
        "5 | dass sie ihre Interessen an denen der",
        "[6] | Weltmacht messen lassen.",
    ]


DIVIDED = [
    ("Seiten", "1 | Der Plan beider Sei¬\n2 | ten", ["1 | Der Plan beider Sei¬", "2 | ten"]),
    # a PDF that takes the hyphen for a real one, or a real one for none
    ("Seiten", "1 | Der Plan beider Sei-\n2 | ten", ["1 | Der Plan beider Sei¬", "2 | ten"]),
    ("U-Bahn-Linie", "1 | Der Plan beider U-Bahn¬\n2 | Linie", ["1 | Der Plan beider U-Bahn-", "2 | Linie"]),
    ("Wehr- bzw. Sold", "1 | Der Plan beider Wehr-\n2 | bzw. Sold", ["1 | Der Plan beider Wehr-", "2 | bzw. Sold"]),
    # a line cannot end where neither a space nor a hyphen is
    ("und/oder", "1 | Der Plan beider und/\n2 | oder", ["1 | Der Plan beider", "2 | und/oder"]),
    # ligatures, accents in parts, hyphens that are not seen
    (
        "häufigen Konflikte",
        "1 | Der Plan beider ha\u0308uﬁgen Kon¬\n2 | ﬂikte",
        ["1 | Der Plan beider häufigen Kon¬", "2 | flikte"],
    ),
    ("Kon\u00adflikte", "1 | Der Plan beider Kon¬\n2 | flikte", ["1 | Der Plan beider Kon¬", "2 | flikte"]),
    ("ha\u0308ufig", "1 | Der Plan beider hä¬\n2 | ufig", ["1 | Der Plan beider ha\u0308¬", "2 | ufig"]),
]


@pytest.mark.parametrize(("end", "lines", "expected"), DIVIDED)
def test_words_are_divided_where_the_pdf_divides_them(end: str, lines: str, expected: list[str]) -> None:
    assert aligned(word(f"Der Plan beider {end}"), printed(lines)) == expected


SAME = [
    (
        "– so der Artikel – die",
        "1 | Das ist doch\n2 | – so der Artikel – die Macht",
        "2 | – so der Artikel – die Macht",
    ),
    ("- so der Artikel - die", "1 | Das ist doch –\n2 | so der Artikel – die Macht", "2 | so der Artikel - die Macht"),
    ('"Respekt" vor der', "1 | Das ist doch\n2 | „Respekt“ vor der Macht", '2 | "Respekt" vor der Macht'),
    ("(S. 45) doch, die", "1 | Das ist doch\n2 | (S. 45) doch, die Macht", "2 | (S. 45) doch, die Macht"),
    ("wie  die\u00a0andere", "1 | Das ist doch\n2 | wie die andere Macht", "2 | wie  die\u00a0andere Macht"),
    ("nicht *die andere* neue", "1 | Das ist doch nicht die\n2 | andere neue Macht", "2 | *andere* neue Macht"),
    ("ein Plan^1^, der", "1 | Das ist doch ein\n2 | Plan^1^, der Macht", "2 | Plan^1^, der Macht"),
    ("ein Plan^1^ der", "1 | Das ist doch ein\n2 | Plan der Macht", "2 | Plan^1^ der Macht"),
]


@pytest.mark.parametrize(("middle", "lines", "expected"), SAME)
def test_signs_spaces_and_styles_are_those_of_the_word_file(middle: str, lines: str, expected: str) -> None:
    assert aligned(word(f"Das ist doch {middle} Macht"), printed(lines))[1] == expected


def test_headings_separators_items_and_footnotes_have_lines_too() -> None:
    words = word(
        passage("Jour fixe vom 26.01.2026", Kind.HEADING),
        passage("— *Der Plan*^1^ *verlangt viel.*"),
        passage("Die Fußnote, mitten im Text.", Kind.FOOTNOTE, "1"),
        passage("*", Kind.SEPARATOR),
        passage("1. Erstens", Kind.ITEM),
    )
    assert aligned(
        words,
        printed("1 | Jour fixe vom 26.01.2026", Kind.HEADING),
        printed("[2] | — Der Plan^1^\n[3] | verlangt viel."),
        printed("[4] | *", Kind.SEPARATOR),
        printed("5 | 1. Erstens", Kind.ITEM),
        printed("| Die Fußnote,\n| mitten im Text.", Kind.FOOTNOTE),
    ) == [
        *("1 | Jour fixe vom 26.01.2026", ""),
        *("[2] | — *Der Plan*^1^", "[3] | *verlangt viel.*", ""),
        *("| Die Fußnote,", "| mitten im Text.", ""),
        *("[4] | *", ""),
        "5 | 1. Erstens",
    ]


def test_paragraphs_are_those_of_the_word_file() -> None:
    """The PDF parts one at the page, and takes two for one."""
    assert aligned(
        word("Der erste Absatz geht über zwei Seiten.", "Der zweite.", "Der dritte."),
        printed("1 | Der erste Absatz geht"),
        printed("§2 | über zwei Seiten.\n[3] | Der zweite.\n[4] | Der dritte."),
    ) == ["1 | Der erste Absatz geht", "§2 | über zwei Seiten.", "", "[3] | Der zweite.", "", "[4] | Der dritte."]


DIFFERENT = [
    # another word: the line stays
    ("ihre alten Interessen", "ihre neuen Interessen", " (JF134 alten / neuen)"),
    ("ihre Interessen", "ihre neuen Interessen", " (JF134 ihre Interessen / ihre neuen Interessen)"),
    ("ihre neuen Interessen", "ihre Interessen", " (JF134 ihre neuen Interessen / ihre Interessen)"),
    ("ihre Interessen", "ihre 45 Interessen", " (JF134 ihre Interessen / ihre 45 Interessen)"),
    # no difference
    ("ihre Interessen", "ihre In-teressen", ""),
    ("ihre „Interessen“", "Ihre Interessen", ""),
]


@pytest.mark.parametrize(("mine", "theirs", "doubt"), DIFFERENT)
def test_where_the_words_differ_there_is_a_doubt(mine: str, theirs: str, doubt: str) -> None:
    assert aligned(
        word(f"Der Plan verlangt von beiden Seiten, dass sie {mine} an denen der Weltmacht messen lassen."),
        printed(
            f"1 | Der Plan verlangt von beiden Seiten,\n2 | dass sie {theirs} an\n"
            "3 | denen der Weltmacht messen lassen."
        ),
    ) == [
        "1 | Der Plan verlangt von beiden Seiten,",
        f"2 | dass sie {mine} an{doubt}",
        "3 | denen der Weltmacht messen lassen.",
    ]


def test_a_line_that_begins_with_another_word_begins_there() -> None:
    lines = "1 | Der Plan verlangt von beiden Seiten,\n2 | daß sie ihre Interessen an denen der Weltmacht messen"
    assert aligned(word(PLAN), printed(lines))[1].startswith("2 | dass sie ihre")


def test_a_running_head_taken_for_text_is_told_and_its_line_left_out() -> None:
    lines = "1 | Der Plan verlangt von beiden Seiten,\n§| Jour fixe 2\n2 | dass sie ihre Interessen an denen der"
    assert aligned(word(PLAN), printed(lines + "\n3 | Weltmacht messen lassen.")) == [
        "1 | Der Plan verlangt von beiden Seiten,",
        "§2 | dass sie ihre Interessen an denen der (JF134 Seiten, dass / Seiten, Jour fixe 2 dass)",
        "3 | Weltmacht messen lassen.",
    ]


def test_what_the_pdf_lacks_has_no_lines() -> None:
    note = "Eine Fußnote, die im PDF fehlt."
    words = word(PLAN, passage(note, Kind.FOOTNOTE, "1"))
    assert aligned(words, printed(f"1 | {PLAN[:36]}\n2 | {PLAN[37:]}"))[2:] == [
        "",
        f"| {note} (JF134 lassen. {note[:-1]} / lassen)",
    ]


def test_long_readings_are_shortened() -> None:
    *_, told = aligned(word(PLAN * 3, "Erstens " + "und dann " * 20 + "Ende"), printed(f"1 | {PLAN * 3}"))
    assert "Erstens" in told and " … " in told and len(told) < 400


def test_doubts_about_the_words_go_with_them_and_those_about_lines_with_the_lines() -> None:
    mine = (Doubt("JF131", "kursiv"), Doubt("JF133", "ohne Zeilen"))
    theirs = (Doubt("JF129", "10", "5"), Doubt("JF122", "Sei-ten", "Seiten"))
    words = Passage(Kind.PARAGRAPH, (PrintedLine(runs(PLAN), doubts=mine),))
    lines = Passage(Kind.PARAGRAPH, (PrintedLine(runs(PLAN), 5, True, doubts=theirs),))
    (only,) = with_lines(word(words), pdf(lines)).passages
    assert [doubt.code for doubt in only.lines[0].doubts] == ["JF129", "JF131"]


@pytest.mark.parametrize(
    "text", ["", "Ein ganz anderes Protokoll, in dem von beiden Seiten der Weltmacht die Rede ist."]
)
def test_the_pdf_of_another_protocol_is_refused(text: str) -> None:
    with pytest.raises(Unreadable) as refused:
        with_lines(word(PLAN, PLAN[10:]), pdf(printed(f"1 | {text}")))
    assert refused.value.code == "JF028"


def test_two_empty_files_are_not_the_same() -> None:
    with pytest.raises(Unreadable):
        with_lines(word(), pdf())


def broken(text: str, width: int) -> tuple[Passage, list[str]]:
    """The text in lines of at most so many characters, and these lines."""
    rows = [""]
    for one in text.split():
        if rows[-1] and len(rows[-1]) + 1 + len(one) > width:
            rows.append("")
        rows[-1] += f" {one}" if rows[-1] else one
    return Passage(Kind.PARAGRAPH, tuple(PrintedLine((Run(r),), n) for n, r in enumerate(rows, 1))), rows


def test_a_book_takes_its_lines() -> None:
    """Repeating itself, with errors of the PDF in it."""
    chance = random.Random(1)
    vocabulary = [f"{a}{b}" for a in ("Krieg", "Macht", "Plan", "die", "der") for b in ("", "s", "en", "frage", "lage")]
    text = " ".join(chance.choices(vocabulary, k=15_000))
    spoilt = " ".join(w if chance.random() > 0.01 else f"{w}x" for w in text.split())
    lines, rows = broken(spoilt, 90)
    (made,) = with_lines(word(text), pdf(lines)).passages
    assert " ".join(line.text for line in made.lines) == text
    assert [line.n for line in made.lines] == list(range(1, len(rows) + 1))
    same = sum(a.text.split()[1:2] == b.split()[1:2] for a, b in zip(made.lines, rows, strict=True))
    assert same > 0.95 * len(rows)


COMMON = [
    ("a b c d", "a b c d", [(0, 0, 4)]),
    ("a b c d", "a x c d", [(0, 0, 1), (2, 2, 2)]),
    ("a b c", "b c", [(1, 0, 2)]),
    ("", "a", []),
    ("a", "b", []),
]


@pytest.mark.parametrize(("one", "other", "expected"), COMMON)
def test_common_words(one: str, other: str, expected: Sequence[tuple[int, int, int]]) -> None:
    *found, end = common_words(one.split(), other.split())
    assert found == expected
    assert end == (len(one.split()), len(other.split()), 0)


@pytest.mark.parametrize("seed", range(20))
def test_common_words_are_common_and_in_order(seed: int) -> None:
    chance = random.Random(seed)
    one = chance.choices("abcdefghij"[: seed + 2], k=300)
    other = [w for w in one if chance.random() > 0.1] + chance.choices("abc", k=seed)
    i = j = 0
    for block in common_words(one, other):
        assert one[block.i : block.i + block.n] == other[block.j : block.j + block.n]
        assert i <= block.i and j <= block.j
        i, j = block.i + block.n, block.j + block.n
