"""The settings of Sphinx that say where the edition is published."""

from __future__ import annotations

from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config

from ..apparatus.site import read_site
from .errors import stop_if_blocking


def add_site_url(app: Sphinx) -> None:
    """`site_url`: "" or an address; once the settings are read, with a slash at its end."""
    app.add_config_value("site_url", "", "html", str)
    app.connect("config-inited", _settle)


def _settle(app: Sphinx, config: Config) -> None:
    address, findings = read_site(Path(app.confdir, "conf.py"), config.site_url, config.html_baseurl)
    stop_if_blocking(findings)
    config.site_url = config.html_baseurl = address
