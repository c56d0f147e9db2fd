"""Every note is found, stands where its words stand, or is named."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jourfixe.apparatus.folder import Edited, load
from jourfixe.apparatus.noting.notes import Written, parse_notes, place_notes, read_notes
from jourfixe.model import Finding, Note, Place
from projects import ENGLISH, WITNESS, Edition, edition, protocol, short

DAY = "2026-01-12"
FILE = f"protocols/{DAY}/notes.md"

HEADINGS = {
    "## Rn. 38": ("38", ""),
    "# Rn. 38": ("38", ""),
    "###### Rn. 38 ######": ("38", ""),
    "  ## Rn 38": ("38", ""),
    "## Rn.38": ("38", ""),
    "##Rn. 38": ("38", ""),
    "## rn. 34A": ("34a", ""),
    "## 38": ("38", ""),
    "## 38:": ("38", ""),
    "## Randnummer 38": ("38", ""),
    "## **Rn. 38**": ("38", ""),
    "Rn. 38\n======": ("38", ""),
    "Rn. 38: „Plan“\n---": ("38", "Plan"),
    "## Rn. 38: „28-Punkte-Plan“": ("38", "28-Punkte-Plan"),
    "## Rn. 38, „28-Punkte-Plan“": ("38", "28-Punkte-Plan"),
    "## Rn. 38 „28-Punkte-Plan“": ("38", "28-Punkte-Plan"),
    "## Rn. 38 – „28-Punkte-Plan“": ("38", "28-Punkte-Plan"),
    "## Rn. 38: “the plan”": ("38", "the plan"),
    '## Rn. 38: "der Plan"': ("38", "der Plan"),
    '## Rn. 38: „der Plan"': ("38", "der Plan"),
    "## Rn. 38: »der Plan«": ("38", "der Plan"),
    "## Rn. 38: «der Plan»": ("38", "der Plan"),
    "## Rn. 38: der  Plan": ("38", "der Plan"),
    "## Rn. 38: „ der\tPlan “": ("38", "der Plan"),
    "## Rn. 38: „der „große“ Plan“": ("38", "der „große“ Plan"),
    "## 38: „Plan“": ("38", "Plan"),
    "## Rn. 38: „Ma\u0308chte“": ("38", "Mächte"),
}


@pytest.mark.parametrize("heading", HEADINGS)
def test_headings(heading: str) -> None:
    notes, findings = parse_notes(f"{heading}\n\nEine Anmerkung.\n", FILE)
    assert findings == []
    assert [(n.rn, n.words, n.source) for n in notes] == [(*HEADINGS[heading], "Eine Anmerkung.")]


@pytest.mark.parametrize(
    "heading", ["## Anm. 38", "## 26. Januar", "## Rn. 34–36", "## Rn. 38 und 39", "## Rn.", "## 38 Staaten", "# Titel"]
)
def test_other_headings(heading: str) -> None:
    """What stands below one of them is not taken for part of the note above it."""
    notes, findings = parse_notes(f"## Rn. 1\n\nEins.\n\n{heading}\n\nZwei.\n\n## Rn. 3\n\nDrei.\n", FILE)
    assert [(n.rn, n.source) for n in notes] == [("1", "Eins."), ("3", "Drei.")]
    assert [(f.code, f.place.line) for f in findings] == [("JF612", 5)]
    assert f"„{heading.lstrip('# ')}“" in findings[0].message


TEXT = """\
# Anmerkungen

<!-- Für uns: ## Rn. 1
## Rn. 2
noch nicht fertig -->

% auch das liest niemand

## Rn. 3

Der *erste* Absatz, siehe {rn}`34`.

Der zweite.


## Rn. 4: „Wort“
```python
# Rn ist hier nichts

## auch das nicht
```
:::{note}
# nichts
:::

#kein Titel
Text
----
## Rn. 5

    ## Rn. 6
