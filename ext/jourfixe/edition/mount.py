"""protocols/ as part of the Sphinx project: a folder dropped there is a page, and each year has one.

These documents have no file of their own in docs/. Sphinx is shown the one file `page.jourfixe` for all of them, and
whether a protocol has to be read again is decided here, by the files of its folder. A page of the same name
in docs/protokolle/ takes precedence.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path

from docutils import nodes
from sphinx.addnodes import toctree
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.project import Project
from sphinx.util._pathlib import _StrPath

from ..apparatus.folder import protocol_folders
from .records import Register

PREFIX = "protokolle/"
ALIAS = "/anmerkungen"  # behind the name of a page: its notes.md, in messages
YEAR = re.compile(rf"{PREFIX}jahr-(\d{{4}})")
REGISTER = re.compile(rf"register/({'|'.join(Register)})-(\d{{4}})")
MAIN = {  # the page of each register; what it tells of years before the latest has pages of its own
    Register.TERMS: "glossar",
    Register.PERSONS: "register/personen",
    Register.INTERVENTIONS: "register/eingriffe",
    Register.CHANGES: "register/aenderungen",
}
PAGE = Path(__file__).with_name("page.jourfixe")


def docname_of(protocol: str) -> str:
    return f"{PREFIX}{protocol}"


def year_docname(year: int) -> str:
    return f"{PREFIX}jahr-{year}"


def year_of(docname: str) -> int:
    """The year whose page this is, or 0."""
    m = YEAR.fullmatch(docname)
    return int(m[1]) if m else 0


def register_docname(register: Register, year: int) -> str:
    return f"register/{register}-{year}"


def register_of(docname: str) -> tuple[Register, int] | None:
    """The register and the year whose page this is."""
    m = REGISTER.fullmatch(docname)
    return (Register(m[1]), int(m[2])) if m else None


class MountedProject(Project):
    """A project whose documents are those of docs/ and those of protocols/."""

    def __init__(self, project: Project, protocols: Path) -> None:
        super().__init__(project.srcdir, project.source_suffix)
        self.restore(project)
        self.protocols = protocols
        self.mounted: set[str] = set()
        self.years: list[int] = []

    def discover(self, exclude_paths: Iterable[str] = (), include_paths: Iterable[str] = ("**",)) -> set[str]:
        found = super().discover(exclude_paths, include_paths)
        folders, _ = protocol_folders(self.protocols)
        names = {docname_of(folder.name) for folder in folders}
        years = sorted({int(folder.name[:4]) for folder in folders}, reverse=True)
        names |= set(map(year_docname, years))
        names |= {register_docname(r, year) for r, main in MAIN.items() if main in found for year in years[1:]}
        self.years = years
        self.mounted = names - found
        found |= self.mounted
        return found

    def doc2path(self, docname: str, absolute: bool) -> _StrPath:
        if docname.endswith(ALIAS):
            notes = self.protocols / docname.removeprefix(PREFIX).removesuffix(ALIAS) / "notes.md"
            return _StrPath(notes if absolute else os.path.relpath(notes, self.srcdir))
        return _StrPath(PAGE) if docname in self.mounted else super().doc2path(docname, absolute)


def hidden_toctree(docname: str, entries: list[str]) -> nodes.Element:
    """The table of contents that makes these documents children of a page; the page itself shows something else."""
    tree = toctree(
        parent=docname,
        entries=[(None, entry) for entry in entries],
        includefiles=entries,
        maxdepth=-1,
        caption=None,
        glob=False,
        hidden=True,
        includehidden=False,
        numbered=0,
        titlesonly=True,
        rawentries=[],
    )
    return nodes.compound("", tree, classes=["toctree-wrapper"])


def protocols_dir(app: Sphinx) -> Path:
    return Path(app.srcdir, str(app.config.jourfixe_protocols)).resolve()


def mount(app: Sphinx) -> None:
    """Put the mounted project in place of Sphinx's own, as soon as that exists.

    It is asked for its documents at once: Sphinx looks for pages that are missing before it does so itself.
    """
    project = MountedProject(app.project, protocols_dir(app))
    project.discover(app.config.exclude_patterns, app.config.include_patterns)
    app.project = app.env.project = project


def outdated(app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]) -> list[str]:
    """Documents to read again because a file of their protocol, or the way to their source, has changed."""
    now = {docname: _stamp(env, docname) for docname in env.found_docs}
    before: dict[str, object] = getattr(env, "jourfixe_stamps", {})
    env.jourfixe_stamps = now  # type: ignore[attr-defined]
    return [d for d, stamp in now.items() if d in before and before[d] != stamp and d not in changed]


def _stamp(env: BuildEnvironment, docname: str) -> object:
    """All that a document's content depends on but its own file; for a protocol its folder, file by file."""
    project = env.project
    assert isinstance(project, MountedProject)
    mounted = docname in project.mounted
    if year_of(docname) or not docname.startswith(PREFIX):
        return mounted
    folder = project.protocols / docname.removeprefix(PREFIX)
    if not folder.is_dir():
        return mounted
    files = sorted((p.name, p.stat().st_mtime_ns, p.stat().st_size) for p in folder.iterdir() if p.is_file())
    return mounted, tuple(files)
