"""Words of disclosures are read as the concepts they name, and texts as the topics they speak of."""

from __future__ import annotations

import subprocess
import sys

import pytest

from yusuan.errors import YusuanError
from yusuan.vocabulary import concepts, labels, mentions, ontology_file
from yusuan.vocabulary.dictionary import user_words
from yusuan.vocabulary.terms import BGC, BGT, PREFIXES, SKOS
from yusuan.vocabulary.wording import folded, plain


@pytest.mark.parametrize(
    ("word", "path"),
    [
        ("“三公”经费", "three-public"),
        ("2021年三公经费预算", "three-public"),
        ("1.因公出国(境)费用", "three-public/abroad"),
        ("公务用车购置及运维费", "three-public/vehicle"),
        ("其中：公务用车运行费", "three-public/vehicle/operation"),
        ("（三）公务接待费支出预算", "three-public/reception"),
        ("日常公用经费", "expenditure/basic/public"),
        ("正常公用经费", "expenditure/basic/public"),
        ("人员经费支出预算", "expenditure/basic/personnel"),
        ("项目支出", "expenditure/project"),
        ("支出预算", "expenditure"),
        ("预算收入总计", "income"),
        ("一、一般公共预算拨款收入", "income/general-budget"),
        ("基金预算 拨款", "income/government-fund"),
        ("上年结转结余", "income/carry-over"),
        ("1、房屋（平方米）", "asset/building"),
        ("2、车辆（台、辆）", "asset/vehicle"),
        ("3、单价20万元以上的设备", "asset/large-equipment"),
        ("official travel abroad", "three-public/abroad"),
    ],
)
def test_a_printed_word_names_its_category(word: str, path: str) -> None:
    found = concepts.category_by_word(word)
    assert found is not None
    assert found.path == path


def test_an_ambiguous_word_needs_its_context() -> None:
    assert concepts.category_by_word("购置费") is None
    purchase = concepts.category_by_word("购置费", within="three-public/vehicle")
    assert purchase is not None
    assert purchase.path == "three-public/vehicle/purchase"
    assert concepts.category_by_word("购置费", within="income") is None
    total = concepts.category_by_word("合计", within="three-public")
    assert total is not None
    assert total.path == "three-public"


def test_an_unknown_word_names_nothing() -> None:
    assert concepts.category_by_word("联系电话") is None
    assert concepts.category_by_word("") is None
    assert concepts.level_by_word("三级指标") is None
    assert concepts.source_by_word("基本支出") is None


@pytest.mark.parametrize(
    ("word", "path"),
    [
        ("产出指标", "level/output"),
        ("效果指标", "level/outcome"),
        ("效益指标", "level/outcome"),
        ("数量 指标", "level/quantity"),
        ("成本指标", "level/cost"),
        ("服务对象满意度指标", "level/beneficiary-satisfaction"),
    ],
)
def test_a_printed_word_names_its_indicator_level(word: str, path: str) -> None:
    found = concepts.level_by_word(word)
    assert found is not None
    assert found.path == path


@pytest.mark.parametrize(
    ("word", "path"),
    [
        ("其中：财政资金", "source/fiscal"),
        ("其他资金", "source/other"),
        ("其他渠道 资金", "source/other"),
        ("财政专户 核拨", "income/special-account"),
    ],
)
def test_a_printed_word_names_its_source(word: str, path: str) -> None:
    found = concepts.source_by_word(word)
    assert found is not None
    assert found.path == path


def test_codes_are_concepts_below_the_code_above_them() -> None:
    operation = concepts.code_concept("2010301")
    assert operation is not None
    assert operation.zh == "行政运行"
    above = [path.removeprefix("functional/") for path in concepts.lineage(operation.path)]
    assert above == ["2010301", "20103", "201"]
    office = concepts.code_concept("30201")
    assert office is not None
    assert office.broader == "economic/302"
    assert concepts.code_concept("9999999") is None


def test_a_classification_name_that_stands_once_is_its_code() -> None:
    education = concepts.classification_by_name("五、教育支出")
    assert education is not None
    assert education.notation == "205"
    assert concepts.classification_by_name("行政运行") is None
    printing = concepts.classification_by_name("印刷费", "economic")
    assert printing is not None
    assert printing.notation == "30202"


def test_paths_and_iris_lead_to_each_other() -> None:
    iri = concepts.concept_iri("three-public/vehicle")
    assert iri == BGC.NS + "three-public/vehicle"
    assert concepts.path_of(iri) == "three-public/vehicle"
    assert concepts.path_of(BGT.Project) is None
    assert concepts.by_iri(iri) == concepts.concept("three-public/vehicle")
    assert concepts.find("three-public/balloon") is None
    with pytest.raises(KeyError):
        concepts.concept("three-public/balloon")


def test_what_lies_below_a_concept() -> None:
    first, *below = concepts.with_narrower("three-public")
    assert first == "three-public"
    assert sorted(below) == sorted(each.path for each in concepts.CONCEPTS if each.path.startswith("three-public/"))
    assert below.index("three-public/vehicle") < below.index("three-public/vehicle/purchase")
    assert "three-public/reception/foreign-affairs" in below


