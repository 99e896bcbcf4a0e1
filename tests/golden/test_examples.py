"""The disclosures in examples/ say exactly what their author wrote down by hand, field by field."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from facts import differences, disclosure_of, facts

HERE = Path(__file__).parent
EXAMPLES = sorted((HERE.parents[1] / "examples").glob("*.txt"))


def reference(name: str) -> dict[str, Any]:
    said = json.loads((HERE / "reference" / f"{name}.json").read_text("utf-8"))
    one: dict[str, Any] = said[0] if isinstance(said, list) else said
    one["document"] = dict(one["document"])
    one["budget_lines"] = in_order(one["budget_lines"])
    return one


def in_order(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Budget lines by category: a reference lists them as they sum up, a document in its own order."""
    return sorted(lines, key=lambda line: (line["category"], line["amount"] or "", line["quantity"] or ""))


def test_there_are_examples_of_four_counties() -> None:
    assert len(EXAMPLES) >= 6
    assert len({path.name[:3] for path in EXAMPLES}) == 4


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_field_of_an_example(path: Path) -> None:
    wanted, got = reference(path.stem), facts(disclosure_of(path))
    wanted["document"].pop("id")
    wanted["document"].pop("source")
    got["budget_lines"] = in_order(got["budget_lines"])
    assert differences(wanted, got) == []


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_reference_belongs_to_the_bytes_of_its_example(path: Path) -> None:
    assert reference(path.stem)["document"]["id"] == hashlib.sha256(path.read_bytes()).hexdigest()
    assert reference(path.stem)["document"]["source"] == path.name
