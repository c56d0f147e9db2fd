"""The guides cannot lag behind: what they show exists, and what exists is shown."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import click
import pytest

from jourfixe.apparatus.meta import FORMS
from jourfixe.cli import main
from jourfixe.edition.domain import JourfixeDomain
from jourfixe.findings import CATALOG

REPO = Path(__file__).parents[1]
GUIDES = {path.stem: path.read_text("utf-8") for path in (REPO / "docs" / "edition").glob("*.md")}
README = (REPO / "README.md").read_text("utf-8")


@pytest.mark.parametrize("name", sorted(main.commands))
def test_every_command_is_in_a_guide_and_in_the_readme(name: str) -> None:
    assert f"jourfixe {name}" in "\n".join(GUIDES.values())
    assert f"`{name}`" in README or f"`jourfixe {name}`" in README


def test_every_option_of_a_guide_exists() -> None:
    options = {opt for c in main.commands.values() for p in c.params if isinstance(p, click.Option) for opt in p.opts}
    shown = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", "\n".join(GUIDES.values())))
    assert shown <= options


@pytest.mark.parametrize("name", sorted(JourfixeDomain.roles))
def test_every_role_is_shown(name: str) -> None:
    assert any(f"{{{name}}}`" in guide for guide in GUIDES.values())


def test_every_key_of_meta_toml_is_explained() -> None:
    assert all(key in GUIDES["aufnehmen"] for key in FORMS)


def test_the_example_of_meta_toml_is_one() -> None:
    example = re.search(r"```toml\n(.*?)```", GUIDES["aufnehmen"], re.S)
    data = tomllib.loads(re.sub(r"(?m)^  ", "", example[1]))
    assert set(data) <= set(FORMS)
    assert all(isinstance(value, FORMS[key]) for key, value in data.items())


@pytest.mark.parametrize("code", sorted(CATALOG))
def test_findings_are_sentences(code: str) -> None:
    kind = CATALOG[code]
    assert kind.message.endswith((".", "}.", "?"))
    assert kind.hint[0].isupper() or kind.hint.startswith("{")


def test_no_message_is_written_twice() -> None:
    messages = [kind.message for kind in CATALOG.values()]
    assert len(set(messages)) == len(messages)


def test_the_readme_has_exactly_the_two_commands() -> None:
    commands = re.findall(r"(?m)^    (python -m pip install .*)$", README)
    assert commands == [
        "python -m pip install -e . && jourfixe build pdf html",
        'python -m pip install -e ".[test]" && pytest',
    ]
