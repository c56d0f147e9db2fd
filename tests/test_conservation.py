"""Every character of a file is in the edited text or in the account of what was taken out, whatever the file."""

from __future__ import annotations

import datetime
import re
import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from converters import Layout, Manuscript, Speech, convert
from jourfixe.model import Edit, Protocol, Reason
from jourfixe.reading import Reading, ledger, read_bytes

MAY_TAKE_LETTERS = {Reason.MARGIN, Reason.FURNITURE, Reason.CHARACTER, Reason.MARKUP}
#: Tags, entities, targets of links, marks of pandoc; everything else has the same letters before and after.
LETTERED_MARKUP = re.compile(
    r"<br\s*/?>|</?(?:sub|sup|u|span|table|colgroup|col|thead|tbody|tr|th|td)(?:\s[^<>]*)?>|&#?\w+;"
    r"|\]\((?:https?://|mailto:|#)[^()\s]+\)|\[[↑↩]\ufe0e?\]\(#[^()\s]+\)|\]\{\.[a-z]+\}|\[\]\{#[\w.-]+ \.anchor\}"
)
RAISED = re.compile(r"<sup>\[?([0-9]+)\]?</sup>|\[\[([0-9]+)\]\]\(#[^()\s]+\)")


def whole_text(protocol: Protocol) -> str:
    """Heading, section headings and paragraphs in the order of the text, with nothing between them."""
    sections = (section.heading + "".join(p.text for p in section.paragraphs) for section in protocol.sections)
    return protocol.heading + "".join(sections)


def assert_conserved(data: bytes) -> Reading:
    reading = read_bytes(data, "raw.md")
    witness, edits = reading.decoded.text, reading.edits
    edited = ledger.apply(witness, edits)
    assert reading.decoded.encode() == data
    assert ledger.restore(edited, edits) == witness
    assert edited == whole_text(reading.protocol)
    if not reading.decoded.refused:
        for edit in edits:
            assert_letters_kept(edit)
    for paragraph in reading.protocol.paragraphs:
        assert paragraph.text == paragraph.text.strip() != ""
        spans = (*paragraph.emphasis, *paragraph.strong, *paragraph.quotes)
        assert all(0 <= start < end <= len(paragraph.text) for start, end in spans)
        assert all(0 <= mark.offset <= len(paragraph.text) for mark in paragraph.lines)
    return reading


def assert_letters_kept(edit: Edit) -> None:
    """Letters and digits go only as margin numbers, furniture, entities, tags and targets of links."""
    if not any(c.isalnum() for c in edit.before):
        return
    assert edit.reason in MAY_TAKE_LETTERS, edit
    if edit.reason is Reason.MARGIN:
        assert edit.before.isdecimal(), edit
    if edit.reason is Reason.MARKUP:
        raised = RAISED.fullmatch(edit.before)
        kept = next(filter(None, raised.groups())) if raised else edit.before
        assert LETTERED_MARKUP.fullmatch(edit.before) or alnum(kept) == alnum(edit.after), edit
    if edit.reason is Reason.CHARACTER:
        assert alnum(edit.before) == alnum(edit.after) != "", edit


def alnum(text: str) -> str:
    """Letters and digits, whatever their form."""
    return "".join(c for c in unicodedata.normalize("NFKC", text) if c.isalnum())


