"""Footnotes: where those of a page begin, and the marks that refer to them.

What stands below a drawn line is a footnote if it is set smaller than the text, or if the text above has its mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from .glyphs import Rule
from .manner import SENTENCE_END, Type, opens_with_dash
from .rows import Row
from .words import Word

SMALL = 0.94  # of the size of the text
MARK = re.compile(r"(?:\[?\d{1,3}|[*†‡]{1,3}|[¹²³⁴⁵⁶⁷⁸⁹⁰]+)[.)\]]?$")
NOTE = re.compile(r"\[?(\d{1,3}|[*†‡]{1,3})[.)\]]?")
RAISED_DIGITS = str.maketrans("¹²³⁴⁵⁶⁷⁸⁹⁰", "1234567890")
TRAILING_MARK = re.compile(r"(?<=.)([¹²³⁴⁵⁶⁷⁸⁹⁰]+|\[\d{1,3}\])(?=\W*$)")
POWER = re.compile(r"(?<!\w)(?:[a-z]|[kcdm]m)$")  # what is raised behind a letter or a unit is no mark
GLUED = re.compile(r"(\d{1,3})(?=[^\W\d_]{2}|[„“»(])")  # a raised letter of the font, told like a full one


def first_note(rows: Sequence[Row], body: Type, rules: Sequence[Rule], note_open: bool) -> int:
    """Index of the first row of the footnotes; len(rows) if there are none."""
    start = len(rows)
    while start and rows[start - 1].words and rows[start - 1].size <= SMALL * body.size:
        start -= 1
    if not start and not note_open:  # a page set in small type throughout has no body to stand below
        ruled = (i for i in range(len(rows)) if ruled_above(rows, i, rules) and (not i or _answered(rows, i)))
        start = next(ruled, len(rows))
    large = [i for i in range(1, start) if ruled_above(rows, i, rules) and _answered(rows, i)]
    if large and all(row.words and row.size <= body.size * 1.01 for row in rows[large[-1] :]):
        start = large[-1]
    start = max([start, *(i + 1 for i in range(start, len(rows)) if _contributes(rows, i))])
    while start < len(rows) and not opens_note(rows[start]) and not (note_open or ruled_above(rows, start, rules)):
        start += 1
    glued = start < len(rows) and ruled_above(rows, start, rules) and bool(glued_mark(rows[start]))
    return start if note_open or glued or any(map(opens_note, rows[start:])) else len(rows)


def ruled_above(rows: Sequence[Row], i: int, rules: Sequence[Rule]) -> bool:
    """Is there a line drawn between this row and the one above it?"""
    above = rows[i - 1].y if i else 0.0
    return bool(rows[i].words) and any(above < rule.y < rows[i].y - 0.3 * rows[i].size for rule in rules)


def _answered(rows: Sequence[Row], i: int) -> bool:
    """Does it begin with a mark that the text above it has?"""
    return own_mark(rows[i]) in {mark for row in rows[:i] for mark in marks_in(row)}


def _contributes(rows: Sequence[Row], i: int) -> bool:
    after = i == 0 or bool(SENTENCE_END.search(rows[i - 1].text))
    return after and bool(rows[i].words) and opens_with_dash(rows[i])


def opens_note(row: Row) -> bool:
    """Does it begin with the mark of a footnote?"""
    return len(row.words) > 1 and bool(MARK.match(row.words[0].text))


def own_mark(row: Row) -> str:
    """The mark with which a footnote begins, if it does."""
    return (note_mark(row.words[0]) or row.words[0].text.strip("[.)]")) if opens_note(row) else ""


def note_mark(word: Word) -> str:
    """ "1" of a raised "1" or "1)"; empty if it is no mark of a footnote."""
    text = word.text.translate(RAISED_DIGITS)
    m = NOTE.fullmatch(text)
    return m[1] if m and (word.raised or text != word.text) else ""


def referring(words: Sequence[Word], i: int) -> tuple[str, str, str]:
    """The text of a word before the mark that may refer to a footnote, the mark or nothing, the text after it."""
    word = words[i]
    if mark := note_mark(word):
        power = i > 0 and not word.spaced and POWER.search(words[i - 1].text)
        return (word.text, "", "") if power else ("", mark, "")
    m = TRAILING_MARK.search(word.text)
    if not m or POWER.search(word.text, 0, m.start()):
        return word.text, "", ""
    return word.text[: m.start()], m[1].translate(RAISED_DIGITS).strip("[]"), word.text[m.end() :]


def marks_in(row: Row) -> Iterator[str]:
    """The marks that a row may refer to footnotes with."""
    marks = (referring(row.words, i)[1] for i in range(len(row.words)))
    return (mark for mark in marks if mark)


def glued_mark(row: Row) -> str:
    """The number that begins the first word of a row, as in "1Siehe"."""
    m = GLUED.match(row.words[0].text) if row.words else None
    return m[1] if m else ""


def without_glue(row: Row, marks: Iterable[str], opens: bool) -> Row:
    """These marks as words of their own, raised: at the beginning of a footnote, else at the end of words."""
    if opens:
        mark, first = glued_mark(row), row.words[0]
        return row._replace(words=(*_cut(first, 0, len(mark), first.spaced), *row.words[1:])) if mark else row
    ends = re.compile(rf"(?<=[a-zäöüß?!.,;:)“”»«])(?:{'|'.join(marks)})(?=\W*$)")
    words: list[Word] = []
    for word in row.words:
        m = ends.search(word.text)
        words += _cut(word, m.start(), m.end(), False) if m else [word]
    return row._replace(words=tuple(words))


def _cut(word: Word, start: int, end: int, spaced: bool) -> list[Word]:
    """The word parted into what stands before the mark, the mark, and what stands after it."""
    text, letter = word.text, (word.x1 - word.x0) / len(word.text)
    pieces = []
    for a, b in ((0, start), (start, end), (end, len(text))):
        if a < b:
            x0, x1 = word.x0 + a * letter, word.x0 + b * letter
            raised, apart = a == start, word.spaced if a == 0 else a == end and start == 0
            pieces.append(word._replace(text=text[a:b], x0=x0, x1=x1, raised=raised or word.raised, spaced=apart))
    return pieces
