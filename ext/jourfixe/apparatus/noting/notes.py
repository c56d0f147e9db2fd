"""notes.md: what the editors have to say on a paragraph or on some words of it, as Markdown under its heading."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from ...findings import finding
from ...labels import fault, gone_name
from ...model import Finding, Note, Place, Span
from ...reading.source import LINE_END
from ..collation import slug
from ..lookup import elsewhere, find_words
from .headings import CLOSE, Heading, headings_of, unclosed

SILENT = re.compile(r"<!--.*?(?:-->|\Z)|^%.*?$", re.S | re.M)


@dataclass(frozen=True, slots=True)
class Written:
    """A note as written. Its `source` begins at `place`; `heading` is where its heading stands."""

    rn: str
    words: str
    source: str
    place: Place
    heading: Place


def read_notes(path: Path, file: str) -> tuple[tuple[Written, ...], list[Finding]]:
    """Read notes.md; a missing file has no notes."""
    if not (path.exists() or path.is_symlink()):
        return (), []
    try:
        return parse_notes(path.read_bytes().decode("utf-8-sig"), file)
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        column = error.start - error.object.rfind(b"\n", 0, error.start)
        return (), [finding("JF610", Place(file, line, column))]
    except OSError as error:
        return (), [finding("JF008", Place(file), why=fault(error))]


def parse_notes(text: str, file: str) -> tuple[tuple[Written, ...], list[Finding]]:
    """Divide the file into notes; what belongs to none is a finding."""
    lines = LINE_END.split(text)
    findings = [finding("JF618", Place(file, i + 1), mark=m, close=CLOSE.get(m, m)) for i, m in unclosed(lines)]
    headings = [Heading(0, 0), *headings_of(lines)]
    notes = []
    for heading, end in zip(headings, [*(h.first for h in headings[1:]), len(lines)], strict=True):
        at, below = Place(file, heading.first + 1), lines[heading.end : end]
        said = [i for i, line in enumerate(_said(below)) if line.strip()]
        if heading.rn and said:
            first = next(i for i, line in enumerate(below) if line.strip())
            source = "\n".join(below[first:]).rstrip()
            notes.append(Written(heading.rn, heading.words, source, Place(file, heading.end + first + 1), at))
        elif heading.rn:
            findings.append(finding("JF613", at, rn=heading.rn))
        elif heading.text and (said or heading is not headings[1]):
            findings.append(finding("JF612", at, heading=heading.text))
        elif said and not heading.text:
            findings.append(finding("JF611", Place(file, said[0] + 1)))
    return tuple(notes), sorted(findings, key=lambda f: f.place.line)


def _said(lines: list[str]) -> list[str]:
    """The same lines without comments."""
    return SILENT.sub(lambda m: "\n" * m[0].count("\n"), "\n".join(lines)).split("\n")


def place_notes(
    written: Iterable[Written], texts: Mapping[str, str], witness: Mapping[str, str], gone: Mapping[str, str]
) -> tuple[tuple[Note, ...], list[Finding]]:
    """Find where the notes belong. They come in the order in which their words end; on a whole paragraph last.

    `texts`: number → text as edited; `witness`: the same unemended; `gone`: number → the one it
    went into. A note whose words are not there belongs to the paragraph. The same words may not have two notes.
    """
    places = {rn: i for i, rn in enumerate(texts)}
    notes: list[tuple[tuple[int, int, int], Note]] = []
    findings = []
    lines: dict[tuple[str, str], int] = {}
    for one in written:
        if one.rn not in texts:
            findings.append(_homeless(one, gone))
        elif (line := lines.setdefault((one.rn, slug(one.words)), one.heading.line)) != one.heading.line:
            findings.append(finding("JF617", one.heading, line=line))
        else:
            text = texts[one.rn]
            span = _span(text, one.words)
            if one.words and not span:
                findings.append(_wordless(one, texts, witness))
            start, end = span or (0, len(text) + 1)
            notes.append(((places[one.rn], end, start), Note(one.rn, one.words, span, one.source, one.place)))
    return tuple(note for _, note in sorted(notes, key=lambda pair: pair[0])), findings


def _span(text: str, words: str) -> Span | None:
    """Where the words first stand, as whole words if possible."""
    if not words:
        return None
    start = next(find_words(text, words), text.find(words))
    return (start, start + len(words)) if start >= 0 else None


def _homeless(one: Written, gone: Mapping[str, str]) -> Finding:
    if one.rn not in gone:
        return finding("JF614", one.heading, rn=one.rn)
    return finding("JF615", one.heading, what=gone_name(one.rn, gone[one.rn]).rstrip("."))


def _wordless(one: Written, texts: Mapping[str, str], witness: Mapping[str, str]) -> Finding:
    unemended = one.words in witness.get(one.rn, "")
    where = ", nur im unberichtigten Text" if unemended else elsewhere(one.words, texts)
    return finding("JF616", one.heading, rn=one.rn, words=one.words, where=where)
