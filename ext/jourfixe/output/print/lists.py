"""Lists as Typst code."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from docutils import nodes

from ...doctree.nodes import witness_link
from .syntax import array, block, call, string

Code = Callable[[nodes.Node], str]  # a node as code
RunIn = Callable[[Iterable[nodes.Node]], str]  # nodes as code that goes on in a line begun
NUMBERINGS = {"loweralpha": "a", "upperalpha": "A", "lowerroman": "i", "upperroman": "I"}


def bullets(node: nodes.Element, code: Code) -> str:
    return call("bullets", *map(code, node.children), tight=_tight(node))


def enumeration(node: nodes.Element, code: Code) -> str:
    sign = NUMBERINGS.get(node.get("enumtype", ""), "1")
    numbering = string(f"{node.get('prefix', '')}{sign}{node.get('suffix', '.')}")
    start = str(node.get("start", 1))
    return call("numbered", *map(code, node.children), start=start, numbering=numbering, tight=_tight(node))


def _tight(node: nodes.Element) -> str:
    """Between items of more than one paragraph there is room."""
    paragraphs = (sum(isinstance(child, nodes.paragraph) for child in item.children) for item in node.children)
    return "true" if all(n < 2 for n in paragraphs) else "false"


def literature(node: nodes.Element, code: Code, docname: str) -> str:
    """Each entry with its label, by which a book tells whether it needs it."""
    items = [child for child in node.children if isinstance(child, nodes.Element)]
    labels = [next((f"{docname}#{id_}" for id_ in item["ids"]), "") for item in items]
    return call("literature", *(f"({string(label)}, {code(item)})" for label, item in zip(labels, items, strict=True)))


def definition(item: nodes.Element, code: Code, run_in: RunIn) -> str:
    """Names, and what is said of them."""
    names = [child for child in item.children if isinstance(child, nodes.term | nodes.classifier)]
    said = [child for child in item.children if isinstance(child, nodes.definition)]
    return f"({array(map(code, names))}, {run_in(child for one in said for child in one.children)})"


def fields(node: nodes.Element, code: Code, run_in: RunIn) -> str:
    """Pairs of a name and its content, but for the way to the witness, which only a screen has."""
    items = [child for child in node.children if isinstance(child, nodes.Element)]
    shown = [item.children for item in items if not item.next_node(witness_link)]
    return call("fields", *(f"({code(name)}, {run_in(body.children)})" for name, body in shown))


def options(group: nodes.Element, code: Code) -> str:
    """-a, --alle: what a program may be told."""
    return block([part for child in group.children for part in ('", "', code(child))][1:])


def verse(node: nodes.Element, code: Code) -> str:
    return call("verse", *_lines(node, code, 0))


def _lines(node: nodes.Element, code: Code, depth: int) -> Iterator[str]:
    """How far each line is set in, and its words."""
    for child in node.children:
        if isinstance(child, nodes.line_block):
            yield from _lines(child, code, depth + 1)
        elif isinstance(child, nodes.Element):
            yield f"({depth}, {code(child) if child.astext() else 'none'})"
