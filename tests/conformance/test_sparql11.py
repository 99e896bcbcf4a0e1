"""The W3C SPARQL 1.1 suites, run through our own check and our own result writers.

The suites are not part of the repository: they are looked for in ``../shared/conformance/sparql11`` beside it.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
import pytest

from yusuan.errors import QueryRefused
from yusuan.graph.sparql.answers import write_answer
from yusuan.graph.sparql.safety import check_query
from yusuan.settings import QueryLimits

SUITES = Path(__file__).resolve().parents[3] / "shared" / "conformance" / "sparql11"
pytestmark = pytest.mark.skipif(
    not SUITES.is_dir(), reason="the W3C suites are not in ../shared/conformance/sparql11"
)

FOLDERS = (
    "aggregates",
    "bind",
    "bindings",
    "cast",
    "construct",
    "csv-tsv-res",
    "exists",
    "functions",
    "grouping",
    "json-res",
    "negation",
    "project-expression",
    "property-path",
    "subquery",
)
MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
QT = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"
LIMITS = QueryLimits()

NO_TERMS = "Oxigraph finds no zero-length path for a term that the data does not hold"
OXIGRAPH_DIFFERS = {
    "agg-groupconcat-04": "Oxigraph keeps the language that all parts of a GROUP_CONCAT share",
    "agg-groupconcat-06": "Oxigraph keeps the language that all parts of a GROUP_CONCAT share",
    "csv03": "Oxigraph keeps the value of a number, not the way it was written (1.0E6)",
    "tsv03": "Oxigraph keeps the value of a number, not the way it was written (1.0E6)",
    "graph-minus": "Oxigraph counts the variable of an outer GRAPH among those that MINUS compares",
    "zero_or_more_set_end": NO_TERMS,
    "zero_or_more_set_start": NO_TERMS,
    "zero_or_one_set_end": NO_TERMS,
    "zero_or_one_set_start": NO_TERMS,
}
"""Tests on which the engine differs from the suite, with the reason; one that starts to pass is reported."""


@dataclass(frozen=True)
class Case:
    """One test of a manifest."""

    name: str
    kind: str
    query: Path
    data: tuple[Path, ...] = ()
    named: tuple[tuple[str, Path], ...] = ()
    result: Path | None = None


def cases(folder: str) -> Iterator[Case]:
    """The query tests of one folder."""
    manifest = SUITES / folder / "manifest.ttl"
    if not manifest.is_file():
        return
    store = ox.Store()
    store.load(path=str(manifest), format=ox.RdfFormat.TURTLE, base_iri=manifest.as_uri())
    rows = store.query(f"""PREFIX mf: <{MF}> PREFIX qt: <{QT}>
        SELECT ?test ?type ?action ?query ?result {{ ?test a ?type ; mf:action ?action .
          OPTIONAL {{ ?action qt:query ?query }} OPTIONAL {{ ?test mf:result ?result }} }}""")
    assert isinstance(rows, ox.QuerySolutions)
    for row in rows:
        action, query = row["action"], row["query"] or row["action"]
        if isinstance(query, ox.NamedNode) and isinstance(row["type"], ox.NamedNode):
            yield Case(
                name=str(row["test"].value).rsplit("#", 1)[-1],
                kind=row["type"].value.rsplit("#", 1)[-1],
                query=_path(query),
                data=tuple(_path(each) for each in _objects(store, action, "data")),
                named=tuple((each.value, _path(each)) for each in _objects(store, action, "graphData")),
                result=_path(row["result"]) if isinstance(row["result"], ox.NamedNode) else None,
            )


def _objects(store: ox.Store, subject: object, name: str) -> list[ox.NamedNode]:
    quads = store.quads_for_pattern(subject, ox.NamedNode(QT + name), None)  # type: ignore[arg-type]
    return [quad.object for quad in quads if isinstance(quad.object, ox.NamedNode)]


def _path(iri: ox.NamedNode) -> Path:
    return Path(iri.value.removeprefix("file://"))


def _all(folders: tuple[str, ...], kinds: tuple[str, ...]) -> list[object]:
    found = [(folder, case) for folder in folders for case in cases(folder) if case.kind in kinds]
    return [pytest.param(case, id=f"{folder}/{case.name}", marks=_marks(case)) for folder, case in found] or [
        pytest.param(None, marks=pytest.mark.skip(reason="no suite"))
    ]


def _marks(case: Case) -> list[pytest.MarkDecorator]:
    reason = OXIGRAPH_DIFFERS.get(case.name)
    return [pytest.mark.xfail(reason=reason, strict=True)] if reason else []


def _prepared(case: Case) -> str:
    """The query as a user would send it: our check has passed it."""
    text = case.query.read_text(encoding="utf-8")
    try:
        check_query(text, LIMITS)
    except QueryRefused as refused:
        if "SERVICE" in refused.en:
            pytest.skip("SERVICE is refused on purpose")
        raise
    return text


@pytest.mark.parametrize("case", _all(("syntax-query",), ("PositiveSyntaxTest11", "PositiveSyntaxTest")))
def test_good_syntax_is_taken(case: Case) -> None:
    text = _prepared(case)
    try:
        ox.Store().query(text, base_iri=case.query.as_uri())
    except RuntimeError as error:
        assert "custom function" in str(error)  # it parses; that the function is unknown is another matter


@pytest.mark.parametrize("case", _all(("syntax-query",), ("NegativeSyntaxTest11", "NegativeSyntaxTest")))
def test_bad_syntax_is_refused(case: Case) -> None:
    text = case.query.read_text(encoding="utf-8")
    check_query(text, LIMITS)
    with pytest.raises(SyntaxError):
        ox.Store().query(text, base_iri=case.query.as_uri())


@pytest.mark.parametrize("case", _all(FOLDERS, ("QueryEvaluationTest", "CSVResultFormatTest")))
def test_answers_are_as_the_suite_says(case: Case) -> None:
    text = _prepared(case)
    assert case.result is not None
    result = _store(case).query(text, base_iri=case.query.as_uri())
    if isinstance(result, ox.QueryTriples):
        body, _ = write_answer(result, "turtle", LIMITS.rows)
        assert _isomorphic(body, case.result)
    elif case.result.suffix in (".srx", ".srj"):
        format = "xml" if case.result.suffix == ".srx" else "json"
        body, _ = write_answer(result, format, LIMITS.rows)
        assert _rows(body, format) == _rows(case.result.read_bytes(), format)
    elif case.result.suffix in (".csv", ".tsv"):
        format = case.result.suffix[1:]
        body, _ = write_answer(result, format, LIMITS.rows)
        assert _lines(body, format) == _lines(case.result.read_bytes(), format)
    else:
        pytest.skip(f"results as {case.result.suffix} are not compared")


def _store(case: Case) -> ox.Store:
    store = ox.Store()
    graphs = [(None, path) for path in case.data] + [(ox.NamedNode(iri), path) for iri, path in case.named]
    for graph, path in graphs:
        syntax = ox.RdfFormat.from_extension(path.suffix[1:])
        store.load(path=str(path), format=syntax, base_iri=path.as_uri(), to_graph=graph)
    return store


def _rows(body: bytes, format: str) -> Counter[str] | bool:
    """Rows as a bag; blank nodes by the order in which a row first has them, numbers by value."""
    syntax = {"xml": ox.QueryResultsFormat.XML, "json": ox.QueryResultsFormat.JSON}[format]
    result = ox.parse_query_results(body, format=syntax)
    if isinstance(result, ox.QueryBoolean):
        return bool(result)
    names = sorted(variable.value for variable in result.variables)
    return Counter(" | ".join(f"{name}={_term(row[name])}" for name in names) for row in result)


def _term(term: object) -> str:
    if isinstance(term, ox.BlankNode):
        return "_:b"
    if isinstance(term, ox.Literal) and term.datatype.value.rsplit("#")[-1] in (
        "decimal",
        "double",
        "float",
        "integer",
    ):
        return f"{float(term.value):.9g}^^{term.datatype.value}"
    if isinstance(term, ox.Literal) and term.datatype.value.endswith("#boolean"):
        return "true" if term.value in ("true", "1") else "false"  # "0" and "false" are one value
    return str(term)


def _lines(body: bytes, format: str) -> Counter[str]:
    """Rows as a bag of "column=value": the order of columns is free, blank nodes are alike, in TSV 1 and
    "1"^^xsd:integer are the same."""
    text = body.decode().replace("\r\n", "\n")
    if format == "csv":
        rows = list(csv.reader(text.splitlines(keepends=True)))
    else:
        rows = [[_tsv_value(cell) for cell in line.split("\t")] for line in text.splitlines()]
    return Counter(
        " | ".join(
            sorted(f"{name}={re.sub(r'^_:.*', '_:b', cell)}" for name, cell in zip(rows[0], row, strict=True))
        )
        for row in rows[1:]
    )


def _tsv_value(cell: str) -> str:
    number = re.fullmatch(
        r'"([^"]*)"\^\^<[^>]*#(?:integer|decimal|double)>|([-+]?[\d.]+(?:[eE][-+]?\d+)?)', cell
    )
    if number is None:
        return cell
    lexical = number[1] if number[1] is not None else number[2]
    return f"{float(lexical):.9g}" if re.search(r"\d", lexical) else cell


def _isomorphic(body: bytes, expected: Path) -> bool:
    base = expected.as_uri()
    ours = ox.Dataset(ox.parse(body, format=ox.RdfFormat.TURTLE, base_iri=base))
    syntax = ox.RdfFormat.from_extension(expected.suffix[1:])
    theirs = ox.Dataset(ox.parse(path=str(expected), format=syntax, base_iri=base))
    for each in (ours, theirs):
        each.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return ours == theirs
