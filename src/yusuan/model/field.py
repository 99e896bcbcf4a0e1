"""What is one field of a record? Its attribute, its property of the ontology, and how forms, exports and search treat it.

The rows themselves are in ``fields``.
"""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass, replace
from enum import Enum, auto
from operator import attrgetter
from typing import TYPE_CHECKING

from yusuan.vocabulary.property_table import PROPERTIES

if TYPE_CHECKING:
    from yusuan.model.field_list import Fields


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
