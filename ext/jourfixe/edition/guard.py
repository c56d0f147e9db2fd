"""Pages may not bring in files from outside the project, and must be readable text."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment
from sphinx.errors import NoUri
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging

from ..apparatus.folder import protocol_folders
from ..apparatus.literature.bibliography import Article, Bibliography, read_bibliography
from ..apparatus.vocabulary.persons import read_persons
from ..files import write_whole
from ..findings import finding
from ..model import Place
from .domain import domain_of
from .errors import stop_if_blocking
from .mount import PAGE, docname_of, protocols_dir
from .pages import titles_of

logger = logging.getLogger(__name__)
ACTIVE = re.compile(r"(?i)[\s\0-\x1f]*(?:javascript|vbscript|data)\s*:")


def shown(app: Sphinx, path: Path) -> str:
    """A path as messages name it: from the folder of the project on."""
    root = Path(app.srcdir).resolve().parent
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name


def forbid_insertion(app: Sphinx) -> None:
    """No directive may read a file or pass markup through."""
    app.env.settings["file_insertion_enabled"] = False
    app.env.settings["raw_enabled"] = False


class Reaching:
    """The builder at work; a page that its output leaves out has no address, instead of being an error."""

    def __init__(self, builder: Builder) -> None:
        self._builder = builder

    def __getattr__(self, name: str) -> Any:
        return getattr(self._builder, name)

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:
        try:
            return self._builder.get_relative_uri(from_, to, typ)
        except NoUri:
            return ""


class DropActiveLinks(SphinxPostTransform):
    """A link may lead somewhere, but not do something; reStructuredText and BibTeX would let it.

    In print, where every address begins with a page, one without leads nowhere.
    """

    default_priority = 900

    def run(self, **kwargs: Any) -> None:
        for node in [n for n in self.document.findall(nodes.reference) if ACTIVE.match(n.get("refuri", ""))]:
            fault = finding("JF507", Place(""), target=node["refuri"])
            message = f"{fault.code} {fault.message} {fault.hint}"
            logger.warning(message, location=node, type="jourfixe", subtype=fault.code)
            node.replace_self(nodes.inline("", node.astext()))
        if self.app.builder.format == "latex":
            for node in [n for n in self.document.findall(nodes.reference) if n.get("refuri", "")[:1] == "#"]:
                node.replace_self(nodes.inline("", "", *node.children))


def read_vocabulary(app: Sphinx) -> None:
    """Literature and persons. Of a damaged .bib sphinxcontrib-bibtex is only shown what is sound."""
    articles, sound = dict[str, Article](), []
    app.env.jourfixe_remarks = []  # type: ignore[attr-defined]
    for name in app.config.bibtex_bibfiles or ():
        path = Path(app.srcdir, name).resolve()
        bibliography, findings = read_bibliography(path, shown(app, path))
        app.env.jourfixe_remarks += findings  # type: ignore[attr-defined]
        articles |= bibliography.articles
        sound.append(bibliography.sound)
    app.env.jourfixe_literature = Bibliography(articles, "\n".join(sound))  # type: ignore[attr-defined]
    copy = Path(app.doctreedir, "jourfixe", "references.bib")
    if not copy.is_file() or copy.read_text("utf-8") != app.env.jourfixe_literature.sound:  # type: ignore[attr-defined]
        write_whole(copy, [app.env.jourfixe_literature.sound.encode()])  # type: ignore[attr-defined]
    app.config.bibtex_bibfiles = [str(copy)]
    path = protocols_dir(app) / "persons.toml"
    persons, findings = read_persons(path, shown(app, path))
    stop_if_blocking(findings)
    app.env.jourfixe_persons = persons  # type: ignore[attr-defined]
    app.env.jourfixe_remarks += findings  # type: ignore[attr-defined]
    domain_of(app.env).builder = Reaching(app.builder)  # type: ignore[assignment]


def check_encoding(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Written pages must be UTF-8, and in the project."""
    findings = []
    for docname in docnames:
        path = Path(env.doc2path(docname))
        if path == PAGE:
            continue
        if not path.resolve().is_relative_to(Path(app.srcdir).resolve().parent):
            findings.append(finding("JF503", Place(shown(app, path)), path=str(path.resolve())))
            continue
        try:
            path.read_bytes().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = error.object.count(b"\n", 0, error.start) + 1
            column = error.start - error.object.rfind(b"\n", 0, error.start)
            findings.append(finding("JF504", Place(shown(app, path), line, column)))
    stop_if_blocking(findings)


def check_edition(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Before anything is written: no finding may block, and no file may come from outside."""
    root = Path(app.srcdir).resolve().parent
    findings = list(domain_of(env).findings())
    used = [(str(name), pages) for files in (env.images, env.dlfiles) for name, (pages, _) in files.items()]
    for name, pages in sorted(used, key=lambda item: item[0]):
        if not Path(app.srcdir, name).resolve().is_relative_to(root):
            paths = (Path(env.doc2path(page)) for page in sorted(pages))
            findings += [finding("JF503", Place(shown(app, path)), path=name) for path in paths]
    folders, misnamed = protocol_folders(protocols_dir(app))
    for folder in folders:
        if (docname := docname_of(folder.name)) not in domain_of(env).records and docname in env.found_docs:
            findings.append(finding("JF506", Place(f"docs/{docname}.md"), protocol=folder.name))
    for remark in misnamed:
        logger.warning(str(remark), type="jourfixe", subtype=remark.code)
    stop_if_blocking(findings)
    return []


def titles_changed(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Protocols whose article has another title in references.bib than when they were read."""
    titles = titles_of(env)
    records = domain_of(env).records.items()
    return [d for d, r in records if d in env.found_docs and r.article_title != titles.get(r.article, "")]
