"""Where the printed lines begin: from a PDF, or laid out again; kept in lines.toml."""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth

from jourfixe.apparatus.folder import load
from jourfixe.apparatus.lining.applying import rows_of
from jourfixe.apparatus.lining.composing import Composed, compose, free_lines
from jourfixe.apparatus.lining.copy import Copy, copies
from jourfixe.apparatus.lining.linesfile import LinesFile, Row, format_lines, read_lines
from jourfixe.apparatus.lining.setting import Setting, Style, measured
from jourfixe.apparatus.lining.syllables import divisions
from jourfixe.model import Origin
from jourfixe.reading import read_bytes
from made.layout import Layout
from made.with_reportlab import with_reportlab
from projects import REPO, Edition, edition, protocol

DAY = "2026-01-12"
FOLDER = f"protocols/{DAY}"
REAL = REPO / "protocols" / DAY / "raw.md"
WORDS = re.findall(
    r"(?<![\w-])[^\W\d]+(?![\w-])", (Path(__file__).parent / "made" / "texts" / "buecherei.txt").read_text("utf-8")
)
MEASURE = 440  # points
TIMES = Setting(Style("Times New Roman", False), 37_000)


# Setting


def copy(text: str, spoken: bool = False, **changes: object) -> Copy:
    return replace(Copy(text, spoken, "— " * spoken, (), (), (), 1), **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("face", "name", "text"),
    [
        ("Times New Roman", "Times-Roman", "Die Macht, „die“ – so heißt es – größer ist: 28-Punkte-Plan (S. 45)"),
        ("Arial", "Helvetica", "Die Macht, die – so heißt es – größer ist: 28-Punkte-Plan (S. 45)"),
        ("Courier New", "Courier", "Die Macht"),
    ],
)
def test_letters_are_as_wide_as_in_print(face: str, name: str, text: str) -> None:
    width = measured(copy(text), Style(face, False)).right[-1]
    assert width == pytest.approx(stringWidth(text, name, 1000), rel=0.002)


def test_what_stands_out_has_its_own_face() -> None:
    text = "Die Macht ist groß"
    roman, italic = (stringWidth(text, f"Times-{name}", 1000) for name in ("Roman", "Italic"))
    style = Style("Times New Roman", True)
    assert measured(copy(text), style).right[-1] == pytest.approx(roman, rel=0.002)
    assert measured(copy(text, spoken=True), style).right[-1] == pytest.approx(italic, rel=0.002)
    assert measured(copy(text, emphasis=((0, len(text)),)), style).right[-1] == pytest.approx(italic, rel=0.002)


def test_lines_end_at_spaces_and_behind_hyphens() -> None:
    text = "Vor dem Haus in der U-Bahn-Station steht ein 28-Punkte-Plan"
    starts = free_lines(copy(text), replace(TIMES, measure=10_000))
    assert [text[a:b] for a, b in zip(starts, [*starts[1:], None], strict=True)] == [
        "Vor dem Haus in der U-",
        "Bahn-Station steht ein ",
        "28-Punkte-Plan",
    ]


def test_a_word_that_has_no_room_has_a_line_of_its_own() -> None:
    text = "im Waffenstillstandsverhandlungsmarathon steht es"
    starts = free_lines(copy(text), replace(TIMES, measure=5000))
    assert [text[a:].split()[0] for a in starts] == ["im", "Waffenstillstandsverhandlungsmarathon", "steht"]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Interessen", "In-te-res-sen"),
        ("Menschen", "Men-schen"),
        ("Bäcker", "Bä-cker"),
        ("Europa", "Eu-ro-pa"),
        ("bauen", "bau-en"),
        ("Ast", "Ast"),
        ("Rhythmus", "Rhyth-mus"),
    ],
)
def test_words_are_divided_by_syllables(word: str, expected: str) -> None:
    cuts = [0, *divisions(word), len(word)]
    assert "-".join(word[a:b] for a, b in pairwise(cuts)) == expected


# A text with known lines


