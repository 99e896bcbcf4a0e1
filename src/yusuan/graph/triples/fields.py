"""How are the fields of a record written? As the rows of ``model.fields`` say, whatever the record is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from pyoxigraph import Literal, NamedNode

from yusuan.graph.iris import regular_part
from yusuan.graph.terms import day, decimal, en, integer, node, printed, year, zh
from yusuan.graph.triples.provenance import FactSheet
from yusuan.model.disclosure import Stated
from yusuan.model.document import Span
from yusuan.model.field import Datatype, Field, Fields
from yusuan.vocabulary.concepts import concept_iri

_WORDS = (Datatype.CHINESE, Datatype.PRINTED)
_NESTED = (Datatype.RECORDS, Datatype.LINK)


def write_fields(
    sheet: FactSheet, iri: str, record: object, fields: Fields, *, tie_words: bool = True
) -> None:
    """Everything that ``record`` holds in ``fields``, said of ``iri``; what has no value says nothing, and nested records
    and links are left to their writers. Without ``tie_words`` words state the record as a whole, not their property alone."""
    for row in fields:
        held = row.value(record)
        if row.datatype is Datatype.INLINE and row.of and held is not None:
            write_fields(sheet, iri, held, row.of)
        elif row.datatype not in (Datatype.INLINE, *_NESTED):
            tied = row.tied and (tie_words or row.datatype not in _WORDS)
            for value in held if isinstance(held, tuple) else (held,):
                _write(sheet, iri, row, value, _evidence(row, record, value), tied=tied)


def _evidence(row: Field, record: object, value: object) -> tuple[Span, ...]:
    """The words that state a value; none where the record itself tells it."""
    stating = getattr(record, row.stated_by) if row.stated_by else value
    return stating.evidence if isinstance(stating, Stated) else ()


def _write(
    sheet: FactSheet, iri: str, row: Field, value: object, evidence: Iterable[Span], *, tied: bool
) -> None:
    plain = value.value if isinstance(value, Stated) else value
    if plain is None:
        return
    object_ = _object(row, plain)
    if evidence and tied:
        sheet.fact(iri, row.property, object_, evidence, one_of_many=row.many or row.shared)
    else:
        sheet.say(iri, row.property, object_)
        sheet.derive(iri, evidence)


def _object(row: Field, value: object) -> NamedNode | Literal:
    """``value`` as the row's datatype is written."""
    match row.datatype, value:
        case Datatype.CHINESE, str():
            return zh(value)
        case Datatype.ENGLISH, str():
            return en(value)
        case Datatype.PRINTED, str():
            return printed(value)
        case Datatype.DECIMAL, Decimal():
            return decimal(value)
        case Datatype.INTEGER, int():
            return integer(value)
        case Datatype.YEAR, int():
            return year(value)
        case Datatype.DATE, date():
            return day(value)
        case (Datatype.CONCEPT | Datatype.CODE), str():
            return node(category_iri(row.path(value)))
    raise TypeError(f"{row.attribute}: {value!r} is no {row.datatype.name}")


def category_iri(path: str) -> str:
    """The IRI of a concept, also of one that the vocabulary does not know: no character that an IRI cannot hold."""
    return concept_iri("/".join(regular_part(part) for part in path.split("/")))
