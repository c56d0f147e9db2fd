"""The folder that Typst reads: the template, each document as code, and what a book knows of itself."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from ...files import write_whole

HERE = Path(__file__).parent
TEMPLATES = sorted((HERE / "template").glob("*.typ"))
TYPESET = HERE / "typeset.py"
CODE = "code.sha256"  # in it: by what code the documents were written
DOCUMENTS, IMAGES = "dokumente", "bilder"
Json = dict[str, Any]


class Sources:
    """Names of documents and of books are those of their pages. Only documents and books are named in paths."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def is_current(self) -> bool:
        """Was it written by this very code?"""
        known = self.folder / CODE
        return known.is_file() and known.read_text() == _own_digest()

    def make_current(self) -> None:
        """Called when all documents are written."""
        write_whole(self.folder / CODE, [_own_digest().encode()])

    def keep_templates(self) -> None:
        for path in TEMPLATES:
            write_whole(self.folder / path.name, [path.read_bytes()])

    def code(self, document: str) -> Path:
        return self.folder / DOCUMENTS / f"{document}.typ"

    def data(self, book: str) -> Path:
        return self.folder / f"{book}.book.json"

    def keep(self, document: str, code: str, known: Mapping[str, Iterable[str]]) -> None:
        """`known`: the labels a document has, those it wants, and its images."""
        write_whole(self.code(document), [f'#import "/template.typ": *\n#{code}\n'.encode()])
        write_whole(self._known(document), [json.dumps({name: sorted(of) for name, of in known.items()}).encode()])

    def known(self, documents: Iterable[str], what: str) -> set[str]:
        """All labels, wanted labels or images of some documents."""
        parts = (json.loads(self._known(document).read_text("utf-8")) for document in documents)
        return {item for part in parts for item in part[what]}

    def describe(self, book: str, data: Json) -> str:
        """Keep what a book knows of itself; the digest of all it is made of. `parts` of the data are its documents."""
        write_whole(self.data(book), [json.dumps(data, ensure_ascii=False, indent=1).encode()])
        images = (self.folder / IMAGES / image for image in sorted(self.known(data["parts"], "images")))
        made_of = sha256(version("typst").encode())
        for path in (self.data(book), TYPESET, *TEMPLATES, *map(self.code, data["parts"]), *images):
            made_of.update(sha256(path.read_bytes() if path.exists() else b"").digest())
        return made_of.hexdigest()

    def parts(self, volume: str) -> list[str]:
        """In the order in which their places are found: the front names the pages of all others."""
        data = json.loads(self.data(volume).read_text("utf-8"))
        return [*data["parts"], *(["registers"] if data["registers"] else []), "front"]

    def begin(self, volume: str) -> None:
        """Nothing is known of its places any more."""
        self._places(volume).unlink(missing_ok=True)

    def begin_again(self, volume: str) -> None:
        """Of the first round it is kept what numbers pages have, because these take room where they are referred to."""
        before = json.loads(self._places(volume).read_text("utf-8"))
        kept = before | {"lines": {}, "chapters": [], "pages": before["front"]}
        write_whole(self._places(volume), [json.dumps(kept).encode()])

    def _places(self, book: str) -> Path:
        return self.data(book).with_suffix(".places.json")

    def forget(self, book: str) -> None:
        for path in (*self.data(book).parent.glob(f"{Path(book).name}.*"), self.code(book), self._known(book)):
            path.unlink(missing_ok=True)

    def _known(self, document: str) -> Path:
        return self.code(document).with_suffix(".json")


def _own_digest() -> str:
    return sha256(b"".join(path.read_bytes() for path in sorted(HERE.glob("*.py")))).hexdigest()
