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
from projects import RICH, WITNESS, Edition, Outcome, edition, protocol, short

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
        ("JF684", "![](bild.jpg)"),
        ("JF682", "Die Formel {math}`a^2 + \\frac{b}{2}` im Satz."),
        ("JF682", "```{math}"),
    ]


def test_descriptions_of_pictures_are_read_aloud(written: tuple[Edition, Outcome]) -> None:
    made, _ = written
    with pikepdf.open(pdf(made).path) as opened:
        told = [str(made["/Alt"]) for made in opened.objects if isinstance(made, pikepdf.Dictionary) and "/Alt" in made]
    described = re.findall(r"!\[([^\]]+)\]\((?!fehlt)|:alt: (.+)", made.read(PAGE))
    assert sorted(told) == sorted(one or other for one, other in described)


# Footnotes and notes


def printed(root: Path, *introduction: str, **files: str) -> tuple[Pdf, Outcome]:
    """The hand-out of a protocol with this introduction; other files by their names, `notes` is notes.md."""
    made = introduced(root, *introduction)
    if "notes" in files:
        made.write(f"protocols/{DAY}/notes.md", files["notes"])
    done = made.sphinx("pdf")
    assert done.code == 0, done.output
    return pdf(made), done


def test_footnotes_stand_where_they_are_referred_to(tmp_path: Path) -> None:
    book, done = printed(
        tmp_path,
        "[^spät]: Vor dem Verweis geschrieben.",
        "# Titel mit Fußnote[^titel]",
        "Erst[^1], dann[^name], wieder[^name], und spät[^spät].",
        "| Kopf[^kopf] | Wort |\n|---|---|\n| Feld[^feld] | Wort |",
        "[^1]: Die *erste* Fußnote.\n\n    Ihr zweiter Absatz.\n\n    - Eine Liste",
        "[^name]: Mit Verweis[^innen].\n[^innen]: In der Fußnote.",
        "[^titel]: Zum Titel.\n[^kopf]: Zum Kopf.\n[^feld]: Zum Feld.\n[^nie]: Von niemand genannt.",
    )
    wanted = [
        "Zum Titel.",
        "Die erste Fußnote. Ihr zweiter Absatz. – Eine Liste",
        "Mit Verweis.",
        "In der Fußnote.",
        "Vor dem Verweis geschrieben.",
        "Zum Kopf.",
        "Zum Feld.",
    ]
    volume = Pdf(book.path.with_name("jahr-2026.pdf"))
    for one in (book, volume):
        mine = [squeezed(text) for _, text in one.notes if squeezed(text) in map(squeezed, wanted)]
        assert mine == list(map(squeezed, wanted))
        assert "Von niemand genannt." in joined(one.body)
    assert re.search(rf"{PAGE}:\d+: WARNING: Footnote", done.output)


NOTES = """\
## Rn. 1

Eine Anmerkung mit *Betonung*, `Code` und {rn}`2`.

- eine Liste

  1. darin eine zweite

| Kopf | Kopf |
|------|------|
| Feld | Feld |

```python
def f(x): return x
```

> Ein Zitat

![Ein Bild](../../docs/protokolle/bild.png)

Am Ende ein Absatz.

## Rn. 2

Erstens.

## Rn. 2: „Der Plan“

Zweitens.

"""


def test_a_note_may_hold_more_than_a_paragraph(tmp_path: Path) -> None:
    book, done = printed(tmp_path, notes=NOTES)
    assert not [code for file, _, code in remarks(done) if file.endswith("notes.md")]
    assert [squeezed(text) for _, text in book.notes] == [
        "EineAnmerkungmitBetonung,CodeundRn.2,S.1.–eineListe1.darineinezweiteKopfKopfFeldFelddeff(x):returnx"
        "EinZitatAmEndeeinAbsatz.",
        "Zweitens.",
        "Erstens.",
    ]


def test_a_note_may_be_longer_than_a_page(tmp_path: Path) -> None:
    long = "\n\n".join(f"Absatz {i}: " + "ein Satz wie viele andere, " * 20 + "und Schluss." for i in range(30))
    book, _ = printed(tmp_path, notes=f"## Rn. 2\n\n{long}\n")
    [(sign, text)] = book.notes
    assert sign == "1"
    assert squeezed(text) == squeezed(long)
    assert len(book.pages) > 3


def test_sixty_notes_on_one_paragraph(tmp_path: Path) -> None:
    words = " ".join(f"Wort{i:02}" for i in range(60))
    made = introduced(tmp_path)
    made.add(DAY, protocol(DAY, f"Es folgen {words} und der Schluss dieses Absatzes."))
    notes = "".join(f"## Rn. 1: „Wort{i:02}“\n\nAnmerkung zum Wort {i}.\n\n" for i in range(60))
    made.write(f"protocols/{DAY}/notes.md", notes)
    done = made.sphinx("pdf")
    assert done.code == 0, done.output
    assert pdf(made).notes == [(str(i + 1), f"Anmerkung zum Wort {i}.") for i in range(60)]


def test_an_entry_of_the_glossary_may_hold_more_than_a_paragraph(tmp_path: Path) -> None:
    made = introduced(tmp_path)
    parts = (
        "Weltmacht",
        "  Ein Absatz.",
        "  - Eine Liste",
        "  | Kopf |\n  |---|\n  | Feld |",
        "  ![Bild](protokolle/bild.png)",
    )
    made.edit("docs/glossar.md", "Weltmacht\n", "\n\n".join(parts).replace("\n\n", "\n", 1) + "\n\n")
    done = made.sphinx("pdf")
    assert done.code == 0, done.output
    assert "WeltmachtEinAbsatz.–EineListeKopfFeldEineMacht" in squeezed(joined(pdf(made, "jahr-2026").body))


