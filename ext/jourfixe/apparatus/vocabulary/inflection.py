"""Forms of German nouns and adjectives, made by rule: enough to recognise a word, not to teach it.

Measured against a dictionary the noun endings cover some 97 % of inflected forms; what a rule cannot know (Faden,
Fäden) an editor adds to a term.
"""

from __future__ import annotations

from collections.abc import Iterator

NOUN = ("", "s", "es", "e", "en", "n", "er", "ern", "ns", "ens", "nen")
ADJECTIVE = ("", "e", "en", "er", "es", "em")
UMLAUT = {"a": "ä", "o": "ö", "u": "ü"}
PLURAL_WITH_UMLAUT = ("", "e", "en", "er", "ern", "n")


def noun_forms(word: str) -> set[str]:
    """All forms of a noun in small letters, without hyphens."""
    plain = bare(word)
    forms = {plain + ending for ending in NOUN}
    if plain.endswith("us"):
        forms |= {plain[:-2] + "en"}
    if plain.endswith("um"):
        forms |= {plain[:-2] + ending for ending in ("en", "a")}
    if plain.endswith("nis"):
        forms |= {plain + ending for ending in ("se", "ses", "sen")}
    if changed := _umlaut(plain):
        forms |= {changed + ending for ending in PLURAL_WITH_UMLAUT}
    return forms


def adjective_forms(word: str) -> set[str]:
    """All forms of an adjective; one given with an ending (emanzipierter) is brought back to its stem."""
    plain = bare(word)
    stem = next((plain[: -len(e)] for e in ("er", "es", "en", "em", "e") if plain.endswith(e)), plain)
    return {plain, *(stem + ending for ending in ADJECTIVE[1:])}


def bare(word: str) -> str:
    """Small letters, no hyphens, ß as it is."""
    return word.replace("-", "").replace("\u2011", "").lower()


def _umlaut(word: str) -> str:
    """The word with its last vowel changed, or nothing if that does not change; "au" becomes "äu"."""
    for i in range(len(word) - 1, -1, -1):
        if word[i] in "aeiouäöüy":
            if word[i] == "u" and word[i - 1 : i] == "a":
                i -= 1
            elif word[i] == "u" and word[i - 1 : i] == "e":
                return ""
            return word[:i] + UMLAUT[word[i]] + word[i + 1 :] if word[i] in UMLAUT else ""
    return ""


def phrase_forms(words: list[str]) -> Iterator[set[str]]:
    """Forms of each word of a phrase: all but the last may be adjectives."""
    for word in words[:-1]:
        yield adjective_forms(word) if word[:1].isupper() or word.islower() else {bare(word)}
    yield noun_forms(words[-1]) if words[-1][:1].isupper() else adjective_forms(words[-1])
