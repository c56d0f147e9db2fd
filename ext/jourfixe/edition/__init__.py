"""What the whole edition knows: the protocols as documents of a Sphinx project, their domain, and their lists."""

from sphinx.application import Sphinx
from sphinx.config import Config

from ..apparatus.literature.style import register as register_style
from .addresses import DropActiveLinks
from .conclusions import conclude
from .domain import JourfixeDomain
from .glossary import GlossaryDirective, ReadGlossary
from .guard import check_edition, check_encoding, forbid_insertion, titles_changed
from .ids import KeepIds
from .indices import DropEmptyReferences, PageIndex, PersonIndex, TermIndex, remove_empty
from .language import add_german
from .links import LinkPassages
from .lists import FillLists
from .literature import ListLiterature, ReadLiterature, use_own_roles
from .mount import mount, outdated
from .navigation import remember_written, surroundings_changed, trust_surroundings
from .pages import SUFFIX, FindingsDirective, ListDirective, MountedParser, ProtocolDirective
from .printed import compare_prints
from .registers import Changes, FillRegisters, Interventions, Pages, Persons
from .site import add_site_url
from .vocabulary import read_vocabulary


def setup_edition(app: Sphinx) -> None:
    """Register everything that has to do with reading and knowing."""
    app.add_config_value("jourfixe_protocols", "../protocols", "env", str)
    app.add_config_value("jourfixe_print", "../build/pdf", "", str)
    add_site_url(app)
    app.add_source_suffix(SUFFIX, "jourfixe")
    app.add_source_parser(MountedParser)
    app.add_domain(JourfixeDomain)
    app.add_directive("protokoll", ProtocolDirective)
    app.add_directive("protokolle", ListDirective)
    app.add_directive("befunde", FindingsDirective)
    for index in (TermIndex, PersonIndex, PageIndex):
        app.add_index_to_domain("jf", index)
    app.add_directive_to_domain("std", "glossary", GlossaryDirective, override=True)
    app.add_directive("personenregister", Persons)
    app.add_directive("stellenregister", Pages)
    app.add_directive("eingriffe", Interventions)
    app.add_directive("aenderungen", Changes)
    app.add_transform(KeepIds)
    app.add_transform(ReadLiterature)
    app.add_transform(ReadGlossary)
    for transform in (ListLiterature, FillLists, FillRegisters, DropEmptyReferences, LinkPassages, DropActiveLinks):
        app.add_post_transform(transform)
    _connect(app)


def _connect(app: Sphinx) -> None:
    """In the order in which Sphinx comes by; among equals the order here counts."""
    app.connect("config-inited", _use_domain)
    app.connect("config-inited", _use_german_style)
    app.connect("config-inited", _keep_copyright)
    app.connect("config-inited", use_own_roles)
    app.connect("config-inited", add_german)
    app.connect("builder-inited", mount, priority=100)
    app.connect("builder-inited", forbid_insertion)
    app.connect("builder-inited", read_vocabulary, priority=100)
    app.connect("env-get-outdated", outdated)
    app.connect("env-get-outdated", titles_changed)
    app.connect("env-before-read-docs", check_encoding)
    app.connect("env-updated", check_edition, priority=100)
    app.connect("env-updated", conclude, priority=600)
    app.connect("env-updated", compare_prints, priority=650)
    app.connect("env-updated", surroundings_changed, priority=700)
    app.connect("write-started", trust_surroundings)
    app.connect("build-finished", remember_written)
    app.connect("build-finished", remove_empty)


def _use_domain(app: Sphinx, config: Config) -> None:
    """So that {rn} need not be written {jf:rn}."""
    if not config.primary_domain or config.primary_domain == "py":
        config.primary_domain = "jf"


def _use_german_style(app: Sphinx, config: Config) -> None:
    """Literature in German; labels are never shown."""
    register_style()
    config.bibtex_default_style = "jourfixe"
    config.bibtex_cite_id = config.bibtex_cite_id or "lit-{key}"


def _keep_copyright(app: Sphinx, config: Config) -> None:
    """As the editors wrote it: Sphinx would change the year with the clock and the environment."""
    said = config.copyright
    app.connect("builder-inited", lambda app: setattr(app.config, "copyright", said))
