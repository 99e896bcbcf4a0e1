"""Sentences about money: whose amount it is, of which year, and whether it is an amount or a change."""

from __future__ import annotations

import pytest
from prose import issues_of, lines_of, said

from yusuan.values.numbers import format_decimal

AMOUNTS = [
    ("公务接待费5万元。", {"reception 5"}),
    ("公务接待费支出预算安排为5万元。", {"reception 5"}),
    ("公务接待费：5.2万元。", {"reception 5.2"}),
    ("公务接待费5000元，会议费0.02亿元，培训费30千元。", {"reception 0.5", "meeting 200", "training 3"}),
    ("“三公”经费一般公共预算财政拨款支出预算为12万元。", {"three-public 12"}),
    ("2023年一般公共预算“三公”经费支出预算为0.8万元。", {"three-public 0.8"}),
    (
        "“三公”经费12万元（其中：因公出国（境）费2万元、公务接待费10万元）。",
        {"three-public 12", "abroad 2", "reception 10"},
    ),
    ("公务接待费（含外宾接待）5万元。", {"reception 5"}),
    ("因公出国（境）费、公务接待费均为0。", {"abroad 0", "reception 0"}),
    (
        "因公出国（境）费、公务接待费和会议费分别为1万元、2万元和3万元。",
        {"abroad 1", "reception 2", "meeting 3"},
    ),
    ("“三公”经费10万元，其中5万元用于公务接待费。", {"three-public 10", "reception 5"}),
    ("安排5万元用于会议费，3万元用于培训费。", {"meeting 5", "training 3"}),
    ("公务接待费１２．５万元。", {"reception 12.5"}),
    ("公务接待费1,286.40万元。", {"reception 1286.4"}),
    ("公务接待费1 286.40万元。", {"reception 1286.4"}),
]
CHANGES = [
    ("公务接待费、会议费各减少2万元。", {"reception -2", "meeting -2"}),
    ("公务接待费5万元，比上年增加1万元，增长25%。", {"reception 5 +1"}),
    ("公务接待费5万元，较2022年预算减少1.2万元，下降19.4%。", {"reception 5 -1.2"}),
    ("公务接待费5万元，与上年持平。", {"reception 5 +0"}),
    ("公务接待费5万元，与2022年预算相比无变化。", {"reception 5 +0"}),
    ("公务接待费5万元，同比减少2万元。", {"reception 5 -2"}),
    ("与2022年相比，公务接待费减少2万元，会议费增加1万元。", {"reception -2", "meeting +1"}),
    ("公务接待费、会议费均与上年持平。", {"reception +0", "meeting +0"}),
    ("公务接待费由上年的6万元减少到5万元。", {"reception 2022 6", "reception 5"}),
    ("公务接待费比上年6万元减少1万元。", {"reception 2022 6", "reception -1"}),
    ("公务接待费5万元，与上年基本持平。", {"reception 5"}),
    ("公务接待费5万元，标准与有关规定一致。", {"reception 5"}),
    ("会议费5万元，比上年增加1万元，主要原因是新增加2次会议。", {"meeting 5 +1"}),
]
YEARS = [
    ("公务接待费，2023年年初预算数为5万元，会议费3万元。", {"reception 5", "meeting 3"}),
    ("一、公务接待费。2023年支出5万元，比上年减少1万元。", {"reception 5 -1"}),
    ("2022年公务接待费预算为6万元，2023年为5万元，减少1万元。", {"reception 2022 6", "reception 5 -1"}),
    ("公务接待费上年预算6万元，本年预算5万元。", {"reception 2022 6", "reception 5"}),
    ("因2019年机构改革，公务接待费5万元。", {"reception 5"}),
    ("2023年公务接待费5万元。2022年会议费3万元。", {"reception 5", "meeting 2022 3"}),
    ("2021年-2023年公务接待费5万元。", {"reception 5"}),
]


@pytest.mark.parametrize(
    ("text", "wanted"),
    AMOUNTS + CHANGES + YEARS,
    ids=lambda value: value[:24] if isinstance(value, str) else ", ".join(sorted(value)),
)
def test_a_sentence_is_read(text: str, wanted: set[str]) -> None:
    assert said(text) == wanted


UNSURE = [
    "办公楼维修20万元。",
    "公务接待费、会议费合计5万元。",
    "公务接待费、邮电通讯及网络租赁费5万元。",
    "“三公”经费10万元，其中食堂改造20万元。",
    "公务接待费保障到位，办公楼维修20万元。",
    "较2020年预算，公务接待费减少5万元。",
]


