"""A term of the glossary, and the fields below its definition by which an editor helps to recognise it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ...findings import finding
from ...model import Finding, Place


class Compounds(StrEnum):
    """Where in a compound a term is recognised: vorn in Weltmacht·anspruch, hinten in Nachkriegs·weltordnung."""

    BOTH = "beide"
    FRONT = "vorn"
    BACK = "hinten"
    NONE = "nein"


@dataclass(frozen=True, slots=True)
class Term:
    """`also`: further names of the entry; `forms`: words that count as the term; `never`: words that are not it."""

    name: str
    also: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    compounds: Compounds = Compounds.BOTH


def term_of(
    name: str, also: Sequence[str], fields: Iterable[tuple[str, str, int]], place_of: Callable[[int], Place]
) -> tuple[Term, list[Finding]]:
    """The term with what its fields (name, content, line) say; what they cannot say is a finding."""
    lists: dict[str, list[str]] = {"formen": [], "nicht": []}
    compounds, findings = Compounds.BOTH, []
    for field, content, line in fields:
        kind, value = field.strip().casefold(), content.strip()
        if kind in lists:
            lists[kind] += [" ".join(word.split()) for word in value.split(",") if word.strip()]
        elif kind != "komposita":
            findings.append(finding("JF643", place_of(line), name=field, term=name))
        elif value.casefold() in tuple(Compounds):
            compounds = Compounds(value.casefold())
        else:
            findings.append(finding("JF644", place_of(line), value=value, term=name))
    return Term(name, tuple(also), tuple(lists["formen"]), tuple(lists["nicht"]), compounds), findings
