"""The files to be read: each variant is a way in which protocols are really printed."""

from __future__ import annotations

from .layout import HELVETICA, TIMES, Faces, Layout
from .truth import Made
from .with_reportlab import vera, with_reportlab

BOOK = Layout(indent="hanging", justified=True, hyphen="-", foot="{n}")
NOTES = Layout(text="bienen")


def layouts() -> dict[str, Layout]:
    """Variants by name."""
    return {
        "serif, every fifth line": Layout(),
        "hanging dashes, justified and divided": BOOK,
        "words without spaces between them": Layout(
            justified=True, hyphen="-", spaces=False, indent="first", gap=0, foot="– {n} –"
        ),
        "soft hyphens": Layout(faces=HELVETICA, size=10.5, justified=True, hyphen="\xad", foot="Seite {n}"),
        "numbers at the right, drawn together": Layout(
            side="right", together=True, left=70, right=100, text="fahrplan", dash="–", foot="{n}"
        ),
        "every line, anew on each page": Layout(
            step=1, restart=True, faces=HELVETICA, size=10, head="Jour fixe vom 26.01.2026 – Seite {n}"
        ),
        "every tenth line, four digits": Layout(
            step=10, begin=985, faces=vera(False), size=9.5, hyphen="-", together=True
        ),
        "italics of a font without a name": Layout(
            faces=vera(True), size=9.5, leading=13, text="fahrplan", dash="–", indent="hanging", hyphen="-"
        ),
        "slanted by the matrix": Layout(faces=Faces("Times-Roman", "Times-Bold"), size=12, leading=16, foot="{n}"),
        "two pages on a sheet": Layout(
            page=(420.94, 595.28), left=62, right=40, top=50, bottom=60, size=9, leading=11.5,
            spread=True, foot="{n}", hyphen="-", justified=True, number_size=6.5,
        ),  # fmt: skip
        "no numbers, first lines indented": Layout(step=0, indent="first", gap=0, justified=True, hyphen="-"),
        "upright contributions": Layout(italics=False, text="fahrplan", dash="–", foot="{n}"),
        "numbers as large as the text and close to it": Layout(
            number_size=11, number_gap=7, text="fahrplan", leading=18, head="{n}", size=11.5
        ),
        "footnotes, lists and a table": Layout(text="bienen", foot="{n}"),
        "footnotes, lists and a table, justified": Layout(
            text="bienen", faces=HELVETICA, size=10, justified=True, hyphen="-", indent="hanging", foot="Seite {n}",
            side="right", right=90, page=(500, 700),
        ),  # fmt: skip
        "footnotes, lists and a table, every line": Layout(
            text="bienen", faces=TIMES, step=1, spaces=False, justified=True, hyphen="\xad",
            head="Jour fixe vom 09.02.2026 Die Honigbiene · {n}", page=(480, 680),
        ),  # fmt: skip
    }


def printed() -> dict[str, Made]:
    """Every variant, printed."""
    return {name: with_reportlab(name, layout) for name, layout in layouts().items()}