@pytest.mark.parametrize("text", UNSURE)
def test_what_is_not_clear_becomes_an_issue(text: str) -> None:
    assert issues_of(text)
    assert not any(words.split()[-1] in ("20", "5", "-5") for words in said(text))


def test_an_item_that_is_no_category_takes_nothing_from_its_neighbour() -> None:
    text = "机关运行经费20万元，其中：办公费5万元、特别保障费2万元、工会经费3万元。"
    assert [words for words in said(text, "operating") if words.startswith("operating")] == ["operating 20"]


def test_a_part_of_basic_expenditure_that_has_no_category_is_not_basic_expenditure() -> None:
    assert not any(words == "basic 300" for words in said("基本支出中某项特别支出300万元。", "arrangement"))


def test_people_served_are_no_money() -> None:
    assert said("公务接待费5万元，服务群众3万人。") == {"reception 5"}


def test_a_rate_is_no_amount() -> None:
    assert said("公务接待费按每人50元标准安排，共5万元。") == {"reception 5"}
    assert said("会议费按200元/人标准安排5万元。") == {"meeting 5"}


def test_executed_amounts_stand_beside_those_of_a_budget() -> None:
    text = "2023年公务接待费预算5万元。上年公务接待费决算为4万元。"
    assert said(text) == {"reception 5", "reception 2022 4"}
    assert [line.stage.value if line.stage else None for line in lines_of(text)[0]] == [
        None,
        "final-accounts",
    ]


def test_planned_amounts_stand_beside_those_of_accounts() -> None:
    text = "公务接待费支出预算为5万元，支出决算为4万元，完成预算的80%，比上年减少1万元。"
    assert said(text, stage="final-accounts") == {"reception 5", "reception 4 -1"}
    stages = [line.stage.value if line.stage else None for line in lines_of(text, stage="final-accounts")[0]]
    assert stages == ["budget", None]


def test_a_difference_from_the_plan_is_no_change_against_the_year_before() -> None:
    text = "公务接待费支出决算为4万元，较年初预算数减少6万元，下降60%，较上年决算数减少0.5万元，下降11%。"
    assert said(text, stage="final-accounts") == {"reception 4 -0.5"}


def test_a_change_rests_on_the_words_that_tell_it() -> None:
    text = "与2022年相比，公务接待费减少2万元，下降40%。"
    (line,) = lines_of(text)[0]
    assert line.change is not None
    start = len("一、“三公”经费预算情况\n\n")
    printed = [text[span.start - start : span.end - start] for span in line.change.evidence]
    assert printed == ["减少2万元", "与2022年相比", "40%"]


def test_income_and_expenditure_of_one_sentence() -> None:
    text = "2023年预算收支共安排612.4万元，比2022年多安排40.3万元，其中，基本支出增加25万元，原因是新招录职工；项目支出增加15.3万元。"
    assert said(text, "arrangement") == {
        "income 612.4 +40.3",
        "expenditure 612.4 +40.3",
        "basic +25",
        "project +15.3",
    }


def test_the_whole_is_of_one_source() -> None:
    assert said("2023年收入预算100万元，全部为财政拨款收入。", "arrangement") == {"income 100", "fiscal 100"}


def test_a_total_of_parts_in_another_unit_is_corrected() -> None:
    text = "上年末固定资产金额为418元，其中：房屋120平方米，账面价值200万元；汽车8辆，账面价值118万元；其他固定资产账面价值100万元。"
    assert said(text, "assets") == {"asset 418", "building 200 n120平方米", "vehicle 118 n8辆", "other 100"}
    assert issues_of(text, "assets") == ["unit.corrected"]


def test_none_is_an_amount_of_zero() -> None:
    assert said("本单位2023年未安排政府采购预算。", "procurement") == {"procurement 0"}
    assert said("我局无政府性基金预算支出。", "arrangement") == {"government-fund 0"}
    assert said("本年度未安排因公出国（境）费用。") == {"abroad 0"}


def test_vehicles_are_counted() -> None:
    assert said("局机关共有公务用车7辆，其中轿车5辆，越野车2辆。") == {
        "vehicle n7辆",
        "sedan n5辆",
        "off-road n2辆",
    }


def test_staff_is_not_counted_as_money_is() -> None:
    text = "机关运行经费20万元。我单位编制人数77人。"
    assert said(text, "operating") == {"operating 20", "establishment n77人"}


