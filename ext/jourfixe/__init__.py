"""The Jour-fixe-Edition: protocols of a reading group as a numbered, citable edition.

    raw.md ─reading→ Protocol ─apparatus→ Edited ─doctree→ nodes ─edition→ the whole ─output→ HTML, JSON

A stage imports only the stages before it; reading and apparatus import neither docutils nor Sphinx. This module is
the Sphinx extension's table of contents.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__version__ = "0.1.0"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Called by Sphinx. The imports are here so that the pure stages load without Sphinx."""
    from .edition import setup_edition
    from .output import setup_output

    setup_edition(app)
    setup_output(app)
    return {"version": __version__, "env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}
