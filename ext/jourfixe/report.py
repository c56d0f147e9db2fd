"""What was found in a protocol, as a table in the order of the text."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterable, Iterator
from typing import TextIO

from .apparatus.placed import Row
from .findings import unsaid
from .model import Finding

NARROWEST, WIDEST = 60, 100
GAP = "  "
WITHOUT_LINES = tuple(".pdf .docx .doc .odt .rtf .pages .zip .xlsx .pptx .eml .msg .html .htm .jpg .jpeg .png".split())


def report(rows: Iterable[Row], width: int = 0) -> Iterator[str]:
    """Lines of text; `width` in characters, of a file or pipe 0: there one line says all that belongs together."""
    if not width:
        return _plain(rows)
    return _table(list(rows), min(max(width, NARROWEST), WIDEST))


def terminal_width(stream: TextIO) -> int:
    """0 if it goes to no terminal."""
    return shutil.get_terminal_size((80, 24)).columns - 1 if stream.isatty() else 0


def told(found: Finding, rn: str = "") -> str:
    """A finding in one line, with the paragraph that it is about."""
    at = found.place.file if _whole(found.place.file) else str(found.place)
    about = f"Rn. {rn}: " if rn else ""
    return f"{'Fehler: ' if found.blocks else ''}{at}: {found.code} {about}{found.message}"


def _plain(rows: Iterable[Row]) -> Iterator[str]:
    for rn, found in rows:
        yield told(found, rn)
        if readings := unsaid(found):
            yield "    gelesen: „{}“, oder: „{}“".format(*readings)
        yield f"    → {found.hint}"


def _table(rows: list[Row], width: int) -> Iterator[str]:
    """Columns for paragraph, line and code, and the rest for words: two readings side by side, or one sentence.

    What is to be done stands below, once for all that need the same.
    """
    if not rows:
        return
    of_rn = max(3, *(len(rn) for rn, _ in rows))
    of_place = max(len("Stelle"), *(len(_place(found)) for _, found in rows))
    margin = of_rn + of_place + 5 + 3 * len(GAP)
    rest = width - margin
    yield f"{'Rn.':>{of_rn}}{GAP}{'Stelle':<{of_place}}{GAP}Befund"
    yield "─" * width
    for rn, found in rows:
        before = f"{rn or '–':>{of_rn}}{GAP}{_place(found):<{of_place}}{GAP}{found.code}{GAP}"
        for line in _words(found, rest):
            yield f"{before}{line}".rstrip()
            before = " " * margin
    yield ""
    yield from _hints(rows, width)


def _place(found: Finding) -> str:
    return "–" if _whole(found.place.file) else f"{found.place.line}:{found.place.column}"


def _whole(file: str) -> bool:
    """Is it a PDF or Word file, or the like, where nobody counts lines?"""
    return file.lower().endswith(WITHOUT_LINES)


def _file(found: Finding) -> str:
    """The file where it is not that of the text."""
    name = found.place.file.rsplit("/", 1)[-1]
    return f"{name}: " if name.endswith(".toml") or name == "notes.md" else ""


def _words(found: Finding, width: int) -> Iterator[str]:
    said = f"{'Fehler: ' if found.blocks else ''}{_file(found)}{found.message}"
    yield from textwrap.wrap(said, width) or [""]
    if not (readings := unsaid(found)):
        return
    half = (width - 3) // 2
    left = textwrap.wrap(f"gelesen: „{readings[0]}“", half, subsequent_indent=" " * 9)
    right = textwrap.wrap(f"oder: „{readings[1]}“", half, subsequent_indent=" " * 6)
    for i in range(max(len(left), len(right))):
        one, other = (side[i] if i < len(side) else "" for side in (left, right))
        yield f"{one:<{half}}   {other}"


def _hints(rows: list[Row], width: int) -> Iterator[str]:
    """One for all findings with the same."""
    codes: dict[str, dict[str, None]] = {}
    for _, found in rows:
        codes.setdefault(found.hint, {})[found.code] = None
    yield "Was zu tun ist"
    yield "─" * width
    for hint, names in codes.items():
        said = f"{', '.join(names)}  {hint}"
        yield from textwrap.wrap(said, width, subsequent_indent=" " * 7, break_on_hyphens=False)
