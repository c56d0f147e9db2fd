"""Pictures as Typst code. The call that reads a file stands in the code of the document, below the name of the file."""

from __future__ import annotations

import re
from pathlib import Path

from docutils import nodes

from .syntax import call, string

SIGNATURES = {b"\x89PNG": "png", b"\xff\xd8\xff": "jpg", b"GIF8": "gif", b"RIFF": "webp"}
LENGTH = re.compile(r"(\d{1,5}(?:\.\d{1,5})?) ?(%|px|pt|pc|cm|mm|in|em|ex|)")
UNITS = {"px": (0.75, "pt"), "": (0.75, "pt"), "pc": (12.0, "pt"), "ex": (0.5, "em")}
SIDES = ("left", "center", "right")


def picture(node: nodes.Element, file: Path, path: str) -> str:
    """`file`: the editor's; `path`: the same where Typst reads it. Without a description it is an ornament."""
    alt, kind = node.get("alt", ""), _kind(file)
    named = {"format": string(kind)} if kind else {}
    if alt:
        drawn = call("image", string(path), **named, alt=string(alt))
    else:
        drawn = call("pdf.artifact", call("image", string(path), **named))
    asked = {name: made for name in ("width", "height") if (made := _length(str(node.get(name, ""))))}
    if scale := node.get("scale", 0):
        asked["scale"] = f"{scale}%"
    if node.get("align") in SIDES:
        asked["side"] = node["align"]
    return call("picture", f"\n{drawn}\n", alone="true" if _stands_alone(node) else "false", **asked)


def _kind(file: Path) -> str:
    """By what is in it, whatever its name; an unknown one is left to the compiler."""
    try:
        with file.open("rb") as opened:
            start = opened.read(64)
    except OSError:
        return ""
    known = next((kind for signature, kind in SIGNATURES.items() if start.startswith(signature)), "")
    return known or ("svg" if start.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<") else "")


def _length(asked: str) -> str:
    """As Typst writes it; a pixel is the 96th part of an inch."""
    found = LENGTH.fullmatch(asked.strip())
    if not found or not float(found[1]):
        return ""
    factor, unit = UNITS.get(found[2], (1.0, found[2]))
    return f"{float(found[1]) * factor:g}{unit}"


def _stands_alone(node: nodes.Node) -> bool:
    """Is there not a word beside it?"""
    box = node.parent
    while isinstance(box, nodes.Element) and isinstance(box, nodes.Inline):
        box = box.parent
    return not isinstance(box, nodes.TextElement) or not any(text.strip() for text in box.findall(nodes.Text))
