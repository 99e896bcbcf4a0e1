"""What is one field of a record? Its attribute, its property of the ontology, and how forms, exports and search treat it.

The rows themselves are in ``fields``. A row that contradicts the record or the ontology is refused when it is loaded.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import KW_ONLY, dataclass, fields, replace
from datetime import date
from decimal import Decimal
from enum import Enum, auto
from operator import attrgetter
from types import UnionType
from typing import TYPE_CHECKING, NoReturn, TypeVar, Union, get_args, get_origin, get_type_hints

from yusuan.model.disclosure import Stated
from yusuan.model.record import PASSAGE_FIELDS
from yusuan.vocabulary.property_table import PROPERTIES
from yusuan.vocabulary.terms import BGT, DCTERMS, ORG, RDF, SKOS, XSD

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Filled = TypeVar("Filled", bound="DataclassInstance")

_STANDARD = {iri for each in (DCTERMS, ORG, SKOS) for iri in vars(each).values() if isinstance(iri, str)}
"""Properties of standard vocabularies, of which our ontology gives no range."""


class Datatype(Enum):
    """How a value is written. CHINESE and ENGLISH are words, PRINTED characters of no language; CONCEPT links to the concept
    whose path the value is (the part below ``Field.scheme``), CODE is the classification code that ends such a path;
    RECORDS links to records of their own, INLINE holds a record that is told of the same resource, LINK is a link that
    its writer makes."""

    CHINESE = auto()
    ENGLISH = auto()
    PRINTED = auto()
    DECIMAL = auto()
    INTEGER = auto()
    YEAR = auto()
    DATE = auto()
    CONCEPT = auto()
    CODE = auto()
    RECORDS = auto()
    INLINE = auto()
    LINK = auto()


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


class Reading(Enum):
    """How a form states a field. NAME and ORGANISATION are cells whose line breaks and codes go, CELL one taken as it is,
    LEVEL one carried down over the rows below, TOLD text in one cell or several below its heading, MONEY an amount with a
    unit, NUMBER one without, ROWS a block of rows."""

    NAME = auto()
    ORGANISATION = auto()
    CELL = auto()
    LEVEL = auto()
    TOLD = auto()
    MONEY = auto()
    NUMBER = auto()
    ROWS = auto()


_READ_AS = {
    Datatype.CHINESE: (Reading.NAME, Reading.ORGANISATION, Reading.CELL, Reading.LEVEL, Reading.TOLD),
    Datatype.PRINTED: (Reading.NAME, Reading.CELL),
    Datatype.DECIMAL: (Reading.MONEY, Reading.NUMBER),
    Datatype.RECORDS: (Reading.TOLD, Reading.ROWS),
}
"""Datatype → how forms may state it; others are read by code of their own."""


def filled(record: Filled, values: Mapping[str, object]) -> Filled:
    """``record`` with ``values`` by attribute, as rows that were checked have read them."""
    return replace(record, **values)


@dataclass(frozen=True, slots=True)
class Field:
    """One row: ``attribute`` of the record (a path of attributes where it lies deeper), ``property`` and ``datatype``.

    ``key`` is its name in JSON (empty: the attribute; ``None``: JSON does not hold it alone). ``passage`` is the field of
    the passages that its words make, ``within`` that of those they make in the record that this one is a part of.
    ``read`` says how forms state it, ``layout`` by which keys layouts name it (empty: the attribute); ``named`` is the property
    whose label names it in a form that no layout knows (empty: its own; ``None``: none does), ``stage`` of which stage an
    amount in its column is.

    ``of`` are the fields of a nested record, ``scheme`` is what a concept's path begins with and the value leaves out;
    ``many`` says that the attribute holds several values, ``shared`` that other documents may state another one of the same
    resource; ``stated_by`` is the attribute whose words state it, ``tied`` is false where its words state the record as a
    whole (docs/adr/0005).
    """

    attribute: str
    property: str
    datatype: Datatype
    _: KW_ONLY
    key: str | None = ""
    passage: str | None = None
    within: str | None = None
    read: Reading | None = None
    layout: tuple[str, ...] = ()
    named: str | None = ""
    stage: str | None = None
    of: Fields | None = None
    scheme: str = ""
    many: bool = False
    shared: bool = False
    stated_by: str | None = None
    tied: bool = True

    def value(self, record: object) -> object:
        """What ``record`` holds: a ``Stated``, a plain value, a tuple of such, or ``None``."""
        return attrgetter(self.attribute)(record)

    def path(self, value: str) -> str:
        """The path of the concept that ``value`` means."""
        return f"{self.scheme}/{value}" if self.scheme else value

    def written(self) -> Field:
        """The row with what it leaves to the attribute's name and to its own property."""
        return replace(
            self,
            key=self.attribute if self.key == "" else self.key,
            layout=self.layout or ((self.attribute,) if self.read else ()),
            named=self.named if self.named != "" else self.property if self.property in PROPERTIES else None,
        )


