"""The contract of a full-text engine: both engines find the same records, however the words are written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest

from yusuan.deadline import Deadline
from yusuan.errors import IndexDamaged, QueryStopped, UsageError
from yusuan.model.record import Filters, Passage, Record
from yusuan.search.analysis import Analyzer
from yusuan.search.cutter import Cutter
from yusuan.search.fulltext import ENGINES, engine_named
from yusuan.search.fulltext.engine import TextEngine, TextIndex
from yusuan.search.fulltext.query import MAX_CHARACTERS, parse

ANALYZER = Analyzer(Cutter(["内网", "电子政务内网", "三公经费", "线路环境"]))


def record(iri: str, *texts: tuple[str, str], **facets: object) -> Record:
    passages = tuple(Passage(field, text, "doc", 0, len(text)) for field, text in texts)
    label = next((text for field, text in texts if field == "name"), iri)
    return replace(Record(iri, "project", label, "doc", passages=passages), **facets)  # type: ignore[arg-type]


RECORDS = [
    record(
        "intranet",
        ("name", "电子政务内网建设费"),
        ("code", "918-0207-QSX-7AB2"),
        ("goal", "完成党政\n\n内网升级改造，覆盖42个单位"),
        ("indicator", "网络可用率"),
        year=2024,
        division="青石县",
        division_code="990101",
        divisions=("990101", "青石县", "9901", "云岭市"),
        department="青石县县委办公室",
        department_iri="dept/1",
    ),
    record(
        "cables",
        ("name", "光缆维护费"),
        ("purpose", "用于境内网络线路的维护"),
        ("goal", "保障线路畅通，支出1,050.00万元"),
        year=2023,
        division="柳塘县",
        divisions=("990202", "柳塘县", "9902"),
        department_iri="dept/2",
        document="other",
    ),
    record(
        "cars",
        ("name", "公务用车运行"),
        ("text", "“三公”经费支出１０５０元，因公出国（境）费为零"),
        year=2024,
    ),
    record("kitchen", ("name", "食堂修缮"), ("goal", "改善用餐环境"), kind="activity"),
    record("office", ("name", "办公经费"), ("text", "内网、食堂与公务用车的日常开支"), kind="budget-line"),
    *[record(f"plain{n}", ("name", f"第{n}号日常工作"), ("text", "保障工作运转")) for n in range(6)],
]


@pytest.fixture(scope="module", params=ENGINES)
def engine(request: pytest.FixtureRequest) -> TextEngine:
    return engine_named(request.param)


@pytest.fixture(scope="module")
def index(engine: TextEngine, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TextIndex]:
    directory = tmp_path_factory.mktemp(engine.name) / "text"
    assert engine.build(directory, RECORDS, ANALYZER) == len(RECORDS)
    yield engine.open(directory)


def found(index: TextIndex, text: str, **filters: object) -> list[str]:
    matches = index.search(parse(text, ANALYZER), Filters(**filters), Deadline(60))  # type: ignore[arg-type]
    assert matches.total == len(matches.hits)
    scores = [score for _, score in matches.hits]
    assert scores == sorted(scores, reverse=True)
    return [RECORDS[ordinal].iri for ordinal, _ in matches.hits]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("内网", {"intranet", "cables", "office"}),
        ("境内网", {"cables"}),
        ("党政内网升", {"intranet", "cables", "office"}),
        ("政内", {"intranet"}),
        ("光缆", {"cables"}),
        ("三公经费", {"cars"}),
        ("因公出国境费", {"cars"}),
        ("网络可用率", {"intranet", "cables"}),
        ("zxqj", set()),
        ("今天天气", set()),
        ("火星探测器", set()),
        ("！？", set()),
    ],
)
def test_words_find_the_records_whose_characters_hold_them(
    index: TextIndex, query: str, expected: set[str]
) -> None:
    assert set(found(index, query)) == expected


@pytest.mark.parametrize("number", ["1050", "1,050", "1,050.00", "１０５０", "1050.0", "１，０５０"])
def test_a_number_is_found_however_it_is_written(index: TextIndex, number: str) -> None:
    assert set(found(index, number)) == {"cables", "cars"}


@pytest.mark.parametrize(
    "code", ["918-0207-QSX-7AB2", "918-0207-qsx-7ab2", "9１8-0207-QSX-7AB2", "QSX", "0207-QSX"]
)
def test_a_code_is_found_whole_and_in_parts(index: TextIndex, code: str) -> None:
    assert found(index, code) == ["intranet"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ('"内网升级"', {"intranet"}),
        ("“党政内网”", {"intranet"}),
        ('"升级内网"', set()),
        ('"内网、食堂"', {"office"}),
        ('"内网食堂"', set()),
        ('"支出1050"', {"cables"} | {"cars"}),
        ('内网 "线路的维护"', {"cables"}),
    ],
)
def test_a_phrase_stands_as_it_is_written(index: TextIndex, query: str, expected: set[str]) -> None:
    assert set(found(index, query)) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("name:内网", {"intranet"}),
        ("名称：内网", {"intranet"}),
        ("目标:内网", {"intranet"}),
        ("purpose: 内网", {"cables"}),
        ("用途：线路", {"cables"}),
        ("indicator:可用率", {"intranet"}),
        ("指标：可用率", {"intranet"}),
        ("code:918", {"intranet"}),
        ("编码：qsx", {"intranet"}),
        ("text:内网", {"office"}),
        ("正文：内网", {"office"}),
        ('goal:"内网升级"', {"intranet"}),
        ("name:线路", set()),
    ],
)
def test_a_field_bounds_its_words(index: TextIndex, query: str, expected: set[str]) -> None:
    assert set(found(index, query)) == expected


def test_excluded_words_leave_records_out(index: TextIndex) -> None:
    assert set(found(index, "内网 -光缆")) == {"intranet", "office"}
    assert set(found(index, "内网 -name:电子政务")) == {"cables", "office"}
    assert found(index, "-内网") == []


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"kind": "project"}, {"intranet", "cables"}),
        ({"kind": "budget-line"}, {"office"}),
        ({"division": "青石县"}, {"intranet"}),
        ({"division": "990101"}, {"intranet"}),
        ({"division": "云岭市"}, {"intranet"}),
        ({"division": "9902"}, {"cables"}),
        ({"division": "乌有县"}, set()),
        ({"year": 2024}, {"intranet"}),
        ({"department": "dept/2"}, {"cables"}),
        ({"document": "other"}, {"cables"}),
        ({"year": 2023, "document": "doc"}, set()),
    ],
)
def test_filters_keep_what_has_the_facet(
    index: TextIndex, filters: dict[str, object], expected: set[str]
) -> None:
    assert set(found(index, "内网", **filters)) == expected


def test_a_name_counts_more_than_a_goal_and_a_word_more_than_characters(index: TextIndex) -> None:
    assert found(index, "内网")[0] == "intranet"
    assert found(index, "食堂")[0] == "kitchen"
    assert found(index, "公务用车")[0] == "cars"


def test_records_with_all_words_come_first(index: TextIndex) -> None:
    hits = found(index, "内网 食堂")
    assert hits[0] == "office"
    assert {"kitchen", "intranet"} <= set(hits)


def test_a_common_word_alone_finds_nothing_where_there_is_better(index: TextIndex) -> None:
    assert set(found(index, "光缆 工作")) == {"cables"}
    assert len(found(index, "工作")) == 6
    assert len(found(index, "火星 工作")) == 6


def test_of_two_words_the_much_more_common_one_finds_nothing_alone(index: TextIndex) -> None:
    assert set(found(index, "光缆 保障")) == {"cables"}


def test_a_long_word_that_no_record_has_counts_as_its_parts(index: TextIndex) -> None:
    assert set(found(index, "线路环境")) == {"cables", "kitchen"}


def test_fewer_than_half_of_the_informative_words_are_not_enough(index: TextIndex) -> None:
    assert found(index, "火星 土星 光缆") == []


def test_the_department_and_division_narrow_but_do_not_find(index: TextIndex) -> None:
    assert found(index, "青石县 内网")[0] == "intranet"
    assert found(index, "青石县") == []


def test_the_limit_cuts_the_hits_and_not_the_total(index: TextIndex) -> None:
    matches = index.search(parse("内网", ANALYZER), Filters(), Deadline(60), limit=1)
    assert matches.total == 3
    assert len(matches.hits) == 1


def test_a_query_is_bounded() -> None:
    with pytest.raises(UsageError, match=str(MAX_CHARACTERS)):
        parse("内" * (MAX_CHARACTERS + 1), ANALYZER)
    with pytest.raises(UsageError):
        parse("  ", ANALYZER)


def test_the_longest_query_is_answered(index: TextIndex) -> None:
    assert found(index, "内网" * (MAX_CHARACTERS // 2)) is not None
    assert found(index, "内 " * (MAX_CHARACTERS // 2)) is not None


def test_an_empty_index_finds_nothing(engine: TextEngine, tmp_path: Path) -> None:
    engine.build(tmp_path / "text", [], ANALYZER)
    index = engine.open(tmp_path / "text")
    assert index.count == 0
    assert found(index, "内网") == []


def test_a_missing_or_damaged_index_says_so(engine: TextEngine, tmp_path: Path) -> None:
    with pytest.raises(IndexDamaged, match="yusuan check --repair"):
        engine.open(tmp_path / "nothing")
    engine.build(tmp_path / "text", RECORDS, ANALYZER)
    largest = max((tmp_path / "text").iterdir(), key=lambda path: path.stat().st_size)
    largest.write_bytes(largest.read_bytes()[:-9])
    with pytest.raises(IndexDamaged, match=largest.name):
        engine.open(tmp_path / "text")


def test_a_file_scrambled_inside_is_an_error_and_not_a_crash(engine: TextEngine, tmp_path: Path) -> None:
    engine.build(tmp_path / "text", RECORDS, ANALYZER)
    for path in (tmp_path / "text").iterdir():
        if path.name != "manifest.json":
            path.write_bytes(b"\xff" * path.stat().st_size)
    with pytest.raises(IndexDamaged):
        found(engine.open(tmp_path / "text"), "内网")


def test_a_build_that_fails_leaves_no_lock(engine: TextEngine, tmp_path: Path) -> None:
    def failing() -> Iterator[Record]:
        yield RECORDS[0]
        raise RuntimeError("stopped")

    with pytest.raises(RuntimeError, match="stopped"):
        engine.build(tmp_path / "text", failing(), ANALYZER)
    with pytest.raises(IndexDamaged):
        engine.open(tmp_path / "text")
    assert engine.build(tmp_path / "again", RECORDS, ANALYZER) == len(RECORDS)


def test_an_unknown_engine_is_named() -> None:
    with pytest.raises(UsageError, match="lucene"):
        engine_named("lucene")


def test_a_search_stops_when_its_time_is_over(index: TextIndex) -> None:
    for text in ("内网", "电子政务内网 食堂", '"内网" -食堂'):
        with pytest.raises(QueryStopped):
            index.search(parse(text, ANALYZER), Filters(), Deadline(0))


def test_the_slow_engine_asks_for_the_time_at_every_record(tmp_path: Path) -> None:
    engine_named("whoosh").build(tmp_path / "text", RECORDS, ANALYZER)
    index = engine_named("whoosh").open(tmp_path / "text")
    read = count()
    expected = index.search(parse("内网 工作", ANALYZER), Filters(), Deadline(10_000, read.__next__))
    steps = next(read)
    assert steps > 2 * len(expected.hits)
    for seconds in range(steps - 1):
        with pytest.raises(QueryStopped):
            index.search(parse("内网 工作", ANALYZER), Filters(), Deadline(seconds, count().__next__))
