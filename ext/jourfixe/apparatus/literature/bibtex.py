"""A .bib file as an editor left it. Each entry is read by itself, so that one fault costs one entry.

An entry ends at the latest where another one begins at the start of a line; BibTeX itself would read on and lose
everything behind an open brace. Whatever else stands between entries is a remark, as in BibTeX.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import pairwise

from ...findings import finding
from ...labels import MONTHS
from ...model import Finding, Place

TYPES = frozenset(
    "article artwork audio book bookinbook booklet collection conference dataset electronic image inbook incollection "
    "inproceedings inreference jurisdiction legal legislation letter manual mastersthesis misc movie music mvbook "
    "mvcollection mvproceedings mvreference online patent performance periodical phdthesis proceedings reference "
    "report review software standard suppbook suppcollection suppperiodical techreport thesis unpublished video www "
    "xdata".split()
)
DEEPEST = 50  # braces in braces; pybtex gives up at 100
MONTH_MACROS = dict(zip("jan feb mar apr may jun jul aug sep oct nov dec".split(), MONTHS, strict=True))

OPENING = r"@[^\S\n]*+([^\W\d]\w*+)\s*+([{(])"
ENTRY = re.compile(OPENING)
START = re.compile(rf"^[^\S\n]*+{OPENING}", re.M)
LOST = re.compile(rf"^[^\S\n]*+(?:@|(?:{'|'.join(sorted(TYPES))})[^\S\n]*+\{{[^\s,{{}}]++,)", re.M | re.I)
KEY = re.compile(r"\s*+([^\s,={}()\"#%\\~@]*+)\s*+")
COMMAS = re.compile(r"[\s,]*+")
FIELD = re.compile(r"([^\s,={}()\"#]++)\s*+=\s*+")
BARE = re.compile(r"[^\s,={}()\"#]++(?:[^\S\n]++[^\s,={}()\"#]++)*+")
HASH = re.compile(r"\s*+#\s*+")
MARKS = {"}": re.compile(r"[{}]"), '"': re.compile(r"[{}\"]"), ")": re.compile(r"[()]")}
DEPTH = {"{": 1, "(": 1, "}": -1, ")": -1}
UNCLOSED = {"}": "wird die geschweifte Klammer nicht geschlossen", '"': "wird das Anführungszeichen nicht geschlossen"}
#: A value that took in what follows it, because its own brace is missing.
SWALLOWED = re.compile(r",\s*$|\n\s*\w+\s*=\s*[{\"]")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. `fields` holds LaTeX as written, by name in small letters; `lines` says where each stands."""

    type: str
    key: str
    line: int
    fields: dict[str, str]
    lines: dict[str, int]


class Fault(Exception):
    """Where an entry cannot be read on: offset into the file, and why."""

    def __init__(self, at: int, why: str) -> None:
        super().__init__(at, why)
        self.at, self.why = at, why


def parse(text: str, file: str) -> tuple[list[Entry], list[Finding]]:
    """All entries that can be read, in order, and what is wrong with the others. Lines end with a line feed."""
    reader = Reader(text, file)
    starts = [m.start() for m in START.finditer(text)]
    for a, b in pairwise([0, *starts, len(text)]):
        reader.read(a, b)
    return reader.entries, sorted(reader.findings, key=lambda f: (f.place.line, f.place.column))


