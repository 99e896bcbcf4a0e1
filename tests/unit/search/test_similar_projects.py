"""Which projects are alike, in what, and which are only copies of another year."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from yusuan.model.record import Passage, Reason, Record
from yusuan.search.index import SearchIndex
from yusuan.search.meaning.embedding import Encoder
from yusuan.search.reasons import in_words
from yusuan.search.similar.correspondence import comparable
from yusuan.settings import Settings

QUANTITY, QUALITY, SATISFACTION = ("产出指标", "数量指标"), ("产出指标", "质量指标"), ("满意度指标", "服务对象满意度指标")


def indicator(project: Record, number: int, name: str, levels: tuple[str, str]) -> Record:
    start = 1000 * number
    passages = [Passage("name", name, project.document, start, start + len(name))]
    for at, level in enumerate(levels, 1):
        passages.append(Passage("level", level, project.document, start + 100 * at, start + 100 * at + 4))
    return Record(
        f"{project.iri}/indicators/{number}", "indicator", name, project.document, passages=tuple(passages)
    )


def opened(folder: Path, records: list[Record], encoder: type[Encoder]) -> SearchIndex:
    SearchIndex.build(folder, records, Settings(), encoder)
    return SearchIndex.open(folder, Settings(), encoder)


def pairs(index: SearchIndex, ours: Record, theirs: Record, kind: str) -> list[tuple[str, str]]:
    found = index.correspondences(ours, theirs)
    return [(p.ours.excerpt.text, p.theirs.excerpt.text) for p in found if p.kind == kind]


def test_indicators_correspond_by_name_or_by_meaning_on_one_level(
    records: list[Record], tmp_path: Path, encoder: type[Encoder]
) -> None:
    ours, theirs = records[0], records[1]
    parts = [
        indicator(ours, 1, "接入内网单位", QUANTITY),
        indicator(ours, 2, "群众满意度", SATISFACTION),
        indicator(ours, 3, "网络可用率", QUALITY),
        indicator(ours, 4, "机房面积", QUANTITY),
        indicator(theirs, 1, "线路可用率", QUALITY),
        indicator(theirs, 2, "线路数量", QUANTITY),
        indicator(theirs, 3, "群众满意度", QUALITY),
    ]
    index = opened(tmp_path, [ours, theirs, *parts], encoder)
    assert pairs(index, ours, theirs, "indicator") == [
        ("接入内网单位", "线路数量"),  # one to one: 机房面积 is as near, and stands behind it
        ("群众满意度", "群众满意度"),  # the same name, whatever the level
        ("网络可用率", "线路可用率"),
    ]
    assert [p.nearness for p in index.correspondences(ours, theirs) if p.ours.excerpt.text == "群众满意度"] == [1.0]
    assert {p.ours.iri for p in index.correspondences(ours, theirs) if p.kind == "indicator"} == {
        f"{ours.iri}/indicators/{number}" for number in (1, 2, 3)
    }


def test_names_that_end_alike_correspond_and_descriptions_decide_between_equals(
    records: list[Record], tmp_path: Path, encoder: type[Encoder]
) -> None:
    ours, theirs = records[0], records[1]
    described = [
        replace(each, passages=(*each.passages, Passage("text", text, each.document, at, at + len(text))))
        for each, text, at in (
            (indicator(ours, 1, "任务完成率", QUALITY), "培训讲课", 5000),
            (indicator(ours, 2, "完成率", QUALITY), "车辆", 5100),
            (indicator(theirs, 1, "完成率", QUALITY), "食堂", 5200),
            (indicator(theirs, 2, "完成率", QUALITY), "用车", 5300),
            (indicator(theirs, 3, "完成率", QUALITY), "讲课", 5400),
        )
    ]
    index = opened(tmp_path, [ours, theirs, *described], encoder)
    assert [(p.ours.iri, p.theirs.iri) for p in index.correspondences(ours, theirs) if p.kind == "indicator"] == [
        (f"{ours.iri}/indicators/1", f"{theirs.iri}/indicators/3"),
        (f"{ours.iri}/indicators/2", f"{theirs.iri}/indicators/2"),
    ]


def test_goals_and_purposes_correspond(records: list[Record], tmp_path: Path, encoder: type[Encoder]) -> None:
    index = opened(tmp_path, records, encoder)
    assert pairs(index, records[0], records[2], "goal") == [
        ("机房改造", "机房维护"),
        ("完成内网升级", "内网稳定运行"),
    ]
    assert pairs(index, records[0], records[3], "goal") == []


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ({"level/output", "level/quantity"}, {"level/output", "level/quantity"}, True),
        ({"level/output", "level/quantity"}, {"level/output", "level/quality"}, False),
        ({"level/output"}, {"level/outcome"}, False),
        ({"level/outcome", "level/social"}, {"level/outcome", "level/sustainability"}, True),
        (set(), {"level/satisfaction"}, True),
        ({"level/cost", "level/output"}, {"level/cost"}, True),
    ],
)
def test_levels_tell_what_cannot_be_the_same_measure(one: set[str], other: set[str], expected: bool) -> None:
    assert comparable(frozenset(one), frozenset(other)) is comparable(frozenset(other), frozenset(one)) is expected


def test_copies_of_another_year_are_left_out_unless_asked_for(
    records: list[Record], tmp_path: Path, encoder: type[Encoder]
) -> None:
    own = records[0]
    renamed = replace(own, iri=f"{own.iri}-a", document="x", year=2021, label="2021年电子政务内网 建设")
    recoded = replace(own, iri=f"{own.iri}-b", document="y", year=2020, label="内网", department_iri="dept/9")
    elsewhere = replace(
        own, iri=f"{own.iri}-c", document="z", year=2020, division="2号县", division_code="990102", department_iri="dept/2"
    )
    twin = replace(own, iri=f"{own.iri}-d")  # the same document lists it twice: two projects
    index = opened(tmp_path, [own, renamed, recoded, elsewhere, twin], encoder)
    assert {hit.record.iri for hit in index.similar(own)} == {elsewhere.iri, twin.iri}
    assert {hit.record.iri for hit in index.similar(own, other_years=True)} == {
        each.iri for each in (renamed, recoded, elsewhere, twin)
    }
    assert [each.year for each in index.other_years(own)] == [2020, 2021]
    assert index.other_years(elsewhere) == []


def test_size_decides_between_equals(records: list[Record], tmp_path: Path, encoder: type[Encoder]) -> None:
    own = replace(records[0], amount=Decimal(100_000))
    near, far, unknown = (
        replace(records[0], iri=f"{own.iri}-{name}", amount=amount)
        for name, amount in (("z", Decimal(150_000)), ("b", Decimal(5_000_000)), ("a", None))
    )
    index = opened(tmp_path, [own, near, far, unknown], encoder)
    hits = index.similar(own)
    assert hits[0].record.iri == near.iri and hits[0].record.amount == Decimal(150_000)
    assert Reason("amounts", ("100,000 ↔ 150,000",)) in hits[0].shared
    assert not any(shared.kind == "amounts" for hit in hits[1:] for shared in hit.shared)


def test_an_indicator_that_every_project_has_says_little(
    records: list[Record], tmp_path: Path, encoder: type[Encoder]
) -> None:
    own, *others = (replace(records[0], iri=f"https://example.org/id/{at}") for at in range(5))
    parts = [indicator(each, 1, "任务完成率", QUANTITY) for each in (own, *others)]
    parts += [indicator(each, 2, "内网单位数量", QUANTITY) for each in (own, others[2])]
    index = opened(tmp_path, [own, *others, *parts], encoder)
    hits = index.similar(own)
    assert hits[0].record.iri == others[2].iri
    assert Reason("indicators", ("任务完成率", "内网单位数量")) in hits[0].shared
    assert hits[0].score - hits[1].score > 0.02


def test_a_reason_is_said_in_either_language_and_its_details_stay_as_printed() -> None:
    topic = Reason("topics", ("topic/hospitals",))
    assert in_words(topic) == "主题 topics: 公立医院 public hospitals"
    assert in_words(topic, "zh") == "主题：公立医院" and in_words(topic, "en") == "topics: public hospitals"
    assert in_words(Reason("meaning", ("0.71",)), "zh") == "语义相近：0.71"
    goals = Reason("goals", ("办公、差旅有保障", "会议如期召开"))
    assert in_words(goals, "en") == "goals: 办公、差旅有保障, 会议如期召开"
