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

from ...apparatus.folder import as_date
from ...edition.domain import domain_of
from ...edition.errors import EditionError
from ...edition.mount import PREFIX, year_of
from ...edition.printed import CONTENTS, FORMAT, Printed, read_printed, stamp_of
from ...files import write_whole
from ...findings import finding
from ...model import Finding, Place
from .books import Book, content
from .faults import findings_of
from .sources import TYPESET, Json, Sources

PRINTED = "jourfixe-printed"  # event: how many books are set, of how many
BATCH = 10  # hand-outs, or parts of a volume, that one process sets
ROUNDS = 3


class Press:
    """Prints the books of an edition into the folder `out`; `jobs` processes at once."""

    def __init__(self, env: BuildEnvironment, sources: Sources, out: Path, jobs: int) -> None:
        self.env, self.sources, self.out, self.jobs = env, sources, out, jobs
        self.now: dict[str, Json] = {}

    def print(self, books: Sequence[Book]) -> None:
        """All that are not there as they should be. EditionError if one cannot be made; the others are."""
        before = _before(self.out)
        made_of = {b.name: self.sources.describe(b.name, content(self.env, b, self.sources)) for b in books}
        due = []
        for book in books:
            known = before.get(book.name)
            if known and known.sources == made_of[book.name]:
                self._keep(book, made_of[book.name], known.pages, known.paragraphs)
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

    def _all(self, due: Sequence[Book]) -> Iterator[tuple[Book, Json]]:
        """Volumes one after another, because of what they take of memory; then the hand-outs."""
        yield from ((book, self._volume(book)) for book in due if book.year)
        handouts = [book for book in due if not book.year]
        size = min(BATCH, -(-len(handouts) // self.jobs)) or 1
        batches = [handouts[i : i + size] for i in range(0, len(handouts), size)]
        with ThreadPoolExecutor(self.jobs) as pool:
            answers = pool.map(lambda batch: ask([self._job(book, "places", "pdf") for book in batch]), batches)
            yield from zip(handouts, chain.from_iterable(answers), strict=True)

    def _volume(self, book: Book) -> Json:
        """Its places are found and it is printed; once more if then something is not where it was expected."""
        self.sources.begin(book.name)
        answer = self._places_and_pdf(book)
        for _ in range(ROUNDS):
            if not answer["moved"]:
                break
            self.sources.begin_again(book.name)
            answer = self._places_and_pdf(book)
        return answer

    def _places_and_pdf(self, book: Book) -> Json:
        """Part by part it is found out where everything stands; then the whole is printed."""
        jobs = [self._job(book, "places", part=part) for part in self.sources.parts(book.name)]
        for i in range(0, len(jobs), BATCH):
            for answer in ask(jobs[i : i + BATCH]):
                if answer["died"] or answer["faults"]:
                    return answer
        return ask([self._job(book, "pdf")])[0]

    def _job(self, book: Book, *steps: str, part: str = "") -> Json:
        data = self.sources.data(book.name).relative_to(self.sources.folder).as_posix()
        folder, out = str(self.sources.folder), str(self._pdf(book.name))
        return {"folder": folder, "data": f"/{data}", "out": out, "steps": steps, "part": part}

    def _answered(self, book: Book, answer: Json, made_of: str) -> list[Finding]:
        if not answer["died"] and not answer["faults"]:
            numbers = () if book.year else book.records[0].numbers
            pages = {rn: answer["marks"][f"{book.name}#rn-{rn}"] for rn in numbers}
            self._keep(book, made_of, answer["pages"], pages)
            return []
        self._pdf(book.name).unlink(missing_ok=True)
        if answer["died"]:
            return [finding("JF688", Place(f"{book.name}.pdf"), why=answer["died"])]
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
        """Take away books that are no more, and nothing that is not named like one."""
        names = {book.name for book in books}
        for pdf in [*Path(self.out, PREFIX).glob("*.pdf")]:
            name = f"{PREFIX}{pdf.stem}"
            if name not in names and (as_date(pdf.stem) or year_of(name)):
                pdf.unlink()
                self.sources.forget(name)

    def _remember(self, books: Sequence[Book]) -> None:
        ordered = {book.name: self.now[book.name] for book in books if book.name in self.now}
        text = json.dumps({"format": FORMAT, "books": ordered}, ensure_ascii=False, indent=1)
        write_whole(self.out / CONTENTS, [text.encode()])


def _before(out: Path) -> dict[str, Printed]:
    """Books by name, as they were left; a damaged table of contents is none."""
    try:
        return read_printed(out)
    except ValueError:
        return {}


def ask(jobs: Sequence[Json]) -> list[Json]:
    """Have some jobs done by a process; an answer to each. With one that it dies of another process goes on."""
    answers: list[Json] = []
    while len(answers) < len(jobs):
        call, given = [sys.executable, "-P", str(TYPESET)], json.dumps(jobs[len(answers) :]).encode()
        done = subprocess.run(call, input=given, capture_output=True, check=False)  # noqa: S603
        whole = [line for line in done.stdout.splitlines(keepends=True) if line.endswith(b"\n")]
        answers += [json.loads(line) | {"died": ""} for line in whole]
        if len(answers) < len(jobs):
            said = done.stderr.decode("utf-8", "replace").strip().splitlines()
            why = f"„{said[-1]}“" if said and done.returncode > 0 else "vermutlich reicht der Arbeitsspeicher nicht"
            answers.append({"died": why, "faults": [], "moved": False})
    return answers
