"""Emendations change the words they name, nothing else, and can be taken back."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jourfixe.apparatus.emending.emend import emend, undo
from jourfixe.apparatus.emending.entries import Entry, read_emendations
from jourfixe.apparatus.folder import Edited, load
from jourfixe.model import LineMark, Paragraph, Place, Protocol, Role, Section, Span
from projects import ENGLISH, WITNESS, Edition, edition, protocol, short

DAY = "2026-01-12"
FILE = f"protocols/{DAY}/emendations.toml"
AT = Place("emendations.toml")


def entry(before: str, after: str, rn: str = "1", line: int = 1) -> Entry:
    return Entry(rn, before, after, "Versehen", replace(AT, line=line))


def toml(*rows: tuple[str, str, str]) -> str:
    """emendations.toml with entries of (rn, before, after); each takes six lines."""
    entry = '[[emendation]]\nrn = "{}"\nbefore = "{}"\nafter = "{}"\nreason = "Versehen"\n\n'
    return "".join(entry.format(*row) for row in rows)


def one(text: str, **marks: tuple) -> Protocol:
    """A protocol of one paragraph."""
    paragraph = Paragraph(text, Role.CHAIR, 1, Place("raw.md"), **marks)
    return Protocol("", "", None, "", (Section(1, "", (paragraph,)),))


SHOWN = {
    # what an editor writes: (text, before, after, what is kept of before and after)
    "a word": ("Das wird konzedierte und nicht.", "konzedierte", "konzediert", "konzedierte", "konzediert"),
    "the words around stay": ("Ein Schritt in Putins Sinns.", "in Putins Sinns", "in Putins Sinn", "Sinns", "Sinn"),
    "a word more": ("um sie durchsetzen. Da", "sie durchsetzen", "sie zu durchsetzen", "durchsetzen", "zu durchsetzen"),
    "a word more at the end": ("Das kann er", "kann er", "kann er nicht", "er", "er nicht"),
    "a word less": ("Da ist das ja auch so", "ist das ja", "ist ja", "das ja", "ja"),
    "a word less at the end": ("Das ist es so es", "so es", "so", "so es", "so"),
    "a comma less": ("gegen Russland, ist für", "gegen Russland, ist", "gegen Russland ist", "Russland,", "Russland"),
    "part of a word": ("Der 28-Punkte-Plans ist", "Plans", "Plan", "28-Punkte-Plans", "28-Punkte-Plan"),
    "signs around stay": ("die („Sinns“), die", "(„Sinns“),", "(„Sinn“),", "Sinns", "Sinn"),
    "two places in one": ("der ein wer am aus", "ein wer am", "sein wer an", "ein wer am", "sein wer an"),
    "divided": ("Das gehtso nicht", "gehtso", "geht so", "gehtso", "geht so"),
    "joined": ("Das an erkannte Recht ist so", "an erkannte", "anerkannte", "an erkannte", "anerkannte"),
    "a sign alone": ("Das geht - so", "geht - so", "geht – so", "-", "–"),
    "no half words": ("Wer diese Leute die sieht", "die", "der", "die", "der"),
    "letters only": ("Er schrieb Karaganow.", "Karaganow.", "Karaganov.", "Karaganow", "Karaganov"),
}


@pytest.mark.parametrize("name", SHOWN)
def test_what_is_kept_of_an_entry(name: str) -> None:
    text, before, after, kept, put = SHOWN[name]
    edited, made, findings = emend(one(text), ["1"], [entry(before, after)], {})
    new = edited.paragraphs[0].text
    assert (made[0].before, made[0].after, findings) == (kept, put, [])
    assert new[made[0].start : made[0].end] == put
    assert undo(new, made) == text
    at = text.rindex(before) if name == "no half words" else text.index(before)
    assert new == text[:at] + after + text[at + len(before) :]


MARKED = {
    # [..] is the emphasis, | begins a printed line: (text, before, after, text afterwards)
    "far away": (
        "Er [will] das nicht| konzedierte haben",
        "konzedierte",
        "konzediert",
        "Er [will] das nicht| konzediert haben",
    ),
    "behind": ("Er konzedierte [das] nicht| da", "konzedierte", "konzediert", "Er konzediert [das] nicht| da"),
    "the word itself": ("Er hat |[konzedierte] da", "konzedierte", "konzediert", "Er hat |[konzediert] da"),
    "the word grows": ("Der |[Plan] ist es", "Plan", "Plans", "Der |[Plans] ist es"),
    "the word grows in front": ("Er |[setzt] das durch", "setzt", "besetzt", "Er |[besetzt] das durch"),
    "around it": ("Er [hat das konzedierte und] da", "konzedierte", "konzediert", "Er [hat das konzediert und] da"),
    "a word put before": (
        "Er will es |[durchsetzen] da",
        "es durchsetzen",
        "es zu durchsetzen",
        "Er will es zu |[durchsetzen] da",
    ),
    "a word put behind": ("Er [will] |es da", "will es", "will jetzt es", "Er [will] jetzt |es da"),
    "a word dropped before": ("Er will das |[ja] auch", "das ja", "ja", "Er will |[ja] auch"),
    "a marked word dropped": ("Er will |[das] ja auch", "das ja", "ja", "Er will |ja auch"),
    "half a stretch": (
        "Er will [das sehr] grosse| Ding da so",
        "das sehr grosse",
        "ein großes",
        "Er will [ein großes]| Ding da so",
    ),
    "word for word": (
        "Er will das [grosse] Ding|e da",
        "das grosse Dinge",
        "ein großes Dinge",
        "Er will ein [großes] Ding|e da",
    ),
    "part of a compound": ("Der Punkte-[Plans] da|", "Plans", "Plan", "Der Punkte-[Plan] da|"),
}


def marked(text: str) -> Protocol:
    plain = text.replace("[", "").replace("]", "")
    at = plain.index("|")
    bare = text.replace("|", "")
    start, end = bare.find("["), bare.find("]") - 1
    emphasis = ((start, end),) if start >= 0 else ()
    return one(bare.replace("[", "").replace("]", ""), emphasis=emphasis, lines=(LineMark(5, at, True),))


@pytest.mark.parametrize("name", MARKED)
def test_marks_move_with_their_words(name: str) -> None:
    text, before, after, expected = MARKED[name]
    text, expected = (t if "|" in t else f"{t}|" for t in (text, expected))
    edited, made, _ = emend(marked(text), ["1"], [entry(before, after)], {})
    assert made
    assert edited == marked(expected)


def test_quotes_are_those_of_the_new_text() -> None:
    edited, _, _ = emend(one("Er sagt „nein und geht."), ["1"], [entry("„nein und", "„nein“ und")], {})
    assert edited.paragraphs[0].quotes == ((8, 14),)


def test_several_in_one_paragraph() -> None:
    """They come in the order of the text and match the text of the witness, however they are written down."""
    entries = [entry("vier", "fünf"), entry("zwei", "eins zwei"), entry("eins", "zwei"), entry("drei", "vier")]
    edited, made, findings = emend(one("eins und zwei und drei und vier sind zehn"), ["1"], entries, {})
    text = edited.paragraphs[0].text
    assert (text, findings) == ("zwei und eins zwei und vier und fünf sind zehn", [])
    assert [(e.before, e.after, text[e.start : e.end]) for e in made] == [
        ("eins", "zwei", "zwei"),
        ("zwei", "eins zwei", "eins zwei"),
        ("drei", "vier", "vier"),
        ("vier", "fünf", "fünf"),
    ]
    assert undo(text, made) == "eins und zwei und drei und vier sind zehn"


UNFIT = {
    # (text, entries, code, words of the message)
    "not there": ("Das ist so gewesen.", [("konzedierte", "konzediert")], "JF604", "steht „konzedierte“ nicht"),
    "only in a word": ("Wer diese Leute sieht.", [("die", "der")], "JF604", "steht „die“ nicht"),
    "already right": ("Das wird konzediert.", [("konzedierte", "konzediert")], "JF605", "wohl aber „konzediert“"),
    "twice": ("Das ist das eine.", [("das eine", "eines"), ("s", "t")], "JF604", "„s“"),
    "not unique": ("Wer da ist, ist da.", [("ist", "war")], "JF606", "„ist“ 2-mal"),
    "not unique, overlapping": ("Er sagt ja ja ja.", [("ja ja", "ja")], "JF606", "2-mal"),
    "the same word": ("Das ist so gewesen.", [("ist so", "war so"), ("Das ist", "Das wäre")], "JF607", "in Zeile 1"),
    "the same twice": ("Das ist so gewesen.", [("ist", "war"), ("ist", "war")], "JF607", "in Zeile 1"),
    "another text": ("Das ist so gewesen.", [("Das ist so", "Nie war es anders")], "JF608", "Rn. 1 zum größten Teil"),
}


@pytest.mark.parametrize("name", UNFIT)
def test_entries_that_do_not_fit(name: str) -> None:
    text, rows, code, words = UNFIT[name]
    entries = [entry(*row, line=i) for i, row in enumerate(rows, 1)]
    edited, made, findings = emend(one(text), ["1"], entries, {})
    assert [f.code for f in findings] == [code]
    assert words in findings[0].message
    assert findings[0].blocks
    assert findings[0].place.line == len(rows)
    assert undo(edited.paragraphs[0].text, made) == text


def test_the_paragraph_is_named_where_the_words_do_stand() -> None:
    two = one("Das ist so gewesen und so geblieben.")
    paragraphs = (*two.paragraphs, replace(two.paragraphs[0], text="Es wird konzedierte."))
    two = replace(two, sections=(replace(two.sections[0], paragraphs=paragraphs),))
    _, _, findings = emend(two, ["1", "1a"], [entry("konzedierte", "konzediert")], {})
    assert "nicht, aber in Rn. 1a" in findings[0].message


@pytest.mark.parametrize(
    ("rn", "words"),
    [("99", "Rn. 99 gibt es nicht"), ("7", "Rn. 7 (entfallen)"), ("8", "Rn. 8 ist in Rn. 1 aufgegangen")],
)
def test_a_number_without_a_paragraph(rn: str, words: str) -> None:
    _, _, findings = emend(one("Das ist so."), ["1"], [entry("ist", "war", rn)], {"7": "", "8": "1"})
    assert findings[0].code == "JF603"
    assert f"{words}." in findings[0].message


# The file

WRITTEN = {
    # (file, code, line)
    "no rn": ('[[emendation]]\nbefore = "a"\nafter = "b"\nreason = "c"\n', "JF601", 1),
    "no reason": ('\n\n[[emendation]]\nrn = "1"\nbefore = "a"\nafter = "b"\n', "JF601", 3),
    "unknown key": (toml(("1", "a", "b")).replace("reason =", "after2 = 1\nreason ="), "JF307", 5),
    "unknown key beside": (toml(("1", "a", "b"), ("2", "c", "d")) + 'ort = "x"\n', "JF307", 13),
    "number for text": (toml(("1", "a", "b")).replace('"1"', "1"), "JF311", 2),
    "no number": (toml(("1", "a", "b"), ("eins", "a", "b")), "JF311", 8),
    "number with its sign": (toml(("Rn. 1", "a", "b")), "JF311", 2),
    "empty before": (toml(("1", "", "b")), "JF311", 3),
    "empty after": (toml(("1", "a", " ")), "JF311", 4),
    "no reason given": (toml(("1", "a", "b")).replace("Versehen", ""), "JF311", 5),
    "list": (toml(("1", "a", "b")).replace('"a"', '["a"]'), "JF311", 3),
    "two lines": (toml(("1", "a", "b")).replace('"b"', '"""b\n\nc"""'), "JF311", 4),
    "unseen character": (toml(("1", "a", "b\\u0000c")), "JF311", 4),
    "unseen in the reason": (toml(("1", "a", "b")).replace("Versehen", "\\u200b"), "JF311", 5),
    "nothing changes": (toml(("1", "a", "b"), ("1", "c d", "c  d")), "JF602", 7),
    "one bracket": ('[emendation]\nrn = "1"\n', "JF311", 1),
    "one bracket below": ('# Titel\n\n[emendation]\nrn = "1"\n', "JF311", 3),
    "no table": ("emendation = 3\n", "JF311", 1),
    "list of texts": ('emendation = ["a"]\n', "JF311", 1),
    "another name": (toml(("1", "a", "b")).replace("emendation", "emendationen"), "JF307", 1),
    "no header": ('rn = "1"\n', "JF307", 1),
    "inline": ('emendation = [{rn = "1", before = "a", after = "b"}]\n', "JF601", 1),
    "no quotes": (toml(("1", "a", "b")).replace('"b"', "b"), "JF306", 4),
    "open quote": (toml(("1", "a", "b")).replace('"b"', '"b'), "JF306", 4),
    "key twice": (toml(("1", "a", "b")).replace("before", "after"), "JF306", 4),
    "latin-1": (toml(("1", "für", "vor")).encode("latin-1"), "JF306", 3),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0", "JF306", 1),
    "deep": (b"emendation = " + b"[" * 5000, "JF306", 1),
    "a long number": (b"emendation = " + b"9" * 5000, "JF306", 1),
    "a header in a text": (
        '[[emendation]]\nrn = "1"\nbefore = """a\n[[emendation]]"""\nafter = "b"\nreason = ""\n',
        "JF311",
        6,
    ),
}


@pytest.mark.parametrize("name", WRITTEN)
def test_a_faulty_file(tmp_path: Path, name: str) -> None:
    text, code, line = WRITTEN[name]
    file = tmp_path / "emendations.toml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    _, findings = read_emendations(file, FILE)
    assert [(f.code, f.place.line, f.blocks) for f in findings] == [(code, line, True)]
    assert not ENGLISH.search(str(findings[0]))


def test_entries_as_written(tmp_path: Path) -> None:
    """Several lines, decomposed letters, Windows line ends, a byte order mark: all the same."""
    text = toml(("34a", "Mächte \u2028 und", "Ma\u0308chte oder „so“ – nicht")).replace("\n", "\r\n")
    file = tmp_path / "emendations.toml"
    file.write_bytes(b"\xef\xbb\xbf" + text.encode())
    entries, findings = read_emendations(file, FILE)
    assert findings == []
    assert entries == (Entry("34a", "Mächte und", "Mächte oder „so“ – nicht", "Versehen", Place(FILE, 1)),)


def test_a_faulty_entry_is_left_out(tmp_path: Path) -> None:
    file = tmp_path / "emendations.toml"
    file.write_text(toml(("1", "a", "b"), ("zwei", "a", "b"), ("3", "a", "b")), "utf-8")
    entries, _ = read_emendations(file, FILE)
    assert [(e.rn, e.place.line) for e in entries] == [("1", 1), ("3", 13)]


def test_no_file(tmp_path: Path) -> None:
    assert read_emendations(tmp_path / "emendations.toml", FILE) == ((), [])


@settings(max_examples=200, deadline=None, database=None)
@given(st.one_of(st.binary(), st.text(st.sampled_from("[]{}=\"'\n#.,emndatiorb1 ")).map(str.encode)))
def test_no_file_is_too_broken_to_be_told_about(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    file = tmp_path_factory.getbasetemp() / "emendations.toml"
    file.write_bytes(data)
    entries, findings = read_emendations(file, FILE)
    assert all(f.blocks for f in findings)
    assert not (entries and findings and findings[0].code == "JF306")


# Any protocol, any entries

WORDS = st.sampled_from("ja nein „Plan“ Plan, Pläne US-Plan der die diese (so) – ist; Wort. 28-Punkte-Plan".split())
TEXTS = st.lists(WORDS, min_size=1, max_size=12).map(" ".join)
ENTRIES = st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99), TEXTS, st.integers(0, 99)), max_size=5)
SPANS = st.lists(st.integers(0, 99), max_size=6)


def spans_in(text: str, places: list[int]) -> tuple[Span, ...]:
    """Spans in order, none of them empty."""
    cuts = sorted({n % (len(text) + 1) for n in places})
    return tuple(zip(cuts[::2], cuts[1::2], strict=False))


def entries_in(text: str, rows: list[tuple[int, int, str, int]], rn: str) -> list[Entry]:
    """Entries about stretches of the text, mostly about whole words."""
    found = []
    for line, (a, b, after, kind) in enumerate(rows, 1):
        start, end = sorted((a % len(text), b % len(text) + 1))
        if kind % 4:
            start, end = text.rfind(" ", 0, start) + 1, (text + " ").index(" ", max(end - 1, 0))
        before = text[start:end].strip()
        if before and before != after:
            found.append(entry(before, after, rn, line))
    return found


def put_together(texts: list[str], places: list[int]) -> Protocol:
    sections = []
    for n, text in enumerate(texts, 1):
        marks = tuple(LineMark(5 * i, x, True) for i, x in enumerate(sorted(x % (len(text) + 1) for x in places), 1))
        spans = spans_in(text, places)
        paragraph = Paragraph(text, Role.CHAIR, n, Place("raw.md", n), emphasis=spans, strong=spans[::2], lines=marks)
        sections.append(Section(n, "", (paragraph,)))
    return Protocol("", "", None, "", tuple(sections))


@settings(max_examples=1500, deadline=None)
@given(st.lists(st.tuples(TEXTS, ENTRIES), min_size=1, max_size=3), SPANS)
def test_emendations_can_be_taken_back(
    given: list[tuple[str, list[tuple[int, int, str, int]]]], places: list[int]
) -> None:
    before = put_together([text for text, _ in given], places)
    numbers = [str(n) for n in range(1, len(given) + 1)]
    entries = [e for rn, (text, rows) in zip(numbers, given, strict=True) for e in entries_in(text, rows, rn)]
    after, made, findings = emend(before, numbers, entries, {})
    lost = {f.message.split()[4] for f in findings if f.code == "JF608"}
    assert len(made) + len(findings) - len(lost) >= len([e for e in entries if e.rn not in lost])
    for rn, old, new in zip(numbers, before.paragraphs, after.paragraphs, strict=True):
        mine = [e for e in made if e.rn == rn]
        assert undo(new.text, mine) == old.text
        assert new.text == new.text.strip()
        assert "  " not in new.text
        assert all(new.text[e.start : e.end] == e.after and e.before != e.after for e in mine)
        assert all(one.end < other.start for one, other in pairwise(mine))
        assert_marks_kept(old, new, mine)


def assert_marks_kept(old: Paragraph, new: Paragraph, made: list) -> None:
    """Inside the text, in order, and outside of what was changed exactly where they were."""
    shift, stretches = 0, []
    for e in made:
        stretches.append((e.start - shift, e.start - shift + len(e.before), len(e.after) - len(e.before)))
        shift += len(e.after) - len(e.before)

    def now(offset: int) -> int | None:
        if any(start <= offset <= end for start, end, _ in stretches):
            return None
        return offset + sum(more for _, end, more in stretches if end < offset)

    assert [m.n for m in new.lines] == [m.n for m in old.lines]
    assert [m.offset for m in new.lines] == sorted(m.offset for m in new.lines)
    for was, mark in zip(old.lines, new.lines, strict=True):
        assert 0 <= mark.offset <= len(new.text)
        assert now(was.offset) in (None, mark.offset)
    for was_spans, spans in ((old.emphasis, new.emphasis), (old.strong, new.strong)):
        assert all(0 <= start < end <= len(new.text) for start, end in spans)
        assert all(a[1] <= b[0] for a, b in pairwise(spans))
        for start, end in was_spans:
            if now(start) is not None and now(end) is not None:
                assert (now(start), now(end)) in spans


# In an edition


def edited(made: Edition) -> Edited:
    return load(made.root / "protocols" / DAY)


def codes(made: Edition) -> list[str]:
    return [f.code for f in edited(made).findings]


@pytest.fixture
def published(tmp_path: Path) -> Edition:
    made = edition(tmp_path, d2026_01_12=protocol(DAY, *PARAGRAPHS))
    assert made.jourfixe("publish", DAY).code == 0
    return made


PARAGRAPHS = (
    "In dem Artikel geht es um den Friedensplan und um die Stellung der Europäer zu ihm.",
    "— Das konzedierte er.",
    "Die Frage war, warum die Europäer darin einen Verrat sehen und nicht bloß eine anderer Taktik.",
    "— Und ja, so ist das auch gemeint, wenn von einem Verrat die Rede sind.",
)
SHORT_ONE, OTHER = ("2", "konzedierte", "konzediert"), ("3", "anderer Taktik", "andere Taktik")


def test_a_new_emendation_wants_a_new_fassung(published: Edition) -> None:
    raw = published.read(f"protocols/{DAY}/raw.md")
    published.write(FILE, toml(OTHER))
    assert codes(published) == ["JF404"]
    planned = published.jourfixe("publish", DAY, "--dry-run")
    assert "Rn. 3: neuer Wortlaut" in planned.output
    assert planned.output.count("Rn.") == 1
    assert published.jourfixe("publish", DAY, "--note", "Rn. 3: Versehen").code == 0
    assert codes(published) == []
    assert edited(published).numbering.is_published
    assert "eine andere Taktik." in published.read(f"protocols/{DAY}/fassung-2.txt")
    assert published.read(f"protocols/{DAY}/raw.md") == raw


HISTORIES = {
    # emendations of each Fassung, and the numbers whose wording is new in it
    "one, then another": ([(SHORT_ONE,), (SHORT_ONE, OTHER)], [["2"], ["3"]]),
    "another first": ([(OTHER,), (SHORT_ONE, OTHER)], [["3"], ["2"]]),
    "taken back": ([(OTHER,), ()], [["3"], ["3"]]),
    "exchanged": ([(OTHER,), (SHORT_ONE,)], [["3"], ["2", "3"]]),
    "changed again": ([(OTHER,), (("3", "anderer Taktik", "andere Taktik als früher"),)], [["3"], ["3"]]),
    "two in one paragraph": ([(OTHER,), (OTHER, ("3", "bloß", "nur"))], [["3"], ["3"]]),
    "a short one, then a second in it": (
        [(SHORT_ONE, OTHER), (SHORT_ONE, OTHER, ("4", "sind", "ist"))],
        [["2", "3"], ["4"]],
    ),
}


@pytest.mark.parametrize("name", HISTORIES)
def test_numbers_stay_whatever_is_emended(published: Edition, name: str) -> None:
    for files, (entries, changed) in enumerate(zip(*HISTORIES[name], strict=True), 2):
        published.write(FILE, toml(*entries))
        now = edited(published)
        assert now.numbering.numbers == ("1", "2", "3", "4")
        assert (list(now.numbering.changed), now.numbering.gone) == (changed, ())
        assert {f.code for f in now.findings} == {"JF404"}
        assert published.jourfixe("publish", DAY, "--note", "Emendation").code == 0
        assert edited(published).findings == ()
        assert (published.root / f"protocols/{DAY}/fassung-{files}.txt").exists()


def test_emended_paragraphs_keep_their_numbers_when_others_move(published: Edition) -> None:
    """A better reading of the witness adds a paragraph; the short one is only known by what the witness has there."""
    published.write(FILE, toml(SHORT_ONE))
    assert published.jourfixe("publish", DAY, "--note", "Rn. 2").code == 0
    published.rewrite(DAY, protocol(DAY, PARAGRAPHS[0], "Ein ganz neuer Absatz steht nun hier davor.", *PARAGRAPHS[1:]))
    now = edited(published)
    assert (now.numbering.numbers, now.numbering.changed) == (("1", "1a", "2", "3", "4"), ())
    assert next(p.text for rn, p in now.numbered() if rn == "2") == "Das konzediert er."


def test_what_blocks(published: Edition) -> None:
    """Nothing is built or published while an entry does not fit; what follows from that is not told."""
    published.write(FILE, toml(SHORT_ONE))
    assert published.jourfixe("publish", DAY, "--note", "Rn. 2").code == 0
    before = published.files("protocols")
    for text, code in (
        (toml(("2", "konzediert", "konzedierte")), "JF605"),
        ("x", "JF306"),
        (toml(("9", "a", "b")), "JF603"),
    ):
        published.write(FILE, text)
        assert codes(published) == [code]
        for command in (["check"], ["publish", DAY, "--note", "x"]):
            done = published.jourfixe(*command)
            assert (done.code, code in done.output) == (1, True)
            assert f"{FILE}:1:" in done.output
            assert not ENGLISH.search(done.output)
    published.write(FILE, toml(SHORT_ONE))
    assert published.files("protocols") == before


def test_a_draft_can_be_emended(tmp_path: Path) -> None:
    """Before the first Fassung emendations come and go; the numbers are those of `jourfixe add`."""
    made = edition(tmp_path)
    raw = made.write("neu.md", protocol(DAY, *PARAGRAPHS))
    assert made.jourfixe("add", str(raw)).code == 0
    for text in (toml(OTHER), toml(OTHER, SHORT_ONE), ""):
        made.write(FILE, text)
        assert codes(made) == ["JF407"]
        assert made.jourfixe("add", str(raw), "--replace").code == 0
    made.write(FILE, toml(("3", "was nicht da ist", "x")))
    assert "JF604" in made.jourfixe("add", str(raw), "--replace").output


def test_both_wordings(published: Edition) -> None:
    published.write(FILE, toml(OTHER, SHORT_ONE))
    now = edited(published)
    assert [p.text for _, p in now.numbered()][1:3] == [
        "Das konzediert er.",
        PARAGRAPHS[2].replace("anderer", "andere"),
    ]
    assert list(now.unemended()) == list(zip("1234", (p.removeprefix("— ") for p in PARAGRAPHS), strict=True))
    assert [(e.rn, e.before, e.after, e.place) for e in now.emendations] == [
        ("2", "konzedierte", "konzediert", Place(FILE, 7)),
        ("3", "anderer", "andere", Place(FILE, 1)),
    ]
    assert [path.name for path in now.files][-1] == "emendations.toml"


def test_the_real_slips(tmp_path: Path) -> None:
    """Those that the issue names, in the real protocol."""
    made = edition(tmp_path, d2026_01_12=WITNESS)
    rows = [("34", "konzedierte", "konzediert"), ("20", "in Putins Sinns", "in Putins Sinn")]
    rows += [("38", "28-Punkte-Plans", "28-Punkte-Plan"), ("36", "Westen durchsetzen", "Westen zu durchsetzen")]
    made.write(FILE, toml(*rows))
    now = edited(made)
    assert [(e.rn, e.before, e.after) for e in now.emendations] == [
        ("20", "Sinns", "Sinn"),
        ("34", "konzedierte", "konzediert"),
        ("36", "durchsetzen", "zu durchsetzen"),
        ("38", "28-Punkte-Plans", "28-Punkte-Plan"),
    ]
    raw = dict(now.unemended())
    texts = {rn: p.text for rn, p in now.numbered()}
    assert {rn for rn in raw if raw[rn] != texts[rn]} == {"20", "34", "36", "38"}


def test_a_faulty_witness_comes_first(tmp_path: Path) -> None:
    made = edition(tmp_path, d2026_01_12=short(DAY))
    made.write(FILE, toml(("99", "a", "b")))
    made.write(f"protocols/{DAY}/raw.md", b"")
    assert "JF603" not in codes(made)


def test_of_two_that_say_the_same_one_may_be_emended(published: Edition) -> None:
    """What was published stays published, though another paragraph reads as this one did, or as it does now."""
    twins = [*PARAGRAPHS[:2], PARAGRAPHS[1], "— Das konzediert er."]
    published.rewrite(DAY, protocol(DAY, *twins))
    published.write(FILE, toml(SHORT_ONE))
    assert published.jourfixe("publish", DAY, "--note", "Rn. 2").code == 0
    now = edited(published)
    assert now.findings == ()
    assert [rn for rn, p in now.numbered() if p.text == "Das konzediert er."] == ["2", now.numbering.numbers[3]]