class Fields:
    """The fields of one kind of record, in the order of its JSON: ``record`` is its type, ``kind`` its class of the ontology.

    ValueError, with the record, the row and what is allowed, where a row fits neither the record nor the ontology, and
    where a stated attribute of the record has none.
    """

    def __init__(self, record: type, kind: str, *rows: Field) -> None:
        self.record, self.kind = record, kind
        self.rows = tuple(row.written() for row in rows)
        types = _attributes(record)
        for row in self.rows:
            self._check(row, types)
        for keys, name in ((self._keys(), "JSON key"), (self.layout_keys(), "layout key")):
            if twice := next((key for at, key in enumerate(keys) if key in keys[:at]), None):
                raise ValueError(f"{record.__name__}: the {name} {twice} is used twice: {', '.join(keys)}")
        if missing := sorted(set(_stated(record, types)) - {row.attribute.split(".")[0] for row in self.rows}):
            raise ValueError(f"{record.__name__}.{missing[0]}: is stated and has no row in fields.py, so it would be lost")
        self._passages, self._within = (self._passages_of(within=within) for within in (False, True))

    def __iter__(self) -> Iterator[Field]:
        return iter(self.rows)

    def flat(self) -> Iterator[Field]:
        """The rows, with those of an inline record in its place."""
        for row in self.rows:
            yield from row.of.flat() if row.of and row.datatype is Datatype.INLINE else (row,)

    def read_as(self, *readings: Reading) -> tuple[Field, ...]:
        """The rows that forms state in one of these ways (any, where none is given)."""
        return tuple(row for row in self.flat() if row.read and (row.read in readings or not readings))

    def layout_keys(self, *readings: Reading) -> tuple[str, ...]:
        """The keys of layouts of these rows."""
        return tuple(key for row in self.read_as(*readings) for key in row.layout)

    def nested(self) -> Iterator[tuple[str, Fields]]:
        """(property, fields) of the records of their own that these records link to."""
        for row in self.rows:
            if row.of and row.datatype is Datatype.RECORDS:
                yield row.property, row.of

    def passages(self, *, within: bool = False) -> dict[str, str]:
        """Property → field of the passage its words make, in the order of passages; ``within`` those that they make in the
        record that these records are a part of."""
        return self._within if within else self._passages

    def _passages_of(self, *, within: bool) -> dict[str, str]:
        named = ((row.property, row.within if within else row.passage) for row in self.flat())
        found = [(iri, field) for iri, field in named if field]
        return dict(sorted(found, key=lambda pair: PASSAGE_FIELDS.index(pair[1])))

    def _keys(self) -> tuple[str, ...]:
        return ("evidence", *(row.key for row in self.rows if row.key))

    def _check(self, row: Field, types: dict[str, object]) -> None:
        def refuse(says: str, allowed: object) -> NoReturn:
            known = ", ".join(map(str, allowed)) if isinstance(allowed, (list, tuple)) else str(allowed)
            raise ValueError(f"{self.record.__name__}.{row.attribute}: {says}; allowed: {known}")

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


def _attributes(record: type) -> dict[str, object]:
    """Attribute → type, without ``None``."""
    hints = get_type_hints(record)
    return {each.name: _present(hints[each.name]) for each in fields(record)}


def _present(hint: object) -> object:
    if get_origin(hint) in (Union, UnionType):
        return next(each for each in get_args(hint) if each is not type(None))
    return hint


def _type_at(types: dict[str, object], path: str) -> object | None:
    first, _, rest = path.partition(".")
    held = types.get(first)
    return _type_at(_attributes(held), rest) if rest and isinstance(held, type) else held


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


def _stated(record: type, types: dict[str, object]) -> Iterator[str]:
    """The attributes of ``record`` that words of the document state."""
    for name, held in types.items():
        first = get_args(held)[0] if get_origin(held) is tuple else held
        if get_origin(first) is Stated:
            yield name
