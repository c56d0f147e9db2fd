"""Files that are broken or mean harm: a sentence in German, in time and memory, and nothing written."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from tempfile import gettempdir

import pikepdf
import pytest

import arriving
from jourfixe.arrival import Reception
from jourfixe.findings import CATALOG, finding
from jourfixe.model import Place
from jourfixe.transcribing.process import Process
from jourfixe.transcribing.unreadable import Unreadable
from jourfixe.transcribing.worker import PATIENCE
from projects import ENGLISH, Edition, edition, short

DAY = "2026-02-09"
SECRET = "STRENGGEHEIM"
TOLD = re.compile(r"(?m)^Fehler: (?P<file>[^\n]+?)(?::1:1)?: (?P<code>JF\d{3}) .+\n    → .+$")


def encrypted() -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(arriving.pdf(DAY))) as made:
        made.save(out, encryption=pikepdf.Encryption(user="geheim", owner="geheim", R=6))
    return out.getvalue()


def bomb_pdf() -> bytes:
    """One page of 0.4 MB that unpack to 400 MB."""
    out = BytesIO()
    with pikepdf.new() as made:
        stream = pikepdf.Stream(made, zlib.compress(b" " * 400_000_000, 9))
        stream.Filter = pikepdf.Name.FlateDecode
        made.add_blank_page().Contents = stream
        made.save(out, compress_streams=False)
    assert len(out.getvalue()) < 500_000
    return out.getvalue()


def nested_pdf() -> bytes:
    """Ten drawings of ten drawings, and so on, with one word in the end: a thousand million words."""
    out = BytesIO()
    with pikepdf.new() as made:
        sheet = made.add_blank_page()
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        inner = made.make_indirect(pikepdf.Stream(made, b"BT /F 9 Tf 72 700 Td (Wort) Tj ET"))
        inner.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
        for _ in range(9):
            inner.Type, inner.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
            inner.BBox = pikepdf.Array([0, 0, 600, 800])
            outer = made.make_indirect(pikepdf.Stream(made, b"/X Do " * 10))
            outer.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=inner))
            inner = outer
        sheet.Contents = inner
        sheet.Resources = inner.Resources
        made.save(out)
    return out.getvalue()


def scanned() -> bytes:
    """A page that is a picture."""
    size = {"/Width": 200, "/Height": 300, "/BitsPerComponent": 8, "/ColorSpace": pikepdf.Name.DeviceGray}
    with pikepdf.new() as made:
        picture = pikepdf.Stream(made, bytes(range(200)) * 300, {"/Subtype": pikepdf.Name.Image, **size})
        out = BytesIO()
        sheet = made.add_blank_page()
        sheet.Contents = pikepdf.Stream(made, b"q 600 0 0 800 0 0 cm /P Do Q")
        sheet.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(P=made.make_indirect(picture)))
        made.save(out)
    return out.getvalue()


def with_entity(uri: str) -> bytes:
    """A Word file whose text is to be fetched from elsewhere."""
    head = f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY x SYSTEM "{uri}">]>'
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    body = f"<w:document {space}><w:body><w:p><w:r><w:t>Text &x;</w:t></w:r></w:p></w:body></w:document>"
    return arriving.repacked(arriving.docx(DAY), word__document=(head + body).encode())


def laughing() -> bytes:
    """Entities of entities: a few lines that become gigabytes."""
    levels = [f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 10)]
    head = f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a0 "haha">{"".join(levels)}]>'
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    body = f"<w:document {space}><w:body><w:p><w:r><w:t>&a9;</w:t></w:r></w:p></w:body></w:document>"
    return arriving.repacked(arriving.docx(DAY), word__document=(head + body).encode())


def bomb_docx() -> bytes:
    """The same in a Word file: one paragraph of 400 MB."""
    before, _, after = arriving.part(arriving.docx(DAY), "word/document.xml").partition(b"Die Frage war")
    data = arriving.repacked(arriving.docx(DAY), word__document=before + b" " * 400_000_000 + after)
    assert len(data) < 500_000
    return data


def climbing() -> bytes:
    """A zip with a path that leads out of it, and is a Word file otherwise."""
    out = BytesIO(arriving.docx(DAY))
    with zipfile.ZipFile(out, "a") as pack:
        pack.writestr(f"../../../../../..{gettempdir()}/geheim-entwichen.txt", SECRET)
        pack.writestr("word/../../geheim-entwichen.txt", SECRET)
        pack.writestr("word/media/../../../../geheim-entwichen.txt", SECRET)
    return out.getvalue()


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty.pdf": (lambda: b"", "JF001"),
    "only-a-head.pdf": (lambda: b"%PDF-1.7\n", "JF022"),
    "cut.pdf": (lambda: arriving.pdf(DAY)[:900], "JF022"),
    "noise.pdf": (lambda: b"%PDF-1.7\n" + bytes(range(256)) * 500, "JF022"),
    "locked.pdf": (encrypted, "JF021"),
    "bomb.pdf": (bomb_pdf, "JF022|JF023|JF024|JF025"),
    "scan.pdf": (scanned, "JF023"),
    "cut.docx": (lambda: arriving.docx(DAY)[:-900], "JF022"),
    "entity.docx": (lambda: with_entity("file:///etc/passwd"), "JF022"),
    "network.docx": (lambda: with_entity("http://127.0.0.1:9/x"), "JF022"),
    "laughing.docx": (laughing, "JF022|JF024|JF025"),
    "bomb.docx": (bomb_docx, "JF024|JF025"),
    "no-xml.docx": (lambda: arriving.repacked(arriving.docx(DAY), word__document=b"<w:document"), "JF022"),
    "old.doc": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), "JF026"),
    "thing.pages": (lambda: arriving.zipped({"Index/Document.iwa": b"x"}), "JF026"),
    "picture.png": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, "JF026"),
    "zip-of.pdf": (lambda: arriving.zipped({"a.pdf": arriving.pdf(DAY)}), "JF026"),
    "page.docx": (lambda: b"<!doctype html>\n<html><body><p>Jour fixe</p></body></html>", "JF026"),
    "noise.bin": (lambda: bytes(range(256)) * 9, "JF002"),
}


MEASURED = """
import resource
from click.testing import CliRunner
from jourfixe.cli import main
assert CliRunner().invoke(main, ["read", "bomb.pdf"]).exit_code == 1
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


