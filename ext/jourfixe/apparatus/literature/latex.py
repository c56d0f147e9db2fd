"""LaTeX as it stands in .bib files, turned into plain text. Whatever is written, this is linear and raises nothing."""

from __future__ import annotations

import re
from unicodedata import normalize

#: Commands that put a mark on the next letter, with the mark as Unicode combines it.
ACCENTS = {
    **dict(zip("\"'`^~=.", "\u0308\u0301\u0300\u0302\u0303\u0304\u0307", strict=True)),
    **dict(zip("uvHcdbkr", "\u0306\u030c\u030b\u0327\u0323\u0331\u0328\u030a", strict=True)),
}
PAIRS = (
    "ss ß ae æ AE Æ oe œ OE Œ aa å AA Å o ø O Ø l ł L Ł i ı j ȷ dh ð DH Ð th þ TH Þ dj đ DJ Đ "
    "glqq „ grqq “ glq ‚ grq ‘ flqq « frqq » flq ‹ frq › quotedblbase „ textquotedblleft “ textquotedblright ” "
    "ldots … dots … textellipsis … textendash – textemdash — slash / textasciitilde ~ textbackslash \\ "
    "textunderscore _ textdegree ° euro € texteuro € S § textsection § copyright © pounds £ TeX TeX LaTeX LaTeX "
    "textquotesingle ' textgreater > textless < textbar |"
).split()
NAMED = {**dict(zip(PAIRS[::2], PAIRS[1::2], strict=True)), "par": " ", "quad": " "}
SIGNS = {"\\": " ", "-": "", "/": "", "@": "", ",": "\u202f", " ": " ", "!": "", ";": " ", ":": " "}
SPECIAL = re.compile(r"[\\{}~$]|--|``|''|\"[`']")
FORMULA = re.compile(r"(?<!\\)\$(?=\S)([^$]*)(?<=\S)\$")
ACCENT = re.compile(r"\\(?:([\"'`^~=.])\s*|([uvHcdbkr])(?:\s+|(?=[{\\])))(?:\{\s*)?(?:\\([ij])(?![A-Za-z])|([^\W\d_]))")
MARKUP = re.compile(r"\\(?:([A-Za-z]+)\*?(?:\{\}|[^\S\u00a0]+)?|(.))|([{}~])", re.S)
ENQUOTE = re.compile(r"\\enquote\*?\s*\{([^{}]*)\}")
SHORTHANDS = {"---": "—", "--": "–", "``": "“", "''": "”", '"`': "„", "\"'": "“"}
SHORTHAND = re.compile("|".join(map(re.escape, SHORTHANDS)))
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]+")


def plain(text: str) -> str:
    """What a reader sees of a field: accents as letters, dashes as dashes, no commands and no braces."""
    text = CONTROL.sub(" ", text)
    if SPECIAL.search(text):
        text = ENQUOTE.sub(r"„\1“", text)
        text = FORMULA.sub(r"\1", text)
        text = ACCENT.sub(_accent, text)
        text = SHORTHAND.sub(lambda m: SHORTHANDS[m[0]], text)
        text = MARKUP.sub(_markup, text)
    return re.sub(r"[^\S\u00a0\u202f]+", " ", text).strip()


def verbatim(text: str) -> str:
    """An address: only what LaTeX asks to be escaped is undone."""
    text = re.sub(r"\\url\s*(?=\{)|[{}]|\s+", "", CONTROL.sub(" ", text))
    return re.sub(r"\\(?:textasciitilde|~)", "~", text).replace("\\", "")


def _accent(m: re.Match[str]) -> str:
    return normalize("NFC", (m[4] or m[3]) + ACCENTS[m[1] or m[2]])


def _markup(m: re.Match[str]) -> str:
    """A known character, or nothing: what a command is applied to remains."""
    if m[3]:
        return "\u00a0" if m[3] == "~" else ""
    return NAMED.get(m[1], "") if m[1] else SIGNS.get(m[2], m[2])
