"""What do the words over a column, or in front of a row, say of its numbers: which year, stage, fund, part, or count?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from yusuan.extraction.layouts.budget_tables import BudgetLayout, words
from yusuan.extraction.stated import normal
from yusuan.extraction.tables.rows import Entry
from yusuan.model.disclosure import Stated
from yusuan.values.money import declared_unit
from yusuan.vocabulary.concepts import category_by_word, in_scheme
from yusuan.vocabulary.wording import plain

BARE_TOTALS = frozenset({"合计", "总计", "小计", "合计数", "总额", "金额", "本年合计"})
"""Words that mean the whole of whatever they stand in."""

_YEAR = re.compile(r"(20\d\d)年?度?")
_SIDES = ("收入", "支出")
_SIDE_WORDS = re.compile(
    r"收入(?:项目|类别|科目|来源|预算|决算)?(?:名称)?$|支出(?:项目|类别|科目|用途|预算|决算)?(?:名称)?$"
)
_UNIT_IN_BRACKETS = re.compile(r"\((?:单位:)?(?:人民币)?[百千万亿]*元\)")


@dataclass(frozen=True, slots=True)
class HeaderMeaning:
    """What words say. ``kind`` is "amount", "change", "ignored" or "unknown"; ``categories`` the concepts named, outermost
    first; ``total`` where they only say that it is the whole; ``sign`` -1 under 减少."""

    kind: str = "amount"
    year: Stated[int] | None = None
    stage: Stated[str] | None = None
    categories: tuple[Stated[str], ...] = ()
    total: bool = False
    sign: int = 1
    unit: str | None = None
    count: tuple[str, str] | None = None
    side: str | None = None


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    total: frozenset[str]
    total_income: frozenset[str]
    name: re.Pattern[str]
    code: re.Pattern[str]
    unit_name: re.Pattern[str]
    ignored: re.Pattern[str]
    stages: tuple[tuple[re.Pattern[str], str], ...]
    not_stage: re.Pattern[str]
    years: tuple[tuple[re.Pattern[str], int], ...]
    change: re.Pattern[str]
    counts: tuple[tuple[re.Pattern[str], str, str], ...]


@cache
def vocabulary() -> _Vocabulary:
    """words.toml, compiled."""
    said: dict[str, Any] = words()
    return _Vocabulary(
        total=frozenset(map(normal, said["total"])),
        total_income=frozenset(map(normal, said["total_income"])),
        name=re.compile(said["name"]),
        code=re.compile(said["code"]),
        unit_name=re.compile(said["unit_name"]),
        ignored=re.compile("|".join(each["pattern"] for each in said["ignored"])),
        stages=tuple((re.compile(each["pattern"]), each["stage"]) for each in said["stage"]),
        not_stage=re.compile(said["not_stage"]),
        years=tuple((re.compile(each["pattern"]), each["offset"]) for each in said["year"]),
        change=re.compile(said["change"]),
        counts=tuple((re.compile(each["pattern"]), each["category"], each["unit"]) for each in said["count"]),
    )


def stage_in(label: str) -> str | None:
    """The stage that a label (see ``normal``) names, or ``None``."""
    rest = vocabulary().not_stage.sub("", label)
    return next((stage for pattern, stage in vocabulary().stages if pattern.search(rest)), None)


def year_in(label: str, base: int | None) -> int | None:
    """The one fiscal year that a label names, counted from ``base`` where it says 上年; ``None`` for none or several."""
    printed = {int(year) for year in _YEAR.findall(label)}
    if printed:
        return printed.pop() if len(printed) == 1 else None
    offset = next((offset for pattern, offset in vocabulary().years if pattern.search(label)), None)
    return None if offset is None or base is None else base + offset


def count_in(label: str) -> tuple[str, str] | None:
    """(category, unit) of what a label counts, or ``None``."""
    return next(
        ((category, unit) for pattern, category, unit in vocabulary().counts if pattern.search(label)), None
    )


def bare(label: str) -> str:
    """A label without the unit in brackets after it."""
    return _UNIT_IN_BRACKETS.sub("", label)


def of_path(path: Sequence[Entry], layout: BudgetLayout, side: str | None, base: int | None) -> HeaderMeaning:
    """What the header entries over a column say together, outermost first; ``base`` is the year that 本年 means."""
    meaning = HeaderMeaning()
    known = False
    for entry in path:
        own = layout.columns.get(entry.label) or layout.columns.get(bare(entry.label))
        each = _given(own, entry, base) if own else of_label(entry, layout, side, base)
        known = each.kind != "unknown"
        if each.kind == "ignored":
            return each
        meaning = _with(meaning, each)
    if path and not known:
        return replace(meaning, kind="unknown")
    return meaning


def of_label(entry: Entry, layout: BudgetLayout, side: str | None, base: int | None) -> HeaderMeaning:
    """What one header entry says by itself."""
    voc, label = vocabulary(), bare(entry.label)
    declared = declared_unit(entry.text.text)
    unit = declared[0] if declared else None
    if voc.ignored.search(label) and not (side_of(label) and "率" not in label and "%" not in label):
        return HeaderMeaning("ignored")
    span = (entry.cell.span,)
    stage = stage_in(label)
    if voc.change.search(label) and stage != "adjusted-budget":
        return HeaderMeaning("change", unit=unit, sign=-1 if "减" in label and "增" not in label else 1)
    counted = count_in(label)
    if counted:
        return HeaderMeaning(count=counted, unit=unit)
    total = label in voc.total or (side == "income" and label in voc.total_income)
    category = None if label in BARE_TOTALS else column_category(label, layout, side)
    year = None if category and not _YEAR.search(label) else year_in(label, base)
    if category is None and not total:
        category = column_category(_core(label), layout, side)
        total = _core(label) in voc.total
    known = total or category or year or stage or unit or side_of(label) or voc.name.search(label)
    return HeaderMeaning(
        kind="amount" if known else "unknown",
        year=Stated(year, span) if year else None,
        stage=Stated(stage, span) if stage else None,
        categories=(Stated(category, span),) if category else (),
        total=total,
        unit=unit,
        side=side_of(label),
    )


def side_of(label: str) -> str | None:
    """ "income" or "expenditure" where a header label says no more than that."""
    if not _SIDE_WORDS.match(label):
        return None
    return "income" if label.startswith(_SIDES[0]) else "expenditure"


def column_category(label: str, layout: BudgetLayout, side: str | None) -> str | None:
    """The concept that the header of a column names: a category, or an item of the economic classification."""
    if len(label) < 2:
        return None
    root = (layout.total or "").split("/")[0] or None
    within = root if root in ("three-public", "procurement") else side
    found = category_by_word(label, within=within)
    if found is not None and found.path not in ("income", "expenditure"):
        return found.path
    return _economic_names().get(plain(label))


@cache
def _economic_names() -> dict[str, str]:
    return {plain(word): each.path for each in reversed(in_scheme("economic")) for word in each.words_zh}


def _core(label: str) -> str:
    """A label without its year and without the stage at its end: 2024年因公出国(境)费预算数 → 因公出国(境)费."""
    text = _YEAR.sub("", label)
    for pattern, _ in vocabulary().years:
        text = re.sub(rf"^(?:{pattern.pattern})", "", text)
    return re.sub(r"(?:年初|调整|全年)?(?:预算|决算|执行|完成)数?$", "", text)


def _given(own: dict[str, Any], entry: Entry, base: int | None) -> HeaderMeaning:
    """What a layout says that a header word of its own means; its year counts from ``base``."""
    span = (entry.cell.span,)
    year = base + own["year"] if "year" in own and base is not None else None
    if "ignored" in own:
        return HeaderMeaning("ignored")
    return HeaderMeaning(
        kind="change" if own.get("change") else "amount",
        year=Stated(year, span) if year is not None else None,
        stage=Stated(own["stage"], span) if "stage" in own else None,
        categories=(Stated(own["category"], span),) if "category" in own else (),
        total=bool(own.get("total")),
        unit=own.get("unit"),
    )


def _with(outer: HeaderMeaning, inner: HeaderMeaning) -> HeaderMeaning:
    """What an outer header and one below it say together."""
    change = "change" in (outer.kind, inner.kind)
    return HeaderMeaning(
        kind="change" if change else "amount",
        year=None if change else inner.year or outer.year,
        stage=None if change else inner.stage or outer.stage,
        categories=(*outer.categories, *inner.categories),
        total=inner.total or (outer.total and not inner.categories),
        sign=outer.sign * inner.sign,
        unit=inner.unit or outer.unit,
        count=inner.count or outer.count,
        side=inner.side or outer.side,
    )
