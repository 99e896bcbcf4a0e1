"""Does a row fit its record and the ontology? One that does not is refused when it is loaded, with what is allowed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from datetime import date
from decimal import Decimal
from types import UnionType
from typing import NoReturn, Union, get_args, get_origin, get_type_hints

from yusuan.model.disclosure import Stated
from yusuan.model.field import Datatype, Field, Fields, FormReading
from yusuan.model.record import PASSAGE_FIELDS
from yusuan.vocabulary.property_table import PROPERTIES
from yusuan.vocabulary.terms import BGT, DCTERMS, ORG, RDF, SKOS, XSD

_STANDARD = {iri for each in (DCTERMS, ORG, SKOS) for iri in vars(each).values() if isinstance(iri, str)}
"""Properties of standard vocabularies, of which our ontology gives no range."""

_LINKS = (Datatype.CONCEPT, Datatype.CODE, Datatype.RECORDS, Datatype.LINK)
_RANGES = {
    Datatype.CHINESE: (None, RDF.langString),
    Datatype.ENGLISH: (None, RDF.langString),
    Datatype.PRINTED: (None, XSD.string),
    Datatype.DECIMAL: (XSD.decimal,),
    Datatype.INTEGER: (XSD.integer,),
    Datatype.YEAR: (XSD.gYear,),
    Datatype.DATE: (XSD.date,),
    Datatype.CONCEPT: (None, SKOS.Concept),
    Datatype.CODE: (None, SKOS.Concept),
    Datatype.INLINE: (None, XSD.string),
}
"""Datatype → what the ontology may say that the property points to."""
_TYPES: dict[Datatype, type] = {
    Datatype.CHINESE: str,
    Datatype.ENGLISH: str,
    Datatype.PRINTED: str,
    Datatype.DECIMAL: Decimal,
    Datatype.INTEGER: int,
    Datatype.YEAR: int,
    Datatype.DATE: date,
    Datatype.CONCEPT: str,
    Datatype.CODE: str,
}
"""Datatype → type of the record's attribute."""
_READ_AS = {
    Datatype.CHINESE: (FormReading.NAME, FormReading.ORGANISATION, FormReading.CELL, FormReading.LEVEL, FormReading.TOLD),
    Datatype.PRINTED: (FormReading.NAME, FormReading.CELL),
    Datatype.DECIMAL: (FormReading.MONEY, FormReading.NUMBER),
    Datatype.RECORDS: (FormReading.TOLD, FormReading.ROWS),
}
"""Datatype → how forms may state it; others are read by code of their own."""


def fields_of(record: type, kind: str, *rows: Field) -> Fields:
    """The fields of one kind of record, checked.

    ValueError, with the record, the row and what is allowed, where a row fits neither the record nor the ontology, and
    where a stated attribute of the record has none.
    """
    found = Fields(record, kind, tuple(row.written() for row in rows))
    types = attributes(record)
    for row in found.rows:
        check(record, row, types)
    for keys, name in ((found.keys(), "JSON key"), (found.layout_keys(), "layout key")):
        if twice := next((key for at, key in enumerate(keys) if key in keys[:at]), None):
            raise ValueError(f"{record.__name__}: the {name} {twice} is used twice: {', '.join(keys)}")
    if missing := sorted(set(stated(types)) - {row.attribute.split(".")[0] for row in found.rows}):
        raise ValueError(f"{record.__name__}.{missing[0]}: is stated and has no row in fields.py, so it would be lost")
    return found


def check(record: type, row: Field, types: Mapping[str, object]) -> None:
    """ValueError where ``row`` fits neither ``record``, whose attributes are of these ``types``, nor the ontology."""

    def refuse(says: str, allowed: object) -> NoReturn:
        known = ", ".join(map(str, allowed)) if isinstance(allowed, (list, tuple)) else str(allowed)
        raise ValueError(f"{record.__name__}.{row.attribute}: {says}; allowed: {known}")

    held = _type_at(types, row.attribute)
    if held is None or (row.stated_by or row.attribute).split(".")[0] not in types:
        refuse("the record has no such attribute", sorted(types))
    if not _fits(held, row):
        refuse(f"{row.datatype.name} does not fit an attribute of type {held}", _datatypes(held))
    known = PROPERTIES.get(row.property)
    if known is None and row.property not in _STANDARD:
        own = sorted(iri.removeprefix(BGT.NS) for iri in PROPERTIES)
        refuse(f"the ontology has no property {row.property}", own)
    allowed = (row.of.kind,) if row.datatype is Datatype.RECORDS and row.of else _RANGES.get(row.datatype)
    if known is not None and (known.link != (row.datatype in _LINKS) or (allowed and known.range not in allowed)):
        is_ = f"a link to {known.range}" if known.link else f"a value of {known.range}"
        fitting = [each.name for each in Datatype if known.range in _RANGES.get(each, ())]
        refuse(f"{row.datatype.name} does not fit {row.property}, {is_}", fitting)
    if row.read and row.read not in (readings := _READ_AS.get(row.datatype, ())):
        refuse(f"{row.datatype.name} is not read as {row.read.name}", [each.name for each in readings] or ["None"])
    for field in filter(None, (row.passage, row.within)):
        if field not in PASSAGE_FIELDS:
            refuse(f"there is no field of passages {field}", PASSAGE_FIELDS)


def attributes(record: type) -> dict[str, object]:
    """Attribute → type, without ``None``."""
    hints = get_type_hints(record)
    return {each.name: _present(hints[each.name]) for each in fields(record)}


def _present(hint: object) -> object:
    if get_origin(hint) in (Union, UnionType):
        return next(each for each in get_args(hint) if each is not type(None))
    return hint


def _type_at(types: Mapping[str, object], path: str) -> object | None:
    first, _, rest = path.partition(".")
    held = types.get(first)
    return _type_at(attributes(held), rest) if rest and isinstance(held, type) else held


def _single(hint: object) -> object:
    """The type of one value of an attribute: without ``Stated`` and the tuple of several."""
    if get_origin(hint) in (Stated, tuple):
        return _single(get_args(hint)[0])
    return hint


def _fits(held: object, row: Field) -> bool:
    several = get_origin(held) is tuple
    if row.datatype is Datatype.LINK:
        return True
    if row.of is not None:
        return _single(held) is row.of.record and several == (row.datatype is Datatype.RECORDS)
    return several == row.many and _single(held) is _TYPES.get(row.datatype)


def _datatypes(held: object) -> list[str]:
    return [each.name for each, kind in _TYPES.items() if kind is _single(held)] or ["RECORDS", "INLINE", "LINK"]


def stated(types: Mapping[str, object]) -> Iterator[str]:
    """The attributes that words of the document state."""
    for name, held in types.items():
        first = get_args(held)[0] if get_origin(held) is tuple else held
        if get_origin(first) is Stated:
            yield name
