"""Cases that an editor can read and add to: title, input and expected reading, in tests/cases/*.md.

In an expected reading *…* is emphasis, **…** bold, «…» a quotation, |5| the beginning of printed line 5, |5?| of one
that is not certain; --- stands between sections and # before the heading of one.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from markdown_it.utils import read_fixture_file

from jourfixe.model import Paragraph, Protocol
from test_conservation import assert_conserved

CASES = Path(__file__).parent / "cases"


def cases(name: str) -> list[tuple[int, str, str, str]]:
    return [(line, title, given, wanted) for line, title, given, wanted in read_fixture_file(CASES / name)]


def parameters() -> list[object]:
    return [
        pytest.param(given, wanted, path.stem, id=f"{path.stem}:{line} {title}")
        for path in sorted(CASES.glob("*.md"))
        for line, title, given, wanted in cases(path.name)
    ]


def head(protocol: Protocol) -> str:
    return "\n".join([f"Titel: {protocol.title}", f"Datum: {protocol.date or '–'}", f"Heft: {protocol.issue or '–'}"])


def body(protocol: Protocol) -> str:
    sections = []
    for section in protocol.sections:
        rows = [f"# {section.heading}"] if section.heading else []
        sections.append("\n".join([*rows, *(marked(p) for p in section.paragraphs)]))
    return "\n---\n".join(sections)


def marked(paragraph: Paragraph) -> str:
    signs: list[tuple[int, int, str]] = []
    for spans, opening, closing in (
        (paragraph.quotes, "«", "»"),
        (paragraph.strong, "**", "**"),
        (paragraph.emphasis, "*", "*"),
    ):
        for start, end in spans:
            signs += [(start, 2, opening), (end, 0, closing)]
    signs += [(m.offset, 1, f"|{m.n}|" if m.certain else f"|{m.n}?|") for m in paragraph.lines]
    out, at = [], 0
    for offset, _, sign in sorted(signs, key=lambda sign: sign[:2]):
        out += paragraph.text[at:offset], sign
        at = offset
    return f"{paragraph.role}: {''.join(out)}{paragraph.text[at:]}"


@pytest.mark.parametrize(("given", "wanted", "kind"), parameters())
def test_case(given: str, wanted: str, kind: str) -> None:
    protocol = assert_conserved(given.encode()).protocol
    shown = head(protocol) + "\n" + body(protocol) if kind == "header" else body(protocol)
    assert shown.rstrip() == wanted.rstrip()


def test_every_kind_of_case_is_there() -> None:
    kinds = {"margin", "paragraphs", "voices", "emphasis", "header", "hyphens"}
    kinds |= {"lists", "tables", "notes", "converters"}
    assert kinds <= {path.stem for path in CASES.glob("*.md")}
    assert all(len(cases(f"{kind}.md")) >= 8 for kind in kinds)
