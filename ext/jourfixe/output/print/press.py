"""Which books are no longer as they were, and the processes that set them.

The table of contents of the folder, druck.json, remembers of which sources each book was made.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from pathlib import Path

from sphinx.environment import BuildEnvironment

from ...edition.domain import domain_of
from ...edition.errors import EditionError
from ...edition.printed import CONTENTS, FORMAT, stamp_of
from ...files import write_whole
from ...findings import finding
from ...model import Finding, Place
from .books import Book, content
from .faults import findings_of
from .sources import TYPESET, Json, Sources

PRINTED = "jourfixe-printed"  # event: how many books are set, of how many
BATCH = 10  # hand-outs that one process sets; a volume has a process of its own


class Press:
    """Prints the books of an edition into the folder `out`; `jobs` processes at once."""

    def __init__(self, env: BuildEnvironment, sources: Sources, out: Path, jobs: int) -> None:
        self.env, self.sources, self.out, self.jobs = env, sources, out, jobs
        self.now: dict[str, Json] = {}

    def print(self, books: Sequence[Book]) -> None:
        """All that are not there as they should be. EditionError if one cannot be made; the others are."""
        before = _read(self.out / CONTENTS)
        made_of = {b.name: self.sources.describe(b.name, content(self.env, b, self.sources)) for b in books}
        due = []
        for book in books:
            known = before.get(book.name, {})
            if known.get("sources") == made_of[book.name] and self._pdf(book.name).exists():
                self._keep(book, made_of[book.name], known["pages"], known["paragraphs"])
            else:
                due.append(book)
        self._clear(books)
        self._remember(books)  # what is set anew is unknown until it is there
        findings: list[Finding] = []
        for i, (book, answer) in enumerate(self._all(due), 1):
            findings += self._answered(book, answer, made_of[book.name])
            self.env.events.emit(PRINTED, i, len(due))
        self._remember(books)
        if findings:
            raise EditionError(dict.fromkeys(findings))

    def _all(self, due: Sequence[Book]) -> Iterator[tuple[Book, Json | None]]:
        """Volumes one after another and each step in a process, because of what they take of memory; then hand-outs."""
        for book in due:
            if book.year:
                [(_, draft)] = self._set([book], ["places"])
                yield from self._set([book], ["pdf"]) if draft and not draft["faults"] else [(book, draft)]
        handouts = [book for book in due if not book.year]
        batches = [handouts[i : i + BATCH] for i in range(0, len(handouts), BATCH)]
        with ThreadPoolExecutor(self.jobs) as pool:
            yield from chain.from_iterable(pool.map(lambda batch: self._set(batch, ["places", "pdf"]), batches))

    def _set(self, books: Sequence[Book], steps: Sequence[str]) -> list[tuple[Book, Json | None]]:
        """Some books in one process; each with its answer. One with which it dies takes no other with it."""
        answers = self._ask(books, steps)
        alone = [book for book in books if book.name not in answers and len(books) > 1]
        for book in alone:
            answers |= self._ask([book], steps)
        return [(book, answers.get(book.name)) for book in books]

    def _ask(self, books: Sequence[Book], steps: Sequence[str]) -> dict[str, Json]:
        """What a process answers, by the names of the books; the last line of one that died may be cut off."""
        call = [sys.executable, "-P", str(TYPESET)]
        jobs = json.dumps([self._job(book, steps) for book in books])
        done = subprocess.run(call, input=jobs.encode(), capture_output=True, check=False)  # noqa: S603
        lines = (line for line in done.stdout.splitlines(keepends=True) if line.endswith(b"\n"))
        return {answer["name"]: answer for answer in map(json.loads, lines)}

    def _job(self, book: Book, steps: Sequence[str]) -> Json:
        data = self.sources.data(book.name).relative_to(self.sources.folder).as_posix()
        folder, out = str(self.sources.folder), str(self._pdf(book.name))
        return {"name": book.name, "folder": folder, "data": f"/{data}", "out": out, "steps": list(steps)}

    def _answered(self, book: Book, answer: Json | None, made_of: str) -> list[Finding]:
        if answer and not answer["faults"]:
            places = self.sources.places(book.name)
            numbers = () if book.year else book.records[0].numbers
            self._keep(book, made_of, places["end"][0], {rn: places[f"{book.name}#rn-{rn}"][0] for rn in numbers})
            return []
        self._pdf(book.name).unlink(missing_ok=True)
        if not answer:
            return [finding("JF688", Place(f"{book.name}.pdf"))]
        root = Path(self.env.srcdir).parent
        return [f for fault in answer["faults"] for f in findings_of(fault, self.sources.folder, root, book.name)]

    def _pdf(self, name: str) -> Path:
        return self.out / f"{name}.pdf"

    def _keep(self, book: Book, made_of: str, pages: int, paragraphs: Mapping[str, int]) -> None:
        self.now[book.name] = {
            "file": f"{book.name}.pdf",
            "stamp": stamp_of(domain_of(self.env), book.name),
            "pages": pages,
            "paragraphs": paragraphs,
            "sources": made_of,
        }

    def _clear(self, books: Sequence[Book]) -> None:
        """Take away books that are no more."""
        names = {book.name for book in books}
        for pdf in [*self.out.glob("*/*.pdf")]:
            name = pdf.relative_to(self.out).with_suffix("").as_posix()
            if name not in names:
                pdf.unlink()
                self.sources.forget(name)

    def _remember(self, books: Sequence[Book]) -> None:
        ordered = {book.name: self.now[book.name] for book in books if book.name in self.now}
        text = json.dumps({"format": FORMAT, "books": ordered}, ensure_ascii=False, indent=1)
        write_whole(self.out / CONTENTS, [text.encode()])


def _read(contents: Path) -> dict[str, Json]:
    """Books by name, as they were left; a damaged table of contents is none."""
    try:
        books = json.loads(contents.read_text("utf-8"))["books"]
        return {name: row for name, row in books.items() if row.keys() >= {"sources", "pages", "paragraphs"}}
    except (OSError, ValueError, TypeError, AttributeError, KeyError):
        return {}
