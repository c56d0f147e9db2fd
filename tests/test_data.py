"""edition.json and its schema: the documented shape is the one that is written."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from jourfixe.apparatus.folder import load
from jourfixe.output.data import dumps, edition_text, protocol_data

REPO = Path(__file__).parents[1]
WITNESS = REPO / "protocols" / "2026-01-12" / "raw.md"


@pytest.fixture(scope="module")
def schema() -> dict:
    return json.loads((REPO / "docs" / "_extra" / "edition.schema.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def protocol() -> dict:
    return protocol_data(load(WITNESS.parent))


def test_edition_is_valid(schema: dict, protocol: dict) -> None:
    edition = json.loads("".join(edition_text([dumps(protocol), dumps(protocol)])))
    jsonschema.validate(edition, schema)
    assert [p["id"] for p in edition["protocols"]] == ["2026-01-12", "2026-01-12"]


def test_schema_refuses_another_shape(schema: dict, protocol: dict) -> None:
    wrong = {**protocol, "paragraphs": [{**protocol["paragraphs"][0], "role": "guest"}]}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"format": "jourfixe-edition/1", "protocols": [wrong]}, schema)


def test_an_empty_edition_is_valid(schema: dict) -> None:
    jsonschema.validate(json.loads("".join(edition_text([]))), schema)


def test_read_prints_the_same_shape(schema: dict) -> None:
    """Of a file alone: its words as the witness has them."""
    call = [sys.executable, "-c", "from jourfixe.cli import main; main()", "read", "--json", str(WITNESS)]
    printed = json.loads(subprocess.run(call, capture_output=True, check=True).stdout)
    jsonschema.validate(printed, schema)
    texts = [text for _, text in load(WITNESS.parent).unemended()]
    assert [p["text"] for p in printed["protocols"][0]["paragraphs"]] == texts


def test_offsets_count_characters_of_the_text(protocol: dict) -> None:
    seven = next(p for p in protocol["paragraphs"] if p["rn"] == "7")
    assert [seven["text"][a:b] for a, b in seven["quotes"]] == ["„geistesverwandte Machtmenschen“"]
    assert [(m["n"], seven["text"][m["offset"] :][:5]) for m in seven["lines"]] == [(30, "Trump")]
    eight = next(p for p in protocol["paragraphs"] if p["rn"] == "8")
    assert [eight["text"][a:b] for a, b in eight["emphasis"]] == ["nicht"]


def test_checksums_are_those_of_the_text(protocol: dict) -> None:
    for paragraph in protocol["paragraphs"]:
        assert paragraph["sha256"] == hashlib.sha256(paragraph["text"].encode()).hexdigest()


def test_sections_hold_all_numbers_in_order(protocol: dict) -> None:
    listed = [rn for section in protocol["sections"] for rn in section["rn"]]
    assert listed == [p["rn"] for p in protocol["paragraphs"]]
