"""An indicator's target: "≥98%", "18台", "不少于5次", "≥80 调查问卷" → operator, value, unit and what is left over.

A target that holds no number, or whose number is not what is aimed at ("实现10米内信号畅通"), has none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from yusuan.values.numbers import PATTERN, parse_number

_OPERATORS: tuple[tuple[str, str], ...] = (
    (r"≥|>=|=>|大于等于|大于或等于|不低于|不少于|不小于|至少|达到", ">="),
    (r"≤|<=|=<|小于等于|小于或等于|不高于|不超过|不大于|不多于|至多|控制在", "<="),
    (r">|大于|高于|超过|多于", ">"),
    (r"<|小于|低于|少于", "<"),
    (r"=|等于|为", "="),
)
_AFTER = ((r"及以上|以上|及其以上", ">="), (r"及以下|以下|以内|之内|(?<=[天日时钟月年米])内\Z", "<="))
_BEFORE_RE = re.compile("|".join(f"(?P<o{i}>{words})" for i, (words, _) in enumerate(_OPERATORS)))
_VALUE_RE = re.compile(PATTERN)
_DATE_RE = re.compile(
    r"\d{4}年|\d{1,2}月(?![均平]|\Z)|\d{1,2}月\Z|\d{1,2}日(?!均)|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}"
)
_IDLE_BEFORE = re.compile(r"(?:大约|约|完成)[ :：]*")
_IDLE_AFTER = re.compile(r"(?:左右|上下|完成)[。；;]?\Z")
"""Words around a target that change neither its number nor its unit: 约20人, 100%完成."""
_UNIT_RE = re.compile(r"[%‰℃㎡]|[㐀-鿿A-Za-z²³/·]{1,8}")
_AFTER_RE = re.compile("|".join(f"(?P<a{i}>{words})" for i, (words, _) in enumerate(_AFTER)))

BASIS_WORDS = re.compile(
    r"调查问卷|问卷调查|问卷|调查|抽样调查|回访|测评|工作安排|工作计划|实施方案|文件|通知|统计|台账|报表|合同|领导批示|历史数据|行业标准|计划标准"
)
"""Words that name where a value comes from, not what it counts."""


@dataclass(frozen=True, slots=True)
class ParsedTarget:
    """``operator`` is one of >=, <=, >, <, =; ``basis`` is the (start, end) in the text of words of a basis
    that spilled into the cell."""

    operator: str
    value: Decimal
    unit: str | None
    basis: tuple[int, int] | None = None


def parse_target(text: str) -> ParsedTarget | None:
    """The target that cleaned ``text`` states as a number, or ``None``."""
    idle = _IDLE_AFTER.search(text)
    text = text[: idle.start()] if idle else text
    operator, at = _operator_before(text)
    number = _VALUE_RE.match(text, at)
    if not number or _DATE_RE.match(text, at):
        return None
    value = parse_number(number.group())
    if value is None:
        return None
    operator_after, unit, rest = _unit(text, number.end())
    basis = _spilled_basis(text, rest)
    if basis is None and text[rest:].strip(" 。；;.,，、()（）含"):
        return None
    return ParsedTarget(operator or operator_after or "=", value, unit, basis)


def _operator_before(text: str) -> tuple[str | None, int]:
    idle = _IDLE_BEFORE.match(text)
    match = _BEFORE_RE.match(text, idle.end() if idle else 0)
    if not match or not match.lastgroup:
        return None, idle.end() if idle else 0
    end = match.end()
    while end < len(text) and text[end] in " :：":
        end += 1
    return _OPERATORS[int(match.lastgroup[1:])][1], end


def _unit(text: str, at: int) -> tuple[str | None, str | None, int]:
    """(operator said after the number, unit, offset of what follows) from ``at`` on."""
    while at < len(text) and text[at] == " ":
        at += 1
    operator, at = _operator_after(text, at)
    unit = _UNIT_RE.match(text, at)
    if not unit:
        return operator, None, at
    words = unit.group()
    basis = BASIS_WORDS.search(words)
    cut = _AFTER_RE.search(words)
    ends = [m.start() for m in (basis, cut) if m]
    if ends:
        words = words[: min(ends)]
    at += len(words)
    if operator is None:
        operator, at = _operator_after(text, at)
    return operator, words or None, at


def _operator_after(text: str, at: int) -> tuple[str | None, int]:
    match = _AFTER_RE.match(text, at)
    if not match or not match.lastgroup:
        return None, at
    return _AFTER[int(match.lastgroup[1:])][1], match.end()


def _spilled_basis(text: str, at: int) -> tuple[int, int] | None:
    start, end = at, len(text.rstrip())
    while start < end and text[start] in " ，,；;（(":
        start += 1
    while end > start and text[end - 1] in "）)。；;":
        end -= 1
    return (start, end) if start < end and BASIS_WORDS.search(text[start:end]) else None
