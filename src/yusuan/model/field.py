"""What is one field of a record, and what are all of one kind of record? Its attribute, its property of the ontology, and how
forms, exports and search treat it.

The rows themselves are in ``fields``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import KW_ONLY, dataclass, replace
from enum import Enum, auto
from operator import attrgetter
from typing import TYPE_CHECKING, TypeVar

from yusuan.model.record import PASSAGE_FIELDS
from yusuan.vocabulary.property_table import PROPERTIES

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Filled = TypeVar("Filled", bound="DataclassInstance")


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


class FormReading(Enum):
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
    read: FormReading | None = None
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

    ``field_checks.fields_of`` makes them, and refuses rows that do not fit.
    """

    def __init__(self, record: type, kind: str, rows: tuple[Field, ...]) -> None:
        self.record, self.kind = record, kind
        self.rows = rows
        self._named: dict[bool, dict[str, str]] = {}  # passages are asked for by every record

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
        if within not in self._named:
            self._named[within] = self._passages_of(within=within)
        return self._named[within]

    def _passages_of(self, *, within: bool) -> dict[str, str]:
        named = ((row.property, row.within if within else row.passage) for row in self.flat())
        found = [(iri, field) for iri, field in named if field]
        return dict(sorted(found, key=lambda pair: PASSAGE_FIELDS.index(pair[1])))

    def keys(self) -> tuple[str, ...]:
        """The keys of JSON of a record, its evidence included."""
        return ("evidence", *(row.key for row in self.rows if row.key))


def filled(record: Filled, values: Mapping[str, object]) -> Filled:
    """``record`` with ``values`` by attribute, as rows that were checked have read them."""
    return replace(record, **values)
