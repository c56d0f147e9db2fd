"""Tables as Typst code: columns in the proportions the author gave them, so that they never exceed the measure."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from docutils import nodes

from .syntax import array, block, call

Inner = Callable[[nodes.Element], str]  # the content of a node as code


def table(node: nodes.Element, inner: Inner, title: Inner) -> str:
    """`title` sets what stands above a table."""
    titles = [title(child) for child in node.children if isinstance(child, nodes.title)]
    return block([*titles, *(_group(child, inner) for child in node.children if isinstance(child, nodes.tgroup))])


def _group(group: nodes.tgroup, inner: Inner) -> str:
    widths = [str(column.get("colwidth", 1)) for column in group.findall(nodes.colspec)]
    columns = array(f"{max(int(width), 1) if width.isdigit() else 1}fr" for width in widths)
    return call(
        "grid-table", columns, array(_cells(group, nodes.thead, inner)), array(_cells(group, nodes.tbody, inner))
    )


def _cells(group: nodes.tgroup, part: type[nodes.Element], inner: Inner) -> Iterator[str]:
    """All cells of the heads, or of the bodies, row by row."""
    for box in [child for child in group.children if isinstance(child, part)]:
        for row in [child for child in box.children if isinstance(child, nodes.row)]:
            yield from (_cell(entry, inner) for entry in row.children if isinstance(entry, nodes.entry))


def _cell(entry: nodes.Element, inner: Inner) -> str:
    spans = {"colspan": entry.get("morecols", 0) + 1, "rowspan": entry.get("morerows", 0) + 1}
    return call("table.cell", inner(entry), **{name: str(n) for name, n in spans.items() if n > 1})
