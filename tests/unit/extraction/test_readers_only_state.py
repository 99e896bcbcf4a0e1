"""Readers state and report, in order: none takes an Issue or a statement back, or looks at what settling makes of them."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from yusuan.extraction import statements

ROOT = Path(statements.__file__).parent
TAKING_BACK = {"pop", "remove", "clear", "insert", "sort", "reverse"}
SAID = {"issues", "said", "_said"}


def named(node: ast.expr) -> str:
    """The last name of ``a.b.issues`` or ``issues``."""
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def taken_back(source: str) -> list[int]:
    """The lines at which something that was said is deleted, replaced or moved."""
    found = []
    for node in ast.walk(ast.parse(source)):
        by_place = (
            isinstance(node, ast.Subscript)
            and named(node.value) in SAID
            and not isinstance(node.ctx, ast.Load)
        )
        method = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        if by_place or (
            method and node.func.attr in TAKING_BACK and named(node.func.value) in SAID  # type: ignore[attr-defined]
        ):
            found.append(node.lineno)  # type: ignore[attr-defined]
    return found


@pytest.mark.parametrize("path", sorted(ROOT.rglob("*.py")), ids=lambda path: str(path.relative_to(ROOT)))
def test_no_reader_takes_back_what_was_said(path: Path) -> None:
    source = path.read_text("utf-8")
    assert taken_back(source) == []
    assert "extraction.settling" not in source


@pytest.mark.parametrize(
    "line", ["del self.says.ledger.issues[at]", "issues.pop()", "reading.issues[0] = x", "said.remove(x)"]
)
def test_the_check_sees_what_it_looks_for(line: str) -> None:
    assert taken_back(line) == [1]
