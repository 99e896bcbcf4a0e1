"""What are the fields of one kind of record, and what of them do forms, exports and search read?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from yusuan.model.field import Datatype, Field, FormReading
from yusuan.model.field_checks import attributes, check, stated
from yusuan.model.record import PASSAGE_FIELDS

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Filled = TypeVar("Filled", bound="DataclassInstance")


def filled(record: Filled, values: Mapping[str, object]) -> Filled:
    """``record`` with ``values`` by attribute, as rows that were checked have read them."""
    return replace(record, **values)


class Fields:
    """The fields of one kind of record, in the order of its JSON: ``record`` is its type, ``kind`` its class of the ontology.

    ValueError, with the record, the row and what is allowed, where a row fits neither the record nor the ontology, and
    where a stated attribute of the record has none.
    """

    def __init__(self, record: type, kind: str, *rows: Field) -> None:
        self.record, self.kind = record, kind
        self.rows = tuple(row.written() for row in rows)
        types = attributes(record)
        for row in self.rows:
            check(record, row, types)
        for keys, name in ((self._keys(), "JSON key"), (self.layout_keys(), "layout key")):
            if twice := next((key for at, key in enumerate(keys) if key in keys[:at]), None):
                raise ValueError(f"{record.__name__}: the {name} {twice} is used twice: {', '.join(keys)}")
        if missing := sorted(set(stated(types)) - {row.attribute.split(".")[0] for row in self.rows}):
            raise ValueError(f"{record.__name__}.{missing[0]}: is stated and has no row in fields.py, so it would be lost")
        self._passages, self._within = (self._passages_of(within=within) for within in (False, True))

    def __iter__(self) -> Iterator[Field]:
        return iter(self.rows)

    def flat(self) -> Iterator[Field]:
        """The rows, with those of an inline record in its place."""
        for row in self.rows:
            yield from row.of.flat() if row.of and row.datatype is Datatype.INLINE else (row,)

    def read_as(self, *readings: FormReading) -> tuple[Field, ...]:
        """The rows that forms state in one of these ways (any, where none is given)."""
        return tuple(row for row in self.flat() if row.read and (row.read in readings or not readings))

    def layout_keys(self, *readings: FormReading) -> tuple[str, ...]:
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
