"""What Typst complains of, with the place in the editor's own file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from ...findings import finding
from ...model import Finding, Place
from ...reading.decode import decode
from .syntax import ESCAPED, read_origin

START = re.compile(r"^(?:error|warning): ", re.MULTILINE)
WHERE = re.compile(r"┌─ (.+):(\d+):\d+$", re.MULTILINE)
GLYPHS = re.compile(r'`"(.*)"` could not be displayed|codepoint `"(.*)"`')
REASONS = {
    "maximum show rule depth exceeded": "zu vieles ist ineinander geschachtelt",
    "maximum layout depth exceeded": "zu vieles ist ineinander geschachtelt",
    "the places of references do not settle": "was auf welcher Seite steht, kommt nicht zur Ruhe",
}
WRITTEN = ("protocols/*/*.md", "protocols/*/*.toml", "protocols/*.toml", "references.bib", "docs/**/*.*")


def findings_of(diagnostic: str, sources: Path, root: Path, book: str) -> Iterator[Finding]:
    """One for each complaint. `diagnostic`: what the compiler prints; `root`: folder of the project."""
    for complaint in START.split(diagnostic)[1:]:
        why = complaint.partition("\n")[0]
        places = [place for m in WHERE.finditer(complaint) if (place := _made_of(Path(m[1]), int(m[2]), sources))]
        place = places[0] if places else Place(f"{book}.pdf")
        if glyphs := GLYPHS.search(why):
            char = ESCAPED.sub(lambda m: m[2] or chr(int(m[1], 16)), glyphs[1] or glyphs[2])
            yield finding("JF685", _search(root, place, char), char=_shown(char))
        elif "image" in why or "SVG" in why:
            yield finding("JF686", place)
        else:
            yield finding("JF687", place, why=REASONS.get(why, f"„{why}“"))


def _made_of(code: Path, line: int, sources: Path) -> Place | None:
    """Of what a line of code was made: the last comment before it that tells. A drawing is known by who shows it."""
    try:
        if code.suffix == ".typ":
            return _origin(code.read_text("utf-8").split("\n")[:line])
        for typ in sorted(sources.rglob("*.typ")):
            lines = typ.read_text("utf-8").split("\n")
            if at := next((n for n, text in enumerate(lines) if f'/{code.name}"' in text), 0):
                return _origin(lines[:at])
    except OSError:
        pass
    return None


def _origin(lines: list[str]) -> Place | None:
    found = next((known for text in reversed(lines) if (known := read_origin(text))), None)
    return Place(*found) if found else None


def _shown(char: str) -> str:
    number = " ".join(f"U+{ord(one):04X}" for one in char)
    drawn = all(one.isprintable() and not unicodedata.combining(one) for one in char)
    return f"„{char}“ ({number})" if drawn else number


def _search(root: Path, place: Place, char: str) -> Place:
    """Where the character stands: from the line on that is known; if none is, in whatever is written first."""
    known = [(root / place.file, place.line)] if (root / place.file).is_file() else []
    for path, begin in known or [(path, 1) for pattern in WRITTEN for path in sorted(root.glob(pattern))]:
        try:
            lines = decode(path.read_bytes(), path.name).text.split("\n")
        except OSError:
            continue
        for n, text in enumerate(lines[begin - 1 :], begin):
            if char in text:
                return Place(path.relative_to(root).as_posix(), n, text.index(char) + 1)
    return place
