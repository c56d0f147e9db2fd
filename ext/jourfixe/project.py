"""Where a project is on disk, and how its files are written: whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from .apparatus.bibliography import Bibliography, read_bibliography
from .apparatus.folder import Edited, load, protocol_folders
from .findings import finding
from .model import Finding, Place


@dataclass(frozen=True, slots=True)
class Project:
    """The folder that holds docs/ and protocols/."""

    root: Path

    @property
    def docs(self) -> Path:
        return self.root / "docs"

    @property
    def protocols(self) -> Path:
        return self.root / "protocols"

    @property
    def build(self) -> Path:
        return self.root / "build"

    def load_all(self) -> tuple[list[Edited], list[Finding]]:
        """All protocols by date, and everything found in them and in references.bib."""
        folders, findings = protocol_folders(self.protocols)
        bibliography, of_bib = read_bibliography(self.root / "references.bib", "references.bib")
        findings += of_bib
        protocols = [load(folder) for folder in folders]
        for edited in protocols:
            findings += edited.findings
            findings += [] if of_bib else unknown_article(edited, bibliography)
        return protocols, findings


def unknown_article(edited: Edited, bibliography: Bibliography) -> list[Finding]:
    """The discussed article must be in references.bib."""
    key = edited.meta.article
    if not key or key in bibliography.titles:
        return []
    return [finding("JF308", Place(f"protocols/{edited.id}/meta.toml"), key=key)]


def find_project(start: Path) -> Project | None:
    """The project around a folder, looking upwards."""
    for folder in (start, *start.parents):
        if (folder / "docs" / "conf.py").is_file() and (folder / "references.bib").is_file():
            return Project(folder)
    return None


def write_whole(path: Path, data: bytes) -> None:
    """Write to a temporary name, then rename, so that no half-written file is ever seen. OSError if impossible."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f".{path.name}.neu")
    try:
        new.write_bytes(data)
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)
