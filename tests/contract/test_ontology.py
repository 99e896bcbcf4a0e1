"""The ontology keeps the names that outside programs rely on, speaks zh and en, and its files are in step."""

from __future__ import annotations

import json
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from rdflib import RDF, RDFS, SKOS, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from yusuan.vocabulary import generate, ontology_folder
from yusuan.vocabulary.concepts import CONCEPTS, in_scheme, lineage
from yusuan.vocabulary.wording import folded, plain

BGT = Namespace("https://w3id.org/yusuan/ontology#")
BGC = Namespace("https://w3id.org/yusuan/concept/")
FOLDER = ontology_folder()
CHECKOUT = Path(__file__).resolve().parents[2]

CLASSES = """
Disclosure Division Department Unit Responsibility Activity BudgetLine Project Goal Indicator FundingFlow
Payment Policy Finding Excerpt Passage Issue Term Safeguard
"""
PROPERTIES = """
fiscalYear stage division unitNature unitRank fundingForm department ordinal duty annualGoal
indicatorText aboutProject category amount amountText change quantity unitText totalInvestment purpose
goal indicator funding payment topic level1 level2 targetText targetOperator targetValue targetUnit basis
actualText weight score from to dueMonth share scheduleReading cites rule severity about expected actual
line page tableRow tableColumn code message asOf basisAlso disclosure note encoding
"""
CONCEPT_PATHS = """
stage/budget stage/final-accounts income income/general-budget income/government-fund
income/state-capital income/special-account income/business income/other expenditure expenditure/basic
expenditure/basic/personnel expenditure/basic/public expenditure/project operating three-public
three-public/abroad three-public/vehicle three-public/vehicle/purchase three-public/vehicle/operation
three-public/reception meeting training procurement asset asset/building asset/vehicle
asset/large-equipment asset/other source/fiscal source/other level/output level/outcome
level/satisfaction level/cost level/quantity level/quality level/timeliness level/economic level/social
level/ecological level/sustainability level/beneficiary-satisfaction schedule/cumulative
schedule/incremental schedule/unknown functional/2010301 economic/30201
"""


@pytest.fixture(scope="module")
def graph() -> Graph:
    graph = Graph()
    for name in ("budget.ttl", "concepts.ttl", "definitions.ttl", "topics.ttl", "classification.ttl"):
        graph.parse(FOLDER / name)
    return graph


def languages(graph: Graph, subject: Node, predicate: URIRef) -> Counter[str | None]:
    return Counter(each.language for each in graph.objects(subject, predicate) if isinstance(each, Literal))


def own_terms(graph: Graph) -> list[URIRef]:
    return sorted({s for s in graph.subjects(RDF.type) if isinstance(s, URIRef) and s.startswith(str(BGT))})


@pytest.mark.parametrize("name", (CLASSES + PROPERTIES).split())
def test_a_published_name_exists(graph: Graph, name: str) -> None:
    assert (BGT[name], RDFS.isDefinedBy, None) in graph


@pytest.mark.parametrize("path", CONCEPT_PATHS.split())
def test_a_published_concept_exists(graph: Graph, path: str) -> None:
    assert (BGC[path], RDF.type, SKOS.Concept) in graph


def test_classes_stand_below_the_standard_ones(graph: Graph) -> None:
    above = {str(s).split("#")[-1]: str(o) for s, o in graph.subject_objects(RDFS.subClassOf)}
    assert above["Department"] == "http://www.w3.org/ns/org#FormalOrganization"
    assert above["Unit"] == "http://www.w3.org/ns/org#OrganizationalUnit"
    assert above["BudgetLine"] == "http://purl.org/linked-data/cube#Observation"
    assert above["Excerpt"] == "http://www.w3.org/ns/oa#SpecificResource"


def test_every_term_has_a_label_and_a_comment_in_both_languages(graph: Graph) -> None:
    for term in own_terms(graph):
        for predicate in (RDFS.label, RDFS.comment):
            assert languages(graph, term, predicate) == {"zh": 1, "en": 1}, term


def test_every_concept_and_scheme_has_a_label_in_both_languages(graph: Graph) -> None:
    for kind in (SKOS.Concept, SKOS.ConceptScheme):
        for concept in graph.subjects(RDF.type, kind):
            assert languages(graph, concept, SKOS.prefLabel) == {"zh": 1, "en": 1}, concept


def test_every_link_between_concepts_leads_to_a_concept(graph: Graph) -> None:
    for predicate in (SKOS.broader, SKOS.related, BGT.comprises):
        for concept, other in graph.subject_objects(predicate):
            assert (other, RDF.type, SKOS.Concept) in graph, (concept, other)


def test_no_concept_stands_above_itself() -> None:
    for concept in CONCEPTS:
        above = list(lineage(concept.path))
        assert len(above) == len(set(above)) <= 5


def test_codes_stand_below_the_code_they_start_with() -> None:
    for concept in (*in_scheme("functional"), *in_scheme("economic")):
        assert concept.notation == concept.path.split("/")[1]
        if concept.broader:
            assert concept.path.startswith(concept.broader)


@pytest.mark.parametrize("scheme", ["category", "level", "source", "stage", "topic"])
def test_a_word_means_one_concept_of_a_scheme(scheme: str) -> None:
    key = folded if scheme == "topic" else plain
    seen: dict[str, str] = {}
    for concept in in_scheme(scheme):
        for word in (*concept.words_zh, *concept.words_en):
            assert seen.setdefault(key(word), concept.path) == concept.path, word


def test_topics_are_many_and_their_words_long_enough_to_be_sure() -> None:
    topics = in_scheme("topic")
    assert len(topics) >= 200
    assert all(topic.alt_zh for topic in topics)
    assert min(len(word) for topic in topics for word in topic.words_zh) >= 2


def test_generated_files_are_in_step_with_the_ontology() -> None:
    if not (CHECKOUT / "ontology").is_dir():
        pytest.skip("the generated files are compared in a checkout, and this is none")
    assert generate.out_of_step(CHECKOUT) == []


def test_the_json_ld_context_gives_our_names_back() -> None:
    context = json.loads((FOLDER / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    project = URIRef("https://example.org/p")
    said = {"id": str(project), "type": "Project", "prefLabel": "清淤", "amount": "5"}
    graph = Graph().parse(data=json.dumps({"@context": context} | said), format="json-ld")
    assert (project, RDF.type, BGT.Project) in graph
    assert (project, BGT.amount, Literal(Decimal(5))) in graph
    assert (project, SKOS.prefLabel, Literal("清淤")) in graph


def test_alignments_speak_of_terms_that_exist(graph: Graph) -> None:
    ours = (str(BGT), str(BGC))
    for subject in Graph().parse(FOLDER / "alignments.ttl").subjects():
        assert not str(subject).startswith(ours) or (subject, RDF.type, None) in graph, subject


def test_a_definition_stands_in_both_languages_and_belongs_to_a_category(graph: Graph) -> None:
    defined = set(graph.subjects(SKOS.definition))
    assert len(defined) >= 30
    for each in defined:
        assert languages(graph, each, SKOS.definition) == {"zh": 1, "en": 1}, each
        assert (each, SKOS.inScheme, BGC["category"]) in graph, each
