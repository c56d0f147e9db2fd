"""What is printed is offered beside what is read, as long as both say the same."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import jsonschema
import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page as Shown

from jourfixe.edition.printed import read_printed
from projects import REPO, RICH, WITNESS, Edition, Outcome, differences, edition, page, short, tree
from test_builds import letters
from test_links import dead_links

DAY = "2026-01-12"
SITE = "build/html"
PRINT = "build/pdf/druck.json"
CONTENTS = '{"format": "jourfixe-print/1", "books": {%s}}'
BOOK = '"a": {"file": "a.pdf", "stamp": "1f", "pages": 2, "paragraphs": {"1": 1}}'
PRESS = '''

def setup(app):
    """Leaves for the output „dummy“ what the builder of the PDFs leaves: a book for each protocol and each year."""
    import json, pathlib
    from jourfixe.edition.domain import domain_of
    from jourfixe.edition.printed import stamp_of

    def press(app, exception):
        if app.builder.name == "dummy":
            folder, domain, books = pathlib.Path(app.srcdir, "../build/pdf"), domain_of(app.env), {}
            for docname in sorted(d for d in app.env.found_docs if stamp_of(domain, d)):
                file, stamp = folder / f"{docname}.pdf", stamp_of(domain, docname)
                numbers = domain.records[docname].numbers if docname in domain.records else ()
                pages = {rn: 1 + i // 7 for i, rn in enumerate(numbers)}
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(b"%PDF-1.7 " + stamp.encode())
                books[docname] = dict(file=f"{docname}.pdf", stamp=stamp, pages=9, paragraphs=pages)
            (folder / "druck.json").write_text(json.dumps({"format": "jourfixe-print/1", "books": books}))

    app.connect("build-finished", press)
'''


def printing(root: Path) -> Edition:
    """An edition of two years with a press."""
    made = edition(root, RICH)
    made.add(DAY, WITNESS, article="gs-4-25-friedensplan")
    made.add("2025-12-15", short("2025-12-15"))
    made.write("docs/conf.py", made.read("docs/conf.py") + PRESS)
    return made


def press(made: Edition) -> None:
    """Print all that there is."""
    done = made.sphinx("dummy")
    assert done.code == 0, done.output


def read(made: Edition, **options: str) -> Outcome:
    """Build the site; a remark about prints is no warning."""
    done = made.sphinx("html", "-W", **options)
    assert done.code == 0, done.output
    return done


def offered(made: Edition) -> set[str]:
    """The PDFs in the site; a page offers its own if and only if it is there."""
    folder = made.root / SITE / "protokolle"
    there = {path.stem for path in folder.glob("*.pdf")}
    links = {name for name in ("2025-12-15", DAY, "jahr-2025", "jahr-2026") if pdfs(folder / f"{name}.html")}
    assert there == links
    numbered = {path.stem for path in folder.glob("20??-??-??.html") if "data-druck" in path.read_text("utf-8")}
    assert numbered == {name for name in there if not name.startswith("jahr")}
    return there


def pdfs(path: Path) -> list[tuple[str, str]]:
    """(element, address) of everything that leads to a PDF."""
    return [(tag, values["href"]) for tag, values in page(path).elements if values.get("type") == "application/pdf"]


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """Printed, then built. Not to be changed."""
    made = printing(tmp_path_factory.mktemp("fresh"))
    press(made)
    read(made)
    return made


@pytest.fixture(scope="module")
def working(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """One that each test prints, changes and builds."""
    return printing(tmp_path_factory.mktemp("working"))


def test_a_protocol_offers_its_pdf_in_its_head(fresh: Edition) -> None:
    path = fresh.root / SITE / f"protokolle/{DAY}.html"
    assert pdfs(path) == [("link", f"{DAY}.pdf"), ("a", f"{DAY}.pdf")]
    assert "PDF, A4, 9 Seiten" in page(path).text
    title = next(values["title"] for tag, values in page(path).elements if tag == "link" and "title" in values)
    assert title == "Jour fixe vom 12.01.2026, PDF, A4, 9 Seiten"


def test_a_year_offers_its_volume(fresh: Edition) -> None:
    path = fresh.root / SITE / "protokolle/jahr-2025.html"
    assert pdfs(path) == [("link", "jahr-2025.pdf"), ("a", "jahr-2025.pdf")]
    assert "Der Jahrgang 2025 als PDF, A5, 9 Seiten" in page(path).text


@pytest.mark.parametrize(
    ("name", "uri"),
    [
        ("index", "protokolle/jahr-2026.pdf"),
        ("glossar", "protokolle/jahr-2026.pdf"),
        ("literatur", "protokolle/jahr-2026.pdf"),
        ("register/stellen", "../protokolle/jahr-2026.pdf"),
        ("register/personen-2025", "../protokolle/jahr-2025.pdf"),
        ("search", ""),
    ],
)
def test_what_a_volume_prints_offers_it(fresh: Edition, name: str, uri: str) -> None:
    assert pdfs(fresh.root / SITE / f"{name}.html") == ([("a", uri)] if uri else [])


def test_the_pdf_lies_beside_the_page(fresh: Edition) -> None:
    for name in ("2025-12-15", DAY, "jahr-2025", "jahr-2026"):
        there = (fresh.root / SITE / f"protokolle/{name}.pdf").read_bytes()
        assert there == (fresh.root / f"build/pdf/protokolle/{name}.pdf").read_bytes()
    assert dead_links(fresh.root / SITE) == []


def test_a_paragraph_says_on_which_page_it_is_printed(fresh: Edition) -> None:
    numbers = [
        values
        for _, values in page(fresh.root / SITE / f"protokolle/{DAY}.html").elements
        if "rn" in values.get("class", "").split()
    ]
    told = [(n["href"], n["data-druck"], n["aria-label"]) for n in numbers]
    assert told[7:9] == [
        ("#rn-8", "S. 2", "Rn. 8, Leitung, Druck S. 2"),
        ("#rn-9", "S. 2", "Rn. 9, Beitrag, Druck S. 2"),
    ]


def test_the_data_say_it_too(fresh: Edition) -> None:
    data = json.loads(fresh.read(f"{SITE}/edition.json"))
    jsonschema.validate(data, json.loads((REPO / "docs/_extra/edition.schema.json").read_text("utf-8")))
    assert [p["printed"] for p in data["protocols"][1]["paragraphs"]][:9] == [1, 1, 1, 1, 1, 1, 1, 2, 2]


def test_nobody_finds_the_offer_by_searching(fresh: Edition) -> None:
    found = (fresh.root / SITE / "suche").glob("*.js")
    assert not [path.name for path in found if "pdf" in path.read_text("utf-8").lower()]


def test_other_outputs_do_not_offer_it(fresh: Edition) -> None:
    built = fresh.sphinx("text", "-W", out="other")
    assert built.code == 0
    assert "Druck" not in (built.out / f"protokolle/{DAY}.txt").read_text("utf-8")


PROTOCOL = {DAY, "jahr-2026"}
YEARS = {"jahr-2025", "jahr-2026"}
INTRODUCTION = f"# Vorab\n\nWorte.\n\n```{{protokoll}} {DAY}\n```\n"
Change = Callable[[Edition], object]
ALL = {"2025-12-15", DAY, *YEARS}
CHANGES: dict[str, tuple[Change, set[str]]] = {
    "nothing": (lambda made: None, set()),
    "a word": (lambda made: made.rewrite(DAY, WITNESS.replace("ambivalente", "zwiespältige")), PROTOCOL),
    "a note": (lambda made: made.write(f"protocols/{DAY}/notes.md", "## Rn. 3\n\nDazu {term}`Verrat`.\n"), PROTOCOL),
    "a word of a note": (lambda made: made.edit(f"protocols/{DAY}/notes.md", "Dazu", "Vergleiche"), PROTOCOL),
    "a definition": (lambda made: made.edit("docs/glossar.md", "überall", "weltweit"), YEARS),
    "one that a note cites": (lambda made: made.edit("docs/glossar.md", "So nennen", "So heißen"), {DAY, *YEARS}),
    "a person": (lambda made: made.edit("protocols/persons.toml", "Präsident der USA", "US-Präsident"), YEARS),
    "the article": (lambda made: made.edit("references.bib", "Trumps Friedensplan", "Der Plan"), {DAY, *YEARS}),
    "a title": (lambda made: made.edit(f"protocols/{DAY}/meta.toml", "sha256", 'title = "Neu"\nsha256'), PROTOCOL),
    "an introduction": (lambda made: made.write(f"docs/protokolle/{DAY}.md", INTRODUCTION), PROTOCOL),
    "a word of it": (lambda made: made.edit(f"docs/protokolle/{DAY}.md", "Worte", "Wörter"), PROTOCOL),
    "a Fassung": (lambda made: made.jourfixe("publish", DAY), PROTOCOL),
    "what stands above the glossary": (
        lambda made: made.write("docs/glossar.md", made.read("docs/glossar.md").replace("\n\n", "\n\nNeu.\n\n", 1)),
        YEARS,
    ),
    "the name of the edition": (lambda made: made.edit("docs/conf.py", "Jour-fixe-Edition", "Edition"), {*ALL}),
}


@pytest.mark.parametrize("name", CHANGES)
def test_older_than_its_text_it_is_not_offered(working: Edition, name: str) -> None:
    """The changes follow each other, each from a state in which all is printed."""
    change, older = CHANGES[name]
    press(working)
    change(working)
    read(working)
    assert offered(working) == ALL - older
    assert dead_links(working.root / SITE) == []


def test_the_build_says_how_many_are_older(working: Edition) -> None:
    press(working)
    assert "JF671" not in working.jourfixe("build").output
    working.edit("docs/glossar.md", "Überlegenheit", "Übermacht")
    done = working.jourfixe("build")
    assert done.code == 0
    assert done.output.count("JF671") == 1
    assert (
        "build/pdf/druck.json:1:1: JF671 Älter als der jetzige Text und darum nicht angeboten: 2 PDFs." in done.output
    )


REPRINTS: dict[str, Callable[[Edition], object]] = {
    "first printed": press,
    "a paragraph on another page": lambda made: made.edit(PRINT, '"4": 1', '"4": 2'),
    "a page more": lambda made: made.edit(PRINT, '"pages": 9', '"pages": 10'),
    "other bytes": lambda made: made.write("build/pdf/protokolle/2025-12-15.pdf", b"%PDF-1.7 anew"),
    "one PDF away": lambda made: (made.root / "build/pdf/protokolle/2025-12-15.pdf").unlink(),
    "a word": lambda made: made.rewrite("2025-12-15", short("2025-12-15").replace("Verrat", "Verstoß")),
    "printed again": press,
    "nothing printed any more": lambda made: shutil.rmtree(made.root / "build" / "pdf"),
}


def test_incremental_is_clean(tmp_path: Path) -> None:
    """With the same prints beside it; and each step changes the site."""
    made, wrong = edition(tmp_path, d2025_12_15=short("2025-12-15"), d2026_01_12=short(DAY)), {}
    made.write("docs/conf.py", made.read("docs/conf.py") + PRESS)
    before = tree(read(made).out)
    for name, reprint in REPRINTS.items():
        reprint(made)
        after, clean = tree(read(made).out), tree(read(made, out="clean").out)
        shutil.rmtree(made.root / "clean")
        if (unlike := differences(after, clean)) or after == before:
            wrong[name] = unlike
        before = after
    assert wrong == {}


@pytest.mark.parametrize(
    "damage",
    [
        "",
        "{",
        "[]",
        "[" * 100_000,
        b"\xff\xfe",
        '{"format": "jourfixe-print/2", "books": {}}',
        '{"format": "jourfixe-print/1"}',
        CONTENTS % '"a": []',
        CONTENTS % '"a": {"file": "a.pdf"}',
        CONTENTS % BOOK.replace('"a.pdf"', "7"),
        CONTENTS % BOOK.replace('"1f"', "null"),
        CONTENTS % BOOK.replace("2", "true"),
        CONTENTS % BOOK.replace("2", "-2"),
        CONTENTS % BOOK.replace('{"1": 1}', "[1]"),
        CONTENTS % BOOK.replace('{"1": 1}', '{"1": "x"}'),
    ],
)
def test_of_a_damaged_table_nothing_is_read(tmp_path: Path, damage: str | bytes) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7")
    (tmp_path / "druck.json").write_text(CONTENTS % BOOK)
    assert read_printed(tmp_path) == {"a": ("a.pdf", 2, {"1": 1}, "1f", "")}
    (tmp_path / "druck.json").write_bytes(damage if isinstance(damage, bytes) else damage.encode())
    with pytest.raises(ValueError):
        read_printed(tmp_path)


@pytest.mark.parametrize(
    "file", ["../a.pdf", "/etc/passwd", "link.pdf", "no.pdf", ".", "", "\\u0000", "\\ud800", "x" * 5000]
)
def test_only_files_of_the_folder_are_offered(tmp_path: Path, file: str) -> None:
    folder = tmp_path / "pdf"
    folder.mkdir()
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7")
    (folder / "link.pdf").symlink_to(tmp_path / "a.pdf")
    (folder / "druck.json").write_text(CONTENTS % BOOK.replace("a.pdf", file))
    assert read_printed(folder) == {}


def test_a_damaged_table_is_told(working: Edition) -> None:
    working.write(PRINT, "{")
    done = working.jourfixe("build")
    assert done.code == 0
    assert (
        done.output.count("build/pdf/druck.json:1:1: JF670 Das Verzeichnis der gedruckten Fassungen ist beschädigt")
        == 1
    )
    assert offered(working) == set()


def test_only_books_of_the_edition_are_offered(working: Edition) -> None:
    """Whatever the table calls a book, nothing is written elsewhere."""
    press(working)
    rows = [BOOK.replace('"a"', f'"{name}"').replace("1f", "") for name in ("../out", "index", "protokolle/jahr-2024")]
    working.write("build/pdf/a.pdf", b"%PDF-1.7")
    working.edit(PRINT, '"books": {', f'"books": {{{", ".join(rows)}, ')
    assert "JF67" not in working.jourfixe("build").output
    assert offered(working) == {"2025-12-15", DAY, *YEARS}
    assert list((working.root / "build").glob("*.pdf")) == []
    assert not (working.root / SITE / "index.pdf").exists()


def test_a_file_in_the_place_of_the_folder(tmp_path: Path) -> None:
    assert read_printed(tmp_path / "pdf") == {}
    (tmp_path / "pdf").write_text("")
    assert read_printed(tmp_path / "pdf") == {}


def test_the_folder_can_be_another(tmp_path: Path) -> None:
    made = printing(tmp_path)
    press(made)
    (made.root / "build" / "pdf").rename(made.root / "gedruckt")
    read(made)
    assert offered(made) == set()
    made.write("docs/conf.py", made.read("docs/conf.py") + '\njourfixe_print = "../gedruckt"\n')
    read(made)
    assert offered(made) == {"2025-12-15", DAY, *YEARS}


@pytest.fixture
def reader(browser: Browser, fresh: Edition) -> Iterator[Callable[..., Shown]]:
    contexts = []

    def open_(place: str, width: int = 1280, **options: Any) -> Shown:
        contexts.append(browser.new_context(viewport={"width": width, "height": 800}, offline=True, **options))
        shown = contexts[-1].new_page()
        shown.goto(f"{(fresh.root / SITE).as_uri()}/{place}")
        return shown

    yield open_
    for context in contexts:
        context.close()


NUMBER = '.rn[href="#rn-9"]'
DRAWN = "a => getComputedStyle(a, '::after').content.split(' / ')[0]"
THERE = '"Druck S. 2"'


@pytest.mark.parametrize("width", [1280, 320])
def test_the_page_is_drawn_for_who_asks(reader: Callable[..., Shown], width: int) -> None:
    shown = reader(f"protokolle/{DAY}.html", width, java_script_enabled=False)
    number = shown.locator(NUMBER)
    assert number.evaluate(DRAWN) == "none"
    number.hover()
    assert number.evaluate(DRAWN) == THERE
    shown.mouse.move(1, 1)
    shown.locator('.rn[href="#rn-8"]').focus()
    shown.keyboard.press("Tab")
    shown.locator(NUMBER).focus()
    assert number.evaluate(DRAWN) == THERE


def test_a_finger_on_the_number_is_enough(reader: Callable[..., Shown]) -> None:
    shown = reader(f"protokolle/{DAY}.html", 320, has_touch=True, is_mobile=True, java_script_enabled=False)
    shown.locator(NUMBER).tap()
    assert shown.url.endswith("#rn-9")
    assert shown.locator(NUMBER).evaluate(DRAWN) == THERE


@pytest.mark.parametrize("width", [1280, 768, 320])
def test_it_covers_nothing(reader: Callable[..., Shown], width: int) -> None:
    """Beside the text in the margin, or on the line of the number; nothing moves where there is no room."""
    shown = reader(f"protokolle/{DAY}.html#rn-9", width)
    box = "e => { const r = e.getBoundingClientRect(); return [r.left, r.top, r.right, r.bottom] }"
    left, _, right, bottom = shown.locator(NUMBER).evaluate(box)
    wide = shown.locator(NUMBER).evaluate("a => parseFloat(getComputedStyle(a, '::after').width)")
    text_left, text_top, text_right, _ = shown.locator("#rn-9 > p").evaluate(box)
    beside = right <= text_left and right - wide >= 0
    above = bottom <= text_top and right <= text_right and right - left > wide
    assert wide > 0
    assert beside if width >= 768 else above
    assert shown.evaluate("document.documentElement.scrollWidth") == width


def test_it_is_neither_copied_nor_printed_by_the_browser(reader: Callable[..., Shown]) -> None:
    shown = reader(f"protokolle/{DAY}.html#rn-9")
    assert "Druck S." not in shown.evaluate(
        "() => { getSelection().selectAllChildren(document.querySelector('main')); return String(getSelection()) }"
    )
    shown.emulate_media(media="print")
    assert shown.locator(NUMBER).evaluate(DRAWN) == "none"
    assert not shown.get_by_text("PDF, A4, 9 Seiten").is_visible()


@pytest.mark.parametrize("place", [f"protokolle/{DAY}.html", "protokolle/jahr-2026.html", "register/personen.html"])
def test_the_link_reaches_the_file_from_the_disk(reader: Callable[..., Shown], place: str) -> None:
    shown = reader(place, 320)
    link = shown.get_by_role("link", name="PDF, A")
    assert Path(unquote(urlsplit(link.evaluate("a => a.href")).path)).read_bytes().startswith(b"%PDF")
    assert shown.evaluate("document.documentElement.scrollWidth") == 320


def test_the_page_told_is_the_page_printed(tmp_path: Path, pdftotext: str) -> None:
    """With the real PDFs: there the paragraph begins."""
    made = printing(tmp_path)
    assert made.sphinx("pdf").code == 0
    read(made)
    assert offered(made) == {"2025-12-15", DAY, *YEARS}
    call = [pdftotext, str(made.root / SITE / f"protokolle/{DAY}.pdf"), "-"]
    pages = subprocess.run(call, capture_output=True, check=True).stdout.decode().split("\f")
    told = json.loads(made.read(f"{SITE}/protokolle/{DAY}.json"))["paragraphs"]
    assert len(told) == 57
    assert [p["rn"] for p in told if letters(p["text"])[:20] not in letters(pages[p["printed"] - 1])] == []
