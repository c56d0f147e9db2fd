"""Set books with Typst: run as a process of its own, because the compiler keeps what it once took of memory.

Reads jobs from standard input, answers on standard output, both JSON; one line per book. Imports nothing of Sphinx.
A book is set in two steps: pass after pass until every place is known; then as a PDF. Of a volume each step has its
process, the first without what stands in the margins, so that the compiler never holds many versions of all pages.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import typst

from jourfixe.files import write_whole

STANDARDS: list[typst.PDFStandard] = ["ua-1", "a-2a"]
PASSES = 20
WHERE = """
query(metadata).map(m => (
  str(m.label), m.value, m.location().page(), calc.round(m.location().position().y / 1pt, digits: 2),
))
"""
Json = dict[str, Any]


def typeset(name: str, folder: str, data: str, out: str, steps: list[str]) -> Json:
    """Set a book from the folder of its sources: find its "places", print the "pdf". With faults none is written."""
    book, faults = Book(Path(folder), data, draft="pdf" not in steps), list[str]()
    try:
        if "places" in steps:
            faults = book.find_places()
        if "pdf" in steps and not faults:
            faults = book.print(Path(out))
    except RuntimeError as error:
        faults = [getattr(error, "diagnostic", f"error: {error}\n")]
    return {"name": name, "faults": faults}


class Book:
    """A book in the hands of the compiler. `data`: its facts, as a path below the folder of the sources."""

    def __init__(self, folder: Path, data: str, *, draft: bool) -> None:
        known = f"{data.removesuffix('.json')}.places.json"
        self.known = Path(folder, known.lstrip("/"))
        inputs = {"book": data, "places": known, "draft": "yes" if draft else ""}
        self.compiler = typst.Compiler(folder / "main.typ", root=folder, ignore_system_fonts=True, sys_inputs=inputs)

    def find_places(self) -> list[str]:
        """Set it until everything stays where it is, and no line is alone that should not be."""
        places, short = places_of([]), dict[str, int]()
        for _ in range(PASSES):
            write_whole(self.known, [json.dumps({**places, "short": short}, ensure_ascii=False).encode()])
            before, places = places, self._places()
            if places == before:
                alone = lonely(places["set"])
                if not alone:
                    return []
                short |= {label: short.get(label, 0) + 1 for label in alone}
        return ["error: the places of references do not settle\n"]

    def print(self, out: Path) -> list[str]:
        pdf, warnings = self.compiler.compile_with_warnings(format="pdf", pdf_standards=STANDARDS)
        faults = [warning.diagnostic for warning in warnings]
        known = json.loads(self.known.read_text("utf-8"))
        if {**self._places(), "short": known["short"]} != known:
            faults.append("error: what is in the margins has moved the text\n")
        if isinstance(pdf, bytes) and not faults:
            write_whole(out, [pdf])
        return faults

    def _places(self) -> Json:
        try:
            return places_of(json.loads(self.compiler.eval(WHERE)))
        except RuntimeError:  # does not say where the fault is
            self.compiler.compile(format="pdf")
            raise


def places_of(found: list[tuple[str, Any, int, float]]) -> Json:
    """What the template wants to know, from (label, value, page, height in pt) of everything marked."""
    places: Json = {"marks": {}, "lines": {}, "chapters": [], "set": {}}
    for label, value, page, y in found:
        if label == "line":
            on_page = places["lines"].setdefault(str(page), [])
            if not on_page or on_page[-1][0] != y:
                on_page.append([y, []])
            on_page[-1][1].append(value)
        elif label == "set-line":
            places["set"].setdefault(value, []).append(page)
        elif label == "chapter":
            places["chapters"].append({"page": page, **value})
        else:
            places["marks"][label] = [page, y]
    return places


def lonely(lines: dict[str, list[int]]) -> list[str]:
    """Of paragraphs, given the page of each of their lines: those whose first or last line is alone on a page.

    Only the first of a document, because what is done for it moves the others.
    """
    found: dict[str, str] = {}
    for label, pages in lines.items():
        if pages[0] != pages[-1] and 1 in (pages.count(pages[0]), pages.count(pages[-1])):
            found.setdefault(label.partition("#")[0], label)
    return list(found.values())


if __name__ == "__main__":
    for job in json.load(sys.stdin):
        print(json.dumps(typeset(**job)), flush=True)
