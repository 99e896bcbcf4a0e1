"""What is found for a query, and what is like a project? Text, vectors and records of one generation as one
index.

``text/`` is the full-text engine's, ``vectors/`` the passages' vectors, ``records/`` the records
themselves; all three number records alike. Keyword search reads neither vectors nor model, and imports
nothing for them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from yusuan.errors import IndexDamaged, NotFound, UsageError
from yusuan.model.record import Filters, Hit, Passage, Record, SearchResult
from yusuan.search.analysis import Analyzer
from yusuan.search.fulltext import engine_named
from yusuan.search.fulltext.engine import TextIndex, TextQuery
from yusuan.search.fulltext.query import meaning, parse
from yusuan.search.hybrid import MODES, Ranking, appended, reason, topic_label
from yusuan.search.identity import require_same
from yusuan.search.manifest import verify
from yusuan.search.model_files import ModelFiles, located
from yusuan.search.records import Records, in_order, write_records
from yusuan.search.snippets import matches, snippet
from yusuan.search.vector_meta import VectorMeta
from yusuan.search.words import Cutter
from yusuan.settings import Settings
from yusuan.vocabulary.dictionary import user_words
from yusuan.vocabulary.mentions import topic_paths

if TYPE_CHECKING:
    from yusuan.search.embedding import Encoder
    from yusuan.search.vectors import VectorIndex

Progress = Callable[[str, int, int], None]
EncoderFactory = Callable[[], "Encoder"]

MEANING_FLOOR = 0.35
"""Cosine below which a passage is not near. Chosen on the queries of tests/evaluation/retrieval that are not held out: at 0.30, 4 of
8 queries about nothing in the corpus find something, at 0.35 one, at 0.40 none; nDCG@10 of meaning alone is 0.90, 0.88, 0.83."""
MEANING_MOST = 100
"""Records a query may find by meaning alone: cosines fall slowly, and a longer list is noise."""
NO_FILTERS = Filters()
_UNEMBEDDED = ("code", "amount", "level")
_EVIDENCE = 3


@dataclass(frozen=True, slots=True)
class Found:
    """What each way of searching found, before it is made into hits: cosine and passage by ordinal."""

    ranked: Sequence[tuple[int, float]]
    near: dict[int, tuple[int, float]]
    topics: dict[int, list[str]]


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
        self._analyzer = _analyzer(settings)

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
        ordered = in_order(records)
        engine = engine_named(settings.text_engine)
        told = _told(ordered, "text", progress)
        engine.build(directory / "text", told, _analyzer(settings))
        model = _write_vectors(directory / "vectors", ordered, encoder_factory, previous, progress)
        write_records(directory / "records", ordered, {"engine": engine.name, "model": model})

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
        self, query: str, mode: str = "hybrid", filters: Filters = NO_FILTERS, limit: int = 20
    ) -> SearchResult:
        """Records for ``query`` (syntax: fulltext/query.py), best first, with facets over all that were
        found.

        Raises UsageError for a blank or too long query or an unknown mode, IndexDamaged, and ModelError
        where a model is needed and is not the one the index was built with."""
        if mode not in MODES:
            raise UsageError(
                f"没有 {mode} 这种检索方式,可用的是 hybrid、keyword、semantic。",
                f"There is no search mode {mode}; use hybrid, keyword or semantic.",
            )
        wanted = parse(query, self._analyzer)
        found = self._found(query, wanted, mode, filters)
        hits = tuple(self._hit(o, score, wanted, found) for o, score in found.ranked[: max(0, limit)])
        facets = self._records.facets(ordinal for ordinal, _ in found.ranked)
        return SearchResult(query, mode, len(found.ranked), hits, facets)

    def similar(self, record: Record, other_divisions: bool = False, limit: int = 10) -> list[Hit]:
        """Records of the same kind that are like ``record``, each hit saying in ``shared`` what they share.

        Raises NotFound where the index does not hold ``record``."""
        from yusuan.search.similar import similar  # numpy: not for keyword search

        self.require_own_model()
        ordinal = self._records.ordinal_of(record)
        if ordinal is None:
            raise NotFound(f"检索索引里没有 {record.iri}。", f"The search index does not hold {record.iri}.")
        return similar(
            ordinal,
            self._records,
            self._vectors,
            self._analyzer,
            other_divisions=other_divisions,
            limit=limit,
        )

    def verify(self) -> Iterator[tuple[str, str]]:
        """Reads every byte; a sentence in zh and en for each part that is damaged or disagrees with the
        others."""
        for examine in (self._check_text, self._records.verify, self._check_vectors):
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

    def _check_vectors(self) -> None:
        vectors = self._vectors
        vectors.check()
        expected = [key for ordinal, record in enumerate(self._records) for key in _keys(ordinal, record)]
        if expected != [tuple(key) for key in vectors.keys.tolist()]:
            raise IndexDamaged(
                "向量与记录的段落不一致。", "The vectors and the records' passages do not agree."
            )

    @cached_property
    def _vectors(self) -> VectorIndex:
        from yusuan.search.vectors import VectorIndex

        return VectorIndex.open(self._directory / "vectors")

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
        from yusuan.search.embedding import open_encoder

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
        """Opens what a first search would wait for: cutter, vectors and model. Raises what they raise."""
        parse("预算", self._analyzer)
        self._vectors.search(self._encoder.encode(["预算"], query=True)[0], 1)

    def _found(self, query: str, wanted: TextQuery, mode: str, filters: Filters) -> Found:
        text = self._text.search(wanted, filters).hits if mode != "semantic" else ()
        allowed = self._allowed(wanted, filters)
        near = self._near(meaning(query), allowed) if mode != "keyword" else {}
        topics = self._topics(meaning(query), allowed) if mode != "semantic" else {}
        cosines = {ordinal: cosine for ordinal, (_, cosine) in near.items()}
        by_topic = sorted(topics, key=lambda o: (-len(topics[o]), -cosines.get(o, 0.0), o))
        if mode == "keyword":
            return Found(appended(text, by_topic), near, topics)
        if mode == "semantic":
            return Found([(ordinal, round(cosine, 4)) for ordinal, cosine in cosines.items()], near, topics)
        lists = {"words": [ordinal for ordinal, _ in text], "meaning": list(near), "topic": by_topic}
        return Found(Ranking(lists).fused(), near, topics)

    def _allowed(self, wanted: TextQuery, filters: Filters) -> set[int] | None:
        """What the filters, phrases, fields and exclusions leave over; ``None``: everything."""
        allowed = self._records.allowed(filters)
        if wanted.required:
            hits = self._text.search(TextQuery(required=wanted.required), filters).hits
            allowed = {ordinal for ordinal, _ in hits}
        for term in wanted.excluded:
            hits = self._text.search(TextQuery(required=(term,)), filters).hits
            everything = set(range(len(self))) if allowed is None else allowed
            allowed = everything - {ordinal for ordinal, _ in hits}
        return allowed

    def _near(self, words: str, allowed: Collection[int] | None) -> dict[int, tuple[int, float]]:
        """Passage and cosine by ordinal, nearest first; nothing for words that mean nothing (numbers, codes)."""
        if not words:
            return {}
        vector = self._encoder.encode([words], query=True)[0]
        nearest = self._vectors.search(vector, MEANING_MOST, allowed)
        return {record: (passage, cosine) for record, passage, cosine in nearest if cosine >= MEANING_FLOOR}

    def _topics(self, words: str, allowed: Collection[int] | None) -> dict[int, list[str]]:
        """Topics that ``words`` name, by ordinal of the records about them."""
        found: dict[int, list[str]] = {}
        for path in topic_paths(words):
            for ordinal in self._records.topics.get(path, ()):
                if allowed is None or ordinal in allowed:
                    found.setdefault(ordinal, []).append(path)
        return found

    def _hit(self, ordinal: int, score: float, wanted: TextQuery, found: Found) -> Hit:
        record = self._records[ordinal]
        by_words = matches(record, wanted.shown)
        near = found.near.get(ordinal)
        shown = [(match.passage, match.marks()) for match in by_words]
        if not shown and near is not None:
            shown = [(record.passages[near[0]], [])]
        pieces = [snippet(*each) for each in (shown or [(each, []) for each in _telling(record)])[:_EVIDENCE]]
        return Hit(
            record,
            score,
            pieces[0].text if pieces else record.label,
            pieces[0].marks if pieces else (),
            self._why(record, wanted, ordinal, found),
            tuple(piece.excerpt for piece in pieces),
        )

    def _why(self, record: Record, wanted: TextQuery, ordinal: int, found: Found) -> tuple[str, ...]:
        named = Record(
            record.iri,
            record.kind,
            record.label,
            record.document,
            passages=(_label(record), *record.passages),
        )
        words = dict.fromkeys(term for match in matches(named, wanted.shown) for term in match.places)
        in_order = [each for term in wanted.shown for each in (term, *term.parts) if each in words]
        reasons = [reason("words", dict.fromkeys(term.text for term in in_order))] if words else []
        if ordinal in found.near:
            reasons.append(reason("meaning", [f"{found.near[ordinal][1]:.2f}"]))
        if ordinal in found.topics:
            reasons.append(reason("topic", [topic_label(path) for path in found.topics[ordinal]]))
        return tuple(reasons)


def _analyzer(settings: Settings) -> Analyzer:
    return Analyzer(Cutter(user_words(), settings.cutter))  # type: ignore[arg-type]


def _label(record: Record) -> Passage:
    return Passage("name", record.label, record.document, 0, 0)


def _telling(record: Record) -> list[Passage]:
    """A passage to show where nothing of the query stands in any: the first that is not the name."""
    own = [passage for passage in record.passages if passage.field not in ("name", *_UNEMBEDDED)]
    return (own or list(record.passages))[:1]


def _told(records: Sequence[Record], stage: str, progress: Progress | None) -> Iterator[Record]:
    for done, record in enumerate(records, start=1):
        yield record
        if progress is not None:
            progress(stage, done, len(records))


def _keys(ordinal: int, record: Record) -> Iterator[tuple[int, int]]:
    """The (record, passage) keys of the passages that get a vector."""
    return ((ordinal, at) for at, passage in enumerate(record.passages) if passage.field not in _UNEMBEDDED)


def _write_vectors(
    directory: Path,
    records: Sequence[Record],
    encoder_factory: EncoderFactory,
    previous: Path | None,
    progress: Progress | None,
) -> str:
    from yusuan.search.vector_files import write_vectors
    from yusuan.search.vectors import VectorIndex, encode_passages

    keys = [key for ordinal, record in enumerate(records) for key in _keys(ordinal, record)]
    texts = [records[ordinal].passages[at].text for ordinal, at in keys]
    old = None
    if previous is not None:
        try:
            old = VectorIndex.open(previous / "vectors")
        except IndexDamaged:
            old = None  # then everything is encoded anew
    encoder = encoder_factory()
    if progress is not None:
        progress("vectors", 0, len(texts))
    matrix, hashes = encode_passages(texts, encoder, old)
    write_vectors(directory, keys, matrix, identity=encoder.identity, hashes=hashes)
    if progress is not None:
        progress("vectors", len(texts), len(texts))
    return encoder.identity.name