@cache
def printed_text(seed: int, *moved: int) -> tuple[str, tuple[tuple[int, str], ...]]:
    """A witness with every fifth number, and the text of each printed line. Set in Times, 11 points.

    The numbers `moved` stand three lines further down, as converters put them, or are lost.
    """
    chance = random.Random(seed)
    blocks = ["## **Jour fixe vom 12.01.2026 Gegenstand (GS 4-25)**"]
    truth, n = [], 1
    for k in range(32):
        text = " ".join(chance.choices(WORDS, k=chance.randint(25, 110))) + "."
        spoken = k % 3 == 1
        out, late = "", 0
        for row in lines_of(f"— {text}" if spoken else text, "Times-Italic" if spoken else "Times-Roman"):
            n += 1
            truth.append((n, row.removeprefix("— ")))
            late = n + 3 if n in moved else late
            number = f"{n} " if n % 5 == 0 and n not in moved else f"{n - 3} " if n == late else ""
            out += f"  \n{number}{row}" if number and out else f"{' ' if out else ''}{number}{row}"
        blocks.append(f"— *{out.replace('— ', '', 1)}*" if spoken and out.startswith("—") else out)
    return "\n\n".join(blocks) + "\n", tuple(truth)


def lines_of(text: str, font: str) -> Iterator[str]:
    row = ""
    for word in text.split():
        if row and stringWidth(f"{row} {word}", font, 11) > MEASURE:
            yield row
            row = ""
        row += f" {word}" if row else word
    yield row


def composed(text: str) -> tuple[Composed, list[tuple[int, str]]]:
    """Also each line with the text from there on."""
    reading = read_bytes(text.encode(), "raw.md")
    made = compose(copies(reading))
    paragraphs = reading.protocol.paragraphs
    return made, [(line.n, paragraphs[line.paragraph].text[line.offset :]) for line in made.lines]


def right(found: list[tuple[int, str]], truth: Sequence[tuple[int, str]]) -> float:
    """Share of the true lines that were found where they begin."""
    there = dict(found)
    return sum(n in there and there[n].startswith(row[:30].rstrip(".")) for n, row in truth) / len(truth)


def test_every_line_of_a_printed_text_is_found() -> None:
    text, truth = printed_text(1)
    made, found = composed(text)
    assert made.setting
    assert made.setting.style == Style("Times New Roman", True)
    assert made.setting.measure == pytest.approx(1000 * MEASURE / 11, rel=0.005)
    assert right(found, truth) >= 0.98
    assert made.fit.is_good


def test_numbers_that_were_lost_or_displaced_are_found_again() -> None:
    moved = range(35, 300, 35)
    text, truth = printed_text(2, *moved)
    _, found = composed(text)
    assert right(found, [row for row in truth if row[0] in moved]) >= 0.9
    assert right(found, truth) >= 0.95


def verses() -> str:
    """Numbers count lines that no measure gives: each has nine to sixteen words."""
    chance = random.Random(1)
    rows = [" ".join(chance.choices(WORDS, k=chance.randint(9, 16))) for _ in range(200)]
    numbered = [f"  \n{n} {row}" if n % 5 == 0 else f" {row}" for n, row in enumerate(rows, 1)]
    paragraphs = ["".join(numbered[k : k + 20]).strip() for k in range(0, 200, 20)]
    return protocol(DAY, *(f"{p}." for p in paragraphs))


def test_what_was_not_set_so_does_not_fit() -> None:
    made, _ = composed(verses())
    assert made.fit.numbers_known + made.fit.ends_known > 0
    assert not made.fit.is_good


# The real protocol


