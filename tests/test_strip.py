"""The strip: how far into a protocol something stands, as a drawing made of links."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest

from jourfixe.output.html.strip import WIDTH, strip

SVG = "{http://www.w3.org/2000/svg}"


def mark(n: int) -> tuple[int, str, str]:
    """Paragraph n of a protocol without gaps."""
    return n - 1, f"Rn. {n}", f"../protokolle/2026-01-12.html#rn-{n}"


def areas(svg: str) -> list[int]:
    return [int(x) for x in re.findall(r'<rect x="(\d+)"/>', svg)]


def drawn(svg: str) -> list[int]:
    return [int(x) for x in re.findall(r"M(\d+) 3v6", svg)]


def test_a_strip() -> None:
    assert strip(4, [mark(1), mark(4)], "2 Stellen in 4 Absätzen") == (
        '<svg xmlns="http://www.w3.org/2000/svg" class="streifen" viewBox="0 0 1000 12" preserveAspectRatio="none"'
        ' role="group" aria-label="2 Stellen in 4 Absätzen"><path d="M0 6h1000"/><path d="M125 3v6M875 3v6"/>'
        '<a href="../protokolle/2026-01-12.html#rn-1" tabindex="-1"><title>Rn. 1</title><rect x="117"/></a>'
        '<a href="../protokolle/2026-01-12.html#rn-4" tabindex="-1"><title>Rn. 4</title><rect x="867"/></a></svg>'
    )


def test_each_mark_is_a_link_with_a_name() -> None:
    root = ET.fromstring(strip(57, [mark(11), mark(20)], "Suprematie"))
    links = root.findall(f"{SVG}a")
    assert [(a.get("href"), a.findtext(f"{SVG}title")) for a in links] == [
        ("../protokolle/2026-01-12.html#rn-11", "Rn. 11"),
        ("../protokolle/2026-01-12.html#rn-20", "Rn. 20"),
    ]
    assert root.get("aria-label") == "Suprematie"
    assert {a.get("tabindex") for a in links} == {"-1"}


@pytest.mark.parametrize("total", [1, 5, 57, 300, 2500])
def test_marks_stand_in_order_inside_the_drawing_and_in_their_own_areas(total: int) -> None:
    svg = strip(total, [mark(n) for n in range(1, total + 1)], "")
    lines, starts = drawn(svg), areas(svg)
    assert lines == sorted(lines)
    assert 0 <= min(starts) <= max(lines) <= WIDTH
    if total < WIDTH / 2:
        assert all(start <= x < end for start, x, end in zip(starts, lines, [*starts[1:], WIDTH + 1], strict=True))


def test_text_of_editors_stays_text() -> None:
    svg = strip(3, [(0, 'Rn. <1> & "2"', 'a.html?x="1"&y')], '„A" <b> & C')
    root = ET.fromstring(svg)
    assert root.get("aria-label") == '„A" <b> & C'
    assert root.findtext(f"{SVG}a/{SVG}title") == 'Rn. <1> & "2"'
    assert root.find(f"{SVG}a") is not None and root.find(f"{SVG}a").get("href") == 'a.html?x="1"&y'  # type: ignore[union-attr]


def test_nothing_to_mark() -> None:
    assert areas(strip(0, [], "keine Stelle")) == []


def test_a_mark_costs_less_than_110_bytes() -> None:
    few, many = strip(57, [mark(11)], "x"), strip(57, [mark(11), mark(12)], "x")
    assert len(many.encode()) - len(few.encode()) < 110
