"""Tables as Typst code."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from docutils import nodes

from .syntax import array, block, call

Inner = Callable[[nodes.Element], str]  # the content of a node as code
SIDES = {"text-left": "left", "text-center": "center", "text-right": "right"}


def table(node: nodes.Element, inner: Inner, title: Inner) -> str:
    """`title` sets what stands above a table. Columns are as wide as they need, or in the proportions asked for."""
    titles = [title(child) for child in node.children if isinstance(child, nodes.title)]
    groups = [child for child in node.children if isinstance(child, nodes.tgroup)]
    return block([*titles, *(_group(group, inner, "colwidths-given" in node["classes"]) for group in groups)])


def _group(group: nodes.tgroup, inner: Inner, is_given: bool) -> str:
    specs = [child for child in group.children if isinstance(child, nodes.colspec)]
    columns = array(f"{max(int(spec.get('colwidth', 1)), 1)}fr" if is_given else "auto" for spec in specs)
    stubs = [bool(spec.get("stub")) for spec in specs]
    parts = (array(_cells(group, part, inner, stubs)) for part in (nodes.thead, nodes.tbody))
    return call("grid-table", columns, *parts)


def _cells(group: nodes.tgroup, part: type[nodes.Element], inner: Inner, stubs: list[bool]) -> Iterator[str]:
    """All cells of the heads, or of the bodies, row by row. `stubs`: is the column one of names?"""
    below = [0] * len(stubs)  # rows for which a cell from above still stands in the column
    rows = (row for box in group.children if isinstance(box, part) for row in box.children)
    for row in rows:
        at = 0
        for entry in [child for child in row.children if isinstance(child, nodes.entry)]:
            while at < len(below) and below[at]:
                below[at] -= 1
                at += 1
            wide, high = entry.get("morecols", 0) + 1, entry.get("morerows", 0) + 1
            yield _cell(entry, inner, wide, high, at < len(stubs) and stubs[at])
            below[at : at + wide] = [high - 1] * len(below[at : at + wide])
            at += wide
        below[at:] = [max(n - 1, 0) for n in below[at:]]


def _cell(entry: nodes.Element, inner: Inner, wide: int, high: int, is_name: bool) -> str:
    asked = {name: str(n) for name, n in (("colspan", wide), ("rowspan", high)) if n > 1}
    if side := next((SIDES[name] for name in entry["classes"] if name in SIDES), ""):
        asked["align"] = side
    content = inner(entry)
    return call("table.cell", call("strong", content) if is_name else content, **asked)
