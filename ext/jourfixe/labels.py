"""Every German word that the edition itself puts before a reader, and how references are written."""

from __future__ import annotations

import datetime
import errno
from collections.abc import Sequence

from .model import Reason, Role

ROLES = {Role.CONTRIBUTION: "Beitrag", Role.CHAIR: "Leitung", Role.FRAME: "Rahmen"}
INTERVENTIONS = {
    Reason.EMENDATION: "Emendation",
    Reason.PAGE: "Seitenumbruch zusammengefügt",
    Reason.HYPHEN: "Trennung aufgelöst",
    Reason.CHARACTER: "Zeichen ersetzt",
    Reason.FURNITURE: "Kolumnentitel oder Seitenzahl herausgenommen",
    Reason.MARGIN: "Randzahlen herausgenommen",
    Reason.LOST: "Randzahlen, die fehlen",
    Reason.LINE: "Zeilenumbrüche",
    Reason.PARAGRAPH: "Leerraum zwischen Absätzen",
    Reason.SPACE: "überzählige Leerzeichen",
    Reason.SEPARATOR: "Abschnittszeichen",
    Reason.MARKUP: "Auszeichnungszeichen (Kursive, Überschrift)",
    Reason.VOICE: "Gedankenstriche vor Beiträgen",
}
WEEKDAYS = "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag".split()
MONTHS = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()


def short_date(day: datetime.date) -> str:
    """12.01.2026, as in references."""
    return day.strftime("%d.%m.%Y")


def long_day(day: datetime.date) -> str:
    """12. Januar 2026."""
    return f"{day.day}. {MONTHS[day.month - 1]} {day.year}"


def long_date(day: datetime.date) -> str:
    """Montag, 12. Januar 2026."""
    return f"{WEEKDAYS[day.weekday()]}, {long_day(day)}"


def meeting(day: datetime.date) -> str:
    return f"Jour fixe vom {short_date(day)}"


def issue_name(issue: str) -> str:
    return f"GS {issue}" if issue else ""


def reference(day: datetime.date, first: str, last: str = "", revision: int = 0) -> str:
    """Jour fixe 12.01.2026, Rn. 34–36; from the second Fassung on with its number."""
    state = f" ({revision_name(revision)})" if revision > 1 else ""
    return f"Jour fixe {short_date(day)}, {passage(first, last)}{state}"


def passage(first: str, last: str = "") -> str:
    return f"Rn. {first}–{last}" if last and last != first else f"Rn. {first}"


def lines(first: str, last: str = "") -> str:
    """Z. 155–160; of lines with a page S. 3 Z. 5–9, S. 3 Z. 40 bis S. 4 Z. 2."""
    (page, _, n), (to_page, _, to) = first.rpartition("."), (last or first).rpartition(".")
    start = f"S. {page} Z. {n}" if page else f"Z. {n}"
    if (to_page, to) == (page, n):
        return start
    return f"{start}–{to}" if to_page == page else f"{start} bis S. {to_page} Z. {to}"


def locator(target: str) -> tuple[str, str]:
    """Key and pages of a reference to the literature, written as `key, S. 49` or `key S. 49`."""
    key, _, pages = target.strip().partition(" ")
    return key.rstrip(","), pages.strip()


def pages_name(pages: str) -> str:
    return f"S. {pages}"


def also_there(pages: str) -> str:
    """Begins a list of paragraphs."""
    return f"S. {pages} auch in"


def original(before: str, after: str, reason: str) -> str:
    """What the witness has, where it can only be said in words."""
    return f"Im Textzeugen steht „{before}“ statt „{after}“" + (f" ({reason})." if reason else ".")


def counted(n: int, one: str, many: str) -> str:
    """1 Stelle, 2 Stellen."""
    return f"{n} {one if n == 1 else many}"


def extent(numbers: Sequence[str]) -> str:
    """57 Absätze, Rn. 1–57."""
    return f"{counted(len(numbers), 'Absatz', 'Absätze')}, {passage(numbers[0], numbers[-1])}"


def revision_name(n: int) -> str:
    return f"Fassung {n}" if n else "Entwurf, noch nicht veröffentlicht"


def paragraph_name(rn: str, role: Role) -> str:
    """What a screen reader says for the number in the margin."""
    return f"Rn. {rn}, {ROLES[role]}"


def printed_page(page: int) -> str:
    """Where a paragraph begins in the PDF of its protocol."""
    return f"S. {page}"


def printed_protocol(pages: int) -> str:
    return f"PDF, A4, {counted(pages, 'Seite', 'Seiten')}"


