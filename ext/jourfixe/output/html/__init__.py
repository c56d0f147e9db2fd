"""The HTML site: page template, style, the files beside each protocol, edition.json."""

from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config

from .beside import finish, write_beside
from .bundle import write_bundle
from .collection import collection_page
from .context import add_context
from .editing import setup_editing
from .finder import finish_search, replace_search, search_page, write_text
from .nowhere import write_nowhere
from .offer import OfferPrint, copy_prints, print_line
from .offline import write_worker
from .scripts import write_script
from .short import clear_short, write_short
from .titles import set_titles_once
from .visitors import skip, visit_print_line

HERE = Path(__file__).parent


def setup_pages(app: Sphinx) -> None:
    setup_editing(app)
    app.add_node(print_line, html=(visit_print_line, skip))
    app.add_post_transform(OfferPrint)
    app.connect("config-inited", _use_theme)
    app.connect("builder-inited", _use_assets)
    app.connect("builder-inited", write_script)
    app.connect("builder-inited", set_titles_once)
    app.connect("builder-inited", replace_search)
    app.connect("html-page-context", add_context, priority=100)
    app.connect("html-page-context", write_beside)
    app.connect("html-page-context", write_text)
    app.connect("html-page-context", write_short)
    app.connect("html-collect-pages", collection_page)
    app.connect("html-collect-pages", search_page)
    app.connect("build-finished", finish)
    app.connect("build-finished", clear_short)
    app.connect("build-finished", copy_prints)
    app.connect("build-finished", finish_search)
    app.connect("build-finished", write_nowhere)
    app.connect("build-finished", write_worker, priority=950)
    app.connect("build-finished", write_bundle, priority=950)


def _use_theme(app: Sphinx, config: Config) -> None:
    """Our templates over furo's, our files beside its own."""
    config.templates_path = [*config.templates_path, str(HERE / "templates")]
    config.html_static_path = [*config.html_static_path, str(HERE / "static")]
    if not config.html_favicon:
        config.html_favicon = str(HERE / "static" / "jourfixe.svg")
    config.html_copy_source = False
    config.html_show_sourcelink = False
    config.html_use_index = False
    config.html_show_search_summary = False  # it would fetch every page found, which file:// forbids


def _use_assets(app: Sphinx) -> None:
    if app.builder.name in ("html", "dirhtml"):
        app.add_css_file("jourfixe.css", priority=900)
