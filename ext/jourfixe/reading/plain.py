"""What stands in the text for a token that is no plain text, and why."""

from __future__ import annotations

import html
import re
import unicodedata

from ..model import Reason
from .forms import raised


def plain_of(token: str, kind: str) -> tuple[str, Reason]:
    """The characters that take its place, none for a mark."""
    if kind == "entity":
        plain = html.unescape(token).replace("\u00ad", "")
        return plain if plain.isprintable() else token, Reason.MARKUP
    if kind == "raised":
        bare = re.sub(r"</?sup>|[\[\] ]|\(.*", "", token)
        return raised(bare), Reason.MARKUP if token[0] in "<[ " else Reason.CHARACTER
    if kind == "opening":
        return raised(token.strip(" \t\r\n[].")) + " ", Reason.CHARACTER
    if kind == "dashes":
        return "–" if len(token) == 2 else "—", Reason.CHARACTER
    if kind in ("form", "composed"):
        symbol = "\ue000" <= token <= "\uf8ff"
        return "•" if symbol else unicodedata.normalize("NFKC" if kind == "form" else "NFC", token), Reason.CHARACTER
    if kind in ("hyphen", "odd"):
        return "-" if kind == "hyphen" else "", Reason.CHARACTER
    if kind == "division":
        return "", Reason.HYPHEN
    return "• " if kind == "sign" else "", Reason.MARKUP
