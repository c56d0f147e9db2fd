"""Templates that Python and the scripts fill in alike."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

FIELD = re.compile("⟨(\\w+)⟩", re.A)
OPTIONAL = re.compile("⟦([^⟧]*)⟧")


def fill(template: str, fields: Mapping[str, object], escape: Callable[[str, str], str] = lambda _, s: s) -> str:
    """⟨name⟩ is a field; ⟦…⟧ is left out if a field in it is empty, and so is a line. `escape`: name, value."""

    def complete(part: str) -> bool:
        return all(fields.get(name) for name in FIELD.findall(part))

    chosen = OPTIONAL.sub(lambda m: m[1] if complete(m[1]) else "", template)
    kept = "\n".join(line for line in chosen.split("\n") if complete(line))
    return FIELD.sub(lambda m: escape(m[1], str(fields[m[1]])), kept)


def apply(rules: Iterable[Sequence[str]], text: str) -> str:
    """Replace each pattern by its words, in which $1 is the first group."""
    for pattern, words in rules:
        text = re.sub(pattern, lambda m, w=words: w.replace("$1", m[1] if "$1" in w else ""), text)  # type: ignore[misc]
    return text
