"""What docs/conf.py says of the site, read without running it: only settings that are plain texts are seen."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """What the edition is called, and its address with a slash at its end; empty where they are not known."""

    title: str = ""
    site: str = ""


def read_settings(conf: Path) -> Settings:
    """A file that cannot be read says nothing; what is wrong with it, the build tells."""
    try:
        tree = ast.parse(conf.read_bytes())
    except (OSError, ValueError, SyntaxError, RecursionError, MemoryError):
        return Settings()
    said: dict[str, str] = {}
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            said |= {target.id: node.value.value for target in node.targets if isinstance(target, ast.Name)}
    site = said.get("site_url") or said.get("html_baseurl") or ""
    return Settings(said.get("project") or said.get("html_title") or "", f"{site.rstrip('/')}/" if site else "")
