"""Visitors for LaTeX and plain text: enough to keep every number beside its words.

Other builders treat our nodes as those they derive from.
"""

from __future__ import annotations

from typing import Any

from docutils import nodes

from ..model import Role

Visitor = Any
DASH = "— "


def _dash(node: nodes.Element) -> str:
    return DASH if node.get("role") == Role.CONTRIBUTION.value else ""


def visit_passage_latex(self: Visitor, node: nodes.Element) -> None:
    self.body.append("\n\n" + "".join(self.hypertarget(f"{i}") for i in node["ids"]))
    self.body.append(f"\\leavevmode\\marginpar{{\\footnotesize {node['rn']}}}{_dash(node)}")


def depart_passage_latex(self: Visitor, node: nodes.Element) -> None:
    self.body.append("\n\n")


def visit_passage_text(self: Visitor, node: nodes.Element) -> None:
    self.new_state(0)
    self.add_text(f"[{node['rn']}] {_dash(node)}")


def depart_passage_text(self: Visitor, node: nodes.Element) -> None:
    self.end_state()
