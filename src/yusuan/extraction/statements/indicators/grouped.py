"""Indicators whose levels stand in the header: 产出指标 over 三级指标 | 指标值, or 数量指标 over cells of name and target in one.

The rows of such a table are projects; each group of columns holds an indicator of its level, a cell perhaps several.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from yusuan.extraction.layouts.labels import lines_of, part
from yusuan.extraction.statements.narrative.numbered_goals import split_numbered
from yusuan.extraction.tables.alignment import level_depth
from yusuan.extraction.tables.rows import Entry
from yusuan.model.document import Document
from yusuan.values.clean import CleanText
from yusuan.values.numbers import PATTERN
from yusuan.values.targets import parse_target

_SIGN = r"(?:[≥≤><=＞＜＝]{1,2}|大于等于|小于等于|不低于|不少于|不高于|不超过|达到)"
_SIGNED = re.compile(
    rf"(?P<name>.{{2,60}}?)[:：,，\s]*(?P<target>{_SIGN}\s*(?:{PATTERN}).{{0,10}})[。；;]?\Z", re.S
)
_COLON = re.compile(r"(?P<name>[^:：]{2,40})[:：]\s*(?P<target>\S.*?)[。；;]?\Z", re.S)
_PLAIN = re.compile(
    rf"(?P<name>[^\d]{{2,60}}?)[,，\s]*(?P<target>(?:{PATTERN})\s*[%‰㐀-鿿²/]{{0,6}})[。；;]?\Z", re.S
)
_NUMBER = re.compile(r"(?:三级)?指标\s*\d{1,2}\s*[:：.、]\s*")
_NUMBERED = re.compile(r"[(（]?\d{1,2}[)）、.．]|[①-⑳]")
_PARTS = re.compile(r"[；;]+")


@dataclass(frozen=True, slots=True)
class Group:
    """Columns (column → property) below one level of the header; ``joined`` where a cell holds name and target in one."""

    levels: tuple[Entry | None, Entry | None]
    columns: dict[int, str]
    joined: bool = False


def groups(paths: Sequence[tuple[Entry, ...]], properties: Mapping[int, str]) -> tuple[Group, ...]:
    """The groups of a header's columns: those with ``properties`` under a level, and levels with nothing below them. None
    unless there are two levels and each has names."""
    found: dict[tuple[int, ...], Group] = {}
    for column, path in enumerate(paths):
        levels = [entry for entry in path if is_level(entry)]
        key = properties.get(column)
        joined = bool(levels) and key is None and path[-1] is levels[-1]
        if not levels or key == "ignore" or not (key or joined):
            continue
        at = tuple(entry.cell.span.start for entry in levels)
        group = found.setdefault(at, Group(_levels(levels), {}, joined))
        if joined == group.joined and (key or "name") not in group.columns.values():
            group.columns[column] = key or "name"
    if len(found) < 2 or not all("name" in group.columns.values() for group in found.values()):
        return ()
    return tuple(found.values())


def is_level(entry: Entry) -> bool:
    """Whether a header cell names a level of indicators."""
    return level_depth(entry.text.text) > 0


def _levels(found: Sequence[Entry]) -> tuple[Entry | None, Entry | None]:
    if len(found) > 1:
        return found[0], found[-1]
    return (
        (None, found[0])
        if level_depth(found[0].text.text) == 2 and found[0].label not in _EITHER
        else (found[0], None)
    )


_EITHER = ("成本指标", "满意度指标")
"""Levels that stand beside 产出指标 as often as below it."""


def parted(document: Document, entry: Entry) -> Iterator[dict[str, Entry]]:
    """The cells ("name", "target") of each indicator in one cell, a line each or numbered: 1.储备冲锋舟≥6艘；2.合格率：100%."""
    lines = [line.text.strip() for line in lines_of(document, entry)]
    whole = len(lines) < 2 or not all(
        _part(line)[1] or _NUMBERED.match(line.text) for line in lines
    )  # only wrapped
    found: list[CleanText] = []
    for text in [entry.text.strip()] if whole else lines:
        found += [one for piece in split_numbered(text, len(found) + 1) for one in _cut(piece)]
    for one in found:
        name, target = _part(one)
        yield {"name": part(entry, name)} | ({"target": part(entry, target)} if target else {})


def _cut(text: CleanText) -> Iterator[CleanText]:
    at = 0
    for cut in [*_PARTS.finditer(text.text), None]:
        one = text.piece(at, cut.start() if cut else len(text.text)).strip()
        at = cut.end() if cut else at
        if one.text:
            yield one


def _part(text: CleanText) -> tuple[CleanText, CleanText | None]:
    number = _NUMBER.match(text.text)
    text = text.piece(number.end(), len(text.text)) if number else text
    for pattern in (_SIGNED, _COLON, _PLAIN):
        match = pattern.fullmatch(text.text)
        if match and (pattern is _COLON or parse_target(match["target"]) is not None):
            return text.piece(*match.span("name")).strip(), text.piece(*match.span("target")).strip()
    return text, None
