"""The real protocol at each later stage, held against what was found right.

`UPDATE_CORPUS=1 pytest tests/test_corpus.py` writes the files anew; look at the difference before it is committed.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from docutils import nodes

from jourfixe.apparatus.folder import Edited, load
from jourfixe.doctree.convert import to_nodes
from jourfixe.model import Note
from jourfixe.output.data import dumps, edition_text, protocol_data
from projects import REPO

CORPUS = Path(__file__).parent / "corpus" / "2026-01-12"
MAIN = re.compile(r"<main .*?</main>", re.S)


@pytest.fixture(scope="module")
def edited() -> Edited:
    return load(REPO / "protocols" / "2026-01-12")


def hold(name: str, found: str) -> None:
    """Compare with the file, or write it."""
    path = CORPUS / name
    if os.environ.get("UPDATE_CORPUS"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(found, "utf-8", newline="\n")
    assert found == path.read_text("utf-8"), f"{path.name} differs"


def test_nodes(edited: Edited) -> None:
    """The notes unparsed: MyST needs a build."""
    said: dict[Note, list[nodes.Node]] = {note: [nodes.paragraph("", note.source)] for note in edited.notes}
    hold("doctree.txt", to_nodes(edited, "Der besprochene Artikel", "raw.md", said).pformat())


def test_data(edited: Edited) -> None:
    hold("edition.json", "".join(edition_text([dumps(protocol_data(edited)).replace(',{"rn"', ',\n{"rn"')])))


def test_page(real: Path) -> None:
    page = MAIN.search((real / "protokolle" / "2026-01-12.html").read_text("utf-8"))
    assert page
    hold("page.html", page[0] + "\n")


def test_account_of_the_numbers(edited: Edited) -> None:
    """What was counted by hand in the witness."""
    roles = [p.role.value for p in edited.protocol.paragraphs]
    assert [roles.count(role) for role in ("contribution", "chair", "frame")] == [31, 24, 2]
    assert len(edited.protocol.sections) == 7
    assert sum(len(p.lines) for p in edited.protocol.paragraphs) == 67
    assert edited.numbering.numbers == tuple(str(n) for n in range(1, 58))
    assert edited.numbering.is_published