Ende"""


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_a_whole_file(newline: str) -> None:
    notes, findings = parse_notes(TEXT.replace("\n", newline), FILE)
    assert findings == []
    assert [(n.rn, n.words, n.heading.line, n.place.line) for n in notes] == [
        ("3", "", 9, 11),
        ("4", "Wort", 16, 17),
        ("5", "", 29, 31),
    ]
    assert notes[0].source == "Der *erste* Absatz, siehe {rn}`34`.\n\nDer zweite."
    assert notes[1].source.startswith("```python\n# Rn ist")
    assert notes[1].source.endswith("#kein Titel\nText\n----")
    assert notes[2].source == "    ## Rn. 6\nEnde"


FAULTS = {
    # (file, code, line, words, numbers of the notes that are left)
    "text at the top": ("\nEin Vorwort.\n\n## Rn. 1\n\nEins.\n", "JF611", 2, "Über der ersten", "1"),
    "text behind a comment": ("<!--\n\n-->\nVorwort\n## Rn. 1\n\nEins.\n", "JF611", 4, "Über der ersten", "1"),
    "no heading": ("Nur Text.\n", "JF611", 1, "Über der ersten", ""),
    "title with text": ("# Titel\n\nVorwort.\n\n## Rn. 1\n\nEins.\n", "JF612", 1, "„Titel“", "1"),
    "empty": ("## Rn. 1\n\n## Rn. 2\n\nZwei.\n", "JF613", 1, "zu Rn. 1 ist leer", "2"),
    "only a comment": ("## Rn. 1\n\n<!-- später -->\n\n## Rn. 2\n\nZwei.\n", "JF613", 1, "Rn. 1", "2"),
    "empty at the end": ("## Rn. 1\n\nEins.\n\n## Rn. 2", "JF613", 5, "Rn. 2", "1"),
    "no such number": ("## Rn. 99\n\nText.\n", "JF614", 1, "Rn. 99 gibt es", ""),
    "gone": ("## Rn. 7\n\nText.\n", "JF615", 1, "Rn. 7 (entfallen)", ""),
    "gone into another": ("\n## Rn. 8\n\nText.\n", "JF615", 2, "Rn. 8 ist in Rn. 2 aufgegangen", ""),
    "no such words": ("## Rn. 1: „Verrat“\n\nText.\n", "JF616", 1, "„Verrat“ nicht, aber in Rn. 2", "1"),
    "words nowhere": ("## Rn. 1: „Alaska“\n\nText.\n", "JF616", 1, "„Alaska“ nicht; die", "1"),
    "words as they were": ("## Rn. 1: „Plans“\n\nText.\n", "JF616", 1, "nur im unberichtigten Text", "1"),
    "twice": ("## Rn. 1\n\nEins.\n\n## Rn. 1\n\nZwei.\n", "JF617", 5, "in Zeile 1", "1"),
    "same words twice": ("## Rn. 1: „Plan“\n\nEins.\n\n## 1: »Plan«\n\nZwei.\n", "JF617", 5, "in Zeile 1", "1"),
    "same letters": ("## Rn. 1: „Plan ist“\n\nEins.\n\n## 1: „Plan? Ist“\n\nZwei.\n", "JF617", 5, "Zeile 1", "1"),
    "open code": ("## Rn. 1\n\n```\nEins.\n\n## Rn. 2\n\n```\nZwei.\n```\n", "JF618", 3, "„```“", "1 2"),
    "open comment": ("## Rn. 1\n\nEins.\n\n<!-- nie zu\n\n## Rn. 2\n\nZwei.\n", "JF618", 5, "„<!--“", "1 2"),
    "open directive": ("## Rn. 1\n\n::::{note}\n:::\n\n## Rn. 2\n\nZwei.\n", "JF618", 3, "„::::“", "1 2"),
}
TEXTS = {"1": "Der Plan ist es.", "2": "Darin liegt ein Verrat."}


def read(text: str) -> tuple[tuple[Note, ...], list[Finding]]:
    written, findings = parse_notes(text, FILE)
    notes, faults = place_notes(written, TEXTS, {**TEXTS, "1": "Der Plans ist es."}, {"7": "", "8": "2"})
    return notes, findings + faults


@pytest.mark.parametrize("name", FAULTS)
def test_what_is_wrong_is_named(name: str) -> None:
    text, code, line, words, left = FAULTS[name]
    notes, findings = read(text)
    assert [(f.code, f.place.line, f.blocks) for f in findings] == [(code, line, False)]
    assert words in findings[0].message
    assert " ".join(note.rn for note in notes) == left
    assert not ENGLISH.search(str(findings[0]))


def test_not_utf_8(tmp_path: Path) -> None:
    file = tmp_path / "notes.md"
    file.write_bytes("## Rn. 1\n\nMächte.\n".encode("latin-1"))
    notes, findings = read_notes(file, FILE)
    assert (notes, [(f.code, f.place.line, f.place.column) for f in findings]) == ((), [("JF610", 3, 2)])


def test_no_file_or_an_empty_one(tmp_path: Path) -> None:
    assert read_notes(tmp_path / "notes.md", FILE) == ((), [])
    for data in (b"", b"\n \n", b"\xef\xbb\xbf", b"# Anmerkungen\n", b"<!-- nichts -->"):
        (tmp_path / "notes.md").write_bytes(data)
        assert read_notes(tmp_path / "notes.md", FILE) == ((), [])


def test_a_folder_of_that_name(tmp_path: Path) -> None:
    (tmp_path / "notes.md").mkdir()
    assert [f.code for f in read_notes(tmp_path / "notes.md", FILE)[1]] == ["JF008"]


PLACES = {
    # (text, words, the words in brackets)
    "first of several": ("Der Plan und der Plan", "Plan", "Der [Plan] und der Plan"),
    "whole words first": ("Diese Leute, die da sind", "die", "Diese Leute, [die] da sind"),
    "the beginning of a word": ("Seit Alaskas Konferenz", "Alaska", "Seit [Alaska]s Konferenz"),
    "with its sign": ("Er hat „Respekt“ verlangt", "„Respekt“", "Er hat [„Respekt“] verlangt"),
    "at the very end": ("So ist der Plan.", "Plan.", "So ist der [Plan.]"),
    "all of it": ("So ist es.", "So ist es.", "[So ist es.]"),
}


@pytest.mark.parametrize("name", PLACES)
def test_where_the_words_stand(name: str) -> None:
    text, words, expected = PLACES[name]
    written = Written("1", words, "Text.", Place(FILE, 3), Place(FILE, 1))
    notes, findings = place_notes([written], {"1": text}, {}, {})
    assert findings == []
    start, end = notes[0].span
    assert f"{text[:start]}[{text[start:end]}]{text[end:]}" == expected


def test_order_of_the_text() -> None:
    """As their marks stand: behind the words, or at the end of the paragraph; the file may have another order."""
    text = "".join(f"## Rn. {x}\n\nText.\n\n" for x in ["2: „Verrat“", "1", "1: „ist“", "2: „ein“", "1: „Plan ist es“"])
    notes, findings = read(text)
    assert findings == []
    assert [(n.rn, n.words) for n in notes] == [
        ("1", "ist"),
        ("1", "Plan ist es"),
        ("1", ""),
        ("2", "ein"),
        ("2", "Verrat"),
    ]


LINES = [
    "## Rn. 1",
    "## Rn. 2: „Verrat“",
    "## Rn. 9",
    "## Titel",
    "```",
    ":::",
    "<!--",
    "-->",
    "% leise",
    "",
    "Text 1",
    "Text 2",
]


@settings(max_examples=1500, deadline=None)
@given(st.lists(st.sampled_from(LINES), max_size=14))
def test_nothing_is_lost_silently(lines: list[str]) -> None:
    """Each line that says something is in a note that is shown, in a comment, or below a heading that is named."""
    notes, findings = read("\n".join(lines))
    shown = {n.place.line + i for n in notes for i in range(n.source.count("\n") + 1)}
    named = [f.place.line for f in findings]
    for line, text in enumerate(lines, 1):
        if not text.startswith("Text") or line in shown or in_comment(lines, line):
            continue
        assert any(at <= line for at in named)


def in_comment(lines: list[str], line: int) -> bool:
    """Is the line within a comment that ends somewhere?"""
    before, after = "\n".join(lines[:line]), "\n".join(lines[line:])
    return before.rfind("<!--") > before.rfind("-->") and "-->" in after


@settings(max_examples=500, deadline=None)
@given(st.text(st.sampled_from('#Rn. 38:„“"`~<!->%\n\r\t=a*')))
def test_any_file_can_be_read(text: str) -> None:
    notes, findings = read(text)
    assert all(not f.blocks for f in findings)
    lines = re.split(r"\r\n|\r|\n", text)
    for note in notes:
        assert note.source.split("\n")[0].rstrip() == lines[note.place.line - 1].rstrip()


def test_long_lines_take_no_time() -> None:
    for text in ("## " + " " * 200_000 + "x", "## Rn. 1" + " " * 200_000 + "„x", "#" * 200_000, "## " + "# " * 100_000):
        read(text)


# In an edition


def edited(made: Edition) -> Edited:
    return load(made.root / "protocols" / DAY)


def test_words_are_those_of_the_edited_text(tmp_path: Path) -> None:
    made = edition(tmp_path, d2026_01_12=WITNESS)
    made.write(
        f"protocols/{DAY}/emendations.toml",
        '[[emendation]]\nrn = "34"\nbefore = "konzedierte"\nafter = "konzediert"\nreason = "Versehen"\n',
    )
    made.write(FILE, "## Rn. 34: „konzediert“\n\nText.\n\n## Rn. 34: „Russland konzedierte“\n\nText.\n")
    now = edited(made)
    first, second = now.notes
    text = next(p.text for rn, p in now.numbered() if rn == "34")
    assert text[slice(*first.span)] == "konzediert"
    assert second.span is None
    assert "nur im unberichtigten Text" in next(f.message for f in now.findings if f.code == "JF616")
    assert [path.name for path in now.files][-2:] == ["emendations.toml", "notes.md"]
    assert all(n.place.file == FILE for n in now.notes)


def test_a_note_does_not_hinder(tmp_path: Path) -> None:
    """Faults of notes.md are told, and everything else goes on."""
    made = edition(tmp_path, d2026_01_12=short(DAY))
    made.write(FILE, "## Rn. 99\n\nText.\n")
    done = made.jourfixe("check")
    assert (done.code, f"{FILE}:1:1: JF614" in done.output) == (0, True)
    assert made.jourfixe("publish", DAY).code == 0
    assert edited(made).numbering.is_published


def test_a_note_whose_number_has_gone(tmp_path: Path) -> None:
    a, b, c = "— Der Plan verlangt es.", "Die Europäer sehen darin einen Verrat.", "Das ist der Schluss davon."
    made = edition(tmp_path, d2026_01_12=protocol(DAY, a, b, c))
    made.write(FILE, "## Rn. 3\n\nText.\n")
    assert made.jourfixe("publish", DAY).code == 0
    made.rewrite(DAY, protocol(DAY, a, f"{b} {c}"))
    assert made.jourfixe("publish", DAY, "--note", "Rn. 3 in Rn. 2 aufgegangen").code == 0
    assert [f.message for f in edited(made).findings] == [
        "Rn. 3 ist in Rn. 2 aufgegangen; die Anmerkung dazu wird nicht gezeigt."
    ]
