"""What a reader has to know before citing from the print: edition, date, Fassungen, address, how to cite, rules."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from sphinx.config import Config

from ...edition.mount import docname_of
from ...edition.records import Record
from ...labels import long_day, reference, revision_name, short_date

Row = tuple[str, list[str]]  # its name, its lines
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
    stand = (
        f"Stand vom {long_day(datetime.date.fromisoformat(published))}" if published else "Noch nicht veröffentlicht"
    )
    rows: list[Row] = [(config.project, [f"Ausgabe {config.release}. {stand}." if config.release else f"{stand}."])]
    if len(records) > 1:
        rows.append(("Fassungen", [_state(record) for record in records]))
    else:
        rows.append(("Fassung", [_state(record) for record in records]))
    rows += [("Adresse", [_address(config, records)]), ("Zitieren", [_example(records)])]
    rows += [("Zählung", [COUNTED]), ("Zeichen", [VOICES])]
    if config.copyright:
        rows.append(("", [f"© {config.copyright}"]))
    return rows


def _state(record: Record) -> str:
    when = f" vom {short_date(datetime.date.fromisoformat(record.published))}" if record.published else ""
    return f"{short_date(record.date)}: {revision_name(record.revision)}{when}"


def _address(config: Config, records: Sequence[Record]) -> str:
    """Of a paragraph of the first protocol; without the site's own address as far as it is known."""
    record = records[0]
    rn = record.numbers[len(record.numbers) // 2] if record.numbers else ""
    return f"{site(config)}{docname_of(record.id)}.html" + (f"#rn-{rn}" if rn else "")


def _example(records: Sequence[Record]) -> str:
    record = records[0]
    return reference(record.date, record.numbers[len(record.numbers) // 2], revision=record.revision)


def site(config: Config) -> str:
    """Address of the published site with a slash at its end, or nothing."""
    base = str(config.html_baseurl or "")
    return base if not base or base.endswith("/") else f"{base}/"
