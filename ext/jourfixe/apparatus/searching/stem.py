"""One form for all that a searcher takes for the same word: Mächte, Maechte, MÄCHTE and Macht.

`scripts/stamm.js` does the same; one table of words tests both. The stemmer is CISTEM (Weissweiler and Fraser,
„Developing a Stemmer for German“, GSCL 2017), but ge- stays (Geschichte is no Schicht), and -nd only goes
in participles (Freund is no freuen).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

#: A word with its hyphens and apostrophes.
WORD = re.compile(r"(?:[^\W_]|[\u0300-\u036f])+(?:[-\u2010\u2011'’](?:[^\W_]|[\u0300-\u036f])+)*")
JOINT = re.compile(r"[-\u2010\u2011'’]")
MARKS = re.compile(r"[\u0300-\u036f]")
SPELT_OUT = re.compile(r"([ao])e+|(?<![aeiouyq])(u)e+")
ENDING = re.compile(r"(?:(?<=.{4})(?:e[mr]|end)|(?<=.{3})[esn])+$")
ENDING_OF_VERB = re.compile(r"(?:(?<=.{4})(?:e[mr]|end)|(?<=.{3})[esnt])+$")
SOUNDS = (("sch", "$"), ("ei", "%"), ("ie", "&"))
DOUBLED = re.compile(r"(.)\1")


def fold(word: str) -> str:
    """The word without case, joints and marks; ae, oe, ue and ß count as ä, ö, ü and ss, and ä as a."""
    plain = unicodedata.normalize("NFD", JOINT.sub("", word).lower().replace("ß", "ss"))
    return SPELT_OUT.sub(r"\1\2", MARKS.sub("", plain))


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """The folded word without its endings; -t is one only where the word does not begin with a capital."""
    text = fold(word)
    for sound, sign in SOUNDS:
        text = text.replace(sound, sign)
    ending = ENDING if word[:1] != word[:1].lower() else ENDING_OF_VERB
    text = ending.sub("", DOUBLED.sub(r"\1*", text))
    text = re.sub(r"(.)\*", r"\1\1", text)
    for sound, sign in SOUNDS:
        text = text.replace(sign, sound)
    return text
