"""What commands print of two projects side by side, and of similar ones."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import click

from yusuan.browse.facts import StatedAmount
from yusuan.browse.project import FundingRow, ProjectPage
from yusuan.cli.output import lang, put_table, say
from yusuan.cli.views import show_hit
from yusuan.comparison.compare import Comparison, Likeness
from yusuan.comparison.pairs import Aim, IndicatorPair, PlacedIndicator
from yusuan.comparison.payments import PaymentCurve
from yusuan.comparison.quotients import Quotient
from yusuan.comparison.targets import Reason, Relation
from yusuan.values.clean import clean
from yusuan.vocabulary.concepts import by_iri

_WIDTH = 36
_RELATIONS: dict[Relation, tuple[str, str]] = {
    "stricter": ("前者要求更高", "first asks for more"),
    "looser": ("后者要求更高", "second asks for more"),
    "same": ("相同", "same"),
    "not_comparable": ("不可比", "not comparable"),
}
_REASONS: dict[Reason, tuple[str, str]] = {
    "missing": ("缺指标值", "a target is missing"),
    "words": ("指标值不是数", "a target is not a number"),
    "unit": ("单位不同", "other units"),
    "percent_assumed": ("没有单位的按 % 读", "the one without a unit read as %"),
    "direction": ("一为下限一为上限", "one is a least, one a most"),
}


def show_similar(found: Sequence[Likeness]) -> None:
    """Similar projects; under each the indicators that correspond, ours first, with both targets."""
    if not found:
        say("没有找到相似的项目。", "No similar project was found.")
        return
    for each in found:
        show_hit(each.hit)
        for pair in each.indicators:
            click.echo(f"    {_measure(pair.ours)}  ↔  {_measure(pair.theirs)}  {_standing(pair)}".rstrip())
    say(f"共 {len(found)} 个。", f"{len(found)} in all.")


def show_comparison(found: Comparison) -> None:
    """Two projects: money, payment plans, cost per unit, purpose and goals, indicators."""
    for page in (found.ours, found.theirs):
        place = " · ".join(
            str(part) for part in (page.code, page.department and page.department.label, page.year) if part
        )
        click.echo(f"{click.style(page.name.text, bold=True)}  {place}")
    _table(("金额", "Money"), _money_rows(found))
    if found.quotients:
        _table(
            ("单位成本（总额 ÷ 计划数量，粗略）", "Cost per unit (whole amount over quantity, rough)"),
            [(_quotient(q.ours), _quotient(q.theirs), _ratio(q.ratio)) for q in found.quotients],
        )
    if any(plan.steps for plan in found.plans):
        _table(("资金支出计划", "Payment plan"), [(_plan(found.plans[0]), _plan(found.plans[1]), "")])
    if found.aims:
        _table(
            ("用途和目标", "Purpose and goals"),
            [(_aim(p.ours), _aim(p.theirs), "" if p.nearness is None else f"{p.nearness:.2f}") for p in found.aims],
        )
    if found.indicators:
        _table(
            ("绩效指标", "Indicators"),
            [(_measure(p.ours), _measure(p.theirs), _standing(p)) for p in found.indicators],
        )
    common = [pair.topic for pair in found.topics if pair.ours and pair.theirs]
    if common:
        concepts = (by_iri(iri) for iri in common)
        say_topics = "、".join(each.label(lang()) for each in concepts if each)
        click.echo(f"\n{_said('共同主题', 'Common topics')}: {say_topics}")


def _table(title: tuple[str, str], rows: Sequence[tuple[str, str, str]]) -> None:
    click.secho(f"\n{_said(*title)}", bold=True)
    put_table((_said("前者", "first"), _said("后者", "second"), ""), rows)


def _money_rows(found: Comparison) -> list[tuple[str, str, str]]:
    a: ProjectPage = found.ours
    b: ProjectPage = found.theirs
    rows = [(_money(a.amount), _money(b.amount), f"{_said('预算数', 'budget')} {_ratio(found.amount_ratio)}".rstrip())]
    if a.total_investment or b.total_investment:
        total = f"{_said('总投资', 'total investment')} {_ratio(found.total_ratio)}".rstrip()
        rows.append((_money(a.total_investment), _money(b.total_investment), total))
    for pair in found.funding:
        concept, row = by_iri(pair.source), pair.ours or pair.theirs
        label = concept.label(lang()) if concept else (row.label if row else None) or ""
        rows.append((_flow(pair.ours), _flow(pair.theirs), label))
    return rows


def _money(money: StatedAmount | None) -> str:
    return "—" if money is None else f"{money.yuan:,} {_said('元', 'yuan')}"


def _flow(row: FundingRow | None) -> str:
    return _money(row.amount if row else None)


def _ratio(ratio: Decimal | None) -> str:
    return "" if ratio is None else f"{ratio:.2f} : 1"


def _quotient(found: Quotient | None) -> str:
    if found is None:
        return "—"
    return f"{found.yuan:,} {_said('元', 'yuan')}/{found.unit} ({_cut(found.indicator.name.text)} {found.quantity:f})"


def _plan(plan: PaymentCurve) -> str:
    if not plan.steps:
        return "—"
    shares = ((step.month, step.share if step.paid is None else step.paid) for step in plan.steps)
    steps = (_said(f"{month}月底 {share:f}%", f"month {month}: {share:f}%") for month, share in shares)
    return ", ".join(steps) + ("" if plan.known else _said("（累计或分期不明）", " (as printed)"))


def _aim(aim: Aim | None) -> str:
    return "—" if aim is None else _cut(aim.words.text)


def _measure(measure: PlacedIndicator | None) -> str:
    if measure is None:
        return "—"
    target = measure.row.target
    return f"{_cut(measure.row.name.text, 24)} {_cut(target.text, 16) if target else ''}".rstrip()


def _standing(pair: IndicatorPair) -> str:
    if pair.standing is None:
        return ""
    reason = pair.standing.reason
    said = _said(*_RELATIONS[pair.standing.relation])
    return f"{said}（{_said(*_REASONS[reason])}）" if reason else said


def _said(zh: str, en: str) -> str:
    return en if lang() == "en" else zh


def _cut(text: str, width: int = _WIDTH) -> str:
    line = "".join(clean(text).text.split())
    return line if len(line) <= width else line[: width - 1] + "…"
