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
    return DASH if node.get("role") == Role.CONTRIBUTION.value and not node.get("continues") else ""


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


def visit_note_mark_latex(self: Visitor, node: nodes.Element) -> None:
    self.body.append(f"\\footnotemark[{node['n']}]{{}}")
    raise nodes.SkipNode


def visit_note_latex(self: Visitor, node: nodes.Element) -> None:
    """At the foot of the page."""
    self.body.append(f"\\footnotetext[{node['n']}]{{" + "".join(self.hypertarget(i) for i in node["ids"]))


def depart_note_latex(self: Visitor, node: nodes.Element) -> None:
    self.body.append("}\n\n")


def visit_note_text(self: Visitor, node: nodes.Element) -> None:
    self.new_state(4)
    self.add_text(f"[Anmerkung {node['n']}]")
    self.end_state()
    self.new_state(4)


def depart_note_text(self: Visitor, node: nodes.Element) -> None:
    self.end_state()
