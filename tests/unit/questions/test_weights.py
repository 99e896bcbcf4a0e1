"""Every weight has a reason and a use, and no other number decides between readings."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import yusuan.questions
from yusuan.questions import weights
from yusuan.questions.weights import Weight

WEIGHED = ("WordSense", "Candidate", "Phrase")
WEIGHTS = {name: each for name, each in vars(weights).items() if isinstance(each, Weight)}
FOLDER = Path(yusuan.questions.__file__).parent
SOURCES = {path: path.read_text("utf-8") for path in sorted(FOLDER.rglob("*.py")) if path.name != "weights.py"}


@pytest.mark.parametrize("name", WEIGHTS)
def test_a_weight_has_a_reason_and_a_use(name: str) -> None:
    assert WEIGHTS[name].reason.strip()
    assert any(re.search(rf"\b{name}\b", source) for source in SOURCES.values())


@pytest.mark.parametrize("path", [path for path in SOURCES if "language" in path.parts or "grammar" in path.parts],
                         ids=lambda path: str(path.relative_to(FOLDER)))  # fmt: skip
def test_no_sense_or_candidate_is_weighed_by_a_number_of_its_own(path: Path) -> None:
    for node in ast.walk(ast.parse(SOURCES[path])):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in WEIGHED:
            numbers = [each for each in node.args if isinstance(each, ast.Constant) and isinstance(each.value, float)]
            assert numbers == [], ast.unparse(node)
