"""Search over text, vectors and topics as one index."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from yusuan.errors import IndexDamaged, ModelError, NotFound, UsageError
from yusuan.model.record import Filters, Record, SearchResult
from yusuan.search.index import SearchIndex
from yusuan.search.meaning.embedding import Encoder
from yusuan.settings import Settings

MakeEncoder = Callable[..., Encoder]


@pytest.fixture(scope="module", params=["tantivy", "whoosh"])
def directory(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    records: list[Record],
    encoder: MakeEncoder,
) -> Path:
    directory = tmp_path_factory.mktemp("search")
    SearchIndex.build(directory, reversed(records), Settings(text_engine=request.param), encoder)
    return directory


@pytest.fixture(scope="module")
def index(directory: Path, encoder: MakeEncoder) -> SearchIndex:
    return SearchIndex.open(directory, Settings(), encoder)


def labels(result: SearchResult) -> list[str]:
    return [hit.record.label for hit in result.hits]


def test_records_come_back_as_they_were(index: SearchIndex, records: list[Record]) -> None:
    assert {hit.record for hit in index.search("内网 用车 食堂", limit=99).hits} <= set(records)
    assert list(index.iris()) == sorted(record.iri for record in records)
    assert len(index) == len(records)


def test_a_record_is_found_by_its_iri(index: SearchIndex, records: list[Record]) -> None:
    assert [index.record(record.iri) for record in records] == records
    assert index.record("https://example.org/id/none") is None
    assert index.record("") is None and index.record("zzz") is None


def test_a_code_finds_its_record_and_nothing_near_in_meaning(
    index: SearchIndex, records: list[Record]
) -> None:
    code = next(record.code for record in records if record.code)
    assert index.search(code, "semantic").total == 0


def test_keyword_search_finds_words_and_then_the_topic_they_name(index: SearchIndex) -> None:
    result = index.search("政务内网", "keyword")
    assert set(labels(result)[:2]) == {"电子政务内网建设", "政务内网维护"}
    assert labels(result)[2] == "线路租赁"
    assert result.hits[2].why[0].kind == "topic"
    assert [hit.score for hit in result.hits] == sorted((hit.score for hit in result.hits), reverse=True)


def test_semantic_search_finds_meanings_without_the_words(index: SearchIndex) -> None:
    result = index.search("汽车", "semantic")
    assert set(labels(result)) == {"公务用车更新", "汽车停放说明"}
    assert all(hit.why[-1].kind == "meaning" for hit in result.hits)


def test_hybrid_search_finds_both_and_says_why(index: SearchIndex) -> None:
    result = index.search("车辆")
    assert labels(result)[0] == "公务用车更新"
    assert "汽车停放说明" in labels(result)
    assert {why.kind for why in result.hits[0].why} >= {"words", "meaning"}
    assert result.hits[0].score <= 1.0


@pytest.mark.parametrize("mode", ["keyword", "semantic", "hybrid"])
def test_nonsense_finds_nothing(index: SearchIndex, mode: str) -> None:
    assert index.search("zxqj 今天天气", mode).total == 0


@pytest.mark.parametrize("mode", ["keyword", "semantic", "hybrid"])
def test_filters_phrases_and_exclusions_hold_in_every_mode(index: SearchIndex, mode: str) -> None:
    assert all(
        hit.record.division == "1号县" for hit in index.search("内网", mode, Filters(division="1号县")).hits
    )
    assert "电子政务内网建设" not in labels(index.search("内网 -升级", mode))
    assert set(labels(index.search('内网 "机房维护"', mode))) == {"政务内网维护"}
    assert index.search("内网", mode, Filters(kind="passage")).total == 0
    assert index.search("内网", mode, Filters(year=1999)).total == 0


def test_facets_count_all_matches(index: SearchIndex) -> None:
    result = index.search("政务内网", "keyword", limit=1)
    assert len(result.hits) == 1
    assert result.total == 3
    assert result.facets == {
        "kind": {"project": 3},
        "division": {"1号县": 2, "2号县": 1},
        "year": {"2023": 2, "2024": 1},
    }


def test_snippets_and_evidence_are_the_documents_words(index: SearchIndex) -> None:
    hit = index.search("机房改造", "keyword").hits[0]
    assert hit.snippet == "机房改造"
    assert "".join(hit.snippet[a:b] for a, b in hit.marks) == "机房改造"
    passage = next(p for p in hit.record.passages if p.field == "purpose")
    assert (hit.evidence[0].start, hit.evidence[0].end) == (passage.start, passage.end)
    assert hit.evidence[0].document == passage.document


def test_wrong_usage_is_refused(index: SearchIndex) -> None:
    with pytest.raises(UsageError, match="fuzzy"):
        index.search("内网", "fuzzy")
    with pytest.raises(UsageError):
        index.search(" ")


def test_similar_projects_say_what_they_share(index: SearchIndex, records: list[Record]) -> None:
    hits = index.similar(records[0])
    assert [hit.record.label for hit in hits[:2]] == ["政务内网维护", "线路租赁"]
    assert any(shared.kind == "topics" for shared in hits[0].shared)
    assert any("覆盖单位数量" in detail for shared in hits[0].shared for detail in shared.details)
    assert any(shared.kind == "goals" for shared in hits[0].shared)
    assert any(shared.kind == "words" and "政务" in shared.details for shared in hits[0].shared)
    assert all(hit.record.kind == "project" and hit.record != records[0] for hit in hits)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert index.similar(records[0]) == hits


def test_similar_projects_of_other_divisions(index: SearchIndex, records: list[Record]) -> None:
    hits = index.similar(records[0], other_divisions=True, limit=1)
    assert [hit.record.label for hit in hits] == ["线路租赁"]


def test_similar_to_a_record_that_is_not_there(index: SearchIndex) -> None:
    with pytest.raises(NotFound):
        index.similar(Record("nowhere", "project", "x", "doc"))


def test_unchanged_passages_are_not_encoded_again(
    directory: Path, records: list[Record], tmp_path: Path, encoder: MakeEncoder
) -> None:
    used = encoder()
    SearchIndex.build(tmp_path, records[:4], Settings(), lambda: used, previous=directory)
    assert used.encoded == []  # type: ignore[attr-defined]
    assert list(SearchIndex.open(tmp_path, Settings(), encoder).verify()) == []


def test_equal_records_give_equal_files(records: list[Record], tmp_path: Path, encoder: MakeEncoder) -> None:
    for name, given in (("a", records), ("b", records[::-1])):
        SearchIndex.build(tmp_path / name, given, Settings(), encoder)
    for part in ("records", "vectors"):
        for path in (tmp_path / "a" / part).iterdir():
            assert path.read_bytes() == (tmp_path / "b" / part / path.name).read_bytes()


def test_another_model_than_the_index_was_built_with_is_refused(
    directory: Path, encoder: MakeEncoder
) -> None:
    index = SearchIndex.open(directory, Settings(), lambda: encoder("other"))
    assert index.search("内网", "keyword").total == 2
    with pytest.raises(ModelError, match="other"):
        index.search("内网", "semantic")


def test_an_empty_index_answers(tmp_path: Path, encoder: MakeEncoder) -> None:
    SearchIndex.build(tmp_path, [], Settings(), encoder)
    index = SearchIndex.open(tmp_path, Settings(), encoder)
    assert index.search("内网").total == 0
    assert list(index.verify()) == []


def test_whoosh_serves_the_same_index(
    records: list[Record], tmp_path: Path, index: SearchIndex, encoder: MakeEncoder
) -> None:
    SearchIndex.build(tmp_path, records, Settings(text_engine="whoosh"), encoder)
    whoosh = SearchIndex.open(tmp_path, Settings(), encoder)
    assert set(labels(whoosh.search("内网", "keyword"))) == set(labels(index.search("内网", "keyword")))


@pytest.mark.parametrize("part", ["records/records.jsonl", "vectors/matrix.npy", "vectors/keys.npy"])
def test_damage_is_named(records: list[Record], tmp_path: Path, part: str, encoder: MakeEncoder) -> None:
    SearchIndex.build(tmp_path, records, Settings(), encoder)
    content = bytearray((tmp_path / part).read_bytes())
    content[-3] ^= 1
    (tmp_path / part).write_bytes(bytes(content))
    index = SearchIndex.open(tmp_path, Settings(), encoder)
    assert all("check --repair" in en for _, en in index.verify())
    assert list(index.verify())
    (tmp_path / part).unlink()
    with pytest.raises(IndexDamaged, match="check --repair"):
        SearchIndex.open(tmp_path, Settings(), encoder).search("内网")


def test_keyword_search_imports_nothing_for_vectors(directory: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from yusuan.settings import Settings\n"
        "from yusuan.search.index import SearchIndex\n"
        f"index = SearchIndex.open(Path({str(directory)!r}), Settings())\n"
        "assert index.search('内网', 'keyword').total == 2\n"
        "print(sorted({'numpy', 'torch', 'rdflib'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_what_widens_a_query_is_told_and_can_be_switched_off(index: SearchIndex) -> None:
    wide = index.search("电子政务内网")
    assert "topic/e-government-intranet" in wide.expansion.named
    assert any(reason.kind == "topic" for hit in wide.hits for reason in hit.why)
    narrow = index.search("电子政务内网", expand=False)
    assert (narrow.expansion.spelling, narrow.expansion.named, narrow.expansion.near) == ((), (), ())
    assert not any("topic" in reason.kind for hit in narrow.hits for reason in hit.why)


def test_a_place_in_the_query_brings_its_records_first(
    tmp_path: Path, records: list[Record], encoder: MakeEncoder
) -> None:
    counties = ("青石县", "苇湾区", "柳塘县")
    same = [
        replace(records[0], iri=f"{records[0].iri}-{at}", division=name, divisions=(name, "云岭市"))
        for at, name in enumerate(counties)
    ]
    SearchIndex.build(tmp_path, same, Settings(), encoder)
    index = SearchIndex.open(tmp_path, Settings(), encoder)
    for place in (*counties, "青石", "柳塘"):
        hits = index.search(f"{place}内网建设").hits
        assert (hits[0].record.division or "").startswith(place) and hits[0].score > hits[1].score


def test_a_department_alone_finds_its_records_where_no_record_has_the_words(index: SearchIndex) -> None:
    found = index.search("2号县县委办公室", "keyword", Filters("project"))
    assert {hit.record.department for hit in found.hits} == {"2号县县委办公室"}
    assert found.total == 3


def test_evidence_shows_the_words_and_then_the_passage_nearest_in_meaning(index: SearchIndex) -> None:
    hit = index.search("汽车 用餐", "hybrid", Filters("project")).hits[0]
    assert hit.evidence and all(excerpt.text for excerpt in hit.evidence)
