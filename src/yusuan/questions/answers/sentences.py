"""The answer as a sentence in the question's language, and how the question was read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

from yusuan.questions.answer import Row
from yusuan.questions.grammar.readings import Reading
from yusuan.questions.money import money, said
from yusuan.values.numbers import format_decimal
from yusuan.vocabulary.concepts import find

_SHOWN = 12


def sentence(
    reading: Reading, rows: Sequence[Row], details: Sequence[Row], scope: str, asked: str, lang: str
) -> str:
    """The pattern's sentence, filled in; ``scope`` says what narrowed the question."""
    template = reading.pattern.answer[lang]
    several = len({row.year for row in rows if row.year}) > 1
    years = sorted({row.year for row in details if row.year})
    if reading.pattern.aggregate and reading.pattern.reads == "projects" and len(years) > 1:
        scope = "，".join(filter(None, [scope, "、".join(map(str, years)) + "年"]))
    unit = reading.pattern.unit
    first = rows[0]
    fields: dict[str, str] = {
        "count": str(len(rows)),
        "scope": f"（{scope}）" if scope and lang == "zh" else f" ({scope})" if scope else "",
        "parts": str(first.get("count") or len(details)),
        "asked": asked,
        "superlative": _superlative(reading, lang),
        "value": said(first.value, unit or first.unit or "元", lang) if first.value is not None else "",
        "label": first.label or "",
        "text": first.text or "",
        "code": first.code or "",
        "division": first.division or "",
        "department": str(first.get("department") or ""),
        "project": str(first.get("project") or ""),
    }
    lists: dict[str, Callable[[], str]] = {
        "list": lambda: _listed([_name(row, several) for row in rows], lang),
        "pairs": lambda: _listed([_pair(row, unit or "元", lang, several) for row in rows], lang),
        "year_pairs": lambda: _listed(
            [f"{row.year} {said(row.value or Decimal(0), unit, lang)}" for row in rows], lang
        ),
        "bodies": lambda: _bodies([row.label or "" for row in details], lang),
        "parts_pairs": lambda: _listed([_pair(row, "元", lang, several) for row in details], lang),
        "lines": lambda: _listed([_line(row, lang) for row in rows], lang),
        "parts_counts": lambda: _listed([_pair(row, "个", lang, several) for row in details], lang),
        "parts_lines": lambda: _listed([_line(row, lang) for row in details], lang),
        "targets": lambda: _listed([_target(row) for row in rows], lang),
        "changes": lambda: _listed([_change(row, lang) for row in rows], lang),
        "quantities": lambda: _listed([_quantity(row) for row in rows], lang),
        "parts_quantities": lambda: _listed([_quantity(row) for row in details], lang),
        "named_changes": lambda: _listed(
            [_change(replace(row, label=str(row.get("department") or "")), lang) for row in rows], lang
        ),
        "rates": lambda: _listed([_rate(row, lang) for row in rows], lang),
        "rates_from_budget": lambda: _listed([_rate(row, lang, plan=True) for row in rows], lang),
        "from_budget": lambda: _listed([_change(row, lang, plan=True) for row in rows], lang),
        "between": lambda: _listed([_between_years(row, lang) for row in rows], lang),
        "shares": lambda: _listed([_share(row, lang) for row in rows], lang),
        "titles": lambda: _listed([f"{row.get('title')}（{row.get('source')}）" for row in rows], lang),
        "units": lambda: _listed([_unit(row) for row in rows], lang),
        "plan": lambda: _listed([_step(row, lang) for row in rows], lang),
        "sources": lambda: _listed([_source(row, lang) for row in rows], lang),
        "years": lambda: _listed([str(row.year) for row in rows], lang),
    }
    for name, make in lists.items():
        if f"{{{name}}}" in template:
            fields[name] = make()
    return template.format(**fields)


def _listed(items: Sequence[str], lang: str) -> str:
    separator = "；" if any("：" in item or "，" in item for item in items) else "、"
    if lang == "en":
        separator = "; "
    unique = list(dict.fromkeys(items))
    more = f"……等 {len(unique)} 项" if lang == "zh" else f" … {len(unique)} in all"
    return separator.join(unique[:_SHOWN]) + (more if len(unique) > _SHOWN else "")


def _name(row: Row, several_years: bool) -> str:
    name = (row.label or row.code or "").strip("；。;")
    return f"{name}（{row.year}）" if several_years and row.year else name


def _pair(row: Row, unit: str, lang: str, several_years: bool) -> str:
    value = (
        said(row.value, unit, lang)
        if row.value is not None
        else ("未列金额" if lang == "zh" else "no amount")
    )
    told = [row.division, str(row.year) if several_years and row.year else None] if row.code else []
    place = f"（{'，'.join(filter(None, told))}）" if any(told) else ""
    return f"{row.label}{place} {value}" if lang == "zh" else f"{row.label}{place}: {value}"


