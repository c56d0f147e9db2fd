"""What the whole edition knows: the protocols as documents of a Sphinx project, their domain, and their lists."""

from sphinx.application import Sphinx
from sphinx.config import Config

from .domain import JourfixeDomain
from .guard import check_edition, check_encoding, forbid_insertion, read_literature, titles_changed
from .language import add_german
from .lists import FillLists
from .mount import mount, outdated
from .navigation import remember_written, surroundings_changed
from .pages import READ, SUFFIX, FindingsDirective, ListDirective, MountedParser, ProtocolDirective


def setup_edition(app: Sphinx) -> None:
    """Register everything that has to do with reading and knowing."""
    app.add_config_value("jourfixe_protocols", "../protocols", "env", str)
    app.add_source_suffix(SUFFIX, "jourfixe")
    app.add_source_parser(MountedParser)
    app.add_event(READ)
    app.add_domain(JourfixeDomain)
    app.add_directive("protokoll", ProtocolDirective)
    app.add_directive("protokolle", ListDirective)
    app.add_directive("befunde", FindingsDirective)
    app.add_post_transform(FillLists)
    app.connect("config-inited", _use_domain)
    app.connect("config-inited", add_german)
    app.connect("builder-inited", mount, priority=100)
    app.connect("builder-inited", forbid_insertion)
    app.connect("builder-inited", read_literature, priority=100)
    app.connect("env-get-outdated", outdated)
    app.connect("env-get-outdated", titles_changed)
    app.connect("env-before-read-docs", check_encoding)
    app.connect("env-updated", check_edition, priority=100)
    app.connect("env-updated", surroundings_changed)
    app.connect("build-finished", remember_written)


def _use_domain(app: Sphinx, config: Config) -> None:
    """So that {rn} need not be written {jf:rn}."""
    if not config.primary_domain or config.primary_domain == "py":
        config.primary_domain = "jf"
