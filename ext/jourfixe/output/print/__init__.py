"""The printed edition: PDFs set with Typst, for each protocol and each year."""

from sphinx.application import Sphinx

from .builder import PrintBuilder
from .press import PRINTED


def setup_print(app: Sphinx) -> None:
    app.add_builder(PrintBuilder)
    app.add_event(PRINTED)
