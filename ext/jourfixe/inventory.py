"""What the edition on disk holds, as far as references ask for it; each protocol is read when it is asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache, partial

from .acquire import Refused
from .apparatus.citing.resolve import cite
from .apparatus.citing.sentences import sentence_starts
from .apparatus.folder import Edited, load, protocol_folders
from .apparatus.numbers.line import line_key
from .apparatus.numbers.register import read_wording
from .apparatus.referring.holdings import Holding, Holdings, Page
from .apparatus.registers import page_id
from .project import Project

REGISTER = re.compile(r"^\s*(?:`{3,}|:{3,}|~{3,})\{stellenregister\}", re.M)
KEPT = 32  # protocols whose text stays in memory


class Inventory:
    """The protocols of a project and its Stellenregister."""

    def __init__(self, project: Project) -> None:
        self.project = project
        folders, _ = protocol_folders(project.protocols)
        self.holdings = Holdings([folder.name for folder in folders], self._holding, lambda: list(self._pages()))
        self.edited = lru_cache(maxsize=KEPT)(self._edited)

    def wording(self, edited: Edited, revision: int) -> dict[str, str]:
        """Number → text, as it is now or in a Fassung."""
        if revision:
            return read_wording(self.project.protocols / edited.id / f"fassung-{revision}.txt")
        return {rn: paragraph.text for rn, paragraph in edited.numbered()}

    def _edited(self, day: str) -> Edited:
        """Refused if it could not be built."""
        edited = load(self.project.protocols / day)
        blocking = tuple(f for f in edited.findings if f.blocks)
        if blocking:
            raise Refused(findings=blocking)
        return edited

    def _sentences(self, day: str, rn: str, revision: int) -> int:
        return len(sentence_starts(self.wording(self.edited(day), revision).get(rn, "")))

    def _holding(self, day: str) -> Holding:
        """Without the text, as all of them are kept."""
        edited = self.edited(day)
        marks = {mark.name for paragraph in edited.protocol.paragraphs for mark in paragraph.lines}
        return Holding(
            day,
            edited.numbering.numbers,
            partial(self._sentences, day),
            {rn: end for rn, _ in edited.numbering.gone if (end := edited.history.end_of(rn))},
            edited.issue,
            tuple(sorted(marks.union(edited.register.lines), key=line_key)),
            {revision.n: tuple(entry.rn for entry in revision.entries) for revision in edited.register.revisions},
            edited.meta.article,
            edited.numbering.revision if edited.numbering.is_published else 0,
        )

    @cached_property
    def _register(self) -> str:
        """Address of the Stellenregister from the top of the site, or nothing."""
        docs = self.project.docs
        for path in sorted(docs.rglob("*.md")):
            where = path.relative_to(docs)
            if not where.parts[0].startswith("_") and REGISTER.search(path.read_text("utf-8", "replace")):
                return where.with_suffix(".html").as_posix()
        return ""

    def _pages(self) -> Iterator[Page]:
        """All pages that the protocols cite, each once."""
        if not self._register:
            return
        bibliography, _ = self.project.read_literature()
        seen = set()
        for day in self.holdings.days:
            edited = self.edited(day)
            for paragraph in edited.protocol.paragraphs:
                for one in cite(paragraph.text, edited.meta.article, bibliography, paragraph.place)[0]:
                    if one.pages and one.article in bibliography.articles and (one.article, one.pages) not in seen:
                        seen.add((one.article, one.pages))
                        address = f"{self._register}#{page_id(one.article, one.pages)}"
                        yield Page(one.issue, one.pages, address, bibliography.titles[one.article], one.article)
