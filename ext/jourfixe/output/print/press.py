"""From documents as code to PDFs: which books are no longer as they were, and the processes that set them.

The table of contents of the folder, druck.json, remembers of which sources each book was made.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from importlib.metadata import version
from itertools import chain
from pathlib import Path
from typing import Any

from sphinx.environment import BuildEnvironment

from ...edition.domain import domain_of
from ...edition.errors import EditionError
from ...edition.printed import CONTENTS, FORMAT, stamp_of
from ...files import write_whole
from ...findings import finding
from ...model import Finding, Place
from .books import Book, content
from .faults import findings_of
from .registers import targets

PRINTED = "jourfixe-printed"  # event: how many books are set, of how many
BATCH = 10  # hand-outs that one process sets; a volume has a process of its own
TEMPLATES = ("main.typ", "template.typ")
TYPESET = Path(__file__).with_name("typeset.py")
Json = dict[str, Any]


class Press:
    """Prints the books of an edition from the folder `sources` into the folder `out`."""

    def __init__(self, env: BuildEnvironment, sources: Path, out: Path, jobs: int) -> None:
        self.env, self.sources, self.out, self.jobs = env, sources, out, jobs
        self.before = _before(out / CONTENTS)
        self.now: dict[str, Json] = {}

    def print(self, books: Sequence[Book]) -> None:
        """All that are not there as they should be. EditionError if one cannot be made; the others are."""
        made_of = {book.name: self._write(book) for book in books}
        due = []
        for book in books:
            known = self.before.get(book.name, {})
            if known.get("sources") == made_of[book.name] and self._pdf(book.name).exists():
                self._keep(book, made_of[book.name], known["pages"], known["paragraphs"])
            else:
                due.append(book)
        self._remember(books)  # what is set anew is unknown until it is there
        findings: list[Finding] = []
        for i, (book, answer) in enumerate(self._all(due), 1):
            findings += self._answered(book, answer, made_of[book.name])
            self.env.events.emit(PRINTED, i, len(due))
        self._clear(books)
        self._remember(books)
        if findings:
            raise EditionError(dict.fromkeys(findings))

    def _all(self, due: Sequence[Book]) -> Iterator[tuple[Book, Json | None]]:
        """Volumes one after another, because of what they take of memory; then the hand-outs."""
        for book in due:
            if book.year:
                yield from self._run([book])
        handouts = [book for book in due if not book.year]
        batches = [handouts[i : i + BATCH] for i in range(0, len(handouts), BATCH)]
        with ThreadPoolExecutor(self.jobs) as pool:
            yield from chain.from_iterable(pool.map(self._run, batches))

    def _pdf(self, name: str) -> Path:
        return self.out / f"{name}.pdf"

    def _write(self, book: Book) -> str:
        """What the template must know of the book; returns the digest of everything it is made of."""
        known = [json.loads((self.sources / f"{part}.json").read_text("utf-8")) for part in book.parts]
        data = content(self.env, book)
        wanted = {label for part in known for label in part["wanted"]} | set(targets(data["registers"]))
        labels = {label for part in known for label in part["labels"]} | {r["label"] for r in data["registers"]}
        data["wanted"] = dict.fromkeys(sorted(wanted & labels), True)
        file = self._data(book)
        write_whole(file, [json.dumps(data, ensure_ascii=False, indent=1).encode()])
        digest = sha256(version("typst").encode())
        images = [self.sources / image for part in known for image in part["images"]]
        code = [self.sources / f"{part}.typ" for part in book.parts]
        for path in (file, TYPESET, *(self.sources / name for name in TEMPLATES), *code, *images):
            digest.update(sha256(path.read_bytes() if path.exists() else b"").digest())
        return digest.hexdigest()

    def _data(self, book: Book) -> Path:
        return self.sources / f"{book.name}.book.json"

    def _run(self, batch: Sequence[Book]) -> list[tuple[Book, Json | None]]:
        """Set some books; each with its answer. A process that died has not answered for all."""
        answers = _typeset([self._job(book, "") for book in batch])
        sound = [book for book in batch if answers.get(book.name, {}).get("faults") == []]
        printed = _typeset([self._job(book, str(self._pdf(book.name))) for book in sound])
        return [(book, printed.get(book.name) if book in sound else answers.get(book.name)) for book in batch]

    def _job(self, book: Book, out: str) -> dict[str, str]:
        return {"name": book.name, "folder": str(self.sources), "data": f"/{book.name}.book.json", "out": out}

    def _answered(self, book: Book, answer: Json | None, sources: str) -> list[Finding]:
        if answer == {"name": book.name, "faults": []}:
            marks = json.loads((self.sources / f"{book.name}.book.places.json").read_text("utf-8"))["marks"]
            numbers = () if book.year else book.records[0].numbers
            self._keep(book, sources, marks["end"][0], {rn: marks[f"{book.name}#rn-{rn}"][0] for rn in numbers})
            return []
        self._pdf(book.name).unlink(missing_ok=True)
        if answer is None:
            return [finding("JF688", Place(f"{book.name}.pdf"))]
        root = Path(self.env.srcdir).parent
        return [f for fault in answer["faults"] for f in findings_of(fault, self.sources, root, book.name)]

    def _keep(self, book: Book, sources: str, pages: int, paragraphs: dict[str, int]) -> None:
        stamp = stamp_of(domain_of(self.env), book.name)
        self.now[book.name] = {
            "file": f"{book.name}.pdf",
            "stamp": stamp,
            "pages": pages,
            "paragraphs": paragraphs,
            "sources": sources,
        }

    def _clear(self, books: Sequence[Book]) -> None:
        """Take away what belongs to books that are no more."""
        for name in self.before.keys() - {book.name for book in books}:
            for path in (self._pdf(name), *(self.sources / name).parent.glob(f"{Path(name).name}.*")):
                path.unlink(missing_ok=True)

    def _remember(self, books: Sequence[Book]) -> None:
        ordered = {book.name: self.now[book.name] for book in books if book.name in self.now}
        text = json.dumps({"format": FORMAT, "books": ordered}, ensure_ascii=False, indent=1)
        write_whole(self.out / CONTENTS, [text.encode()])


def _before(path: Path) -> dict[str, Json]:
    try:
        books = json.loads(path.read_text("utf-8"))["books"]
        return {name: row for name, row in books.items() if row.keys() >= {"sources", "pages", "paragraphs"}}
    except (OSError, ValueError, TypeError, AttributeError, KeyError):
        return {}


def _typeset(jobs: Sequence[Json]) -> dict[str, Json]:
    """What a process answers, by the names of the books."""
    if not jobs:
        return {}
    call = [sys.executable, "-P", str(TYPESET)]
    done = subprocess.run(call, input=json.dumps(jobs).encode(), capture_output=True, check=False)  # noqa: S603
    return {answer["name"]: answer for answer in map(json.loads, done.stdout.splitlines())}
