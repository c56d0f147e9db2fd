"""Is a word a compound of a shorter one, or does it only have its letters? Told by the other part alone.

All parts are folded (see inflection.py).
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from itertools import accumulate

from .inflection import pieces

SHORT = 4  # letters; shorter words are found in compounds only beside a hyphen
LONGEST = 120  # letters; what is longer is no word
VOWEL = "[aeiouyäöüé]"
ONSET = (
    r"(?:sch[lmnrw]?|s[pt]r?|sph|s[cklmnw]|[bcfgkp][lr]|pf[lr]?|ph[lr]?|ch[lr]?|t?sch|th?r?|[dvw]r|vl|kn|gn|zw|ps|qu|rh"
    r"|[b-df-hj-np-tv-z])?"
)
SECOND = re.compile(rf"(?:e?ns?|e?s)?(?!ie)(?={ONSET}{VOWEL})[^\W_]{{3}}")
#: What may stand behind a short word. Other vowels rather go on a foreign one: Planet, Formular.
BEHIND_SHORT = re.compile(
    r"(?![aeiouyäöü])|arbeit|arzt|aus|auf|ab|adel|an|art|aut|eig|ein|end|ent|er[bdfhgklmnorstwz]|export|import|inhab"
    r"|inter|objekt|ordn|um|un|ur|ände|über"
)
#: Words with er- at the beginning; else it ends the first part (Arbeiter·klasse, Schuldner·beratung).
WITH_ER = (
    "fahr|folg|füll|gebnis|greif|halt|höh|kenn|klär|kund|neuer|ober|"
    "satz|schein|schließ|tr[aä]g|wart|weiter|werb|zeug|zieh"
)
#: What begins thus is no second part but the ending of a derivation (Macht·losigkeit), or what stands behind one.
DERIVED = re.compile(
    rf"""(?:s|en|n(?!isch|iv))?(?:
        ung(?:s|en|$) | heit(?!er) | keit | schaft | i?tät(?:s|en|$) | tum(?:s|$) | nis(?:se|$) | ling(?:e|s|$)
      | chen(?:s|$) | lein(?:s|$) | l?er(?:s|n|in|innen|schaft)?$ | ner(?!v|{WITH_ER}) | inn?en$ | ionen?$
      | ent(?:en)?$ | or(?:en|s)?$
      | ment(?!a) | is(?:ch|m|t|ier) | ier(?:ung|t|en|er|$) | iv(?:e|i|$) | ali[st] | at(?:ion|ier|iv|or)
      | lich(?!t) | mäßig | artig | selig | los(?:e|ig|$) | ig(?:keit|ung|t|st|er|e[nrsm]?$|$)
      | bar(?:keit|e[nrsm]?$|$) | haft(?:igkeit|e[nrsm]?$|$) | sam(?:keit|st|er|e[nrsm]?$|$) | voll(?:e[nrsm]?$|$)
    )
    | end(?:e[nrsm]?$|er|st|$) | ene[nrsm]?$
    | r(?![haeiouyäöü]) | rin(?:nen)?$ | risch | nt(?:en|in)  # behind e: Lehre·rin, Interesse·nten
    | er(?!{WITH_ER})
    """,
    re.X,
)
#: A word at the beginning of a sentence may be an adjective: Machtpolitische Erwägungen.
ADJECTIVE = re.compile(r"(?:.{2,}(?<!st)isch|.*(?:lich|bar|los|(?<!sc)haft|mäßig|fähig|trächtig|voll))(?:e[nrsm]?)?")
#: A word with these in front is a word of its own: Gegenstand is no Stand, Verordnung no Ordnung.
PREFIXES = re.compile(
    r"(?:empor|heran|heraus|herab|hervor|hinter|inter|trans|zurück|zusammen|gegen|unter|wider|wieder|durch|nach|nieder"
    r"|fort|miss|über|auf|aus|bei|dar|dis|ein|emp|ent|her|hin|kom|kon|kor|los|mit|ohn|per|red|ver|vor|weg|zer|ab|an|be"
    r"|er|ge|um|un|ur|zu)++"
)
#: No boundary of words: one sound (Bronzes·chwert, Abstr·aktion), the i of foreign words (Kombi·nation), a prefix.
NO_BOUNDARY = re.compile(
    r"esch [lmnrw]|(?:[b-df-hj-np-tv-z]i|[^n]g|[ao]|er|kar) nation"
    r"|(?:c|[bcdfgkptv][lr]|ver|[b-dfgj-np-tv-z]re|über|unter|wieder) "
)

#: Start and end of a part; does something stand before it, and behind it?
Part = tuple[int, int, bool, bool]


class Compound:
    """A word with its hyphens, as something that may hold other words. Offsets count folded letters."""

    def __init__(self, word: str) -> None:
        split = pieces(word)
        self.text = "".join(split)
        self.plain = self.text.lower()
        stops = list(accumulate(map(len, split)))
        self.hyphens = set(stops[:-1])
        self.pieces = [(b - len(p), b) for p, b in zip(split, stops, strict=True) if p and not p[0].islower()]
        if len(word) > LONGEST or len(self.plain) != len(self.text):  # of letters that are not German
            self.pieces = []

    def apart(self, known: Container[str]) -> Iterator[Part]:
        """Known words that hyphens part from the rest, perhaps behind a linking s: US-Hegemonie, Weltordnungs-Krieg."""
        for start, _ in self.pieces:
            for stop in sorted({*self.hyphens, len(self.plain)}):
                for end in self._ends(stop):
                    goes_on = end < len(self.plain) or end in self.hyphens
                    if start < end and (start or goes_on) and self.plain[start:end] in known:
                        yield start, end, start > 0, goes_on

    def first(self, known: Container[str]) -> Iterator[Part]:
        """Known words at the beginning of a piece: Weltmachtanspruch."""
        for start, stop in self.pieces:
            for end in range(start + SHORT, stop - 2):
                if self.plain[start:end] in known and _begins(self.plain[start:end], self.plain[end:stop]):
                    yield start, end, start > 0, True

    def second(self, known: Container[str]) -> Iterator[Part]:
        """Known words at the end of a piece: Nachkriegsweltordnung, Nachkriegsweltordnungs-Krise."""
        for first, stop in self.pieces:
            for end in self._ends(stop):
                for start in range(first + 3, end - SHORT + 1):
                    if self.plain[start:end] in known and _ends(self.plain[first:start], self.plain[start:end]):
                        yield start, end, True, end < len(self.plain) or end in self.hyphens

    def _ends(self, stop: int) -> list[int]:
        """Where a word may end: at `stop`, and before the linking s if there is a hyphen."""
        return [stop, stop - 1] if stop in self.hyphens and self.plain[stop - 1] == "s" else [stop]


def _begins(word: str, rest: str) -> bool:
    """Does the compound go on with `rest` behind its first part `word` (Weltmacht·status)?"""
    if len(word) == SHORT and not BEHIND_SHORT.match(rest):
        return False
    return bool(SECOND.match(rest)) and not DERIVED.match(rest) and not ADJECTIVE.fullmatch(rest)


def _ends(before: str, word: str) -> bool:
    """Is `word` the second part of a compound that begins with `before` (Nachkriegs·weltordnung)?"""
    if PREFIXES.fullmatch(before) or NO_BOUNDARY.search(f"{before} {word}"):
        return False
    return bool(re.search(VOWEL, before))
