"""The files to be read: each variant is a way in which protocols are really printed."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from .layout import HELVETICA, Faces, Layout
from .truth import Made
from .with_reportlab import vera, with_reportlab
from .with_typst import with_typst
from .with_word import from_office, with_word

PLAIN = Layout()
BOOK = Layout(justified=True, hyphen="-", foot="{n}")
DIALOGUE = Layout(text="fahrplan", dash="–", foot="{n}")
RICH = Layout(text="bienen", foot="{n}")
HALF = replace(BOOK, page=(420.94, 595.28), left=62, right=40, top=50, bottom=60, size=9, leading=11.5, number_size=6.5)
SLANTED = Faces("Times-Roman", "Times-Bold")
DENSE = replace(RICH, justified=True, hyphen="-")

LAYOUTS = {
    "serif, every fifth line": PLAIN,
    "hanging dashes, justified and divided": replace(BOOK, indent="hanging"),
    "words without spaces between them": replace(BOOK, spaces=False, indent="first", gap=0, foot="– {n} –"),
    "soft hyphens": replace(BOOK, faces=HELVETICA, size=10.5, hyphen="\xad", foot="Seite {n}"),
    "numbers at the right, drawn together": replace(DIALOGUE, side="right", together=True, left=70, right=100),
    "every line, anew on each page": replace(
        PLAIN, step=1, restart=True, faces=HELVETICA, size=10, head="Jour fixe vom 26.01.2026 – Seite {n}"
    ),
    "every tenth line, four digits": replace(
        PLAIN, step=10, begin=985, faces=vera(False), size=9.5, hyphen="-", together=True
    ),
    "italics of a font without a name": replace(
        DIALOGUE, faces=vera(True), size=9.5, leading=13, foot="", indent="hanging", hyphen="-"
    ),
    "slanted by the matrix": replace(PLAIN, faces=SLANTED, size=12, leading=16, foot="{n}"),
    "two pages on a sheet": replace(HALF, spread=True),
    "no numbers, first lines indented": replace(BOOK, step=0, indent="first", gap=0),
    "upright contributions": replace(DIALOGUE, italics=False),
    "numbers as large as the text and close to it": replace(
        DIALOGUE, number_size=11, number_gap=7, leading=18, head="{n}", foot="", size=11.5
    ),
    "empty lines are counted": replace(BOOK, blanks=True, gap=0),
    "small pages, counted anew on each": replace(BOOK, page=(330, 400), left=56, right=36, size=9.5, restart=True),
    "small pages, numbers as large as the text": replace(
        BOOK, page=(330, 400), left=56, right=36, size=9.5, leading=12, number_size=9.5, foot="– {n} –"
    ),
    "footnotes, lists and a table": RICH,
    "footnotes, lists and a table, numbers at the right": replace(
        DENSE, faces=HELVETICA, size=10, indent="hanging", side="right", right=90, page=(500, 700), foot="Seite {n}"
    ),
    "footnotes, lists and a table, every line": replace(
        DENSE, step=1, spaces=False, hyphen="\xad", page=(480, 680), foot="", head="Jour fixe vom 09.02.2026 · {n}"
    ),
}

MODERN = Faces("New Computer Modern", "New Computer Modern")
LIBERTINUS = Faces("Libertinus Serif", "Libertinus Serif")

TYPST = {
    "Typst, hanging dashes": replace(BOOK, faces=MODERN, size=10.5, indent="hanging"),
    "Typst, every line at the right, first lines indented": replace(
        DIALOGUE, faces=LIBERTINUS, step=1, side="right", indent="first", justified=True, hyphen="-", foot="– {n} –"
    ),
    "Typst, ragged, every tenth line": replace(PLAIN, faces=LIBERTINUS, step=10, size=12),
    "Typst, footnotes, lists and a table": replace(DENSE, faces=MODERN, size=10, page=(500, 700)),
}
NATURAL = {
    "Typst, as Typst breaks lines": replace(BOOK, faces=LIBERTINUS),
    "Typst, as Typst breaks lines, with footnotes, lists and a table": replace(DENSE, faces=MODERN, page=(440, 640)),
}
SERIF = Faces("Liberation Serif", "Liberation Serif")
SANS = Faces("Liberation Sans", "Liberation Sans")

WORD = {
    "Word": replace(DIALOGUE, faces=SERIF, indent="hanging"),
    "Word, footnotes, lists and a table": replace(RICH, faces=SANS, size=10),
}
#: Name → file, its layout, and whether each line was broken by hand.
OFFICE_FILES = {
    "LibreOffice, ODT": ("fahrplan.odt", (WORD["Word"], False)),
    "LibreOffice, ODT with footnotes, lists and a table": (
        "bienen.odt",
        (WORD["Word, footnotes, lists and a table"], False),
    ),
    "LibreOffice, PDF, justified and divided": (
        "buecherei.pdf",
        (replace(BOOK, faces=SERIF, indent="hanging", head="Jour fixe vom 26.01.2026"), False),
    ),
    "LibreOffice, PDF with footnotes, lists and a table": (
        "bienen.pdf",
        (replace(RICH, faces=SANS, size=10, page=(500, 700), hyphen="-", justified=True, notes_counted=True), False),
    ),
    "LibreOffice, PDF, every line, anew on each page": (
        "fahrplan-pages.pdf",
        (replace(DIALOGUE, faces=SANS, size=10, page=(500, 700), step=1, restart=True), False),
    ),
    "LibreOffice, PDF, known lines": (
        "fahrplan.pdf",
        (replace(DIALOGUE, faces=SERIF, hyphen="-", indent="hanging"), True),
    ),
    "LibreOffice, PDF, known lines, empty ones counted": (
        "fahrplan-blanks.pdf",
        (replace(DIALOGUE, faces=SANS, hyphen="-", gap=0, blanks=True), True),
    ),
    "LibreOffice, PDF, known lines with footnotes, lists and a table": (
        "bienen-lines.pdf",
        (replace(RICH, faces=SERIF, step=1, page=(500, 700), hyphen="-"), True),
    ),
    "LibreOffice, PDF, known lines, those of footnotes counted apart": (
        "bienen-notes.pdf",
        (replace(RICH, faces=SERIF, step=1, page=(500, 700), hyphen="-", notes_counted=True), True),
    ),
}
NAMES = (*LAYOUTS, *TYPST, *NATURAL, *WORD, *OFFICE_FILES)
#: Those of which each printed line is known.
LINED = (*LAYOUTS, *TYPST, *(name for name, (_, (_, broken)) in OFFICE_FILES.items() if broken))


@cache
def variant(name: str) -> Made:
    """A variant, printed."""
    if name in LAYOUTS:
        return with_reportlab(name, LAYOUTS[name])
    if name in WORD:
        return with_word(name, WORD[name])
    if name in OFFICE_FILES:
        file, (layout, broken) = OFFICE_FILES[name]
        return from_office(name, file, layout, broken)
    return with_typst(name, {**TYPST, **NATURAL}[name], natural=name in NATURAL)
