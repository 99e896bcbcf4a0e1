"""A comparison in the form that programs read: amounts as decimal strings in yuan, every fact with its evidence."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from yusuan.browse.facts import StatedAmount, StatedText
from yusuan.browse.places import ExcerptPlace
from yusuan.browse.project import FundingRow, ProjectPage
from yusuan.comparison.compare import Comparison, Likeness, TopicPair
from yusuan.comparison.pairs import Aim, AimPair, IndicatorPair, PlacedIndicator
from yusuan.comparison.payments import PaymentCurve
from yusuan.comparison.quotients import Quotient
from yusuan.vocabulary.concepts import by_iri, path_of

Json = dict[str, Any]


def comparison_json(found: Comparison) -> Json:
    """``a`` is the project named first, ``b`` the other; ratios are a over b, relations say how a stands to b."""
    a, b = found.ours, found.theirs
    return {
        "a": _project(a),
        "b": _project(b),
        "amount": _sides(_money(a.amount), _money(b.amount), ratio=_number(found.amount_ratio)),
        "total_investment": _sides(
            _money(a.total_investment), _money(b.total_investment), ratio=_number(found.total_ratio)
        ),
        "funding": [
            {"source": path_of(pair.source) or None} | _sides(_funding(pair.ours), _funding(pair.theirs))
            for pair in found.funding
        ],
        "payments": _sides(*map(_plan, found.plans)),
        "cost_per_unit": [
            _sides(_quotient(pair.ours), _quotient(pair.theirs), ratio=_number(pair.ratio)) for pair in found.quotients
        ],
        "topics": topics_json(found.topics),
        "aims": aims_json(found.aims),
        "indicators": indicators_json(found.indicators),
    }


def likeness_json(likeness: Likeness) -> Json:
    """What a similar project has in common with ours: ``a`` is ours, ``b`` the similar one."""
    return {
        "topics": topics_json(likeness.topics),
        "aims": aims_json(likeness.aims),
        "indicators": indicators_json(likeness.indicators),
    }


def topics_json(pairs: Iterable[TopicPair]) -> list[Json]:
    """Topics with their labels and the words that name them."""
    return [_topic(pair.topic) | _sides(_words(pair.ours), _words(pair.theirs)) for pair in pairs]


def aims_json(pairs: Iterable[AimPair]) -> list[Json]:
    """Purposes and goals in pairs."""
    return [_sides(_aim(pair.ours), _aim(pair.theirs), nearness=pair.nearness) for pair in pairs]


def indicators_json(pairs: Iterable[IndicatorPair]) -> list[Json]:
    """Indicators in pairs; ``relation`` is null where one stands alone, ``reason`` says why targets do not compare."""
    return [
        _sides(
            _measure(pair.ours),
            _measure(pair.theirs),
            nearness=pair.nearness,
            relation=pair.standing and pair.standing.relation,
            reason=pair.standing and pair.standing.reason,
        )
        for pair in pairs
    ]


def _sides(a: Json | None, b: Json | None, **more: object) -> Json:
    return {"a": a, "b": b, **more}


def _project(page: ProjectPage) -> Json:
    return {
        "iri": page.iri,
        "code": page.code.text if page.code else None,
        "label": page.name.text,
        "department": page.department.label if page.department else None,
        "division": page.division.label if page.division else None,
        "year": page.year,
        "evidence": evidence(page.name.places),
    }


def _topic(iri: str) -> Json:
    concept = by_iri(iri)
    return {"topic": path_of(iri), "zh": concept.zh if concept else None, "en": concept.en if concept else None}


def _words(words: StatedText | None) -> Json | None:
    return {"evidence": evidence(words.places)} if words else None


def _money(money: StatedAmount | None) -> Json | None:
    if money is None:
        return None
    return {"value": _decimal(money.yuan), "text": money.printed, "evidence": evidence(money.places)}


def _funding(row: FundingRow | None) -> Json | None:
    return None if row is None else {"label": row.label, **(_money(row.amount) or {})}


def _plan(plan: PaymentCurve) -> Json | None:
    if not plan.steps:
        return None
    steps = [
        {
            "month": step.month,
            "share": _number(step.share),
            "paid": _number(step.paid),
            "evidence": evidence(step.places),
        }
        for step in plan.steps
    ]
    return {"reading": plan.reading, "steps": steps}


def _quotient(found: Quotient | None) -> Json | None:
    if found is None:
        return None
    row = found.indicator
    return {
        "value": _decimal(found.yuan),
        "unit": found.unit,
        "quantity": _number(found.quantity),
        "indicator": {"iri": row.iri, "name": row.name.text},
        "evidence": evidence(row.target.places if row.target else row.name.places),
    }


def _aim(aim: Aim | None) -> Json | None:
    if aim is None:
        return None
    return {"kind": aim.kind, "text": aim.words.text, "evidence": evidence(aim.words.places)}


def _measure(measure: PlacedIndicator | None) -> Json | None:
    if measure is None:
        return None
    row = measure.row
    places = (*row.name.places, *(row.target.places if row.target else ()))
    return {
        "iri": row.iri,
        "level1": measure.level1.words.text if measure.level1 else None,
        "level2": measure.level2.words.text if measure.level2 else None,
        "name": row.name.text,
        "description": row.description.text if row.description else None,
        "target": row.target
        and {
            "text": row.target.text,
            "operator": row.operator,
            "value": _number(row.value),
            "unit": row.unit,
        },
        "evidence": evidence(places),
    }


def evidence(places: Iterable[ExcerptPlace]) -> list[Json]:
    """Places as every answer gives them."""
    return [{"document": p.document, "start": p.start, "end": p.end, "text": p.text} for p in places]


def _decimal(value: Decimal) -> str:
    return f"{value:f}"


def _number(value: Decimal | None) -> int | float | None:
    """A JSON number, four decimals at most."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else round(float(value), 4)
