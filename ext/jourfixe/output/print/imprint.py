"""What a reader has to know before citing from the print: edition, date, Fassungen, address, how to cite, rules."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from sphinx.config import Config

from ...edition.mount import docname_of
from ...edition.records import Record
from ...labels import long_day, reference

Row = tuple[str, str]  # its name, what it says
COUNTED = (
    "Eine Randnummer hat jeder Absatz Text: die Einleitung, jeder Beitrag, jeder Absatz der Leitung und die "
    "Ankündigung am Schluss. Keine haben Überschriften, die Sternchen zwischen den Abschnitten und die Anmerkungen. "
    "Gezählt wird in jedem Protokoll von 1 an. Veröffentlichte Nummern bleiben; sie sind dieselben wie am Bildschirm."
)
VOICES = (
    "Vor Beiträgen steht ein Gedankenstrich; ohne Strich spricht die Leitung; Einleitung und Schluss sind kursiv. Am "
    "äußeren Rand stehen die Randnummern, am inneren die Zeilen des verteilten PDF, unsichere mit Fragezeichen. "
    "Anmerkungen sind mit Ziffern bezeichnet, Emendationen mit Buchstaben: Vor der Klammer steht der Text der "
    "Edition, dahinter der des Textzeugen."
)


def imprint(config: Config, records: Sequence[Record]) -> list[Row]:
    """For the verso of a volume's title, or the end of a hand-out."""
    published = max((record.published for record in records), default="")
    state = (
        f"Stand vom {long_day(datetime.date.fromisoformat(published))}." if published else "Noch nicht veröffentlicht."
    )
    rows = [
        (config.project, f"Ausgabe {config.release}. {state}" if config.release else state),
        ("Fassung" if len(records) == 1 else "Fassungen", _revisions(records)),
        *_example(config, records),
        ("Zählung", COUNTED),
        ("Zeichen", VOICES),
    ]
    return [*rows, ("", f"© {config.copyright}")] if config.copyright else rows


def _revisions(records: Sequence[Record]) -> str:
    """Fassung 1 vom 23.11.2026: 12.01., 26.01.; Fassung 2 …: 09.02. Of a single protocol without its day."""
    days: dict[str, list[str]] = {}
    for record in records:
        days.setdefault(record.state, []).append(f"{record.date:%d.%m.}")
    if len(records) == 1:
        return f"{records[0].state}."
    return "; ".join(f"{state}: {', '.join(of)}" for state, of in days.items())


def _example(config: Config, records: Sequence[Record]) -> list[Row]:
    """How a paragraph is cited, and its address; without the site's own as far as that is not known."""
    record = next((record for record in records if record.numbers), None)
    if not record:
        return []
    rn = record.numbers[len(record.numbers) // 2]
    address = f"{site(config)}{docname_of(record.id)}.html#rn-{rn}"
    return [("Zitieren", reference(record.date, rn, revision=record.revision)), ("Adresse dieses Absatzes", address)]


def site(config: Config) -> str:
    """Address of the published site with a slash at its end, or nothing."""
    base = str(config.html_baseurl or "")
    return base if not base or base.endswith("/") else f"{base}/"
