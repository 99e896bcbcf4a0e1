"""Questions over reports of governments, accounts, self-evaluations and allotments: what the sample disclosures lack."""

from __future__ import annotations

from decimal import Decimal

import pytest

from yusuan.app import Services
from yusuan.questions import answer

VALUES = [
    ("桐岭县2024年政府性基金的上级补助收入是多少", 6_500_000),
    ("桐岭县2024年一般公共预算的上级补助收入是多少亿元", 60_000_000),
    ("How much 上解支出 did 桐岭县 have in its 2024 general public budget?", 12_000_000),
    ("桐岭县 2024 政府性基金 本级支出 how much", 15_000_000),
    ("桐岭县2024年一般公共预算收入总计", 92_000_000),
    ("桐岭县2024年政府性基金预算总计多少", 17_000_000),
    ("2024 general public budget total income of 桐岭县", 92_000_000),
    ("桐岭县2024年税收收入占本级一般公共预算收入的比重", 70),
    ("桐岭县一般公共预算收入2024年同比增长百分之多少", Decimal("5.2")),
    ("桐岭县一般公共预算支出2024年降幅多大", Decimal("-2.4")),
    ("苍梧县2025年县本级一般公共预算收入比上年增加多少", 4_000_000),
    ("苍梧县2025年乡镇级一般公共预算收入", 35_000_000),
    ("苍梧县2025年一般公共预算收入比上年增加多少", 2_400_000),
    ("大山镇2024年三公经费决算比年初预算减少多少", -20_000),
    ("By how much was the 2024 三公经费 final account of 大山镇 below the initial budget?", -20_000),
    ("大山镇2024年三公经费比上年下降百分之几", Decimal("-7.7")),
    ("Did 大山镇 spend anything on receptions (公务接待费) in 2024? how much", 10_000),
    ("what did 大山镇 spend on vehicle operation (公务用车运行维护费) in 2024, in yuan?", 50_000),
    ("桐岭县司法局的应急广播维护项目实际执行了多少钱", 60_000),
    ("应急广播维护项目的支出进度", Decimal("93.75")),
    ("应急广播维护项目执行了百分之几", Decimal("93.75")),
    ("抗旱专项资金分给苍梧县多少钱", 200_000),
    ("how much of the 抗旱专项资金 went to 青石县", 100_000),
    ("2024年抗旱专项资金一共下达多少", 300_000),
    ("桐岭县财政局2025年社保和就业方面安排了多少支出", 700_000),
    ("What's the 2025 health (卫生健康) budget of 桐岭县财政局?", 300_000),
    ("桐岭县财政局医疗卫生花了多少", 300_000),
    ("housing spending of 桐岭县财政局 in 2025", 400_000),
    ("住房保障支出在桐岭县财政局2025年支出总计里占百分之几", Decimal("7.69")),
    ("桐岭县财政局住房保障支出比卫生健康支出多多少", 100_000),
    ("920001-桐岭县财政局 2025 total expenditure", 5_200_000),
]
LABELS = [
    ("谁负责编制桐岭县年度预决算草案", "桐岭县财政局"),
    ("《桐岭财政》这个刊物由哪个单位办", "桐岭县财政局"),
    ("桐岭县财政局哪类支出最多", "一般公共服务支出"),
    ("What is the largest expenditure category of 桐岭县财政局 in 2025?", "一般公共服务支出"),
    ("石桥镇的抗旱资金项目有哪些", "石桥镇抽水站更新"),
    ("桐岭县司法局哪个项目买了18台广播主机", "2024年应急广播维护项目"),
]
REFUSED = [
    "桐岭县2024年国有资本经营预算的上级补助收入是多少",
    "桐岭县财政局教育支出多少",
    "应急广播维护项目占百分之几的县预算",
    "桐岭县2024年上级补助收入增长百分之几",
    "抗旱专项资金分给武川县多少钱",
    "大山镇2024年公务接待费比年初预算减少多少",
    "谁负责编制年度地震应急草案",
    "《苇湾财政》由哪个单位办",
]


@pytest.mark.parametrize(("question", "value"), VALUES)
def test_a_number(other_forms: Services, question: str, value: Decimal | int) -> None:
    got = answer(question, other_forms.generation)
    assert [row.value for row in got.rows] == [Decimal(value)], got.answer


@pytest.mark.parametrize(("question", "label"), LABELS)
def test_a_name(other_forms: Services, question: str, label: str) -> None:
    got = answer(question, other_forms.generation)
    assert [row.label for row in got.rows] == [label], got.answer


@pytest.mark.parametrize("question", REFUSED)
def test_what_is_not_told_is_refused(other_forms: Services, question: str) -> None:
    got = answer(question, other_forms.generation)
    assert got.status in ("no_data", "not_understood"), got.answer
