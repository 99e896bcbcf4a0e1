"""What is found for a query, and what is like a project? Text, vectors and records of one generation as one
index.

``text/`` is the full-text engine's, ``vectors/`` the passages' vectors, ``records/`` the records
themselves; all three number records alike. Keyword search reads neither vectors nor model, and imports
nothing for them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from yusuan.deadline import Deadline
from yusuan.errors import IndexDamaged, NotFound, UsageError
from yusuan.model.record import Correspondence, Expansion, Filters, Hit, Record, SearchResult
from yusuan.search.building import EncoderFactory, Progress, analyzer_of, build, keys_of
from yusuan.search.fulltext import engine_named
from yusuan.search.fulltext.engine import TextIndex
from yusuan.search.hits import hit_of
from yusuan.search.hybrid import MODES, WEIGHTS
from yusuan.search.manifest import verify
from yusuan.search.meaning.model_files import ModelFiles, located
from yusuan.search.meaning.model_identity import require_same
from yusuan.search.meaning.vector_meta import VectorMeta
from yusuan.search.query import read
from yusuan.search.records import Records
from yusuan.search.retrieval import Retrieval
from yusuan.search.spelling import Spelling
from yusuan.settings import Settings

if TYPE_CHECKING:
    from yusuan.search.meaning.embedding import Encoder
    from yusuan.search.meaning.similarity import MeaningOfQueries
    from yusuan.search.meaning.vectors import VectorIndex

NO_FILTERS = Filters()


class SearchIndex:
    """An open index; read by any number of threads."""

    def __init__(
        self, directory: Path, settings: Settings, encoder_factory: EncoderFactory | None = None
    ) -> None:
        self._directory = directory
        self._settings = settings
        self._records = Records(directory / "records")
        self._text: TextIndex = engine_named(self._records.about["engine"]).open(directory / "text")
        self._encoder_factory = encoder_factory
        self._opened: Encoder | None = None
        self._opening = Lock()
        self._analyzer = analyzer_of(settings)
        self._spelling = Spelling(directory / "spelling", self._text, self._analyzer)
        self.weights = WEIGHTS

    @classmethod
    def build(
        cls,
        directory: Path,
        records: Iterable[Record],
        settings: Settings,
        encoder_factory: EncoderFactory,
        previous: Path | None = None,
        progress: Progress | None = None,
    ) -> None:
        """Writes the index of ``records`` into ``directory``.

        ``previous`` is the folder of an index whose vectors are used again where passages did not change;
        ``progress`` is told (stage, done, total)."""
        build(directory, records, settings, encoder_factory, previous, progress)

    @classmethod
    def open(
        cls, directory: Path, settings: Settings, encoder_factory: EncoderFactory | None = None
    ) -> SearchIndex:
        """The index in ``directory``. Raises IndexDamaged where a part is missing or does not read; vectors
        and model are opened when first needed."""
        return cls(directory, settings, encoder_factory)

    def __len__(self) -> int:
        return len(self._records)

    def iris(self) -> Iterator[str]:
        """The IRIs of all records, in order."""
        return (record.iri for record in self._records)

    def records(self, kind: str | None = None) -> Iterator[Record]:
        """Every record, or those of one kind, in order."""
        return (record for record in self._records if kind in (None, record.kind))

    def record(self, iri: str) -> Record | None:
        """The record with this IRI, or ``None``; found by bisection, for records are kept in order of IRI."""
        return self._records.first_of(iri)

    def search(
        self,
        query: str,
        mode: str = "hybrid",
        filters: Filters = NO_FILTERS,
        limit: int = 20,
        expand: bool = True,
        deadline: Deadline | None = None,
        *,
        offset: int = 0,
    ) -> SearchResult:
        """Records for ``query`` (syntax: fulltext/query.py), best first and behind the first ``offset``, with facets over all
        that were found. ``expand``: whether topics and corrected spelling may widen the query; what they did is told.
        ``deadline`` is that of the settings where none is given.

        Raises UsageError for a blank or too long query or an unknown mode, IndexDamaged, ModelError
        where a model is needed and is not the one the index was built with, QueryStopped after ``deadline``."""
        if mode not in MODES:
            raise UsageError(
                f"没有 {mode} 这种检索方式,可用的是 hybrid、keyword、semantic。",
                f"There is no search mode {mode}; use hybrid, keyword or semantic.",
            )
        deadline = deadline or self._deadline()
        spelling = self._spelling if expand else None
        asked = read(query, self._analyzer, spelling, self._records.places, deadline)
        retrieval = Retrieval(
            self._text, self._records, lambda: self._opened_meaning(deadline), deadline, self.weights
        )
        found = retrieval.find(asked, mode, filters, expand)
        hits = tuple(
            hit_of(ordinal, self._records[ordinal], score, asked.text, found)
            for ordinal, score in deadline.each(found.ranked[offset : offset + max(0, limit)])
        )
        facets = self._records.facets(ordinal for ordinal, _ in found.ranked)
        expansion = Expansion(
            tuple((each.word, each.read_as) for each in asked.corrections),
            tuple(dict.fromkeys(path for paths in found.named.values() for path in paths)),
            tuple((path, round(near, 4)) for path, near in found.near_topics.items()),
        )
        return SearchResult(query, mode, len(found.ranked), hits, facets, expansion)

    def similar(
        self,
        record: Record,
        other_divisions: bool = False,
        limit: int = 10,
        *,
        other_years: bool = False,
        deadline: Deadline | None = None,
    ) -> list[Hit]:
        """Records of the same kind that are like ``record``, each hit saying in ``shared`` what they share.

        ``other_divisions`` leaves out those of the same county; ``other_years`` lets in the same project's copies of other
        years. ``deadline`` is that of the settings where none is given. Raises NotFound where the index does not hold ``record``,
        QueryStopped after ``deadline``."""
        from yusuan.search.similar import similar  # numpy: not for keyword search

        deadline = deadline or self._deadline()
        with deadline.paused():
            self.require_own_model()
        return similar(
            self._ordinal(record),
            self._records,
            self._vectors,
            self._analyzer,
            other_divisions=other_divisions,
            other_years=other_years,
            limit=limit,
            deadline=deadline,
        )

    def other_years(self, record: Record) -> list[Record]:
        """The same project's copies of other years, in order of year. Raises NotFound as :meth:`similar` does."""
        from yusuan.search.similar.other_years import copies

        found = (self._records[o] for o in copies(self._ordinal(record), self._records))
        return sorted(found, key=lambda each: (each.year or 0, each.iri))

    def correspondences(
        self, ours: Record, theirs: Record, deadline: Deadline | None = None
    ) -> tuple[Correspondence, ...]:
        """Which goals and indicators of two projects say nearly the same. Raises what :meth:`similar` does."""
        from yusuan.search.similar.correspondence import ComparedProject, correspondences

        one, other = (
            ComparedProject(self._ordinal(each), each, self._records, self._vectors) for each in (ours, theirs)
        )
        return correspondences(one, other, deadline or self._deadline())

    def _deadline(self) -> Deadline:
        return Deadline(self._settings.limits.seconds)

    def _opened_meaning(self, deadline: Deadline) -> MeaningOfQueries:
        with deadline.paused():
            return self._meaning

    def _ordinal(self, record: Record) -> int:
        ordinal = self._records.ordinal_of(record)
        if ordinal is None:
            raise NotFound(f"检索索引里没有 {record.iri}。", f"The search index does not hold {record.iri}.")
        return ordinal

    def verify(self) -> Iterator[tuple[str, str]]:
        """Reads every byte; a sentence in zh and en for each part that is damaged or disagrees with the
        others."""
        for examine in (self._check_text, self._records.verify, self._check_vectors, self._check_derived):
            try:
                examine()
            except IndexDamaged as error:
                yield error.zh, error.en
        if self._text.count != len(self._records):
            yield (
                f"全文索引有 {self._text.count} 条记录,记录文件有 {len(self._records)} 条。",
                f"The text index holds {self._text.count} records, the record file {len(self._records)}.",
            )

    def _check_text(self) -> None:
        verify(self._directory / "text")

    def _check_derived(self) -> None:
        for name in ("spelling", "anchors", "words"):
            if name != "words" or (self._directory / name).exists():
                verify(self._directory / name)

    def _check_vectors(self) -> None:
        vectors = self._vectors
        vectors.check()
        expected = [key for ordinal, record in enumerate(self._records) for key in keys_of(ordinal, record)]
        if expected != [tuple(key) for key in vectors.keys.tolist()]:
            raise IndexDamaged(
                "向量与记录的段落不一致。", "The vectors and the records' passages do not agree."
            )

    @cached_property
    def _vectors(self) -> VectorIndex:
        from yusuan.search.meaning.vectors import VectorIndex

        return VectorIndex.open(self._directory / "vectors")

    @cached_property
    def _meaning(self) -> MeaningOfQueries:
        from yusuan.search.meaning.similarity import MeaningOfQueries

        return MeaningOfQueries(self._directory, self._records, self._vectors, self._encoder)

    @cached_property
    def vector_meta(self) -> VectorMeta:
        """What is recorded about the vectors, their model first. Raises IndexDamaged."""
        return VectorMeta.read(self._directory / "vectors")

    @property
    def _encoder(self) -> Encoder:
        """The model for queries: the one the settings name, else the index's own. ModelError where it is not here or is not
        the one that made the vectors."""
        with self._opening:  # once, though requests come while the server still opens it
            if self._opened is None:
                encoder = (self._encoder_factory or self._own_encoder)()
                require_same(self.vector_meta.identity, encoder.identity)
                self._opened = encoder
            return self._opened

    def _own_encoder(self) -> Encoder:
        from yusuan.search.meaning.embedding import open_encoder

        settings = self._settings
        name = settings.model or self.vector_meta.identity.name
        return open_encoder(name, settings.encoder, settings.query_prompt, settings.document_prompt)

    def require_own_model(self) -> None:
        """Raises ModelError where the settings name a model that did not make the vectors; opens none where it did."""
        named = self._settings.model
        if named is not None and located(named).fingerprint != self.vector_meta.identity.fingerprint:
            require_same(self.vector_meta.identity, self._encoder.identity)

    def made_by(self, model: ModelFiles, document_prompt: str | None = None) -> bool:
        """Whether these files, under this name and with what is put before documents, made the vectors."""
        made = self.vector_meta.identity
        prompt = model.prompts(document=document_prompt).document
        return (made.name, made.fingerprint, made.document_prompt) == (model.name, model.fingerprint, prompt)

    def prepare(self) -> None:
        """Opens what a first search would wait for: cutter, vectors, model and topics. Raises what they raise."""
        self.search("预算", limit=1)
