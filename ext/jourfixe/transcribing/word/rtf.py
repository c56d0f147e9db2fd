"""An RTF file made ready for pandoc: signs of lists and paragraphs marked, words counted. Its looks pandoc knows."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from ..unreadable import Unreadable
from .counting import bullet
from .marks import Style, paragraph_mark, style_mark
from .package import XML_LIMIT
from .rtftokens import Token, tokens
from .source import Source, Stretch, What

NOTHING = {"fonttbl", "colortbl", "stylesheet", "info", "fldinst", "bkmkstart", "bkmkend", "xe", "tc", "nonesttables"}
NOTHING |= {"atnid", "atnauthor", "filetbl", "revtbl", "ftnsep", "ftnsepc", "aftnsep", "aftnsepc", "sp"}
ASIDE = {"annotation": What.COMMENT, "shptxt": What.BOX, "dptxbxtext": What.BOX, "footnote": What.BODY}
ASIDE |= {f"header{which}": What.HEADER for which in ("", "l", "r", "f")}
ASIDE |= {f"footer{which}": What.FOOTER for which in ("", "l", "r", "f")}
WAYS = ("shpinst", "do", "shppict", "cs", "pn")  # starred groups in which there may be words
ENDS = ("par", "cell", "row", "sect", "nestcell", "nestrow")
BULLETS = {"·": "•", "§": "▪", "Ø": "➢", "ü": "✓"}  # letters in fonts of signs
GROUPS = 5_000


@dataclass(slots=True)
class _Flow:
    """Text that goes on over groups: the body, one footnote, one heading. `at`: 0 before a paragraph's first text."""

    what: What
    at: int = 0
    sign: str = ""
    heading: bool = False
    shown: Style = Style.PLAIN
    words: dict[What, list[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Group:
    """What holds inside braces: the flow of its text (None: it is none), and whether it is printed."""

    flow: _Flow | None
    sign: bool = False
    star: bool = False
    hidden: bool = False
    deleted: bool = False


def read_rtf(path: Path) -> Source:
    """All that the file says, and the file itself with marks."""
    if path.stat().st_size > XML_LIMIT:
        raise Unreadable("JF024")
    data = path.read_bytes().decode("latin-1")
    if not data.lstrip("\xef\xbb\xbf \r\n").startswith("{\\rtf") or not data.rstrip(" \r\n\0").endswith("}"):
        raise Unreadable("JF022")
    source = Source(styled=False, signs=False)
    source.data = _Reader(data, source).read()
    return source


class _Reader:
    """Goes through the tokens; a paragraph begins with its first text."""

    def __init__(self, data: str, source: Source) -> None:
        self.data, self.source = data, source
        self.groups = [_Group(_Flow(What.BODY))]
        self.last = self.done = self.star = 0
        self.pieces: list[str] = []

    def read(self) -> bytes:
        """The file with its marks."""
        for token in tokens(self.data):
            if token.kind == "brace":
                self._brace(token.value)
            elif token.kind == "star":
                self.groups[-1], self.star = replace(self.groups[-1], star=True), token.at
            elif token.kind == "word":
                if token.value == "footnote" and self.groups[-1].star:
                    self._edit(self.star, token.at, "")  # LibreOffice stars it; pandoc would pass over it
                self._word(token.value, token.n)
            elif flow := self.groups[-1].flow:
                self._text(token, flow)
        for group in self.groups:
            self._end(group.flow)
        return "".join((*self.pieces, self.data[self.done :])).encode("latin-1")

    def _brace(self, brace: str) -> None:
        if brace == "{":
            if len(self.groups) > GROUPS:
                raise Unreadable("JF022")
            self.groups.append(replace(self.groups[-1], star=False))
        elif len(self.groups) > 1:
            closed = self.groups.pop()
            if closed.flow is not self.groups[-1].flow:
                self._end(closed.flow)

    def _word(self, word: str, n: int | None) -> None:
        group = self.groups[-1]
        if word in ASIDE:
            group = replace(group, flow=_Flow(ASIDE[word]))
        elif word in ("pict", "object"):
            self.source.stretches.append(Stretch(self.last, What.PICTURE, ""))
            group = replace(group, flow=None)
        elif word in ("listtext", "pntext"):
            group = replace(group, sign=True)
            self.source.signs = True
        elif word in NOTHING or (group.star and word not in WAYS):
            group = replace(group, flow=None)
        elif word == "v":
            group = replace(group, hidden=n != 0)
        elif word == "deleted":
            group = replace(group, deleted=n != 0)
        elif word == "plain":
            group = replace(group, hidden=False, deleted=False)
        elif group.flow and not group.sign:
            self._of_paragraph(word, n, group.flow)
        self.groups[-1] = replace(group, star=False)

    def _of_paragraph(self, word: str, n: int | None, flow: _Flow) -> None:
        if word in ENDS:
            self._end(flow)
        elif word == "pard":
            flow.heading = False
        elif word == "outlinelevel":
            flow.heading = (n or 0) < 9
        elif word == "linemod":
            self.source.counted = bool(n)

    def _text(self, token: Token, flow: _Flow) -> None:
        group = self.groups[-1]
        if group.sign:
            flow.sign += BULLETS.get(token.value, token.value)
            return
        style = Style.HIDDEN if group.hidden or group.deleted else Style.PLAIN
        if flow.what is What.BODY:
            self._mark(token.at, flow, style)
        what = What.DELETED if group.deleted else What.HIDDEN if group.hidden else flow.what
        flow.words.setdefault(what, []).append(token.value)

    def _mark(self, at: int, flow: _Flow, style: Style) -> None:
        mark = ""
        if not flow.at:
            self.last += 1
            flow.at = self.last
            mark = paragraph_mark(flow.at, bullet(flow.sign))
            if flow.heading:
                self.source.headings.add(flow.at)
        if style is not flow.shown:
            mark, flow.shown = mark + style_mark(style), style
        if mark:
            self._edit(at, at, _in_rtf(mark))

    def _edit(self, start: int, end: int, text: str) -> None:
        self.pieces += self.data[self.done : start], text
        self.done = end

    def _end(self, flow: _Flow | None) -> None:
        """The paragraph ends; what was read of it is kept."""
        if flow is None:
            return
        for what, words in flow.words.items():
            text = "".join(words).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
            sides = what in (What.HEADER, What.FOOTER)
            self.source.stretches.append(Stretch(0 if sides else flow.at or self.last, what, text))
        flow.at, flow.sign, flow.shown, flow.words = 0, "", Style.PLAIN, {}


def _in_rtf(mark: str) -> str:
    """In its own group, so that nothing around it changes how it is read."""
    units = mark.encode("utf-16-le")
    codes = [int.from_bytes(units[i : i + 2], "little", signed=True) for i in range(0, len(units), 2)]
    return "{\\uc0" + "".join(f"\\u{code} " for code in codes) + "}"
