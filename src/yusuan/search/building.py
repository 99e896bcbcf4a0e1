"""How is an index of records written? Text, spelling, vectors, words and topics, then the records themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from yusuan.errors import IndexDamaged
from yusuan.model.record import Record
from yusuan.search.analysis import Analyzer
from yusuan.search.cutter import Cutter
from yusuan.search.fulltext import engine_named
from yusuan.search.hybrid import field_number
from yusuan.search.records import in_order, write_records
from yusuan.search.spelling import CountingAnalyzer, write_spelling
from yusuan.settings import Settings
from yusuan.vocabulary.dictionary import user_words

if TYPE_CHECKING:
    from yusuan.search.meaning.embedding import Encoder

Progress = Callable[[str, int, int], None]
EncoderFactory = Callable[[], "Encoder"]

_UNEMBEDDED = ("code", "amount", "level")


def build(
    directory: Path,
    records: Iterable[Record],
    settings: Settings,
    encoder_factory: EncoderFactory,
    previous: Path | None = None,
    progress: Progress | None = None,
) -> None:
    """Writes the index of ``records`` into ``directory``; see ``SearchIndex.build``."""
    ordered = in_order(records)
    engine = engine_named(settings.text_engine)
    analyzer = CountingAnalyzer(_cutter(settings))
    engine.build(directory / "text", _told(ordered, "text", progress), analyzer)
    write_spelling(directory / "spelling", analyzer.frequencies)
    model = _write_meaning(directory, ordered, encoder_factory, previous, progress)
    write_records(directory / "records", ordered, {"engine": engine.name, "model": model})


def analyzer_of(settings: Settings) -> Analyzer:
    """What cuts records and queries into words."""
    return Analyzer(_cutter(settings))


def _cutter(settings: Settings) -> Cutter:
    return Cutter(user_words(), settings.cutter)  # type: ignore[arg-type]


def _told(records: Sequence[Record], stage: str, progress: Progress | None) -> Iterator[Record]:
    for done, record in enumerate(records, start=1):
        yield record
        if progress is not None:
            progress(stage, done, len(records))


def keys_of(ordinal: int, record: Record) -> Iterator[tuple[int, int]]:
    """The (record, passage) keys of the passages that get a vector."""
    return ((ordinal, at) for at, passage in enumerate(record.passages) if passage.field not in _UNEMBEDDED)


def _write_meaning(
    directory: Path,
    records: Sequence[Record],
    encoder_factory: EncoderFactory,
    previous: Path | None,
    progress: Progress | None,
) -> str:
    from yusuan.search.meaning.topic_vectors import write_anchors
    from yusuan.search.meaning.vector_files import write_vectors
    from yusuan.search.meaning.vectors import VectorIndex, encode_passages
    from yusuan.search.meaning.word_similarity import write_words

    keys = [key for ordinal, record in enumerate(records) for key in keys_of(ordinal, record)]
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
    fields = [field_number(records[ordinal].passages[at].field) for ordinal, at in keys]
    write_vectors(
        directory / "vectors", keys, matrix, identity=encoder.identity, hashes=hashes, fields=fields
    )
    write_anchors(directory / "anchors", encoder, previous / "anchors" if previous is not None else None)
    said = ("\n".join(p.text for p in record.passages if p.field not in _UNEMBEDDED) for record in records)
    write_words(directory / "words", said, encoder)
    if progress is not None:
        progress("vectors", len(texts), len(texts))
    return encoder.identity.name
