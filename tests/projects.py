"""Small editions on disk: the settings of the real one, a page, a bibliography, and protocols as needed."""

from __future__ import annotations

import contextlib
import hashlib
import re
import shutil
import zlib
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

from click.testing import CliRunner

import nursery
from jourfixe.cli import main

REPO = Path(__file__).parents[1]
TINY = Path(__file__).parent / "roots" / "tiny"
RICH = Path(__file__).parent / "roots" / "rich"
WITNESS = (REPO / "protocols" / "2026-01-12" / "raw.md").read_text("utf-8")
ENGLISH = re.compile(r"\b(?:Usage|Error|No such|Traceback|Exception|Try|WARNING: unknown|expected|invalid)\b")

SHORT = """\
## **Jour fixe vom {date} Ein kurzes Protokoll (GS 4-25)**

In dem Artikel geht es um den Friedensplan und um die Stellung der Europäer zu ihm.

— *Der Plan verlangt von beiden Seiten, dass sie ihre Interessen an denen der Weltmacht messen lassen.*

Die Frage war, warum die Europäer darin einen Verrat sehen und nicht bloß eine andere Taktik.

\\*

— *Sie haben ihre eigene Rolle an den Krieg geknüpft; sein Ende ohne sie macht diese Rechnung zunichte.*

Beim nächsten Mal wird der zweite Teil des Artikels besprochen.
"""


def german(day: str) -> str:
    """12.01.2026 for 2026-01-12."""
    return ".".join(reversed(day.split("-")))


def witness(day: str, **words: str) -> str:
    """The real witness under another date, with some words changed."""
    text = WITNESS.replace("12.01.2026", german(day))
    for before, after in words.items():
        text = text.replace(before, after)
    return text


def short(day: str) -> str:
    """Five paragraphs."""
    return SHORT.format(date=german(day))


def protocol(day: str, *paragraphs: str) -> str:
    """A protocol of these paragraphs."""
    return "\n\n".join([f"## **Jour fixe vom {german(day)} Gegenstand (GS 4-25)**", *paragraphs]) + "\n"


@dataclass(frozen=True)
class Outcome:
    """What a command left behind. `output` is all it said."""

    code: int
    output: str
    out: Path


@dataclass(frozen=True)
class Edition:
    """A project folder."""

    root: Path

    def write(self, path: str, text: str | bytes) -> Path:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return file

    def read(self, path: str) -> str:
        return (self.root / path).read_text("utf-8")

    def edit(self, path: str, before: str, after: str) -> None:
        text = self.read(path)
        assert before in text
        self.write(path, text.replace(before, after))

    def add(self, day: str, text: str | bytes, **meta: str) -> None:
        """A folder of protocols/, as an editor might make it by hand."""
        data = text if isinstance(text, bytes) else text.encode()
        self.write(f"protocols/{day}/raw.md", data)
        rows = {"sha256": hashlib.sha256(data).hexdigest(), **meta}
        self.write(f"protocols/{day}/meta.toml", "".join(f'{key} = "{value}"\n' for key, value in rows.items()))

    def rewrite(self, day: str, text: str) -> None:
        """Another reading of a published witness, as a better converter or an emendation would give it."""
        data = text.encode()
        self.write(f"protocols/{day}/raw.md", data)
        meta = self.read(f"protocols/{day}/meta.toml")
        self.write(
            f"protocols/{day}/meta.toml",
            re.sub(r'sha256 = "\w+"', f'sha256 = "{hashlib.sha256(data).hexdigest()}"', meta),
        )

    def files(self, folder: str = ".") -> dict[str, bytes]:
        return tree(self.root / folder)

    def sphinx(self, builder: str = "html", *options: str, out: str = "build", **environment: str) -> Outcome:
        """`sphinx-build`, with its doctrees outside of the output."""
        made = self.root / out
        return run_sphinx(self.root / "docs", builder, made / builder, made / "doctrees", *options, **environment)

    def jourfixe(self, *words: str) -> Outcome:
        """A build in a process of its own, as Sphinx is made for one; anything else in this one."""
        out = self.root / "build" / "html"
        if words[:1] == ("build",):
            return Outcome(*nursery.run("jourfixe", list(words), self.root, {}), out)
        with contextlib.chdir(self.root):
            done = CliRunner().invoke(main, list(words), prog_name="jourfixe")
        if not isinstance(done.exception, SystemExit | None):
            raise done.exception
        return Outcome(done.exit_code, done.output, out)


def run_sphinx(docs: Path, builder: str, out: Path, doctrees: Path, *options: str, **environment: str) -> Outcome:
    words = ["-q", "-b", builder, "-d", str(doctrees), *options, str(docs), str(out)]
    return Outcome(*nursery.run("sphinx", words, docs.parent, environment), out)


def edition(root: Path, pattern: Path = TINY, **protocols: str) -> Edition:
    """An edition in an empty folder; protocols by date, `d2026_01_12=text`."""
    shutil.copytree(pattern, root, dirs_exist_ok=True)
    _settings(root)
    made = Edition(root)
    for name, text in protocols.items():
        made.add(name.removeprefix("d").replace("_", "-"), text)
    return made


def _settings(root: Path) -> None:
    """conf.py of the real edition, and the folders it names."""
    docs = REPO / "docs"
    shutil.copy(docs / "conf.py", root / "docs" / "conf.py")
    for folder in docs.glob("_*/"):
        shutil.copytree(folder, root / "docs" / folder.name, dirs_exist_ok=True)


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its path."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def differences(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    """Names of files that are not the same in both."""
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())


class Page(HTMLParser):
    """What a test asks of a page: its elements in order, its ids, and the text of each passage."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.passages: dict[str, str] = {}
        self.texts: list[str] = []
        self._open: list[tuple[str, str]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {key: value or "" for key, value in attrs}
        self.elements.append((tag, values))
        if tag not in VOID:
            rn = values["id"] if "passage" in values.get("class", "").split() else ""
            self._open.append((tag, rn))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if any(tag in ("script", "style") for tag, _ in self._open):
            return
        self.texts.append(data)
        rn = next((rn for _, rn in reversed(self._open) if rn), "")
        if rn and any(tag == "p" for tag, _ in self._open):
            self.passages[rn] = self.passages.get(rn, "") + data

    @property
    def text(self) -> str:
        return "".join(self.texts)

    @property
    def ids(self) -> list[str]:
        return [values["id"] for _, values in self.elements if "id" in values]

    def links(self) -> list[str]:
        """Everything that the page refers to or loads."""
        return [values[key] for _, values in self.elements for key in ("href", "src", "action") if values.get(key)]


def page(path: Path) -> Page:
    return Page(path.read_text("utf-8"))


def inventory(path: Path) -> dict[tuple[str, str], str]:
    """objects.inv: (kind, name) → address."""
    *_, packed = path.read_bytes().split(b"\n", 4)
    entries = {}
    for line in zlib.decompress(packed).decode().splitlines():
        name, kind, _, uri, _ = line.split(" ", 4)
        entries[kind, name] = uri.removesuffix("$") + name if uri.endswith("$") else uri
    return entries
