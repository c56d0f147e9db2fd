"""A stage imports only the stages before it, and the pure ones know nothing of docutils and Sphinx."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "ext" / "jourfixe"
SHARED = ("model", "findings", "labels", "files")
STAGES = ("reading", "transcribing", "apparatus", "doctree", "edition", "output")
PURE = (*SHARED, "reading", "transcribing", "apparatus")
CITING = ("settings", "inventory", "citation")
COMMANDS = (
    *("project", "acquire", "adding", "arrival", "lining", "progress", "report"),
    *("publication", "building", "cli", "console", "german", *CITING),
)
ENTRY = "__init__"  # the Sphinx extension's table of contents
MODULES = sorted(p for p in PACKAGE.rglob("*.py") if p.relative_to(PACKAGE).as_posix() != f"{ENTRY}.py")


def layer(path: Path) -> str:
    """Stage of a module, or its own name if it stands beside the stages."""
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def imports(path: Path) -> Iterator[str]:
    """Absolute dotted names of everything that a module imports, wherever in it."""
    package = ["jourfixe", *path.relative_to(PACKAGE).parent.parts]
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            yield from (f"{module}.{alias.name}" for alias in node.names) if module == "jourfixe" else [module]


def allowed(name: str) -> set[str]:
    """Layers that a layer may import."""
    if name in SHARED:
        return set(SHARED)
    if name in STAGES:
        return {*SHARED, *STAGES[: STAGES.index(name) + 1]}
    return {*SHARED, *STAGES, *COMMANDS}


def test_every_module_has_a_layer() -> None:
    assert {layer(path) for path in MODULES} <= {*SHARED, *STAGES, *COMMANDS}


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_imports_only_stages_before(path: Path) -> None:
    ours = {name.split(".")[1] for name in imports(path) if name.startswith("jourfixe.")}
    assert ours - {"__version__"} <= allowed(layer(path))


@pytest.mark.parametrize("path", [p for p in MODULES if layer(p) in PURE], ids=str)
def test_pure_stages_name_neither_docutils_nor_sphinx(path: Path) -> None:
    assert not {name.split(".")[0] for name in imports(path)} & {"docutils", "sphinx", "myst_parser"}


@pytest.mark.parametrize("module", ["jourfixe", "jourfixe.reading", "jourfixe.apparatus.folder", "jourfixe.project"])
def test_pure_stages_load_neither_docutils_nor_sphinx(module: str) -> None:
    code = f"import sys, {module}; print(*sorted({{'docutils', 'sphinx', 'myst_parser'}} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
