"""Which nodes need no thought: those that are a function of the template, a mere box, or without a word."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes

from ...doctree import nodes as jf

Kinds = tuple[type, ...]

PLAIN: dict[type[nodes.Node], str] = {  # the function of the template around their content
    nodes.paragraph: "paragraph",
    nodes.emphasis: "emph",
    nodes.strong: "strong",
    nodes.superscript: "super",
    nodes.subscript: "sub",
    nodes.title_reference: "emph",
    nodes.block_quote: "quotation",
    nodes.attribution: "attribution",
    nodes.topic: "frame",
    nodes.sidebar: "frame",
    nodes.figure: "figure-box",
    nodes.legend: "legend",
    addnodes.versionmodified: "frame",
    addnodes.desc_content: "quotation",
    addnodes.literal_emphasis: "emph",
    addnodes.literal_strong: "strong",
    addnodes.manpage: "emph",
    addnodes.centered: "centred",
}
TRANSPARENT: Kinds = (
    *(nodes.document, nodes.decoration, nodes.header, nodes.footer, nodes.container, nodes.compound),
    *(nodes.inline, nodes.target, nodes.generated, nodes.problematic, nodes.acronym),
    *(nodes.list_item, nodes.term, nodes.classifier, nodes.field_name, nodes.field_body),
    *(nodes.option, nodes.option_string, nodes.description),
    *(addnodes.compact_paragraph, addnodes.glossary, addnodes.download_reference),
    *(addnodes.acks, addnodes.hlist, addnodes.hlistcol, addnodes.desc),
)
SILENT: Kinds = (  # a system message has been told where it arose
    *(nodes.comment, nodes.pending, nodes.substitution_definition, nodes.meta, nodes.colspec, nodes.label),
    *(nodes.system_message, addnodes.index, addnodes.toctree, addnodes.tabular_col_spec, addnodes.highlightlang),
    *(addnodes.start_of_file, jf.reading_switch, jf.witness_link, jf.apparatus),
)
NESTED: Kinds = (  # blocks that take room from what is in them
    *(nodes.bullet_list, nodes.enumerated_list, nodes.definition_list, nodes.field_list, nodes.option_list),
    *(nodes.block_quote, nodes.Admonition, nodes.topic, nodes.sidebar, nodes.table, addnodes.desc_content),
)
