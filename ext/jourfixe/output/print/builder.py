"""The builder `pdf`: documents become Typst code, from which books are set that are not as they were."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Set
from hashlib import sha256
from pathlib import Path

from docutils import nodes
from sphinx.builders import Builder

from ...edition.records import PRINT
from ...files import write_whole
from .books import books
from .press import TEMPLATES, Press
from .translator import Translator

HERE = Path(__file__).parent
SOURCES = "satz"  # folder for what Typst reads
CODE = "code.sha256"  # in it: of what code the sources were written


class PrintBuilder(Builder):
    """Hand-outs and volumes. Each document is kept as code, with the labels it has and those it wants."""

    name = "pdf"
    format = PRINT
    epilog = ""
    allow_parallel = True
    supported_image_types = ["image/svg+xml", "image/png", "image/jpeg", "image/gif", "image/webp"]

    def init(self) -> None:
        self.sources = Path(self.outdir, SOURCES)

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """Not an address: the name that labels of this document begin with."""
        return f"%{docname}"

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:
        return self.get_target_uri(to)

    def get_outdated_docs(self) -> Iterator[str]:
        """Those that were never written, or by other code than this; which have changed is known when all is read."""
        known = self.sources / CODE
        same = known.is_file() and known.read_text() == _digest()
        return (docname for docname in self.env.found_docs if not same or not self.code_of(docname).exists())

    def code_of(self, docname: str) -> Path:
        return self.sources / f"{docname}.typ"

    def write_documents(self, docnames: Set[str]) -> None:
        """Only what stands in a book."""
        if printed := docnames & {part for book in books(self.env) for part in book.parts}:
            super().write_documents(printed)

    def write_doc_serialized(self, docname: str, doctree: nodes.document) -> None:
        self.post_process_images(doctree)

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        """As a file that gives its content, and beside it what a book must know of it."""
        images = {
            node["uri"]: self.images[node["uri"]] for node in doctree.findall(nodes.image) if node["uri"] in self.images
        }
        translator = Translator(self.env, docname, {uri: f"bilder/{name}" for uri, name in images.items()})
        code = f'#import "/template.typ": *\n#{translator.document(doctree)}\n'
        known = {
            "labels": list(translator.labels),
            "wanted": sorted(translator.wanted),
            "images": sorted(images.values()),
        }
        write_whole(self.code_of(docname), [code.encode()])
        write_whole(self.code_of(docname).with_suffix(".json"), [json.dumps(known).encode()])

    def copy_assets(self) -> None:
        for name in TEMPLATES:
            write_whole(self.sources / name, [(HERE / name).read_bytes()])
        write_whole(self.sources / CODE, [_digest().encode()])

    def finish(self) -> None:
        for uri, name in self.images.items():
            (self.sources / "bilder").mkdir(parents=True, exist_ok=True)
            shutil.copyfile(self.srcdir / uri, self.sources / "bilder" / name)
        Press(self.env, self.sources, Path(self.outdir), self._app.parallel).print(list(books(self.env)))


def _digest() -> str:
    return sha256(b"".join(path.read_bytes() for path in sorted(HERE.glob("*.py")))).hexdigest()
