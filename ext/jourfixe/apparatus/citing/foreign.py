"""Pages of other works: "ABl. 2012, L 343, S. 32", "Marx, Das Kapital, S. 49", "FAZ vom 3.1., S. 2".

What stands before a page within the same parenthesis or between the same commas says whose page it is. A clause that
runs up to the page, and words for the article itself, leave it to the article; a name, a title, a number do not.
"""

from __future__ import annotations

import re

REACH = 160  # characters before a page that are looked at
SHOWN = 40

#: Words for the text under discussion: whatever is named before them is past.
OWN = re.compile(
    r"\b(?:Artikel|Aufs[aä]tz|Text|Heft|(?P<wording>[\w-]*[Zz]itat|Stelle|Formulierung|Passage|Begriff|Ausdruck|Aussage"
    r"|These|Argument))e?[ns]?\b"
)
#: Words for its parts, with their numbers; they belong to any text.
PART = re.compile(
    r"(?:\b(?:\d+\.\s)?(?:a\.\s?a\.\s?O\.|[Ee]bd\.|[Ee]benda|Abs(?:atz|chnitt|\.)|Anfang|Anm(?:erkung|\.)|Beginn"
    r"|Einleitung|Ende|F(?:ußnote|n\.)|Fazit|Kap(?:itel|\.)|Mitte|Punkt|Satz|Schluss|Spalte|Teil|Überschrift|Z(?:eile|\.))"
    r"(?:e?[sn])?(?:\s(?:\d+|[IVX]+))?[\s,:]*)+$"
)
KNOWN = re.compile(
    r"(?<!\w)(?:FAZ|F\.A\.Z\.|FAS|SZ|taz|NZZ|FR|WSJ|NYT|FT|MEW|MEGA|MSZ|LW|BGBl|RGBl|ABl|(?:B[TR]-)?(?:Drs|Drucks)"
    r"|Drucksache|Plenarprotokoll|Plenarprot|NJW|NVwZ|JZ|BVerfGE?|BVerwGE?|BGH(?:Z|St)?|EuGH|Slg|[Dd]e[rm]\sSpiegel"
    r"|SPIEGEL|DIE\sZEIT|Handelsblatt|Tagesspiegel|Süddeutschen?|Neue[sn]\sDeutschland|[Jj]ungen?\sWelt|jW|Guardian"
    r"|Economist|Le\sMonde|Foreign\sAffairs|New\sYork\sTimes|Washington\sPost|Financial\sTimes|Bd|Hrsg|hrsg|Hg|[Ii]n:"
    r"|ders|dies|et\sal|Verlag|Aufl)(?!\w)"
)
DATED = re.compile(r"\b[A-ZÄÖÜ][\w-]*\s(?:vom|v\.)\s\d[\d. ]{0,10}(?:[A-ZÄÖÜ][a-zä]+)?[\d ]{0,5}$|\b\d{1,3}/\d{2,4}$")
NUMBER = re.compile(r"(?:\d[\d./]*|\b[IVXLC]{1,5})$")
SMALL = re.compile(r"(?:^|[\s(„“»«])[a-zäöüß][\w-]*[.,:]?$|(?:^|\s)(?:vgl|cf|s|a\.\s?a\.\s?O|z\.\s?B)\.$")
#: Another work that is named only behind the page: S. 149 des Handbuchs.
BEHIND = re.compile(
    r"\s(?:(?:des|seines|ihres|eines|vom)\s(?:[a-zäöü]\w*\s)?"
    r"(?!Artikel|Aufsatz|Text|Heft|Beitrag|Gegen[Ss]tandpunkt|GS\b)[A-ZÄÖÜ]\w+"
    rf"|(?:der|in\sder|im|aus\sder)\s(?:{KNOWN.pattern}))"
)
INSERTED = re.compile(r"\([^()]*\)")
OPENING = frozenset(
    "auf ab an siehe so nach laut zu und vgl cf von bis bei die der den in im ebd ebenda dort hier".split()
)
QUOTED = re.compile(r"[„»«\"‚]([^„“”»«\"‚]*)[“”«»\"‘]$")
TITLE_WORD = re.compile(
    r"[A-ZÄÖÜ\d]|(?:und|oder|der|die|das|des|dem|den|im|in|vom|von|zu|zur|zum|für|mit|auf|an|am|über|als|ein|eine|eines"
    r"|einer|bei|aus|nach|unter|gegen|ohne|bis)$"
)
EDGE = ' \t\u00a0\u202f,:–—-“”«»"‘’).'


def other_source(text: str, start: int, end: int, bound: int) -> str:
    """The words that name another work as that of the page text[start:end], or nothing; from `bound` on they count."""
    if m := BEHIND.match(text, end):
        return m[0].strip()
    left = text[max(bound, start - REACH) : start]
    opened = max(left.rfind("("), left.rfind("["))
    if opened > max(left.rfind(")"), left.rfind("]")):
        left = left[opened + 1 :]
    left = INSERTED.sub("", left[left.rfind(";") + 1 :])
    *_, own = None, *OWN.finditer(left)
    rest = PART.sub("", left[own.end() :] if own else left)
    tail = rest.rstrip(" \t\u00a0\u202f,/„‚")
    if KNOWN.search(rest) or NUMBER.search(tail.rstrip(".:–")) or DATED.search(_without_small(tail)):
        return _shown(rest)
    name = tail.strip(EDGE)
    if not name or name.casefold() in OPENING or SMALL.search(tail) or tail[-1] in ":–—" or _is_quotation(tail):
        return ""
    return "" if own and own["wording"] and "," not in tail else _shown(rest)


def _without_small(tail: str) -> str:
    """FAZ vom 3.1. auf: without the "auf"."""
    return re.sub(r"(?:[\s,]+[a-zäöü]+)+$", "", tail).rstrip(" .,")


def _is_quotation(tail: str) -> bool:
    """Whether it ends with words quoted from a text, rather than with the title of one."""
    m = QUOTED.search(tail)
    words = re.findall(r"[\w-]+", m[1]) if m else []
    return len(words) == 1 or not all(map(TITLE_WORD.match, words))


def _shown(rest: str) -> str:
    words = _without_small(rest.rstrip(EDGE)).strip(EDGE[:-1])
    return words if len(words) <= SHOWN else f"… {words[-SHOWN:].partition(' ')[2]}"
