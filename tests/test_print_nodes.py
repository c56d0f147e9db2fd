"""Whatever an editor may write is set: title, input and the words as they are read in the PDF, in tests/printed/*.md.

All cases stand in the introduction of one protocol, each behind a paragraph with its number.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pikepdf
import pytest
from markdown_it.utils import read_fixture_file

from pdfs import Pdf, joined
from pictures import GIF, JPEG, WEBP, png, svg
from projects import RICH, WITNESS, Edition, Outcome, edition, short

FOLDER = Path(__file__).parent / "printed"
DAY = "2026-01-26"
PAGE = f"docs/protokolle/{DAY}.md"
PICTURES: dict[str, bytes | str] = {
    "klein.png": png(8, 8),
    "bild.png": png(300, 120),
    "breit.png": png(3000, 200),
    "hoch.png": png(100, 3000),
    "falsch.jpg": png(40, 40),
    "bild.jpg": JPEG,
    "bild.gif": GIF,
    "bild.webp": WEBP,
    "bild.svg": svg("Schrift im Bild"),
}


@cache
def cases() -> list[tuple[str, str, str]]:
    """Title, what is written, what is read."""
    return [
        (f"{path.stem}: {title}", given, wanted)
        for path in sorted(FOLDER.glob("*.md"))
        for _, title, given, wanted in read_fixture_file(path)
    ]


def introduced(root: Path, *introduction: str, **files: str | bytes) -> Edition:
    """An edition of three protocols, one with an introduction of these paragraphs."""
    made = edition(root, RICH)
    made.add("2026-01-12", WITNESS, article="gs-4-25-friedensplan")
    for day in (DAY, "2026-02-09"):
        made.add(day, short(day))
    for name, data in (PICTURES | files).items():
        made.write(f"docs/protokolle/{name}", data)
    made.write(PAGE, "\n\n".join(["# Einführung", *introduction, f"```{{protokoll}} {DAY}\n```\n"]))
    return made


def pdf(made: Edition, name: str = DAY) -> Pdf:
    return Pdf(made.root / f"build/pdf/protokolle/{name}.pdf")


def remarks(done: Outcome) -> list[tuple[str, int, str]]:
    """(file, line, code) of all that was said."""
    found = re.findall(r"(?m)^(?:\S*/)?((?:docs|protocols)/\S+?):(\d+): WARNING: (JF\d+) ", done.output)
    return [(file, int(line), code) for file, line, code in found]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Edition, Outcome]:
    """All cases, printed. Not to be changed."""
    numbered = [part for i, (_, given, _) in enumerate(cases()) for part in (f"Nr. {i:03} beginnt.", given)]
    made = introduced(tmp_path_factory.mktemp("written"), *numbered, f"Nr. {len(cases()):03} beginnt.")
    return made, made.sphinx("pdf")


@pytest.fixture(scope="module", params=[DAY, "jahr-2026"], ids=["A4", "A5"])
def book(request: pytest.FixtureRequest, written: tuple[Edition, Outcome]) -> Pdf:
    made, done = written
    assert done.code == 0, done.output
    return pdf(made, request.param)


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("n", range(len(cases())), ids=[title for title, _, _ in cases()])
def test_case(book: Pdf, n: int) -> None:
    _, _, wanted = cases()[n]
    text = joined(book.body)
    found = re.search(rf"Nr\.\s{n:03} beginnt\.(.*?)Nr\.\s{n + 1:03} beginnt\.", text, re.DOTALL)
    assert found, "not in the PDF"
    of_the_book = r"(Rn\.2|diesenSatz),S\.\d+"  # a page
    assert re.sub(of_the_book, r"\1,S.…", squeezed(found[1])) == squeezed(wanted)


MM = 72 / 25.4
INSIDE, OUTSIDE = {DAY: 38 * MM, "jahr-2026": 21 * MM}, {DAY: 44 * MM, "jahr-2026": 25 * MM}


def test_nothing_stands_out_of_the_measure(book: Pdf) -> None:
    """But numbers in the margins, and signs at the end of a line by less than their width."""
    inside, outside, hanging = INSIDE[book.path.stem], OUTSIDE[book.path.stem], 3
    for page, (width, _) in enumerate(book.sizes, 1):
        left, right = (inside, width - outside) if page % 2 else (outside, width - inside)
        signs = (c for c in book.pages[page - 1] if c.content >= 0 and c.text.strip("0123456789? \r\n"))
        assert not [c for c in signs if c.left < left - hanging or right + hanging < c.right]


def test_what_has_no_form_in_print_is_told_with_its_place(written: tuple[Edition, Outcome]) -> None:
    made, done = written
    lines = made.read(PAGE).split("\n")
    told = [(code, lines[line - 1]) for file, line, code in remarks(done) if file == PAGE]
    assert told == [
        ("JF683", "![Fehlendes Bild](fehlt.png)"),
        ("JF683", "![](fehlt-auch.png)"),
        ("JF682", "Die Formel {math}`a^2 + \\frac{b}{2}` im Satz."),
        ("JF682", "```{math}"),
    ]


def test_descriptions_of_pictures_are_read_aloud(written: tuple[Edition, Outcome]) -> None:
    made, _ = written
    with pikepdf.open(pdf(made).path) as opened:
        told = [str(made["/Alt"]) for made in opened.objects if isinstance(made, pikepdf.Dictionary) and "/Alt" in made]
    described = re.findall(r"!\[([^\]]+)\]\((?!fehlt)|:alt: (.+)", made.read(PAGE))
    assert sorted(told) == sorted(one or other for one, other in described)
