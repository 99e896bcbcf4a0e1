"""A user's words reach a query only as terms that the serialiser wrote."""

from __future__ import annotations

from dataclasses import replace

import pyoxigraph as ox
import pytest

from yusuan.questions.queries.sparql import QUERIES, Filter, Iri, YearTerm, compose, filter_of, term

HOSTILE = [
    '" } ; DROP ALL #',
    "\\",
    '\\" . ?s ?p ?o',
    "a\nb\r\tc",
    "'''",
    "}",
    "\x00\x1f",
    "𠮷\u2028",
    "{{SERVICE <http://x>}}",
]


@pytest.mark.parametrize("word", HOSTILE)
def test_a_hostile_word_comes_back_as_the_same_literal(word: str) -> None:
    store = ox.Store()
    solutions = store.query(f"SELECT ?said WHERE {{ VALUES ?said {{ {term(word)} }} }}")
    assert isinstance(solutions, ox.QuerySolutions)
    assert [solution["said"] for solution in solutions] == [ox.Literal(word)]


@pytest.mark.parametrize("word", HOSTILE)
def test_a_query_with_a_hostile_word_stays_one_select(word: str) -> None:
    query = compose("projects", [filter_of("words", word=word)])
    assert isinstance(ox.Store().query(query), ox.QuerySolutions)


@pytest.mark.parametrize("iri", ["http://x> <y", "http://x y", 'http://x"', "http://x{"])
def test_an_iri_that_cannot_be_written_is_refused(iri: str) -> None:
    with pytest.raises(ValueError, match="not an IRI"):
        term(Iri(iri))


def test_years_are_typed() -> None:
    assert term(YearTerm(2024)) == '"2024"^^xsd:gYear'


@pytest.mark.parametrize("path", sorted(QUERIES.glob("*.rq")), ids=lambda path: path.stem)
def test_every_template_is_a_query_by_itself(path: object) -> None:
    name = getattr(path, "stem", "")
    assert isinstance(ox.Store().query(compose(name), prefixes=None), ox.QuerySolutions)


def test_the_variables_of_two_like_filters_are_kept_apart() -> None:
    query = compose("projects", [filter_of("words", word="内网"), filter_of("words", word="培训")])
    assert "?word_1" in query and "?word_2" in query


def test_pairs_and_departments_enter_as_values() -> None:
    body, year = Iri("https://example.org/body"), YearTerm(2024)
    newest = Filter("line-newest-of", pairs=((body, year),))
    assert '(<https://example.org/body> "2024"^^xsd:gYear)' in compose("lines", [newest])
    confined = replace(filter_of("words", word='"}'), within=(body,))
    query = compose("projects", [confined])
    assert query.count("VALUES ?owner { <https://example.org/body> }") == 3
    assert isinstance(ox.Store().query(query), ox.QuerySolutions)


def test_a_category_is_picked_among_the_lines_of_given_departments() -> None:
    category = filter_of("category", category=Iri("https://example.org/c"))
    body = filter_of("line-body", body=Iri("https://example.org/body"))
    assert "FILTER(?category = ?category_1)" in compose("lines", [category, body])
    assert "VALUES ?category {" in compose("lines", [category])
