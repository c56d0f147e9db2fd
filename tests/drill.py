"""The edit drill: what editors and converters do to a published text, and what must then be true of its numbers.

A text under the drill is made of words that keep their identity whatever is done to them. So it is known, without
looking at how the tool finds paragraphs again, where the words that a number once named stand now.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from functools import cache
from itertools import count
from pathlib import Path
from typing import NamedTuple

from converters import Layout, Manuscript, Speech, convert
from jourfixe.reading import read_bytes, read_file

TESTS = Path(__file__).parent
REAL = TESTS.parent / "protocols" / "2026-01-12" / "raw.md"


class Word(NamedTuple):
    """A word of a paragraph. `origin`: who it is; a corrected word stays the one it was, a copied one too."""

    text: str
    origin: int


Paragraph = tuple[Word, ...]
Text = tuple[Paragraph, ...]


class Edit(NamedTuple):
    """What is done, to which paragraph (counted round), a second number that it may need, and what is new."""

    what: str
    where: int
    how: int
    new: str


_births = count(1)


def born(text: str) -> Paragraph:
    """A paragraph that nobody has said before, whatever its words."""
    return tuple(Word(word, next(_births)) for word in text.split(" "))


def said(paragraph: Paragraph) -> str:
    return " ".join(word.text for word in paragraph)


def origins(paragraph: Paragraph) -> frozenset[int]:
    return frozenset(word.origin for word in paragraph)


def edited(text: Text, edit: Edit) -> Text:
    """The text after one edit; where it cannot be done, or nothing would be left, the same text."""
    made = EDITS[edit.what](text, edit.where % len(text), edit.how, edit.new)
    return tuple(paragraph for paragraph in made if paragraph) or text


def _put(text: Text, i: int, *paragraphs: Paragraph, over: int = 1) -> Text:
    """With these paragraphs in the place of `over` others."""
    return (*text[:i], *paragraphs, *text[i + over :])


def insert(text: Text, i: int, how: int, new: str) -> Text:
    return _put(text, how % (len(text) + 1), born(new), over=0)


def insert_same(text: Text, i: int, how: int, new: str) -> Text:
    """Another one says the same."""
    return _put(text, how % (len(text) + 1), born(said(text[i])), over=0)


def insert_alike(text: Text, i: int, how: int, new: str) -> Text:
    """Another one says nearly the same."""
    return _put(text, how % (len(text) + 1), born(said(correct(text, i, how, new)[i])), over=0)


def insert_quoting(text: Text, i: int, how: int, new: str) -> Text:
    """Another one takes up some words, and has more or less to say about them."""
    quoted = said(text[i][how % len(text[i]) :][: 1 + how % 7])
    return _put(text, how % (len(text) + 1), born(f"{new} {quoted}" if how % 2 else quoted), over=0)


def delete(text: Text, i: int, how: int, new: str) -> Text:
    return _put(text, i)


def split(text: Text, i: int, how: int, new: str) -> Text:
    at = how % len(text[i])
    return _put(text, i, text[i][:at], text[i][at:])


def split_in_three(text: Text, i: int, how: int, new: str) -> Text:
    one, other = sorted((how % len(text[i]), how * 7 % len(text[i])))
    return _put(text, i, text[i][:one], text[i][one:other], text[i][other:])


def merge(text: Text, i: int, how: int, new: str) -> Text:
    return _put(text, i, sum(text[i : i + 2], ()), over=2)


def merge_three(text: Text, i: int, how: int, new: str) -> Text:
    return _put(text, i, sum(text[i : i + 3], ()), over=3)


def merge_round(text: Text, i: int, how: int, new: str) -> Text:
    """The second before the first."""
    return _put(text, i, sum(reversed(text[i : i + 2]), ()), over=2)


def shift(text: Text, i: int, how: int, new: str) -> Text:
    """The last words of one become the first of the next."""
    at = how % len(text[i])
    return _put(text, i, text[i][:at], text[i][at:] + sum(text[i + 1 : i + 2], ()), over=2)


def move(text: Text, i: int, how: int, new: str) -> Text:
    rest = _put(text, i)
    return _put(rest, how % len(text), text[i], over=0)


def swap(text: Text, i: int, how: int, new: str) -> Text:
    made, j = list(text), how % len(text)
    made[i], made[j] = made[j], made[i]
    return tuple(made)


def correct(text: Text, i: int, how: int, new: str) -> Text:
    """One word."""
    at = how % len(text[i])
    word = text[i][at]._replace(text=new.split(" ")[how % 3 and -1])
    return _put(text, i, (*text[i][:at], word, *text[i][at + 1 :]))


def reword(text: Text, i: int, how: int, new: str) -> Text:
    """Half of the words: each second one, the first or the last half."""
    half = len(text[i]) // 2
    chosen = (range(how % 2, len(text[i]), 2), range(half), range(half, len(text[i])))[how % 3]
    words = new.split(" ")
    replaced = (w._replace(text=words[k % len(words)]) if k in chosen else w for k, w in enumerate(text[i]))
    return _put(text, i, tuple(replaced))


def shorten(text: Text, i: int, how: int, new: str) -> Text:
    """Only the first or the last words stay."""
    at = how % len(text[i])
    return _put(text, i, text[i][at:] if at % 2 else text[i][: at + 1])


def lengthen(text: Text, i: int, how: int, new: str) -> Text:
    return _put(text, i, text[i] + born(new) if how % 2 else born(new) + text[i])


def duplicate(text: Text, i: int, how: int, new: str) -> Text:
    return _put(text, how % (len(text) + 1), text[i], over=0)


def replace(text: Text, i: int, how: int, new: str) -> Text:
    """By an unrelated one."""
    return _put(text, i, born(new))


def replace_elsewhere(text: Text, i: int, how: int, new: str) -> Text:
    """One goes, and another one says nearly the same elsewhere."""
    alike = born(said(correct(text, i, how, new)[i]))
    rest = _put(text, i)
    return _put(rest, how % len(text), alike, over=0)


def respell(text: Text, i: int, how: int, new: str) -> Text:
    """Quotes, dashes, spaces, as another converter has them, all over the text."""
    signs = str.maketrans(*(("„“–", '""-'), ("„“-", "»«–"), ("‚’“", "'''"))[how % 3])
    space = "\u00a0" * (how % 2)
    return tuple(tuple(w._replace(text=w.text.translate(signs).strip() + space) for w in p) for p in text)


LAYOUTS = (
    Layout(),
    Layout(step=0),
    Layout(lines="printed"),
    Layout(lines="printed", blank=False, indent="   "),
    Layout(width=40, numbers="apart"),
    Layout(page=12),
    Layout(page=20, foot="Seite {n}", step=1, lines="printed"),
    Layout(lines="broken", dash="-- "),
)


def reread(text: Text, i: int, how: int, new: str) -> Text:
    """Set in type again, converted by another converter and read by the tool. Its words come in the same order."""
    speeches = tuple(Speech(said(paragraph), how % 2 == 0) for paragraph in text)
    printed = Manuscript(datetime.date(2026, 1, 12), "Trumps Friedensplan", "4-25", (speeches,))
    reading = read_bytes(convert(printed, LAYOUTS[how % len(LAYOUTS)]), "raw.md")
    return tuple(recognised([p.text for p in reading.protocol.paragraphs], text))


def recognised(texts: list[str], before: Text) -> Iterator[Paragraph]:
    """Texts read from a file, their words being those that stood there before in the same order."""
    words = [word for paragraph in before for word in paragraph]
    now = [word for text in texts for word in text.split(" ")]
    origin = {}
    for i, j, n in SequenceMatcher(None, [w.text.strip() for w in words], now, autojunk=False).get_matching_blocks():
        origin.update({j + k: words[i + k].origin for k in range(n)})
    at = count()
    for text in texts:
        yield tuple(Word(word, origin.get(next(at)) or next(_births)) for word in text.split(" "))


EDITS: dict[str, Callable[[Text, int, int, str], Text]] = {
    edit.__name__: edit
    for edit in (
        *(insert, insert_same, insert_alike, insert_quoting, delete, split, split_in_three, merge, merge_three),
        *(merge_round, shift, move, swap, correct, reword, shorten, lengthen, duplicate, replace, replace_elsewhere),
        *(respell, reread),
    )
}


# What is published and put in


@cache
def protocol() -> tuple[str, ...]:
    """The paragraphs of the real protocol."""
    return tuple(p.text for p in read_file(REAL, "raw.md").protocol.paragraphs)


@cache
def others() -> tuple[str, ...]:
    """Paragraphs of other texts: speeches, verse, lists, tables."""
    readings = (read_bytes(path.read_bytes(), path.name) for path in sorted((TESTS / "texts").iterdir()))
    return tuple(p.text for reading in readings for p in reading.protocol.paragraphs)


SHORT = (
    *("Nein.", "Nein!", "Nein, das ist falsch.", "Nein, das ist richtig.", "Ja.", "Doch.", "Das stimmt."),
    *("Das stimmt nicht.", "Das stimmt so nicht.", "Stimmt das?", "Warum?", "Wieso das denn?", "Frage: Warum das?"),
    *("12", "13", "28 Punkte", "90 Mrd. Euro", "100 Mrd. Euro", "Seite 45", "S. 45–46", "…", "–", "1. 2. 3."),
    "Das ist die Frage. Das ist die Frage. Das ist die Frage.",
    "Das ist die Frage. Das ist die Antwort.",
    "ja ja ja nein nein",
    "Der Plan ist ein Plan.",
    "Der Krieg ist ein Krieg.",
    "„Respekt“ – so heißt das.",
)


def sentences() -> tuple[str, ...]:
    """Single sentences of the protocol: of any length, alike in their words."""
    return tuple(s for text in protocol()[:20] for s in re.split(r"(?<=[.!?]) ", text))
