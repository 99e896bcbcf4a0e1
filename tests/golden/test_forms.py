"""Golden cases of forms: a document beside what must come of it, one folder a layout.

``forms/<layout id>/<case>.<suffix>`` is a fictional document in any format that is read, ``<case>.json`` a part of what
``yusuan export --format json`` says of it. A new case needs no code: put the two files there. An object in the JSON may leave
keys out; a list must be whole and in order, but for budget lines, issues, policies and terms, of which each one wanted must be
there. (Cases of budget tables may be TOML: see test_budget_forms.)
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from yusuan.extraction import extract
from yusuan.extraction.layouts import layouts
from yusuan.graph.export.as_json import disclosure_object
from yusuan.graph.iris import Iris
from yusuan.graph.resources import Resources
from yusuan.graph.store import GraphStore
from yusuan.graph.triples import disclosure_triples
from yusuan.graph.validation import validate
from yusuan.reading import read

FORMS = Path(__file__).parent / "forms"
CASES = sorted(path for path in FORMS.glob("*/*") if path.suffix not in (".json", ".toml"))
LOOSE = ("budget_lines", "issues", "policies", "terms")
IRIS = Iris("https://w3id.org/yusuan/id/")


def exported(path: Path) -> dict[str, Any]:
    """What an export says of the document at ``path``."""
    document = read(path.read_bytes(), path.name)
    triples = disclosure_triples(extract(document), document.text, IRIS)
    return disclosure_object(Resources(IRIS.disclosure(document.source.sha256), triples))


def missing(wanted: Any, got: Any, where: str = "") -> list[str]:
    """What of ``wanted`` is not in ``got``, a sentence each."""
    if isinstance(wanted, dict) and isinstance(got, dict):
        return [line for key, value in wanted.items() for line in missing(value, got.get(key), f"{where}/{key}")]
    if isinstance(wanted, list) and isinstance(got, list):
        if where.strip("/") in LOOSE:
            return [f"{where}: no {each}" for each in wanted if all(missing(each, one) for one in got)]
        if len(wanted) != len(got):
            return [f"{where}: {len(wanted)} wanted, {len(got)} got: {got}"]
        return [
            line
            for at, pair in enumerate(zip(wanted, got, strict=True))
            for line in missing(*pair, f"{where}/{at}")
        ]
    return [] if wanted == got else [f"{where}: {wanted!r} wanted, {got!r} got"]


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_form_says_what_its_author_read_in_it(path: Path) -> None:
    wanted = json.loads(path.with_suffix(".json").read_text("utf-8"))
    assert missing(wanted, exported(path)) == []


@pytest.mark.parametrize("layout", layouts(), ids=lambda layout: layout.id)
def test_every_layout_has_a_golden_case(layout: Any) -> None:
    assert any(path.parent.name == layout.id for path in CASES)


def test_a_difference_is_said() -> None:
    assert missing({"a": [1, 2]}, {"a": [1]}) == ["/a: 2 wanted, 1 got: [1]"]
    assert missing({"a": {"b": "x"}}, {"a": {"b": "y"}}) == ["/a/b: 'x' wanted, 'y' got"]
    assert missing({"issues": [{"code": "x"}]}, {"issues": [{"code": "y"}, {"code": "x", "zh": ""}]}) == []


@pytest.mark.slow
def test_the_shapes_hold_for_every_form(tmp_path: Path) -> None:
    store = GraphStore.open(tmp_path)
    for path in CASES:
        document = read(path.read_bytes(), path.name)
        triples = disclosure_triples(extract(document), document.text, IRIS)
        store.replace(IRIS.disclosure(document.source.sha256), triples)
    assert [violation.said("en") for violation in validate(store)] == []


def test_what_is_the_departments_own_hangs_on_it_for_the_year() -> None:
    got = exported(FORMS / "overall-goals" / "tasks.html")
    assert [each["name"] for each in got["indicators"]] == ["养护里程", "好路率", "乘客满意度"]
    assert got["projects"] == []
