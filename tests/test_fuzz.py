"""Small files with something broken in them: the end is a reading or an `Unreadable`, never anything else.

The examples are the same each time; how many of them there are depends on the machine, as each kind of file has its
share of a minute.
"""

from __future__ import annotations

import copy
import io
import re
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from lxml import etree

import arriving
from jourfixe.reading import read_bytes
from jourfixe.reading.ledger import apply, restore
from jourfixe.transcribing import transcribe
from jourfixe.transcribing.unreadable import Unreadable
from jourfixe.transcribing.write import write

DAY = "2026-02-09"
SHARE = 9  # seconds for a kind of file
PDF = arriving.pdf(DAY, compressed=False)
DOCX = arriving.docx(DAY)
DOCUMENT = arriving.part(DOCX, "word/document.xml")
STYLES = arriving.part(DOCX, "word/styles.xml")
MARKDOWN = arriving.markdown(DAY)
TRANSCRIPT = """\
<!-- Abschrift 1: neu.pdf -->

<!-- Seite 1 · „Kopf“ -->
      | # Jour fixe vom 09.02.2026 Titel (GS 4-25)

    5 | Ein *Absatz* mit **Auszeich¬
<!-- prüfen: JF122 „nungen“ oder „-nungen“ -->
  [6] | nungen** und einer Note.[^1]

      | [^1]: Die Note.

      | + 1. Ein Punkt
      | + • Noch einer

      | | Jahr | Betrag |

      | \\*

   10 | — *Ein Beitrag.*
""".encode()
WORDS = {
    "pdf": b"<< >> [ ] ( ) stream endstream endobj obj xref trailer R null /Type /Pages /Kids /Count /Length /Font "
    b"/Encoding /ToUnicode BT ET Tj TJ Td Tm Tf Do q Q cm ' \" 0 -1 99999999999 1e38 .5 %%EOF /F1 <FFFE> (\\777) \x00",
    "xml": b"<w:p> </w:p> <w:r> </w:r> <w:t> </w:t> <w:tbl> <w:tr> <w:tc> </w:tc> <w:del> <w:ins> <w:br/> <w:tab/> "
    b'<w:numPr> w:val="-1" w:val="99999999999" xmlns="" & < > &#0; &#xFFFE; <!-- ]]> <?x \x00 \xff xml:space="a"',
    "text": "— – - * ** *** _ # \\ | + [^1] [^1]: ¬ <!-- --> prüfen: „ “ oder 5 [6] 99999999999 \u00ad \u2028 \ufeff "
    "\ufffe \x00 \r <br> &amp; &#0; &#99999; \t".encode(),
}

TOKENS = {kind: words.split(b" ") for kind, words in WORDS.items()}
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NAMES = [
    f"{WORD}{name}" for name in "p r t tbl tr tc del ins br tab sdt hyperlink fldSimple numPr footnoteReference".split()
]
VALUES = ["", "-1", "0", "99999999999", "true", "x", "1.5", "Heading1", "\u00e4"]
Read = Callable[[bytes], None]
Make = Callable[[Random], bytes]


def changed(data: bytes, kind: str, random: Random) -> bytes:
    """Up to four places cut out, doubled, turned round, or with something else in them."""
    for _ in range(random.randint(1, 4)):
        token = random.choice(TOKENS[kind]) if random.random() < 0.8 else random.randbytes(3)
        start = random.randrange(len(data) + 1)
        end = min(len(data), start + int(random.random() ** 4 * len(data) / 3) + 1)
        piece = data[start:end]
        put = random.choice((b"", token, token + piece, piece + piece, piece[::-1]))
        data = data[:start] + put + data[end:]
    return data


def changed_xml(data: bytes, random: Random) -> bytes:
    return changed(data, "xml", random)


def altered(data: bytes, random: Random) -> bytes:
    """Elements lost, doubled, put elsewhere or called by another name; attributes with the values of others."""
    root = etree.fromstring(data)
    for _ in range(random.randint(1, 6)):
        every = list(root.iter(etree.Element))
        parent, other = (random.choice([e for e in every if len(e)] or every) for _ in range(2))
        if not len(parent):
            break
        child, one = parent[random.randrange(len(parent))], random.choice(every)
        what = random.randrange(5)
        if what == 0:
            parent.remove(child)
        elif what == 1:
            parent.insert(random.randrange(len(parent)), copy.deepcopy(child))
        elif what == 2:
            other.append(copy.deepcopy(child))
        elif what == 3:
            child.tag = random.choice([*NAMES, one.tag])
        else:
            child.attrib.update(one.attrib)
            child.attrib.update({key: random.choice(VALUES) for key in child.attrib if random.random() < 0.5})
    return etree.tostring(root)


def fuzzed(read: Read, make: Make) -> None:
    """As many as there is time for; which one it was stands below the error."""
    start, n = time.monotonic(), 0
    while time.monotonic() - start < SHARE:
        n += 1
        try:
            read(make(Random(n)))
        except Exception as error:
            error.add_note(f"Random({n})")
            raise


def as_text(data: bytes) -> None:
    """Whatever it is, all of it is accounted for."""
    reading = read_bytes(data, "raw.md")
    text = reading.decoded.text
    assert restore(apply(text, reading.edits), reading.edits) == text
    assert reading.decoded.encode() == data


@pytest.fixture
def as_file(tmp_path: Path) -> Read:
    def read(data: bytes) -> None:
        path, out = tmp_path / "datei", io.StringIO()
        path.write_bytes(data)
        try:
            write(transcribe(path, "datei", lambda page, pages: None), out)
        except Unreadable as error:
            assert re.fullmatch(r"JF02\d", error.code)
        else:
            as_text(out.getvalue().encode())

    return read


def test_pdf(as_file: Read) -> None:
    fuzzed(as_file, lambda random: changed(PDF, "pdf", random))


def test_the_package_of_a_word_file(as_file: Read) -> None:
    fuzzed(as_file, lambda random: changed(DOCX, "pdf", random))


def test_the_parts_of_a_word_file(as_file: Read) -> None:
    """Mostly still XML, but of a Word that there never was."""

    def make(random: Random) -> bytes:
        change = altered if random.random() < 0.8 else changed_xml
        parts = {"word__document": change(DOCUMENT, random), "word__styles": change(STYLES, random)}
        return arriving.repacked(DOCX, **dict(random.sample(sorted(parts.items()), random.randint(1, 2))))

    fuzzed(as_file, make)


def test_text() -> None:
    fuzzed(as_text, lambda random: changed(MARKDOWN, "text", random))


def test_transcripts() -> None:
    fuzzed(as_text, lambda random: changed(TRANSCRIPT, "text", random))
