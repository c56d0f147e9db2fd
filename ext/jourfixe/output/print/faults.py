"""What Typst complains of, with the place in the editor's own file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from ...findings import finding
from ...model import Finding, Place
from .translator import ORIGIN

COMPLAINT = re.compile(r"^(?:error|warning): (.*)\n(?:\s*┌─ (.+):(\d+):\d+)?", re.MULTILINE)
GLYPHS = re.compile(r"the text `\"(.*)\"` could not be displayed")
NUMBER = re.compile(r"\\u\{([0-9a-f]+)\}")


def findings_of(diagnostic: str, sources: Path, root: Path, book: str) -> Iterator[Finding]:
    """One for each complaint. `diagnostic`: what the compiler prints; `root`: folder of the project."""
    for m in COMPLAINT.finditer(diagnostic):
        place = (_origin(sources / m[2].lstrip("/\\"), int(m[3])) if m[2] else None) or Place(f"{book}.pdf")
        if glyphs := GLYPHS.search(m[1]):
            for char in NUMBER.sub(lambda number: chr(int(number[1], 16)), glyphs[1]):
                shown = f"„{char}“ (U+{ord(char):04X})" if char.isprintable() else f"U+{ord(char):04X}"
                yield finding("JF685", _search(root, place, char), char=shown)
        else:
            yield finding("JF686" if "image" in m[1] else "JF687", place, why=m[1])


def _origin(code: Path, line: int) -> Place | None:
    """The last comment before a line that names a file and line."""
    try:
        before = code.read_text("utf-8").splitlines()[:line]
    except OSError:
        return None
    named = next((text for text in reversed(before) if text.startswith(ORIGIN)), "")
    file, _, at = named.removeprefix(ORIGIN).rpartition(":")
    return Place(file, int(at)) if file else None


def _search(root: Path, place: Place, char: str) -> Place:
    """Where in the file, from its line on, the character stands."""
    try:
        lines = (root / place.file).read_text("utf-8-sig").split("\n")
    except (OSError, ValueError):
        return place
    for n, text in enumerate(lines[place.line - 1 :], place.line):
        if char in text:
            return Place(place.file, n, text.index(char) + 1)
    return place
