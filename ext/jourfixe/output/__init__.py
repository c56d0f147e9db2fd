"""The ways out: HTML, plain data, and the few words other builders need to keep every number."""

from sphinx.application import Sphinx

from ..doctree import nodes
from . import plain
from .html import revisions, setup_pages, visitors
from .print import setup_print

LATEX = (plain.visit_passage_latex, plain.depart_passage_latex)
TEXT = (plain.visit_passage_text, plain.depart_passage_text)
NOTE_MARK_LATEX = (plain.visit_note_mark_latex, visitors.skip)
NOTE_LATEX = (plain.visit_note_latex, plain.depart_note_latex)
NOTE_TEXT = (plain.visit_note_text, plain.depart_note_text)


def setup_output(app: Sphinx) -> None:
    """Tell Sphinx how each node is written, and what belongs to an HTML page."""
    app.add_node(nodes.passage, html=(visitors.visit_passage, visitors.skip), latex=LATEX, text=TEXT)
    app.add_node(nodes.gone_passage, html=(visitors.visit_gone, visitors.depart_gone), latex=LATEX, text=TEXT)
    app.add_node(nodes.section_break, html=(visitors.visit_break, visitors.skip))
    app.add_node(nodes.witness_link, html=(visitors.visit_witness, visitors.depart_witness))
    app.add_node(nodes.note_mark, latex=NOTE_MARK_LATEX)
    app.add_node(nodes.apparatus, html=(visitors.visit_apparatus, visitors.depart_apparatus))
    note = visitors.visit_note, visitors.depart_note
    app.add_node(nodes.annotation, html=note, latex=NOTE_LATEX, text=NOTE_TEXT)
    app.add_node(nodes.reading_switch, html=(visitors.visit_switch, visitors.skip))
    app.add_node(nodes.places_list, html=(visitors.visit_places, visitors.skip))
    app.add_node(nodes.interventions_table, html=(visitors.visit_interventions, visitors.skip))
    app.add_node(nodes.changes_list, html=(revisions.visit_changes, visitors.skip))
    app.add_node(nodes.line_mark, html=(revisions.visit_line, visitors.skip))
    setup_print(app)
    setup_pages(app)
