"""How is one row said in a sentence? A name, a pair, an amount, a change, a share, a target, in zh or en; and lists of them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from yusuan.questions.answer import AnswerRow
from yusuan.questions.money import money, said
from yusuan.values.numbers import format_decimal
from yusuan.vocabulary.concepts import find

_SHOWN = 12


def listed(items: Sequence[str], lang: str) -> str:
    separator = "；" if any("：" in item or "，" in item for item in items) else "、"
    if lang == "en":
        separator = "; "
    unique = list(dict.fromkeys(items))
    more = f"……等 {len(unique)} 项" if lang == "zh" else f" … {len(unique)} in all"
    return separator.join(unique[:_SHOWN]) + (more if len(unique) > _SHOWN else "")


def name(row: AnswerRow, several_years: bool) -> str:
    label = (row.label or row.code or "").strip("；。;")
    return f"{label}（{row.year}）" if several_years and row.year else label


def pair(row: AnswerRow, unit: str, lang: str, several_years: bool) -> str:
    value = (
        said(row.value, unit, lang)
        if row.value is not None
        else ("未列金额" if lang == "zh" else "no amount")
    )
    told = [row.division, str(row.year) if several_years and row.year else None] if row.code else []
    place = f"（{'，'.join(filter(None, told))}）" if any(told) else ""
    return f"{row.label}{place} {value}" if lang == "zh" else f"{row.label}{place}: {value}"


def line(row: AnswerRow, lang: str) -> str:
    category = find(row.category or "")
    name = (category.label(lang) if category else "") + _part_of(row, lang)
    year = f"{row.year}年" if row.year and lang == "zh" else f" {row.year}" if row.year else ""
    value = said(row.value, "元", lang) if row.value is not None else ""
    return (
        f"{row.label or ''}{year}{name} {value}"
        if lang == "zh"
        else f"{row.label or ''}{year}, {name}: {value}"
    )


def _part_of(row: AnswerRow, lang: str) -> str:
    """What part of its category an amount is, where the document states no whole: "（基本支出，一般公共预算拨款）"."""
    parts = [find(str(row.get(name) or "")) for name in ("component", "fund")]
    said = [each.label(lang) for each in parts if each]
    if not said:
        return ""
    return f"（{'，'.join(said)}）" if lang == "zh" else f" ({', '.join(said)})"


def change(row: AnswerRow, lang: str, *, plan: bool = False) -> str:
    """How a category changed against the year before, or against its budget (``plan``), in yuan."""
    return _changed(row, money(abs(row.value or Decimal(0)), lang), lang, plan)


def rate(row: AnswerRow, lang: str, *, plan: bool = False) -> str:
    """The same in percent."""
    return _changed(row, f"{format_decimal(abs(row.value or Decimal(0)))}%", lang, plan)


def _changed(row: AnswerRow, much: str, lang: str, plan: bool) -> str:
    category = find(row.category or "")
    name = category.label(lang) if category else ""
    value = row.value or Decimal(0)
    if lang == "en":
        base = "the budget" if plan else "the year before"
        how = "unchanged from" if value == 0 else f"{'up' if value > 0 else 'down'} {much} against"
        return f"{row.label} {row.year or ''}, {name}: {how} {base}"
    base = "年初预算" if plan else "上年"
    how = f"与{base}持平" if value == 0 else f"比{base}{'增加' if value > 0 else '减少'} {much}"
    return f"{row.label}{row.year or ''}年{name}{how}"


def between_years(row: AnswerRow, lang: str) -> str:
    category = find(row.category or "")
    name = category.label(lang) if category else ""
    value = row.value or Decimal(0)
    if lang == "en":
        how = f"{'up' if value > 0 else 'down'} {money(abs(value), lang)}" if value else "unchanged"
        return f"{row.label}, {name}: {how} from {row.get('earlier')} to {row.get('later')}"
    how = f"{'增加' if value > 0 else '减少'} {money(abs(value), lang)}" if value else "持平"
    return f"{row.label}{row.get('later')}年{name}比{row.get('earlier')}年{how}"


def quantity(row: AnswerRow) -> str:
    category = find(row.category or "")
    unit = (row.unit or "辆").split("、")[-1]
    return f"{row.label}{category.zh if category else ''} {format_decimal(row.value or Decimal(0))}{unit}"


def target(row: AnswerRow) -> str:
    project = row.get("project")
    return f"{row.label} {row.text or '—'}" + (f"（{project}）" if project else "")


def bodies(labels: Sequence[str], lang: str) -> str:
    """Whose amounts a sum is made of."""
    names = list(dict.fromkeys(labels))
    listed = ("、" if lang == "zh" else "; ").join(names[:_SHOWN_BODIES]) + (
        "……" if len(names) > _SHOWN_BODIES else ""
    )
    return (
        f"{len(names)} 个部门合计：{listed}"
        if lang == "zh"
        else f"departments summed: {len(names)}, {listed}"
    )


_SHOWN_BODIES = 3


def share(row: AnswerRow, lang: str) -> str:
    year = f"{row.year}" if row.year else ""
    value = format_decimal(row.value or Decimal(0))
    parts = [money(row.get(name) or Decimal(0), lang) for name in ("numerator", "denominator")]
    if lang == "en":
        return f"{row.label} {year}: {value}% ({parts[0]} of {parts[1]})"
    return f"{row.label}{year}年 {value}%（{parts[0]}／{parts[1]}）"


def unit_facts(row: AnswerRow) -> str:
    """A unit with its department, nature, rank and funding, as far as they are printed."""
    told = [row.get(name) for name in ("department", "nature", "rank", "funding")]
    return f"{row.label}（{'，'.join(str(each) for each in told if each)}）"


def step(row: AnswerRow, lang: str) -> str:
    month, part = row.get("month"), format_decimal(row.value or Decimal(0))
    return f"{month}月底 {part}%" if lang == "zh" else f"end of month {month}: {part}%"


def source(row: AnswerRow, lang: str) -> str:
    known = find(str(row.get("source") or ""))
    return f"{known.label(lang) if known else row.get('source')} {money(row.value or Decimal(0), lang)}"


def also_printed(rows: Sequence[AnswerRow], lang: str) -> str:
    """That the document prints other amounts of the same elsewhere."""
    told = dict.fromkeys(said(row.value, row.unit, lang) for row in rows if row.value is not None)
    return (
        f"（另一处印作 {'、'.join(told)}。）"
        if lang == "zh"
        else f" (Elsewhere it is printed as {', '.join(told)}.)"
    )


def not_stated(names: Sequence[str], lang: str) -> str:
    """That the documents state nothing of what a question names beside what they do state."""
    return f"（没有公开：{'、'.join(names)}。）" if lang == "zh" else f" (Not stated: {', '.join(names)}.)"