def test_the_printed_lines_of_the_real_protocol_come_about_without_being_told() -> None:
    """Its lines 314 to 365 are left as they were printed; the setting is found without them."""
    reading = read_bytes(REAL.read_bytes(), "raw.md")
    given = copies(reading)
    first = next(i for i, p in enumerate(reading.protocol.paragraphs) if p.place.line >= 141)
    made = compose([replace(c, known=()) if i >= first else c for i, c in enumerate(given)])
    assert made.setting
    assert made.setting.style == Style("Times New Roman", True)
    ends = [{k.offset for k in c.known} - {c.known[0].offset} if c.known else set() for c in given[first:]]
    hits = sum(len(known & set(free_lines(c, made.setting))) for c, known in zip(given[first:], ends, strict=True))
    assert hits / sum(map(len, ends)) > 0.8
    certain = [(i, k) for i, c in enumerate(given[first:], first) for k in c.known if k.n and k.certain]
    places = {line.n: (line.paragraph, line.offset) for line in made.lines}
    assert sum(places.get(k.n) == (i, k.offset) for i, k in certain) >= len(certain) - 2


def test_all_lines_of_the_real_protocol_are_found() -> None:
    made = compose(copies(read_bytes(REAL.read_bytes(), "raw.md")))
    assert [line.n for line in made.lines] == list(range(3, 382))
    assert made.fit.is_good


# lines.toml


FILE = LinesFile("0" * 64, "Protokoll „26“.pdf", (9, 10), (Row(4, 3, 1, Origin.PRINTED), Row(5, 3, 9, Origin.COMPUTED)))


def test_what_is_written_is_read(tmp_path: Path) -> None:
    path = tmp_path / "lines.toml"
    path.write_text(format_lines(FILE), "utf-8")
    assert read_lines(path, "lines.toml") == (FILE, [])


DAMAGED = [
    ("lines = [", "lines = ", 8),
    ('format = "jourfixe-lines/1"', "", 1),
    ('"jourfixe-lines/1"', '"jourfixe-lines/9"', 4),
    ("fit = [9, 10]", "fit = 9", 7),
    ("[5, 3, 9,", "[4, 3, 9,", 10),
    ("[5, 3, 9,", "[5, 2, 9,", 10),
    ("[5, 3, 9,", "[5, 0, 9,", 10),
    ("[5, 3, 9,", '["5", 3, 9,', 10),
    ("[5, 3, 9,", "[5, 3, true,", 10),
    ("computed", "erfunden", 10),
    ('[5, 3, 9, "computed"]', "[5]", 10),
    ("  [5", "  5, [5", 8),
]


@pytest.mark.parametrize(("before", "after", "line"), DAMAGED)
def test_a_damaged_file_is_a_finding_with_its_line(before: str, after: str, line: int, tmp_path: Path) -> None:
    path = tmp_path / "lines.toml"
    text = format_lines(FILE)
    head, _, tail = text.partition("format =")
    path.write_text(head + f"format ={tail}".replace(before, after, 1), "utf-8")
    file, (found,) = read_lines(path, "protocols/x/lines.toml")
    assert file is None
    assert (found.code, found.place.file) == ("JF312", "protocols/x/lines.toml")
    assert found.place.line == line
    assert "jourfixe lines" in found.hint


# The command


SHORT = protocol(DAY, "In dem Artikel geht es um den Plan.", "— *Der Plan verlangt viel.*")


def real(root: Path) -> Edition:
    """The real protocol, with its Fassungen."""
    made = edition(root)
    for path in REAL.parent.iterdir():
        made.write(f"{FOLDER}/{path.name}", path.read_text("utf-8"))
    return made


def laid(root: Path) -> Edition:
    """With its lines."""
    made = real(root)
    made.write(f"{FOLDER}/lines.toml", computed())
    return made


@cache
def computed() -> str:
    data = REAL.read_bytes()
    reading = read_bytes(data, "raw.md")
    rows = tuple(rows_of(reading, compose(copies(reading)).lines, {}))
    return format_lines(LinesFile(hashlib.sha256(data).hexdigest(), "Times", (1, 1), rows))


