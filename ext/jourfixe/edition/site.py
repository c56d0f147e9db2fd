"""Where the edition is published: `site_url` in conf.py, the one place from which complete addresses come."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

from sphinx.application import Sphinx
from sphinx.config import Config

from ..findings import finding
from ..model import Place
from .errors import stop_if_blocking

SIGNS = re.compile(r"[\w.:/~%+-]+", re.ASCII)
EMPTY_SEGMENT = re.compile(r"//|/\.{1,2}/")


def add_site_url(app: Sphinx) -> None:
    """`site_url`: "" or an address; once the settings are read, with a slash at its end."""
    app.add_config_value("site_url", "", "html", str)
    app.connect("config-inited", _settle)


def _settle(app: Sphinx, config: Config) -> None:
    """Sphinx's own name for it holds the same; where only that is set, it counts."""
    name = "site_url" if config.site_url or not config.html_baseurl else "html_baseurl"
    said = config[name]
    address = site_address(said) if said else ""
    if address is None:
        conf = Path(app.confdir, "conf.py")
        place = Place(f"{conf.parent.name}/{conf.name}", _line_of(conf, name))
        stop_if_blocking([finding("JF690", place, name=name, value=said)])
    config.site_url = config.html_baseurl = address


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
