"""The printed page: every word in order, numbers in the margins, lines of full measure, a PDF for everybody."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from itertools import groupby, pairwise
from pathlib import Path

import pytest

from jourfixe.apparatus.folder import load
from jourfixe.model import Paragraph
from pdfs import SOFT, Pdf, Sign, find, joined, measure, plain, rows
from projects import REPO, TINY, edition, run_sphinx, witness
from test_builds import letters

DAY = "2026-01-12"
WITHIN = 3  # pt that a sign may stand out of the measure, or a line be short of it
PAGES = re.compile(r"(Rn\. \w+), S\. \d+")  # only paper has pages
Placed = tuple[str, Paragraph, list[Sign]]


class Book:
    """A PDF and the protocols in it."""

    def __init__(self, path: Path, folders: list[Path]) -> None:
        self.pdf = Pdf(path)
        self.protocols = [load(folder) for folder in folders]

    @cached_property
    def paragraphs(self) -> list[Placed]:
        """Number, paragraph, and where its signs are printed."""
        numbered = [pair for edited in self.protocols for pair in edited.numbered()]
        found = find(self.pdf, (paragraph.text for _, paragraph in numbered))
        return [(rn, paragraph, signs) for (rn, paragraph), signs in zip(numbered, found, strict=True)]

    @cached_property
    def edges(self) -> dict[bool, tuple[float, float]]:
        return measure(self.pdf, (signs for *_, signs in self.paragraphs))

    def edge(self, page: int) -> tuple[float, float]:
        return self.edges[page % 2 == 1]

    def lines(self) -> Iterator[tuple[str, list[list[Sign]]]]:
        """Of each paragraph."""
        return ((rn, rows(signs)) for rn, _, signs in self.paragraphs)


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Book]:
    """The real edition, and a volume of five long protocols. Not to be changed."""
    out = tmp_path_factory.mktemp("print")
    done = run_sphinx(REPO / "docs", "pdf", out / "pdf", out / "doctrees", "-n", "-W")
    assert (done.code, done.output) == (0, "")
    many = edition(tmp_path_factory.mktemp("five"), TINY)
    days = ["2026-01-12", "2026-01-26", "2026-02-09", "2026-02-23", "2026-03-09"]
    others = ["Trump", "Präsident Donald Trump", "Er", "Herr Trump aus Amerika", "Washington"]
    for day, other in zip(days, others, strict=True):
        many.add(day, witness(day, Trump=other))
    made = many.sphinx("pdf", "-n", "-W")
    assert (made.code, made.output) == (0, "")
    real = [REPO / "protocols" / DAY]
    return {
        "hand-out": Book(done.out / f"protokolle/{DAY}.pdf", real),
        "volume": Book(done.out / "protokolle/jahr-2026.pdf", real),
        "five": Book(made.out / "protokolle/jahr-2026.pdf", [many.root / "protocols" / day for day in days]),
    }


@pytest.fixture(params=["hand-out", "volume", "five"])
def book(books: dict[str, Book], request: pytest.FixtureRequest) -> Book:
    return books[request.param]


@pytest.fixture(params=["hand-out", "volume"])
def noted(books: dict[str, Book], request: pytest.FixtureRequest) -> Book:
    """With notes and emendations."""
    return books[request.param]


# Words


def test_every_word_is_there_in_order(book: Book) -> None:
    assert [rn for rn, _, signs in book.paragraphs if not signs] == []


def test_nothing_stands_between_words_but_numbers_and_dashes(books: dict[str, Book]) -> None:
    """From the first paragraph of a hand-out to its last."""
    pdf, paragraphs = books["hand-out"].pdf, books["hand-out"].paragraphs
    whole = "".join(plain(said.text) for said in pdf.body)
    expected = "".join(rn + ("—" if p.role == "contribution" else "") + p.text for rn, p, _ in paragraphs)
    assert letters(expected) in letters(whole)


def test_who_copies_a_page_gets_signs_apart_from_words(noted: Book) -> None:
    """Each twice: in the text and before the note."""
    signs = Counter(re.findall(r"\u202f(\w+)", "\n".join(noted.pdf.copied)))
    assert signs == Counter([sign for sign, _ in noted.pdf.notes] * 2)


def test_a_note_begins_on_the_page_of_its_sign(noted: Book) -> None:
    pages: dict[bool, dict[str, int]] = {True: {}, False: {}}
    for said in noted.pdf.said:
        if said.element("Lbl") and not said.element("L"):
            pages[bool(said.element("Note"))][plain(said.text)] = said.page
    assert pages[True] == pages[False]


def test_notes_say_what_the_site_says(noted: Book, real: Path) -> None:
    told = json.loads((real / "edition.json").read_text("utf-8"))["protocols"][0]["paragraphs"]
    notes = [note for paragraph in told for note in paragraph["notes"]]
    printed = [(sign, PAGES.sub(r"\1", text)) for sign, text in noted.pdf.notes if sign.isdigit()]
    assert printed == [(str(n), note) for n, note in enumerate(notes, 1)]
    assert len(notes) == 13


def test_emendations_give_both_readings_and_the_reason(noted: Book, real: Path) -> None:
    told = json.loads((real / "edition.json").read_text("utf-8"))["protocols"][0]["paragraphs"]
    made = [e for paragraph in told for e in paragraph["emendations"]]
    expected = [
        (sign, f"{e['after']}] {e['before']} Textzeuge; {e['reason']}") for sign, e in zip("abcdef", made, strict=True)
    ]
    assert [note for note in noted.pdf.notes if not note[0].isdigit()] == expected


def chapter(pdf: Pdf, title: str) -> str:
    """What is read aloud between a heading of first order and the next."""
    starts = [i for i, said in enumerate(pdf.body) if said.element("H1")]
    first = next(i for i in starts if plain(pdf.body[i].text) == title)
    last = next((i for i in starts if i > first), len(pdf.body))
    return joined(pdf.body[first + 1 : last])


def stripped(html: str) -> str:
    return plain(re.sub(r"<[^>]*>", "", html))


def test_the_glossary_is_that_of_the_site(books: dict[str, Book], real: Path) -> None:
    html = (real / "glossar.html").read_text("utf-8")
    entries = re.findall(
        r'(?s)<dt id="term-[^>]*>(.*?)<a class="headerlink".*?</dt><dd>(.*?)<div class="stellen">', html
    )
    printed, at = letters(PAGES.sub(r"\1", chapter(books["volume"].pdf, "Glossar"))), 0
    for name, said in entries:
        at = printed.index(letters(stripped(name) + stripped(said)), at)
    assert len(entries) == 24


def test_the_literature_is_that_of_the_site(books: dict[str, Book], real: Path) -> None:
    html = (real / "literatur.html").read_text("utf-8")
    entries = [stripped(entry) for entry in re.findall(r'<li id="lit-[^>]*><p>(.*?)</p>', html)]
    printed = chapter(books["volume"].pdf, "Literatur")
    assert [entry for entry in entries if printed.count(entry) != 1] == []
    assert len(entries) == 2


# Margins


def test_numbers_stand_in_the_outer_margin_beside_their_first_line(book: Book) -> None:
    wrong = []
    for rn, _, signs in book.paragraphs:
        page, first = signs[0]
        left, right = book.edge(page)
        row = [c for c in book.pdf.pages[page - 1] if c.content >= 0 and abs(c.y - first.y) < 1]
        outside = [c for c in row if (c.x > right + WITHIN if page % 2 else c.x < left - WITHIN)]
        if "".join(c.text for c in outside).strip() != rn:
            wrong.append(rn)
    assert wrong == []


def test_lines_of_the_witness_stand_in_the_inner_margin(book: Book) -> None:
    """Each on the baseline of what it begins with; one that is not certain says so."""
    wanted, missing = set(), []
    for _, paragraph, signs in book.paragraphs:
        for line in paragraph.lines:
            page, char = signs[min(len("".join(paragraph.text[: line.offset].split())), len(signs) - 1)]
            left, right = book.edge(page)
            row = [c for c in book.pdf.pages[page - 1] if abs(c.y - char.y) < 1]
            shown = "".join(c.text for c in row if (c.x < left - WITHIN if page % 2 else c.x > right + WITHIN))
            name = str(line.n) if line.certain else f"{line.n}?"
            wanted.add(name)
            if name not in re.split(r"[, ]+", shown):
                missing.append((page, name, shown))
    assert missing == []
    assert len(wanted) >= 67


def test_no_two_signs_stand_in_one_place(book: Book) -> None:
    """As two lines of the witness would that begin together."""
    twice = []
    for n, page in enumerate(book.pdf.pages, 1):
        inked = sorted((c for c in page if c.text.strip()), key=lambda c: (round(c.y), c.x))
        twice += [
            (n, one.text, other.text)
            for one, other in pairwise(inked)
            if round(one.y) == round(other.y) and abs(other.x - one.x) < 1 and one.left != other.left  # a ligature
        ]
    assert twice == []


def test_nothing_else_stands_outside_of_the_measure(book: Book) -> None:
    """Numbers of paragraphs are read aloud, lines of the witness are not."""
    lines = [line for _, paragraph, _ in book.paragraphs for line in paragraph.lines]
    numbers = "".join(rn for rn, *_ in book.paragraphs)
    assert outside(book, tagged=True) == Counter(numbers)
    named = "".join(str(line.n) if line.certain else f"{line.n}?" for line in lines)
    assert outside(book, tagged=False) == Counter(named)


def outside(book: Book, *, tagged: bool) -> Counter[str]:
    """The signs in the margins, of the text or not of it."""
    found = Counter[str]()
    for n, page in enumerate(book.pdf.pages, 1):
        left, right = book.edge(n)
        beyond = [c for c in page if c.text.strip() and (c.right < left - WITHIN or c.left > right + WITHIN)]
        found.update(c.text for c in beyond if (c.content >= 0) == tagged and c.text != ",")
    return found


# Lines and pages


def test_no_line_of_a_paragraph_stands_alone_on_a_page(book: Book) -> None:
    alone = []
    for rn, lines in book.lines():
        pages = Counter(line[0].page for line in lines)
        if len(lines) >= 4 and len(pages) > 1 and 1 in (pages[min(pages)], pages[max(pages)]):
            alone.append((rn, dict(pages)))
    assert alone == []


def test_every_line_but_the_last_is_of_full_measure(book: Book) -> None:
    short = []
    for rn, lines in book.lines():
        for line in lines[:-1]:
            page, first = line[0]
            _, right = book.edge(page)
            near = (c for c in book.pdf.pages[page - 1] if c.text.strip() and first.y - 6 < c.y < first.y + 1)
            end = max(c.right for c in near if c.content >= 0 and c.left < right + WITHIN)
            if abs(end - right) > WITHIN:
                short.append((rn, page, "".join(sign.char.text for sign in line), round(end - right, 1)))
    assert short == []


def divided(pdf: Pdf) -> Iterator[tuple[str, str]]:
    """The two parts of each word that a line end divides, with what joins other words to them."""
    for _, same in groupby(pdf.said, key=lambda said: said.path):
        text = "".join(said.text for said in same)
        yield from ((m[1], m[2]) for m in re.finditer(rf"([\w-]+){SOFT}\s*([\w-]+)", text))


def test_words_are_divided_as_german_does(book: Book) -> None:
    """Two letters before and three behind at least, with a vowel on either side; not within one sound."""
    parts = [(first.split("-")[-1], last.split("-")[0]) for first, last in divided(book.pdf)]
    assert len(parts) > 5
    wrong = [
        f"{first}|{last}"
        for first, last in parts
        if len(first) < 2
        or len(last) < 3
        or not re.search("(?i)[aeiouyäöü]", first)
        or not re.search("(?i)[aeiouyäöü]", last)
        or re.search("(?i)(?:c[hk]|ph|qu)$", first[-1] + last[0])
    ]
    assert wrong == []


# Heads and feet


def beside(pdf: Pdf, page: int, *, foot: bool = False) -> str:
    """What stands above the text of a page, or below, from left to right."""
    high = pdf.sizes[page - 1][1]
    found = [c for c in pdf.pages[page - 1] if c.content < 0 and (c.y > 0.9 * high if foot else c.y < 0.1 * high)]
    return "".join(c.text for c in sorted(found, key=lambda c: c.x))


def chapters(pdf: Pdf) -> Iterator[tuple[int, bool, str]]:
    """Headings of first order: page, whether one opens it, words."""
    first = {said.page: said for said in reversed(pdf.said)}
    by_heading = groupby((said for said in pdf.said if said.element("H1")), key=lambda said: said.element("H1"))
    for same in (list(group) for _, group in by_heading):
        yield same[0].page, first[same[0].page] is same[0], " ".join(plain(said.text) for said in same)


def test_heads_say_what_it_is_and_what_it_is_about(books: dict[str, Book]) -> None:
    """None above an opening, which has its number below."""
    pdf = books["volume"].pdf
    about, opened = "", {page for page, opens, _ in chapters(pdf) if opens}
    for n in range(3, len(pdf.pages) + 1):
        about = next((words for page, _, words in reversed([*chapters(pdf)]) if page < n), "")
        head, foot = beside(pdf, n), beside(pdf, n, foot=True)
        if n in opened:
            assert (head, foot) == ("", str(n))
        elif n % 2:
            title = about.removeprefix("Jour fixe vom 12.01.2026 ")
            assert (title.startswith(head.removesuffix(str(n))), head[-len(str(n)) :], foot) == (True, str(n), "")
        else:
            of_protocol = about.startswith("Jour fixe")
            assert (head, foot) == (f"{n}{'Jour fixe vom 12.01.2026' if of_protocol else 'Protokolle 2026'}", "")
    assert [beside(pdf, n) + beside(pdf, n, foot=True) for n in (1, 2)] == ["", ""]


def test_a_hand_out_has_heads_from_its_second_page_on(books: dict[str, Book]) -> None:
    pdf = books["hand-out"].pdf
    shown = [beside(pdf, n) + beside(pdf, n, foot=True) for n in (1, 2, 3)]
    assert shown == ["1", "2Jour fixe vom 12.01.2026", "Trumps Friedensplan für die Ukraine3"]


def test_text_keeps_clear_of_heads_and_feet(book: Book) -> None:
    for n, (_, high) in enumerate(book.pdf.sizes, 1):
        assert all(0.1 * high < line.y < 0.92 * high for line in book.pdf.lines(n))


# The file


def test_it_is_for_everybody_and_for_ever(book: Book) -> None:
    known = book.pdf.metadata
    assert known["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"
    assert known["{http://www.aiim.org/pdfa/ns/id/}part"] == "2"
    assert known["{http://www.aiim.org/pdfa/ns/id/}conformance"] == "A"
    assert (known["Lang"], known["Marked"], known["DisplayDocTitle"]) == ("de-DE", "True", "True")


def test_its_title_is_that_of_the_book(books: dict[str, Book]) -> None:
    occasion = (
        "Jour fixe vom 12.01.2026: Trumps Friedensplan für die Ukraine – "
        "Ein dialektisches Angebot an Russlands Selbstbehauptungskampf"
    )
    assert books["hand-out"].pdf.metadata["Title"] == occasion
    assert books["volume"].pdf.metadata["Title"] == "Jour-fixe-Edition: Protokolle 2026"
    assert books["volume"].pdf.metadata["Author"] == "Lesekreis"


def test_pages_are_counted_as_they_are_numbered(book: Book) -> None:
    assert book.pdf.labels == [str(n) for n in range(1, len(book.pdf.pages) + 1)]


def test_its_type_is_in_it(book: Book) -> None:
    names = set(book.pdf.fonts)
    assert all(book.pdf.fonts.values())
    assert {name.partition("-")[0] for name in names} == {"LibertinusSerif"}


def test_sheets(books: dict[str, Book]) -> None:
    """A4 to hand out, A5 to bind."""
    sheets = {name: {(round(w / 72 * 25.4), round(h / 72 * 25.4)) for w, h in books[name].pdf.sizes} for name in books}
    assert sheets == {"hand-out": {(210, 297)}, "volume": {(148, 210)}, "five": {(148, 210)}}


def test_figures_are_old_style_in_text_and_lining_in_the_margins(book: Book) -> None:
    """A 3 with a descender stands below the line; a lining one on it."""
    text = [c for *_, signs in book.paragraphs for _, c in signs if c.text in "3457" and c.font.endswith("Regular")]
    margins = [c for page in book.pdf.pages for c in page if c.text in "3457" and c.size < 0.8 * text[0].size]
    assert {c.bottom - c.y > 0.15 * c.size for c in text} == {True}
    assert {c.bottom - c.y > 0.15 * c.size for c in margins} == {False}