def test_the_lines_of_a_published_protocol_are_told_and_its_links_stay(tmp_path: Path) -> None:
    made = real(tmp_path)
    before = load(tmp_path / FOLDER)
    done = made.jourfixe("lines", DAY)
    assert done.code == 0, done.output
    assert "379 Zeilen in lines.toml" in done.output
    assert "Times New Roman" in done.output
    assert "Mit einer anderen Rn. veröffentlicht: Z. 55 (Rn. 12, jetzt 11)" in done.output
    written = (tmp_path / FOLDER / "lines.toml").read_bytes()
    after = load(tmp_path / FOLDER)
    assert {f.code for f in before.findings} - {f.code for f in after.findings} == {"JF101", "JF102"}
    homes = {mark.name: rn for rn, p in after.numbered() for mark in p.lines}
    assert {n: homes[n] for n in after.register.lines} == after.register.lines
    assert sorted(m.n for p in after.protocol.paragraphs for m in p.lines) == list(range(3, 382))
    assert [p.text for p in after.protocol.paragraphs] == [p.text for p in before.protocol.paragraphs]
    again = made.jourfixe("lines", DAY)
    assert (again.code, (tmp_path / FOLDER / "lines.toml").read_bytes()) == (0, written)


def test_computed_lines_stand_in_brackets(tmp_path: Path) -> None:
    """Every fifth is shown; a line with an emendation before it has moved with its words."""
    laid(tmp_path)
    marks = {m.n: (p.text[m.offset :], m.origin) for _, p in load(tmp_path / FOLDER).numbered() for m in p.lines}
    assert marks[5] == (marks[5][0], Origin.PRINTED)
    assert marks[25][0].startswith("Trump erkennt Putin als Staatsführer")
    assert marks[25][1] is Origin.COMPUTED
    assert marks[320][0].startswith("bzw. Waffenstillstandslösung")


def test_an_outdated_file_is_told_and_not_used(tmp_path: Path) -> None:
    laid(tmp_path)
    raw = tmp_path / FOLDER / "raw.md"
    raw.write_text(raw.read_text("utf-8").replace("Die neuen", "Die  neuen"), "utf-8")
    edited = load(tmp_path / FOLDER)
    assert "JF313" in {f.code for f in edited.findings}
    assert not any(m.origin is Origin.COMPUTED for p in edited.protocol.paragraphs for m in p.lines)


def test_a_place_that_raw_md_does_not_have_is_told(tmp_path: Path) -> None:
    laid(tmp_path)
    path = tmp_path / FOLDER / "lines.toml"
    path.write_text(path.read_text("utf-8").replace("[381, ", "[381, 9").replace("[380, ", "[380, "), "utf-8")
    assert [f.code for f in load(tmp_path / FOLDER).findings if "lines.toml" in f.place.file] == ["JF312"]


def test_nothing_is_written_where_no_line_is_known(tmp_path: Path) -> None:
    made = edition(tmp_path, **{DAY: SHORT})
    done = made.jourfixe("lines", DAY)
    assert done.code == 1
    assert "keine Zeilenzahl" in done.output and "--from" in done.output
    assert not (tmp_path / FOLDER / "lines.toml").exists()


def test_nothing_is_written_where_the_setting_does_not_fit(tmp_path: Path) -> None:
    made = edition(tmp_path)
    made.add(DAY, verses())
    done = made.jourfixe("lines", DAY)
    assert done.code == 1
    assert "Die Zeilen lassen sich nicht berechnen" in done.output and "--from" in done.output
    assert not (tmp_path / FOLDER / "lines.toml").exists()


PRINTED = with_reportlab("test", Layout(foot="{n}"))


def of_made() -> str:
    """The text of the made file as a converter has it that loses all numbers and lines."""
    blocks = []
    for told in PRINTED.passages:
        text = told.text
        blocks.append({"heading": f"# {text}", "separator": "\\*"}.get(told.kind.value, text))
    return "\n\n".join(blocks) + "\n"


