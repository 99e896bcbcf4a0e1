"""A disclosure becomes the triples that the ontology describes, each fact with the words that state it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
import sample

from yusuan.errors import SourceRefused
from yusuan.graph.iris import Iris, excerpt_parts
from yusuan.graph.store import GraphStore
from yusuan.graph.triples import disclosure_triples
from yusuan.graph.validation import validate
from yusuan.model.disclosure import Stated
from yusuan.model.document import Span
from yusuan.vocabulary.terms import BGT, PROV, RDF

FACTS = [
    ("?x a bgt:Disclosure", "?x dcterms:title", '"青禾县水利局2021年部门预算公开"'),
    ("?x a bgt:Disclosure", "?x bgt:fiscalYear", '"2021"^^xsd:gYear'),
    ("?x a bgt:Disclosure", "?x bgt:stage", "<https://w3id.org/yusuan/concept/stage/budget>"),
    ("?x a bgt:Department", "?x skos:prefLabel", '"青禾县水利局"@zh'),
    ("?x a bgt:Department", "?x org:identifier", '"410007"'),
    ("?x a bgt:Department", "?x bgt:division/skos:broader/skos:broader/skos:notation", '"130000"'),
    ("?x a bgt:Unit", "?x bgt:unitRank", '"正科级"@zh'),
    ("?x a bgt:Responsibility", "?x dcterms:description", '"负责全县河道与水库的管理。"@zh'),
    ("?x a bgt:Activity", "?x bgt:aboutProject/dcterms:identifier", '"410-2021-0007"'),
    ("?x bgt:category bgc:asset\\/vehicle", "?x bgt:quantity", "3.0"),
    ("?x bgt:category bgc:asset\\/vehicle", "?x bgt:asOf", '"2020-12-31"^^xsd:date'),
    ("?x bgt:category bgc:three-public\\/reception", "?x bgt:change", "-15000.0"),
    ("?x bgt:category bgc:three-public\\/reception", "?x bgt:amount", "0.0"),
    ("?x a bgt:Project", "?x bgt:amount", "500000.0"),
    ("?x a bgt:Project", "?x bgt:amountText", '"50.00"'),
    ("?x a bgt:Project", "?x bgt:purpose", '"清理青龙河淤泥，疏通水道。"@zh'),
    ("?x a bgt:Project", "?x bgt:topic", "bgc:topic\\/river-management"),
    ("?x bgt:ordinal 2 ; ^bgt:goal []", "?x dcterms:description", '"沿岸居民满意。"@zh'),
    ("?x bgt:to/a bgt:Project", "?x bgt:from", "bgc:source\\/fiscal"),
    ("?x bgt:dueMonth 12", "?x bgt:share", "100.0"),
    ("?x bgt:dueMonth 12", "?x bgt:scheduleReading", "bgc:schedule\\/cumulative"),
    ("?x a bgt:Indicator ; bgt:ordinal 1", "?x bgt:targetValue", "12.0"),
    ("?x a bgt:Indicator ; bgt:ordinal 1", "?x bgt:targetOperator", '">="'),
    ("?x a bgt:Indicator ; bgt:ordinal 1", "?x bgt:level2", "bgc:level\\/quantity"),
    ("?x a bgt:Indicator ; bgt:ordinal 2", "?x bgt:basisAlso", '"调查问卷"@zh'),
    ("?x a bgt:Policy", "?x dcterms:identifier", '"青政〔2019〕8号"'),
    ("?x a bgt:Issue", "?x bgt:code", '"division.unlisted"'),
    ("?x a bgt:Term", "?x skos:definition", '"为保障机构运转发生的支出。"@zh'),
]


@pytest.mark.parametrize(("which", "property_path", "value"), FACTS)
def test_the_graph_says(store: GraphStore, which: str, property_path: str, value: str) -> None:
    assert store.select(f"SELECT ?x {{ {which} . {property_path} {value} }}")


def test_every_excerpt_quotes_the_text_between_its_offsets(store: GraphStore) -> None:
    quoted = list(store.excerpts())
    assert quoted and all(sample.TEXT[e.start : e.end] == e.text for e in quoted)


def test_an_excerpt_knows_its_line(store: GraphStore) -> None:
    rows = store.select("SELECT ?x ?line { ?x bgt:line ?line ; oa:hasSelector/oa:exact '410007' }")
    assert [row["line"].value for row in rows] == ["2"]


def test_every_resource_that_extraction_makes_rests_on_words(store: GraphStore) -> None:
    rows = store.select(
        "SELECT ?x { ?x bgt:disclosure ?d FILTER NOT EXISTS { ?x prov:wasDerivedFrom/oa:hasSource ?d } }"
    )
    assert rows == []


def test_each_fact_names_its_own_words(store: GraphStore) -> None:
    rows = store.select("""
        SELECT ?exact { ?s rdf:subject/a bgt:Project ; rdf:subject ?p ; rdf:predicate bgt:totalInvestment ;
          prov:wasDerivedFrom/oa:hasSelector/oa:exact ?exact }""")
    assert [row["exact"].value for row in rows] == ["120.00"]


def test_income_flows_to_the_department_without_counting_a_sum_and_its_parts(store: GraphStore) -> None:
    rows = store.select("SELECT ?amount { ?flow bgt:to/a bgt:Department ; bgt:amount ?amount }")
    assert sorted(Decimal(row["amount"].value) for row in rows) == [864000, 12000000]


def test_there_are_no_blank_nodes(iris: Iris) -> None:
    assert sample.plain(disclosure_triples(sample.disclosure(), sample.TEXT, iris))


def test_the_shapes_hold(store: GraphStore) -> None:
    assert [violation.said("en") for violation in validate(store)] == []


def test_a_span_outside_the_text_is_refused(iris: Iris) -> None:
    far = Stated("x", (Span(0, len(sample.TEXT) + 5),))
    broken = sample.variant(lambda d: replace(d, title=far))
    with pytest.raises(SourceRefused, match="outside its text"):
        disclosure_triples(broken, sample.TEXT, iris)


def test_an_excerpt_iri_says_what_its_selector_says(iris: Iris) -> None:
    for _, predicate, found in sample.plain(disclosure_triples(sample.disclosure(), sample.TEXT, iris)):
        if predicate == PROV.wasDerivedFrom:
            parts = excerpt_parts(found)
            assert parts is not None and 0 <= parts[2] < parts[3] <= len(sample.TEXT)


def test_a_blank_is_no_triple(iris: Iris) -> None:
    bare = sample.variant(
        lambda d: replace(d, projects=(replace(d.projects[0], amount=None, purpose=None),), budget_lines=())
    )
    said = {predicate for _, predicate, _ in sample.plain(disclosure_triples(bare, sample.TEXT, iris))}
    assert BGT.purpose not in said and RDF.type in said
