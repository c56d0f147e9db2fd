"""Each broken protocol in bad/ is named for what is wrong with it, at the right place."""

from __future__ import annotations

from pathlib import Path

import pytest

from jourfixe.findings import CATALOG
from jourfixe.reading import read_bytes, read_file

BAD = Path(__file__).parent / "bad"
PLACES = {
    "JF001-leer.md": (1, 1),
    "JF002-binaer.md": (5, 1),
    "JF002-halbes-utf-16.md": (1, 1),
    "JF003-windows.md": (1, 1),
    "JF004-steuerzeichen.md": (5, 24),
    "JF005-falsche-umlaute.md": (7, 10),
    "JF101-randzahlen-fehlen.md": (5, 1),
    "JF102-verrutscht.md": (3, 177),
    "JF103-punkte.md": (7, 1),
    "JF104-jede-seite-neu.md": (7, 1),
    "JF105-kolumnentitel.md": (7, 1),
    "JF106-seitenzahl.md": (7, 1),
    "JF107-bild.md": (7, 1),
    "JF120-zu-prüfen.md": (5, 1),
    "JF135-ohne-strich.md": (6, 1),
    "JF136-zeilenzahl.md": (7, 5),
    "JF137-wort-ohne-rest.md": (5, 66),
    "JF201-ohne-satzzeichen.md": (7, 99),
    "JF202-trennungen.md": (5, 25),
    "JF203-ohne-leerzeilen.md": (3, 1),
    "JF204-stern.md": (7, 7),
    "JF205-kein-gedankenstrich.md": (7, 1),
    "JF206-kursive-verloren.md": (7, 1),
    "JF207-keine-beitraege.md": (3, 1),
    "JF208-nur-titel.md": (1, 1),
    "JF209-fussnote.md": (5, 38),
    "JF210-trennzeichen.md": (9, 1),
    "JF212-adresse.md": (5, 28),
    "JF301-kein-datum.md": (1, 1),
    "JF302-falsches-datum.md": (1, 1),
    "JF303-kein-heft.md": (1, 1),
    "JF304-kein-titel.md": (1, 1),
}


def test_each_finding_of_the_reading_has_its_broken_protocol() -> None:
    elsewhere = ("JF006", "JF030"), ("JF121", "JF134"), ("JF211", "JF211")  # of arrival, transcripts, and the report
    by_reading = {code for code in CATALOG if code < "JF305" and not any(a <= code <= b for a, b in elsewhere)}
    assert {path.name for path in BAD.iterdir()} >= set(PLACES)
    assert {name[:5] for name in PLACES} == by_reading


@pytest.mark.parametrize("name", PLACES)
def test_named_where_it_is(name: str) -> None:
    found = [f for f in read_file(BAD / name, name).findings if f.code == name[:5]]
    assert [(f.place.file, f.place.line, f.place.column) for f in found] == [(name, *PLACES[name])]
    assert found[0].blocks is CATALOG[found[0].code].blocks


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
@pytest.mark.parametrize(
    "name", ["JF005-falsche-umlaute.md", "JF204-stern.md", "JF002-binaer.md", "JF201-ohne-satzzeichen.md"]
)
def test_the_place_is_the_same_with_other_line_ends(name: str, newline: str) -> None:
    data = (BAD / name).read_bytes().replace(b"\n", newline.encode())
    found = [f.place for f in read_bytes(data, name).findings if f.code == name[:5]]
    assert [(place.line, place.column) for place in found] == [PLACES[name]]


def test_findings_stand_in_the_order_of_the_text() -> None:
    data = "# Jour fixe vom 12.01.2026 Titel (GS 4-25)\n\n— *Eins.*\n\nZwei *hier.\n\n*Drei.*\n\nVier *da.\n"
    lines = [f.place.line for f in read_bytes(data.encode(), "raw.md").findings]
    assert lines == sorted(lines)
    assert len(lines) == 3
