"""Small editions on disk: the settings of the real one, a page, a bibliography, and protocols as needed."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

REPO = Path(__file__).parents[1]
TINY = Path(__file__).parent / "roots" / "tiny"
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
        folder = self.root / out / builder
        doctrees = self.root / out / "doctrees"
        call = ["-m", "sphinx", "-q", "-b", builder, "-d", str(doctrees), *options]
        call += [str(self.root / "docs"), str(folder)]
        return _run(call, self.root, folder, environment)

    def jourfixe(self, *words: str, **environment: str) -> Outcome:
        call = ["-c", "from jourfixe.cli import main; main(prog_name='jourfixe')", *words]
        return _run(call, self.root, self.root / "build" / "html", environment)


def _run(call: list[str], cwd: Path, out: Path, environment: dict[str, str]) -> Outcome:
    env = {**os.environ, "NO_COLOR": "1", "PYTHONUTF8": "1", **environment}
    done = subprocess.run([sys.executable, *call], cwd=cwd, env=env, capture_output=True, check=False)
    return Outcome(done.returncode, (done.stdout + done.stderr).decode("utf-8", "replace"), out)


def edition(root: Path, **protocols: str) -> Edition:
    """An edition in an empty folder; protocols by date, `d2026_01_12=text`."""
    shutil.copytree(TINY, root, dirs_exist_ok=True)
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
