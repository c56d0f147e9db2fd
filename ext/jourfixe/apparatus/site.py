"""Where the edition is published: `site_url` in conf.py, the one place from which complete addresses come."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

from ..findings import finding
from ..model import Finding, Place

SIGNS = re.compile(r"[\w.:/~%+-]+", re.ASCII)
EMPTY_SEGMENT = re.compile(r"//|/\.{1,2}/")


def read_site(conf: Path, site_url: object, baseurl: object) -> tuple[str, list[Finding]]:
    """The address, "" if none is set. Sphinx's `html_baseurl` holds the same; where only that is set, it counts."""
    name, said = ("site_url", site_url) if site_url or not baseurl else ("html_baseurl", baseurl)
    address = site_address(said) if said else ""
    if address is not None:
        return address, []
    place = Place(f"{conf.parent.name}/{conf.name}", _line_of(conf, name))
    return "", [finding("JF690", place, name=name, value=said)]


def site_address(said: object) -> str | None:
    """The address with its host in small letters and a slash at its end. None if nobody could go there."""
    if not isinstance(said, str) or not SIGNS.fullmatch(said):
        return None
    try:
        parts = urlsplit(said)
        parts.port  # noqa: B018 (not every number is one)
    except ValueError:
        return None
    path = parts.path if parts.path.endswith("/") else f"{parts.path}/"
    if parts.scheme not in ("https", "http") or not parts.hostname or EMPTY_SEGMENT.search(path):
        return None
    return f"{parts.scheme}://{parts.netloc.lower()}{path}"


def _line_of(conf: Path, name: str) -> int:
    """Where a setting is made."""
    try:
        lines = conf.read_text("utf-8", "replace").splitlines()
    except OSError:
        return 1
    return next((n for n, line in enumerate(lines, 1) if line.startswith(name)), 1)
