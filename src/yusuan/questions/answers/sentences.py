"""The answer as a sentence in the question's language: a pattern's own, each placeholder filled in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from yusuan.questions.answer import AnswerRow
from yusuan.questions.answers import phrases
from yusuan.questions.grammar.pattern import COUNTED, Pattern
from yusuan.questions.grammar.placeholders import placeholders_in
from yusuan.questions.grammar.readings import Reading
from yusuan.questions.money import said

_YUAN = "元"


@dataclass(frozen=True, slots=True)
class SentenceSubject:
    """What a sentence tells: the rows, what they are made of, what narrowed the question (``scope``), what was asked of."""

    reading: Reading
    rows: Sequence[AnswerRow]
    details: Sequence[AnswerRow]
    scope: str
    asked: str
    lang: str

    @property
    def pattern(self) -> Pattern:
        """The pattern whose sentence it is."""
        return self.reading.pattern

    @property
    def first(self) -> AnswerRow:
        """The first row."""
        return self.rows[0]

    @property
    def several_years(self) -> bool:
        """Whether rows are of several years."""
        return len({row.year for row in self.rows if row.year}) > 1

    def listed(self, phrase: Callable[[AnswerRow], str], rows: Sequence[AnswerRow] | None = None) -> str:
        """The rows, each said by ``phrase``."""
        return phrases.listed([phrase(row) for row in (self.rows if rows is None else rows)], self.lang)

    def pairs(self, rows: Sequence[AnswerRow], unit: str) -> str:
        """Rows as names with their values."""
        return self.listed(lambda row: phrases.pair(row, unit, self.lang, self.several_years), rows)


def sentence(told: SentenceSubject) -> str:
    """The pattern's sentence, filled in."""
    template = told.pattern.answer[told.lang]
    return template.format(**{name: FILLED[name](told) for name in placeholders_in(template)})


def _scope(told: SentenceSubject) -> str:
    """What narrowed the question; of a count or a sum also the years of its parts, where they are several."""
    years = sorted({row.year for row in told.details if row.year})
    scope = told.scope
    if told.pattern.aggregate and told.pattern.kind.tells_years and len(years) > 1:
        scope = "，".join(filter(None, [scope, "、".join(map(str, years)) + "年"]))
    if not scope:
        return ""
    return f"（{scope}）" if told.lang == "zh" else f" ({scope})"


def _value(told: SentenceSubject) -> str:
    value = told.first.value
    return "" if value is None else said(value, told.pattern.unit or told.first.unit or _YUAN, told.lang)


def _of_department(row: AnswerRow) -> AnswerRow:
    """A row under the name of its department."""
    return replace(row, label=str(row.get("department") or ""))


FILLED: Mapping[str, Callable[[SentenceSubject], str]] = {
    "count": lambda told: str(len(told.rows)),
    "scope": _scope,
    "parts": lambda told: str(told.first.get("count") or len(told.details)),
    "asked": lambda told: told.asked,
    "superlative": lambda told: _superlative(told.reading, told.lang),
    "value": _value,
    "label": lambda told: told.first.label or "",
    "text": lambda told: told.first.text or "",
    "code": lambda told: told.first.code or "",
    "division": lambda told: told.first.division or "",
    "department": lambda told: str(told.first.get("department") or ""),
    "project": lambda told: str(told.first.get("project") or ""),
    "list": lambda told: told.listed(lambda row: phrases.name(row, told.several_years)),
    "pairs": lambda told: told.pairs(told.rows, told.pattern.unit or _YUAN),
    "year_pairs": lambda told: told.listed(
        lambda row: f"{row.year} {said(row.value or Decimal(0), told.pattern.unit, told.lang)}"
    ),
    "bodies": lambda told: phrases.bodies([row.label or "" for row in told.details], told.lang),
    "parts_pairs": lambda told: told.pairs(told.details, _YUAN),
    "parts_counts": lambda told: told.pairs(told.details, COUNTED),
    "lines": lambda told: told.listed(lambda row: phrases.line(row, told.lang)),
    "parts_lines": lambda told: told.listed(lambda row: phrases.line(row, told.lang), told.details),
    "targets": lambda told: told.listed(phrases.target),
    "changes": lambda told: told.listed(lambda row: phrases.change(row, told.lang)),
    "named_changes": lambda told: told.listed(lambda row: phrases.change(_of_department(row), told.lang)),
    "rates": lambda told: told.listed(lambda row: phrases.rate(row, told.lang)),
    "rates_from_budget": lambda told: told.listed(lambda row: phrases.rate(row, told.lang, plan=True)),
    "from_budget": lambda told: told.listed(lambda row: phrases.change(row, told.lang, plan=True)),
    "between": lambda told: told.listed(lambda row: phrases.between_years(row, told.lang)),
    "shares": lambda told: told.listed(lambda row: phrases.share(row, told.lang)),
    "quantities": lambda told: told.listed(phrases.quantity),
    "parts_quantities": lambda told: told.listed(phrases.quantity, told.details),
    "titles": lambda told: told.listed(lambda row: f"{row.get('title')}（{row.get('source')}）"),
    "units": lambda told: told.listed(phrases.unit_facts),
    "plan": lambda told: told.listed(lambda row: phrases.step(row, told.lang)),
    "sources": lambda told: told.listed(lambda row: phrases.source(row, told.lang)),
    "years": lambda told: told.listed(lambda row: str(row.year)),
}
"""How each of ``grammar.placeholders.PLACEHOLDERS`` is filled."""


def _superlative(reading: Reading, lang: str) -> str:
    low = smallest(reading)
    top = reading.first("top")
    if top is not None and top.sense.value.skipped:
        place = top.sense.value.skipped + 1
        if lang == "en":
            return f"{'lowest' if low else 'highest'} but {place - 1}"
        return f"第{place}{'低' if low else '高'}"
    if reading.pattern.counts:
        zh, en = ("最少", "fewest") if low else ("最多", "most")
        return en if lang == "en" else zh
    if lang == "en":
        return "lowest" if low else "highest"
    return "最低" if low else "最高"


def smallest(reading: Reading) -> bool:
    """Whether the question asks for the least rather than the most."""
    top = reading.first("top")
    return reading.has(*reading.pattern.kind.least) or (top is not None and top.sense.value.largest is False)
