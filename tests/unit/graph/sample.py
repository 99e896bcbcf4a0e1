"""A small fictional disclosure, made by hand: its text, and the records that extraction would make of it.

``stated`` looks words up in the text, so that every span is right by construction.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TypeVar

import pyoxigraph as ox

from yusuan.model.disclosure import (
    Activity,
    BudgetLine,
    Clause,
    Department,
    Disclosure,
    DivisionRef,
    Funding,
    GlossaryTerm,
    Indicator,
    Payment,
    Policy,
    Project,
    Remark,
    Stated,
    Target,
    Unit,
)
from yusuan.model.document import Source, Span
from yusuan.model.issue import Issue

T = TypeVar("T")

TEXT = """青禾县水利局2021年部门预算公开
单位编码：410007
一、负责全县河道与水库的管理。
办公室 行政 正科级 财政拨款
本年收入1,286.40万元，其中：一般公共预算拨款1,200.00万元，事业收入86.40万元。
公务接待费0万元，比上年减少1.50万元。
截至2020年12月31日，公务用车3辆，价值45.2万元。
总体目标：全县河道安全度汛。
保障措施：加强预算执行的监督。
河道清淤活动：清理主要河道；目标：水流畅通；指标：清淤12公里
青龙河清淤工程 项目编码 410-2021-0007
预算 50.00 其中：财政资金 50.00 总投资 120.00
资金用途：清理青龙河淤泥，
疏通水道。
3月底 40.00%
12月底 100.00%
1、清淤河道12公里。
2、沿岸居民满意。
产出指标 数量指标 清淤长度 河道清淤的公里数 ≥12公里 实施方案
满意度指标 服务对象满意度指标 沿岸居民满意度 ≥90%调查问卷
依据《青禾县河道管理办法》（青政〔2019〕8号）
基本支出：为保障机构运转发生的支出。
联系电话见县政府网站，来信请写“水利局”收，欢迎监督，也欢迎提出各种意见和建议，我们将在十五日内答复。
"""


def spans(words: str, nth: int = 1, text: str = TEXT) -> tuple[Span, ...]:
    """Where the ``nth`` occurrence of ``words`` stands."""
    at = -1
    for _ in range(nth):
        at = text.index(words, at + 1)
    return (Span(at, at + len(words)),)


def stated(words: str, value: T, nth: int = 1) -> Stated[T]:
    """``value`` as stated by ``words``."""
    return Stated(value, spans(words, nth))


def said(words: str, nth: int = 1) -> Stated[str]:
    """The words themselves, cuts of lines gone."""
    return Stated(words.replace("\n", ""), spans(words, nth))


def number(words: str, value: str | int, nth: int = 1) -> Stated[Decimal]:
    """A number as stated by ``words``."""
    return Stated(Decimal(value), spans(words, nth))


def plain(triples: Iterable[ox.Triple]) -> list[tuple[str, str, str]]:
    """Triples as (subject, predicate, object): IRIs and lexical forms; a blank node would be an error."""
    return [(iri(each.subject), each.predicate.value, value(each.object)) for each in triples]


def iri(term: object) -> str:
    """The IRI of a node that must have one."""
    assert isinstance(term, ox.NamedNode), term
    return term.value


def value(term: object) -> str:
    """The IRI or the lexical form."""
    return term.value if isinstance(term, ox.Literal) else iri(term)


def _project() -> Project:
    return Project(
        name=said("青龙河清淤工程"),
        code=said("410-2021-0007"),
        amount=number("50.00", 500000),
        amount_text=said("50.00"),
        total_investment=number("120.00", 1200000),
        purpose=said("清理青龙河淤泥，\n疏通水道。"),
        goals=(Clause(1, said("清淤河道12公里。")), Clause(2, said("沿岸居民满意。"))),
        funding=(Funding(source="source/fiscal", label=said("财政资金"), amount=number("50.00", 500000, 2), amount_text=said("50.00", 2)),),
        payments=(
            Payment(stated("3月底", 3), number("40.00%", 40)),
            Payment(stated("12月底", 12), number("100.00%", 100)),
        ),
        schedule="cumulative",
        indicators=(
            Indicator(
                ordinal=1,
                level1=said("产出指标"),
                level2=said("数量指标"),
                name=said("清淤长度"),
                description=said("河道清淤的公里数"),
                target=Target(said("≥12公里"), ">=", Decimal(12), "公里"),
                basis=said("实施方案"),
            ),
            Indicator(
                ordinal=2,
                level1=said("满意度指标"),
                level2=said("服务对象满意度指标"),
                name=said("沿岸居民满意度"),
                description=None,
                target=Target(said("≥90%"), ">=", Decimal(90), "%"),
                basis=None,
                basis_also=(said("调查问卷"),),
            ),
        ),
        topics=(stated("清淤", "topic/river-management"),),
    )


def _budget_lines() -> tuple[BudgetLine, ...]:
    return (
        BudgetLine(category="income", label=said("本年收入"), amount=number("1,286.40万元", 12864000), amount_text=said("1,286.40万元")),
        BudgetLine(
            category="income/general-budget",
            label=said("一般公共预算拨款"),
            amount=number("1,200.00万元", 12000000),
            amount_text=said("1,200.00万元"),
        ),
        BudgetLine(category="income/business", label=said("事业收入"), amount=number("86.40万元", 864000, 2), amount_text=said("86.40万元", 2)),
        BudgetLine(
            category="three-public/reception",
            label=said("公务接待费"),
            amount=number("0万元", 0, 4),
            amount_text=said("0万元", 4),
            change=number("减少1.50万元", -15000),
        ),
        BudgetLine(
            category="asset/vehicle",
            label=said("公务用车"),
            amount=number("45.2万元", 452000),
            amount_text=said("45.2万元"),
            quantity=number("3辆", 3),
            unit=said("辆"),
            as_of=stated("2020年12月31日", date(2020, 12, 31)),
        ),
    )


def disclosure(sha256: str = "a" * 64) -> Disclosure:
    """The disclosure, as if read from a file with these bytes."""
    return Disclosure(
        source=Source(sha256, "qinghe-2021.txt", "text/plain", "utf-8"),
        title=said("青禾县水利局2021年部门预算公开"),
        year=stated("2021年", 2021),
        stage="budget",
        department=Department(
            name=said("青禾县水利局"),
            aliases=(said("水利局", 2),),
            code=said("410007"),
            division=stated("青禾县", DivisionRef(None, ("河北省", "石家庄市", "青禾县"))),
        ),
        units=(Unit(said("办公室"), said("行政"), said("正科级"), said("财政拨款")),),
        responsibilities=(Clause(1, said("负责全县河道与水库的管理。")),),
        goals=(Clause(1, said("全县河道安全度汛。")),),
        safeguards=(Clause(1, said("加强预算执行的监督。")),),
        activities=(
            Activity(name=said("河道清淤活动"), duty=said("清理主要河道"), goal=said("水流畅通"), indicators=said("清淤12公里"), project=0),
        ),
        budget_lines=_budget_lines(),
        projects=(_project(),),
        terms=(GlossaryTerm(said("基本支出"), said("为保障机构运转发生的支出。")),),
        policies=(Policy(said("青禾县河道管理办法"), said("青政〔2019〕8号")),),
        remarks=(
            Remark(
                said(
                    "联系电话见县政府网站，来信请写“水利局”收，欢迎监督，也欢迎提出各种意见和建议，"
                    "我们将在十五日内答复。"
                )
            ),
        ),
        issues=(
            Issue(
                "division.unlisted", spans("青禾县")[0], "区划表中没有青禾县。", "No such division is listed."
            ),
        ),
    )


def variant(change: Callable[[Disclosure], Disclosure], sha256: str = "b" * 64) -> Disclosure:
    """Another disclosure: the sample, changed."""
    return change(replace(disclosure(sha256)))
