"""The script of the site: one file, joined from parts that each do one thing.

From the disk (file://) no modules can be loaded. So the parts are joined inside one function, where they share their
names with each other and with nobody else. The same goes for data: they lie in scripts that hand them to their element.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Mapping
from pathlib import Path

from rjsmin import jsmin
from sphinx.application import Sphinx

from ...apparatus import quoting, referring
from ...apparatus.citing.sentences import sentence_starts
from ...files import write_whole

HERE = Path(__file__).parent / "scripts"
NAME = "jourfixe.js"
PARTS = (
    "text",
    "laden",
    "verweis",
    "formen",
    "stamm",
    "suchen",
    "suchseite",
    "stelle",
    "zitieren",
    "finden",
    "sammlung",
    "lesart",
    "vorschau",
    "darstellung",
    "offline",
)


def joined(tables: Mapping[str, object]) -> str:
    """All parts without their comments, and before them the tables that they share with Python."""
    constants = [f"const {name} = {as_script(table)};" for name, table in tables.items()]
    parts = [(HERE / f"{name}.js").read_text("utf-8") for name in PARTS]
    whole = "\n".join(['(() => {\n"use strict";', *constants, *parts, "})();"])
    return f"{jsmin(whole)}\n"


def as_script(data: object) -> str:
    """A literal that can stand in a script, and in a page."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def data_script(data: object) -> bytes:
    """A file that hands its data to whoever has put it into the page (laden.js)."""
    event = f'new CustomEvent("daten",{{detail:{as_script(data)}}})'
    return f"document.currentScript.dispatchEvent({event});\n".encode()


def sentence_offsets(text: str) -> str:
    """Where sentences begin, in the units of a script, of which some characters take two; empty if there is one."""
    wide = [at for at, sign in enumerate(text) if sign > "\uffff"]
    starts = [start + bisect_left(wide, start) for start in sentence_starts(text)]
    return " ".join(map(str, starts)) if len(starts) > 1 else ""


def write_script(app: Sphinx) -> None:
    """Before any page is written: their addresses of it hold its checksum."""
    if app.builder.name in ("html", "dirhtml"):
        path = Path(app.outdir, "_static", NAME)
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, [joined(referring.tables() | quoting.tables()).encode()])
        app.add_js_file(NAME, priority=900, loading_method="defer")
