"""What stays as it is when references of a text become links: links, addresses, code, tags."""

from __future__ import annotations

import re
from collections.abc import Iterator

UNTOUCHED = re.compile(
    r"^(?:>[ \t]?)*[ ]{0,3}(?P<fence>`{3,}|~{3,})[^\n]*\n(?s:.*?)(?:^(?:>[ \t]?)*[ ]{0,3}(?P=fence)[`~]*[ \t]*\r?$|\Z)"
    r"|<!--(?s:.*?)(?:-->|\Z)"
    r"|<(?P<tag>a|code|pre|script|style|kbd|samp|textarea|title)\b(?s:[^<>]*>.*?)(?:</(?P=tag)\s*>|\Z)"
    r"|</?[a-zA-Z!?][^<>]*>"
    r"|(?<!`)(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\r?\n)(?s:.)){1,2000}?(?<!`)(?P=ticks)(?!`)"
    r"|!?\[(?:[^\[\]\\]|\\.|\[[^\[\]]*\]){0,2000}\](?:\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+\"[^\"]*\")?\)|\[[^\[\]]*\])"
    r"|^[ ]{0,3}\[[^\[\]]+\]:.*$"
    r"|\b(?:[a-z][a-z0-9+.-]{1,20}://|www\.|mailto:)[^\s<>]+"
    r"|[^\s<>()\[\]\"]{0,300}protokolle/\d{4}-\d\d-\d\d[^\s<>]*",
    re.M | re.I,
)
HTML = re.compile(
    r"<(?:!doctype|!--|/?(?:p|a|br|div|span|html|body|ul|ol|li|em|strong|b|i|h[1-6]|table|blockquote|pre|code)\b[^<>]*>)",
    re.I,
)
#: Code in Markdown: behind an empty line, four spaces from the margin.
INDENTED = re.compile(r"(?:\A|(?<=\n\n)|(?<=\n\r\n))(?:(?: {4}| {0,3}\t)[^\n]*\n?)+")
SPACE = re.compile(r"&(?:nbsp|#160|#xa0|#8239|#x202f|thinsp);", re.I)
LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
QUOTED = re.compile(r"(?:[ ]{0,3}>)*")
MASK = "\ufffc"


def is_html(text: str) -> bool:
    return bool(HTML.search(text))


def masked(text: str) -> str:
    """As long as the text, with a sign that is in no reference for everything that stays."""
    hidden = UNTOUCHED.sub(_mask, text)
    return SPACE.sub(lambda m: " " * len(m[0]), hidden) if is_html(text) else INDENTED.sub(_mask, hidden)


def _mask(m: re.Match[str]) -> str:
    return re.sub(r"[^\r\n]", MASK, m[0])


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each paragraph. It ends at an empty line, and where another quotation begins or ends."""
    start, depth = 0, -1
    for line in LINE.finditer(text):
        quoted = QUOTED.match(line[0])
        assert quoted
        level, empty = quoted[0].count(">"), not line[0][quoted.end() :].strip()
        if empty or level != depth:
            if start < line.start():
                yield start, line.start()
            start, depth = (line.end() if empty else line.start()), (-1 if empty else level)
        if line.end() == len(text):
            break
    if start < len(text):
        yield start, len(text)
