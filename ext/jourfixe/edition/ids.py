"""Ids of what stands in the registers. They come from keys and numbers that editors give, never from counting."""

from __future__ import annotations

from ..doctree.convert import slug


def person_id(key: str) -> str:
    return f"person-{key}"


def term_id(name: str) -> str:
    """On the pages of earlier years; in the glossary itself Sphinx gives the id."""
    return f"begriff-{slug(name)}"


def issue_id(issue: str) -> str:
    return f"heft-{slug(issue)}"


def article_id(key: str) -> str:
    return f"artikel-{key}"


def page_id(key: str, pages: str) -> str:
    return f"{key}-s-{slug(pages)}"
