"""On which words does a fact rest? Collects facts together with the excerpts that state them.

A fact is three things: the triple itself, ``prov:wasDerivedFrom`` on its subject, and an ``rdf:Statement`` that
ties this property of this subject to the excerpts. No blank nodes: every node has an IRI, so exports are equal.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from pyoxigraph import Literal, NamedNode, Triple

from yusuan.errors import SourceRefused
from yusuan.graph.iris import Iris
from yusuan.graph.terms import decimal, in_order, integer, node, printed, truth
from yusuan.model.document import Cell, Part, Span
from yusuan.vocabulary.terms import BGT, OA, PROV, RDF


class FactSheet:
    """The triples of one disclosure while they are being written.

    ``disclosure`` is its IRI, ``text`` its canonical text, from which excerpts take their exact words; ``cells`` and
    ``parts`` say at which row and column, page and sheet they stand, and how surely a machine read them.
    """

    def __init__(
        self,
        disclosure: str,
        text: str,
        iris: Iris,
        cells: Iterable[Cell] = (),
        parts: Sequence[Part] = (),
    ) -> None:
        self.disclosure = disclosure
        self.iris = iris
        self._text = text
        self._line_starts = [0, *(at + 1 for at, character in enumerate(text) if character == "\n")]
        self._cells = sorted(cells, key=lambda cell: cell.span)
        self._cell_starts = [cell.span.start for cell in self._cells]
        self._parts = parts
        self._part_starts = [part.span.start for part in parts]
        self._triples: set[Triple] = set()
        self._excerpts: dict[Span, NamedNode] = {}

    def triples(self) -> list[Triple]:
        """Everything written so far, each triple once, sorted."""
        return in_order(self._triples)

    def say(self, subject: str, predicate: str, value: NamedNode | Literal) -> None:
        """One triple that needs no words of its own: a type, a link, an ordinal."""
        self._triples.add(Triple(node(subject), node(predicate), value))

    def link(self, subject: str, predicate: str, target: str) -> None:
        """One triple from IRI to IRI."""
        self.say(subject, predicate, node(target))

    def resource(self, iri: str, kind: str, ordinal: int | None = None) -> str:
        """A node of class ``kind`` that this disclosure states; returns its IRI."""
        self.link(iri, RDF.type, kind)
        if iri != self.disclosure:
            self.link(iri, BGT.disclosure, self.disclosure)
        if ordinal is not None:
            self.say(iri, BGT.ordinal, integer(ordinal))
        return iri

    def fact(
        self,
        subject: str,
        predicate: str,
        value: NamedNode | Literal,
        evidence: Iterable[Span],
        *,
        one_of_many: bool = False,
    ) -> None:
        """A triple, and the words that state it."""
        self.say(subject, predicate, value)
        statement = self.iris.statement(subject, predicate, value.value if one_of_many else None)
        self.link(statement, RDF.type, RDF.Statement)
        self.link(statement, RDF.subject, subject)
        self.link(statement, RDF.predicate, predicate)
        self.say(statement, RDF.object, value)
        for span in evidence:
            excerpt = self._excerpt(span)
            self.say(statement, PROV.wasDerivedFrom, excerpt)
            self.say(subject, PROV.wasDerivedFrom, excerpt)

    def derive(self, subject: str, evidence: Iterable[Span]) -> None:
        """Say that ``subject`` as a whole rests on these words."""
        for span in evidence:
            self.say(subject, PROV.wasDerivedFrom, self._excerpt(span))

    def _excerpt(self, span: Span) -> NamedNode:
        known = self._excerpts.get(span)
        if known is None:
            known = self._excerpts[span] = self._write_excerpt(span)
        return known

    def _write_excerpt(self, span: Span) -> NamedNode:
        if not 0 <= span.start < span.end <= len(self._text):
            raise SourceRefused(
                f"{self.disclosure} 的出处 {span.start}–{span.end} 不在正文（{len(self._text)} 字）之内，请重新读取该文件。",
                f"The span {span.start}–{span.end} of {self.disclosure} lies outside its text of "
                f"{len(self._text)} characters; read the file again.",
            )
        excerpt = self.iris.excerpt(self.disclosure, span)
        position, quote = self.iris.selectors(self.disclosure, span)
        self.link(excerpt, RDF.type, BGT.Excerpt)
        self.link(excerpt, OA.hasSource, self.disclosure)
        self.link(excerpt, OA.hasSelector, position)
        self.link(excerpt, OA.hasSelector, quote)
        self.say(excerpt, BGT.line, integer(bisect_right(self._line_starts, span.start)))
        cell = self._cell(span)
        if cell is not None:
            self.say(excerpt, BGT.tableRow, integer(cell.row + 1))
            self.say(excerpt, BGT.tableColumn, integer(cell.column + 1))
        part = self._part(span)
        if part is not None:
            self._place(excerpt, part)
        self.link(position, RDF.type, OA.TextPositionSelector)
        self.say(position, OA.start, integer(span.start))
        self.say(position, OA.end, integer(span.end))
        self.link(quote, RDF.type, OA.TextQuoteSelector)
        self.say(quote, OA.exact, printed(self._text[span.start : span.end]))
        return node(excerpt)

    def _place(self, excerpt: str, part: Part) -> None:
        if part.page is not None:
            self.say(excerpt, BGT.page, integer(part.page))
        if part.sheet is not None:
            self.say(excerpt, BGT.sheet, printed(part.sheet))
        if part.confidence is not None:
            self.say(excerpt, BGT.readByMachine, truth(True))
            self.say(excerpt, BGT.confidence, decimal(part.confidence))

    def _part(self, span: Span) -> Part | None:
        """The part in which ``span`` begins."""
        at = bisect_right(self._part_starts, span.start) - 1
        return self._parts[at] if at >= 0 and span.start < self._parts[at].span.end else None

    def _cell(self, span: Span) -> Cell | None:
        """The table cell that holds all of ``span``, where one does."""
        at = bisect_right(self._cell_starts, span.start) - 1
        return self._cells[at] if at >= 0 and span in self._cells[at].span else None
