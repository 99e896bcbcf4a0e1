"""How was a question read? Each slot that narrows or steers it, by name: "county", "苇湾区"."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from yusuan.questions.answer import Part
from yusuan.questions.grammar.readings import Reading
from yusuan.questions.language.names import Names
from yusuan.questions.language.numbers import Comparison
from yusuan.questions.money import said
from yusuan.vocabulary.concepts import concept


@cache
def _slot_names() -> Mapping[str, tuple[str, str]]:
    """What a slot is called in zh and en."""
    read = tomllib.loads(Path(__file__).with_name("slots.toml").read_text("utf-8"))
    return {slot: (zh, en) for slot, (zh, en) in read.items()}


_LEADING = frozenset({"without", "buy"})
_LED = frozenset({"text", "topic", "level", "indicator-name", "indicator-part", "satisfaction", "category"})
_SIGNS = {">=": "≥", "<=": "≤", "!=": "≠"}
_NOUNS = {
    "project-noun": ("项目", "projects"), "how-many-projects": ("项目", "projects"),
    "indicator-noun": ("指标", "indicators"), "how-many-indicators": ("指标", "indicators"),
    "document": ("文件", "documents"), "department-noun": ("部门", "departments"), "division-noun": ("县区", "counties"),
}  # fmt: skip
_SUBJECTS = {
    "projects": ("项目", "projects"), "groups": ("项目", "projects"), "group-extreme": ("项目", "projects"),
    "projects-between": ("项目", "projects"), "projects-by-county": ("项目", "projects"), "project-counts": ("项目", "projects"),
    "project": ("项目", "project"), "project-share": ("项目", "project"), "project-plan": ("资金支出计划", "payment plan"),
    "indicators": ("指标", "indicators"), "similar": ("相似项目", "similar projects"),
    **dict.fromkeys(("lines", "lines-overview", "lines-all-years", "lines-between", "lines-parts", "largest-sum", "category-share",
                     "categories-compared", "categories-sum", "times"), ("金额", "amounts")),
    **dict.fromkeys(("changes", "changes-listed", "changes-from-budget", "categories-difference"), ("增减", "changes")),
    **dict.fromkeys(("quantities", "staff"), ("数量", "quantities")),
    "bodies": ("部门", "departments"), "unit": ("单位", "units"), "held": ("数据", "data held"),
    **dict.fromkeys(("terms", "concept-definitions"), ("名词解释", "definitions")),
    **dict.fromkeys(("responsible", "who-does"), ("职责", "responsibilities")), "documents-said": ("文件", "documents"),
}  # fmt: skip


_NARROWING = frozenset({"division", "listed-unit", "named-place", "department", "year", "amount", "share", "portion", "quantity",
                        "month", "text", "level", "indicator-name", "indicator-part", "satisfaction", "final", "without",
                        "late", "project", "other-funds", "fiscal-funds"})  # fmt: skip


def narrowed(reading: Reading, names: Names, lang: str) -> str:
    """What narrows the question, for a sentence: "苇湾区，超过100万元"."""
    found = [
        _meant(each.slot, each.sense.value, each.token.text, names, lang)
        for each in reading.filled
        if each.slot in _NARROWING
    ]
    return ("，" if lang == "zh" else ", ").join(found)


def parts(reading: Reading, names: Names, lang: str) -> tuple[Part, ...]:
    """How the question was read: every slot that narrows or steers it, 没有 and 购买 with what they speak of."""
    found: list[Part] = []
    leading: Part | None = None
    for each in reading.filled:
        if each.slot not in _slot_names():
            continue
        slot = _slot_names()[each.slot][lang == "en"]
        label = _meant(each.slot, each.sense.value, each.token.text, names, lang)
        named = each.slot not in _LEADING | {"top"}
        text = f"{slot} {compared(each.sense.value, label, lang)}" if named else label
        part = Part(slot, label, each.token.start, each.token.end, text)
        if leading is not None and each.slot in _LED:
            part = replace(part, slot=leading.slot, start=leading.start, text=f"{leading.slot} = {label}")
            found.pop()
        found.append(part)
        leading = part if each.slot in _LEADING else None
    return tuple(found)


def compared(value: object, label: str, lang: str) -> str:
    """What a slot is compared with, and how: "> 50万元", "10万元–50万元", "= 鹿泉区"."""
    if not isinstance(value, Comparison):
        return f"= {label}"
    low = said(value.low, value.unit, lang)
    if value.high is not None:
        return f"= {low}–{said(value.high, value.unit, lang)}"
    return f"{_SIGNS.get(value.operator, value.operator)} {low}"


def subject(reading: Reading, lang: str) -> str:
    """What the question asks for: "项目", "indicators"; what is counted or summed is said by the answer."""
    noun = next((_NOUNS[each.slot] for each in reading.filled if each.slot in _NOUNS), None)
    zh, en = noun or _SUBJECTS.get(reading.pattern.reads, ("", ""))
    return en if lang == "en" else zh


def _meant(slot: str, value: object, text: str, names: Names, lang: str) -> str:
    if slot == "division" and isinstance(value, frozenset):
        return "、".join(sorted(names.division_labels[iri] for iri in value))
    if slot == "department" and isinstance(value, frozenset):
        return "、".join(sorted(names.departments[iri].label for iri in value))
    if slot == "project" and isinstance(value, frozenset):
        return "、".join(sorted({names.projects[iri].label for iri in value}))
    if slot in ("category", "level") and isinstance(value, str):
        return concept(value).label(lang)
    if slot == "year":
        year = str(getattr(value, "year", text))
        if not getattr(value, "relative", False):
            return year
        how = f"{text.strip()}，按数据里最新的 {names.newest_year} 年推算" if lang == "zh" else (
            f"{text.strip()}, counted from {names.newest_year}, the newest year in the data")  # fmt: skip
        return f"{year}（{how}）" if lang == "zh" else f"{year} ({how})"
    return text.strip()
