"""No text of a file becomes Typst code: what goes in as words comes out as the same words."""

from __future__ import annotations

import json
import re
from pathlib import Path

import typst
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from jourfixe.doctree.inline import Corrected, Inline, Line, Link, NoteMark
from jourfixe.output.print.passages import PassageWriter, letter
from jourfixe.output.print.syntax import array, block, breakable, call, origin, read_origin, string, words

CODE = [
    '#import "/template.typ": *',
    '"); panic("x',
    '\\"); #read("/etc/passwd")',
    "\\u{41} \\n \\\\ \\",
    "*/ /* // $x$ @quelle <label> ] } ) ; [ { ( , #",
    "a\nb\r\nc\td\u2028e\u2029f\u0085g\x0bh\x0ci\x00j",
    "\u200e\u202e\u2066rechts\u2069 \u00adweich\u200b\u200d\u2060",
    "e\u0301\u0323 ﬁ Ⅷ 中文 👩‍👩‍👧 \U000e0001",
    "https://example.org/" + "a-b/" * 100 + "?x=%20&y=#z",
    "x" * 300,
    "..values: none => { let it = 1 }",
    "",
]
TEXT = st.text() | st.sampled_from(CODE) | st.lists(st.sampled_from(CODE), max_size=3).map("".join)
TEXTS = st.lists(TEXT, min_size=1, max_size=30)
MANY = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
SHOWN = """
#let shown(it) = {
  if it == none { "" } else if type(it) == str { it } else if it == [ ] { " " }
  else if it.has("text") { it.text }
  else if it.has("children") { it.children.map(shown).join(default: "") }
  else if it.has("body") { shown(it.body) } else { "" }
}
#let (annotation, emendation) = ((sign, id, body) => body, (sign, ..rest) => rest.pos().join("|"))
#let line-mark(id, shown, certain) = none
"""


def evaluated(tmp_path: Path, *expressions: str) -> list[str]:
    """What the expressions come to as text, by the compiler itself."""
    file = tmp_path / "x.typ"
    file.write_bytes(f"{SHOWN}\n#metadata({array(expressions)}.map(shown))<all>\n".encode())
    found: list[str] = json.loads(typst.query(file, "<all>", field="value", one=True, ignore_system_fonts=True))
    return found


def marked(text: str) -> str:
    """A byte order mark is another sign in print."""
    return text.replace("\ufeff", "\u2060")


def one_space(text: str) -> str:
    return re.sub("[ \t-\r\x85\u2028\u2029]+", " ", marked(text).replace("\xa0", " "))


@MANY
@given(TEXTS)
@example(CODE)
def test_a_string_is_its_text(tmp_path: Path, texts: list[str]) -> None:
    assert evaluated(tmp_path, *map(string, texts)) == [marked(text) for text in texts]


def test_every_character_can_be_written(tmp_path: Path) -> None:
    planes = ["".join(map(chr, (*range(at, min(at + 0x1000, 0xD800)),))) for at in range(0, 0xD800, 0x1000)]
    planes += ["".join(map(chr, range(0xE000, 0xFEFF))), "".join(map(chr, range(0xFF00, 0x11000)))]
    assert evaluated(tmp_path, *map(string, planes)) == planes


def test_half_of_a_pair_is_no_character(tmp_path: Path) -> None:
    assert evaluated(tmp_path, string("a\ud83d b\udfff")) == ["a\ufffd b\ufffd"]


@MANY
@given(TEXTS)
@example(CODE)
def test_running_text_keeps_all_but_repeated_space(tmp_path: Path, texts: list[str]) -> None:
    found = evaluated(tmp_path, *map(words, texts))
    assert [one_space(text) for text in found] == [one_space(text) for text in texts]


@MANY
@given(TEXTS)
@example(CODE)
def test_verbatim_keeps_every_character(tmp_path: Path, texts: list[str]) -> None:
    assert evaluated(tmp_path, *(block(breakable(text)) for text in texts)) == [marked(text) for text in texts]


def test_a_number_stays_with_what_it_counts() -> None:
    assert words("GS 4-25, S. 45 und Rn. 3") == '[#"GS\xa04-25, S.\xa045 und Rn.\xa03"]'


def test_what_is_longer_than_a_word_may_be_broken_but_for_addresses() -> None:
    assert "h(0pt)" not in words("Selbstbehauptungsfähigkeit und https://example.org/" + "lang/" * 30)
    assert words("x" * 60).count("h(0pt)") == 2
    assert words("ein_dateiname_mit/ordnern/und-vielen.teilen").count("h(0pt)") == 3


@MANY
@given(TEXT, TEXT, TEXT, st.data())
def test_a_passage_keeps_its_text_whatever_stands_in_it(
    tmp_path: Path, text: str, before: str, note: str, data: st.DataObject
) -> None:
    spans = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted).filter(lambda s: s[0] < s[1])
    start, end = data.draw(spans) if text else (0, 0)
    at = data.draw(st.integers(0, len(text)))
    inline = Inline(
        emphasis=((start, end),) if text else (),
        lines=(Line(at, 5, True, "5", False),),
        corrected=(Corrected(start, end, before, note, "em"),) if text else (),
        notes=(NoteMark(len(text), 1, "anm-ref-1", "anm-1"),),
    )
    [found] = evaluated(tmp_path, PassageWriter("a/b").text(text, inline, {"anm-1": words(note)}))
    corrected = "|".join((text[start:end], before, note)) if text else ""
    expected = text[:end] + corrected + text[end:] + note
    assert one_space(found).replace(" ", "") == one_space(expected).replace(" ", "")


def test_links_and_emphasis_may_cross(tmp_path: Path) -> None:
    inline = Inline(emphasis=((0, 8),), strong=((4, 12),), links=(Link(2, 6, "term", "%glossar#x"),))
    code = PassageWriter("a").text("eins zwei drei", inline, {})
    assert evaluated(tmp_path, code) == ["eins zwei drei"]


@MANY
@given(TEXT.filter(bool), st.integers(1, 10**6))
def test_the_place_of_code_is_a_comment_of_one_line(tmp_path: Path, file: str, line: int) -> None:
    empty, comment, rest = origin(file, line).split("\n")
    assert (empty, rest) == ("", "")
    assert read_origin(comment) == (marked(file), line)
    assert evaluated(tmp_path, f"{{{origin(file, line)}{string('Text')}}}") == ["Text"]


def test_only_a_comment_tells_a_place() -> None:
    assert read_origin('"// docs/a.md:3"') is None
    assert read_origin(call("f", string("x // docs/a.md:3"))) is None


def test_emendations_are_lettered() -> None:
    assert [letter(n) for n in (0, 25, 26, 51, 52, 702)] == ["a", "z", "aa", "az", "ba", "aaa"]
