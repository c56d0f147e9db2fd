"""How German sorts: umlauts with their vowels, ß as ss, capitals as small letters (DIN 5007-1); and words as ids."""

from __future__ import annotations

import re
import unicodedata


def collation(text: str) -> tuple[str, str]:
    """What to sort by; of words that are alike without their marks the plain one comes first."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return plain, text


def initial(text: str) -> str:
    """The letter under which a word stands."""
    return collation(text)[0][:1].upper()


def slug(words: str) -> str:
    """Words as part of an id: letters and digits, joined by hyphens; signs only where there is nothing else."""
    return re.sub(r"\W+", "-", words.casefold()).strip("-") or re.sub(r"\s+", "-", words)