def _line(row: Row, lang: str) -> str:
    category = find(row.category or "")
    name = (category.label(lang) if category else "") + _part_of(row, lang)
    year = f"{row.year}年" if row.year and lang == "zh" else f" {row.year}" if row.year else ""
    value = said(row.value, "元", lang) if row.value is not None else ""
    return (
        f"{row.label or ''}{year}{name} {value}"
        if lang == "zh"
        else f"{row.label or ''}{year}, {name}: {value}"
    )


def _part_of(row: Row, lang: str) -> str:
    """What part of its category an amount is, where the document states no whole: "（基本支出，一般公共预算拨款）"."""
    parts = [find(str(row.get(name) or "")) for name in ("component", "fund")]
    said = [each.label(lang) for each in parts if each]
    if not said:
        return ""
    return f"（{'，'.join(said)}）" if lang == "zh" else f" ({', '.join(said)})"


def _change(row: Row, lang: str, *, plan: bool = False) -> str:
    """How a category changed against the year before, or against its budget (``plan``), in yuan."""
    return _changed(row, money(abs(row.value or Decimal(0)), lang), lang, plan)


def _rate(row: Row, lang: str, *, plan: bool = False) -> str:
    """The same in percent."""
    return _changed(row, f"{format_decimal(abs(row.value or Decimal(0)))}%", lang, plan)


def _changed(row: Row, much: str, lang: str, plan: bool) -> str:
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


def _between_years(row: Row, lang: str) -> str:
    category = find(row.category or "")
    name = category.label(lang) if category else ""
    value = row.value or Decimal(0)
    if lang == "en":
        how = f"{'up' if value > 0 else 'down'} {money(abs(value), lang)}" if value else "unchanged"
        return f"{row.label}, {name}: {how} from {row.get('earlier')} to {row.get('later')}"
    how = f"{'增加' if value > 0 else '减少'} {money(abs(value), lang)}" if value else "持平"
    return f"{row.label}{row.get('later')}年{name}比{row.get('earlier')}年{how}"


def _quantity(row: Row) -> str:
    category = find(row.category or "")
    unit = (row.unit or "辆").split("、")[-1]
    return f"{row.label}{category.zh if category else ''} {format_decimal(row.value or Decimal(0))}{unit}"


def _target(row: Row) -> str:
    project = row.get("project")
    return f"{row.label} {row.text or '—'}" + (f"（{project}）" if project else "")


def _bodies(labels: Sequence[str], lang: str) -> str:
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


def _share(row: Row, lang: str) -> str:
    year = f"{row.year}" if row.year else ""
    value = format_decimal(row.value or Decimal(0))
    parts = [money(row.get(name) or Decimal(0), lang) for name in ("numerator", "denominator")]
    if lang == "en":
        return f"{row.label} {year}: {value}% ({parts[0]} of {parts[1]})"
    return f"{row.label}{year}年 {value}%（{parts[0]}／{parts[1]}）"


def _unit(row: Row) -> str:
    """A unit with its department, nature, rank and funding, as far as they are printed."""
    told = [row.get(name) for name in ("department", "nature", "rank", "funding")]
    return f"{row.label}（{'，'.join(str(each) for each in told if each)}）"


def _step(row: Row, lang: str) -> str:
    month, share = row.get("month"), format_decimal(row.value or Decimal(0))
    return f"{month}月底 {share}%" if lang == "zh" else f"end of month {month}: {share}%"


def _source(row: Row, lang: str) -> str:
    known = find(str(row.get("source") or ""))
    return f"{known.label(lang) if known else row.get('source')} {money(row.value or Decimal(0), lang)}"


def _superlative(reading: Reading, lang: str) -> str:
    low = smallest(reading)
    top = reading.first("top")
    if top is not None and top.sense.value.skipped:
        place = top.sense.value.skipped + 1
        if lang == "en":
            return f"{'lowest' if low else 'highest'} but {place - 1}"
        return f"第{place}{'低' if low else '高'}"
    if reading.pattern.unit == "个":
        zh, en = ("最少", "fewest") if low else ("最多", "most")
        return en if lang == "en" else zh
    if lang == "en":
        return "lowest" if low else "highest"
    return "最低" if low else "最高"


def also_printed(rows: Sequence[Row], lang: str) -> str:
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


def smallest(reading: Reading) -> bool:
    """Whether the question asks for the least rather than the most."""
    top = reading.first("top")
    if reading.pattern.reads == "changes":
        return reading.has("decrease")
    return reading.has("min", "less") or (top is not None and top.sense.value.largest is False)
