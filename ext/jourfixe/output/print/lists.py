"""Lists as Typst code."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from docutils import nodes

from ...doctree.nodes import witness_link
from .syntax import array, call, string

Code = Callable[[nodes.Node], str]  # a node as code
NUMBERINGS = {"loweralpha": "a", "upperalpha": "A", "lowerroman": "i", "upperroman": "I"}


def bullets(node: nodes.Element, code: Code) -> str:
    return call("list", *map(code, node.children))


def literature(node: nodes.Element, code: Code, docname: str) -> str:
    """Each entry with its label, by which a book tells whether it needs it."""
    items = [child for child in node.children if isinstance(child, nodes.Element)]
    labels = [next((f"{docname}#{id_}" for id_ in item["ids"]), "") for item in items]
    return call("literature", *(f"({string(label)}, {code(item)})" for label, item in zip(labels, items, strict=True)))


def enumeration(node: nodes.Element, code: Code) -> str:
    sign = NUMBERINGS.get(node.get("enumtype", ""), "1")
    numbering = string(f"{node.get('prefix', '')}{sign}{node.get('suffix', '.')}")
    return call("enum", *map(code, node.children), start=str(node.get("start", 1)), numbering=numbering)


def definition(item: nodes.Element, code: Code, run_in: Callable[[Iterable[nodes.Node]], str]) -> str:
    """Names, and what is said of them; `run_in` sets that behind the names."""
    names = [child for child in item.children if isinstance(child, nodes.term | nodes.classifier)]
    said = [child for child in item.children if isinstance(child, nodes.definition)]
    return f"({array(map(code, names))}, {run_in(child for one in said for child in one.children)})"


def fields(node: nodes.Element, code: Code) -> str:
    """Pairs of a name and its content, but for the way to the witness, which only a screen has."""
    items = [child for child in node.children if isinstance(child, nodes.Element)]
    shown = [item for item in items if not item.next_node(witness_link)]
    return call("fields", *(f"({code(item.children[0])}, {code(item.children[1])})" for item in shown))
