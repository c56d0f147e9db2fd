"""Where a project is on disk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .apparatus.citing.resolve import cite
from .apparatus.folder import Edited, load, protocol_folders
from .apparatus.literature.bibliography import Bibliography, read_bibliography, unknown_article
from .apparatus.received import check_received
from .apparatus.vocabulary.persons import read_persons
from .model import Finding


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
        """All protocols by date, and everything found in them, in references.bib and in persons.toml."""
        folders, findings = protocol_folders(self.protocols)
        bibliography, of_bib = self.read_literature()
        _, of_persons = read_persons(self.protocols / "persons.toml", "protocols/persons.toml")
        findings += [*of_bib, *of_persons]
        protocols = [load(folder) for folder in folders]
        for edited in protocols:
            findings += self.findings_of(edited, bibliography)
        return protocols, findings

    def read_literature(self) -> tuple[Bibliography, list[Finding]]:
        return read_bibliography(self.root / "references.bib", "references.bib")

    def findings_of(self, edited: Edited, bibliography: Bibliography) -> Iterator[Finding]:
        """Everything found in one protocol."""
        yield from edited.findings
        yield from check_received(self.protocols / edited.id, edited.meta)
        yield from unknown_article(edited.meta.article, edited.id, bibliography.titles)
        for paragraph in edited.protocol.paragraphs:
            yield from cite(paragraph.text, edited.meta.article, bibliography, paragraph.place)[1]


def find_project(start: Path) -> Project | None:
    """The project around a folder, looking upwards."""
    for folder in (start, *start.parents):
        if (folder / "docs" / "conf.py").is_file() and (folder / "references.bib").is_file():
            return Project(folder)
    return None
