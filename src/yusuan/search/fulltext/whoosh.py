"""The second engine: Whoosh, in pure Python, for places where no compiled package can be installed.

The same fields as in tantivy.py. Which records are found is worked out on sets of documents, because Whoosh
has no "at least so many of these"; its BM25F only ranks them. Whoosh keeps its schema as a pickle: open no
index of a stranger.
"""

from __future__ import annotations

import struct
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from whoosh import analysis, collectors, fields, index, query, reading

from yusuan.deadline import Deadline
from yusuan.model.record import Filters, Record
from yusuan.search.analysis import CONTEXT, FIELDS, Analyzer
from yusuan.search.fulltext.engine import FACETS, ORDINAL, RUN_WEIGHT, Term, TextIndex, TextMatches, TextQuery
from yusuan.search.fulltext.entry import Tokens, facets_of, tokens_of, wanted_facets, ways
from yusuan.search.fulltext.plan import Plan, plans, ranked
from yusuan.search.manifest import check_sizes, damaged, seal

# What Whoosh raises on bytes that it did not write.
_UNREADABLE = (OSError, EOFError, ValueError, LookupError, struct.error, zlib.error, reading.ReaderClosed)
_NEXT, _AT = "\x1e", "\x1f"


class ReadyTokens(analysis.Tokenizer):  # type: ignore[misc]
    """Reads tokens that are already made: each with its position, joined by control characters."""

    def __call__(self, value: str, **_options: Any) -> Iterator[Any]:
        token = analysis.Token(positions=True, chars=False)
        for each in value.split(_NEXT) if value else ():
            token.text, _, at = each.rpartition(_AT)
            token.pos, token.boost, token.stopped = int(at), 1.0, False
            yield token


def _schema() -> Any:
    schema = fields.Schema(ordinal=fields.STORED, words=fields.TEXT(analyzer=ReadyTokens(), phrase=False))
    for field in (*FIELDS, CONTEXT):
        schema.add(field, fields.TEXT(analyzer=ReadyTokens(), phrase=True))
    for facet in FACETS:
        schema.add(facet, fields.TEXT(analyzer=ReadyTokens(), phrase=False))
    return schema


class WhooshEngine:
    """Builds and opens Whoosh indexes."""

    name = "whoosh"

    def build(self, directory: Path, records: Iterable[Record], analyzer: Analyzer) -> int:
        """See ``TextEngine.build``."""
        directory.mkdir(parents=True, exist_ok=True)
        writer = index.create_in(str(directory), _schema()).writer(limitmb=128)
        count = 0
        try:
            for ordinal, record in enumerate(records):
                writer.add_document(**_document(ordinal, record, analyzer))
                count = ordinal + 1
            writer.commit(optimize=True)
        except BaseException:
            writer.cancel()  # otherwise the lock stays
            raise
        seal(directory)
        return count

    def open(self, directory: Path) -> TextIndex:
        """See ``TextEngine.open``."""
        check_sizes(directory)
        try:
            return WhooshIndex(directory)
        except Exception as error:
            raise damaged(directory, error) from error


def _document(ordinal: int, record: Record, analyzer: Analyzer) -> dict[str, Any]:
    facets = {facet: [(value, at) for at, value in enumerate(each)] for facet, each in facets_of(record).items() if each}
    texts = {field: _joined(tokens) for field, tokens in {**facets, **tokens_of(record, analyzer)}.items()}
    return {ORDINAL: ordinal, **texts}


def _joined(tokens: Tokens) -> str:
    return _NEXT.join(f"{token}{_AT}{at}" for token, at in tokens)


class WhooshIndex:
    """An open Whoosh index."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._searcher = index.open_dir(str(directory)).searcher()
        self._reader = self._searcher.reader()
        self._frequency = lru_cache(maxsize=4096)(self._reader.doc_frequency)

    @property
    def count(self) -> int:
        """Records in the index."""
        return int(self._searcher.doc_count())

    def frequency(self, token: str, fields: tuple[str, ...]) -> int:
        """See ``TextIndex.frequency``."""
        return max((self._frequency(field, token) for field in fields), default=0)

    def search(
        self, query: TextQuery, filters: Filters, deadline: Deadline, limit: int | None = None
    ) -> TextMatches:
        """See ``TextIndex.search``."""
        try:
            for plan in deadline.each(plans(query, self)):
                full, found = self._found(plan, query, filters, deadline)
                if found:
                    return ranked(self._scored(plan, query, full, found, deadline), limit)
        except _UNREADABLE as error:
            raise damaged(self._directory, error) from error
        return TextMatches(0, ())

    def _found(
        self, plan: Plan, wanted: TextQuery, filters: Filters, deadline: Deadline
    ) -> tuple[set[int], set[int]]:
        """Document numbers that have all words, and all that are found."""

        def documents(each: Any) -> set[int]:
            return set(deadline.each(each.docs(self._searcher)))

        if not plan.words and not wanted.required:
            return set(), set()
        bounds = [documents(_any(term, term.fields)) for term in wanted.required]
        bounds += [documents(query.Term(*each)) for each in wanted_facets(filters)]
        full: set[int] | None = None
        if plan.words:
            inside = {term: documents(_any(term, term.fields)) for term in plan.words}
            around = [inside[term] | documents(_phrase(term.tokens, CONTEXT)) for term in plan.words]
            own = set().union(*(inside[term] for term in plan.core or plan.words))
            full = set.intersection(own, *around)
            counts = Counter(document for term in plan.core for document in inside[term])
            bounds.append(full | {doc for doc, count in counts.items() if plan.least and count >= plan.least})
        found = set.intersection(*bounds)
        for term in wanted.excluded:
            found -= documents(_any(term, term.fields))
        return (found if full is None else full & found), found

    def _scored(
        self, plan: Plan, wanted: TextQuery, full: set[int], found: set[int], deadline: Deadline
    ) -> Iterator[tuple[int, float, bool]]:
        scored = [_weighted(term) for term in (*plan.words, *wanted.required)]
        scored += [_weighted(term, RUN_WEIGHT) for term in wanted.runs]
        collector = collectors.FilterCollector(_Until(deadline), found)
        self._searcher.search_with_collector(query.Or(scored), collector)
        for hit in collector.results():
            yield hit[ORDINAL], float(hit.score), hit.docnum in full


class _Until(collectors.UnlimitedCollector):  # type: ignore[misc]
    """Collects every match while time remains."""

    def __init__(self, deadline: Deadline) -> None:
        super().__init__()
        self._deadline = deadline

    def matches(self) -> Iterator[int]:
        """The matches to collect."""
        return self._deadline.each(super().matches())


def _any(term: Term, names: tuple[str, ...]) -> Any:
    return query.Or([_phrase(term.tokens, field) for field in names])


def _weighted(term: Term, weight: float = 1.0) -> Any:
    return query.Or([_phrase(tokens, field, boost) for field, tokens, boost in ways(term, weight)])


def _phrase(tokens: tuple[str, ...], field: str, boost: float = 1.0) -> Any:
    if len(tokens) == 1:
        return query.Term(field, tokens[0], boost=boost)
    return query.Phrase(field, list(tokens), boost=boost)
