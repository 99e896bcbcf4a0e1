"""Every query and filter is used, asks for what it is given and nothing else, and parses with its values in it."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pyoxigraph as ox
import pytest

import yusuan.questions
from yusuan.questions.grammar.patterns import patterns
from yusuan.questions.queries.sparql import (
    Filter,
    Iri,
    Value,
    compose,
    filter_names,
    filter_of,
    parameters_of,
    query_names,
)

SOURCES = [path.read_text("utf-8") for path in sorted(Path(yusuan.questions.__file__).parent.rglob("*.py"))]
TEXTS = {node.value for source in SOURCES for node in ast.walk(ast.parse(source))
         if isinstance(node, ast.Constant) and isinstance(node.value, str)}  # fmt: skip
COMPARED = {f"{subject}-{sign}" for subject in ("amount", "investment", "target") for sign in ("ge", "gt", "le", "lt", "eq")}
COMPARED |= {f"{subject}-between" for subject in ("amount", "investment")}


def test_every_query_is_named_by_a_pattern_or_in_code() -> None:
    named = {name for each in patterns()
             for name in (each.query, each.parts, each.some_parts, each.smallest, each.evidence_from) if name}  # fmt: skip
    assert query_names() - named - TEXTS == set()


def test_every_filter_is_named_by_a_pattern_or_in_code() -> None:
    assert filter_names() - TEXTS - COMPARED - {each.closer for each in patterns()} == set()


def test_every_filter_that_code_names_exists() -> None:
    called = {node.args[0].value for source in SOURCES for node in ast.walk(ast.parse(source))
              if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("filter_of", "Filter")
              and node.args and isinstance(node.args[0], ast.Constant)}  # fmt: skip
    assert called - filter_names() == set() and len(called) > 50


@pytest.mark.parametrize("fragment", sorted(filter_names()))
def test_a_filter_with_its_values_makes_a_query(fragment: str) -> None:
    one = Iri("http://example.org/1")
    values: list[tuple[str, tuple[Value, ...]]] = [(name, (one,)) for name in sorted(parameters_of(fragment) - {"pairs"})]
    pairs: tuple[tuple[Value, Value], ...] = ((one, one),) if "pairs" in parameters_of(fragment) else ()
    condition = Filter(fragment, tuple(values), pairs=pairs)
    query = compose("lines" if fragment.startswith(("line-", "category")) else "projects", [condition])
    assert isinstance(ox.Store().query(query), ox.QuerySolutions)
    assert not re.search(r"^\s*#", query, re.MULTILINE), "a placeholder is left"


@pytest.mark.parametrize(("condition", "said"), [
    (filter_of("words"), r"filters/words.rq: is given nothing, but asks for word"),
    (filter_of("words", wrod="内网"), r"filters/words.rq: is given wrod, but asks for word"),
    (filter_of("ranked"), r"filters/ranked.rq: is given nothing, but asks for pairs"),
])  # fmt: skip
def test_a_filter_that_is_given_something_else_is_refused(condition: Filter, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        compose("projects", [condition])


@pytest.mark.parametrize("name", sorted(query_names()))
def test_a_query_says_what_it_answers_and_in_which_order(name: str) -> None:
    text = (Path(yusuan.questions.__file__).parent / "queries" / f"{name}.rq").read_text("utf-8")
    assert text.startswith("# ") and "#filters" in text
    assert "ORDER BY" in text or re.search(r"SELECT[^{]*\b(?:SUM|COUNT|AVG|MAX|MIN)\(", text)
