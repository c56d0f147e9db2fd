"""Protocols as they were read and what was found in them, on disk beside the doctrees, for whoever needs it later.

Sphinx keeps everything it knows in memory; whole texts of a thousand protocols do not belong there.
"""

from __future__ import annotations

import pickle
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from sphinx.environment import BuildEnvironment

from ..apparatus.folder import Edited
from ..apparatus.marks import Marks
from ..apparatus.numbers.register import Register as Numbers
from ..files import write_whole
from .records import Register

FOLDER = "jourfixe"


def keep(env: BuildEnvironment, edited: Edited) -> None:
    """Called when a protocol was read, perhaps in a process of its own. Its register is not needed any more."""
    _keep(env, edited.id, "protocol", replace(edited, register=Numbers()))


def fetch(env: BuildEnvironment, protocol: str) -> Edited:
    """The protocol as it was last read."""
    return _fetch(env, protocol, "protocol")  # type: ignore[no-any-return]


def keep_marks(env: BuildEnvironment, protocol: str, marks: tuple[Marks, ...]) -> None:
    _keep(env, protocol, "marks", marks)


def fetch_marks(env: BuildEnvironment, protocol: str) -> tuple[Marks, ...]:
    """What was last found in the protocol, paragraph by paragraph."""
    return _fetch(env, protocol, "marks")  # type: ignore[no-any-return]


def keep_told(env: BuildEnvironment, protocol: str, register: Register, told: object) -> None:
    """`told`: all that a register says of this protocol."""
    _keep(env, protocol, register, told)


def fetch_told(env: BuildEnvironment, protocol: str, register: Register) -> Any:
    return _fetch(env, protocol, register)


def _keep(env: BuildEnvironment, protocol: str, kind: str, content: object) -> None:
    write_whole(_path(env, protocol, kind), [pickle.dumps(content, 5)])


def _fetch(env: BuildEnvironment, protocol: str, kind: str) -> Any:
    path = _path(env, protocol, kind)
    return _load(path, path.stat().st_mtime_ns)


def _path(env: BuildEnvironment, protocol: str, kind: str) -> Path:
    return Path(env.doctreedir, FOLDER, f"{protocol}.{kind}")


@lru_cache(maxsize=32)
def _load(path: Path, stamp: int) -> Any:
    return pickle.loads(path.read_bytes())  # noqa: S301 (written by ourselves)
