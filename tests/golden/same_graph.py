"""What a disclosure's graph says, without where it is said: what must be equal in every format."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode

from yusuan.extraction import extract
from yusuan.graph.iris import Iris
from yusuan.graph.triples import disclosure_triples
from yusuan.reading import read
from yusuan.vocabulary.terms import BGT, DCTERMS, OA, PROV, RDF

Fact = tuple[str, str, str]
_OF_THE_FILE = {
    PROV.wasDerivedFrom,
    BGT.disclosure,
    BGT.encoding,
    DCTERMS.identifier,
    DCTERMS.format,
    DCTERMS.source,
}
_OF_THE_PRINT = {BGT.amountText, BGT.targetText, BGT.actualText, BGT.unitText}
_PROVENANCE = {
    RDF.Statement,
    BGT.Excerpt,
    BGT.Issue,
    OA.TextPositionSelector,
    OA.TextQuoteSelector,
}


def facts_in(data: bytes, name: str, *, printed: bool = True) -> set[Fact]:
    """The facts of the file's graph; ``printed`` words of amounts are left out where they differ by design."""
    document = read(data, name)
    disclosure = extract(document)
    iris = Iris()
    own = iris.disclosure(disclosure.source.sha256)
    triples = disclosure_triples(disclosure, document.text, iris, document.cells(), document.parts)
    provenance = {
        _name(each.subject)
        for each in triples
        if each.predicate.value == RDF.type and _name(each.object) in _PROVENANCE
    }
    return {
        (
            "document" if _name(each.subject) == own else _name(each.subject),
            each.predicate.value,
            _name(each.object),
        )
        for each in triples
        if _name(each.subject) not in provenance
        and (_name(each.subject) != own or each.predicate.value not in _OF_THE_FILE)
        and each.predicate.value not in (PROV.wasDerivedFrom, BGT.disclosure)
        and (printed or each.predicate.value not in _OF_THE_PRINT)
    }


def _name(term: object) -> str:
    assert isinstance(term, NamedNode | Literal)
    return term.value
