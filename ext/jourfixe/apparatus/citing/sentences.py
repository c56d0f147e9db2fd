"""Where sentences begin in running German, with its abbreviations and ordinal numbers."""

from __future__ import annotations

import re

END = re.compile(r"([.!?…])[“”»«\"’‘)\]]*\s+(?=[„»«\"(\[‚–—-]?\s?[A-ZÄÖÜ\d])")
WORD = re.compile(r"\w+$")
VOWEL = re.compile(r"[aeiouyäöü]", re.I)
#: A number that is not an ordinal: of a page, an issue, a year.
CARDINAL = re.compile(r"(?:\d{3}|(?:\bS\.|\bSeiten?|\bRn\.|\bNr\.|\bZ\.|\bund|,|[/–-])\s?\d+)$")
#: Abbreviations that have a vowel; all without one are known by that.
ABBREVIATIONS = frozenset(
    "a abb abl abs abschn al anl anm art aufl ausg az bearb begr beil ber beschl bes bspw ca col ders dies dipl ebd ed "
    "eds einl erg evtl fig gem gen ggf hrsg inkl ing insb insbes jan kap lit max mio mind min o od orig prof red rez "
    "sept sog sogen tab u urt übers verf vol zit ziff feb apr aug okt nov dez i e ehem einschl entspr allg".split()
)
REACH = 30


def sentence_starts(text: str) -> list[int]:
    """The offsets at which sentences begin; the first is 0."""
    return [0, *(m.end() for m in END.finditer(text) if m[1] != "." or _ends(text, m.start()))]


def _ends(text: str, dot: int) -> bool:
    """Whether this full stop ends a sentence."""
    before = text[max(0, dot - REACH) : dot]
    word = WORD.search(before)
    if not word:
        return True
    if word[0].isdecimal():
        return bool(CARDINAL.search(before))
    if word[0] in ("f", "ff"):
        return True
    return len(word[0]) > 1 and word[0].lower() not in ABBREVIATIONS and bool(VOWEL.search(word[0]))
