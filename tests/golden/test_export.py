"""The way to outside programs: text, disclosure, graph, export. What comes out is what the references say."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from facts import differences, disclosure_of
from test_examples import EXAMPLES, in_order, reference
from test_seeds import NAMES, SEEDS

from yusuan.coverage import account
from yusuan.graph.export import export_json
from yusuan.graph.iris import Iris
from yusuan.graph.store import GraphStore
from yusuan.graph.triples import disclosure_triples
from yusuan.model.document import Span
from yusuan.reading import read

pytestmark = pytest.mark.slow

SEED_FILES = [SEEDS / f"{name}.txt" for name in NAMES if (SEEDS / f"{name}.txt").is_file()]
FILES = [*EXAMPLES, *SEED_FILES]
BASE = Iris("https://w3id.org/yusuan/id/")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> GraphStore:
    opened = GraphStore.open(tmp_path_factory.mktemp("graph"))
    for path in FILES:
        document, disclosure = read(path.read_bytes(), path.name), disclosure_of(path)
        opened.replace(
            BASE.disclosure(document.source.sha256), disclosure_triples(disclosure, document.text, BASE)
        )
    return opened


@pytest.fixture(scope="module")
def exported(store: GraphStore) -> dict[str, dict[str, Any]]:
    return {each["document"]["source"]: each for each in export_json(store)}


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_is_exported_as_its_author_wrote_it_down(
    path: Path, exported: dict[str, dict[str, Any]]
) -> None:
    got = dict(exported[path.name])
    got["budget_lines"] = in_order(got["budget_lines"])
    wanted = reference(path.stem)
    for project in wanted["projects"]:
        for indicator in project["indicators"]:
            indicator.pop("basis_also", None)
    assert differences(wanted, got) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_piece_of_evidence_is_the_text_between_its_offsets(
    path: Path, exported: dict[str, dict[str, Any]]
) -> None:
    text = read(path.read_bytes(), path.name).text
    found = list(pieces(exported[path.name]))
    assert len(found) > 50
    assert all(text[one["start"] : one["end"]] == one["text"] for one in found)


def pieces(value: Any) -> Any:
    if isinstance(value, dict):
        if set(value) == {"start", "end", "text"}:
            yield value
        for each in value.values():
            yield from pieces(each)
    elif isinstance(value, list):
        for each in value:
            yield from pieces(each)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_number_has_a_home_in_the_graph(path: Path, store: GraphStore) -> None:
    document = read(path.read_bytes(), path.name)
    excerpts = store.value_excerpts(document.source.sha256)
    found = account(document.source.sha256, document.text, (Span(e.start, e.end) for e in excerpts))
    assert [number.text for number in found.unaccounted] == []
