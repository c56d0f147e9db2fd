"""What a test asks of a PDF: signs and lines with their places, text as it is tagged, links, bookmarks, metadata.

Lengths are in pt, measured from the upper left corner of the page; pages count from 1.
"""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

SOFT = "\u00ad"  # hyphen of a line end, in a word that is written without
NOTES = {"Note", "FENote"}
Path_ = tuple[str, ...]


class Char(NamedTuple):
    """A sign on a page. `x`, `y`: where its origin is, on the baseline; `top`, `bottom`: what of it is ink."""

    text: str
    x: float
    y: float
    left: float
    right: float
    top: float
    bottom: float
    font: str
    size: float
    content: int  # id of the tagged content; negative for an artifact


class Line(NamedTuple):
    """What stands on one baseline, from the first to the last sign that is seen."""

    page: int
    y: float
    left: float
    right: float
    size: float
    text: str


class Link(NamedTuple):
    """`text`: the signs under it. `to`: an address, or (page, height)."""

    page: int
    text: str
    to: str | tuple[int, float]


class Bookmark(NamedTuple):
    level: int
    title: str
    page: int


class Said(NamedTuple):
    """Signs of a tagged element on one page, as they are read aloud. `path`: names of the elements around, with ids."""

    path: Path_
    page: int
    chars: tuple[Char, ...]

    @property
    def text(self) -> str:
        return "".join(char.text for char in self.chars)

    def element(self, *names: str) -> str:
        """The innermost of such elements around it, or nothing."""
        return next((name for name in reversed(self.path) if name.partition(" ")[0] in names), "")


