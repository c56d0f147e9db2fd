"""Whatever a file holds becomes a page or a sentence in German with its place; never a crash, a leak or a script."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
import zipfile
from html import unescape
from pathlib import Path

import pytest

from projects import ENGLISH, Edition, Outcome, Page, edition, page, protocol, short

DAY = "2026-02-09"
HEAD = "## **Jour fixe vom 09.02.2026 Titel (GS 4-25)**\n\n"
OWN = re.compile(r"(\.\./)*(_static/[\w./-]+\.js|searchindex\.js)(\?.*)?")
SECRET = "STRENGGEHEIM"
PLACE = r"[\w./-]+:\d+:\d+: JF\d{3} .+\n    → .+"


def blocked(done: Outcome, code: str, file: str) -> bool:
    """Refused with one finding at least, said as it should be."""
    assert done.code in (1, 2), done.output
    assert not ENGLISH.search(done.output), done.output
    assert re.search(PLACE, done.output), done.output
    return bool(re.search(rf"(?m)^(?:Fehler: )?{re.escape(file)}:\d+:\d+: {code} ", done.output))


# Files that are no protocol

UNREADABLE = {
    "empty": (b"", "JF001"),
    "only a mark": (b"\xef\xbb\xbf", "JF001"),
    "only space": (b" \n\t\r\n ", "JF001"),
    "PNG": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, "JF002"),
    "PDF": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\nstream\n" + bytes(range(256)) * 9, "JF002"),
    "Word": (b"PK\x03\x04\x14\x00\x06\x00" + b"\x00\xff" * 50, "JF002"),
    "nothing but zeros": (b"\0" * 1000, "JF002"),
    "UTF-16 cut off": (short(DAY).encode("utf-16")[:-1], "JF002"),
    "no text below the heading": (HEAD.encode(), "JF208"),
    "impossible date": (short("2026-02-31").encode(), "JF302"),
    "another date than the folder": (short("2026-03-01").encode(), "JF305"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_unreadable_protocols_are_findings(tmp_path: Path, name: str) -> None:
    data, code = UNREADABLE[name]
    made = edition(tmp_path, d2026_01_12=short("2026-01-12"))
    made.add(DAY, data)
    file = f"protocols/{DAY}/raw.md"
    assert blocked(made.jourfixe("check"), code, file)
    assert blocked(made.jourfixe("build"), code, file)
    assert made.jourfixe("read", str(made.root / file)).code == (0 if code == "JF305" else 1)


READABLE = {
    "UTF-16": short(DAY).encode("utf-16"),
    "UTF-8 with a mark": short(DAY).encode("utf-8-sig"),
    "Windows-1252": short(DAY).encode("cp1252"),
    "neither": HEAD.encode() + b"\x81\x8d \xfc und ein Satz.\n",
    "old Macintosh lines": short(DAY).replace("\n", "\r").encode(),
    "no date": short(DAY).replace("vom 09.02.2026 ", "").encode(),
    "one letter": b"x",
    "one line of 5 MB": (HEAD + "Ein Wort und noch eins. " * 220_000).encode(),
    "400 nested lists": (HEAD + "\n".join("  " * i + "- Punkt" for i in range(400))).encode(),
    "brackets": (HEAD + "> " * 400 + "Zitat\n\n" + "*" * 9999 + "\n\n" + "[" * 9999 + "„(" * 9999 + "\n").encode(),
    "odd characters": (HEAD + "a\x0bb\x0cc\x1bd\x7fe\ufffef\uffffg\u202eh\u2028i\U000e0001j \x85 k.\n").encode(),
}


@pytest.mark.parametrize("name", READABLE)
def test_strange_protocols_are_pages(tmp_path: Path, name: str) -> None:
    made = edition(tmp_path)
    made.add(DAY, READABLE[name])
    done = made.jourfixe("build")
    assert done.code == 0, done.output
    assert not ENGLISH.search(done.output)
    assert page(done.out / "protokolle" / f"{DAY}.html").passages["rn-1"].strip()


@pytest.mark.parametrize("name", ["2026-13-01", "12.01.2026", "neu", "<script>", "2026-02-09 (2)"])
def test_a_folder_with_another_name_is_passed_over(tmp_path: Path, name: str) -> None:
    made = edition(tmp_path, d2026_01_12=short("2026-01-12"))
    made.write(f"protocols/{name}/raw.md", short(DAY))
    done = made.jourfixe("check")
    assert done.code == 0
    assert "JF310" in done.output
    assert f"„{name}“" in done.output


# Protocols that try to be more than text

ATTACKS = [
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)"> und <svg onload=alert(1)>',
    "</p></div></main><script>alert(1)</script>",
    "```{include} /etc/passwd\n```",
    "```{literalinclude} /etc/passwd\n```",
    "```{raw} html\n<script>alert(1)</script>\n```",
    "```{eval-rst}\n.. raw:: html\n\n   <script>alert(1)</script>\n```",
    ":::{include} /etc/passwd\n:::",
    ".. include:: /etc/passwd",
    "{download}`../../../etc/passwd` und {rn}`2026-01-12:1` und {eval}`1`",
    "![x](../../../etc/passwd) und [y](javascript:alert(1))",
    "[inv](inv:#x) und [z]: javascript:alert(1)",
    "|release| und `code`_ und :ref:`x` und .. |a| replace:: b",
    "{{ config }} und {% include '/etc/passwd' %} und ${x} und $$\\input{/etc/passwd}$$",
    "\\input{/etc/passwd} \\write18{ls} %n %(target)s {0} {x!r}",
    "&lt;b&gt; &amp; &#60;script&#62; <!-- weg --> ]]> <![CDATA[x]]>",
]


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Edition, Outcome]:
    made = edition(tmp_path_factory.mktemp("attacked"), d2026_01_12=short("2026-01-12"))
    made.write("references.bib", "@article{boese, title = {{<script>alert(1)</script> & Co}}, year = 2025}\n")
    made.add(DAY, protocol(DAY, *ATTACKS), article="boese", title="<script>alert(1)</script> %s {x} & „Titel“")
    made.add("2026-02-23", "---\nmyst:\n  html_meta:\n    x: y\norphan: true\n---\n" + short("2026-02-23"))
    done = made.jourfixe("build")
    assert (done.code, ENGLISH.search(done.output)) == (0, None), done.output
    return made, done


def active(shown: Page) -> list[str]:
    """What a browser would carry out or fetch, beyond the files of the edition itself."""
    found = []
    for tag, values in shown.elements:
        handlers = [key for key in values if key.startswith("on")]
        data = values.get("type", "") in ("application/json", "application/ld+json")
        own = tag == "script" and (data or OWN.fullmatch(values.get("src", "")))
        danger = tag in ("script", "iframe", "object", "embed", "base", "img") and not own
        if handlers or danger or re.match(r"(?i)\s*(javascript|data):", values.get("href", "")):
            found.append(f"{tag} {values}")
    return found


def test_an_attack_would_be_seen() -> None:
    assert len(active(Page("<script>x</script><img src=x onerror=y><a href='javascript:z'>"))) == 3
    assert active(Page('<script src="../_static/jourfixe.js?v=1"></script>')) == []


def test_nothing_becomes_active(attacked: tuple[Edition, Outcome]) -> None:
    for path in attacked[1].out.rglob("*.html"):
        assert active(page(path)) == [], path.name


def test_attacks_are_text(attacked: tuple[Edition, Outcome]) -> None:
    """Word for word, apart from line breaks, markup and entities, which the reading resolves."""
    shown = page(attacked[1].out / "protokolle" / f"{DAY}.html")
    text = re.sub(r"[\s*`]+", "", "".join(shown.passages.values()))
    for attack in ATTACKS:
        assert re.sub(r"[\s*`\\]+", "", unescape(attack)) in text.replace("\\", ""), attack
    assert "<script>alert(1)</script> %s {x} & „Titel“" in shown.text
    assert "<script>alert(1)</script> & Co" in shown.text


def test_no_file_leaks(attacked: tuple[Edition, Outcome]) -> None:
    secret = Path("/etc/passwd").read_bytes().splitlines()[0]
    assert secret
    assert [name for name, data in attacked[0].files("build").items() if secret in data] == []


def test_latex_and_epub_stay_whole(attacked: tuple[Edition, Outcome]) -> None:
    made = attacked[0]
    latex = made.sphinx("latex", out="other").out
    body = next(latex.glob("*.tex")).read_text("utf-8").split(r"\begin{document}")[1]
    assert not re.search(r"\\(input|write18)\b", body)
    with zipfile.ZipFile(next(made.sphinx("epub", out="other").out.glob("*.epub"))) as book:
        for name in book.namelist():
            if name.endswith((".xhtml", ".opf", ".ncx")):
                ET.fromstring(book.read(name))


# Pages that reach for files

TRIES = {
    "include": "```{include} /KEY\n```",
    "include-relative": "```{include} ../../geheim.txt\n```",
    "literalinclude": "```{literalinclude} ../../geheim.txt\n```",
    "raw-file": "```{raw} html\n:file: ../../geheim.txt\n```",
    "raw-url": "```{raw} html\n:url: file:///KEY\n```",
    "csv-file": "```{csv-table} T\n:file: ../../geheim.txt\n```",
    "csv-url": "```{csv-table} T\n:url: file:///KEY\n```",
    "download-absolute": "{download}`/KEY`",
    "link-absolute": "[x](/KEY)",
    "image-absolute": "![x](/KEY)",
    "rst-include": "```{eval-rst}\n.. include:: /KEY\n```",
    "rst-raw": "```{eval-rst}\n.. raw:: html\n   :file: /KEY\n```",
    "bibliography": "```{bibliography} ../../geheim.txt\n```",
    "glob": "```{toctree}\n:glob:\n\n/../../*\n```",
}
OUTSIDE = {
    "download": "{download}`../../geheim.txt`",
    "download-root": "{download}`/../../geheim.txt`",
    "link": "[x](../../geheim.txt)",
    "image": "![x](../../geheim.png)",
    "image-root": "![x](/../../geheim.png)",
    "figure": "```{figure} ../../geheim.png\n```",
}


def pages(root: Path, texts: dict[str, str]) -> Edition:
    """One page each, and a secret beside the project."""
    root.mkdir()
    for name in ("geheim.txt", "geheim.png"):
        (root.parent / name).write_text(f"{SECRET}, {SECRET}\n")
    made = edition(root, d2026_01_12=short("2026-01-12"))
    for name, text in texts.items():
        text = text.replace("/KEY", str(root.parent / "geheim.txt"))
        made.write(f"docs/{name}.md", f"---\norphan: true\n---\n# Seite\n\n{text}\n\nEnde.\n")
    return made


def leaks(made: Edition) -> list[str]:
    """Files of the site that hold the secret."""
    return [name for name, data in made.files("build/html").items() if SECRET.encode() in data]


def test_pages_cannot_bring_in_files(tmp_path: Path) -> None:
    made = pages(tmp_path / "project", TRIES)
    done = made.jourfixe("build")
    assert done.code == 0, done.output
    assert "Traceback" not in done.output
    assert leaks(made) == []
    for name in TRIES:
        assert "Ende." in page(done.out / f"{name}.html").text
        assert [found for found in active(page(done.out / f"{name}.html")) if not found.startswith("img")] == []
        if name != "glob":
            assert f"docs/{name}.md:" in done.output, name


def test_files_from_outside_stop_the_build(tmp_path: Path) -> None:
    made = pages(tmp_path / "project", OUTSIDE)
    done = made.jourfixe("build")
    for name in OUTSIDE:
        assert blocked(done, "JF503", f"docs/{name}.md"), (name, done.output)
    assert not (made.root / "build" / "html").exists() or leaks(made) == []


def test_a_page_in_another_encoding(tmp_path: Path) -> None:
    made = edition(tmp_path, d2026_01_12=short("2026-01-12"))
    made.write("docs/seite.md", "# Seite\n\nEin Satz über Umlaute.\n".encode("cp1252"))
    done = made.jourfixe("build")
    assert blocked(done, "JF504", "docs/seite.md")
    assert "docs/seite.md:3:10: " in done.output


# Damaged data

META = {
    "no value": (b"title = \n", "JF306", 1),
    "no quotes": (b'sha256 = ""\ntitle = Der Titel\n', "JF306", 2),
    "an open quote": (b'title = "Der Titel\n', "JF306", 1),
    "the same key twice": (b'title = "a"\ntitle = "b"\n', "JF306", 2),
    "latin-1": (b'issue = "4-25"\ntitle = "F\xfcr"\n', "JF306", 2),
    "an unknown key": (b'issue = "4-25"\ntitel = "x"\n', "JF307", 2),
    "a number for a text": (b"title = 3\n", "JF311", 1),
    "a text for a date": (b'date = "2026-02-09"\n', "JF311", 1),
    "a time for a date": (b"date = 2026-02-09T10:00:00\n", "JF311", 1),
    "no such issue": (b'issue = "5-2025"\n', "JF311", 1),
    "another date": (b"date = 2026-02-10\n", "JF305", 1),
    "a date of no calendar": (b"date = 2026-02-31\n", "JF306", 1),
    "a table": (b'[title]\nx = "y"\n', "JF311", 1),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0", "JF306", 1),
    "zeros": (b"\0\0\0", "JF306", 1),
    "deep": (b"title = " + b"[" * 5000, "JF306", 1),
}


@pytest.mark.parametrize("name", META)
def test_damaged_meta(tmp_path: Path, name: str) -> None:
    data, code, line = META[name]
    made = edition(tmp_path)
    made.add(DAY, short(DAY))
    made.write(f"protocols/{DAY}/meta.toml", data)
    done = made.jourfixe("check")
    assert blocked(done, code, f"protocols/{DAY}/meta.toml")
    assert f"meta.toml:{line}:" in done.output


GOOD = "@article{a,\n  title = {A},\n}\n\n"
BIBLIOGRAPHY = {
    "an open brace": ((GOOD + "@article{b,\n  title = {B,\n}\n").encode(), range(5, 9)),
    "an open quote": ((GOOD + '@article{b,\n  title = "B,\n}\n').encode(), range(5, 9)),
    "no equals sign": ((GOOD + "@article{b,\n  title {B}\n}\n").encode(), range(5, 8)),
    "no key": ((GOOD + "@article{,\n  title = {B},\n}\n").encode(), range(5, 8)),
    "the same key twice": ((GOOD + "@article{a,\n  title = {B},\n}\n").encode(), range(5, 8)),
    "latin-1": (GOOD.encode() + "@article{b,\n  title = {Für},\n}\n".encode("latin-1"), range(6, 7)),
    "zeros": (b"@article{a\0\0", range(1, 2)),
}


@pytest.mark.parametrize("name", BIBLIOGRAPHY)
def test_damaged_bibliography(tmp_path: Path, name: str) -> None:
    data, lines = BIBLIOGRAPHY[name]
    made = edition(tmp_path, d2026_01_12=short("2026-01-12"))
    made.write("references.bib", data)
    made.write("docs/literatur.md", "---\norphan: true\n---\n# Literatur\n\n```{bibliography}\n:all:\n```\n")
    for command in ("check", "build"):
        done = made.jourfixe(command)
        assert (done.code, ENGLISH.search(done.output)) == (0, None), done.output
        assert re.search(PLACE, done.output)
        told = re.findall(r"(?m)references\.bib:(\d+):\d+: (JF309|JF62\d) ", done.output)
        assert told, done.output
        assert {int(line) for line, _ in told} <= {*lines}, done.output
    if data.startswith(GOOD.encode()):
        assert "lit-a" in page(done.out / "literatur.html").ids


@pytest.mark.parametrize("text", ["", "@gibtsnicht{x,\n  title = {X},\n}\n", "Nur ein Satz.\n", "@comment{x}\n"])
def test_an_odd_bibliography_is_none(tmp_path: Path, text: str) -> None:
    made = edition(tmp_path, d2026_01_12=short("2026-01-12"))
    made.write("references.bib", text)
    assert made.jourfixe("check").code == 0
    done = made.jourfixe("build")
    assert (done.code, ENGLISH.search(done.output)) == (0, None)


def test_a_witness_that_is_gone_is_named_once(tmp_path: Path) -> None:
    made = edition(tmp_path, d2026_01_12=short("2026-01-12"))
    assert made.jourfixe("publish", "2026-01-12").code == 0
    (tmp_path / "protocols" / "2026-01-12" / "raw.md").unlink()
    done = made.jourfixe("build")
    assert done.code == 1
    assert done.output.count("Fehler") == 1
    assert "protocols/2026-01-12/raw.md:1:1: JF008" in done.output


def test_a_page_that_lost_its_protocol_stops_the_build(tmp_path: Path) -> None:
    made = edition(tmp_path, d2026_01_12=short("2026-01-12"))
    made.write("docs/protokolle/2026-01-12.md", "# Nur eine Einleitung\n")
    done = made.jourfixe("build")
    assert done.code == 1
    assert "docs/protokolle/2026-01-12.md:1:1: JF506" in done.output


def test_a_link_out_of_the_project_is_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text(short("2026-02-09"), "utf-8")
    made = edition(tmp_path / "edition", d2026_01_12=short("2026-01-12"))
    folder = tmp_path / "edition" / "protocols" / "2026-02-09"
    folder.mkdir()
    (folder / "raw.md").symlink_to(secret)
    done = made.jourfixe("build")
    assert done.code == 1
    assert "protocols/2026-02-09/raw.md:1:1: JF008" in done.output
