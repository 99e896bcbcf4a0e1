"""Under which columns do the cells of a row stand, where merged cells were left out and the rest moved to the left?

What fits where is told by the kinds of content: levels of indicators, signs (≥), numbers, words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from yusuan.extraction.tables.rows import Entry, Row
from yusuan.model.field import FormReading
from yusuan.model.fields import INDICATOR, PROJECT
from yusuan.values.numbers import is_blank, parse_number
from yusuan.vocabulary.concepts import level_by_word

SIGN = re.compile(r"[≥≤><=＞＜＝]{1,2}|大于等于|小于等于|大于|小于|等于|不低于|不超过|定性|定量")
_BRACKETS = re.compile(r"[(（][^()（）]*[)）]$")
_NUMBERS = frozenset(
    {"flow", *(key for each in (PROJECT, INDICATOR) for key in each.layout_keys(FormReading.MONEY, FormReading.NUMBER))}
)
_WORDS = frozenset(
    {"name", "goals", "goals_long_term", "outcome", "purpose", "unit", "project", "description", "label"}
)


def level_depth(text: str) -> int:
    """1 for the words of a first level (产出指标), 2 for those of a second (数量指标), 0 for others."""
    words = _BRACKETS.sub("", text.strip())
    level = level_by_word(words) if len(words) <= 16 else None
    return 0 if level is None else 2 if level.broader else 1


def aligned(row: Row, columns: Mapping[int, str], trusted: bool) -> Row:
    """``row`` moved to the right under ``columns`` (column → property) as far as its contents fit best; a row whose
    columns are ``trusted`` (the table marks its merged cells), or that fits as it is, stays."""
    printed = [entry for entry in row if not entry.blank]
    if trusted or not printed or not columns:
        return row
    room = max(columns) - printed[-1].cell.column
    best = max(
        range(max(room, 0) + 1), key=lambda shift: (_fit(printed, columns, shift) - bool(shift), -shift)
    )
    if best == 0:
        return row
    return tuple(replace(e, cell=replace(e.cell, column=e.cell.column + best)) for e in printed)


def _fit(printed: Sequence[Entry], columns: Mapping[int, str], shift: int) -> int:
    return sum(fits(columns.get(entry.cell.column + shift), entry.text.text.strip()) for entry in printed)


def fits(kind: str | None, text: str) -> int:
    """How well a cell's words suit a column of this property: 2 very well, -2 not at all, 0 where nothing tells."""
    if kind is None or is_blank(text):
        return 0
    number = parse_number(text.rstrip("%")) is not None
    sign = bool(SIGN.fullmatch(text))
    depth = level_depth(text)
    if kind in ("level1", "level2"):
        own = 1 if kind == "level1" else 2
        if not depth and text.endswith("指标"):
            return 2 if own == 1 else -1
        return 2 if depth == own else 1 if depth else -2 if number or sign else -1
    if kind == "operator":
        return 2 if sign else -2
    if kind in _NUMBERS:
        return 2 if number else -2
    if kind == "target":
        return 1 if any(character.isdigit() for character in text) else 0
    if kind == "target_unit":
        return -2 if number or sign or len(text) > 8 else 1
    if kind in _WORDS:
        return -2 if number or sign else -1 if depth else 1
    return 0