# What is too much, or unknown

OWN = """
from docutils import nodes
from sphinx.util.docutils import SphinxDirective

class karte(nodes.General, nodes.Element):
    pass

class marke(nodes.Inline, nodes.TextElement):
    pass

class Karte(SphinxDirective):
    has_content = True

    def run(self):
        made = karte("", nodes.paragraph("", "Ein Absatz ", marke("", "mit Marke")), nodes.Text("Nackter Text"))
        made += nodes.raw("", "<b>fett</b>", format="html")
        made += self.parse_content_to_nodes()
        self.set_source_info(made)
        return [made]

def setup(app):
    app.add_node(karte)
    app.add_node(marke)
    app.add_directive("karte", Karte)
"""


def test_nodes_of_others_keep_their_words(tmp_path: Path) -> None:
    made = introduced(
        tmp_path, "Davor.", "```{karte}\nDarin *ein* Absatz.\n```", "```{karte}\nNoch eine.\n```", "Danach."
    )
    made.write("docs/karten.py", OWN)
    here = "\nimport sys, pathlib\nsys.path.append(str(pathlib.Path(__file__).parent))\nextensions += ['karten']\n"
    made.write("docs/conf.py", made.read("docs/conf.py") + here)
    done = made.sphinx("pdf")
    assert done.code == 0, done.output
    card = "Ein Absatz mit Marke Nackter Text"
    assert f"Davor. {card} Darin ein Absatz. {card} Noch eine. Danach." in joined(pdf(made).body)
    told = [(line, code) for file, line, code in remarks(done) if file == PAGE]
    assert told == [(5, "JF680"), (5, "JF680"), (5, "JF689"), (9, "JF689")]


DEEP = {
    "quotations": (lambda i: "   " * i + f"Zitat {i}\n", 60),
    "lists": (lambda i: "  " * i + f"- Punkt {i}\n", 60),
    "definitions": (lambda i: "  " * i + f"Begriff {i}\n", 30),
    "boxes": (lambda i: "   " * i + f".. note::\n\n{'   ' * (i + 1)}Kasten {i}\n", 30),
}


@pytest.mark.parametrize("kind", DEEP)
def test_what_is_nested_too_deep_keeps_its_words(tmp_path: Path, kind: str) -> None:
    line, depth = DEEP[kind]
    source = "\n".join(map(line, range(depth)))
    book, done = printed(tmp_path, f"Davor.\n\n```{{eval-rst}}\n{source}\n```\n\nDanach.")
    text = joined(book.body)
    words = re.findall(r"(?:Zitat|Punkt|Begriff|Kasten) \d+", text)
    assert [int(word.split()[1]) for word in words] == list(range(depth))
    assert [code for file, _, code in remarks(done) if file == PAGE] == ["JF681"]
    assert "Danach." in text


def test_tables_in_tables(tmp_path: Path) -> None:
    source = "Im Innersten"
    for n in range(14):
        source = f".. list-table::\n\n   * - Tabelle {n}\n\n" + "\n".join(f"       {row}" for row in source.split("\n"))
    book, done = printed(tmp_path, f"```{{eval-rst}}\n{source}\n```")
    assert re.findall(r"Tabelle \d+", joined(book.body)) == [f"Tabelle {n}" for n in reversed(range(14))]
    assert "Im Innersten" in joined(book.body)
    assert [code for file, _, code in remarks(done) if file == PAGE] == ["JF681"]


def test_much_of_everything(tmp_path: Path) -> None:
    rows = "".join(f"| Zeile {i} | {'Wort ' * 12} |\n" for i in range(300))
    book, _ = printed(
        tmp_path,
        "\n".join(f"- Punkt {i}" for i in range(2000)),
        f"| Kopf | Inhalt |\n|---|---|\n{rows}",
        " ".join(f"Wort{i}" for i in range(10_000)),
    )
    text = joined(book.body)
    assert re.findall(r"Punkt (\d+)", text) == [str(i) for i in range(2000)]
    assert re.findall(r"Zeile (\d+)", text) == [str(i) for i in range(300)]
    assert re.findall(r"Wort(\d+)", squeezed(text).replace("Wort", " Wort")) == [str(i) for i in range(10_000)]


def test_ten_levels_of_headings(tmp_path: Path) -> None:
    signs = "=-~^+'.:_*"
    source = "\n".join(f"Ebene {i}\n{signs[i] * 9}\n\nText {i}.\n" for i in range(10))
    made = introduced(tmp_path)
    made.write(
        "docs/conf.py",
        made.read("docs/conf.py") + "\nsource_suffix = {'.rst': 'restructuredtext', '.md': 'markdown'}\n",
    )
    (made.root / PAGE).unlink()
    made.write(PAGE.replace(".md", ".rst"), f"{source}\n.. protokoll:: {DAY}\n")
    done = made.sphinx("pdf")
    assert done.code == 0, done.output
    assert re.findall(r"(?:Ebene|Text) \d", joined(pdf(made).body)) == [
        f"{k} {i}" for i in range(10) for k in ("Ebene", "Text")
    ]
