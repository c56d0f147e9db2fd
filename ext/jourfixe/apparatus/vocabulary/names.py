"""Names of persons in a text: with their endings, in capitals, before a hyphen, over a line's end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

LEADING = re.compile(r"^[\W_]+")
PIECE = re.compile(r"[^\W_]+")
APOSTROPHE = "['’ʼ]"
HYPHEN = "[-\u2010\u2011]"
DERIVED = rf"{APOSTROPHE}?sche[mnrs]?"
ENDING = rf"(?:(?<=[szxßSZX])ens|(?<![szxßSZX]){APOSTROPHE}?[sS]|{DERIVED})?"
GENITIVE = rf"(?<=[szxßSZX]){APOSTROPHE}(?=\s\w)"  # Marx’ Kapital
NOT_QUOTED = "(?<![‚‘'’])"
CHAIN = re.compile(rf"(?:^|[^\w-])((?:[^\W_]+{HYPHEN})+)$")
#: What may stand before a name and a hyphen; anything else may be the first half of somebody's double name.
BEFORE = frozenset("anti ex nach neo nicht post pro prä quasi vor us eu".split())
REACH = 60
LEAST = 4  # letters of a name whose adjective is recognised in small letters (trumpsche Politik)


@dataclass(frozen=True, slots=True)
class Name:
    """A spelling and whose it is; `pattern` matches it with its ending, from its first letter on."""

    key: str
    pattern: re.Pattern[str]


class Names:
    """Spellings by each form that their first piece (Donald; O of O’Neill) can have in a text."""

    def __init__(self, owners: dict[str, str]) -> None:
        self._names: dict[str, list[Name]] = {}
        for spelling, key in sorted(owners.items(), key=lambda item: (-len(item[0]), item[0])):
            spelling = LEADING.sub("", spelling)
            name = Name(key, _pattern(spelling))
            for piece in _first_pieces(spelling):
                self._names.setdefault(piece, []).append(name)

    def find(self, text: str) -> Iterator[tuple[str, int, int]]:
        """Key, start and end of each name in the order of the text; of names within each other the longest."""
        names, done = self._names, 0
        for piece in PIECE.finditer(text):
            known = names.get(piece[0])
            if known and piece.start() >= done and self._begins(text, piece.start()):
                for name in known:
                    if m := name.pattern.match(text, piece.start()):
                        done = m.end()
                        yield name.key, m.start(), done
                        break

    def _begins(self, text: str, start: int) -> bool:
        """Not the second half of a double name: Schmidt-Trump is another; Anti-Trump and Biden-Trump are not."""
        chain = CHAIN.search(text[max(0, start - REACH) : start])
        pieces = PIECE.findall(chain[1]) if chain else []
        return all(piece.lower() in BEFORE or piece in self._names for piece in pieces)


def _pattern(spelling: str) -> re.Pattern[str]:
    """A spelling as it may be written, with its ending and with nothing of a word behind it."""
    name = rf"(?:{_written(spelling)}|{_written(spelling[:1].upper() + spelling[1:])}|{_written(spelling.upper())})"
    kinds = [f"{NOT_QUOTED}{name}{GENITIVE}", f"{name}{ENDING}"]
    if PIECE.fullmatch(spelling):
        kinds.append(_written(spelling.lower()) + DERIVED)
    return re.compile(rf"(?:{'|'.join(kinds)})(?![^\W_])")


def _written(spelling: str) -> str:
    """Spaces, apostrophes and hyphens may be of any kind."""
    kinds = {" ": r"\s+", "’": APOSTROPHE, "-": HYPHEN}
    plain = re.sub(HYPHEN, "-", re.sub(APOSTROPHE, "’", " ".join(spelling.split())))
    return "".join(kinds.get(c, re.escape(c)) for c in plain)


def _first_pieces(spelling: str) -> set[str]:
    """How the first piece of a name may look; a name of one piece has its endings there."""
    first = PIECE.search(spelling)
    if not first:
        return set()
    found = {first[0], first[0].upper(), first[0][0].upper() + first[0][1:]}
    if first[0] == spelling:
        adjectives = {"sche" + ending for ending in ("", *"mnrs")}
        found |= {form + ending for form in (*found,) for ending in ("s", "S", "ens", *adjectives)}
        if len(spelling) >= LEAST:
            found |= {spelling.lower() + ending for ending in adjectives} | {spelling.lower()}
    return found
