"""German for what furo and Sphinx leave in English."""

from __future__ import annotations

from gettext import NullTranslations

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.locale import translators

from ..labels import THEME


class _German(NullTranslations):
    def gettext(self, message: str) -> str:
        return THEME.get(" ".join(message.split()), THEME.get(message, message))


def add_german(app: Sphinx, config: Config) -> None:
    """Ask our own table where Sphinx's catalogue has nothing."""
    if config.language and config.language.startswith("de"):
        translators["general", "sphinx"].add_fallback(_German())
