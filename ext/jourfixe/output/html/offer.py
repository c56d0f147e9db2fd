"""The PDF of a page: offered on it, and copied beside it when the site is finished."""

from __future__ import annotations

import filecmp
from pathlib import Path
from typing import Any, NamedTuple

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.osutil import relative_uri

from ...apparatus.folder import as_date
from ...edition.domain import domain_of
from ...edition.mount import PREFIX, year_of
from ...edition.printed import offered, print_folder
from ...files import write_whole
from ...labels import meeting, printed_protocol, printed_year
from .names import print_file


class Offer(NamedTuple):
    """`uri` from the page, `words` of the link, `title` where there are none around it. `own`: it prints this page."""

    uri: str
    words: str
    title: str
    own: bool


class print_line(nodes.Element):
    """The line of a protocol's head that offers its PDF. Without text, so that nobody finds it by searching."""


def offer_of(builder: Builder, docname: str) -> Offer | None:
    """What a page offers."""
    domain = domain_of(builder.env)
    if builder.name != "html" or not (book := offered(domain, docname)):
        return None
    pages = domain.prints.present[book].pages
    uri = relative_uri(builder.get_target_uri(docname), print_file(book))
    if record := domain.records.get(book):
        words = printed_protocol(pages)
        return Offer(uri, words, f"{meeting(record.date)}, {words}", True)
    words = printed_year(year_of(book), pages)
    return Offer(uri, words, words, book == docname)


class OfferPrint(SphinxPostTransform):
    """In the head of a protocol; on other pages the template does it."""

    default_priority = 950
    builders = ("html",)

    def run(self, **kwargs: Any) -> None:
        docname = self.env.current_document.docname
        if docname in domain_of(self.env).records and (offer := offer_of(self.app.builder, docname)):
            head = next(fields for fields in self.document.findall(nodes.field_list) if "kopf" in fields["classes"])
            head += print_line(offer=offer)


def copy_prints(app: Sphinx, exception: Exception | None) -> None:
    """Lay each PDF beside its page, and take away those that are not offered any more."""
    if exception or app.builder.name != "html":
        return
    present = domain_of(app.env).prints.present
    wanted = {Path(app.outdir, print_file(docname)): book.file for docname, book in present.items()}
    for path, file in wanted.items():
        source = print_folder(app) / file
        if not path.is_file() or not filecmp.cmp(source, path, shallow=False):
            write_whole(path, [source.read_bytes()])
    for path in Path(app.outdir, PREFIX).glob("*.pdf"):
        if path not in wanted and (as_date(path.stem) or year_of(f"{PREFIX}{path.stem}")):
            path.unlink()
