"""What an emendation does to the places of everything else in its paragraph.

A *hunk* is the smallest stretch in which two wordings differ: offset, characters before, characters after. Either may
be empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from ...model import Paragraph, Span
from ...reading.voices import quotes_of

Hunk = tuple[int, str, str]


def common(old: Sequence[str], new: Sequence[str]) -> int:
    """How many are the same from the beginning."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))


def hunks(start: int, before: str, after: str) -> Iterator[Hunk]:
    """Where the two wordings differ, word by word if they have as many; `start`: where they stand in the text."""
    old, new = before.split(" "), after.split(" ")
    if len(old) != len(new):
        yield _inserted(start, old, new)
        return
    for one, other in zip(old, new, strict=True):
        if one != other:
            yield _within(start, one, other)
        start += len(one) + 1


def _inserted(start: int, old: list[str], new: list[str]) -> Hunk:
    """Words are added, dropped, joined or divided; the space goes with them."""
    lead = common(old, new)
    tail = common(old[lead:][::-1], new[lead:][::-1])
    one, other = (" ".join(words[lead : len(words) - tail]) for words in (old, new))
    start += len(" ".join(old[:lead])) + bool(lead)
    if one and other:
        return start, one, other
    if tail:
        return start, one and f"{one} ", other and f"{other} "
    return start - 1, one and f" {one}", other and f" {other}"


def _within(start: int, one: str, other: str) -> Hunk:
    """Letters of one word; those that are only added go with the letter before or behind."""
    lead = common(one, other)
    tail = min(common(one[::-1], other[::-1]), len(one) - lead, len(other) - lead)
    if lead + tail == len(one):
        lead, tail = (lead - 1, tail) if lead else (lead, tail - 1)
    return start + lead, one[lead : len(one) - tail], other[lead : len(other) - tail]


def moved(paragraph: Paragraph, text: str, changed: list[Hunk]) -> Paragraph:
    """The paragraph with its new text; `changed` in order. A mark moves to the beginning of the hunk in which it stood.

    A span that only covered words that are dropped is dropped, too.
    """
    return replace(
        paragraph,
        text=text,
        emphasis=tuple(_spans(paragraph.emphasis, changed)),
        strong=tuple(_spans(paragraph.strong, changed)),
        quotes=quotes_of(text),
        lines=tuple(replace(m, offset=_offset(m.offset, changed, False)) for m in paragraph.lines),
    )


def _spans(spans: Iterable[Span], changed: list[Hunk]) -> list[Span]:
    """Spans that a hunk cuts cover all of it; two of them in one hunk become one."""
    found: list[Span] = []
    for start, end in spans:
        start, end = _offset(start, changed, False), _offset(end, changed, True)
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        elif start < end:
            found.append((start, end))
    return found


def _offset(offset: int, changed: list[Hunk], is_end: bool) -> int:
    """Where an offset stands now. Words inserted there are behind an end and before a beginning."""
    shift = 0
    for start, before, after in changed:
        end = start + len(before)
        if offset < start or (offset == start and (before or is_end)):
            break
        if offset < end:
            return start + shift + (len(after) if is_end else 0)
        shift += len(after) - len(before)
    return offset + shift
