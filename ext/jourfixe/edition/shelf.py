"""Protocols as they were read, on disk beside the doctrees, for whoever needs their words later.

Sphinx keeps everything it knows in memory; whole texts of a thousand protocols do not belong there.
"""

from __future__ import annotations

import pickle
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from sphinx.environment import BuildEnvironment

from ..apparatus.folder import Edited
from ..apparatus.marks import Marks
from ..apparatus.register import Register
from ..files import write_whole

FOLDER = "jourfixe"


def keep(env: BuildEnvironment, edited: Edited) -> None:
    """Called when a protocol was read, perhaps in a process of its own. Its register is not needed any more."""
    write_whole(_path(env, edited.id, "protocol"), [pickle.dumps(replace(edited, register=Register()), 5)])


def fetch(env: BuildEnvironment, protocol: str) -> Edited:
    """The protocol as it was last read."""
    return _load(_path(env, protocol, "protocol"), _stamp(env, protocol, "protocol"))  # type: ignore[return-value]


def keep_marks(env: BuildEnvironment, protocol: str, marks: tuple[Marks, ...]) -> None:
    write_whole(_path(env, protocol, "marks"), [pickle.dumps(marks, 5)])


def fetch_marks(env: BuildEnvironment, protocol: str) -> tuple[Marks, ...]:
    """What was last found in the protocol, paragraph by paragraph."""
    return _load(_path(env, protocol, "marks"), _stamp(env, protocol, "marks"))  # type: ignore[return-value]


def _path(env: BuildEnvironment, protocol: str, kind: str) -> Path:
    return Path(env.doctreedir, FOLDER, f"{protocol}.{kind}")


def _stamp(env: BuildEnvironment, protocol: str, kind: str) -> int:
    return _path(env, protocol, kind).stat().st_mtime_ns


@lru_cache(maxsize=32)
def _load(path: Path, stamp: int) -> object:
    return pickle.loads(path.read_bytes())  # noqa: S301 (written by ourselves)
