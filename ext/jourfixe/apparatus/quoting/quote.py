"""The interpreter of the forms; formen.js is the same in JavaScript."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from ...labels import lines
from .forms import FORMS
from .template import apply, fill


@dataclass(frozen=True, slots=True)
class Passage:
    """What is quoted: paragraphs `first` to `last` of a protocol, or sentences or words of them.

    `day` is "12.01.2026", `id` "2026-01-12"; `sentence` "2" or "2-3". `lines` are names, first and last, where
    they are certain. `numbers`, `roles` and `texts` stand for the paragraphs; a role may be unknown. `revision`
    is 0 where the text is not that of a Fassung; the first is told only if it is `named`. What is not known is empty.
    """

    day: str
    id: str
    first: str
    last: str
    numbers: tuple[str, ...]
    roles: tuple[str, ...]
    texts: tuple[str, ...]
    address: str
    title: str = ""
    collection: str = ""
    sentence: str = ""
    revision: int = 0
    lines: tuple[str, str] | None = None
    named: bool = False


def quote(form: str, passage: Passage) -> str:
    """The passage in a form. KeyError if there is no such form."""
    table = FORMS["forms"][form]
    fields = _fields(passage, table)
    fields["words"] = _words(passage, table)
    unescaped = ("words", "address", "url", "key")
    several = len(passage.texts) > 1 and "many" in table
    return fill(
        table["many" if several else "one"],
        fields,
        lambda name, value: value if name in unescaped else _escape(table, value),
    )


def within_quotes(text: str) -> str:
    """Words that are going to stand within „…“."""
    return apply(FORMS["inner"], text)


def safe_address(address: str) -> str:
    """Without signs that would end it."""
    return re.sub(FORMS["address"], lambda m: f"%{ord(m[0]):02X}", address)


def _fields(passage: Passage, table: dict[str, Any]) -> dict[str, str]:
    year, month, date = passage.id.split("-")
    roles = set(passage.roles)
    address = safe_address(apply(FORMS["clean"], passage.address))
    fields = {
        "first": passage.first,
        "last": passage.last if passage.last != passage.first else "",
        "sentence": passage.sentence.replace("-", "–"),
        "satz": passage.sentence,
        "lines": lines(*passage.lines) if passage.lines else "",
        "revision": str(passage.revision) if passage.revision > 1 or (passage.named and passage.revision) else "",
        "day": passage.day,
        "id": passage.id,
        "year": year,
        "mm": month,
        "dd": date,
        "month": str(int(month)),
        "date": str(int(date)),
        "title": _text(passage.title, table),
        "collection": _text(passage.collection, table),
        "role": FORMS["roles"].get(passage.roles[0], "") if len(roles) == 1 else "",
        "opening": _opening([_text(text, table) for text in passage.texts]),
        "address": address,
        "url": address if re.match("https?://", address) else "",
    }
    for name, template in FORMS["fields"]:
        fields[name] = fill(template, fields)
    return fields


def _words(passage: Passage, table: dict[str, Any]) -> str:
    """All paragraphs, each with its number where there are several."""
    several = len(passage.texts) > 1
    told = []
    for number, role, text in zip(passage.numbers, passage.roles, passage.texts, strict=True):
        shown = apply(table.get("start", ()), _escape(table, _text(text, table)))
        fields = {"text": shown, "number": number if several else "", "role": FORMS["roles"].get(role, "")}
        fields["source"] = fill(FORMS["source"], fields)
        told.append(fill(table.get("each", ""), fields))
    return str(table.get("join", "")).join(filter(None, told))


def _text(text: str, table: dict[str, Any]) -> str:
    """Without signs that are not the author's words, quotation marks fit for the form."""
    return apply(FORMS["inner"] if table.get("inner") else (), apply(FORMS["clean"], text).strip(" "))


def _opening(texts: list[str]) -> str:
    """As much of the beginning as stands in one line, cut between words."""
    first, *more = texts or [""]
    cut = first[: FORMS["opening"]]
    if cut != first:
        cut = cut.rpartition(" ")[0] or cut
    return apply(FORMS["closing"], cut) if cut != first or more else first


def _escape(table: dict[str, Any], text: str) -> str:
    return apply(table.get("escape", ()), text)
