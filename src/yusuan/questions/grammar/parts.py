"""How was a question read? Each slot that narrows or steers it, by name: "county", "苇湾区"."""

from __future__ import annotations

from dataclasses import replace

from yusuan.questions.answer import ReadingPart
from yusuan.questions.grammar.readings import Reading
from yusuan.questions.grammar.slots import slot_words
from yusuan.questions.language.forms.limits import Limit
from yusuan.questions.language.names import Names
from yusuan.questions.money import said
from yusuan.vocabulary.concepts import concept

_SIGNS = {">=": "≥", "<=": "≤", "!=": "≠"}
def narrowed(reading: Reading, names: Names, lang: str) -> str:
    """What narrows the question, for a sentence: "苇湾区，超过100万元"."""
    words = slot_words()
    found = [
        _meant(each.slot, each.sense.value, each.token.text, names, lang)
        for each in reading.filled
        if each.slot in words.narrows
    ]
    return ("，" if lang == "zh" else ", ").join(found)


def parts(reading: Reading, names: Names, lang: str) -> tuple[ReadingPart, ...]:
    """How the question was read: every slot that narrows or steers it, 没有 and 购买 with what they speak of."""
    words = slot_words()
    found: list[ReadingPart] = []
    leading: ReadingPart | None = None
    for each in reading.filled:
        if each.slot not in words.names:
            continue
        slot = words.names[each.slot][lang == "en"]
        label = _meant(each.slot, each.sense.value, each.token.text, names, lang)
        named = each.slot not in words.leads | {"top"}
        text = f"{slot} {compared(each.sense.value, label, lang)}" if named else label
        part = ReadingPart(slot, label, each.token.start, each.token.end, text)
        if leading is not None and each.slot in words.led:
            part = replace(part, slot=leading.slot, start=leading.start, text=f"{leading.slot} = {label}")
            found.pop()
        found.append(part)
        leading = part if each.slot in words.leads else None
    return tuple(found)


def compared(value: object, label: str, lang: str) -> str:
    """What a slot is compared with, and how: "> 50万元", "10万元–50万元", "= 鹿泉区"."""
    if not isinstance(value, Limit):
        return f"= {label}"
    low = said(value.low, value.unit, lang)
    if value.high is not None:
        return f"= {low}–{said(value.high, value.unit, lang)}"
    return f"{_SIGNS.get(value.operator, value.operator)} {low}"


def subject(reading: Reading, lang: str) -> str:
    """What the question asks for: "项目", "indicators"; what is counted or summed is said by the answer."""
    nouns = slot_words().nouns
    said = next((nouns[each.slot] for each in reading.filled if each.slot in nouns), None)
    zh, en = said or reading.pattern.kind.subject
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
