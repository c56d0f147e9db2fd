"""Where a reference leads in an edition, or what is wrong with it and what is nearest. verweis.js does the same."""

from __future__ import annotations

import datetime

from ..numbers.history import Kind
from ..numbers.rn import sort_key
from ..numbers.told import sentence
from ..quoting.forms import FORMS
from ..quoting.template import fill
from .holdings import Holding, Holdings, Located, Problem, address_of, day_name, whole
from .lines import resolve_lines
from .pages import resolve_pages
from .problems import OFFERED, problem
from .reference import Reference, digits


def resolve(said: Reference, holdings: Holdings, current: str = "") -> list[Located] | Problem:
    """One place for each span. `current`: id of the protocol that is meant where none is said."""
    unsaid = not said.day and not current and len(holdings.days) != 1
    if said.issue or (said.unit == "s" and unsaid):
        return resolve_pages(said, said.issue, holdings)
    holding = protocol_of(said, holdings, current)
    if isinstance(holding, Problem):
        return holding
    if said.unit == "s":
        return resolve_pages(said, holding.issue, holdings)
    if wrong := _revision(said, holding):
        return wrong
    if not said.unit:
        return [Located(address_of(holding.id, "", revision=said.revision), f"Jour fixe {holding.day}", holding.id)]
    places = []
    for first, last in said.spans:
        place = (
            resolve_lines(first, last, said.revision, holding)
            if said.unit == "z"
            else _number(said, first, last, holding)
        )
        if isinstance(place, Problem):
            return place
        places.append(place)
    return places


def protocol_of(said: Reference, holdings: Holdings, current: str = "") -> Holding | Problem:
    """The protocol that is meant."""
    if not holdings.days:
        return problem("empty")
    if not said.day:
        meant = current or (holdings.days[0] if len(holdings.days) == 1 else "")
        return holdings.fetch(meant) if meant else problem("open", *_having(said, holdings))
    day = f"{said.day:02}.{said.month:02}.{said.year or ''}"
    if not said.year:
        fitting = [one for one in holdings.days if one[5:] == f"{said.month:02}-{said.day:02}"]
        if len(fitting) > 1:
            years = ", ".join(one[:4] for one in fitting)
            return problem("year", *(whole(one) for one in reversed(fitting)), day=day, years=years)
        return holdings.fetch(fitting[0]) if fitting else problem("meeting", day=day)
    wanted = f"{said.year:04}-{said.month:02}-{said.day:02}"
    if wanted in holdings.days:
        return holdings.fetch(wanted)
    if not _exists(said):
        return problem("meeting", day=day)
    ordinal = datetime.date.fromisoformat(wanted).toordinal()
    near = min(holdings.days, key=lambda one: abs(datetime.date.fromisoformat(one).toordinal() - ordinal))
    return problem("meeting", whole(near), day=day, nearest=day_name(near))


def _exists(said: Reference) -> bool:
    try:
        datetime.date(said.year or 2024, said.month, said.day)
    except ValueError:
        return False
    return said.year == 0 or said.year > 999


def _having(said: Reference, holdings: Holdings) -> list[Located]:
    """The latest protocols that have this number."""
    found: list[Located] = []
    for day in reversed(holdings.days if said.unit == "rn" else ()):
        if len(found) < OFFERED and said.spans[0][0] in holdings.fetch(day).numbers:
            found.append(located(holdings.fetch(day), said.spans[0][0]))
    return found


def located(holding: Holding, first: str, last: str = "", sentence: str = "", revision: int = 0) -> Located:
    """A passage that exists. `last` may be "ff"."""
    end = "" if last in (first, "ff") else last
    fields = {
        "day": holding.day,
        "first": first,
        "last": end,
        "tail": "ff." * (last == "ff"),
        "sentence": sentence.replace("-", "–"),
        "revision": str(revision or ""),
    }
    for name, template in FORMS["fields"]:
        fields[name] = fill(template, fields)
    address = address_of(holding.id, first, end, sentence, revision)
    return Located(address, fields["reference"], holding.id, "rn", first, end or first, sentence, revision)


def _revision(said: Reference, holding: Holding) -> Problem | None:
    latest = max(holding.revisions, default=0)
    if not said.revision or said.revision in holding.revisions:
        return None
    kind = "revision" if latest else "draft"
    return problem(kind, whole(holding.id), day=holding.day, revision=str(max(said.revision, 0)), latest=latest)


def _number(said: Reference, first: str, last: str, holding: Holding) -> Located | Problem:
    """One span of Randnummern."""
    numbers = holding.revisions[said.revision] if said.revision else holding.numbers
    if first not in numbers and first.endswith("f") and first.rstrip("f") in numbers and not last:
        first, last = first.rstrip("f"), "ff" if first.endswith("ff") else "f"
    if last == "f":
        last = (*numbers, "")[numbers.index(first) + 1] if first in numbers else ""
    for rn in (first, last):
        if rn not in numbers and rn not in ("", "ff"):
            return _missing(rn, numbers, holding, said.revision)
    if last not in ("", "ff") and numbers.index(last) < numbers.index(first):
        return problem("backwards", located(holding, last, first, "", said.revision), said=f"Rn. {first}–{last}")
    if wrong := _sentence(said, first, holding):
        return wrong
    return located(holding, first, last, said.sentence, said.revision)


def _missing(rn: str, numbers: tuple[str, ...], holding: Holding, revision: int) -> Problem:
    """What became of a number, as its page tells it, or which one is nearest. A dropped one has its old wording."""
    if rn in holding.gone:
        n, change = holding.gone[rn]
        merged = change.kind is Kind.MERGED
        last = located(holding, change.into) if merged else located(holding, rn, revision=n)
        return Problem(sentence(change), (last,)) if change.into else problem("dropped", last, rn=rn)
    if not numbers:
        return problem("bare", whole(holding.id), day=holding.day)
    near = min(numbers, key=lambda one: abs(digits(one) - digits(rn)))
    ends = {"first": min(numbers, key=sort_key), "last": max(numbers, key=sort_key)}
    return problem("number", located(holding, near, revision=revision), rn=rn, day=holding.day, **ends)


def _sentence(said: Reference, rn: str, holding: Holding) -> Problem | None:
    if not said.sentence:
        return None
    first, _, last = said.sentence.partition("-")
    count = holding.sentences(rn, said.revision)
    if last and int(last) < int(first):
        near = located(holding, rn, "", f"{last}-{first}", said.revision)
        return problem("backwards", near, said=f"Satz {first}–{last}")
    if int(first) and (not count or int(last or first) <= count):
        return None
    wrong = first if not int(first) else last or first
    near = located(holding, rn, "", str(count) if int(first) and count > 1 else "", said.revision)
    return problem("sentences" if count == 1 else "sentence", near, rn=rn, count=count or "weniger", sentence=wrong)
