"""pandoc, shut in: no network, no files, bounded memory and time."""

from __future__ import annotations

import json
import subprocess
from typing import Any

import pypandoc

from ..unreadable import Unreadable

MEMORY = "512M"
SECONDS = 15
OUT_OF_MEMORY = (2, 251, -9)  # exit codes of the Haskell runtime, and of a process that the system ends


def syntax_tree(data: bytes, format: str) -> dict[str, Any]:
    """pandoc's reading of the bytes as its JSON tree: {"meta": …, "blocks": […]}."""
    command = [pypandoc.get_pandoc_path(), "+RTS", f"-M{MEMORY}", "-RTS", "--sandbox", "--track-changes=accept"]
    try:
        done = subprocess.run(  # noqa: S603 – a fixed command
            [*command, "-f", format, "-t", "json"], input=data, capture_output=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise Unreadable("JF024") from error
    if done.returncode in OUT_OF_MEMORY:
        raise Unreadable("JF024")
    if done.returncode:
        raise Unreadable("JF022")
    tree: dict[str, Any] = json.loads(done.stdout)
    return tree
