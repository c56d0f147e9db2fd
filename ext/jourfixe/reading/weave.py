"""One paragraph: from its stretch of the witness to text, spans, marks, and the account of each change.

A *gap* is a run of spaces, line ends, margin numbers and page furniture between two words; it becomes one space,
or nothing after a hyphen. Offsets of tokens count in the source, those of spans and marks in the woven text.
"""

from __future__ import annotations

import html
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from ..model import Edit, Reason, Span
from .emphasis import Pairs, pair_runs
from .hyphen import HYPHENS, Join, join_hyphen
from .source import Source

ODD = r"\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"
#: A set first, then what may follow each of its characters: so the search skips plain text at full speed.
TOKEN = (
    rf"[\s\d*_\\<&\u2010\u2011{ODD}](?:"
    r"(?P<gap>(?<=\s)\s++|(?<=[^\S ])|(?<=\\)(?=[\r\n])|(?<=<)br\s*/?>)"
    r"|(?P<number>(?<=\d)\d*+\s*+|(?<= )\d++\s*+)"
    r"|(?P<run>(?<=\*)\**+|(?<=_)_*+)"
    r"|(?P<escape>(?<=\\)[!-/:-@\[-`{-~])"
    r"|(?P<entity>(?<=&)(?:nbsp|amp|lt|gt|quot|shy|ndash|mdash|#\d{2,5});)"
    r"|(?P<hyphen>(?<=[\u2010\u2011]))"
    rf"|(?P<odd>(?<=[{ODD}])))"
)
TOKENS = re.compile(TOKEN)
#: The same, and letters written in two characters (NFD).
TOKENS_NFD = re.compile(rf"(?P<composed>[^\W\d_][\u0300-\u036f]++)|{TOKEN}")
HARMLESS = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
DASH = re.compile(r"(?:—|―|–|‒|-{1,3})(?=\s)")
HEAD = re.compile(r"[\s*_]*")
PIECES = re.compile(r"\d+|\D+")


@dataclass(frozen=True, slots=True)
class Mark:
    """A margin number at `offset` of the woven text. `direct`: text follows it, and no other number in between."""

    n: int
    offset: int
    direct: bool