def printed_year(year: int, pages: int) -> str:
    return f"Der Jahrgang {year} als PDF, A5, {counted(pages, 'Seite', 'Seiten')}"


def gone_name(rn: str, into: str, dropped: bool = False) -> str:
    """`dropped`: the paragraph that it went into has gone, too."""
    if not into:
        return f"Rn. {rn} (entfallen)"
    return f"Rn. {rn} ist in Rn. {into} aufgegangen" + (" und mit ihr entfallen." if dropped else ".")


def reworded_name(rn: str) -> str:
    return f"Rn. {rn}: neuer Wortlaut"


def new_name(rn: str) -> str:
    return f"Rn. {rn}: neu"


MOVED = "Die Absätze stehen in anderer Reihenfolge."


def unchanged(years: Sequence[int]) -> str:
    """Of the protocols of these years, in order."""
    which = f" aus {years[0]}" if len(years) == 1 else f" von {years[0]} bis {years[-1]}" if years else ""
    return f"An den Protokollen{which} hat sich seit ihrer Veröffentlichung nichts geändert."


FORMER = "Früherer Wortlaut"


def step_name(n: int, day: datetime.date | None) -> str:
    """Heading of what Fassung n changed, or will change if it is published."""
    if day:
        return f"{revision_name(n)} vom {short_date(day)}"
    return f"Seit {revision_name(n - 1)}, noch nicht veröffentlicht"


def reworded_in(n: int, is_published: bool) -> str:
    """Below a paragraph whose wording is not that which was first published."""
    if is_published:
        return f"Wortlaut geändert in {revision_name(n)}"
    return f"Wortlaut seit {revision_name(n - 1)} geändert, noch nicht veröffentlicht"


def replaced(old: str, new: str) -> str:
    """Words in the place of others, where they can only be told."""
    if old and new:
        return f"„{old}“ → „{new}“"
    return f"„{old}“ gestrichen" if old else f"„{new}“ eingefügt"


def last_wording(n: int) -> str:
    """Before what the last Fassung that had a number says."""
    return f"Wortlaut in {revision_name(n)}:"


FAULTS = {
    errno.ENOENT: "nicht vorhanden",
    errno.EACCES: "der Zugriff ist verweigert",
    errno.EPERM: "der Zugriff ist verweigert",
    errno.EROFS: "hier lässt sich nichts schreiben",
    errno.ENOSPC: "der Datenträger ist voll",
    errno.EISDIR: "das ist ein Ordner",
    errno.ENOTDIR: "eine Datei steht, wo ein Ordner stehen müsste",
    errno.EEXIST: "es gibt schon eine Datei dieses Namens",
    errno.ENOTEMPTY: "der Ordner ist nicht leer",
    errno.ENAMETOOLONG: "der Name ist zu lang",
    errno.ELOOP: "der Verweis führt im Kreis",
}


def fault(error: OSError) -> str:
    """Why a file could not be read or written; the system says it in English."""
    return FAULTS.get(error.errno or 0, "der Grund ist nicht bekannt")


def remedy(error: OSError, otherwise: str) -> str:
    """What to do about it."""
    full = "Auf dem Datenträger Platz schaffen und den Befehl wiederholen."
    return full if error.errno == errno.ENOSPC else otherwise


#: What furo and Sphinx leave in English although the language is German.
THEME = {
    "Skip to content": "Zum Inhalt springen",
    "View this page": "Quelltext dieser Seite",
    "Edit this page": "Diese Seite bearbeiten",
    "Back to top": "Nach oben",
    "On this page": "Auf dieser Seite",
    "Home": "Titelseite",
    "Next": "Weiter",
    "Previous": "Zurück",
    "Made with ": "Hergestellt mit ",
    "Link to this heading": "Verweis auf diese Überschrift",
    "Link to this definition": "Verweis auf diese Definition",
    "Link to this term": "Verweis auf diesen Begriff",
    "Link to this image": "Verweis auf dieses Bild",
    "Link to this table": "Verweis auf diese Tabelle",
    "Link to this code": "Verweis auf dieses Beispiel",
    "Permalink to this heading": "Verweis auf diese Überschrift",
    "Toggle Light / Dark / Auto color theme": "Helle, dunkle oder automatische Darstellung",
    "Toggle site navigation sidebar": "Inhaltsverzeichnis ein- und ausblenden",
    "Toggle table of contents sidebar": "Abschnitte dieser Seite ein- und ausblenden",
}
