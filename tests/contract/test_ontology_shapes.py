"""Valid examples conform to the shapes; each invalid one breaks the shape that it names, and no other."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pyshacl import validate
from rdflib import RDF, SH, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from yusuan.vocabulary import ontology_file, ontology_folder

BGS = Namespace("https://w3id.org/yusuan/shapes#")
OA = Namespace("http://www.w3.org/ns/oa#")
EXAMPLES = ontology_folder() / "examples"
VALID = sorted((EXAMPLES / "valid").glob("*.ttl"))
INVALID = sorted((EXAMPLES / "invalid").glob("*.ttl"))


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return Graph().parse(ontology_file("shapes.ttl"))


def broken(path: Path, shapes: Graph) -> set[Node]:
    """The node shapes that the graph in ``path`` breaks."""
    _, report, _ = validate(Graph().parse(path), shacl_graph=shapes)
    assert isinstance(report, Graph)
    sources = report.objects(None, SH.sourceShape)
    return {shapes.value(predicate=SH.property, object=source) or source for source in sources}


def named_shape(path: Path) -> str:
    first = path.read_text(encoding="utf-8").splitlines()[0]
    return first.removeprefix("# breaks: ")


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.stem)
def test_a_valid_example_conforms(path: Path, shapes: Graph) -> None:
    assert broken(path, shapes) == set()


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.stem)
def test_an_invalid_example_breaks_the_shape_it_names_and_no_other(path: Path, shapes: Graph) -> None:
    assert broken(path, shapes) == {BGS[named_shape(path)]}


def test_every_shape_has_an_example_that_breaks_it(shapes: Graph) -> None:
    names = {str(shape).removeprefix(str(BGS)) for shape in shapes.subjects(RDF.type, SH.NodeShape)}
    assert names == {named_shape(path) for path in INVALID}


def test_every_message_is_given_in_both_languages(shapes: Graph) -> None:
    for holder in set(shapes.subjects(SH.message)):
        messages = shapes.objects(holder, SH.message)
        assert sorted(str(m.language) for m in messages if isinstance(m, Literal)) == ["en", "zh"]


def test_the_valid_disclosure_quotes_its_own_text() -> None:
    path = EXAMPLES / "valid" / "disclosure.ttl"
    text = "\n".join(re.findall(r"^#   (.*)$", path.read_text(encoding="utf-8"), flags=re.MULTILINE))
    graph = Graph().parse(path)
    for excerpt in set(graph.subjects(OA.hasSelector)):
        start, end, exact = (selected(graph, excerpt, key) for key in (OA.start, OA.end, OA.exact))
        assert text[int(start) : int(end)] == exact


def selected(graph: Graph, excerpt: Node, key: URIRef) -> str:
    """What a selector of ``excerpt`` says of ``key``."""
    selectors = graph.objects(excerpt, OA.hasSelector)
    return next(str(value) for selector in selectors for value in graph.objects(selector, key))
