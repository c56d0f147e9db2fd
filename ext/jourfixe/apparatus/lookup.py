"""Find words in a paragraph as an editor means them: whole words, so that "die" is not found in "diese"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping


def find_words(text: str, words: str) -> Iterator[int]:
    """Offsets at which the words stand, overlapping ones too. An end that is no letter or digit may touch anything."""
    at = text.find(words)
    while at >= 0:
        end = at + len(words)
        if not (_inside(text[at - 1 : at], words[0]) or _inside(words[-1], text[end : end + 1])):
            yield at
        at = text.find(words, at + 1)


def _inside(left: str, right: str) -> bool:
    """Do these two characters belong to one word?"""
    return left.isalnum() and right.isalnum()


def elsewhere(words: str, texts: Mapping[str, str]) -> str:
    """Where the words do stand, as the end of a sentence; nothing if nowhere. `texts`: number → text."""
    found = [rn for rn, text in texts.items() if next(find_words(text, words), -1) >= 0]
    more = " und anderswo" if len(found) > 3 else ""
    return f", aber in Rn. {', '.join(found[:3])}{more}" if found else ""
