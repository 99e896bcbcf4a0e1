"""What does one disclosure's graph hold, as Python values? A view of a named graph by resource and property.

One pass over the named graph fills it; records and exports are read from it, never from the extraction.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import pyoxigraph as ox

from yusuan.graph.iris import excerpt_parts, quote_of
from yusuan.vocabulary.terms import BGT, DCTERMS, OA, ORG, PROV, RDF, SKOS


@dataclass(frozen=True, slots=True, order=True)
class ExcerptWords:
    """A piece of the document: its characters ``start`` to ``end`` are ``text``; where known, the ``page`` (from 1) and
    ``sheet`` it stands on, and the ``confidence`` with which a machine read it from a picture (0 to 1)."""

    start: int
    end: int
    text: str
    page: int | None = field(default=None, compare=False)
    sheet: str | None = field(default=None, compare=False)
    confidence: str | None = field(default=None, compare=False)


class Resources:
    """The named graph ``graph``, whose ``triples`` are read once. Methods take IRIs as text."""

    def __init__(self, graph: str, triples: Iterable[ox.Triple]) -> None:
        self.graph = graph
        self._values: dict[str, dict[str, list[ox.NamedNode | ox.Literal]]] = defaultdict(dict)
        self._subjects: dict[str, list[str]] = defaultdict(list)
        statements: dict[str, dict[str, list[str]]] = defaultdict(dict)
        stating: list[str] = []
        for triple in triples:
            value = triple.object
            if not isinstance(triple.subject, ox.NamedNode) or not isinstance(
                value, (ox.NamedNode, ox.Literal)
            ):
                continue  # only the triples that we write ourselves; none of them has a blank node
            name, predicate = triple.subject.value, triple.predicate.value
            self._values[name].setdefault(predicate, []).append(value)
            if predicate == RDF.type:
                self._subjects[value.value].append(name)
            elif predicate == RDF.predicate:
                stating.append(name)
        for statement in stating:
            about, stated = self.link(statement, RDF.subject), self.link(statement, RDF.predicate)
            if about and stated:
                statements[about].setdefault(stated, []).append(statement)
        self._statements = statements

    # ------------------------------------------------------------ values

    def subjects(self) -> list[str]:
        """Every node that something is said of, sorted."""
        return sorted(self._values)

    def of_class(self, kind: str) -> list[str]:
        """The resources of a class, in the order of the document."""
        return sorted(self._subjects.get(kind, ()), key=self._place)

    def _place(self, resource: str) -> tuple[int, int, str]:
        ordinal = self.text(resource, BGT.ordinal)
        parts = (excerpt_parts(excerpt) for excerpt in self.texts(resource, PROV.wasDerivedFrom))
        start = min((each[2] for each in parts if each), default=0)
        return int(ordinal) if ordinal else 0, start, resource

    def text(self, resource: str, predicate: str) -> str | None:
        """The value of a property (the first in order of code points where there are several), or ``None``."""
        values = self._values.get(resource, {}).get(predicate)
        return min(value.value for value in values) if values else None

    def texts(self, resource: str, predicate: str) -> list[str]:
        """All values of a property, sorted."""
        return sorted(value.value for value in self._values.get(resource, {}).get(predicate, ()))

    def in_language(self, resource: str, predicate: str, language: str) -> str | None:
        """The value in one language (the first in order of code points where there are several), or ``None``."""
        values = self._values.get(resource, {}).get(predicate, ())
        return min((v.value for v in values if isinstance(v, ox.Literal) and v.language == language), default=None)

    def link(self, resource: str, predicate: str) -> str | None:
        """The IRI that a property points to, or ``None``."""
        return self.text(resource, predicate)

    def linked(self, resource: str, predicate: str) -> list[str]:
        """The resources that a property points to, in the order of the document."""
        return sorted((v.value for v in self._values.get(resource, {}).get(predicate, ())), key=self._place)

    def properties(self, resource: str) -> Iterator[tuple[str, ox.NamedNode | ox.Literal]]:
        """(property, value) pairs of a resource, sorted."""
        for predicate, values in sorted(self._values.get(resource, {}).items()):
            for value in sorted(values, key=str):
                yield predicate, value

    # ------------------------------------------------------------ words

    def words(self, excerpt: str) -> ExcerptWords | None:
        """The excerpt with this IRI: the text is what its quote selector holds."""
        parts, quote = excerpt_parts(excerpt), quote_of(excerpt)
        exact = self.text(quote, OA.exact) if quote else None
        if parts is None or exact is None:
            return None
        page, sheet = self.text(excerpt, BGT.page), self.text(excerpt, BGT.sheet)
        confidence = self.text(excerpt, BGT.confidence)
        return ExcerptWords(parts[2], parts[3], exact, int(page) if page else None, sheet, confidence)

    def evidence(self, resource: str) -> list[ExcerptWords]:
        """The words that state anything of a resource, in order."""
        return self._sorted_words(self.texts(resource, PROV.wasDerivedFrom))

    def stated(self, resource: str, predicate: str, value: str | None = None) -> list[ExcerptWords]:
        """The words that state one property (and, where given, this value of it), in order."""
        excerpts: list[str] = []
        for statement in self._statements.get(resource, {}).get(predicate, ()):
            if value is None or self.text(statement, RDF.object) == value:
                excerpts.extend(self.texts(statement, PROV.wasDerivedFrom))
        return self._sorted_words(excerpts)

    def all_words(self) -> Iterator[ExcerptWords]:
        """Every excerpt of the disclosure, in no order."""
        for excerpt in self._subjects.get(BGT.Excerpt, ()):
            yield self.words(excerpt) or ExcerptWords(0, 0, excerpt)

    def stating_words(self) -> list[ExcerptWords]:
        """The words that state a value of any record, in order; those of mere passages are left out."""
        passages = set(self._subjects.get(BGT.Passage, ()))
        return sorted(
            {
                words
                for resource, by_property in self._statements.items()
                if resource not in passages
                for predicate in by_property
                for words in self.stated(resource, predicate)
            }
        )

    def _sorted_words(self, excerpts: list[str]) -> list[ExcerptWords]:
        return sorted({words for words in map(self.words, excerpts) if words})

    # ------------------------------------------------------------ the disclosure itself

    @property
    def sha256(self) -> str:
        """The SHA-256 of the document's bytes."""
        return self.text(self.graph, DCTERMS.identifier) or ""

    @property
    def year(self) -> int | None:
        """The fiscal year of the disclosure."""
        printed = self.text(self.graph, BGT.fiscalYear)
        return int(printed) if printed else None

    @property
    def department(self) -> str | None:
        """The IRI of the disclosing department."""
        return self.link(self.graph, DCTERMS.publisher)

    def division_chain(self) -> list[str]:
        """IRIs of the department's division and of all above it, from the province down."""
        chain: list[str] = []
        division = self.link(self.department, BGT.division) if self.department else None
        while division and division not in chain:
            chain.insert(0, division)
            division = self.link(division, SKOS.broader)
        return chain

    def units(self) -> list[str]:
        """IRIs of the department's units, in the order of the document."""
        return [unit for unit in self.of_class(BGT.Unit) if self.link(unit, ORG.unitOf) == self.department]
