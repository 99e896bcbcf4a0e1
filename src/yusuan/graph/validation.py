"""Does the graph keep the shapes? SHACL by pyshacl, one document's graph at a time, so that memory stays flat."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from yusuan.graph.store import GraphStore
from yusuan.vocabulary import ontology_file


@dataclass(frozen=True, slots=True)
class Violation:
    """A node that is not as its shape says: document (SHA-256), node, property path, and the shape's sentence."""

    document: str
    node: str
    path: str
    zh: str
    en: str

    def said(self, lang: str) -> str:
        """One line in ``lang``."""
        return f"{self.document[:12]} {self.node} {self.path}: {self.en if lang == 'en' else self.zh}"

    def to_json(self) -> dict[str, str]:
        """As a JSON object."""
        return {"document": self.document, "node": self.node, "path": self.path, "zh": self.zh, "en": self.en}


def validate(store: GraphStore, progress: Callable[[str, int, int], None] | None = None) -> list[Violation]:
    """Every violation in every document, in order of SHA-256."""
    import pyshacl
    from rdflib import Graph

    shapes = Graph().parse(ontology_file("shapes.ttl"))
    concepts = Graph()
    for name in ("concepts.ttl", "topics.ttl", "classification.ttl"):
        concepts.parse(ontology_file(name))
    found: list[Violation] = []
    documents = store.documents()
    for done, sha256 in enumerate(documents, 1):
        data = Graph().parse(data=store.ntriples(sha256), format="nt")
        _, report, _ = pyshacl.validate(data, shacl_graph=shapes, ont_graph=concepts, advanced=False)
        found += _violations(sha256, report)
        if progress:
            progress("validate", done, len(documents))
    return found


def _violations(sha256: str, report: object) -> list[Violation]:
    from rdflib import Graph, Literal
    from rdflib.namespace import RDF, SH

    assert isinstance(report, Graph)
    found = []
    for result in report.subjects(RDF.type, SH.ValidationResult):
        said = {
            str(m.language): str(m)
            for m in report.objects(result, SH.resultMessage)
            if isinstance(m, Literal)
        }
        anything = next(iter(said.values()), "")
        found.append(
            Violation(
                sha256,
                str(report.value(result, SH.focusNode)),
                str(report.value(result, SH.resultPath) or ""),
                said.get("zh", anything),
                said.get("en", anything),
            )
        )
    return sorted(found, key=lambda violation: (violation.node, violation.path, violation.en))
