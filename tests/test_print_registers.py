"""What leads through a printed volume: contents, bookmarks, references with pages, registers, the imprint."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from jourfixe.apparatus.folder import load
from jourfixe.apparatus.marks import Quote
from jourfixe.output.print.passages import letter
from jourfixe.output.print.registers import runs, surname_first
from pdfs import Pdf, Said, find, joined, plain
from projects import RICH, TINY, WITNESS, Edition, edition, german, protocol, short, witness

Where = dict[tuple[str, str], tuple[int, float]]  # (day, number) → page, height of the first line
REFERENCE = re.compile(r"(?:Jour fixe (\d\d\.\d\d\.\d{4}), )?Rn\. (\w+), S\. (\d+)")
RUN = re.compile(r"(\w+)(?: f\.|–\w+)? \((\d+)(?: f\.|–\d+)?\)")
INSERTED = "Ein ganz neuer Gedanke, der bisher von niemandem in der Runde ausgesprochen worden ist."
GONE = "Die Frage war, warum die Europäer darin einen Verrat sehen und nicht bloß eine andere Taktik."
GLOSSARY = """\
# Glossar

Geordnet: {ref}`jf-begriffe`.

```{glossary}
Verrat
  So nennen die Europäer den Plan; siehe {rn}`2026-02-09:2` und {rn}`2025-12-15:5`.

Österreich
  Kommt nur einmal vor.

Multipolarität
  Putins Vorstellung von Weltordnung; siehe {rn}`2026-01-12:11`.

Ärgernis
  Was {term}`Verrat` genannt wird.

Suprematie
  Überlegenheit über alle; das Gegenwort ist {term}`Multipolarität`.

Zoll
  Wird nicht besprochen.
```
"""
PERSONS = """\
[leyen]
name = "Ursula von der Leyen"
spellings = ["von der Leyen"]
who = "Präsidentin der EU-Kommission"

[oezdemir]
name = "Cem Özdemir"
spellings = ["Özdemir"]

[putin]
name = "Wladimir Putin"
who = "Präsident Russlands"

