"""The walk through a document: which method writes a node, how deep it may be nested, where messages say it stands.

Every block is preceded by a comment that names its file and line, from which messages of the compiler are led back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from docutils import nodes
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

from ...doctree import nodes as jf
from ...edition.errors import place_of, without_place
from .kinds import NESTED, PLAIN, SILENT, TRANSPARENT
from .syntax import block, call, origin, string, words

logger = logging.getLogger(__name__)
DEEP = 10  # lists, quotes, frames, tables in one another; below it only the words are set
STEEP = 60  # nodes in one another, which nothing but a mistake attains


class Walker:
    """Turns the nodes of one document into code, each by the method named for it or for what it derives from."""

    def __init__(self, env: BuildEnvironment, docname: str) -> None:
        self.env, self.docname = env, docname
        self.labels: set[str] = set()  # where links may lead
        self.unknown: set[str] = set()  # kinds of nodes that have been told
        self.depth = self.height = 0
        self.methods: dict[type[nodes.Node], Callable[[nodes.Element], str]] = {}

    def mark(self, id_: str) -> str:
        """Where a link may lead; each only once."""
        name = f"{self.docname}#{id_}"
        if name in self.labels:
            return "none"
        self.labels.add(name)
        return call("mark", string(name))

    def code(self, node: nodes.Node) -> str:
        """One node as an expression."""
        if isinstance(node, nodes.Text):
            return words(node.astext())
        assert isinstance(node, nodes.Element)
        nested = isinstance(node, NESTED)
        self.depth += nested
        self.height += 1
        try:
            made = self._too_deep(node) if self.depth > DEEP or self.height > STEEP else self._method(node)(node)
        finally:
            self.depth -= nested
            self.height -= 1
        ids = [] if isinstance(node, jf.passage | jf.gone_passage | nodes.footnote) else node["ids"]
        made = block([*map(self.mark, ids), made]) if ids else made
        return made if isinstance(node, nodes.Inline) else self.origin(node) + made

    def inner(self, node: nodes.Element) -> str:
        return block(map(self.code, node.children))

    def run_in(self, children: Iterable[nodes.Node]) -> str:
        """The content of a note or an entry, whose first paragraph goes on in the line that has been begun."""
        first, *rest = [c for c in children if not isinstance(c, nodes.label)] or [nodes.Text("")]
        begin = self.origin(first) + self.inner(first) if type(first) is nodes.paragraph else self.code(first)
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
        """What nobody has told is a text is taken for a box."""
        if node.tagname not in self.unknown:
            self.unknown.add(node.tagname)
            self.warn("JF680", node, what=node.tagname)
        made = self.inner(node) if node.children else words(node.astext())
        return made if isinstance(node, nodes.Inline) or not node.astext() else call("paragraph", made)

    def _too_deep(self, node: nodes.Element) -> str:
        self.warn("JF681", node)
        return words(f"{node.astext()} ")

    def warn(self, code: str, node: nodes.Element, **fields: str) -> None:
        source, line = _place(node) or (self.env.doc2path(self.docname), 1)
        logger.warning(without_place(code, **fields), location=f"{source}:{line}", type="jourfixe", subtype=code)

    def origin(self, node: nodes.Element) -> str:
        """Where the block stands."""
        if not node.source or not node.line:
            return ""
        place = place_of(self.env, node.source, node.line)
        return origin(place.file, place.line)

    def back(self, node: nodes.Node) -> str:
        """Behind what comes from elsewhere: where the block around it stands."""
        while node.parent and (isinstance(node, nodes.Inline) or not node.line):
            node = node.parent
        return self.origin(node) if isinstance(node, nodes.Element) else ""


def _place(node: nodes.Node | None) -> tuple[str, int] | None:
    """File and line of the nearest node around it that knows them."""
    while node and not (node.source and node.line):
        node = node.parent
    return (node.source, node.line) if node and node.source and node.line else None