class Pdf:
    """A PDF file, read as far as it is asked for."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @cached_property
    def pages(self) -> list[list[Char]]:
        with pypdfium2.PdfDocument(self.path) as document, pikepdf.open(self.path) as pdf:
            soft = _soft(pdf)
            return [list(_chars(page, soft)) for page in document]

    @cached_property
    def copied(self) -> list[str]:
        """What a reader gets who selects a page and copies it."""
        with pypdfium2.PdfDocument(self.path) as document:
            return [page.get_textpage().get_text_range() for page in document]

    @cached_property
    def sizes(self) -> list[tuple[float, float]]:
        with pypdfium2.PdfDocument(self.path) as document:
            return [page.get_size() for page in document]

    def lines(self, page: int, *, tagged: bool = True) -> list[Line]:
        """Lines of a page from its head to its foot: of its text, or else of its artifacts."""
        chars = [c for c in self.pages[page - 1] if (c.content >= 0) == tagged]
        return list(_lines(page, chars))

    @cached_property
    def said(self) -> list[Said]:
        """All that is tagged, in the order in which it is read aloud."""
        with pikepdf.open(self.path) as pdf:
            numbers = {page.objgen: n for n, page in enumerate(pdf.pages, 1)}
            leaves = list(_leaves(pdf.Root.StructTreeRoot.K, (), (0, 0)))
        found: dict[tuple[int, int], list[Char]] = {}
        for n, chars in enumerate(self.pages, 1):
            for char in chars:
                found.setdefault((n, char.content), []).append(char)
        return [
            Said(path, numbers[page], tuple(found.get((numbers[page], content), ()))) for path, page, content in leaves
        ]

    @cached_property
    def body(self) -> list[Said]:
        """What is read aloud without the notes and their signs."""
        return [said for said in self.said if not said.element(*NOTES) and not _is_sign(said)]

    @cached_property
    def notes(self) -> list[tuple[str, str]]:
        """(sign, text) of each note, in order."""
        found: dict[str, list[Said]] = {}
        for said in self.said:
            if note := said.element(*NOTES):
                found.setdefault(note, []).append(said)
        return [
            (joined(filter(_is_sign, note)), joined(said for said in note if not _is_sign(said)))
            for note in found.values()
        ]

    @cached_property
    def links(self) -> list[Link]:
        with pikepdf.open(self.path) as pdf:
            numbers = {page.objgen: n for n, page in enumerate(pdf.pages, 1)}
            return [
                Link(n, self._under(n, note), _target(note, numbers, self.sizes))
                for n, page in enumerate(pdf.pages, 1)
                for note in page.get("/Annots", [])
            ]

    def _under(self, page: int, note: Any) -> str:
        """Quads, if a link is of several lines."""
        high = self.sizes[page - 1][1]
        rect = [float(value) for value in note.Rect]
        quads = [float(v) for v in note.get("/QuadPoints", [rect[0], rect[1], rect[2], rect[1], *rect[2:], *rect[:2]])]
        boxes = [quads[i : i + 8] for i in range(0, len(quads), 8)]
        rows = []
        for box in sorted(boxes, key=lambda box: (-max(box[1::2]), min(box[::2]))):
            left, right, top, bottom = min(box[::2]), max(box[::2]), high - max(box[1::2]), high - min(box[1::2])
            inside = (c for c in self.pages[page - 1] if left - 0.5 <= c.x < right - 0.1 and top <= c.y - 1 <= bottom)
            rows.append("".join(c.text for c in inside))
        return plain("\n".join(rows))

    @cached_property
    def bookmarks(self) -> list[Bookmark]:
        with pypdfium2.PdfDocument(self.path) as document:
            found = []
            for item in document.get_toc():
                place = item.get_dest()
                found.append(Bookmark(item.level, item.get_title(), place.get_index() + 1 if place else 0))
            return found

    @cached_property
    def metadata(self) -> dict[str, str]:
        """XMP by name, and of the catalogue what a test asks."""
        with pikepdf.open(self.path) as pdf, pdf.open_metadata(update_docinfo=False) as xmp:
            known = {str(key): str(xmp[key]) for key in xmp}
            root = pdf.Root
            return known | {
                "Lang": str(root.get("/Lang", "")),
                "Marked": str(root.get("/MarkInfo", {}).get("/Marked", False)),
                "DisplayDocTitle": str(root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False)),
                "Title": str(pdf.docinfo.get("/Title", "")),
                "Author": str(pdf.docinfo.get("/Author", "")),
            }

    @cached_property
    def labels(self) -> list[str]:
        """Of the pages, as a reader of the PDF sees them."""
        with pikepdf.open(self.path) as pdf:
            return [page.label for page in pdf.pages]

    @cached_property
    def fonts(self) -> dict[str, bool]:
        """Name, without the prefix of a subset → is it embedded?"""
        found = {}
        with pikepdf.open(self.path) as pdf:
            for made in pdf.objects:
                if isinstance(made, pikepdf.Dictionary) and made.get("/Type") == "/FontDescriptor":
                    embedded = any(key in made for key in ("/FontFile", "/FontFile2", "/FontFile3"))
                    found[str(made.FontName).lstrip("/").split("+")[-1]] = embedded
        return found


def plain(text: str) -> str:
    """As it was written: words joined that a line end divided, any white space one space."""
    return re.sub(r"\s+", " ", re.sub(rf"{SOFT}\s*|(?<=-)\n", "", text)).strip()


def joined(pieces: Iterable[Said]) -> str:
    """Pieces of text as one; a new line is a space, too, where no hyphen stands, and so is a piece without ink."""
    text, before = "", None
    for said in pieces:
        text += "" if said.chars else " "
        for char in said.chars:
            if before and (before[0] != said.page or char.y - before[1] > 6):
                text += "\n"
            text, before = text + char.text, (said.page, char.y)
    return plain(text)


def _soft(pdf: pikepdf.Pdf) -> set[str]:
    """Fonts in which the sign of a hyphen means a soft one, where nothing else is said."""
    fonts = [made for made in pdf.objects if isinstance(made, pikepdf.Dictionary) and "/ToUnicode" in made]
    soft = [font for font in fonts if re.search(rb"> <00AD>", font.ToUnicode.read_bytes())]
    return {str(font.BaseFont).removeprefix("/").removesuffix("-Identity-H") for font in soft}


def _chars(page: Any, soft: set[str]) -> Iterator[Char]:
    text = page.get_textpage()
    high = page.get_height()
    known: dict[int, _Run] = {}
    left, bottom, right, top, x, y = (ctypes.c_double() for _ in range(6))
    for i in range(pdfium.FPDFText_CountChars(text.raw)):
        made = pdfium.FPDFText_GetTextObject(text.raw, i)
        if not made:  # not on the page but guessed
            continue
        key = ctypes.addressof(made.contents)
        if key not in known:
            known[key] = _run(made, soft)
        pdfium.FPDFText_GetCharBox(text.raw, i, left, right, bottom, top)
        pdfium.FPDFText_GetCharOrigin(text.raw, i, x, y)
        char = chr(pdfium.FPDFText_GetUnicode(text.raw, i))
        if pdfium.FPDFText_IsHyphen(text.raw, i):  # any at the end of a line
            char = known[key].hyphen
        box = (left.value, right.value, high - top.value, high - bottom.value)
        yield Char(char, x.value, high - y.value, *box, *known[key][:3])


class _Run(NamedTuple):
    """Text that is drawn at once. `hyphen`: what one at its end means."""

    font: str
    size: float
    content: int
    hyphen: str


def _run(made: Any, soft: set[str]) -> _Run:
    text, size, long = ctypes.create_string_buffer(200), ctypes.c_float(), ctypes.c_ulong()
    pdfium.FPDFFont_GetBaseFontName(pdfium.FPDFTextObj_GetFont(made), text, 200)
    font = text.value.decode()
    pdfium.FPDFTextObj_GetFontSize(made, size)
    marks = [pdfium.FPDFPageObj_GetMark(made, i) for i in range(pdfium.FPDFPageObj_CountMarks(made))]
    hyphen, said = SOFT if font in soft else "-", (ctypes.c_ushort * 100)()
    for mark in marks:
        if pdfium.FPDFPageObjMark_GetParamStringValue(mark, b"ActualText", said, 200, long):
            hyphen = bytes(said)[: long.value].decode("utf-16-le").rstrip("\0") or SOFT  # which it does not decode
    return _Run(font.split("+")[-1], round(size.value, 3), _content(marks), hyphen)


def _content(marks: list[Any]) -> int:
    """The innermost id; of an artifact none."""
    number = ctypes.c_int()
    found = [number.value for mark in marks if pdfium.FPDFPageObjMark_GetParamIntValue(mark, b"MCID", number)]
    return found[-1] if found else -1


def _lines(page: int, chars: Iterable[Char]) -> Iterator[Line]:
    """Signs whose baselines are less than 1 pt apart are of one line."""
    ordered = sorted(chars, key=lambda c: c.y)
    ends = [i for i, (one, other) in enumerate(pairwise(ordered), 1) if other.y - one.y > 1]
    for first, last in pairwise([0, *ends, len(ordered)]):
        row = sorted(ordered[first:last], key=lambda c: c.x)
        if seen := [c for c in row if c.text.strip()]:
            text = "".join(c.text for c in row)
            yield Line(page, seen[0].y, seen[0].left, seen[-1].right, max(c.size for c in seen), text)


def _leaves(kids: Any, path: Path_, page: tuple[int, int]) -> Iterator[tuple[Path_, tuple[int, int], int]]:
    """Tagged content below an element: names around it, object number of the page, id."""
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, int):
            yield path, page, kid
            continue
        here = kid.Pg.objgen if "/Pg" in kid else page
        if kid.get("/Type") == "/MCR":
            yield path, here, int(kid.MCID)
        elif "/S" in kid and "/K" in kid:
            yield from _leaves(kid.K, (*path, f"{str(kid.S)[1:]} {kid.objgen[0]}"), here)


def _is_sign(said: Said) -> bool:
    """The sign of a note, in the text or before the note."""
    return bool(said.element("Lbl")) and not said.element("L")


def _target(
    note: Any, numbers: dict[tuple[int, int], int], sizes: list[tuple[float, float]]
) -> str | tuple[int, float]:
    action = note.get("/A", {})
    if "/URI" in action:
        return str(action.URI)
    place = note.get("/Dest", action.get("/D"))
    page = numbers[place[0].objgen]
    return page, round(sizes[page - 1][1] - float(place[3]), 2)


class Sign(NamedTuple):
    page: int
    char: Char


def find(pdf: Pdf, texts: Iterable[str]) -> list[list[Sign]]:
    """The signs of texts that follow each other, but spaces and hyphens of line ends; none of one that is not there."""
    signs = [Sign(s.page, c) for s in pdf.body for c in s.chars if c.text != SOFT and c.text.strip()]
    whole, at, found = "".join(sign.char.text for sign in signs), 0, []
    for text in texts:
        wanted = "".join(text.split())
        start = whole.find(wanted, at)
        at = max(at, start + len(wanted))
        found.append(signs[start : start + len(wanted)] if start >= 0 else [])
    return found


def rows(signs: list[Sign]) -> list[list[Sign]]:
    """Signs line by line."""
    ends = [
        i
        for i, (one, other) in enumerate(pairwise(signs), 1)
        if one.page != other.page or abs(one.char.y - other.char.y) > 1
    ]
    return [signs[i:j] for i, j in pairwise([0, *ends, len(signs)])]


def measure(pdf: Pdf, paragraphs: Iterable[list[Sign]]) -> dict[bool, tuple[float, float]]:
    """Left and right edge of the text on odd (True) and even pages: where most lines begin and end."""
    lines = [row for signs in paragraphs for row in rows(signs)[:-1]]
    edges = {}
    for odd in (True, False):
        of_side = [row for row in lines if row[0].page % 2 == odd]
        left = min(round(row[0].char.x, 1) for row in of_side)
        right = Counter(round(row[-1].char.right) for row in of_side).most_common(1)[0][0]
        edges[odd] = (left, float(right))
    return edges