OTHER_WORDINGS = [
    (
        "2023年收、支总计286.5万元，与上年相比，收、支各增加12.4万元。",
        {"income 286.5 +12.4", "expenditure 286.5 +12.4"},
    ),
    ("事业收入50万元。收入较上年减少32万元。", {"business 50", "income -32"}),
    ("支出100万元，其中：教育支出70万元，住房保障支出30万元。", {"expenditure 100", "205 70", "221 30"}),
    ("基本支出80万元，占80%；项目支出20万元，占20%。", {"basic 80", "project 20"}),
    (
        "支出总计100万元，其中基本支出80万元，项目支出20万元。比2022年增加5万元。",
        {"expenditure 100 +5", "basic 80", "project 20"},
    ),
    ("比上年增减情况：2023年支出预算100万元，较2022年预算增加5万元。", {"expenditure 100 +5"}),
    ("教育（类）支出70万元，占70%；住房保障（类）支出30万元，占30%。", {"205 70", "221 30"}),
    ("基金预算收入0万元，其他来源收入3万元。", {"government-fund 0", "other 3"}),
]


@pytest.mark.parametrize(("text", "wanted"), OTHER_WORDINGS)
def test_other_wordings_of_the_arrangement(text: str, wanted: set[str]) -> None:
    assert said(text, "arrangement") == wanted


def test_a_share_of_the_whole_is_evidence_of_its_amount() -> None:
    text = "基本支出80万元，占80%。"
    line = lines_of(text, "arrangement")[0][0]
    assert line.amount is not None
    assert len(line.amount.evidence) == 2


def test_an_item_of_the_costs_of_running_an_office_has_its_economic_class() -> None:
    assert said("机关运行经费12万元，其中：办公费10万元，印刷费2万元。", "operating") == {
        "operating 12",
        "30201 10",
        "30202 2",
    }


def test_a_vehicle_to_be_given_up_is_no_stock_of_vehicles() -> None:
    assert said("2023年拟报废处置公务用车1辆。", "assets") == set()


def test_a_title_without_an_amount_names_what_follows() -> None:
    document = (
        "一、部门预算安排情况\n\n（一）收入预算\n\n2023年年初预算数50万元，其中，一般公共预算拨款50万元。\n"
    )
    assert said(document, "arrangement") == {"income 50", "general-budget 50"}


OTHER_WORDINGS_OF_THREE_PUBLIC = [
    ("“三公”经费预算数为5万元，比2022年预算数6万元减少1万元。", {"three-public 5 -1", "three-public 2022 6"}),
    ("1.因公出国（境）费。2023年预算0万元，比上年增加0万元。", {"abroad 0 +0"}),
    ("2．公务接待费支出情况。2023年预算3万元，比上年减少0.5万元。", {"reception 3 -0.5"}),
    ("会议费6万元，拟召开12次会议；培训费3万元，开展培训4次。", {"meeting 6 n12次", "training 3 n4次"}),
]


@pytest.mark.parametrize(("text", "wanted"), OTHER_WORDINGS_OF_THREE_PUBLIC)
def test_other_wordings_of_the_three_public_expenses(text: str, wanted: set[str]) -> None:
    assert said(text) == wanted


def test_kinds_of_vehicles_are_not_all_vehicles() -> None:
    text = "共有车辆5辆，其中：机要通信用车1辆、应急保障用车2辆、执法执勤用车2辆。"
    assert said(text, "assets") == {"vehicle n5辆", "confidential n1辆", "emergency n2辆", "enforcement n2辆"}


RATES = [
    ("公务接待费5万元，比上年减少1万元，下降16.7%。", ("-16.7", None, None)),
    ("公务接待费5万元，占预算的90%，同比增长4.2%。", ("4.2", None, None)),
    ("公务接待费5万元，下降3%。", ("-3", None, None)),
    ("公务接待费5万元，占“三公”经费的31%。", (None, None, None)),
    ("公务接待费5万元，主要原因是接待人数下降20%。", (None, None, None)),
    ("公务接待费支出决算为5万元，较年初预算数减少1万元，下降16.7%。", (None, "-1", "-16.7")),
    ("公务接待费支出决算为5万元，较年初预算下降42%。", (None, None, "-42")),
]


@pytest.mark.parametrize(("text", "told"), RATES)
def test_changes_in_percent_and_against_the_budget(
    text: str, told: tuple[str | None, str | None, str | None]
) -> None:
    (line,) = lines_of(text, stage="final-accounts")[0]
    plan = line.plan_change and line.plan_change.value / 10_000
    rate, plan_rate = line.change_rate, line.plan_change_rate
    found = (
        rate and format_decimal(rate.value),
        plan and format_decimal(plan),
        plan_rate and format_decimal(plan_rate.value),
    )
    assert found == told


def test_a_label_and_its_text_on_one_line_may_say_that_there_is_none() -> None:
    text = "机构设置：内设办公室，本单位未安排政府采购预算，也没有其他安排的内容。\n\n公务接待费5万元。"
    assert said(text) == {"procurement 0", "reception 5"}
