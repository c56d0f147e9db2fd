"""The words of a passage: paragraphs, sentences, or what stands between two printed lines where that is certain."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ...model import LineMark
from ..citing.sentences import sentence_starts
from ..folder import Edited
from ..numbers.line import line_key, line_name
from .holdings import Located

NOWHERE = LineMark(0, 0, False)


@dataclass(frozen=True, slots=True)
class Excerpt:
    """One entry for each paragraph; `lines` only where the words are exactly those of the lines."""

    numbers: tuple[str, ...]
    roles: tuple[str, ...]
    texts: tuple[str, ...]
    lines: tuple[str, str] | None = None


def excerpt(edited: Edited, one: Located, wording: Mapping[str, str]) -> Excerpt:
    """`wording`: number → text, in order, of the Fassung that `one` names."""
    if one.unit == "z":
        return _lines(edited, line_key(one.first), line_key(one.last))
    numbers = list(wording)
    numbers = numbers[numbers.index(one.first) : numbers.index(one.last) + 1]
    texts = [wording[rn] for rn in numbers]
    if one.sentence:
        first, _, last = one.sentence.partition("-")
        starts = [*sentence_starts(texts[0]), len(texts[0])]
        texts = [texts[0][starts[int(first) - 1] : starts[int(last or first)]].strip()]
    return Excerpt(tuple(numbers), _roles(edited, numbers), tuple(texts))


def _roles(edited: Edited, numbers: list[str]) -> tuple[str, ...]:
    """That of a paragraph which is no more is not known; then none is told, so that all look alike."""
    roles = {rn: paragraph.role.value for rn, paragraph in edited.numbered()}
    return tuple(roles[rn] if roles.keys() >= set(numbers) else "" for rn in numbers)


def _marks(edited: Edited) -> Iterator[tuple[int, LineMark]]:
    """Every printed line with the index of its paragraph, in the order of the text."""
    for index, paragraph in enumerate(edited.protocol.paragraphs):
        yield from ((index, mark) for mark in paragraph.lines)


def _lines(edited: Edited, first: tuple[int, int], last: tuple[int, int]) -> Excerpt:
    """Whole paragraphs, unless both ends are lines that are certain. Lines are page, or 0, and number."""
    marks, paragraphs = list(_marks(edited)), edited.protocol.paragraphs
    before = [(index, mark) for index, mark in marks if (mark.page, mark.n) <= first]
    start, begin = before[-1] if before else (0, NOWHERE)
    after = ((i, mark) for i, mark in marks if (mark.page, mark.n) > last)
    stop, end = next(after, (len(paragraphs) - 1, NOWHERE))
    sure = begin.certain and end.certain and (begin.page, begin.n) == first and _follows(end, last)
    texts = [paragraph.text for paragraph in paragraphs[start : stop + 1]]
    if sure:
        texts[-1] = texts[-1][: end.offset]
        texts[0] = texts[0][begin.offset :]
    elif end.n and not end.offset and stop > start:
        texts.pop()
    numbers = edited.numbering.numbers[start : start + len(texts)]
    kept = [(rn, text.strip()) for rn, text in zip(numbers, texts, strict=True) if text.strip()]
    kept = kept or [(numbers[0], paragraphs[start].text)]
    found = [rn for rn, _ in kept]
    said = (line_name(*first), line_name(*last)) if sure else None
    return Excerpt(tuple(found), _roles(edited, found), tuple(text for _, text in kept), said)


def _follows(mark: LineMark, last: tuple[int, int]) -> bool:
    """The first line of a page may follow any line of another."""
    return (mark.page, mark.n) == (last[0], last[1] + 1) or (mark.page > last[0] and mark.n == 1)