def test_different_words_for_one_thing_are_one_topic() -> None:
    intranet = "topic/e-government-intranet"
    for text in ("公务内网二期", "党政内网维护", "电子政务内网", "the e-government intranet"):
        assert mentions.topic_paths(text) == (intranet,)
    for text in ("大值班视频系统", "值班室音视频指挥调度系统", "值班系统保障服务费"):
        assert mentions.topic_paths(text)[0] == "topic/duty-system"


@pytest.mark.parametrize(
    ("name", "topic"),
    [
        ("村级组织运转经费", "village-organisations"),
        ("渡口渡船更新改造", "waterways"),
        ("县志续修经费", "local-history"),
        ("公园绿化管养外包", "parks-and-greening"),
        ("普通高中国家助学金", "student-aid"),
        ("政府专项债券付息", "government-debt"),
        ("老旧小区加装电梯补贴", "old-neighbourhoods"),
        ("医疗废物集中处置", "soil-and-solid-waste"),
        ("扑火队员补助", "forest-fire-prevention"),
        ("看守所运行保障", "detention"),
        ("两癌筛查", "maternal-and-child-health"),
        ("非洲猪瘟扑杀补助", "animal-disease"),
        ("机关食堂用餐补助", "canteens"),
        ("劳务派遣人员经费", "contract-staff"),
        ("公共机构节能改造", "energy-saving"),
    ],
)
def test_a_project_is_known_by_its_name(name: str, topic: str) -> None:
    assert f"topic/{topic}" in mentions.topic_paths(name)


@pytest.mark.parametrize(
    "text",
    [
        "提高考核质量",  # 高考
        "集中考察",  # 中考
        "个人防护用品",  # 人防
        "多种业务办理",  # 种业
        "提供电子文档",  # 供电
        "开展会商研判",  # 展会
        "全县志愿填报",  # 县志
        "测评标准明确",  # 评标
        "办公证件齐全",  # 公证
        "集团委托",  # 团委
        "我国道德规范",  # 国道
        "采取集中供应",  # 中供
    ],
)
def test_a_word_across_two_others_is_no_topic(text: str) -> None:
    assert mentions.topics_in(text) == []


def test_the_longest_word_wins_and_offsets_hold() -> None:
    text = "购置防火墙与ＯＡ系统，用于防火"
    found = mentions.topics_in(text)
    assert [(m.path, m.word) for m in found] == [
        ("topic/network-equipment", "防火墙"),
        ("topic/office-automation", "ＯＡ系统"),
        ("topic/fire-and-rescue", "防火"),
    ]
    assert all(text[m.start : m.end] == m.word for m in found)


@pytest.mark.parametrize(
    "text",
    [
        "常务会议研究",
        "完成项目决算审计",
        "统计调查到会人数",
        "吸引资金投入",
        "诚信创建活动",
        "降低保险费用",
        "",
    ],
)
def test_everyday_words_are_no_topic(text: str) -> None:
    assert mentions.topics_in(text) == []


def test_a_latin_word_is_not_found_inside_another() -> None:
    assert mentions.topic_paths("roughhousing") == ()
    assert mentions.topic_paths("Public Housing!") == ("topic/housing",)


def test_folding_keeps_every_offset() -> None:
    text = "“三公”　（ＡＢ）％１"
    assert len(folded(text)) == len(text)
    assert folded(text) == '"三公" (ab)%1'
    assert plain("（一）“三公”经费：") == "三公经费"


def test_labels_speak_both_languages() -> None:
    assert labels.label(BGT.amount, "zh") == "金额"
    assert labels.label(BGT.amount, "en") == "amount"
    assert labels.label(BGC.NS + "level/output", "zh") == "产出指标"
    assert labels.label(SKOS.prefLabel, "zh") == "prefLabel"
    assert labels.comment(BGT.amount, "en").startswith("The amount in yuan")
    assert labels.comment("https://example.org/x", "en") == ""


def test_the_user_dictionary_holds_the_words_the_cutter_must_keep() -> None:
    words = user_words()
    assert list(words) == sorted(set(words))
    assert {"公务内网", "指挥调度", "三公经费", "满意度指标"} <= set(words)
    assert all(2 <= len(word) <= 8 for word in words)


def test_ontology_files_are_found_and_nothing_else() -> None:
    assert ontology_file("shapes.ttl").is_file()
    for name in ("no-such.ttl", "../pyproject.toml"):
        with pytest.raises(YusuanError):
            ontology_file(name)


def test_prefixes_name_the_project_namespaces() -> None:
    assert PREFIXES["bgt"] == "https://w3id.org/yusuan/ontology#"
    assert PREFIXES["bgc"] == "https://w3id.org/yusuan/concept/"


def test_importing_the_vocabulary_reads_no_rdf() -> None:
    modules = "concepts, labels, mentions, terms, dictionary"
    code = f"import sys; from yusuan.vocabulary import {modules}; sys.exit('rdflib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
