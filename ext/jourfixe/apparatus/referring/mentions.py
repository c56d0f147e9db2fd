"""Where a running text names passages of protocols. Errs towards silence: a Randnummer may be one of a court.

Pages and issues are found by citing/find.py.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

from ..citing.foreign import other_source
from ..citing.pages import CLOSED, ORDINAL
from ..citing.sentences import sentence_starts
from .grammar import DATE, FURTHER, LEAFED, LINE, MEETING, REVISION, RN, SENTENCE, SEPARATED, SPAN
from .reference import FOLDED, Reference, digits, read_groups, revision_number

UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
REACH = 60  # characters before a number in which its protocol may stand


def _loose(pattern: str) -> re.Pattern[str]:
    """A pattern of the grammar for running text, where a space may be the end of a quoted line."""
    return re.compile(re.sub(r" (\??)", lambda m: " {0,6}" if m[1] else " {1,6}", pattern), re.I)


UNIT = _loose(rf"(?<![^\W_])(?<![./§&=?#-])(?:(?P<rn>{RN})|(?P<z>{LINE}))(?=[0-9])")
NAMED = _loose(rf"(?<![\w./-])(?P<meeting>{MEETING})?{DATE}{SEPARATED}$")
OF = r"(?:(?:d[ae]s|im|in|vom|aus|beim|zum|de[mr]) )"
#: A date alone only with "vom", or in parentheses. Without such words it may belong to the number that follows.
BEHIND = _loose(
    rf"(?:,? (?:(?P<of>{OF}{{0,2}}(?:sitzung )?(?:vom |v\. ?)|{OF}{{1,2}}(?:{MEETING}){{1,2}}\(?)|{MEETING})"
    rf"| \((?:{MEETING}|vom )?){DATE}(?!\w)(?(of)|(?!{SEPARATED}(?:{RN}|{LINE}|[0-9])))"
)
MEETINGS = _loose(rf"(?<![\w./-]){MEETING}{DATE}")
OURS = _loose(rf"(?<!\w){MEETING}\(?{DATE}$")
ONE = _loose(SPAN)
NEXT = _loose(FURTHER)
AGAIN = {"rn": _loose(RN), "z": _loose(LINE)}
SATZ, FASSUNG = _loose(SENTENCE), _loose(REVISION)
NOT_A_NUMBER = re.compile(r"\.[0-9]|-\w|\s?[%€$°]")
WIDE = re.compile(r"\d+[a-z]*(?: +[-/] *| *[-/] +)", re.I)
OF_LEAF = _loose(rf"(?<![^\W_])(?<![./§&=?#-]){LEAFED}(?![0-9a-z])")
#: Words for lines and Sätze are written with capitals; a mere "Z 5" is of a line only beside a protocol.
LINES = {True: re.compile("Z"), False: re.compile(r"Z\.|Zeile")}
SMALL = re.compile(r"\s*(?:z|s\b)")
COURT = re.compile(
    r"§|\b(?:BGH|BVerfG|BVerwG|BAG|BFH|BSG|BayObLG|RG|OLG|LG|AG|OVG|VGH?|KG|LAG|FG|EuGH?|EGMR|NJW|NVwZ|NStZ|JZ|juris|BeckRS"
    r"|MüKo|Palandt|Grüneberg|Staudinger|Komm(?:entar|\.)|[Uu]rt(?:eil|\.)|[Bb]eschl(?:uss|\.)|Az\.|Rs\.|Art\.\s?\d"
    r"|a\.?\s?a\.?\s?O|[Ee]b(?:d\b|enda)|[\w-]{0,40}[Gg]ericht)"
)
OF_COURT = re.compile(
    r"\W{1,6}(?:de[rs]|in\sder|im|zum?)\s(?:\w+\s)?(?:Urteil|Beschl|Entscheid|Kommentar|BGH|BVerfG|EuGH|Gericht)"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """text[start:end] names one span of numbers, or a whole protocol."""

    start: int
    end: int
    said: Reference


def mentions(text: str) -> list[Mention]:
    """All that a paragraph names, in the order of its text; they do not overlap. Unseen signs do not count."""
    seen = [n for n, sign in enumerate(text) if sign not in UNSEEN]
    found = _mentions("".join(text[n] for n in seen))
    return [replace(one, start=seen[one.start], end=seen[one.end - 1] + 1) for one in found]


def _mentions(text: str) -> list[Mention]:
    plain = re.sub(r"\s", " ", re.sub(r"(?<=\n)[ >]+", lambda m: " " * len(m[0]), text)).translate(FOLDED)
    starts, found, behind = sentence_starts(plain), list[Mention](), 0
    courts = [m.end() for m in COURT.finditer(plain)]
    of_leaf = {at for m in OF_LEAF.finditer(plain) for at in range(*m.span())}
    for unit in UNIT.finditer(plain):
        kind = "rn" if unit["rn"] else "z"
        if unit.start() < behind or unit.start() in of_leaf:
            continue
        spans = list(_spans(plain, unit.end(), kind))
        if not spans:
            continue
        head = NAMED.search(plain, max(behind, unit.start() - REACH), unit.start())
        of = None if head else BEHIND.match(plain, spans[-1].end)
        if kind == "z" and not LINES[bool(head or of)].match(unit[0]):
            continue
        behind = of.end() if of else spans[-1].end
        sentence = starts[bisect_right(starts, unit.start()) - 1]
        court = courts[bisect_right(courts, unit.start()) - 1] if courts else 0
        of_court = sentence < court <= unit.start() or OF_COURT.match(plain, spans[-1].end)
        of_other = kind == "z" and other_source(plain, unit.start(), spans[-1].end, sentence)
        ours = (head and head["meeting"]) or (of and OURS.search(of[0]))
        if ours or not (of_court or of_other):
            found += _dated(plain, head.start() if head else unit.start(), spans, head, of)
    return apart([*found, *_of_leaves(plain)], _whole(plain))


def _of_leaves(plain: str) -> Iterator[Mention]:
    """Lines that are named with their pages. Only beside a protocol: a page may be one of anything."""
    for m in OF_LEAF.finditer(plain):
        head = NAMED.search(plain, max(0, m.start() - REACH), m.start())
        of = None if head else BEHIND.match(plain, m.end())
        said = read_groups(m.groupdict())
        if said and (head or of):
            yield from _dated(plain, (head or m).start(), [Mention(m.start(), m.end(), said)], head, of)


class Spanning(Protocol):
    """Something of text[start:end]."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


