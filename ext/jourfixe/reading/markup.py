"""Marks that converters put into a text: tags, comments, pictures, links, raised marks, dashes made of hyphens.

None of them is looked for in a transcript. Each is one token; `plain_of` tells what stands for it in the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from ..model import Reason
from .forms import raised

TAGS = "sup sub b i u s em strong span div p a font center small mark img figure hr table thead tbody tfoot tr th td"
URL = r"\((?=[^()\s]*[#/.:@])[^()\s]{1,500}\)"
ATTRIBUTES = r"\{[.#][^{}\n]{1,200}\}"
FIRST = r"[<!\[\](\^\-{=*\ufb00-\ufb06\uf0b7\uf0a7\uf0d8]"
MARKUP = re.compile(
    rf"(?=(?<!\\){FIRST})(?:"
    r"<sup>\[?(?P<raised>[0-9]{1,4}|[*†‡§]{1,3})\]?</sup>"
    r"|\[\[(?P<linked>[0-9]{1,4})\]\]\(#[^()\s]{1,200}\)"
    r"|\^(?P<caret>[0-9]{1,3})\^"
    rf"|(?P<tag><!--.{{0,2000}}?-->|</?(?:{'|'.join(TAGS.split())})(?:\s[^<>]{{0,500}})?/?>"
    rf"|!\[[^\[\]]{{0,300}}\]\([^()\n]{{0,500}}\)"
    r"|(?:\*\*)?==> picture [^\n]{0,80}? <==(?:\*\*)?"
    rf"|\[[↑↩⏎\ufe0e]{{1,3}}\]{URL}|\[\]{ATTRIBUTES}"
    rf"|\[(?=(?!\^)[^\[\]]{{1,300}}\](?:{URL}|{ATTRIBUTES}))|(?<!\^1)\](?:{URL}|{ATTRIBUTES})"
    r"|\{#[\w.-]+[^{}\n]{0,100}\}(?=\s|$))"
    r"|(?P<dashes>(?<=\s)-{2,3}(?=\s)|(?<=\w)-{2,3}(?=\w))"
    r"|(?P<glyph>\(cid:[0-9]{1,5}\))"
    r"|(?P<form>[\ufb00-\ufb06\uf0b7\uf0a7\uf0d8]))",
    re.S,
)
#: A line with nothing in it but what a converter put there for a picture or a page.
PLACEHOLDER = re.compile(
    r"(?:<!--.*?-->|!\[[^\[\]]*\]\([^()]*\)|(?:\*\*)?==> picture .*? <==(?:\*\*)?"
    r"|</?(?:span|div|figure|center|a)(?:\s[^<>]*)?>|\{[0-9]+\}-{5,}|\s)+"
)


def marks_of(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Tokens in text[start:end], in order."""
    for m in MARKUP.finditer(text, start, end):
        kind = m.lastgroup or "tag"
        yield m.start(), m.end(), "raised" if kind in ("linked", "caret") else kind


def plain_of(mark: str, kind: str) -> tuple[str, Reason]:
    """What stands in the text for a mark, and why."""
    if kind == "raised":
        bare = re.sub(r"</?sup>|[\[\]^ ]|\(.*", "", mark)
        return raised(bare), Reason.MARKUP if mark[0] in "<[^ " else Reason.CHARACTER
    if kind == "opening":
        return raised(mark.strip(" \t\r\n[].")) + " ", Reason.CHARACTER
    if kind == "dashes":
        return "–" if len(mark) == 2 else "—", Reason.CHARACTER
    if kind == "form":
        return unicodedata.normalize("NFKC", mark) if mark > "\uf8ff" else "•", Reason.CHARACTER
    if kind == "glyph":
        return "\ufffd", Reason.CHARACTER
    return "", Reason.MARKUP
