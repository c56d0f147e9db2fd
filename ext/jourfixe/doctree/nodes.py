"""One typed node per thing a reader sees.

Each derives from a node that every builder knows, so that a builder without a visitor for it loses no word.
"""

from __future__ import annotations

from docutils import nodes


class passage(nodes.paragraph):
    """A numbered paragraph: `rn`, `role`, `label` (how it is announced)."""


class gone_passage(nodes.paragraph):
    """What is left of a number whose paragraph is gone: `rn`, and its notice as text."""


class line_mark(nodes.inline):
    """Where a printed line of the witness begins: `n`, `certain`, `stacked` (a second one at this place). No text."""


class section_break(nodes.transition):
    """The separator between two sections."""


class witness_link(nodes.inline):
    """The way to the witness: `protocol`. Only HTML has that page; elsewhere it is plain text."""


class protocol_list(nodes.General, nodes.Element):
    """Place for the list of protocols, filled when all are known: `year`, or 0 for all."""