WORDS = (
    *"Russland Trump Krieg der die und dass nicht Friedensplan US-Politik 28-Punkte-Plan 90-Mrd.-Kredit".split(),
    *"26. 20 1999 S. 45 Nicht-NATO-Mitgliedschaft „Machtmenschen“ (Zitat) Ellen v.a.".split(),
    "Friedens- bzw. Waffenstillstandslösung",
)
SENTENCES = st.lists(st.sampled_from(WORDS), min_size=3, max_size=40).map(lambda words: f"Also {' '.join(words)} so.")
SPEECHES = st.builds(Speech, SENTENCES, st.booleans())
MANUSCRIPTS = st.builds(
    Manuscript,
    st.dates(datetime.date(2001, 1, 1), datetime.date(2099, 12, 31)),
    st.just("Trumps Friedensplan"),
    st.just("4-25"),
    st.lists(st.lists(SPEECHES, min_size=1, max_size=6).map(tuple), min_size=1, max_size=4).map(tuple),
)
LAYOUTS = st.builds(
    Layout,
    width=st.sampled_from([40, 60, 88]),
    step=st.sampled_from([0, 1, 5, 10]),
    numbers=st.sampled_from(["left", "right", "inside", "alone", "apart"]),
    restart=st.booleans(),
    page=st.sampled_from([0, 7, 30]),
    head=st.sampled_from(["", "Jour fixe – Seite {n}"]),
    foot=st.sampled_from(["", "{n}", "- {n} -"]),
    lines=st.sampled_from(["joined", "printed", "broken"]),
    line_break=st.sampled_from(["  \n", "\\\n", "<br>\n"]),
    blank=st.booleans(),
    indent=st.sampled_from(["", "   "]),
    dash=st.sampled_from(["— ", "– ", "- ", "--- "]),
    emphasis=st.sampled_from(["*", "_", ""]),
    separator=st.sampled_from(["\\*", "* * *", "---"]),
    heading=st.sampled_from(["## **{all}**", "{date}\n{title} {issue}", "{all}\n===", ""]),
    newline=st.sampled_from(["\n", "\r\n", "\r"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-be"]),
)
ODD = [*"*_\\-—~<>&;#|=\t\n\r\f\v \u00a0\u00ad\u200b\u2028\u2011\u0301\x00\x07\x85"]
ODD += ["\n\n", " 5 ", "**", "__", "<br>", "&nbsp;", "&shy;", "&#45;", "\n---\n"]
ODD += ["<u>", "</span>", "<sup>1</sup>", "[", "](#a)", "](https://a.de)", "]{.mark}", "--", "<td>", "[^1]: ", "1 Der "]
ODD += ["\n| a | b |\n", " <br> | ", "\n- ", "\n1. ", "\n• ", "\n<!-- image -->\n", "\n![a](b.png)\n", ".1 "]
ODD += ["Seite 3\n", "\\*", "\n===\n", "55\n60 ", "٣"]
SLIPS = st.tuples(
    st.integers(0, 10_000),
    st.sampled_from(["delete", "repeat", "reverse", "insert"]),
    st.integers(1, 40),
    st.one_of(st.sampled_from(ODD), st.characters(exclude_categories=["Cs"])),
)


def mutilated(text: str, slips: list[tuple[int, str, int, str]]) -> str:
    for place, kind, length, what in slips:
        a = place % (len(text) + 1)
        b = a + length
        piece = {"delete": "", "repeat": text[a:b] * 2, "reverse": text[a:b][::-1], "insert": what + text[a:b]}[kind]
        text = text[:a] + piece + text[b:]
    return text


@settings(max_examples=200, deadline=None)
@given(MANUSCRIPTS, LAYOUTS)
def test_nothing_is_lost_whatever_the_layout(manuscript: Manuscript, layout: Layout) -> None:
    assert_conserved(convert(manuscript, layout))


@settings(max_examples=300, deadline=None)
@given(MANUSCRIPTS, LAYOUTS, st.lists(SLIPS, min_size=1, max_size=30), st.booleans())
def test_nothing_is_lost_from_a_mutilated_protocol(
    manuscript: Manuscript, layout: Layout, slips: list[tuple[int, str, int, str]], shuffled: bool
) -> None:
    text = mutilated(convert(manuscript, layout).decode(layout.encoding), slips)
    if shuffled:
        text = "\n".join(sorted(text.split("\n"), key=lambda line: line[::-1]))
    assert_conserved(text.encode(layout.encoding))


@settings(max_examples=300, deadline=None)
@given(st.text(st.one_of(st.sampled_from([x for x in ODD if len(x) == 1]), st.characters(exclude_categories=["Cs"]))))
def test_nothing_is_lost_from_any_text(text: str) -> None:
    assert_conserved(text.encode())


@settings(max_examples=300, deadline=None)
@given(st.binary())
def test_no_file_is_too_broken_to_be_told_about(data: bytes) -> None:
    reading = assert_conserved(data)
    assert reading.findings


@settings(max_examples=50, deadline=None)
@given(MANUSCRIPTS, st.sampled_from(["joined", "printed"]), st.sampled_from(["*", "_", ""]))
def test_known_paragraphs_come_back(manuscript: Manuscript, lines: str, emphasis: str) -> None:
    layout = Layout(step=0, lines=lines, emphasis=emphasis)
    paragraphs = assert_conserved(convert(manuscript, layout)).protocol.paragraphs
    assert [p.text for p in paragraphs] == [speech.text for speech in manuscript.speeches]
