"""How entries of the literature are written, and in which order: entry in, line of the list out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pybtex.database import Entry, parse_string
from pybtex.plugin import find_plugin
from pybtex_docutils import Backend
from sphinx.application import Sphinx

from jourfixe.apparatus.literature.bibliography import read_bibliography
from jourfixe.apparatus.literature.bibtex import TYPES
from jourfixe.apparatus.literature.style import Labels, Style, entry_text, register, sort_key

WRITTEN = {
    # GegenStandpunkt
    "@article{a, title = {Trumps Plan für die USA}, journal = {GegenStandpunkt}, year = 2025, number = {4-25}}": (
        "Trumps Plan für die USA. In: GegenStandpunkt 4-25."
    ),
    "@article{a, title = {Was will Trump?}, journaltitle = {{GegenStandpunkt}}, date = {2025-12-19}, "
    "number = {4/2025}, pages = {43--58}, note = {Teil I}}": (
        "Was will Trump? In: GegenStandpunkt 4-25, S. 43–58. Teil I."
    ),
    "@misc{a, author = {Decker, Peter}, title = {Titel}, subtitle = {Untertitel}, journal = {gegenstandpunkt 4-25}}": (
        "Decker, Peter: Titel. Untertitel. In: GegenStandpunkt 4-25."
    ),
    # journals and newspapers
    "@article{a, author = {Anna Müller and Schmidt, Bernd}, title = {der Krieg}, journal = {Prokla}, volume = 12, "
    "number = 3, year = 2020, pages = {5-9, 12}}": (
        "Müller, Anna und Bernd Schmidt: der Krieg. In: Prokla 12 (2020), Nr. 3, S. 5–9, 12."
    ),
    "@article{a, title = {Meldung}, journal = {FAZ}, date = {2026-01-03}, pages = {2}}": (
        "Meldung. In: FAZ, 03.01.2026, S. 2."
    ),
    "@article{a, title = {Meldung}, journal = {FAZ}, year = 2026, month = jan, day = 3, pages = {pp. 2+}}": (
        "Meldung. In: FAZ, 03.01.2026, S. 2 ff."
    ),
    "@article{a, title = {Meldung}, journal = {Der Spiegel}, number = {12/2024}, month = {March}, year = {2024}}": (
        "Meldung. In: Der Spiegel, Nr. 12/2024, März 2024."
    ),
    "@article{a, title = {Bald}, journal = {Z}, year = {forthcoming}}": "Bald. In: Z, im Erscheinen.",
    "@article{a}": "[ohne Titel]. o. J.",
    # books
    "@book{a, author = {Marx, Karl}, title = {Das Kapital}, volume = 1, edition = 4, address = {Berlin}, "
    "publisher = {Dietz}, year = 1962, series = {MEW}, number = 23}": (
        "Marx, Karl: Das Kapital. Bd. 1. 4. Aufl. Berlin: Dietz 1962 (MEW, Bd. 23)."
    ),
    "@book{a, author = {Karl Marx and Friedrich Engels}, editor = {Anna Muster}, translator = {B. C.}, title = {T}, "
    "edition = {second}, location = {Berlin/Ost}, date = {1990/1992}, isbn = {1}}": (
        "Marx, Karl und Friedrich Engels: T. Hrsg. von Anna Muster. Übers. von B. C. 2. Aufl. Berlin/Ost 1990–1992."
    ),
    "@book{a, author = {A. Eins and B. Zwei and C. Drei}, title = {T}, edition = {3., überarbeitete Auflage}}": (
        "Eins, A., B. Zwei und C. Drei: T. 3., überarbeitete Aufl. o. J."
    ),
    "@book{a, author = {A. Eins and B. Zwei and C. Drei and D. Vier}, title = {T}, year = {n.d.}}": (
        "Eins, A. u. a.: T. o. J."
    ),
    "@book{a, author = {Clausewitz, Carl von and others}, title = {Vom Kriege}, pages = {12--34}, year = {1832}}": (
        "Clausewitz, Carl von u. a.: Vom Kriege. 1832, S. 12–34."
    ),
    "@collection{a, editor = {Anna Muster and Bo Beispiel}, title = {Sammlung}, year = 2020}": (
        "Muster, Anna und Bo Beispiel (Hrsg.): Sammlung. 2020."
    ),
    "@proceedings{a, author = {{Verein für Wort und Tat}}, title = {Tagung}, organization = {Haus}, year = 2020}": (
        "Verein für Wort und Tat: Tagung. Haus 2020."
    ),
    # parts of books
    "@incollection{a, author = {Anna Muster}, title = {Teil}, editor = {Bo Beispiel}, booktitle = {Ganzes}, "
    "booksubtitle = {Alles}, volume = {II}, address = {Köln}, publisher = {V}, year = 2020, pages = {3---9}}": (
        "Muster, Anna: Teil. In: Bo Beispiel (Hrsg.): Ganzes. Alles. Bd. II. Köln: V 2020, S. 3–9."
    ),
    "@inbook{a, title = {Teil}, editor = {Bo Beispiel}}": "Teil. In: Bo Beispiel (Hrsg.). o. J.",
    "@inproceedings{a, title = {Vortrag}, booktitle = {Tagung}, pubstate = {inpress}}": (
        "Vortrag. In: Tagung. im Druck."
    ),
    # theses and reports
    "@phdthesis{a, author = {A. B.}, title = {T}, school = {Universität X}, address = {X}, year = 2020}": (
        "B., A.: T. Diss., Universität X, X 2020."
    ),
    "@mastersthesis{a, title = {T}, school = {U}, year = 2020}": "T. Masterarbeit, U, 2020.",
    "@thesis{a, title = {T}, type = {phdthesis}, institution = {U}, date = 2020}": "T. Diss., U, 2020.",
    "@thesis{a, title = {T}}": "T. Abschlussarbeit, o. J.",
    "@techreport{a, title = {T}, institution = {I}, number = {4}, year = 2020}": "T. Bericht Nr. 4, I, 2020.",
    # the rest
    "@online{a, title = {Seite}, url = {https://example.org/~a_b\\%20c}, urldate = {2026-01-12}, year = 2025}": (
        "Seite. 2025. https://example.org/~a_b%20c (besucht am 12.01.2026)."
    ),
    "@misc{a, title = {Seite}, howpublished = {\\url{https://example.org/}}, month = 10, year = 2025}": (
        "Seite. Oktober 2025. https://example.org/."
    ),
    "@article{a, title = {T}, journal = {J}, year = 2020, doi = {https://doi.org/10.1/x_y}}": (
        "T. In: J, 2020. doi: 10.1/x_y."
    ),
    "@unpublished{a, title = {„Krieg?“}, date = {2025-03}}": "„Krieg?“ März 2025.",
    "@misc{a, title = {Titel!}, date = {um 1900}, month = {12. Mai}}": "Titel! um 1900.",
}


def entry(source: str) -> Entry:
    return next(iter(parse_string(source, "bibtex").entries.values()))


@pytest.mark.parametrize("source", WRITTEN)
def test_written(source: str) -> None:
    assert str(entry_text(entry(source))) == WRITTEN[source]


def test_only_addresses_of_the_web_are_links() -> None:
    def links(source: str) -> list[str]:
        paragraph = Backend().paragraph(Style().format_entry("a", entry(source)))
        return [node["refuri"] for node in paragraph.findall(lambda n: "refuri" in getattr(n, "attributes", {}))]

    assert links("@misc{a, url = {http://example.org/}, doi = {10.1/x}}") == [
        "https://doi.org/10.1/x",
        "http://example.org/",
    ]
    assert links("@misc{a, url = {javascript:alert(1)}}") == []
    assert links("@misc{a, url = {/etc/passwd}}") == []


ORDER = [
    "@book{a, author = {Ärmel, A.}, title = {Z}}",
    "@book{a, author = {Arnold, A.}, title = {B}, year = {2020}}",
    "@book{a, author = {Arnold, A.}, title = {A}, year = {2021}}",
    "@misc{a, title = {Das Alte}}",
    "@misc{a, title = {Die Neue}}",
    "@book{a, editor = {Müller, A.}, title = {X}}",
    "@book{a, author = {Muller, B.}, title = {X}}",
    "@misc{a, title = {„Österreich“}}",
    "@misc{a, title = {Othello}}",
    "@book{a, author = {Straße, A.}, title = {X}}",
    "@book{a, author = {Strasser, A.}, title = {X}}",
]


def test_order() -> None:
    keyed = [Entry(e.type, e.fields, e.persons) for e in map(entry, ORDER)]
    for n, one in enumerate(keyed):
        one.key = f"k{n}"
    assert [one.key for one in Style().sort(reversed(keyed))] == [one.key for one in keyed]
    assert sort_key(Entry("misc"))[:3] == ("", "", "")


def test_sphinx_knows_the_style() -> None:
    register()
    register()
    assert find_plugin("pybtex.style.formatting", "jourfixe") is Style
    assert find_plugin("pybtex.style.labels", "jourfixe") is Labels


ENGLISH = re.compile(
    r"\b(?:and|volume|vol|edition|editors?|eds?|pages?|pp|number|chapter|thesis|report|visited|on|et|al|January|March|May"
    r"|october|second|of|in|the|by|accessed|press|n\.d|forthcoming|submitted|mathesis)\b"
)
NEUTRAL = st.one_of(st.sampled_from(["X", "Ö", "2025", "12", "4-25", "„Was?“", ""]), st.text("ÄÖx1 -–.,/?\\"))
SPECIAL = {
    "journal": st.sampled_from(["GegenStandpunkt", "X"]),
    "number": st.sampled_from(["4-25", "4/2025", "4", "5-25", "VII"]),
    "year": st.sampled_from(["2025", "n.d.", "forthcoming", "in press", "um 1900"]),
    "date": st.sampled_from(["2025", "2025-01", "2025-01-12", "2025-99-99", "1990/1991", "?"]),
    "month": st.sampled_from(["May", "october", "12", "0", "Mai", "January 3", "3. March", "jan."]),
    "day": st.sampled_from(["1", "99", "x"]),
    "pages": st.sampled_from(["3--4", "pp. 3", "S. 3 – 4", "3ff", "3+", "p. 7", "x"]),
    "edition": st.sampled_from(["2", "second", "3rd", "Zweite"]),
    "type": st.sampled_from(["phdthesis", "mathesis", "techreport", "PhD thesis", "Gutachten"]),
    "pubstate": st.sampled_from(["inpress", "forthcoming", "submitted"]),
    "url": st.sampled_from(["https://x.de/~a", "javascript:x", "x"]),
    "doi": st.sampled_from(["10.1/x", "https://doi.org/10.1/x"]),
    "urldate": st.sampled_from(["2025-01-12", "gestern"]),
    **dict.fromkeys(("author", "editor", "translator"), st.sampled_from(["Ö, X", "Ö and Y", "others", "A and others"])),
}
OTHERS = (
    "title subtitle booktitle journaltitle volume series publisher address school howpublished note shorttitle".split()
)


@settings(max_examples=400, deadline=None)
@given(
    st.sampled_from(sorted(TYPES)),
    st.fixed_dictionaries({}, optional={**SPECIAL, **dict.fromkeys(OTHERS, NEUTRAL)}),
)
def test_no_english_word_and_no_exception(kind: str, fields: dict[str, str]) -> None:
    one = entry(f"@{kind}{{a{''.join(f', {name} = {{{value}}}' for name, value in fields.items())}}}")
    text = str(Style().format_entry("a", one).text)
    assert not ENGLISH.search(re.sub(r"https?://\S+", "", text))
    assert text
    assert "  " not in text


def test_in_a_build(tmp_path: Path) -> None:
    """sphinxcontrib-bibtex shows the list in our style, whatever is damaged in the file."""
    source = (
        "\n".join(text.replace("{a", f"{{k{n}", 1) for n, text in enumerate(WRITTEN)) + "\n@book{kaputt, title = {\n"
    )
    (tmp_path / "damaged.bib").write_text(source, "utf-8")
    bibliography, findings = read_bibliography(tmp_path / "damaged.bib", "damaged.bib")
    assert [f.code for f in findings if f.code == "JF309"] == ["JF309"]
    (tmp_path / "sound.bib").write_text(bibliography.sound, "utf-8")
    (tmp_path / "index.rst").write_text("T\n=\n\n.. bibliography::\n   :all:\n\n:cite:p:`k1`\n", "utf-8")
    register()
    settings = {
        "extensions": ["sphinxcontrib.bibtex"],
        "bibtex_bibfiles": ["sound.bib"],
        "bibtex_default_style": "jourfixe",
        "bibtex_cite_id": "lit-{key}",
        "smartquotes": False,
    }
    warnings = (tmp_path / "warnings.txt").open("w+")
    app = Sphinx(tmp_path, None, tmp_path / "o", tmp_path / "d", "text", settings, status=None, warning=warnings)
    app.build()
    warnings.seek(0)
    assert warnings.read() == ""
    written = " ".join((tmp_path / "o" / "index.txt").read_text("utf-8").split())
    for wanted in WRITTEN.values():
        assert re.sub(r"https?://\S+|doi: \S+", "", wanted)[:60].split(" (")[0].strip() in written
