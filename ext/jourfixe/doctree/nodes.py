"""One typed node per thing a reader sees.

Each derives from a node that every builder knows, so that a builder without a visitor for it loses no word.
"""

from __future__ import annotations

from docutils import nodes


class passage(nodes.paragraph):
    """A numbered paragraph, one text: `rn`, `role`, `label` (how it is announced), `inline` (what stands in it).

    `continues`: an item, a row or a footnote, with which nobody begins to speak.
    """


class gone_passage(nodes.paragraph):
    """What is left of a number whose paragraph is gone: `rn`, and its notice as text."""


class line_mark(nodes.inline):
    """Where a printed line begins, for builders other than HTML, and in what is gone: `name`, `certain`. No text."""


class section_break(nodes.transition):
    """The separator between two sections."""


class witness_link(nodes.inline):
    """The way to the witness: `protocol`. Only HTML has that page; elsewhere it is plain text."""


class protocol_list(nodes.General, nodes.Element):
    """Place for the list of protocols, filled when all are known: `year`, or 0 for all."""


class emendation(nodes.inline):
    """Words that an editor put in place of others, for builders other than HTML: `before`, `reason`."""


class note_mark(nodes.inline):
    """Where a note belongs in the text, for builders other than HTML: `n`, `target` (id of the note). No text."""


class apparatus(nodes.container):
    """What there is to say on one paragraph, below it or beside it: `rn`."""


class annotation(nodes.container):
    """A note of the editors: `n`, `rn`, `mark` (id of its place in the text)."""


class reading_switch(nodes.inline):
    """Place for the switch between the edited text and that of the witness. No text."""


class places(nodes.General, nodes.Element):
    """Place for where a term or a person stands: `register`, `key`, `year` (0: the latest)."""


class register(nodes.General, nodes.Element):
    """Place for a whole register: `register`, `year` (0: the latest, or all)."""


class places_list(nodes.paragraph):
    """Where something stands, in a form for HTML: `groups`. For other builders its children say the same."""


class changes_list(nodes.General, nodes.Element):
    """What became of published wordings, in a form for HTML: `changes`. Other builders get a list instead."""


class interventions_table(nodes.General, nodes.Element):
    """What was done to a text, in a form for HTML: `changes`. Other builders get a list instead."""