def test_the_lines_of_a_pdf_are_taken_over(tmp_path: Path) -> None:
    text = of_made()
    day = read_bytes(text.encode(), "raw.md").protocol.date
    assert day
    made = edition(tmp_path, **{day.isoformat(): text})
    (tmp_path / "Protokoll 26.pdf").write_bytes(PRINTED.data)
    done = made.jourfixe("lines", day.isoformat(), "--from", str(tmp_path / "Protokoll 26.pdf"))
    assert done.code == 0, done.output
    folder = tmp_path / "protocols" / day.isoformat()
    edited = load(folder)
    assert edited.meta.lines_from == "Protokoll 26.pdf"
    assert (folder / "Protokoll 26.pdf").read_bytes() == PRINTED.data
    found = {m.n: (p.text[m.offset :][:25], m.origin) for p in edited.protocol.paragraphs for m in p.lines}
    rows = [(told.text[row.offset :][:25], row) for told in PRINTED.passages for row in told.rows]
    wanted = {
        row.n: (text, Origin.PRINTED if row.printed else Origin.COUNTED)
        for text, row in rows
        if row.n and text in "".join(p.text for p in edited.protocol.paragraphs)
    }
    same = [n for n, told in wanted.items() if found.get(n) == told]
    assert len(same) / len(wanted) >= 0.98


def test_the_pdf_never_takes_the_place_of_the_file_received(tmp_path: Path) -> None:
    """Nor does an older one stay that gave the lines before."""
    text = of_made()
    day = read_bytes(text.encode(), "raw.md").protocol.date
    assert day
    made = edition(tmp_path)
    made.add(day.isoformat(), f"<!-- Abschrift 1: Protokoll.pdf -->\n\n{text}", received="Protokoll.pdf")
    folder = tmp_path / "protocols" / day.isoformat()
    (folder / "Protokoll.pdf").write_bytes(b"as received")
    for name in ("alt.pdf", "Protokoll.pdf"):
        (tmp_path / name).write_bytes(PRINTED.data)
        assert made.jourfixe("lines", day.isoformat(), "--from", str(tmp_path / name)).code == 0
    kept = {path.name: path.read_bytes() for path in folder.glob("*.pdf")}
    assert kept == {"Protokoll.pdf": b"as received", "Zeilen-Protokoll.pdf": PRINTED.data}


@pytest.mark.parametrize("what", ["another protocol", "no PDF"])
def test_a_file_that_has_not_these_lines_is_refused(what: str, tmp_path: Path) -> None:
    made = edition(tmp_path, **{DAY: SHORT})
    file = tmp_path / "Protokoll.pdf"
    file.write_bytes(PRINTED.data if what == "another protocol" else b"Nur Text.\n")
    done = made.jourfixe("lines", DAY, "--from", str(file))
    assert done.code == 1
    assert ("JF028" if what == "another protocol" else "kein PDF") in done.output
    assert sorted(p.name for p in (tmp_path / FOLDER).iterdir()) == ["meta.toml", "raw.md"]


def test_a_pdf_with_other_lines_is_refused(tmp_path: Path) -> None:
    """The same text in another print, whose numbers stand at other words."""
    made = edition(tmp_path)
    (tmp_path / "eins.pdf").write_bytes(PRINTED.data)
    (tmp_path / "zwei.pdf").write_bytes(with_reportlab("test", Layout(foot="{n}", left=150, right=150)).data)
    assert made.jourfixe("add", str(tmp_path / "eins.pdf")).code == 0
    (folder,) = (tmp_path / "protocols").glob("20*")
    done = made.jourfixe("lines", folder.name, "--from", str(tmp_path / "zwei.pdf"))
    assert done.code == 1
    assert "anders gedruckt" in done.output
    assert not (folder / "lines.toml").exists()


def test_the_lines_of_a_file_that_is_replaced_go_with_it(tmp_path: Path) -> None:
    made = edition(tmp_path)
    (tmp_path / "eins.pdf").write_bytes(PRINTED.data)
    assert made.jourfixe("add", str(tmp_path / "eins.pdf")).code == 0
    (folder,) = (tmp_path / "protocols").glob("20*")
    assert made.jourfixe("lines", folder.name, "--from", str(tmp_path / "eins.pdf")).code == 0
    assert (folder / "lines.toml").exists()
    assert made.jourfixe("add", "--replace", str(tmp_path / "eins.pdf")).code == 0
    assert sorted(p.name for p in folder.iterdir()) == ["eins.pdf", "meta.toml", "numbering.toml", "raw.md"]
