"""The default engine: tantivy, a Lucene in Rust. Everything is compiled to one native query.

The index has a gram field with positions for each field of search/analysis, one word field without, and the
facets as untokenised terms. Tokens come ready-made from the analyzer, so the index opens without a
tokeniser.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import tantivy
from tantivy import Occur, Query

from yusuan.deadline import Deadline
from yusuan.errors import StorageRefused
from yusuan.model.record import Filters, Record
from yusuan.search.analysis import CONTEXT, FIELDS, Analyzer
from yusuan.search.fulltext.engine import (
    FACETS,
    ORDINAL,
    RUN_WEIGHT,
    WORDS,
    Term,
    TextIndex,
    TextMatches,
    TextQuery,
)
from yusuan.search.fulltext.entry import facets_of, tokens_of, wanted_facets, ways
from yusuan.search.fulltext.plan import Plan, plans, ranked
from yusuan.search.manifest import check_sizes, damaged, seal

# Added to the score of a record that has all words: above any sum of weighted BM25 scores, and small enough
# for a float32 to keep three digits of them.
_COMPLETE = 4096.0
_HEAP = 64_000_000


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for field in (*FIELDS, CONTEXT):
        builder.add_text_field(field, tokenizer_name="raw", index_option="position")
    builder.add_text_field(WORDS, tokenizer_name="raw", index_option="freq")
    for facet in FACETS:
        builder.add_text_field(facet, tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field(ORDINAL, fast=True)
    return builder.build()


class TantivyEngine:
    """Builds and opens tantivy indexes."""

    name = "tantivy"

    def build(self, directory: Path, records: Iterable[Record], analyzer: Analyzer) -> int:
        """See ``TextEngine.build``."""
        directory.mkdir(parents=True, exist_ok=True)
        index = tantivy.Index(_schema(), path=str(directory))
        # One thread numbers the documents in the order given, so that equal input gives equal scores.
        writer = index.writer(heap_size=_HEAP, num_threads=1)
        count = 0
        for ordinal, record in enumerate(records):
            writer.add_document(_document(ordinal, record, analyzer))
            count = ordinal + 1
        writer.commit()
        writer.wait_merging_threads()
        seal(directory)
        return count

    def open(self, directory: Path) -> TextIndex:
        """See ``TextEngine.open``."""
        check_sizes(directory)
        try:
            return TantivyIndex(directory)
        except BaseException as error:
            raise _refused(directory, error) from error


def _document(ordinal: int, record: Record, analyzer: Analyzer) -> tantivy.Document:
    document = tantivy.Document()
    document.add_unsigned(ORDINAL, ordinal)
    for field, tokens in tokens_of(record, analyzer).items():
        ready = [tantivy.Token(text, at, 0, 0) for text, at in tokens]
        document.add_pre_tokenized_text(field, tantivy.PreTokenizedString("", ready))
    for facet, values in facets_of(record).items():
        for value in values:
            document.add_text(facet, value)
    return document


class TantivyIndex:
    """An open tantivy index."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._index = _opened(directory)
        self._schema = self._index.schema
        self._searcher = self._index.searcher()
        self._frequency = lru_cache(maxsize=4096)(self._searcher.doc_freq)

    @property
    def count(self) -> int:
        """Records in the index."""
        return self._searcher.num_docs

    def frequency(self, token: str, fields: tuple[str, ...]) -> int:
        """See ``TextIndex.frequency``."""
        return max((self._frequency(field, token) for field in fields), default=0)

    def search(
        self, query: TextQuery, filters: Filters, deadline: Deadline, limit: int | None = None
    ) -> TextMatches:
        """See ``TextIndex.search``."""
        try:
            for plan in deadline.each(plans(query, self)):  # one run of the engine cannot be stopped
                found = self._run(self._compiled(plan, query, filters))
                if found:
                    return ranked(found, limit)
        except BaseException as error:
            raise _refused(self._directory, error) from error
        return TextMatches(0, ())

    def _run(self, compiled: Query) -> list[tuple[int, float, bool]]:
        hits = self._searcher.search(compiled, limit=max(1, self.count), count=False).hits
        ordinals = self._searcher.fast_field_values(ORDINAL, [address for _, address in hits])
        scored = (
            (int(ordinal or 0), float(score)) for ordinal, (score, _) in zip(ordinals, hits, strict=True)
        )
        return [(ordinal, score % _COMPLETE, score >= _COMPLETE) for ordinal, score in scored]

    def _compiled(self, plan: Plan, query: TextQuery, filters: Filters) -> Query:
        clauses = [(Occur.Must, Query.const_score_query(each, 0.0)) for each in self._facets(filters)]
        clauses += [(Occur.MustNot, self._any(term, term.fields)) for term in query.excluded]
        for term in query.required:
            clauses += [(Occur.Must, self._any(term, term.fields)), (Occur.Should, self._weighted(term))]
        if plan.words:
            clauses.append((Occur.Must, self._found(plan)))
            clauses += [(Occur.Should, self._weighted(term)) for term in plan.words]
            clauses += [(Occur.Should, self._weighted(term, RUN_WEIGHT)) for term in query.runs]
        elif not query.required:
            return Query.empty_query()
        return Query.boolean_query(clauses)

    def _found(self, plan: Plan) -> Query:
        """All words, for the great score, or enough of the informative ones, for none."""
        everywhere = [(Occur.Must, self._any(term, (*term.fields, CONTEXT))) for term in plan.words]
        inside = [(Occur.Should, self._any(term, term.fields)) for term in plan.core or plan.words]
        full = Query.boolean_query([*everywhere, (Occur.Must, Query.boolean_query(inside))])
        ways = [(Occur.Should, Query.const_score_query(full, _COMPLETE))]
        if plan.least:
            core = [(Occur.Should, self._any(term, term.fields)) for term in plan.core]
            enough = Query.boolean_query(core, minimum_number_should_match=plan.least)
            ways.append((Occur.Should, Query.const_score_query(enough, 0.0)))
        return Query.boolean_query(ways)

    def _facets(self, filters: Filters) -> list[Query]:
        return [
            Query.term_query(self._schema, facet, value, index_option="basic") for facet, value in wanted_facets(filters)
        ]

    def _any(self, term: Term, fields: tuple[str, ...]) -> Query:
        return Query.boolean_query([(Occur.Should, self._phrase(term.tokens, field)) for field in fields])

    def _weighted(self, term: Term, weight: float = 1.0) -> Query:
        return Query.boolean_query(
            [
                (Occur.Should, Query.boost_query(self._phrase(tokens, field), boost))
                for field, tokens, boost in ways(term, weight)
            ]
        )

    def _phrase(self, tokens: tuple[str, ...], field: str) -> Query:
        if len(tokens) == 1:
            kept = "freq" if field == WORDS else "position"
            return Query.term_query(self._schema, field, tokens[0], index_option=kept)
        return Query.phrase_query(self._schema, field, list(tokens))