@pytest.fixture
def made(tmp_path: Path) -> Edition:
    (tmp_path / "geheim.txt").write_text(SECRET)
    return edition(tmp_path / "project", d2026_01_12=short("2026-01-12"))


def refused(made: Edition, *words: str) -> tuple[str, str]:
    """File and code of the one finding; nothing is written, and it takes no longer than it may."""
    before, start = made.files(), time.monotonic()
    done = made.jourfixe(*words)
    assert time.monotonic() - start < PATIENCE + 2
    assert done.code == 1, done.output
    assert not ENGLISH.search(done.output), done.output
    told = TOLD.findall(done.output)
    assert len(told) == 1, done.output
    assert made.files() == before
    assert list((made.root / "protocols").glob(".neu-*")) == []
    return told[0]


@pytest.mark.parametrize("name", REFUSED)
def test_refused_with_a_reason(made: Edition, name: str) -> None:
    make, code = REFUSED[name]
    made.write(name, make())
    file, told = refused(made, "add", name)
    assert file == name
    assert re.fullmatch(code, told)


def test_memory_stays_within_its_limit(made: Edition) -> None:
    """That of the process that opens files; a peak of one's own would be that of the tests, which Linux hands on."""
    made.write("bomb.pdf", bomb_pdf())
    done = subprocess.run([sys.executable, "-c", MEASURED], cwd=made.root, capture_output=True, text=True, check=True)
    unit = 1 if sys.platform == "darwin" else 1024
    assert int(done.stdout) * unit < 1 << 30


def test_what_takes_too_long_is_ended(made: Edition) -> None:
    """With a second of patience here, so that the test need not have eighteen."""
    file = made.write("nested.pdf", nested_pdf())
    start = time.monotonic()
    with Reception(patience=1) as reception, pytest.raises(Unreadable) as error:
        reception.receive(file, None, lambda page, pages: None)
    assert error.value.code in ("JF024", "JF022")
    assert time.monotonic() - start < 10


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a disk that is always full is a device of Linux")
def test_a_full_disk_is_told_as_one(made: Edition) -> None:
    file = made.write("neu.docx", arriving.docx(DAY))
    process = Process(PATIENCE)
    job = {"path": str(file), "name": file.name, "target": "/dev/full", "lines_from": ""}
    with pytest.raises(Unreadable) as error:
        process.ask(job, lambda page, pages: None)
    process.kill()
    told = finding(error.value.code, Place(file.name), **error.value.fields)
    assert told.message.startswith("Der Datenträger mit dem Ordner /, in dem")


def test_a_path_that_climbs_out_leads_nowhere(made: Edition) -> None:
    made.write("climbing.docx", climbing())
    made.jourfixe("add", "climbing.docx")
    assert list(made.root.parent.rglob("geheim-entwichen.txt")) == []
    assert not Path(gettempdir(), "geheim-entwichen.txt").exists()


def test_no_secret_gets_in(made: Edition) -> None:
    made.write("entity.docx", with_entity((made.root.parent / "geheim.txt").as_uri()))
    made.jourfixe("add", "entity.docx")
    assert [name for name, data in made.files("protocols").items() if SECRET.encode() in data] == []


NAMES = [
    "ein\nName.pdf",
    "\x1b[2J\x1b]0;Titel\x07.pdf",
    "\u202efdp.txt.pdf",
    "-x.pdf",
    "%s {x}.pdf",
    "a" * 200 + ".pdf",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_steers_nothing(made: Edition, name: str) -> None:
    made.write(name, b"%PDF-1.7\n")
    file, _ = refused(made, "add", "--", name)
    assert file.isprintable()
    made.write(name, arriving.pdf(DAY))
    done = made.jourfixe("add", "--", name)
    assert done.code == 0, done.output
    assert all(line.isprintable() for line in done.output.splitlines())
    kept = made.files(f"protocols/{DAY}").keys() - {"raw.md", "meta.toml", "numbering.toml"}
    assert len(kept) == 1
    assert all(one.isprintable() for one in kept)
    assert made.jourfixe("check").code == 0


def test_a_folder_a_pipe_and_a_link_to_itself(made: Edition) -> None:
    """None of them is waited for."""
    os.mkfifo(made.root / "rohr.pdf")
    (made.root / "kreis.pdf").symlink_to("kreis.pdf")
    (made.root / "nirgends.pdf").symlink_to("gibt-es-nicht.pdf")
    for name in ("docs", "rohr.pdf", "kreis.pdf", "nirgends.pdf", "gibt-es-nicht.pdf"):
        for command in ("add", "read"):
            assert refused(made, command, name) == (name, "JF008")


def test_each_code_of_files_is_tried() -> None:
    """But for those about a PDF that is to give its lines, and a disk that is full."""
    known = {code for code in CATALOG if "JF020" < code < "JF030"}
    assert known - {code for _, codes in REFUSED.values() for code in codes.split("|")} == {"JF027", "JF028", "JF029"}
