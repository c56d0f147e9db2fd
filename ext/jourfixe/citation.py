"""Citing from the shell: `jourfixe cite` and `jourfixe link`."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from .acquire import Refused
from .apparatus.folder import Edited
from .apparatus.quoting.quote import Passage, quote
from .apparatus.referring.excerpt import Excerpt, excerpt
from .apparatus.referring.holdings import Located, Problem
from .apparatus.referring.linking import Linker, Refusal, linked
from .apparatus.referring.problems import PROBLEMS
from .apparatus.referring.reference import parse_reference
from .apparatus.referring.resolve import resolve
from .inventory import Inventory
from .labels import short_date
from .project import Project
from .settings import Settings, read_settings

EXAMPLES = "Etwa so: JF 12.1.26 Rn 34–36 · Rn. 34 Satz 2 · Z. 155 · GS 4-25, S. 45"
WHOLE = {"link": "{address}", "chat": "{label}: {address}"}
ADDRESSED = ("link", "chat", "markdown")
WITHOUT_SITE = "Hinweis: In docs/conf.py steht kein site_url; die Adressen gelten vom Ordner der Website aus."
WITHOUT_LINES = "Hinweis: Die Zeilen sind hier nicht sicher; zitiert sind ganze Absätze."


@dataclass(frozen=True, slots=True)
class Told:
    """What is to be said about a text, and whether a reference was left as it stands."""

    sentences: tuple[str, ...]
    refused: bool


def cite(project: Project, words: str, form: str) -> tuple[str, Told]:
    """What a reference names, in a form of apparatus/quoting. Refused if it leads nowhere."""
    said = parse_reference(words)
    if not said:
        raise Refused(PROBLEMS["none"], EXAMPLES)
    inventory, settings = Inventory(project), _settings(project)
    found = resolve(said, inventory.holdings)
    if isinstance(found, Problem):
        raise Refused(found.problem, nearest(found, settings.site))
    formed = [_formed(one, form, inventory, settings) for one in found]
    parts = [text for text, _ in formed]
    text = ("\n" if form in ("link", "chat", "footnote") else "\n\n").join(parts)
    if form == "csl" and len(parts) > 1:
        text = "[" + ",\n".join(part[1:-1] for part in parts) + "]"
    hints = dict.fromkeys(hint for _, hint in formed if hint)
    if form in ADDRESSED and not settings.site:
        hints[WITHOUT_SITE] = None
    return text, Told(tuple(hints), False)


def _settings(project: Project) -> Settings:
    """Refused if the site could not be built with them."""
    settings = read_settings(project.docs / "conf.py")
    if settings.findings:
        raise Refused(findings=settings.findings)
    return settings


def nearest(found: Problem, site: str) -> str:
    """The end of a message."""
    offered = ", ".join(f"{one.label} ({site}{one.address})" for one in found.nearest)
    return f"Am nächsten: {offered}" if offered else EXAMPLES


def _formed(one: Located, form: str, inventory: Inventory, settings: Settings) -> tuple[str, str]:
    """With what is to be said of it."""
    if one.unit not in ("rn", "z"):
        if form not in WHOLE:
            raise Refused(f"Von {one.label} gibt es nur die Adresse.", "Sie kommt mit --as link oder --as chat.")
        return WHOLE[form].format(label=one.label, address=settings.site + one.address), ""
    edited, now = inventory.edited(one.protocol), inventory.holdings.fetch(one.protocol).current
    if one.unit == "z" and one.revision not in (0, now):
        raise Refused(
            "Nach Zeilen wird nur der heutige Text zitiert.", "Eine ältere Fassung nach Randnummern zitieren."
        )
    text = excerpt(edited, one, inventory.wording(edited, one.revision))
    address = settings.site + inventory.holdings.lasting(one)
    hint = WITHOUT_LINES if one.unit == "z" and not text.lines and form != "link" else ""
    return quote(form, _passage(edited, one, text, address, one.revision or now, settings.title)), hint


def _passage(edited: Edited, one: Located, text: Excerpt, address: str, revision: int, title: str) -> Passage:
    """`revision`: that of the text, 0 if it is not that of a Fassung; in words it stands from the second on."""
    return Passage(
        short_date(edited.date),
        edited.id,
        text.numbers[0],
        text.numbers[-1],
        text.numbers,
        text.roles,
        text.texts,
        address,
        edited.title,
        title,
        one.sentence,
        revision,
        text.lines,
        bool(one.revision),
    )


def link(project: Project, data: bytes, html: bool, current: str = "") -> tuple[bytes, Told]:
    """The text with its references as links. Refused if it is not UTF-8."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"Der Text ist nicht in UTF-8 geschrieben (Zeile {line})."
        raise Refused(message, "Die Datei im Editor mit der Kodierung UTF-8 speichern.") from None
    inventory, settings = Inventory(project), _settings(project)
    bibliography, _ = project.read_literature()
    found = Linker(inventory.holdings, bibliography, current).read(text)
    refused = [one for one in found if isinstance(one, Refusal)]
    lines = line_starts(text)
    sentences = [complaint(text, one, settings.site, lines) for one in refused]
    if len(found) > len(refused) and not settings.site:
        sentences.append(WITHOUT_SITE)
    return linked(text, found, settings.site, html).encode(), Told(tuple(sentences), bool(refused))


def line_starts(text: str) -> list[int]:
    """The offsets at which lines begin; the first is 0."""
    return [0, *(m.end() for m in re.finditer(r"\r\n|\r|\n", text))]


def complaint(text: str, one: Refusal, site: str, lines: list[int]) -> str:
    """With line and column, which count from 1."""
    line = bisect_right(lines, one.start)
    column = one.start - lines[line - 1] + 1
    words = " ".join(text[one.start : one.end].split())
    told = f"Zeile {line}, Spalte {column}: „{words}“: {one.why.problem}"
    return f"{told}\n    → {nearest(one.why, site)}" if one.why.nearest else told
