"""What do the Turtle files say? The ontology as plain sorted records; the only module that imports rdflib."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from rdflib import OWL, RDF, RDFS, SKOS, Graph, Literal, URIRef
from rdflib.term import Node

from yusuan.vocabulary.concept import Concept
from yusuan.vocabulary.generation.standard import BGC, BGT

FILES = ("budget.ttl", "concepts.ttl", "topics.ttl", "classification.ttl")
PHRASES = "topic-phrases.ttl"


@dataclass(frozen=True, slots=True)
class OntologyTerm:
    """A class or property; ``is_class`` and ``is_link`` (an object property) tell which; ``range`` is an IRI."""

    iri: str
    name: str
    label: tuple[str, str]
    comment: tuple[str, str]
    is_class: bool
    is_link: bool
    range: str | None


@dataclass(frozen=True, slots=True)
class Ontology:
    """All terms by name, all concepts by path, the labels of the concept schemes by IRI, and by path of a topic the
    phrases that people use who do not know its words."""

    terms: tuple[OntologyTerm, ...]
    concepts: tuple[Concept, ...]
    schemes: dict[str, tuple[str, str]]
    phrases: dict[str, tuple[str, ...]]

    @classmethod
    def read(cls, folder: Path) -> Ontology:
        """The ontology in ``folder``; ValueError names a term or concept that lacks a label in zh or en, or a topic
        that has phrases and does not exist."""
        graph = Graph()
        for name in FILES:
            graph.parse(folder / name, format="turtle")
        kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
        phrases = _phrases(folder / PHRASES)
        if unknown := [path for path in phrases if (URIRef(BGC + path), RDF.type, SKOS.Concept) not in graph]:
            raise ValueError(f"{PHRASES} has phrases of topics that do not exist: {unknown}")
        own = [term for kind in kinds for term in _of_type(graph, kind) if term.startswith(BGT)]
        return cls(
            terms=tuple(_term(graph, subject) for subject in sorted(own)),
            concepts=tuple(_concept(graph, s) for s in _of_type(graph, SKOS.Concept)),
            schemes={str(s): _pair(graph, s, SKOS.prefLabel) for s in _of_type(graph, SKOS.ConceptScheme)},
            phrases=phrases,
        )


def _phrases(file: Path) -> dict[str, tuple[str, ...]]:
    graph = Graph().parse(file, format="turtle")
    return {
        str(topic).removeprefix(BGC): tuple(sorted(map(str, graph.objects(topic, SKOS.hiddenLabel))))
        for topic in sorted(set(graph.subjects(SKOS.hiddenLabel)), key=str)
    }


def _of_type(graph: Graph, kind: URIRef) -> list[URIRef]:
    return sorted(each for each in graph.subjects(RDF.type, kind) if isinstance(each, URIRef))


def _term(graph: Graph, subject: Node) -> OntologyTerm:
    return OntologyTerm(
        iri=str(subject),
        name=str(subject).removeprefix(BGT),
        label=_pair(graph, subject, RDFS.label),
        comment=_pair(graph, subject, RDFS.comment),
        is_class=(subject, RDF.type, OWL.Class) in graph,
        is_link=(subject, RDF.type, OWL.ObjectProperty) in graph,
        range=next((str(each) for each in graph.objects(subject, RDFS.range)), None),
    )


def _concept(graph: Graph, subject: Node) -> Concept:
    zh, en = _pair(graph, subject, SKOS.prefLabel)
    path = str(subject).removeprefix(BGC)
    return Concept(
        iri=str(subject),
        path=path,
        scheme=_one(_paths(graph.objects(subject, SKOS.inScheme))) or path.split("/")[0],
        zh=zh,
        en=en,
        alt_zh=_words(graph, subject, SKOS.altLabel, "zh"),
        hidden_zh=_words(graph, subject, SKOS.hiddenLabel, "zh"),
        alt_en=_words(graph, subject, SKOS.altLabel, "en"),
        broader=_one(_paths(graph.objects(subject, SKOS.broader))),
        notation=_one(str(each) for each in graph.objects(subject, SKOS.notation)),
        related=_paths(graph.objects(subject, SKOS.related)),
        comprises=_paths(graph.objects(subject, URIRef(BGT + "comprises"))),
    )


def _pair(graph: Graph, subject: Node, predicate: URIRef) -> tuple[str, str]:
    zh, en = (_words(graph, subject, predicate, lang) for lang in ("zh", "en"))
    if len(zh) != 1 or len(en) != 1:
        raise ValueError(f"{subject} needs exactly one {predicate} in zh and one in en, has {zh} and {en}")
    return zh[0], en[0]


def _words(graph: Graph, subject: Node, predicate: URIRef, lang: str) -> tuple[str, ...]:
    labels = graph.objects(subject, predicate)
    return tuple(sorted(str(each) for each in labels if isinstance(each, Literal) and each.language == lang))


def _paths(nodes: Iterable[Node]) -> tuple[str, ...]:
    return tuple(sorted(str(each).removeprefix(BGC) for each in nodes))


def _one(values: Iterable[str]) -> str | None:
    found = list(values)
    if len(found) > 1:
        raise ValueError(f"at most one value is allowed, found {found}")
    return found[0] if found else None
