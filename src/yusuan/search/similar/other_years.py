"""Which projects are the same project in another disclosure: of another year, or another stage of the same year?

A county that pays for something year after year publishes it year after year. The same department's project of the same
name is a copy, and so is one of the same name or code in the same division in another year; a year that is part of
the name does not count.
"""

from __future__ import annotations

import re

from yusuan.model.record import Filters, Record
from yusuan.search.analysis import regular
from yusuan.search.records import Records

_YEAR = re.compile(r"(?:19|20)\d{2}(?:年度|年)?")


def copies(ordinal: int, records: Records) -> set[int]:
    """The numbers of the copies of record ``ordinal``, without itself."""
    own = records[ordinal]
    return {
        other
        for other in (records.allowed(Filters(kind=own.kind)) or set()) - {ordinal}
        if _near(ordinal, other, own, records) and _is_copy(own, records[other])
    }


def same_division(own: Record, other: tuple[str | None, str | None]) -> bool:
    """Whether ``other`` (code, name) is the division of ``own``; codes decide where both have one."""
    code, name = other
    if own.division_code and code:
        return own.division_code == code
    return own.division is not None and own.division == name


def _near(ordinal: int, other: int, own: Record, records: Records) -> bool:
    """Whether the two may be copies, told without reading the other."""
    department = records.department_of(ordinal)
    return (department is not None and department == records.department_of(other)) or same_division(
        own, records.division_of(other)
    )


def _is_copy(own: Record, other: Record) -> bool:
    if own.document == other.document:
        return False
    name = _name(own)
    same_name = bool(name) and name == _name(other)
    same_department = own.department_iri is not None and own.department_iri == other.department_iri
    if same_department and same_name:
        return True
    same_code = own.code is not None and own.code == other.code
    return own.year != other.year and (same_name or same_code)


def _name(record: Record) -> str:
    """The name as names are compared: without white space and without its year."""
    return _YEAR.sub("", "".join(regular(record.label)[0].split()))
