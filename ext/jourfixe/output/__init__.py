"""The ways out: HTML, plain data, and the few words other builders need to keep every number."""

from sphinx.application import Sphinx

from ..doctree.nodes import gone_passage, line_mark, passage, section_break, witness_link
from . import plain
from .html import setup_pages, visitors

LATEX = (plain.visit_passage_latex, plain.depart_passage_latex)
TEXT = (plain.visit_passage_text, plain.depart_passage_text)


def setup_output(app: Sphinx) -> None:
    """Tell Sphinx how each node is written, and what belongs to an HTML page."""
    app.add_node(passage, html=(visitors.visit_passage, visitors.depart_passage), latex=LATEX, text=TEXT)
    app.add_node(gone_passage, html=(visitors.visit_gone, visitors.depart_passage), latex=LATEX, text=TEXT)
    app.add_node(line_mark, html=(visitors.visit_line_mark, visitors.depart_line_mark))
    app.add_node(section_break, html=(visitors.visit_break, visitors.depart_break))
    app.add_node(witness_link, html=(visitors.visit_witness, visitors.depart_witness))
    setup_pages(app)
