"""The builder `pdf`: documents become Typst code, from which books are set that are not as they were."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Set
from hashlib import sha256
from pathlib import Path

from docutils import nodes
from sphinx.builders import Builder

from ...edition.records import PRINT
from .books import books
from .press import Press
from .sources import IMAGES, Sources
from .translator import Translator


class PrintBuilder(Builder):
    """Hand-outs and volumes."""

    name = "pdf"
    format = PRINT
    epilog = ""
    allow_parallel = True
    supported_remote_images = True  # none, but nothing is fetched
    supported_image_types = ["image/svg+xml", "image/png", "image/jpeg", "image/gif", "image/webp"]

    def init(self) -> None:
        self.sources = Sources(Path(self.outdir, "satz"))

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """Not an address: the name that labels of this document begin with."""
        return f"%{docname}"

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:
        return self.get_target_uri(to)

    def get_outdated_docs(self) -> Iterator[str]:
        """Those that were never written, or by other code than this; which have changed is known when all is read."""
        current = self.sources.is_current()
        return (docname for docname in self.env.found_docs if not current or not self.sources.code(docname).exists())

    def copy_assets(self) -> None:
        self.sources.keep_templates()

    def write_documents(self, docnames: Set[str]) -> None:
        """Only what stands in a book."""
        if printed := docnames & {part for book in books(self.env) for part in book.parts}:
            super().write_documents(printed)

    def write_doc_serialized(self, docname: str, doctree: nodes.document) -> None:
        self.post_process_images(doctree)

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        uris = {image["uri"] for image in doctree.findall(nodes.image)}
        images = {uri: _name(uri) for uri in uris & self.images.keys()}
        translator = Translator(self.env, docname, {uri: f"{IMAGES}/{name}" for uri, name in images.items()})
        code = translator.document(doctree)
        known = {"labels": translator.labels, "wanted": translator.wanted, "images": images.values()}
        self.sources.keep(docname, code, known)

    def finish(self) -> None:
        self.sources.make_current()
        folder = self.sources.folder / IMAGES
        folder.mkdir(parents=True, exist_ok=True)
        for uri in self.images:
            shutil.copyfile(self.srcdir / uri, folder / _name(uri))
        Press(self.env, self.sources, Path(self.outdir), self._app.parallel).print(list(books(self.env)))


def _name(image: str) -> str:
    """A name that depends on nothing else: Sphinx counts pictures of the same name as it meets them."""
    return sha256(image.encode()).hexdigest()[:16] + Path(image).suffix