@dataclass(slots=True)
class Woven:
    """The result. `breaks`: offsets at which a line of the witness begins; the last three are for findings."""

    text: str = ""
    voice: bool = False
    emphasis: list[Span] = field(default_factory=list)
    strong: list[Span] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    breaks: list[int] = field(default_factory=list)
    edits: list[Edit] = field(default_factory=list)
    odd: list[int] = field(default_factory=list)
    single: list[int] = field(default_factory=list)
    hyphens: list[tuple[int, str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Context:
    """What is known about the whole witness: margin numbers (start → end) and ranges of page furniture.

    `sample` is text in which a divided word may stand undivided; `nfd`: there are letters in two characters.
    """

    source: Source
    numbers: dict[int, int]
    furniture: tuple[Span, ...] = ()
    sample: str = ""
    nfd: bool = False

    def account(self, a: int, b: int, reason: Reason) -> Iterator[tuple[int, int, Reason]]:
        """Divide text[a:b], which holds no word of the text, by the reasons for which it is taken out."""
        i = bisect_left(self.furniture, (a, a))
        for start, end in self.furniture[i:]:
            if end > b:
                break
            yield from self._numbers(a, start, reason)
            yield start, end, Reason.FURNITURE
            a = end
        yield from self._numbers(a, b, reason)

    def _numbers(self, a: int, b: int, reason: Reason) -> Iterator[tuple[int, int, Reason]]:
        for m in PIECES.finditer(self.source.text, a, b):
            yield m.start(), m.end(), Reason.MARGIN if m.start() in self.numbers else reason


Token = tuple[int, int, str]


def weave(context: Context, ranges: tuple[Span, ...], *, voices: bool = True) -> Woven:
    """Weave one or more ranges of the source into one paragraph; between two ranges a page broke."""
    tokens: list[Token] = []
    for i, (start, end) in enumerate(ranges):
        if i:
            tokens.append((ranges[i - 1][1], start, "page"))
        tokens += _tokens(context, start, end)
    start, end = ranges[0][0], ranges[-1][1]
    if voices and (dash := _dash(context, start, end)):
        tokens = [t for t in tokens if t[1] <= dash[0] or t[0] >= dash[1]] + [dash]
        tokens.sort()
    return _Loom(context, start, end).weave(tokens)


def _tokens(context: Context, start: int, end: int) -> Iterator[Token]:
    """All that is not plain text, in order."""
    furniture = context.furniture
    for a, b in furniture[bisect_left(furniture, (start, start)) :]:
        if b > end:
            break
        yield from _tokens(replace(context, furniture=()), start, a)
        yield a, b, "gap"
        start = b
    numbers = context.numbers
    for m in (TOKENS_NFD if context.nfd else TOKENS).finditer(context.source.text, start, end):
        kind = m.lastgroup or ""
        if kind != "number" or m.start() in numbers or m.start() + 1 in numbers:
            yield m.start(), m.end(), kind


def _dash(context: Context, at: int, end: int) -> Token | None:
    """The dash at the head of a contribution; margin numbers and marks of emphasis may stand before it."""
    text = context.source.text
    while (m := HEAD.match(text, at, end)) and m.end() in context.numbers:
        at = context.numbers[m.end()]
    dash = DASH.match(text, m.end() if m else at, end)
    return (dash.start(), dash.end(), "dash") if dash else None


class _Loom:
    """Builds one paragraph from left to right; everything it takes out goes into the account."""

    def __init__(self, context: Context, start: int, end: int) -> None:
        self.context, self.text = context, context.source.text
        self.start, self.end = start, end
        self.out: list[str] = []
        self.length = 0
        self.offsets: dict[int, int] = {}
        self.woven = Woven()

    def weave(self, tokens: list[Token]) -> Woven:
        runs = [(a, b) for a, b, kind in tokens if kind == "run"]
        pairs = pair_runs(self.text, runs, self.start, self.end)
        cut = dict(pairs.cut)
        at, i = self.start, 0
        while i < len(tokens):
            a, b, kind = tokens[i]
            self._keep(at, a)
            i += 1
            if kind in ("gap", "number", "page"):
                paged = kind == "page"
                while i < len(tokens) and tokens[i][0] == b and tokens[i][2] in ("gap", "number", "page"):
                    paged = paged or tokens[i][2] == "page"
                    b, i = tokens[i][1], i + 1
                self._gap(a, b, paged)
            elif kind == "run":
                self._run(a, b, cut)
            else:
                self._character(a, b, kind)
            at = b
        self._keep(at, self.end)
        return self._finish(pairs)

    def _finish(self, pairs: Pairs) -> Woven:
        woven = self.woven
        woven.text = "".join(self.out)
        woven.single = pairs.single
        woven.edits.sort(key=lambda edit: edit.start)
        for strong in (False, True):
            spans = sorted((self.offsets[p.start], self.offsets[p.end]) for p in pairs.pairs if p.strong is strong)
            (woven.strong if strong else woven.emphasis).extend(_merged(spans, woven.text))
        return woven

    def _keep(self, a: int, b: int) -> None:
        if a < b and not self.out and self.text[a] == " ":
            self._put(a, a + 1, "", Reason.SPACE)
            a += 1
        if a < b:
            self.out.append(self.text[a:b])
            self.length += b - a

    def _put(self, a: int, b: int, after: str, reason: Reason) -> None:
        if (before := self.text[a:b]) != after:
            self.woven.edits.append(Edit(a, before, after, reason))
        if after:
            self.out.append(after)
            self.length += len(after)

    def _run(self, a: int, b: int, cut: dict[int, int]) -> None:
        """Marks of emphasis go, those without a partner stay. Both ends of each mark learn their offset."""
        while a < b:
            until = cut.get(a, a + 1)
            self.offsets[a] = self.length
            if a in cut:
                self._put(a, until, "", Reason.MARKUP)
            else:
                self._keep(a, until)
            a = until
            self.offsets[a] = self.length

    def _character(self, a: int, b: int, kind: str) -> None:
        """A token that stands for another character or none."""
        token = self.text[a:b]
        if kind == "dash":
            self.woven.voice = True
            self._put(a, b, "", Reason.VOICE)
        elif kind == "escape":
            self._put(a, a + 1, "", Reason.MARKUP)
            self._keep(a + 1, b)
        elif kind == "entity":
            plain = html.unescape(token)
            plain = plain.replace("\u00a0", " ").replace("\u00ad", "")
            self._put(a, b, plain if plain.isprintable() else token, Reason.MARKUP)
        elif kind == "composed":
            self._put(a, b, unicodedata.normalize("NFC", token), Reason.CHARACTER)
        else:
            self._put(a, b, "-" if kind == "hyphen" else "", Reason.CHARACTER)
            if kind == "odd" and token not in HARMLESS:
                self.woven.odd.append(a)

    def _gap(self, a: int, b: int, paged: bool) -> None:
        """Put one space for the gap, or nothing; note the margin numbers and line ends in it."""
        trailing = b >= self.end
        line_end = paged or any(c in self.text[a:b] for c in "\r\n")
        pieces = list(self.context.account(a, b, Reason.PAGE if paged else Reason.LINE if line_end else Reason.SPACE))
        numbers = [int(self.text[x:y]) for x, y, reason in pieces if reason is Reason.MARGIN]
        glue = "" if trailing or not self.out else self._glue(a, b, line_end or bool(numbers))
        carrier = next((i for i, p in enumerate(pieces) if p[2] not in (Reason.MARGIN, Reason.FURNITURE)), 0)
        for i, (x, y, reason) in enumerate(pieces):
            self._put(x, y, glue if i == carrier else "", reason)
        if line_end and not trailing:
            self.woven.breaks.append(self.length)
        for i, n in enumerate(numbers):
            self.woven.marks.append(Mark(n, self.length, not trailing and i == len(numbers) - 1))

    def _glue(self, a: int, b: int, line_end: bool) -> str:
        """A space, or nothing where the gap divides a word."""
        if self.text[a - 1] == "\u00ad" and line_end:
            return ""
        if not line_end or self.out[-1][-1] not in HYPHENS:
            return " "
        after = self.text[b : b + 40].lstrip("*_")
        join, stem, rest = join_hyphen("".join(self.out[-3:])[-60:], after, self.context.sample)
        if join is Join.DROP:
            self._drop_hyphen(a)
            self.woven.hyphens.append((a, f"{stem}-/{rest}", stem + rest))
            return ""
        return join.value

    def _drop_hyphen(self, a: int) -> None:
        """Take back the hyphen that was written last; marks of emphasis may stand between it and source offset a."""
        while self.text[a - 1] not in HYPHENS:
            self.offsets[a] = self.length - 1
            a -= 1
        self.offsets[a] = self.length - 1
        if self.woven.edits and self.woven.edits[-1].start == a - 1:
            self.woven.edits.pop()
        self.woven.edits.append(Edit(a - 1, self.text[a - 1], "", Reason.HYPHEN))
        self.out[-1] = self.out[-1][:-1]
        self.length -= 1
        if not self.out[-1]:
            self.out.pop()


def _merged(spans: list[Span], text: str) -> Iterator[Span]:
    """Join spans that only a space divides: a converter closes and opens emphasis at each line end."""
    current: Span | None = None
    for start, end in spans:
        if start >= end:
            continue
        if current and not text[current[1] : start].strip():
            current = (current[0], max(current[1], end))
            continue
        if current:
            yield current
        current = (start, end)
    if current:
        yield current
