"""Nodes to Typst code. Which function of the template sets what is decided here, how it looks is decided there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from docutils import nodes
from sphinx.environment import BuildEnvironment
from sphinx.locale import admonitionlabels

from ...doctree import nodes as jf
from ...edition.errors import place_of
from . import lists
from .chapters import chapter, day_of
from .passages import PassageWriter
from .pictures import picture
from .syntax import block, breakable, call, origin, string, words
from .tables import table
from .walker import Walker

LONG = 2000  # bytes of an address
PAGED = re.compile(r".*#(?:(?:rn-|z-|protokoll-).*)?")  # targets whose page is told
OUTSIDE = re.compile(r"(?i)(?:https?|mailto|ftp):")
LINE_ENDS = {"<br />": "linebreak()", "\\\\": "none"}


class Translator(Walker):
    """Translates one document. `images`: where Typst finds what the document calls by an address."""

    def __init__(self, env: BuildEnvironment, docname: str, images: dict[str, str]) -> None:
        super().__init__(env, docname)
        self.images = images
        self.wanted: set[str] = set()  # labels that something refers to
        self.passages = PassageWriter(docname)
        self.footnotes: dict[str, nodes.Element] = {}
        self.referenced: set[str] = set()  # ids of footnotes that something refers to
        self.noted: set[str] = set()  # those that are set
        self.explained: set[str] = set()  # abbreviations
        self.level = 0
        self.opened = False  # with the first title, the only one that is a chapter's

    def document(self, document: nodes.document) -> str:
        self.footnotes = {i: f for f in document.findall(nodes.footnote) for i in f["ids"]}
        self.referenced = {r.get("refid", "") for r in document.findall(nodes.footnote_reference)}
        made = [chapter(document), self.mark(""), *map(self.code, document.children)]
        left = [f for i, f in self.footnotes.items() if i in self.referenced and i not in self.noted]
        return block([*made, *map(self._in_place, left)])

    # Sections and protocols

    def on_section(self, node: nodes.Element) -> str:
        if day_of(node):
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
            level = max(self.level, 2 if self.opened else 1)
            self.opened = True
            return call("heading", self.inner(node), level=str(level))
        self.opened = True
        title = block(map(self.code, node.children[2:])) if node.children[2:] else "none"
        return call("protocol-title", str(self.level), string(occasion.astext()), title)

    on_subtitle = on_title

    def on_passage(self, node: nodes.Element) -> str:
        box = node.next_node(descend=False, siblings=True)
        notes = (
            {n["ids"][0]: self.run_in(n.children) + self.origin(node) for n in box.findall(jf.annotation)}
            if isinstance(box, jf.apparatus)
            else {}
        )
        text = self.passages.text(node.astext(), node["inline"], notes)
        label = self.passages.label(f"rn-{node['rn']}")
        self.labels.update(f"{self.docname}#{i}" for i in self._ids(node, notes))
        named = {"noted": "true"} if notes or node["inline"].corrected else {}
        if node.get("continues"):
            named["continues"] = "true"
        return call("passage", string(node["rn"]), string(node["role"]), label, text, **named)

    def _ids(self, node: nodes.Element, notes: dict[str, str]) -> Iterator[str]:
        yield f"rn-{node['rn']}"
        yield from notes
        yield from (f"z-{line.name}" for line in node["inline"].lines)

    def on_gone_passage(self, node: nodes.Element) -> str:
        self.labels.add(f"{self.docname}#rn-{node['rn']}")
        return call("gone", string(node["rn"]), self.passages.label(f"rn-{node['rn']}"), words(node.astext()))

    def on_transition(self, node: nodes.Element) -> str:
        """MyST draws a line above footnotes, which in print stand elsewhere."""
        return "none" if "footnotes" in node["classes"] else "separator()"

    # Boxes

    def on_rubric(self, node: nodes.Element) -> str:
        if "heading-level" in node:
            return call("heading", self.inner(node), level=str(self.level + 1))
        return call("rubric", self.inner(node))

    def on_Admonition(self, node: nodes.Element) -> str:
        """Its name is known by its kind, unless it has a title."""
        name = admonitionlabels.get(node.tagname, "")
        title = [call("label-line", string(str(name)))] if name else []
        return call("frame", block([*title, self.inner(node)]))

    def on_caption(self, node: nodes.Element) -> str:
        return call("caption" if isinstance(node.parent, nodes.figure) else "label-line", self.inner(node))

    def on_line_block(self, node: nodes.Element) -> str:
        return lists.verse(node, self.code)

    def on_line(self, node: nodes.Element) -> str:
        return self.inner(node)

    def on_raw(self, node: nodes.Element) -> str:
        """Meant for other outputs; so MyST writes the end of a line, once for HTML and once for LaTeX."""
        if node.astext().strip() in LINE_ENDS:
            return LINE_ENDS[node.astext().strip()]
        self.warn("JF689", node)
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
        return lists.fields(node, self.code, self.run_in)

    on_option_list = on_field_list

    def on_option_group(self, node: nodes.Element) -> str:
        return lists.options(node, self.code)

    def on_option_argument(self, node: nodes.Element) -> str:
        return block([string(node.get("delimiter", " ")), call("emph", self.inner(node))])

    def on_table(self, node: nodes.Element) -> str:
        return table(node, self.inner, lambda title: call("label-line", self.inner(title)))

    # Verbatim, pictures

    def on_literal(self, node: nodes.Element) -> str:
        return call("literal", block(breakable(node.astext())))

    def on_literal_block(self, node: nodes.Element) -> str:
        """Line by line, with the spaces at its beginning."""
        lines = node.astext().expandtabs(4).rstrip("\n").split("\n")
        code = ((len(line) - len(line.lstrip(" ")), breakable(line.lstrip(" "))) for line in lines)
        return call("literal-block", *(f"({indent}, {block(parts) if parts else 'none'})" for indent, parts in code))

    on_doctest_block = on_literal_block
    on_productionlist = on_literal_block

    def on_desc_signature(self, node: nodes.Element) -> str:
        return call("paragraph", self.on_literal(node))

    def on_math(self, node: nodes.Element) -> str:
        self.warn("JF682", node)
        return self.on_literal(node)

    def on_math_block(self, node: nodes.Element) -> str:
        self.warn("JF682", node)
        return self.on_literal_block(node)

    def on_image(self, node: nodes.Element) -> str:
        path, uri = self.images.get(node["uri"], ""), node["uri"]
        if not path:
            self.warn("JF683", node, uri=uri)
            return words(node.get("alt") or uri)
        if not node.get("alt"):
            self.warn("JF684", node, uri=uri)
        file = Path(self.env.srcdir, uri)
        place = place_of(self.env, file)
        return origin(place.file, 1) + picture(node, file, f"/{path}") + self.back(node)

    # References and footnotes

    def on_reference(self, node: nodes.Element) -> str:
        target = node.get("refuri", "")
        if "refid" in node:
            target = f"%{self.docname}#{node['refid']}"
        if target.startswith("%"):
            name = target[1:] if "#" in target else f"{target[1:]}#"
            self.wanted.add(name)
            paged = PAGED.fullmatch(name) and not isinstance(node.parent, jf.places_list)
            return call("see" if paged else "to", string(name), self.inner(node))
        is_outside = OUTSIDE.match(target) and len(target.encode()) <= LONG
        return call("link", string(target), self.inner(node)) if is_outside else self.inner(node)

    on_number_reference = on_reference

    def on_abbreviation(self, node: nodes.Element) -> str:
        """Explained where it first stands."""
        meant = node.get("explanation", "")
        if not meant or node.astext() in self.explained:
            return self.inner(node)
        self.explained.add(node.astext())
        return block([self.inner(node), words(f" ({meant})")])

    def on_footnote_reference(self, node: nodes.Element) -> str:
        sign, target = node.astext(), node.get("refid", "")
        if target not in self.footnotes or target in self.noted:
            return call("super", words(sign))
        self.noted.add(target)
        return call("annotation", string(sign), '""', self.run_in(self.footnotes[target].children) + self.back(node))

    def on_footnote(self, node: nodes.Element) -> str:
        """Set where it is referred to; one that nobody refers to stands in its place."""
        return "none" if self.referenced.intersection(node["ids"]) else self._in_place(node)

    def _in_place(self, node: nodes.Element) -> str:
        label = node.next_node(nodes.label)
        sign = [call("super", words(label.astext())), '" "'] if label else []
        return call("paragraph", block([*sign, self.run_in(node.children)]))

    def on_citation(self, node: nodes.Element) -> str:
        label = node.next_node(nodes.label)
        sign = [words(f"[{label.astext()}] ")] if label else []
        return call("paragraph", block([*sign, self.run_in(node.children)]))
