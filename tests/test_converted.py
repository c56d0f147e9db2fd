"""What converters make of protocols whose truth is known: text and roles come back, or a finding says why not.

converted/ holds their outputs, PROTOCOL.CONVERTER, and beside them PROTOCOL.truth. "garten" has paragraphs only;
"beete" has also lists, a table and a footnote. Printed with Typst (par.line, every fifth line), or DOCX and ODT;
made with pdftotext 22.12, mutool 1.21, pymupdf4llm 0.3.4, markitdown 0.1.8 and pandoc 3.9. marker and docling need
models from the network: theirs are imitated after the outputs in their repositories. "buecherei" (hanging dashes,
words divided), "buecherei-gezaehlt" (every line, anew on each page), "fahrplan" (hanging dashes, a font without a
name) and "bienen" (footnotes, lists, a table, every line) are printed by tests/made.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from jourfixe.model import Reason
from jourfixe.transcribing.kinds import FIRST, opening
from scoring import score
from test_conservation import assert_conserved

CONVERTED = Path(__file__).parent / "converted"
OUTPUTS = sorted(path.name for path in CONVERTED.iterdir() if path.suffix != ".truth")
#: What the converter destroyed, and the findings that tell the editor.
LOST = {
    # the last separator stands behind the last paragraph, so that nothing tells the closing from the chair
    "beete.markitdown-pdf.md": {"JF210"},
    # dashes, numbers and text of a page each in a heap of their own
    "buecherei-gezaehlt.pdftotext-raw.txt": {"JF106"},
    "fahrplan.pdftotext.txt": {"JF106", "JF201"},
    # a footnote in the middle of a paragraph that goes over the page
    "bienen.pymupdf4llm.md": {"JF201", "JF205"},
    "bienen.pdftotext-layout.txt": {"JF101", "JF203"},
}
#: pages without blank lines, where a paragraph whose last line is full does not show where it ends
BOUNDS_LOST = {"JF203", "JF106", "JF201"}


@pytest.mark.parametrize("name", OUTPUTS)
def test_text_and_roles_come_back(name: str) -> None:
    reading = assert_conserved((CONVERTED / name).read_bytes())
    found = score((CONVERTED / f"{name.partition('.')[0]}.truth").read_text(encoding="utf-8"), reading.protocol)
    codes = {f.code for f in reading.findings}
    assert (found.text >= 0.95 and found.roles >= 0.95) != (name in LOST)
    assert LOST.get(name, set()) <= codes
    assert found.bounds >= 0.95 or codes & BOUNDS_LOST
    assert reading.protocol.date and reading.protocol.title


@pytest.mark.parametrize("name", OUTPUTS)
def test_no_output_is_taken_for_a_web_page_or_a_mail(name: str) -> None:
    assert opening((CONVERTED / name).read_bytes()[:FIRST]) == ""


@pytest.mark.parametrize("name", [name for name in OUTPUTS if ".pdf" in name and name[:6] in ("garten", "beete.")])
def test_the_margin_numbers_of_pages_are_found(name: str) -> None:
    edits = assert_conserved((CONVERTED / name).read_bytes()).edits
    numbers = [int(edit.before) for edit in edits if edit.reason is Reason.MARGIN]
    assert numbers == list(range(5, 5 * len(numbers) + 1, 5))
    assert len(numbers) >= 10


@pytest.mark.parametrize("name", [name for name in OUTPUTS if "-docx" in name or "-odt" in name])
def test_word_files_come_back_whole(name: str) -> None:
    truth = (CONVERTED / f"{name.partition('.')[0]}.truth").read_text(encoding="utf-8")
    found = score(truth, assert_conserved((CONVERTED / name).read_bytes()).protocol)
    html_table = "commonmark" in name
    assert found.sections == (3, 3)
    assert found.bounds == 1.0 or html_table
    assert found.roles > 0.995 or html_table  # straight quotes of pandoc stay as they stand
