"""The words of the file against those of the transcript: what is not in it is said, at the nearest passage."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict

from ..transcript import Doubt, Kind
from .draft import SOFT_HYPHEN, Draft
from .marks import without_marks
from .source import Source, What

WITHOUT_WORDS = (What.PICTURE, What.FORMULA)
BETWEEN = " · "
LONGEST = 300  # characters of what is told


def doubt_what_is_missing(source: Source, drafts: list[Draft]) -> None:
    """Adds a doubt to the draft of the same paragraph, else to the last one before it, else to the first."""
    there, first = _words_there(drafts), _first_drafts(drafts)
    order = sorted(first)
    told = set[tuple[int, str]]()
    for at, what in sorted(source.words):
        said = source.words[at, what]
        text = "".join(said) if what is What.BODY else BETWEEN.join(filter(str.strip, said))
        words = _not_in(there[at], text) if what is What.BODY else _words(text)
        if not words and what not in WITHOUT_WORDS:
            continue
        read = f"{what}: {_short(' '.join(words))}" if words else str(what)
        before = bisect_right(order, at)
        place = first[order[before - 1]] if before else 0
        if drafts and (place, read) not in told:
            told.add((place, read))
            drafts[place].doubts.append(Doubt("JF132", read))


def _words(text: str) -> list[str]:
    return without_marks(text.replace(SOFT_HYPHEN, "")).split()


def _words_there(drafts: list[Draft]) -> defaultdict[int, Counter[str]]:
    """The transcript's words by paragraph of the file."""
    texts = defaultdict[int, str](str)
    for draft in drafts:
        for piece in draft.pieces:
            texts[piece.at] += "" if piece.note else piece.text
        for at in {piece.at for piece in draft.pieces}:
            texts[at] += " "
    return defaultdict(Counter, {at: Counter(_words(text)) for at, text in texts.items()})


def _not_in(there: Counter[str], text: str) -> list[str]:
    """The words of the text that are not there; the others are used up."""
    missing = []
    for word in _words(text):
        if there[word]:
            there[word] -= 1
        else:
            missing.append(word)
    return missing


def _first_drafts(drafts: list[Draft]) -> dict[int, int]:
    """The number of a paragraph in the file → the first draft with words of it that can carry a doubt."""
    first = dict[int, int]()
    for i, draft in enumerate(drafts):
        for piece in draft.pieces:
            if piece.at and draft.kind is not Kind.SEPARATOR:
                first.setdefault(piece.at, i)
    return first


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rstrip()} …"
