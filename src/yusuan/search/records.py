"""Which record has this ordinal, which ordinals pass these filters? The records beside the text and the
vectors.

One line of JSON a record, found by a table of offsets and read through a memory map when it is asked for;
the facets of all records stand apart as columns of numbers, so that filtering and counting read no record.
Records are in order of IRI and document, so that one is found by bisection.
"""

from __future__ import annotations

import json
import mmap
import sys
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import astuple, fields
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any

from yusuan.model.record import Filters, Passage, Record
from yusuan.search.manifest import check_sizes, damaged, seal, verify
from yusuan.vocabulary.concepts import path_of

_FORMAT = 2
_LINES, _OFFSETS, _COLUMNS, _TABLES = "records.jsonl", "offsets.bin", "facets.bin", "tables.json"
_NO_YEAR = 0
_FIELDS = tuple(each.name for each in fields(Record))
_ENDINGS = "省市县区旗州盟镇乡"


def in_order(records: Iterable[Record]) -> list[Record]:
    """``records`` as they are numbered: by IRI and document."""
    return sorted(records, key=_key)


def write_records(directory: Path, records: list[Record], about: dict[str, Any]) -> None:
    """Writes ``records``, which are in order, and ``about``, what else the index wants to know of itself."""
    directory.mkdir(parents=True, exist_ok=True)
    offsets = array("Q", [0])
    with (directory / _LINES).open("wb") as stream:
        for record in records:
            line = json.dumps(astuple(record), ensure_ascii=False, separators=(",", ":"), default=str).encode(
                "utf-8", "surrogatepass"
            )
            stream.write(line + b"\n")
            offsets.append(stream.tell())
    _write(directory / _OFFSETS, offsets)
    tables = _Tables()
    columns = [tables.row(record) for record in records]
    _write(directory / _COLUMNS, array("i", [row[at] for at in range(5) for row in columns]))
    topics: dict[str, list[int]] = {}
    for ordinal, record in enumerate(records):
        for topic in record.topics:
            topics.setdefault(topic_path(topic), []).append(ordinal)
    whole = {
        "format": _FORMAT,
        "count": len(records),
        "about": about,
        "topics": topics,
        "tables": tables.values,
    }
    (directory / _TABLES).write_text(
        json.dumps(whole, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8"
    )
    seal(directory)


def topic_path(topic: str) -> str:
    """A topic's concept path ("topic/…"), given as path or IRI."""
    return path_of(topic) or topic


class Records:
    """The records of one index, open for reading."""

    def __init__(self, directory: Path) -> None:
        check_sizes(directory)
        self._directory = directory
        try:
            whole = json.loads((directory / _TABLES).read_text(encoding="utf-8"))
            if whole["format"] != _FORMAT:
                raise ValueError(f"format {whole['format']}, expected {_FORMAT}")
            self._count = int(whole["count"])
            self.about: dict[str, Any] = whole["about"]
            self.topics: dict[str, list[int]] = whole["topics"]
            self._tables: dict[str, list[Any]] = whole["tables"]
            self._offsets = _read("Q", directory / _OFFSETS)
            columns = _read("i", directory / _COLUMNS)
            if len(self._offsets) != self._count + 1 or len(columns) != 5 * self._count:
                raise ValueError("the files do not belong together")
            self._columns = {
                name: columns[at * self._count : (at + 1) * self._count]
                for at, name in enumerate(_Tables.NAMES)
            }
            with (directory / _LINES).open("rb") as stream:
                self._lines = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) if self._count else b""
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise damaged(directory, error) from error

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, ordinal: int) -> Record:
        """The record with this number. Raises IndexDamaged where it does not read."""
        if not 0 <= ordinal < self._count:
            raise IndexError(ordinal)
        try:
            held = json.loads(
                self._lines[self._offsets[ordinal] : self._offsets[ordinal + 1]].decode(
                    "utf-8", "surrogatepass"
                )
            )
            named = dict(zip(_FIELDS, held, strict=True))
            named |= {name: tuple(named[name]) for name in ("divisions", "topics")}
            named["passages"] = tuple(Passage(*each) for each in named["passages"])
            named["amount"] = None if named["amount"] is None else Decimal(named["amount"])
            return Record(**named)
        except (ValueError, TypeError, ArithmeticError) as error:
            raise damaged(self._directory / _LINES, error) from error

    def __iter__(self) -> Iterator[Record]:
        return (self[ordinal] for ordinal in range(self._count))

    def ordinal_of(self, record: Record) -> int | None:
        """The number of the record with the IRI and document of ``record``; ``None`` where there is none."""
        at = bisect_left(range(self._count), _key(record), key=lambda ordinal: _key(self[ordinal]))
        return at if at < self._count and _key(self[at]) == _key(record) else None

    def first_of(self, iri: str) -> Record | None:
        """The record with this IRI (of several documents, the first by SHA-256); ``None`` where there is none."""
        at = bisect_left(range(self._count), iri, key=lambda ordinal: self[ordinal].iri)
        found = self[at] if at < self._count else None
        return found if found is not None and found.iri == iri else None

    def below(self, ordinal: int) -> Iterator[tuple[int, Record]]:
        """The records of the parts of a record (a project's indicators), with their numbers; they stand behind it."""
        owner = f"{self[ordinal].iri}/"
        for at in range(ordinal + 1, self._count):
            record = self[at]
            if not record.iri.startswith(owner):
                return
            yield at, record

    def allowed(self, filters: Filters) -> set[int] | None:
        """The ordinals that pass ``filters``; ``None`` where all do."""
        wanted: list[tuple[str, set[int]]] = []
        for name in ("kind", "department", "document"):
            value = getattr(filters, name)
            if value is not None:
                wanted.append((name, {at for at, each in enumerate(self._tables[name]) if each == value}))
        if filters.division is not None:
            table = enumerate(self._tables["division"])
            wanted.append(("division", {at for at, (_, _, *names) in table if filters.division in names}))
        if filters.year is not None:
            wanted.append(("year", {filters.year}))
        if not wanted:
            return None
        passing = [
            {o for o, value in enumerate(self._columns[name]) if value in values} for name, values in wanted
        ]
        return set.intersection(*passing)

    @cached_property
    def places(self) -> dict[str, str]:
        """The name of each division of the records, and of those above them, by what it is called: itself, or short
        (鹿泉 for 鹿泉区); longest first."""
        names = {
            name for _, _, *names in self._tables["division"] for name in names if name and not name.isascii()
        }
        called = {name[:-1]: name for name in sorted(names) if len(name) > 2 and name[-1] in _ENDINGS}
        called |= {name: name for name in names}
        return dict(sorted(called.items(), key=lambda each: (-len(each[0]), each[0])))

    def division_of(self, ordinal: int) -> tuple[str | None, str | None]:
        """The code and the name of a record's division."""
        name, code, *_ = self._tables["division"][self._columns["division"][ordinal]]
        return code, name

    def department_of(self, ordinal: int) -> str | None:
        """The IRI of a record's department."""
        found: str | None = self._tables["department"][self._columns["department"][ordinal]]
        return found

    def facets(self, ordinals: Iterable[int]) -> dict[str, dict[str, int]]:
        """How many of ``ordinals`` have each kind, division (by name) and year, most first."""
        chosen = list(ordinals)
        kinds, divisions, years = (
            Counter(map(self._columns[name].__getitem__, chosen)) for name in ("kind", "division", "year")
        )
        names: Counter[str] = Counter()
        for at, count in divisions.items():
            names[self._tables["division"][at][0] or ""] += count
        return {
            "kind": _counted(Counter({self._tables["kind"][at]: count for at, count in kinds.items()})),
            "division": _counted(Counter({name: count for name, count in names.items() if name})),
            "year": _counted(
                Counter({str(year): count for year, count in years.items() if year != _NO_YEAR})
            ),
        }

    def verify(self) -> None:
        """Reads every byte; IndexDamaged where one has changed since it was written."""
        verify(self._directory)


class _Tables:
    """Numbers for the values of the facets, handed out as they come."""

    NAMES = ("kind", "division", "year", "department", "document")

    def __init__(self) -> None:
        self.values: dict[str, list[Any]] = {name: [] for name in self.NAMES if name != "year"}
        self._numbers: dict[tuple[str, Hashable], int] = {}

    def row(self, record: Record) -> tuple[int, ...]:
        division = (record.division, record.division_code, *record.divisions)
        return (
            self._number("kind", record.kind),
            self._number("division", division),
            _NO_YEAR if record.year is None else record.year,
            self._number("department", record.department_iri),
            self._number("document", record.document),
        )

    def _number(self, name: str, value: Hashable) -> int:
        number = self._numbers.setdefault((name, value), len(self.values[name]))
        if number == len(self.values[name]):
            self.values[name].append(value)
        return number


def _key(record: Record) -> tuple[str, str]:
    return record.iri, record.document


def _counted(counts: Counter[str]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def _write(path: Path, numbers: array[int]) -> None:
    if sys.byteorder == "big":
        numbers.byteswap()
    path.write_bytes(numbers.tobytes())


def _read(kind: str, path: Path) -> array[int]:
    numbers = array(kind)
    numbers.frombytes(path.read_bytes())
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