def _opened(directory: Path) -> tantivy.Index:
    """The index, its files mapped. tantivy makes a lock file to open one: where the folder takes none (it is read-only, or the disk
    is full), its files are mapped through links from a folder that does."""
    try:
        return _mapped(directory)
    except (OSError, ValueError):
        _require_temporary(directory)
        with tempfile.TemporaryDirectory(prefix="yusuan-text-") as linked:
            for file in directory.iterdir():
                if file.suffix != ".lock":
                    (Path(linked) / file.name).symlink_to(file.resolve())
            return _mapped(Path(linked))


def _require_temporary(directory: Path) -> None:
    try:
        tempfile.gettempdir()
    except FileNotFoundError as error:
        raise StorageRefused(
            f"无法打开 {directory}：它所在的位置和系统的临时文件夹都不可写；请用 TMPDIR 指定一个可写的文件夹。",
            f"{directory} cannot be opened: neither it nor the temporary folder can be written; set TMPDIR to a folder that can.",
        ) from error


def _mapped(directory: Path) -> tantivy.Index:
    opened = tantivy.Index.open(str(directory))
    opened.config_reader("manual")
    return opened


def _refused(directory: Path, error: BaseException) -> BaseException:
    # A file whose inside is damaged makes the Rust side panic, which is no Exception in Python.
    if isinstance(error, OSError | ValueError) or type(error).__name__ == "PanicException":
        return damaged(directory, error)
    return error
