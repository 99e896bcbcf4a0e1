"""Where in a budget table do the header, the rows and the columns stand? Preamble, header, data; groups of columns side by side.

A column's role is told by its header words and by what stands in it: a code, a name, the name of a unit, a value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from yusuan.extraction.statements.budget.words import BARE_TOTALS, bare, vocabulary
from yusuan.extraction.tables.grid import Grid, grid_of, header_paths
from yusuan.extraction.tables.rows import Entry, Row
from yusuan.values.numbers import is_blank, parse_number
from yusuan.values.ordinals import leading_ordinal
from yusuan.vocabulary.concepts import in_scheme
from yusuan.vocabulary.wording import plain

CODE = re.compile(r"[\[(（]?(\d{3}|\d{5}|\d{7})[\])）]?[-—_:：、.\s]*(?=[^\d.,，]|$)")
"""A classification code, alone or before the name of what it is of."""

_PREAMBLE = re.compile(
    r"(?:金额|计量|货币)?单位(?:名称)?[:：]|(?:部门|预算|编制|填报|公开|编报|预算)?(?:部门|单位)(?:名称|代码|编码)?[:：]|公开\S{0,4}表|^附?表\s*[\d一二三四五六七八九十]"
    r"|预算年度[:：]|日期[:：]|^\d{4}年?度?$"
)
_AMOUNT = re.compile(r"(?P<number>.*?\d)\s*(?P<unit>亿元|千万元|百万元|万元|千元|元)\s*$")
_FORMULA = re.compile(
    r"[\d一二三四五六七八九十A-Z]{1,3}(?:[=＝+＋\-－()（）/*×]+\d{1,3})*[)）]?$|栏次|^\*+$|^甲$|^乙$|^丙$|^丁$"
)
_FEW = 6
_MOST_TITLE = 80


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its role ("code", "name", "unit", "value", "ignored" or "empty") and the header entries over it."""

    at: int
    role: str
    path: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class ColumnGroup:
    """Columns that belong together: those that name a row, and the values beside them."""

    keys: tuple[Column, ...]
    values: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """A table taken apart. ``start`` is the first header row, ``data`` the first row with data."""

    grid: Grid
    start: int
    data: int
    groups: tuple[ColumnGroup, ...]

    def starting(self, row: int, column: int) -> Entry | None:
        """The entry that begins at a position: one that is merged over several rows counts in its first only."""
        entry = self.grid.at(row, column)
        if entry is None or entry.blank or entry.cell.column != column:
            return None
        return None if self.grid.at(row - 1, column) is entry else entry


def number_in(entry: Entry) -> tuple[str, str | None] | None:
    """The number that a cell holds as printed, and the unit printed after it; ``None`` where it holds none."""
    text = entry.text.text.strip()
    if parse_number(text) is not None:
        return text, None
    match = _AMOUNT.match(text)
    if match and parse_number(match["number"]) is not None:
        return match["number"].strip(), match["unit"]
    return None


def frame(rows: Sequence[Row]) -> Frame:
    """The parts of a table."""
    grid = grid_of(rows)
    start = next((at for at, row in enumerate(rows) if not _preamble(row)), len(rows))
    data = _first_data(rows, start)
    paths = header_paths(grid, start, data)
    columns = [Column(at, _role(grid, paths[at], at, data), _said(paths[at])) for at in range(grid.width)]
    return Frame(grid, start, data, tuple(_groups(columns)))


def preamble(rows: Sequence[Row]) -> list[Entry]:
    """The entries above the header: a title, the unit of money."""
    found: list[Entry] = []
    for row in rows:
        if not _preamble(row):
            break
        found += [entry for entry in row if not entry.blank]
    return found


def _preamble(row: Row) -> bool:
    printed = [entry for entry in row if not entry.blank]
    if not printed or all(_PREAMBLE.search(entry.text.text) for entry in printed):
        return True
    return (
        len(printed) == 1
        and (printed[0].cell.colspan > 2 or printed[0].cell.colspan + printed[0].cell.column < len(row))
        and not _is_datum(printed[0])
        and len(printed[0].text.text) <= _MOST_TITLE
    )


def _is_datum(entry: Entry) -> bool:
    return number_in(entry) is not None or bool(leading_ordinal(entry.text.text.strip()))


def _first_data(rows: Sequence[Row], start: int) -> int:
    for at in range(start, len(rows)):
        printed = [entry for entry in rows[at] if not entry.blank]
        if _is_index(printed):
            continue
        if any(number_in(entry) for entry in printed) or _named(printed, at > start):
            return at
    return len(rows)


