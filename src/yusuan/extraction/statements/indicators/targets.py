"""The target of an indicator: one cell ("≥95%"), or a sign, a value and a unit in cells of their own."""

from __future__ import annotations

import re
from collections.abc import Mapping

from yusuan.extraction.stated import span_of, text_at, text_of
from yusuan.extraction.tables.rows import Entry
from yusuan.model.disclosure import Stated, Target, Text
from yusuan.model.document import Document
from yusuan.model.issue import Issue
from yusuan.values.numbers import is_blank, parse_number
from yusuan.values.targets import parse_target

_UNIT_IN_BRACKETS = re.compile(r"(?<=\d)\s*[(（](?P<unit>[^()（）\d]{1,8})[)）]$")
"""=86(座): the unit of a number in brackets."""
_WORDLESS = ("定性", "定量")
"""What the sign's column says where there is no sign: of words, or of a number."""


def joined_target(
    document: Document, cells: Mapping[str, Entry], issues: list[Issue]
) -> tuple[Target | None, tuple[Text, ...]]:
    """The target that the cells ("operator", "target", "target_unit") state, and words of a basis that spilled into it.

    The text of a target in several cells is their words in the order sign, value, unit; all of them are its evidence.
    """
    value = cells.get("target")
    if value is None or is_blank(value.text.text):
        return None, ()
    sign, unit = (_printed(cells.get(key)) for key in ("operator", "target_unit"))
    if sign is None and unit is None:
        return _of_one_cell(document, value, issues)
    counted = unit if unit is None or parse_number(unit.text.text) is None else None
    qualitative = sign is not None and sign.text.text.strip() in _WORDLESS
    shown = [each for each in (None if qualitative else sign, value, counted) if each is not None]
    words = "".join(text_at(document, each.cell.span).value for each in shown)
    spans = tuple(each.cell.span for each in (sign, value, unit) if each is not None)
    text = Stated(words, spans)
    number = parse_number(value.text.text.strip())
    plain = "".join(each.text.text.strip() for each in shown)
    parsed = parse_target(plain)
    if number is not None and counted is not None and not qualitative:
        return Target(text, _operator(sign), number, counted.text.text.strip()), ()
    if parsed is None:
        return Target(text), ()
    return Target(text, parsed.operator, parsed.value, parsed.unit), ()


def _of_one_cell(
    document: Document, entry: Entry, issues: list[Issue]
) -> tuple[Target | None, tuple[Text, ...]]:
    printed = Stated(document.words(entry.cell.span), (entry.cell.span,))
    parsed = parse_target(_UNIT_IN_BRACKETS.sub(r"\g<unit>", entry.text.text.strip()))
    if parsed is None:
        return Target(printed), ()
    if _UNIT_IN_BRACKETS.search(entry.text.text):
        return Target(printed, parsed.operator, parsed.value, parsed.unit), ()
    spilled: tuple[Text, ...] = ()
    if parsed.basis is not None:
        spilled = (text_of(document, entry.text, *parsed.basis),)
        issues.append(
            Issue(
                "indicator.basis",
                span_of(entry.text, *parsed.basis),
                f"指标值里的“{spilled[0].value}”读作确定依据。",
                f"'{spilled[0].value}' in the value cell was read as a basis.",
            )
        )
    return Target(printed, parsed.operator, parsed.value, parsed.unit), spilled


def _operator(sign: Entry | None) -> str:
    """What a sign in its own cell says; nothing, or what is no sign, is "="."""
    parsed = parse_target(f"{sign.text.text.strip()}1") if sign else None
    return parsed.operator if parsed else "="


def _printed(entry: Entry | None) -> Entry | None:
    return None if entry is None or is_blank(entry.text.text) else entry
