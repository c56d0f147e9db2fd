"""What only editors see: the findings of a protocol beside its paragraphs, in the preview of `jourfixe serve`.

Without the setting `jourfixe_editing` nothing of it gets into any page or folder.
"""

from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config

from ..visitors import skip
from .beside import ShowFindings, editing_note, visit_note

STYLE = "befunde.css"


def setup_editing(app: Sphinx) -> None:
    app.add_config_value("jourfixe_editing", False, "env", bool)
    app.add_node(editing_note, html=(visit_note, skip))
    app.add_post_transform(ShowFindings)
    app.connect("config-inited", _use_style)


def _use_style(app: Sphinx, config: Config) -> None:
    if config.jourfixe_editing:
        config.html_static_path = [*config.html_static_path, str(Path(__file__).parent / "static")]
        app.add_css_file(STYLE, priority=910)
