"""Nodes to Typst code. Which function of the template sets what is decided here, how it looks is decided there.

Every block is preceded by a comment that names its file and line, from which messages of the compiler are led back.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Iterator

from docutils import nodes
from sphinx import addnodes
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

from ...doctree import nodes as jf
from ...doctree.convert import PROTOCOL
from ...edition.errors import place_of, without_place
from ...labels import short_date
from . import lists
from .passages import PassageWriter
from .syntax import block, call, string, verbatim, words
from .tables import table

logger = logging.getLogger(__name__)
DEEP = 40  # blocks within blocks; below it only the words are set
PAGED = re.compile(r".*#(?:(?:rn-|z-|protokoll-).*)?")  # targets whose page is told
OUTSIDE = re.compile(r"(?i)(?:https?|mailto|ftp):")
ORIGIN = "// "

PLAIN = {  # nodes that are a function of the template around their content
    nodes.paragraph: "paragraph",
    nodes.emphasis: "emph",
    nodes.strong: "strong",
    nodes.superscript: "super",
    nodes.subscript: "sub",
    nodes.block_quote: "quotation",
    nodes.attribution: "attribution",
    nodes.rubric: "rubric",
    nodes.caption: "caption",
    nodes.topic: "frame",
    nodes.sidebar: "frame",
    nodes.Admonition: "frame",
    nodes.line_block: "verse",
    nodes.title_reference: "emph",
    addnodes.literal_emphasis: "emph",
    addnodes.literal_strong: "strong",
    addnodes.centered: "centred",
}
TRANSPARENT = (  # nodes that are only a box around others
    *(nodes.inline, nodes.container, nodes.compound, nodes.decoration, nodes.legend, nodes.target, nodes.generated),
    *(nodes.problematic, nodes.abbreviation, nodes.acronym, addnodes.compact_paragraph, addnodes.glossary),
    *(addnodes.download_reference, nodes.footer, nodes.header, nodes.document, nodes.figure),
    *(nodes.list_item, nodes.term, nodes.classifier, nodes.field_name, nodes.field_body, nodes.line),
    *(nodes.option_group, nodes.option, nodes.option_string, nodes.description),
)
SILENT = (  # nodes without a word
    *(nodes.comment, nodes.pending, nodes.substitution_definition, nodes.meta, nodes.colspec, addnodes.index),
    *(addnodes.toctree, addnodes.tabular_col_spec, addnodes.highlightlang, addnodes.start_of_file, nodes.label),
    *(nodes.system_message, nodes.raw, jf.reading_switch, jf.apparatus),
)


class Translator:
    """Translates one document."""

    def __init__(self, env: BuildEnvironment, docname: str, images: dict[str, str]) -> None:
        self.env, self.docname, self.images = env, docname, images
        self.wanted: set[str] = set()  # labels that something refers to
        self.passages = PassageWriter(docname)
        self.footnotes: dict[str, nodes.Element] = {}
        self.referenced: set[str] = set()  # ids of footnotes that something refers to
        self.noted: set[str] = set()  # those that are set
        self.labels: dict[str, None] = {}
        self.depth = self.level = 0
        self.date = ""  # of the protocol at hand
        self.methods: dict[type[nodes.Node], Callable[[nodes.Element], str]] = {}

    def document(self, document: nodes.document) -> str:
        self.footnotes = {i: f for f in document.findall(nodes.footnote) for i in f["ids"]}
        self.referenced = {r.get("refid", "") for r in document.findall(nodes.footnote_reference)}
        return block([self.mark(""), *map(self.code, document.children)])

    def mark(self, id_: str) -> str:
        """Where a link may lead; each only once."""
        name = f"{self.docname}#{id_}"
        if name in self.labels:
            return "none"
        self.labels[name] = None
        return call("mark", string(name))

    def code(self, node: nodes.Node) -> str:
        """One node as an expression."""
        if isinstance(node, nodes.Text):
            return words(node.astext())
        assert isinstance(node, nodes.Element)
        self.depth += 1
        try:
            made = self._method(node)(node) if self.depth <= DEEP else self._too_deep(node)
        finally:
            self.depth -= 1
        ids = [] if isinstance(node, jf.passage | jf.gone_passage | nodes.footnote) else node["ids"]
        return self._origin(node) + (block([*map(self.mark, ids), made]) if ids else made)

    def inner(self, node: nodes.Element) -> str:
        return block(map(self.code, node.children))

    def run_in(self, children: Iterable[nodes.Node]) -> str:
        """The content of a note or an entry, whose first paragraph goes on in the line that has been begun."""
        first, *rest = [c for c in children if not isinstance(c, nodes.label)] or [nodes.Text("")]
        begin = self.inner(first) if isinstance(first, nodes.paragraph) else self.code(first)
        return block([begin, *map(self.code, rest)])

    def _method(self, node: nodes.Element) -> Callable[[nodes.Element], str]:
        kind = type(node)
        if kind not in self.methods:
            self.methods[kind] = self._find(node)
        return self.methods[kind]

    def _find(self, node: nodes.Element) -> Callable[[nodes.Element], str]:
        for kind in type(node).__mro__:
            if method := getattr(self, f"on_{kind.__name__}", None):
                return method  # type: ignore[no-any-return]
            if kind in PLAIN:
                function = PLAIN[kind]
                return lambda node: call(function, self.inner(node))
            if kind in TRANSPARENT:
                return self.inner
            if kind in SILENT:
                return lambda node: "none"
        return self._unknown

    def _unknown(self, node: nodes.Element) -> str:
        self._warn("JF680", node, what=node.tagname)
        return self.inner(node) if node.children else call("paragraph", words(node.astext()))

    def _too_deep(self, node: nodes.Element) -> str:
        if self.depth == DEEP + 1:
            self._warn("JF681", node)
        return words(f"{node.astext()} ")

    def _warn(self, code: str, node: nodes.Element, **fields: str) -> None:
        logger.warning(without_place(code, **fields), location=node, type="jourfixe", subtype=code)

    def _origin(self, node: nodes.Element) -> str:
        """Where the block stands, as a comment on a line of its own."""
        if isinstance(node, nodes.Inline) or not node.source or not node.line:
            return ""
        place = place_of(self.env, node.source, node.line)
        return f"{ORIGIN}{string(place.file)[1:-1]}:{place.line}\n"

    # Sections and protocols

    def on_section(self, node: nodes.Element) -> str:
        protocol = next((i for i in node["ids"] if i.startswith(PROTOCOL)), "")
        if protocol:
            self.date = short_date(datetime.date.fromisoformat(protocol.removeprefix(PROTOCOL)))
            self.passages.emendations = 0
        self.level += 1
        made = self.inner(node)
        self.level -= 1
        return made

    def on_title(self, node: nodes.Element) -> str:
        if not isinstance(node.parent, nodes.section | nodes.document):
            return call("label-line", self.inner(node))
        occasion = next((c for c in node.children if isinstance(c, nodes.inline) and "anlass" in c["classes"]), None)
        if occasion is None:
            return call("title-line", str(max(self.level, 1)), string(node.astext()), self.inner(node))
        title = node.children[2:]
        shown = string("".join(part.astext() for part in title)), block(map(self.code, title))
        return call("protocol-title", str(self.level), string(occasion.astext()), string(self.date), *shown)

    on_subtitle = on_title

    def on_passage(self, node: nodes.Element) -> str:
        box = node.next_node(descend=False, siblings=True)
        notes = (
            {n["ids"][0]: self.run_in(n.children) for n in box.findall(jf.annotation)}
            if isinstance(box, jf.apparatus)
            else {}
        )
        text = self.passages.text(node.astext(), node["inline"], notes)
        label = self.passages.label(f"rn-{node['rn']}")
        self.labels |= dict.fromkeys(f"{self.docname}#{i}" for i in self._ids(node, notes))
        return call("passage", string(node["rn"]), string(node["role"]), label, text)

    def _ids(self, node: nodes.Element, notes: dict[str, str]) -> Iterator[str]:
        yield f"rn-{node['rn']}"
        yield from notes
        yield from (f"z-{line.n}" for line in node["inline"].lines)

    def on_gone_passage(self, node: nodes.Element) -> str:
        self.labels[f"{self.docname}#rn-{node['rn']}"] = None
        return call("gone", string(node["rn"]), self.passages.label(f"rn-{node['rn']}"), words(node.astext()))

    def on_transition(self, node: nodes.Element) -> str:
        return "separator()"

    def on_witness_link(self, node: nodes.Element) -> str:
        return "none"

    # Lists and tables

    def on_bullet_list(self, node: nodes.Element) -> str:
        if "literatur" in node["classes"]:
            return lists.literature(node, self.code, self.docname)
        return lists.bullets(node, self.code)

    def on_enumerated_list(self, node: nodes.Element) -> str:
        return lists.enumeration(node, self.code)

    def on_definition_list(self, node: nodes.Element) -> str:
        return call("definitions", *map(self.code, node.children))

    def on_definition_list_item(self, node: nodes.Element) -> str:
        return lists.definition(node, self.code, self.run_in)

    def on_field_list(self, node: nodes.Element) -> str:
        return lists.fields(node, self.code)

    on_option_list = on_field_list

    def on_table(self, node: nodes.Element) -> str:
        return table(node, self.inner, lambda title: call("label-line", self.inner(title)))

    # Verbatim, pictures

    def on_literal(self, node: nodes.Element) -> str:
        return call("literal", verbatim(node.astext()))

    def on_literal_block(self, node: nodes.Element) -> str:
        return call("literal-block", verbatim(node.astext()))

    on_doctest_block = on_literal_block

    def on_math(self, node: nodes.Element) -> str:
        self._warn("JF682", node)
        return self.on_literal(node)

    def on_math_block(self, node: nodes.Element) -> str:
        self._warn("JF682", node)
        return self.on_literal_block(node)

    def on_image(self, node: nodes.Element) -> str:
        file, alt = self.images.get(node["uri"], ""), node.get("alt", "")
        if not file:
            self._warn("JF683", node, uri=node["uri"])
            return words(alt or node["uri"])
        if not alt:
            self._warn("JF684", node, uri=node["uri"])
        inline = "true" if isinstance(node.parent, nodes.TextElement) else "false"
        width = node.get("width", "")
        share = f"{width}" if re.fullmatch(r"\d{1,3}%", width) else "auto"
        return call("picture", string(f"/{file}"), string(alt), inline, share)

    # References and footnotes

    def on_reference(self, node: nodes.Element) -> str:
        target = node.get("refuri", "")
        if "refid" in node:
            target = f"%{self.docname}#{node['refid']}"
        if target.startswith("%"):
            name = target[1:] if "#" in target else f"{target[1:]}#"
            self.wanted.add(name)
            return call("see" if PAGED.fullmatch(name) else "to", string(name), self.inner(node))
        return call("link", string(target), self.inner(node)) if OUTSIDE.match(target) else self.inner(node)

    on_number_reference = on_reference

    def on_footnote_reference(self, node: nodes.Element) -> str:
        sign, target = node.astext(), node.get("refid", "")
        if target not in self.footnotes or target in self.noted:
            return call("super", words(sign))
        self.noted.add(target)
        return call("annotation", string(sign), '""', self.run_in(self.footnotes[target].children))

    def on_footnote(self, node: nodes.Element) -> str:
        """Set where it is referred to; one that nobody refers to stands in its place."""
        return "none" if self.referenced.intersection(node["ids"]) else call("paragraph", self.inner(node))

    def on_citation(self, node: nodes.Element) -> str:
        return call("paragraph", self.inner(node))
