"""The forms as data, for Python and the scripts. Patterns keep to what both understand.

`clean`: rules over whatever is quoted or named: no soft hyphens, no signs that cannot be seen, one space at a time.
`inner`: rules for words within „…“: quotation marks become ‚…‘, those within them „…“ again.
`opening`: characters of a text that stand in one line; `closing`: rules over what was cut off there.
`address`: signs that an address does not bear. `fields`: made of what is given, in this order; given are first, last,
tail (ff.), sentence (2–3), satz (2-3), lines (Z. 155–160), revision, day (12.01.2026), id (2026-01-12), year, mm, dd
(01, 12), month, date (1, 12), title, collection, role, opening, address, url (the address, if it is one of the web).
`last` and `tail` are empty where there is one only, `revision` below 2 (unless it is named), `role` where
there are several.

A form: `one`, or `many` where there are several paragraphs, is its template, with ⟨words⟩ made of
each paragraph by `each` and `join`; ⟨number⟩ and ⟨source⟩ (by `source`) are empty for a single one. `escape`: rules
over all that is put in, `start`: rules for the beginning of a paragraph; `inner`: whether the quotation marks inside
are changed.
"""

from __future__ import annotations

from typing import Any

from ...labels import ROLES

LATEX = [
    [r"\\", "\\textbackslash\ue000"],
    ["([$&#_%])", r"\$1"],
    [r"\{", "\\textbraceleft\ue000"],
    [r"\}", "\\textbraceright\ue000"],
    ["~", "\\textasciitilde\ue000"],
    [r"\^", "\\textasciicircum\ue000"],
    ["\ue000", "{}"],
    ["–", "--"],
    ["—", "---"],
    ["\u00a0", "~"],
]
BIBTEX = """\
@incollection{⟨key⟩,
  title = {{⟨title⟩}},
  booktitle = {{⟨collection⟩}},
  year = {⟨year⟩},
  month = {⟨month⟩},
  edition = {⟨state⟩},
  pages = {⟨place⟩},
  note = {⟨lines⟩},
  language = {german},
  url = {⟨url⟩},
}"""
RIS = """\
TY  - CHAP
ID  - ⟨key⟩
TI  - ⟨title⟩
T2  - ⟨collection⟩
PY  - ⟨year⟩
DA  - ⟨year⟩/⟨mm⟩/⟨dd⟩
ET  - ⟨state⟩
SP  - ⟨place⟩
N1  - ⟨lines⟩
LA  - de
UR  - ⟨url⟩
ER  - """
CSL = """\
[{
  "id": "⟨key⟩",
  "type": "chapter",
  "title": "⟨title⟩",
  "container-title": "⟨collection⟩",
  "issued": {"date-parts": [[⟨year⟩, ⟨month⟩, ⟨date⟩]]},
  "edition": "⟨state⟩",
  "page": "⟨place⟩",
  "note": "⟨lines⟩",
  "URL": "⟨url⟩",
  "language": "de"
}]"""

FORMS: dict[str, Any] = {
    "clean": [
        ["[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]+", ""],
        ["[\u0000-\u0020\u007f-\u009f\u2028\u2029]+", " "],
    ],
    "inner": [
        ["‚([^‚‘„“”]*)‘(?=[^„]*[“”])", "\ue000$1\ue001"],
        ["„([^“”]*)[“”]", "‚$1‘"],
        ["“([^”]*)”", "‚$1‘"],
        ["»([^«]*)«", "‚$1‘"],
        ["«([^»]*)»", "‚$1‘"],
        ['"([^"]*)"', "‚$1‘"],
        ["„", "‚"],
        ["[“”]", "‘"],
        ["\ue000([^\ue001]*)\ue001", "„$1“"],
    ],
    "opening": 160,
    "closing": [["[ ,;:–-]+$", ""], ["$", " …"], ["(‚[^‘]*)$", "$1‘"]],
    "address": r"""[ ()<>{}\\"^`|]""",
    "roles": {role.value: name for role, name in ROLES.items()},
    "source": "⟦⟨role⟩, ⟧Rn. ⟨number⟩",
    "fields": [
        ["place", "Rn. ⟨first⟩⟦–⟨last⟩⟧⟦ ⟨tail⟩⟧⟦ Satz ⟨sentence⟩⟧"],
        ["state", "⟦Fassung ⟨revision⟩⟧"],
        ["reference", "Jour fixe ⟨day⟩, ⟨place⟩⟦ (⟨state⟩)⟧⟦, ⟨lines⟩⟧"],
        ["inside", "Jour fixe ⟨day⟩, ⟨place⟩⟦, ⟨state⟩⟧⟦, ⟨lines⟩⟧"],
        ["key", "jf-⟨id⟩-rn-⟨first⟩⟦-⟨last⟩⟧⟦-satz-⟨satz⟩⟧"],
    ],
    "forms": {
        "link": {"one": "⟨address⟩"},
        "chat": {
            "one": "⟨reference⟩⟦: „⟨opening⟩“⟧⟦ ⟨address⟩⟧",
            "inner": True,
        },
        "quote": {
            "one": "⟨words⟩ (⟦⟨role⟩, ⟧⟨inside⟩)",
            "many": "⟨words⟩\n\n(⟨inside⟩)",
            "each": "„⟨text⟩“⟦ (⟨source⟩)⟧",
            "join": "\n\n",
            "inner": True,
        },
        "footnote": {
            "one": "⟦„⟨title⟩“, ⟧⟨reference⟩⟦, in: ⟨collection⟩⟧⟦, ⟨url⟩⟧.",
            "inner": True,
        },
        "markdown": {
            "one": "⟨words⟩\n>\n> — [⟨reference⟩](⟨address⟩)",
            "each": "> ⟦Rn. ⟨number⟩: ⟧⟨text⟩",
            "join": "\n>\n",
            "escape": [[r"([\\`*_\[\]<>|~&])", r"\$1"]],
            "start": [["^([0-9]+)(?=[.)])", "$1\\"], ["^([-+#=])", "\\$1"]],
        },
        "bibtex": {"one": BIBTEX, "escape": LATEX},
        "ris": {"one": RIS},
        "csl": {"one": CSL, "escape": [[r'(["\\])', r"\$1"]]},
    },
}
