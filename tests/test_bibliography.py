"""references.bib as editors write it: one fault costs one entry, and is named with its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from docutils.nodes import make_id
from hypothesis import given, settings
from hypothesis import strategies as st
from pybtex.database import parse_string
from pybtex_docutils import Backend

from jourfixe.apparatus.literature.bibliography import Bibliography, _address, read_bibliography
from jourfixe.apparatus.literature.latex import plain
from jourfixe.apparatus.literature.style import Style
from jourfixe.findings import CATALOG
from jourfixe.model import Finding

REPO = Path(__file__).parents[1]
BEFORE = "@article{vorher,\n  title = {Vorher},\n}\n\n"  # four lines
BEHIND = "\n@book{nachher, title = {Nachher}}\n"


def read(tmp_path: Path, source: str | bytes) -> tuple[Bibliography, list[Finding]]:
    path = tmp_path / "references.bib"
    path.write_bytes(source if isinstance(source, bytes) else source.encode("utf-8", "surrogatepass"))
    bibliography, findings = read_bibliography(path, "references.bib")
    assert_sound(bibliography)
    return bibliography, findings


def assert_sound(bibliography: Bibliography) -> None:
    """pybtex reads it, and every entry can be written by our style and for Sphinx, with the text we give."""
    data = parse_string(bibliography.sound, "bibtex")
    assert list(data.entries) == list(bibliography.articles)
    style = Style()
    entries = style.sort(data.entries.values())
    labels = list(style.format_labels(entries))
    assert len(set(labels)) == len(entries)
    for label, entry in zip(labels, entries, strict=True):
        formatted = style.format_entry(label, entry)
        assert str(formatted.text) == bibliography.articles[entry.key].text
        assert Backend().paragraph(formatted).astext() == bibliography.articles[entry.key].text


#: entry between two good ones → is it read?, line and code of the finding, and words of its message
DAMAGED = {
    "open brace": ("@article{b,\n  title = {B,\n}\n", False, (6, "JF309", "hinter „title =“ wird die geschweifte")),
    "open brace, more fields": (
        "@article{b,\n  title = {B,\n  year = {2020},\n}\n",
        False,
        (6, "JF309", "hinter „title =“ wird die geschweifte"),
    ),
    "open quote": ('@article{b,\n  title = "B,\n}\n', False, (6, "JF309", "das Anführungszeichen nicht geschlossen")),
    "brace in quotes": (
        '@article{b,\n  title = "B}",\n}\n',
        False,
        (6, "JF309", "das Anführungszeichen nicht geschlossen"),
    ),
    "no closing brace": ("@article{b,\n  title = {B},\n", True, (6, "JF628", "am Ende die schließende Klammer")),
    "no comma": ("@article{b,\n  title = {B}\n  year = {2020},\n}\n", True, (6, "JF628", "hinter der Angabe title")),
    "no comma behind the key": ("@article{b\n  title = {B},\n}\n", True, (5, "JF628", "hinter dem Schlüssel")),
    "no equals sign": ("@article{b,\n  title {B}\n}\n", False, (6, "JF309", "keine Angabe der Form „title = {…}“")),
    "no value": ("@article{b,\n  title = ,\n}\n", False, (6, "JF309", "hinter „title =“ fehlt der Wert")),
    "no key": ("@article{,\n  title = {B},\n}\n", False, (5, "JF309", "Schlüssel fehlt")),
    "fields at once": ("@article{\n  title = {B},\n}\n", False, (6, "JF309", "Schlüssel fehlt")),
    "blank in the key": ("@article{b b,\n  title = {B},\n}\n", False, (5, "JF309", "hinter dem Schlüssel fehlt")),
    "brace in the key": ("@article{b{b,\n  title = {B},\n}\n", False, (5, "JF309", "unerlaubtes Zeichen: {")),
    "foreign key": ("@article{лит,\n  title = {B},\n}\n", False, (5, "JF309", "fremde Buchstaben")),
    "no type": ("@{b,\n  title = {B},\n}\n", False, (5, "JF309", "hinter @ fehlen")),
    "no brace": ("@article b,\n  title = {B},\n}\n", False, (5, "JF309", "hinter @ fehlen")),
    "no @": ("article{b,\n  title = {B},\n}\n", False, (5, "JF309", "fehlt das Zeichen @")),
    "key twice": ("@article{vorher,\n  title = {B},\n}\n", False, (5, "JF620", "in Zeile 1")),
    "key twice but for signs": ("@article{Vorher:,\n  title = {B},\n}\n", False, (5, "JF620", "„vorher“ in Zeile 1")),
    "unknown macro": ("@article{b,\n  month = okt,\n}\n", True, (6, "JF621", "„okt“ ist kein bekanntes Kürzel")),
    "number range without braces": ("@article{b,\n  pages = 43--58,\n}\n", True, (6, "JF621", "„43--58“")),
    "words without braces": ("@article{b,\n  title = Das Kapital,\n}\n", True, (6, "JF621", "„Das Kapital“")),
    "field twice": ("@article{b,\n  title = {B},\n  title = {C},\n}\n", True, (7, "JF627", "zuerst in Zeile 6")),
    "unknown type": ("@artikel{b,\n  title = {B},\n}\n", True, (5, "JF629", "„artikel“")),
    "and and": ("@article{b,\n  author = {A and and B},\n}\n", True, (6, "JF622", "vor oder hinter „and“ fehlt")),
    "commas": ("@article{b,\n  author = {A, B, C, D},\n}\n", True, (6, "JF622", "mehr als zwei Kommas")),
    "und": ("@article{b,\n  author = {K. Marx und F. Engels},\n}\n", True, (6, "JF622", "„and“, nicht „und“")),
    "no name": ("@article{b,\n  editor = {,},\n}\n", True, (6, "JF622", "ein Name ist leer")),
    "crossref to nothing": ("@article{b,\n  crossref = {nix},\n}\n", True, (6, "JF624", "„nix“")),
    "impossible issue": (
        "@article{b,\n  journal = {GegenStandpunkt},\n  number = {5-25},\n}\n",
        True,
        (7, "JF625", "fehlt das Heft"),
    ),
    "pages backwards": ("@article{b,\n  pages = {58--43},\n}\n", True, (6, "JF626", "58–43")),
    "deep nesting": (f"@article{{b,\n  title = {'{' * 80}B{'}' * 80},\n}}\n", False, (6, "JF309", "geschachtelt")),
}


@pytest.mark.parametrize("name", DAMAGED)
def test_damaged_entry(tmp_path: Path, name: str) -> None:
    source, kept, (line, code, words) = DAMAGED[name]
    bibliography, findings = read(tmp_path, BEFORE + source + BEHIND)
    assert list(bibliography.articles) == ["vorher", *(["b"] if kept else []), "nachher"]
    assert [(f.place.file, f.place.line, f.code) for f in findings] == [("references.bib", line, code)]
    assert words in findings[0].message
    assert not findings[0].blocks


def test_every_finding_of_a_bibliography_has_a_case() -> None:
    codes = {code for _, _, (_, code, _) in DAMAGED.values()} | {"JF623"}
    assert {code for code in CATALOG if "JF620" <= code <= "JF629"} <= codes


@pytest.mark.parametrize("name", DAMAGED)
def test_damage_at_the_end_of_the_file(tmp_path: Path, name: str) -> None:
    bibliography, findings = read(tmp_path, BEFORE + DAMAGED[name][0])
    assert "vorher" in bibliography.articles
    assert [f.code for f in findings] == [DAMAGED[name][2][1]]


SOUND = {
    "empty": ("", []),
    "only words": ("Nur ein Satz mit klammer@affe.de und {}.\n", []),
    "byte order mark": ("\ufeff" + BEFORE, ["vorher"]),
    "words between": (f"Meine Liste (Stand: heute)\n{BEFORE}% noch zu lesen:\n{BEHIND}", ["vorher", "nachher"]),
    "comment": (f"@comment{{ @book{{x, title = {{X}}}} }}\n{BEFORE}@Comment{{jabref: {{}} }}", ["vorher"]),
    "preamble and macro": (
        '@preamble{"\\newcommand{x}"}\n@string{gs = "GegenStandpunkt"}\n@article{b, journal = gs # " 4-25"}',
        ["b"],
    ),
    "parentheses": (f"@article(b, title = {{B}})\n{BEFORE}", ["b", "vorher"]),
    "one line": ("@article{a,title={A}}@article{b,title={B}} @article{c}", ["a", "b", "c"]),
    "capitals": ("@ARTICLE{b, TITLE = {B}, Year = 2020}", ["b"]),
    "bare month": ("@article{b, month = oct, year = 2025}", ["b"]),
}


@pytest.mark.parametrize("name", SOUND)
def test_sound_file(tmp_path: Path, name: str) -> None:
    source, keys = SOUND[name]
    for text in (source, source.replace("\n", "\r\n"), source.replace("\n", "\r")):
        bibliography, findings = read(tmp_path, text)
        assert (list(bibliography.articles), findings) == (keys, [])


def test_a_missing_file_is_empty(tmp_path: Path) -> None:
    assert read_bibliography(tmp_path / "references.bib", "references.bib") == (Bibliography(), [])


def test_a_folder_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "references.bib").mkdir()
    _, findings = read_bibliography(tmp_path / "references.bib", "references.bib")
    assert [f.code for f in findings] == ["JF008"]


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "utf-16"])
def test_other_encodings_are_read_and_told(tmp_path: Path, encoding: str) -> None:
    source = f"{BEFORE}@article{{b,\n  title = {{Für und wider}},\n}}\n"
    bibliography, findings = read(tmp_path, source.encode(encoding))
    assert bibliography.articles["b"].title == "Für und wider"
    assert [f.code for f in findings] == ["JF623"]
    if encoding != "utf-16":
        assert (findings[0].place.line, findings[0].place.column) == (6, 13)


def test_a_binary_file_is_no_traceback(tmp_path: Path) -> None:
    assert read(tmp_path, bytes(range(256)) * 20)[0].articles == {}


ARTICLES = {
    "journal = {GegenStandpunkt}, number = {4-25}": ("4-25", None),
    "journal = {{GegenStandpunkt}}, number = {4/2025}, pages = {43--58}": ("4-25", (43, 58)),
    "journaltitle = {Gegenstandpunkt}, number = {4-2025}, pages = {S. 43–58}": ("4-25", (43, 58)),
    "journaltitle = {GegenStandpunkt}, number = 4, date = {2025-12-19}, pages = {43-58}": ("4-25", (43, 58)),
    "journal = {GegenStandpunkt}, issue = {1}, year = {1992}, pages = 7": ("1-92", (7, 7)),
    "journal = {GegenStandpunkt 4-25}, pages = {43 f.}": ("4-25", (43, 44)),
    "journal = {GS}, number = {Heft 4-25}, pages = {43ff}": ("4-25", None),
    "journal = {Prokla}, number = {4-25}, pages = {vii--ix}": ("", None),
}


@pytest.mark.parametrize("fields", ARTICLES)
def test_issue_and_pages(tmp_path: Path, fields: str) -> None:
    bibliography, findings = read(tmp_path, f"@article{{a, title = {{A}}, {fields}}}")
    assert (bibliography.articles["a"].issue, bibliography.articles["a"].pages) == ARTICLES[fields]
    assert findings == []


def test_parts_inherit_from_their_volume(tmp_path: Path) -> None:
    source = (
        "@incollection{teil, title = {Der Teil}, pages = {3--9}, crossref = {Ganzes}}\n"
        "@collection{ganzes, title = {Das Ganze}, subtitle = {Ein Band}, editor = {Anna Muster}, year = 2020}\n"
        "@book{a, crossref = {b}}\n@book{b, crossref = {a}}\n"
    )
    bibliography, findings = read(tmp_path, source)
    assert bibliography.articles["teil"].text == (
        "Der Teil. In: Anna Muster (Hrsg.): Das Ganze. Ein Band. 2020, S. 3–9."
    )
    assert (bibliography.articles["teil"].title, findings) == ("Der Teil", [])


def test_titles_fall_back_to_the_key(tmp_path: Path) -> None:
    bibliography, _ = read(tmp_path, "@misc{a, shorttitle = {Kurz}}\n@misc{b, title = {{B} {\\& C}}}")
    assert bibliography.titles == {"a": "a", "b": "B & C"}
    assert bibliography.articles["a"].short == "Kurz"


LATEX = {
    r'F{\"u}r die Stra{\ss}e, \"Ubung, {\'e}t{\'e}': "Für die Straße, Übung, été",
    r"\c{c}a, \v{S}koda, {\o}re, \~n": "ça, Škoda, øre, ñ",
    r"\emph{Das Kapital} \& \textbf{mehr}, 100\%": "Das Kapital & mehr, 100%",
    r"``Nie'' \glqq{}wieder\grqq{} \enquote{Krieg} \"`so\"'": "“Nie” „wieder“ „Krieg“ „so“",
    "Zeit -- Raum --- 3--4": "Zeit – Raum — 3–4",
    "{{USA}} und {NATO}, S.~4": "USA und NATO, S.\u00a04",
    'Die "USA"-Politik kostet 5 $ und 10 $': 'Die "USA"-Politik kostet 5 $ und 10 $',
    "a\0b\tc": "a b c",
}  # fmt: skip


@pytest.mark.parametrize("source", LATEX)
def test_latex(source: str) -> None:
    assert plain(source.replace('\\"`', '"`').replace("\\\"'", "\"'")) == LATEX[source]


def test_the_bibliography_of_this_edition() -> None:
    bibliography, findings = read_bibliography(REPO / "references.bib", "references.bib")
    assert_sound(bibliography)
    assert findings == []
    assert list(bibliography.articles) == ["gs-4-25-friedensplan", "gs-4-25-hybrider-krieg"]
    assert bibliography.articles["gs-4-25-hybrider-krieg"].text == (
        "Europa im hybriden Krieg für einen emanzipierten Imperialismus. In: GegenStandpunkt 4-25."
    )


PIECES = (
    "@article{|@book{a,|@book{b,|@string{x = |@comment{|title = |author = |pages = |journal = {GegenStandpunkt}"
    '|{|}|"|,|\n| and |A, B|\\"u|\\|#|x|=|(|)|4-25|crossref = {a}|year = 2020|date = {2020-01}|url = {http://x.de/~a_b}'
    "|doi = {10.1/x}|editor = {Ö}|month = {May}|edition = {2}|@|~|$|%|é|\u2028|\0|type = {phdthesis}"
    "|@incollection{c,|@thesis{d,"
).split("|")


@settings(max_examples=300, deadline=None)
@given(source=st.one_of(st.text(), st.lists(st.sampled_from(PIECES)).map("".join), st.binary()))
def test_whatever_is_written(tmp_path_factory: pytest.TempPathFactory, source: str | bytes) -> None:
    _, findings = read(tmp_path_factory.getbasetemp(), source)
    assert all(f.place.line >= 1 and f.place.column >= 1 and not f.blocks for f in findings)


@given(st.text(min_size=1), st.text(min_size=1))
def test_keys_of_one_address_are_one(one: str, other: str) -> None:
    """sphinxcontrib-bibtex gives up where two entries get the same id."""
    if make_id(f"lit-{one}") == make_id(f"lit-{other}") and _address(one) and _address(other):
        assert _address(one) == _address(other)


@pytest.mark.parametrize(
    "piece",
    ["@a{", "@article{x,\n title={\n", "{", '"', "@", "\n", " ", "{}", "\\", "@book{x\n", "a and ", "a # ", "x = 1, "],
)
@pytest.mark.parametrize("before", ["", "@book{a, author = {", "@book{a, t = "])
def test_junk_comes_to_an_end(tmp_path: Path, before: str, piece: str) -> None:
    path = tmp_path / "references.bib"
    path.write_text(before + piece * (100_000 // len(piece)), "utf-8")
    _, findings = read_bibliography(path, "references.bib")
    assert all(f.place.file == "references.bib" and not f.blocks for f in findings)


def test_a_million_letters_of_junk(tmp_path: Path) -> None:
    (tmp_path / "references.bib").write_text("@book{a, title = {x} { " * 45_000, "utf-8")
    assert read_bibliography(tmp_path / "references.bib", "references.bib")[1]
