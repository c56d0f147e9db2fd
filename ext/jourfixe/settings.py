"""What docs/conf.py says of the site, read without running it: only settings that are written out are seen."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from pathlib import Path

from .apparatus.site import read_site
from .model import Finding


@dataclass(frozen=True, slots=True)
class Settings:
    """What the edition is called, and its address with a slash at its end; empty where they are not known."""

    title: str = ""
    site: str = ""
    findings: tuple[Finding, ...] = ()


def read_settings(conf: Path) -> Settings:
    """A file that cannot be read says nothing; what is wrong with it, the build tells."""
    try:
        tree = ast.parse(conf.read_bytes())
    except (OSError, ValueError, SyntaxError, RecursionError, MemoryError):
        return Settings()
    said: dict[str, object] = {}
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
            said |= {target.id: node.value.value for target in node.targets if isinstance(target, ast.Name)}
    site, findings = read_site(conf, said.get("site_url"), said.get("html_baseurl"))
    title = said.get("project") or said.get("html_title")
    return Settings(title if isinstance(title, str) else "", site, tuple(findings))