def _is_index(printed: Sequence[Entry]) -> bool:
    """Whether a row only numbers the columns: 栏次 1 2 3, or 1 2 3=4+5."""
    if len(printed) < 2 or not all(_FORMULA.match(entry.label) for entry in printed):
        return False
    numbers = [entry.label for entry in printed if entry.label.isdigit()]
    return not numbers or (
        len(numbers[0]) < 2
        and all(int(one) <= _FEW * 10 for one in numbers)
        and numbers == sorted(numbers, key=int)
    )


def _named(printed: Sequence[Entry], below: bool) -> bool:
    """Whether a row without a number is one of data all the same: it is numbered, has a code, or names a class."""
    if not printed or not below:
        return False
    first = printed[0]
    voc = vocabulary()
    if any(bare(entry.label) in voc.total or voc.name.search(bare(entry.label)) for entry in printed[1:]):
        return False
    if leading_ordinal(first.text.text.strip()) and not voc.name.fullmatch(first.label):
        return True
    match = CODE.match(first.text.text.strip())
    return bool(match) or plain(first.text.text) in _class_names()


@cache
def _class_names() -> frozenset[str]:
    return frozenset(
        plain(word)
        for scheme in ("functional", "economic")
        for each in in_scheme(scheme)
        if len(each.notation or "") == 3
        for word in each.words_zh
    )


def _said(path: Sequence[Entry]) -> tuple[Entry, ...]:
    """The header entries that are words, not numbers of columns; nor what a data row's 类 款 项 left among them."""
    return tuple(entry for entry in path if not _FORMULA.match(entry.label))


def _role(grid: Grid, path: tuple[Entry, ...], at: int, data: int) -> str:
    voc = vocabulary()
    said = [bare(entry.label) for entry in path if not _FORMULA.match(entry.label)]
    cells = [entry for entry in _below(grid, at, data) if entry.label not in ("类", "款", "项")]
    levels = len(cells) < len(list(_below(grid, at, data)))
    last = said[-1] if said else ""
    numeric = [entry for entry in cells if number_in(entry) or is_blank(entry.text.text)]
    codes = [entry for entry in cells if CODE.fullmatch(entry.text.text.strip()) or entry.label.isdigit()]
    if voc.ignored.search(last) and len(said) and not any(word in ("收入", "支出") for word in said[-1:]):
        return "ignored"
    if voc.unit_name.search(last) and not voc.name.fullmatch(last):
        return "unit"
    coded = levels or voc.code.search(last) or any("编码" in word or "代码" in word for word in said)
    items = [
        entry for entry in cells if not entry.label.endswith(("合计", "总计", "小计"))
    ]  # merged over the codes
    if items and coded and len(codes) * 2 >= len(items):
        return "code"
    if items and len(codes) == len(items) and _looks_coded(codes, said):
        return "code"
    if not cells:
        if coded:
            return "code"
        if voc.name.search(last) and last not in BARE_TOTALS:
            return "name"
        return "value" if said else "empty"
    if len(numeric) * 2 >= len(cells) and any(number_in(entry) for entry in cells):
        return "ignored" if not said and _counts_up(numeric) else "value"
    if len(numeric) == len(cells):  # dashes only
        return "value" if said else "empty"
    return "name"


def _looks_coded(codes: Sequence[Entry], said: Sequence[str]) -> bool:
    """Whether whole numbers under no header that speaks of money are classification codes."""
    whole = [entry for entry in codes if CODE.fullmatch(entry.text.text.strip())]
    spoken = [word for word in said if not vocabulary().name.search(word)]
    return len(whole) == len(codes) and not spoken and codes[0].label[0] in "1235"


def _counts_up(numeric: Sequence[Entry]) -> bool:
    numbers = [entry.label for entry in numeric]
    return len(numbers) > 2 and numbers == [str(at) for at in range(1, len(numbers) + 1)]


def _below(grid: Grid, column: int, data: int) -> Iterator[Entry]:
    seen: Entry | None = None
    for row in range(data, len(grid.rows)):
        entry = grid.at(row, column)
        if entry is not None and entry is not seen and not entry.blank and entry.cell.column == column:
            yield entry
        seen = entry


def _groups(columns: Sequence[Column]) -> Iterator[ColumnGroup]:
    keys: list[Column] = []
    values: list[Column] = []
    for column in columns:
        if column.role in ("code", "name", "unit"):
            if values:
                yield ColumnGroup(tuple(keys), tuple(values))
                keys, values = [], []
            keys.append(column)
        elif column.role == "value":
            values.append(column)
    if values:
        yield ColumnGroup(tuple(keys), tuple(values))
