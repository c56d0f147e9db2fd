"""Set books with Typst: run as a process of its own, because the compiler keeps what it once took of memory.

Reads jobs from standard input, answers on standard output, both JSON; one line per job. Imports nothing of Sphinx.
Before a book is printed it must be known where everything in it stands, so it is set pass after pass until that is
so: a hand-out at once, a volume part by part, as each part begins on a new page. Then it is printed as a whole.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typst

from jourfixe.files import write_whole

STANDARDS: list[typst.PDFStandard] = ["ua-1", "a-2a"]
FRONT = "front"  # the part before all others, which names their pages and is therefore set last
FRONT_PAGES = 3  # of title, verso and contents, where they are not known yet
PASSES = 40
SHORTER = 8  # lines that a page may lose for the sake of one paragraph
WHERE = """
query(metadata).map(m => (
  str(m.label), m.value, m.location().page(), calc.round(m.location().position().y / 1pt, digits: 2),
))
"""
NOTES = """
query(footnote.entry).map(e => (
  e.location().page(), e.note.location().page(), calc.round(e.note.location().position().y / 1pt, digits: 2),
))
"""
MOVED = "error: the places of references do not settle\n"
Json = dict[str, Any]
Found = list[tuple[str, Any, int, float]]  # label, value, page, height in pt of everything marked


def typeset(folder: str, data: str, out: str, steps: list[str], part: str = "") -> Json:
    """Find the "places" of a book or of one of its parts; print its "pdf". With faults nothing is printed."""
    book = Book(Path(folder), data, part, searching="places" in steps, draft="pdf" not in steps)
    faults: list[str] = []
    try:
        if "places" in steps:
            faults = book.find_places()
        if "pdf" in steps and not faults:
            faults = book.print(Path(out))
    except RuntimeError as error:
        faults = [getattr(error, "diagnostic", f"error: {error}\n")]
    known = json.loads(book.known.read_text("utf-8")) if "pdf" in steps and not faults else nothing()
    pages = {label: page for label, (page, _) in known["marks"].items()}
    return {"faults": faults, "moved": faults == [MOVED], "pages": known["pages"], "marks": pages}


class Book:
    """A book in the hands of the compiler. `data`: its facts, as a path below the folder of the sources."""

    def __init__(self, folder: Path, data: str, part: str, *, searching: bool, draft: bool) -> None:
        known = f"{data.removesuffix('.json')}.places.json"
        self.known, self.part = Path(folder, known.lstrip("/")), part
        inputs = {"book": data, "places": known, "part": part}
        inputs |= {"draft": "yes" if draft else "", "searching": "yes" if searching else ""}
        self.compiler = typst.Compiler(folder / "main.typ", root=folder, ignore_system_fonts=True, sys_inputs=inputs)

    def find_places(self) -> list[str]:
        """Set it until everything stays where it is, and no line or note stands where it should not."""
        before = self._before()
        first = 0 if self.part == FRONT else before["pages"]
        own, short, hopeless = nothing(), dict[str, int](), set[str]()
        for _ in range(PASSES):
            self._write(joined(before, shifted(own, first)) | {"short": before["short"] | short})
            last, own = own, self._places()
            unfit = {label for label in (*lonely(own), *astray(own)) if label not in hopeless}
            hopeless |= {label for label in unfit if short.get(label, 0) == SHORTER}
            if own == last and not unfit:
                return []
            short |= {label: 0 if label in hopeless else short.get(label, 0) + 1 for label in first_of_each(unfit, own)}
        return [MOVED]

    def _before(self) -> Json:
        """What is known of the parts before. When the front is set, all are, and learn how many pages it has."""
        if not self.part:
            return nothing()
        if not self.known.exists():
            return nothing() | {"pages": FRONT_PAGES, "front": FRONT_PAGES}
        before: Json = json.loads(self.known.read_text("utf-8"))
        if self.part == FRONT:
            front = self._places()["pages"]
            before = shifted(before, front - before["front"]) | {"short": before["short"], "front": front}
        return before

    def print(self, out: Path) -> list[str]:
        pdf, warnings = self.compiler.compile_with_warnings(format="pdf", pdf_standards=STANDARDS)
        faults = [warning.diagnostic for warning in warnings]
        known, now = json.loads(self.known.read_text("utf-8")), self._places()
        if any(known[what] != now[what] for what in ("marks", "chapters", "pages")):
            faults.append(MOVED)
        if isinstance(pdf, bytes) and not faults:
            write_whole(out, [pdf])
        return faults

    def _write(self, known: Json) -> None:
        write_whole(self.known, [json.dumps(known, ensure_ascii=False).encode()])

    def _places(self) -> Json:
        try:
            return places_of(*(json.loads(self.compiler.eval(what)) for what in (WHERE, NOTES)))
        except RuntimeError:  # does not say where the fault is
            self.compiler.compile(format="pdf")
            raise


def nothing() -> Json:
    """Nothing is known.

    `marks`: label → page and height in pt. `lines`: page → height, and the lines of the witness that begin there.
    `chapters`: page and names. `set`: label of a paragraph with notes → page of each of its lines. `notes`: page of
    each, page and height of its sign. `short`: label of a paragraph → lines by which the page before it is shorter.
    `pages`: how many there are, `front`: how many of them before the first part that was set.
    """
    return {"marks": {}, "lines": {}, "chapters": [], "set": {}, "notes": [], "short": {}, "pages": 0, "front": 0}


def places_of(found: Found, notes: list[list[float]]) -> Json:
    places = nothing() | {"notes": notes}
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
        elif label == "end":
            places["pages"] = page
        else:
            places["marks"][label] = [page, y]
    return places


def shifted(places: Json, by: int) -> Json:
    """As many pages further on."""
    return nothing() | {
        "marks": {label: [page + by, y] for label, (page, y) in places["marks"].items()},
        "lines": {str(int(page) + by): lines for page, lines in places["lines"].items()},
        "chapters": [chapter | {"page": chapter["page"] + by} for chapter in places["chapters"]],
        "pages": places["pages"] + by,
    }


def joined(one: Json, other: Json) -> Json:
    """Two parts, in either order."""
    chapters = sorted([*one["chapters"], *other["chapters"]], key=lambda chapter: int(chapter["page"]))
    marks, lines = one["marks"] | other["marks"], one["lines"] | other["lines"]
    return one | {"marks": marks, "lines": lines, "chapters": chapters, "pages": max(one["pages"], other["pages"])}


def lonely(places: Json) -> Iterator[str]:
    """Of paragraphs whose lines are marked: those whose first or last line is alone on a page."""
    for label, pages in places["set"].items():
        if pages[0] != pages[-1] and 1 in (pages.count(pages[0]), pages.count(pages[-1])):
            yield label


def astray(places: Json) -> Iterator[str]:
    """Paragraphs with a note that is not on the page of its sign."""
    starts = sorted((place, label) for label, place in places["marks"].items() if "#rn-" in label)
    for page, of_sign, y in places["notes"]:
        if page != of_sign:
            yield from [label for place, label in starts if place <= [of_sign, y]][-1:]


def first_of_each(labels: set[str], places: Json) -> list[str]:
    """The first of each document, because what is done for it moves the others."""
    found: dict[str, str] = {}
    for label in sorted(labels, key=lambda label: places["marks"][label]):
        found.setdefault(label.partition("#")[0], label)
    return list(found.values())


if __name__ == "__main__":
    for job in json.load(sys.stdin):
        print(json.dumps(typeset(**job)), flush=True)