Span = TypeVar("Span", bound=Spanning)


def apart(first: Iterable[Span], others: Iterable[Span]) -> list[Span]:
    """All of them in the order of the text, but of the others those only that overlap none of the first."""
    kept = sorted(first, key=lambda one: one.start)
    starts = [one.start for one in kept]
    free = []
    for one in others:
        n = bisect_left(starts, one.end)
        if not n or kept[n - 1].end <= one.start:
            free.append(one)
    return sorted([*kept, *free], key=lambda one: one.start)


def _spans(plain: str, at: int, kind: str) -> Iterator[Mention]:
    """Number after number behind their unit, each with the sentence and the Fassung that follow it."""
    further, start = False, at
    while m := ONE.match(plain, at):
        end, first, last = m.end(), m[1].lower(), (m[2] or m[3] or m[4] or "").lower()
        if m[4] and WIDE.match(m[0]) and not (digits(last) > digits(first) and CLOSED.match(plain, end)):
            end, last = m.end(1), ""
        closed = any(sign.match(plain, end) for sign in (CLOSED, NEXT, FASSUNG, SATZ, BEHIND))
        if NOT_A_NUMBER.match(plain, end) or (further and (not closed or ORDINAL.match(plain, end))):
            return
        said = Reference(unit=kind, spans=((first, last),))
        if kind == "rn" and not last and (satz := SATZ.match(plain, end)) and not SMALL.match(plain, end):
            said, end = replace(said, sentence=satz["sentence"].replace(" ", "")), satz.end()
        if fassung := FASSUNG.match(plain, end):
            said, end = replace(said, revision=revision_number(fassung["revision"])), fassung.end()
        yield Mention(start, end, said)
        following = NEXT.match(plain, end)
        if not following:
            return
        again = AGAIN[kind].match(plain, following.end())
        start, at, further = following.end(), (again or following).end(), not again


def _dated(
    plain: str, start: int, spans: list[Mention], head: re.Match[str] | None, behind: re.Match[str] | None
) -> Iterator[Mention]:
    """The spans with the protocol that is named before or behind them, and the Fassung that is named for all."""
    named = head or behind
    date = read_groups(named.groupdict()) if named else None
    fassung = FASSUNG.match(plain, behind.end()) if behind else None
    revision = revision_number(fassung["revision"]) if fassung else spans[-1].said.revision
    for n, one in enumerate(spans):
        said = replace(one.said, revision=one.said.revision or revision)
        if date:
            said = replace(said, year=date.year, month=date.month, day=date.day)
        whole = behind and len(spans) == 1 and "(" not in behind[0]
        end = (fassung or behind).end() if behind and whole else one.end
        yield Mention(one.start if n else start, end, said)


def _whole(plain: str) -> Iterator[Mention]:
    """Protocols that are named as such."""
    for m in MEETINGS.finditer(plain):
        said, fassung = read_groups(m.groupdict()), FASSUNG.match(plain, m.end())
        if said and fassung:
            yield Mention(m.start(), fassung.end(), replace(said, revision=revision_number(fassung["revision"])))
        elif said:
            yield Mention(m.start(), m.end(), said)
