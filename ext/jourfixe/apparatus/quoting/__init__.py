"""Forms of a quotation. One table of data, `forms.py`, and an interpreter of a few lines here and in formen.js."""

from __future__ import annotations

from .forms import FORMS


def tables() -> dict[str, object]:
    """What formen.js shares with this package, each under the name that it has there."""
    return {"FORMS": FORMS}
