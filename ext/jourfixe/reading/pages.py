"""Paragraphs cut by a page break, put together again.

A block is the rest of the one before it if emphasis is open between them; or if that one ends without a sentence's
end, and either goes on in lower case or in the same italics, or ends in a word with which no paragraph ends.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

SENTENCE_END = re.compile(r"[.?!:…;][“”\"»«’)\]*_]*$")
SHORT = 60  # characters: a shorter block without a sentence's end is no cut paragraph
GOES_ON = re.compile(r"[\"„»“(]?[a-zäöüß]")
PARENTHESIS = re.compile(r"[–-]\s+[a-zäöüß]")
LAST_WORD = re.compile(r"(\w+)$")
OPEN_WORDS = frozenset(
    [
        *("der die das den dem des ein eine einen einem einer eines kein keine keinen keinem keiner keines".split()),
        *("dieser diese dieses diesen diesem jeder jede jedes jeden jedem aller alle alles allen allem".split()),
        *("welcher welche welches welchen welchem solche solchen manche manchen einige einigen viele vielen".split()),
        *("ihr ihre ihren ihrem ihrer ihres sein seine seinen seinem seiner seines".split()),
        *("in im an am auf zu zum zur mit von vom für durch gegen ohne um bei beim nach aus über unter vor".split()),
        *("zwischen und oder aber sowie als wie dass ob wenn weil nicht sich so sehr".split()),
        *("the a an of to and in on for with".split()),
    ]
)


class Cut(Enum):
    """`GUESSED`: no cut, but only a number or page furniture on a line of its own says so."""

    NO = 0
    YES = 1
    UNSURE = 2
    GUESSED = 3


@dataclass(frozen=True, slots=True)
class Ends:
    """What is needed of a block.

    `voice`: it begins with the dash of a contribution. `italic`: its first or last words are. `open`: a mark of
    emphasis in it has no partner. `raw` is its beginning in the witness. `apart`, `stray`: see Block.
    """

    text: str
    voice: bool
    italic: bool
    open: bool
    raw: str
    apart: bool
    stray: bool


def is_cut(before: Ends, after: Ends) -> Cut:
    """Does `after` go on where `before` was cut?"""
    left = before.text.rstrip()
    speaks = after.voice and not PARENTHESIS.match(after.raw)
    if before.open and after.open and not speaks:
        return Cut.YES
    if SENTENCE_END.search(left[-40:]) or len(left) < SHORT:
        if not after.apart or speaks:
            return Cut.NO
        goes_on = GOES_ON.match(after.text) or (before.italic and after.italic)
        return Cut.YES if goes_on else Cut.GUESSED
    if speaks:
        return Cut.UNSURE
    if GOES_ON.match(after.text) or after.voice or left[-1] in ",-–" or after.apart or after.stray:
        return Cut.YES
    if before.italic and after.italic:
        return Cut.YES
    last = LAST_WORD.search(left[-40:])
    return Cut.YES if last and last[1] in OPEN_WORDS else Cut.UNSURE