class Reader:
    """Reads stretches of one file, in each of which there is normally one entry. Offsets count in the file."""

    def __init__(self, text: str, file: str) -> None:
        self.text, self.file = text, file
        self.breaks = [m.start() for m in re.finditer("\n", text)]
        self.macros = dict(MONTH_MACROS)
        self.entries: list[Entry] = []
        self.findings: list[Finding] = []
        self.key = ""

    def read(self, pos: int, end: int) -> None:
        while m := ENTRY.search(self.text, pos, end):
            self.remark(pos, m.start())
            self.key = ""
            try:
                pos = self.entry(m, end)
            except Fault as fault:
                what = f"Der Eintrag „{self.key}“" if self.key else "Ein Eintrag"
                self.note("JF309", fault.at, what=what, why=fault.why)
                pos = self.behind(m, end)
        self.remark(pos, end)

    def note(self, code: str, at: int, **fields: object) -> None:
        before = bisect_left(self.breaks, at)
        place = Place(self.file, before + 1, at - (self.breaks[before - 1] if before else -1))
        self.findings.append(finding(code, place, **fields))

    def remark(self, a: int, b: int) -> None:
        """Text between entries; it may be one that is not recognised as such."""
        for m in LOST.finditer(self.text, a, b):
            why = "vor seiner Art fehlt das Zeichen @"
            if m[0].endswith("@"):
                why = "hinter @ fehlen die Art des Eintrags und eine Klammer"
            self.note("JF309", m.end() - len(m[0].lstrip()), what="Ein Eintrag", why=why)

    def behind(self, m: re.Match[str], end: int) -> int:
        """The offset behind the closing brace of an entry that is passed over."""
        try:
            return self.enclosed(m.end(), end, "}" if m[2] == "{" else ")")[1]
        except Fault:
            return end

    def entry(self, m: re.Match[str], end: int) -> int:
        """The offset behind it."""
        kind, close = m[1].lower(), "}" if m[2] == "{" else ")"
        if kind in ("comment", "preamble"):
            return self.behind(m, end)
        if kind == "string":
            self.key = "@string"
            fields, _, pos = self.fields(m.end(), end, close)
            self.macros |= fields
            return pos
        fields, lines, pos = self.fields(self.behind_key(m.end(), end, close), end, close)
        if kind not in TYPES:
            self.note("JF629", m.start(), type=m[1], key=self.key)
        line = bisect_left(self.breaks, m.start()) + 1
        self.entries.append(Entry(kind if kind in TYPES else "misc", self.key, line, fields, lines))
        return pos

    def behind_key(self, pos: int, end: int, close: str) -> int:
        m = KEY.match(self.text, pos, end)
        assert m
        following = self.text[m.end() : min(m.end() + 1, end)]
        if following not in ("", ",", "=", close) and m.end() == m.end(1):
            raise Fault(m.end(), f"in seinem Schlüssel steht ein unerlaubtes Zeichen: {following}")
        if not m[1] or following == "=":
            raise Fault(m.start(1), "sein Schlüssel fehlt, der Name hinter der ersten Klammer")
        self.key = m[1]
        if following not in (",", close):
            if not FIELD.match(self.text, m.end(), end):
                raise Fault(m.end(1), "hinter dem Schlüssel fehlt das Komma")
            self.note("JF628", m.end(1), key=self.key, what="hinter dem Schlüssel das Komma")
        return m.end()

    def fields(self, pos: int, end: int, close: str) -> tuple[dict[str, str], dict[str, int], int]:
        """Name → value and name → line, and the offset behind the entry."""
        fields: dict[str, str] = {}
        lines: dict[str, int] = {}
        last, name, value = "", None, None
        while True:
            m = COMMAS.match(self.text, pos, end)
            assert m
            if m.end() == end:
                if name and value and SWALLOWED.search(value):
                    raise Fault(name.start(), f"hinter „{name[1]} =“ {UNCLOSED['}']}")
                self.note("JF628", pos, key=self.key, what="am Ende die schließende Klammer")
                return fields, lines, end
            if self.text[m.end()] == close:
                return fields, lines, m.end() + 1
            name = FIELD.match(self.text, m.end(), end)
            if not name:
                raise Fault(m.end(), f"hinter der Angabe {last} folgt Unverständliches" if last else NO_FIELD)
            if last and "," not in m[0]:
                self.note("JF628", pos, key=self.key, what=f"hinter der Angabe {last} das Komma")
            last = name[1].lower()
            value, pos = self.value(name, end)
            if last in fields:
                self.note("JF627", name.start(), key=self.key, field=last, line=lines[last])
            elif value is not None:
                fields[last] = " ".join(value.split())
                lines[last] = bisect_left(self.breaks, name.start()) + 1

    def value(self, name: re.Match[str], end: int) -> tuple[str | None, int]:
        """The parts joined by #, None if one of them cannot be read; and the offset behind it."""
        parts, pos, good = [], name.end(), True
        while True:
            opening = self.text[pos : min(pos + 1, end)]
            if opening and opening in '{"':
                try:
                    part, pos = self.enclosed(pos + 1, end, "}" if opening == "{" else '"')
                except Fault as fault:
                    raise Fault(name.start(), f"hinter „{name[1]} =“ {fault.why}") from fault
            elif m := BARE.match(self.text, pos, end):
                known, pos = m[0] if m[0].isdecimal() else self.macros.get(m[0].lower()), m.end()
                if known is None:
                    self.note("JF621", m.start(), key=self.key, field=name[1], value=m[0])
                part, good = known or "", good and known is not None
            else:
                raise Fault(name.start(), f"hinter „{name[1]} =“ fehlt der Wert")
            parts.append(part)
            if not (m := HASH.match(self.text, pos, end)):
                return "".join(parts) if good else None, pos
            pos = m.end()

    def enclosed(self, start: int, end: int, close: str) -> tuple[str, int]:
        """What stands before the closing mark, and the offset behind that."""
        depth = 0
        for m in MARKS[close].finditer(self.text, start, end):
            if m[0] == close and depth == 0:
                return self.text[start : m.start()], m.end()
            depth += DEPTH.get(m[0], 0)
            if depth < 0:
                break
            if depth > DEEPEST:
                raise Fault(start, "sind Klammern zu oft ineinander geschachtelt")
        raise Fault(start, UNCLOSED.get(close, ""))


NO_FIELD = "hinter dem Schlüssel folgt keine Angabe der Form „title = {…}“"
