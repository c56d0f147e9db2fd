"""Marks set into a part of a file, and the words of its paragraphs, while it is gone through once."""

from __future__ import annotations

from dataclasses import dataclass, field

from .marks import Style, in_xml, paragraph_mark, style_mark
from .source import Source, Stretch, What


@dataclass(slots=True)
class Paragraph:
    """A paragraph that is being read. `marked`: its mark is set; `shown`: the style last marked."""

    at: int
    what: What
    sign: str = ""
    base: Style = Style.PLAIN
    marked: bool = False
    shown: Style | None = None
    words: dict[What, list[str]] = field(default_factory=dict)

    def add(self, text: str, what: What) -> None:
        self.words.setdefault(what, []).append(text)


class Marker:
    """Collects what is to be set into `data`, and the stretches of its paragraphs into `source`.

    Paragraphs stand in one another (footnotes, boxes): `open` holds them, the innermost last.
    """

    def __init__(self, data: bytes, source: Source, numbers: list[int]) -> None:
        self.data, self.source = data, source
        self.open: list[Paragraph] = []
        self._numbers = numbers  # its last is the number of the paragraph that began last, in whatever part
        self._cut: int | None = None
        self._set: list[tuple[int, int, bytes]] = []  # from, to, what stands there instead

    @property
    def at(self) -> int:
        """Number of the paragraph that is being read."""
        return self.open[-1].at if self.open else self._numbers[-1]

    def begin(self, what: What) -> Paragraph:
        self._numbers[-1] += 1
        self.open.append(Paragraph(self._numbers[-1], what))
        return self.open[-1]

    def end(self) -> None:
        if self.open:
            done = self.open.pop()
            for what, words in done.words.items():
                self.source.stretches.append(Stretch(done.at, what, "".join(words)))

    def note(self, what: What, text: str = "") -> None:
        """Something that is no text of this paragraph belongs to it."""
        self.source.stretches.append(Stretch(self.at, what, text))

    def text(self, text: str, offset: int, style: Style, uncertain: bool = False) -> None:
        """Text at `offset`; where it is `uncertain` to reach pandoc, the mark of the paragraph is set again later."""
        paragraph = self.open[-1]
        mark = ""
        if not paragraph.marked:
            mark, paragraph.marked = paragraph_mark(paragraph.at, paragraph.sign), not uncertain
        if paragraph.shown is not style:
            mark, paragraph.shown = mark + style_mark(style), None if uncertain else style
        if mark:
            self._set.append((offset, offset, in_xml(mark)))
        paragraph.add(text, What.HIDDEN if style & Style.HIDDEN else paragraph.what)

    def hide(self, offset: int) -> None:
        """The text at `offset` is no text: the sign of a note, which is known already."""
        self._set.append((offset, offset, in_xml(style_mark(Style.HIDDEN))))
        self.open[-1].shown = Style.HIDDEN

    def reached(self, offset: int) -> None:
        """The next event stands here: a tag that is left out ends."""
        if self._cut is not None:
            self._set.append((self._cut, offset, b""))
            self._cut = None

    def leave_out(self, offset: int) -> None:
        """Leave out the tag that begins here, not what is inside the element."""
        self._cut = offset

    def marked(self) -> bytes:
        """The part with its marks."""
        pieces, done = list[bytes](), 0
        for start, end, mark in self._set:
            pieces += self.data[done:start], mark
            done = end
        return b"".join((*pieces, self.data[done:]))
