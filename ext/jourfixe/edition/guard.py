"""Pages may not bring in files from outside the project, and must be readable text."""

from __future__ import annotations

from pathlib import Path

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

from ..apparatus.folder import protocol_folders
from ..findings import finding
from ..model import Place
from .domain import domain_of
from .errors import place_of, stop_if_blocking
from .mount import PAGE, docname_of, protocols_dir

logger = logging.getLogger(__name__)


def forbid_insertion(app: Sphinx) -> None:
    """No directive may read a file or pass markup through."""
    app.env.settings["file_insertion_enabled"] = False
    app.env.settings["raw_enabled"] = False


def check_encoding(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Written pages must be UTF-8, and in the project."""
    findings = []
    for docname in docnames:
        path = Path(env.doc2path(docname))
        if path == PAGE:
            continue
        if not path.resolve().is_relative_to(Path(app.srcdir).resolve().parent):
            findings.append(finding("JF503", place_of(env, path), path=str(path.resolve())))
            continue
        try:
            path.read_bytes().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = error.object.count(b"\n", 0, error.start) + 1
            column = error.start - error.object.rfind(b"\n", 0, error.start)
            findings.append(finding("JF504", place_of(env, path, line, column)))
    stop_if_blocking(findings)


def check_edition(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Before anything is written: no finding may block, and no file may come from outside."""
    root = Path(app.srcdir).resolve().parent
    findings = list(domain_of(env).findings())
    used = [(str(name), pages) for files in (env.images, env.dlfiles) for name, (pages, _) in files.items()]
    for name, pages in sorted(used, key=lambda item: item[0]):
        if not Path(app.srcdir, name).resolve().is_relative_to(root):
            paths = (Path(env.doc2path(page)) for page in sorted(pages))
            findings += [finding("JF503", place_of(env, path), path=name) for path in paths]
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
    titles = domain_of(env).literature.titles
    records = domain_of(env).records.items()
    return [d for d, r in records if d in env.found_docs and r.article_title != titles.get(r.article, "")]