[trump]
name = "Donald Trump"
who = "Präsident der USA"
"""
NAMES = "Frau von der Leyen und Herr Özdemir sehen darin ein Ärgernis, in Österreich auch."


def several_years(root: Path) -> Edition:
    """Two years: long and short protocols, drafts and Fassungen, with and without notes, a title, an introduction."""
    made = edition(root, RICH)
    made.write("docs/glossar.md", GLOSSARY)
    made.write("protocols/persons.toml", PERSONS)
    made.write("docs/conf.py", made.read("docs/conf.py") + '\nhtml_baseurl = "https://jourfixe.example/edition"\n')
    made.add("2025-11-03", "## **Jour fixe vom 03.11.2025**\n\nNur ein Absatz, in dem Trump genannt wird.\n")
    made.add("2025-12-15", short("2025-12-15"))
    made.add("2026-01-12", WITNESS, article="gs-4-25-friedensplan")
    made.write(
        "protocols/2026-01-12/notes.md", "## Rn. 3\n\nSiehe {rn}`17`, {rn}`2026-02-09:4` und {rn}`2025-12-15:5`.\n"
    )
    made.add("2026-01-26", witness("2026-01-26", Trump="der Präsident"))
    made.write(
        "docs/protokolle/2026-01-26.md",
        "# Zur Einführung\n\nEin Wort vorab; siehe {rn}`2026-01-12:34`.\n\n```{protokoll} 2026-01-26\n```\n",
    )
    made.add("2026-02-09", short("2026-02-09"))
    made.jourfixe("publish", "2026-01-12")
    made.jourfixe("publish", "2026-02-09")
    changed = (
        short("2026-02-09")
        .replace("Die Frage war", f"{INSERTED}\n\nDie Frage war")
        .replace("Beim nächsten Mal wird der zweite Teil des Artikels besprochen.\n", "")
    )
    made.rewrite("2026-02-09", changed)
    assert made.jourfixe("publish", "2026-02-09", "--note", "Ein Absatz mehr, einer entfallen").code == 0
    made.add("2026-02-23", protocol("2026-02-23", NAMES, "## Zweiter Teil", NAMES))
    return made


class Book(NamedTuple):
    """A volume: its PDF, where each paragraph begins in it, and what the site says of its protocols."""

    pdf: Pdf
    where: Where
    told: list[dict[str, Any]]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """As PDFs and as a site. Not to be changed."""
    built = several_years(tmp_path_factory.mktemp("years"))
    for builder in ("pdf", "html"):
        done = built.sphinx(builder, "-n", "-W")
        assert (done.code, done.output) == (0, "")
    return built


@pytest.fixture(scope="module")
def volumes(made: Edition) -> dict[str, Book]:
    told = json.loads((made.root / "build/html/edition.json").read_text("utf-8"))["protocols"]
    by_year = {year: list(of) for year, of in groupby(told, key=lambda protocol: protocol["id"][:4])}
    files = {year: made.root / f"build/pdf/protokolle/jahr-{year}.pdf" for year in by_year}
    return {year: Book(Pdf(files[year]), where(Pdf(files[year]), of), of) for year, of in by_year.items()}


@pytest.fixture(params=["2025", "2026"])
def book(volumes: dict[str, Book], request: pytest.FixtureRequest) -> Book:
    return volumes[request.param]


def where(pdf: Pdf, told: list[dict[str, Any]]) -> Where:
    paragraphs = [(protocol["id"], p) for protocol in told for p in protocol["paragraphs"]]
    found = find(pdf, (p["text"] for _, p in paragraphs))
    assert all(found), "not every paragraph is there in order"
    return {(day, p["rn"]): (signs[0].page, signs[0].char.y) for (day, p), signs in zip(paragraphs, found, strict=True)}


def chapters(pdf: Pdf) -> dict[str, list[Said]]:
    """Heading of first order → what is read aloud below it, with the page on which it begins."""
    found: dict[str, list[Said]] = {}
    of_heading, title = "", ""
    for said in pdf.body:
        heading = said.element("H1")
        if heading and heading != of_heading:
            title = plain(said.text)
            found[title] = []
        of_heading = heading or of_heading
        if not heading and title:
            found[title].append(said)
    return found


def pieces(chapter: Iterable[Said]) -> list[str]:
    """Paragraph by paragraph."""
    return [joined(same) for _, same in groupby(chapter, key=lambda said: said.path[1])]


# Contents and bookmarks


def test_contents_name_the_pages(book: Book) -> None:
    links = [link for link in book.pdf.links if link.page == 3]
    begin = {link.to[0] for link in links if isinstance(link.to, tuple)}
    headings = {said.page for said in book.pdf.said if said.element("H1")} - {3}
    assert [link.text for link in links if not link.text.endswith(str(link.to[0]))] == []
    assert begin == headings


def test_contents_name_every_protocol_by_its_date(book: Book) -> None:
    """With its title, and in order; one with an introduction, too."""
    text = joined(chapters(book.pdf)["Inhalt"])
    assert re.findall(r"\d\d\.\d\d\.\d{4}(?=\D)", text) == [german(protocol["id"]) for protocol in book.told]
    assert [p["title"] for p in book.told if p["title"] not in text] == []


def test_bookmarks_lead_where_the_contents_lead(book: Book) -> None:
    links = [link for link in book.pdf.links if link.page == 3]
    first, *others = [mark for mark in book.pdf.bookmarks if mark.level == 0]
    assert (first.title, first.page) == ("Inhalt", 3)
    assert [mark.page for mark in others] == [link.to[0] for link in links]
    for one in book.told:
        page, _ = book.where[one["id"], one["paragraphs"][0]["rn"]]
        name = f"Jour fixe vom {german(one['id'])}" + (f": {one['title']}" if one["title"] else "")
        assert [mark.page for mark in book.pdf.bookmarks if mark.title == name] == [page]


def test_heads_name_the_protocol_below(volumes: dict[str, Book]) -> None:
    """Of one with an introduction, too."""
    book, wrong = volumes["2026"], []
    for (day, rn), (page, _) in book.where.items():
        high = book.pdf.sizes[page - 1][1]
        head = "".join(c.text for c in sorted(book.pdf.pages[page - 1], key=lambda c: c.x) if c.y < 0.1 * high)
        if page % 2 == 0 and head and f"Jour fixe vom {german(day)}" not in head:
            wrong.append((day, rn, head))
    assert wrong == []


def test_no_chapter_is_empty(book: Book) -> None:
    assert [title for title, said in chapters(book.pdf).items() if not plain(joined(said))] == []


# References


def test_references_name_the_page_and_lead_there(volumes: dict[str, Book]) -> None:
    book = volumes["2026"]
    links = [(link, m) for link in book.pdf.links if (m := REFERENCE.fullmatch(link.text))]
    assert [link.text.partition(", S. ")[0] for link, _ in links] == [
        "Rn. 17",
        "Jour fixe 09.02.2026, Rn. 4",
        "Jour fixe 12.01.2026, Rn. 34",
        "Jour fixe 09.02.2026, Rn. 2",
        "Jour fixe 12.01.2026, Rn. 11",
    ]
    for link, m in links:
        day = "-".join(reversed(m[1].split("."))) if m[1] else "2026-01-12"
        check(book, link.to, day, m[2], int(m[3]))


def check(book: Book, to: object, day: str, rn: str, page: int) -> None:
    """A link leads to the page, a little above the first line of the paragraph."""
    assert book.where[day, rn][0] == page
    assert isinstance(to, tuple)
    assert (to[0], 0 < book.where[day, rn][1] - to[1] < 40) == (page, True)


def test_what_is_in_another_volume_is_on_the_site(volumes: dict[str, Book]) -> None:
    out = [(link.text, link.to) for link in volumes["2025"].pdf.links if isinstance(link.to, str)]
    assert out == [
        ("Jour fixe 09.02.2026, Rn. 2", "https://jourfixe.example/edition/protokolle/2026-02-09.html#rn-2"),
        ("Jour fixe 12.01.2026, Rn. 11", "https://jourfixe.example/edition/protokolle/2026-01-12.html#rn-11"),
    ]


def test_without_an_address_there_is_no_link(tmp_path: Path) -> None:
    """But the words."""
    made = edition(tmp_path, TINY, d2025_12_15=short("2025-12-15"), d2026_01_12=short("2026-01-12"))
    made.write("protocols/2026-01-12/notes.md", "## Rn. 2\n\nSiehe {rn}`2025-12-15:3` und {rn}`4`.\n")
    assert made.sphinx("pdf", "-n", "-W").output == ""
    pdf = Pdf(made.root / "build/pdf/protokolle/2026-01-12.pdf")
    assert pdf.notes == [("1", "Siehe Jour fixe 15.12.2025, Rn. 3 und Rn. 4, S. 1.")]
    assert [link.text for link in pdf.links] == ["1", "1", "Rn. 4, S. 1"]


# Registers


def named(book: Book, kind: str, key: str) -> dict[str, dict[str, list[str]]]:
    """What the site finds: key → day → numbers in order."""
    found: dict[str, dict[str, list[str]]] = {}
    for one in book.told:
        for p in one["paragraphs"]:
            for mention in p[kind]:
                numbers = found.setdefault(mention[key], {}).setdefault(one["id"], [])
                numbers += [p["rn"]] if p["rn"] not in numbers else []
    return found


def shown(book: Book, places: dict[str, list[str]]) -> str:
    """As a register shows them: 12.01. 4–9 (5 f.), 12 f. (7); 26.01. 3 (20)."""
    days = []
    for day, numbers in places.items():
        order = [p["rn"] for protocol in book.told if protocol["id"] == day for p in protocol["paragraphs"]]
        ends = [i for i, (a, b) in enumerate(pairwise(numbers), 1) if order.index(b) != order.index(a) + 1]
        parts = [numbers[i:j] for i, j in pairwise([0, *ends, len(numbers)])]
        texts = []
        for part in parts:
            pages = [book.where[day, rn][0] for rn in (part[0], part[-1])]
            texts.append(f"{span(part, len(part))} ({span(pages, pages[-1] - pages[0] + 1)})")
        days.append(f"{'.'.join(reversed(day.split('-')[1:]))}. {', '.join(texts)}")
    return "; ".join(days)


def span(ends: list[Any], n: int) -> str:
    return str(ends[0]) if n == 1 else f"{ends[0]} f." if n == 2 else f"{ends[0]}–{ends[-1]}"


def entries(book: Book, title: str) -> list[str]:
    """Without the remark at the head."""
    return pieces(chapters(book.pdf).get(title, []))[1:]


@pytest.mark.parametrize(
    ("year", "names"),
    [("2025", ["Verrat"]), ("2026", ["Ärgernis", "Multipolarität", "Österreich", "Suprematie", "Verrat"])],
)
def test_terms_and_their_places(volumes: dict[str, Book], year: str, names: list[str]) -> None:
    book = volumes[year]
    found = named(book, "terms", "term")
    assert found.keys() == set(names)
    assert entries(book, "Begriffsregister") == [f"{name} {shown(book, found[name])}" for name in names]


def test_persons_by_their_last_names(volumes: dict[str, Book]) -> None:
    book = volumes["2026"]
    found = named(book, "persons", "person")
    heads = {
        "leyen": "Leyen, Ursula von der, Präsidentin der EU-Kommission",
        "oezdemir": "Özdemir, Cem",
        "putin": "Putin, Wladimir, Präsident Russlands",
        "trump": "Trump, Donald, Präsident der USA",
    }
    assert found.keys() == heads.keys()
    assert entries(book, "Personenregister") == [f"{head} {shown(book, found[key])}" for key, head in heads.items()]


def test_pages_of_the_article(volumes: dict[str, Book]) -> None:
    book = volumes["2026"]
    found = named(book, "citations", "pages")
    assert found.keys() == {"45", "49", ""}
    assert entries(book, "Stellenregister") == [
        "GS 4-25",
        f"ohne Seite {shown(book, found[''])}",
        "Trumps Friedensplan für die Ukraine",
        f"S. 45 {shown(book, found['45'])}",
        f"S. 49 {shown(book, found['49'])}",
    ]


def test_every_number_of_a_register_is_a_link_to_its_place(book: Book) -> None:
    first = min(said.page for title, said in chapters(book.pdf).items() if "register" in title for said in said[:1])
    days = {f"{day[8:]}.{day[5:7]}." for day, _ in book.where}
    links = iter([link for link in book.pdf.links if link.page >= first and RUN.fullmatch(link.text)])
    text = " ".join(entry for title in chapters(book.pdf) if "register" in title for entry in entries(book, title))
    day, n = "", 0
    for m in re.finditer(rf"(?P<day>{'|'.join(map(re.escape, sorted(days)))})|{RUN.pattern}", text):
        if m["day"]:
            day = next(d for d, _ in book.where if f"{d[8:]}.{d[5:7]}." == m["day"])
        else:
            link, n = next(links), n + 1
            assert link.text == m[0]
            check(book, link.to, day, m[2], int(m[3]))
    assert n > 0
    assert list(links) == []


def test_literature_names_what_the_protocols_cite(volumes: dict[str, Book]) -> None:
    book = volumes["2026"]
    numbers = {"2026-01-12": ["7", "35", "40"]}
    assert (
        pieces(chapters(book.pdf)["Literatur"])[0] == "Trumps Friedensplan für die Ukraine. In: GegenStandpunkt 4-25."
    )
    assert f"Zitiert: {shown(book, numbers)}." in joined(chapters(book.pdf)["Literatur"])


# The imprint


def imprint(pdf: Pdf, page: int) -> str:
    return joined(said for said in pdf.said if said.page == page)


def test_the_verso_says_how_to_cite(volumes: dict[str, Book], made: Edition) -> None:
    text = imprint(volumes["2026"].pdf, 2)
    today = load(made.root / "protocols/2026-02-09").register.revisions[-1].date
    assert "Jour-fixe-Edition Ausgabe 1. Stand vom" in text
    assert f"Fassung 1 vom {today:%d.%m.%Y}: 12.01." in text
    assert f"Fassung 2 vom {today:%d.%m.%Y}: 09.02." in text
    assert "Entwurf, noch nicht veröffentlicht: 26.01., 23.02." in text
    assert "Jour fixe 12.01.2026, Rn. 29" in text
    assert "https://jourfixe.example/edition/protokolle/2026-01-12.html#rn-29" in text
    assert "Eine Randnummer hat jeder Absatz Text" in text


def test_drafts_say_so(volumes: dict[str, Book]) -> None:
    text = imprint(volumes["2025"].pdf, 2)
    assert "Ausgabe 1. Noch nicht veröffentlicht." in text
    assert "Entwurf, noch nicht veröffentlicht: 03.11., 15.12." in text


def test_a_hand_out_says_it_at_its_end(made: Edition) -> None:
    pdf = Pdf(made.root / "build/pdf/protokolle/2026-02-09.pdf")
    text = joined(pdf.body[-20:])
    assert "Fassung 2 vom" in text
    assert "Jour fixe 09.02.2026, Rn. 2a (Fassung 2)" in text
    assert "https://jourfixe.example/edition/protokolle/2026-02-09.html#rn-2a" in text


# Protocols of any kind


def test_numbers_that_were_put_in_and_have_gone(made: Edition) -> None:
    """A lost one stays where it was."""
    pdf = Pdf(made.root / "build/pdf/protokolle/2026-02-09.pdf")
    said = [plain(s.text) for s in pdf.body if plain(s.text)]
    numbers = [text for text in said if re.fullmatch(r"\d+a?", text)]
    assert numbers == ["1", "2", "2a", "3", "4", "5"]
    assert said[said.index("5") + 1] == "Rn. 5 (entfallen)"
    assert INSERTED in joined(pdf.body)


def test_one_paragraph_without_a_title(made: Edition) -> None:
    pdf = Pdf(made.root / "build/pdf/protokolle/2025-11-03.pdf")
    assert (pdf.metadata["Title"], len(pdf.pages)) == ("Jour fixe vom 03.11.2025", 1)
    assert [mark.title for mark in pdf.bookmarks] == ["Jour fixe vom 03.11.2025"]
    assert "Nur ein Absatz, in dem Trump genannt wird." in joined(pdf.body)


def test_sections_keep_their_headings(made: Edition) -> None:
    pdf = Pdf(made.root / "build/pdf/protokolle/2026-02-23.pdf")
    text = joined(pdf.body)
    assert text.count(NAMES) == 2
    assert text.index(NAMES) < text.index("Zweiter Teil") < text.rindex(NAMES)
    assert [joined([s]) for s in pdf.body if s.element("H2", "H3")] == ["Zweiter Teil"]


def test_an_edition_without_glossary_literature_and_persons(tmp_path: Path) -> None:
    made = edition(tmp_path, TINY, d2026_01_12=short("2026-01-12"))
    assert made.sphinx("pdf", "-n", "-W").output == ""
    pdf = Pdf(made.root / "build/pdf/protokolle/jahr-2026.pdf")
    assert [mark.title for mark in pdf.bookmarks][:2] == ["Inhalt", "Jour fixe vom 12.01.2026: Ein kurzes Protokoll"]
    assert [title for title, said in chapters(pdf).items() if not joined(said)] == []


# Rules


def quotes(*places: tuple[str, int]) -> Iterator[Quote]:
    return (Quote(rn, position, "", "", "") for rn, position in places)


@pytest.mark.parametrize(
    ("places", "names"),
    [
        ([("4", 3)], "4"),
        ([("4", 3), ("5", 4)], "4 f."),
        ([("4", 3), ("5", 4), ("6", 5)], "4–6"),
        ([("4", 3), ("6", 5)], "4, 6"),
        ([("2", 1), ("2a", 2), ("3", 3)], "2–3"),
        ([("2", 1), ("2a", 2)], "2 f."),
        ([("4", 2), ("6", 3)], "4 f."),  # 5 has gone
        ([("9", 8), ("4", 3), ("9", 8), ("10", 9)], "4, 9 f."),
        ([], ""),
    ],
)
def test_paragraphs_that_follow_each_other_are_joined(places: list[tuple[str, int]], names: str) -> None:
    assert ", ".join(name.replace("\u00a0", " ") for name, *_ in runs(quotes(*places))) == names


def test_a_run_knows_its_ends() -> None:
    assert list(runs(quotes(("2", 1), ("2a", 2), ("3", 3), ("7", 6)))) == [("2–3", "2", "3"), ("7", "7", "7")]


@pytest.mark.parametrize(
    ("name", "key", "sorted_by"),
    [
        ("Donald Trump", "trump", "Trump, Donald"),
        ("Ursula von der Leyen", "leyen", "Leyen, Ursula von der"),
        ("Ursula von der Leyen", "von-der-leyen", "von der Leyen, Ursula"),
        ("George H. W. Bush", "bush-senior", "Bush, George H. W."),
        ("Cem Özdemir", "oezdemir", "Özdemir, Cem"),
        ("Paul O’Neill", "oneill", "O’Neill, Paul"),
        ("Annegret Kramp-Karrenbauer", "akk", "Kramp-Karrenbauer, Annegret"),
        ("Xi Jinping", "xi", "Xi Jinping"),
        ("Platon", "platon", "Platon"),
        ("Franz Joseph", "franz-joseph", "Franz Joseph"),
    ],
)
def test_last_names_first(name: str, key: str, sorted_by: str) -> None:
    assert surname_first(name, key) == sorted_by


def test_emendations_are_lettered() -> None:
    assert [letter(n) for n in (0, 1, 25, 26, 27, 51, 52, 701, 702)] == "a b z aa ab az ba zz aaa".split()
