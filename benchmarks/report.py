"""What is printed: one Markdown table of the figures, and what follows from them."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

RESULTS = Path(__file__).with_name("results.md")
PACKAGES = ("Sphinx", "myst-parser", "furo", "sphinxcontrib-bibtex", "PyStemmer")
Figures = dict[str, dict[str, float]]  # row → site → figure
ABOUT = """\
CPU seconds of `jourfixe build` and of the peer's `sphinx-build -j1 -b html`; in brackets the edition's share of what
the peer needs. Both sides hold the same words. All protocols of the edition are published but one or two, and in one
of those a word is changed in raw.md (a published witness is rightly refused when it changes); the peer's is changed in
the page of the same date. An added protocol makes the edition write its neighbours again; the peer leaves them without
it in their sidebars. The column "without apparatus" is the edition with no glossary, literature, registers, persons,
notes and emendations: what is in brackets there is what the whole apparatus costs.
"""


def derived(counts: list[int], figures: Figures) -> Figures:
    """What follows from the figures: growth, and the share of a rebuild."""
    first, last = (figures[f"{n}, full build: CPU s"] for n in (counts[0], counts[-1]))
    word = figures[f"{counts[-1]}, one word changed: CPU s"]
    rows = {f"{counts[-1]}, one word changed: share of a full build": {s: word[s] / last[s] for s in word}}
    if len(counts) > 1:
        rows[f"growth {counts[0]} → {counts[-1]}"] = {s: last[s] / first[s] for s in first}
    return rows


def results(text: str) -> str:
    """The page that is kept."""
    versions = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return f"# What the edition costs\n\n{ABOUT}\n{text}\n{versions}\n"


def table(figures: Figures, sites: dict[str, str]) -> str:
    """One Markdown table: a row per figure, a column per site; `sites`: name → heading, the edition first."""
    lines = [f"| | {' | '.join(sites.values())} |", "|---|" + "---:|" * len(sites)]
    for what, row in figures.items():
        own = row["edition"]
        cells = [_number(own), *(f"{_number(row[p])} ({own / row[p]:.2f})" for p in list(sites)[1:])]
        lines.append(f"| {what} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _number(x: float) -> str:
    return f"{x:.0f}" if x >= 100 else f"{x:.1f}" if x >= 1 else f"{x:.3f}"
