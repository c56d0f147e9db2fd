"""The words of the file against those of the transcript: what is not in it is said, at the nearest passage."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable

from ..transcript import Doubt, Kind
from .draft import SOFT_HYPHEN, Draft
from .marks import INNER
from .source import Stretch, What

NEVER_TAKEN = (What.PICTURE, What.FORMULA, What.SIGN)
LONGEST = 300  # characters of what is told
LONG_WORD = 60
FEW = 20  # words of a paragraph of which parts may be there


#: Signs that fonts like Wingdings hold in place of letters, and what pandoc makes of them.
SIGNS = re.compile("[\u2190-\u2bff\ue000-\uf8ff\U0001f000-\U0001faff\U0001fb00-\U0001fbff]")


def words_of(text: str) -> list[str]:
    """Words as they are compared: without characters that are not printed or are no letters."""
    return SIGNS.sub("", INNER.sub("", text.replace(SOFT_HYPHEN, ""))).split()


def doubt_what_is_missing(stretches: Iterable[Stretch], drafts: list[Draft]) -> None:
    """Adds a doubt to the draft of the same paragraph, else to the last one before it, else to the first."""
    if not drafts:
        return
    there = _words(drafts)
    place = _Places(drafts)
    told = set[tuple[int, str]]()
    for stretch in sorted(stretches, key=lambda stretch: (stretch.at, stretch.what is not What.BODY)):
        left = _not_in(stretch, there[stretch.at])
        if left is None:
            continue
        read = f"{stretch.what}: {left}" if left else str(stretch.what)
        at = place.of(stretch.at)
        if (at, read) not in told:
            told.add((at, read))
            drafts[at].doubts.append(Doubt("JF132", read))


def _words(drafts: list[Draft]) -> defaultdict[int, Counter[str]]:
    """The transcript's words by paragraph of the file; a paragraph without a number is 0."""
    texts = defaultdict[int, list[str]](list)
    for draft in drafts:
        for piece in draft.pieces:
            if not piece.note:
                texts[piece.at].append(piece.text)
        for at in {piece.at for piece in draft.pieces}:
            texts[at].append(" ")
    return defaultdict(Counter, {at: Counter(words_of("".join(text))) for at, text in texts.items()})


def _not_in(stretch: Stretch, there: Counter[str]) -> str | None:
    """The words of the stretch that are not there, which are used up; None if all are."""
    if stretch.what in NEVER_TAKEN:
        return _short(" ".join(words_of(stretch.text)))
    missing = []
    for word in words_of(stretch.text):
        if there[word]:
            there[word] -= 1
        else:
            missing.append(word)
    if len(missing) <= FEW:
        missing = [rest for word in missing if (rest := _rest(word, there))]
    return _short(" ".join(missing)) if missing else None


def _rest(word: str, there: Counter[str]) -> str:
    """What of the word is not there, where the word without it is; that is then used up."""
    length = len(word) if len(word) <= LONG_WORD else 0
    for cut in range(1, length):
        for i in range(length - cut + 1):
            left = word[:i] + word[i + cut :]
            if there.get(left):
                there[left] -= 1
                return word[i : i + cut]
    return word


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rstrip()} …"


class _Places:
    """Which draft a paragraph of the file is in, or follows."""

    def __init__(self, drafts: list[Draft]) -> None:
        first = dict[int, int]()
        for i, draft in enumerate(drafts):
            for piece in draft.pieces:
                first.setdefault(piece.at, i)
        for i, draft in enumerate(drafts):
            if draft.kind is Kind.SEPARATOR:
                for piece in draft.pieces:
                    first[piece.at] = max(i - 1, 0)
        self.order = sorted(first)
        self.first = first

    def of(self, at: int) -> int:
        i = bisect_right(self.order, at) - 1
        return self.first[self.order[i]] if i >= 0 and self.order[i] else 0
