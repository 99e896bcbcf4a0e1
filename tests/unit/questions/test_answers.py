"""What an answer holds, and when there is none."""

from __future__ import annotations

import json

import pytest

from yusuan.app import Services
from yusuan.errors import UsageError
from yusuan.questions import MOST_CHARACTERS, answer


def test_the_json_has_every_field(services: Services) -> None:
    got = answer("青石县委办2024年的三公经费是多少？", services.generation).to_json()
    assert {"question", "status", "kind", "answer", "rows", "details", "sparql", "evidence", "unknown", "suggestions",
            "subject", "read_as", "without", "machine", "note"} == got.keys()  # fmt: skip
    (row,) = got["rows"]
    assert (row["value"], row["unit"], row["category"], row["year"]) == (159000, "元", "three-public", 2024)
    assert json.loads(json.dumps(got, ensure_ascii=False)) == got


def test_evidence_is_the_documents_own_words(services: Services) -> None:
    got = answer("青石县委办2024年的三公经费是多少？", services.generation)
    assert got.evidence
    for excerpt in got.evidence:
        text = services.generation.document_text(excerpt.document)
        assert text[excerpt.start : excerpt.end] == excerpt.text


def test_a_sum_shows_its_parts(services: Services) -> None:
    got = answer("苇湾区的项目预算合计是多少", services.generation)
    assert got.rows[0].value == sum(part.value or 0 for part in got.details)


def test_the_winner_is_the_row_and_the_others_are_details(services: Services) -> None:
    got = answer("苇湾区预算最高的项目", services.generation)
    assert len(got.rows) == 1 and len(got.details) == 4


def test_the_sentence_is_in_the_language_of_the_question(services: Services) -> None:
    assert "个项目" in answer("苇湾区有几个项目", services.generation).answer
    assert "projects" in answer("how many projects are there in 苇湾区", services.generation).answer
    assert "projects" in answer("苇湾区有几个项目", services.generation, lang="en").answer


def test_how_the_question_was_read(services: Services) -> None:
    got = answer("2024年苇湾区预算超过100万元的项目", services.generation)
    assert [(part.slot, part.label) for part in got.reading] == [
        ("年度", "2024"),
        ("县区", "苇湾区"),
        ("金额", "超过100万元"),
    ]


def test_how_the_question_was_read_as_conditions(services: Services) -> None:
    got = answer("2024年苇湾区预算超过100万元的项目", services.generation)
    assert (got.subject, [part.text for part in got.reading]) == (
        "项目", ["年度 = 2024", "县区 = 苇湾区", "金额 > 100万元"]
    )  # fmt: skip
    got = answer("which projects in 苇湾区 cost 100,000 to 500,000 yuan", services.generation)
    assert (got.subject, [part.text for part in got.reading]) == (
        "projects", ["county = 苇湾区", "amount = 100,000 yuan–500,000 yuan"]
    )  # fmt: skip
    got = answer("没有满意度指标的项目", services.generation)
    assert [(part.text, got.question[part.start : part.end]) for part in got.reading] == [
        ("缺少 = 满意度指标", "没有满意度指标")
    ]


LEFT = [
    ("2024年苇湾区预算超过100万元的项目", "苇湾区", "2024年预算超过100万元的项目"),
    ("2024年苇湾区预算超过100万元的项目", "超过100万元", "2024年苇湾区的项目"),
    ("涉及培训的项目", "培训", "有哪些项目"),
    ("和防汛有关的项目有哪些", "防汛", "有哪些项目"),
    ("projects under 150,000 yuan", "under 150,000 yuan", "which projects are there"),
    ("没有满意度指标的项目", "没有满意度指标", "有哪些项目"),
    ("购买设备的项目", "购买设备", "有哪些项目"),
    ("满意度要求90%以上的项目", "90%以上", "有满意度指标的项目"),
    ("青石县委办公室的三公经费是多少", "青石县委办公室", "各部门的三公经费分别是多少"),
    ("青石县委办公室的三公经费是多少", "三公经费", "青石县委办公室"),
    ("top 3 projects in 苇湾区", "苇湾区", "top 3 projects"),
    ("哪个部门的会议费最高", "最高", "各部门的会议费分别是多少"),
    ("projects in 苇湾区 under 1 million yuan", "under 1 million yuan", "projects in 苇湾区"),
]


@pytest.mark.parametrize(("question", "part", "plain"), LEFT)
def test_a_part_taken_out_leaves_the_question_of_the_rest(
    services: Services, question: str, part: str, plain: str
) -> None:
    whole = answer(question, services.generation)
    assert part in {question[each.start : each.end] for each in whole.reading}
    at = question.index(part)
    got = answer(question, services.generation, without=[(at, at + len(part))])
    asked = answer(plain, services.generation)
    assert got.status == asked.status == "answered"
    assert {row.to_json().get("iri") or row for row in got.rows} == {
        row.to_json().get("iri") or row for row in asked.rows
    }
    assert got.question == question and got.to_json()["without"] == [
        {"start": at, "end": at + len(part), "text": part}
    ]
    assert part not in {question[each.start : each.end] for each in got.reading}


def test_what_is_left_may_be_no_question(services: Services) -> None:
    question = "哪个部门的会议费最高"
    got = answer(question, services.generation, without=[(5, 8)])
    assert got.status == "not_understood" and "“会议费”" in got.answer and got.suggestions and not got.rows
    got = answer("青石县委办有几个下属单位", services.generation, without=[(6, 12)])
    assert all(answer(near, services.generation).status == "answered" for near in got.suggestions)


@pytest.mark.parametrize("span", [(-1, 2), (3, 3), (5, 2), (0, 99)])
def test_a_span_outside_the_question_is_a_usage_error(services: Services, span: tuple[int, int]) -> None:
    with pytest.raises(UsageError):
        answer("涉及培训的项目", services.generation, without=[span])


@pytest.mark.parametrize("question", ["苇湾区有几个项目", "青石县委办公室的三公经费是多少", "how many projects are there?"])
def test_an_answer_leads_on_to_questions_with_answers(services: Services, question: str) -> None:
    got = answer(question, services.generation)
    assert got.suggestions and question not in got.suggestions
    for near in got.suggestions:
        assert answer(near, services.generation).status == "answered", near


def test_a_county_that_is_not_held_is_named(services: Services) -> None:
    got = answer("正定县的预算是多少", services.generation)
    assert got.status == "no_data" and "正定县" in got.answer and not got.rows


def test_a_department_of_one_county_does_not_answer_for_another(services: Services) -> None:
    got = answer("青石县教育局的预算是多少", services.generation)
    assert got.status == "no_data" and not got.rows


def test_a_word_without_use_is_named(services: Services) -> None:
    got = answer("苇湾区水利局的食堂菜单是什么", services.generation)
    assert got.status == "not_understood" and any("食堂" in word or "菜单" in word for word in got.unknown)


def test_negation_is_refused_rather_than_ignored(services: Services) -> None:
    assert answer("不在苇湾区的项目", services.generation).status == "not_understood"


def test_suggestions_have_answers(services: Services) -> None:
    for question in answer("苇湾区水利局局长是谁", services.generation).suggestions:
        assert answer(question, services.generation).status == "answered", question


@pytest.mark.parametrize("question", ["", "  ", "项" * (MOST_CHARACTERS + 1)])
def test_an_empty_or_overlong_question_is_a_usage_error(question: str, services: Services) -> None:
    with pytest.raises(UsageError):
        answer(question, services.generation)


@pytest.mark.parametrize(
    "question", ['"', "\\", "{ ?s ?p ?o }", '哪些项目涉及" } DROP ALL #', "'; --", "\ud83d\ude00", "？" * 300]
)
def test_odd_characters_do_no_harm(question: str, services: Services) -> None:
    assert (
        answer(question.encode("utf-16", "surrogatepass").decode("utf-16"), services.generation).status
        != "answered"
    )


@pytest.mark.parametrize("word", ["公用经费", "三公经费", "项目", "内网", "部门", "procurement", "2024年"])
def test_a_bare_word_is_no_question(services: Services, word: str) -> None:
    got = answer(word, services.generation)
    assert got.status == "not_understood" and got.suggestions and not got.rows
    for near in got.suggestions:
        assert answer(near, services.generation).status == "answered", near


@pytest.mark.parametrize(("name", "kind"), [
    ("政务服务大厅运行费", "project"), ("231-2024-LTN-8RM6", "project"), ("苇湾区水利局", "department"), ("苇湾区", "division"),
])  # fmt: skip
def test_the_whole_name_of_one_thing_is_question_enough(services: Services, name: str, kind: str) -> None:
    got = answer(name, services.generation)
    assert (got.status, got.kind) == ("answered", kind)


@pytest.mark.parametrize("question", [
    "青石县2024年一共安排了哪些项目", "哪些项目涉及电子政务内网", "苇湾区的项目预算合计是多少", "各部门的三公经费分别是多少",
    "苇湾区水利局有几项职责", "与电子政务内网运维相似的项目", "青石县预算在12万到18.5万之间的项目",
])  # fmt: skip
def test_the_query_shown_gives_the_rows_where_strangers_queries_run(
    services: Services, question: str
) -> None:
    got = answer(question, services.generation)
    assert got.status == "answered" and got.sparql is not None
    again = json.loads(services.sparql(got.sparql, "json").body)["results"]["bindings"]
    numbers = {float(each["value"]["value"]) for each in again if "value" in each}
    assert {float(row.value) for row in got.rows if row.value is not None} == numbers
    assert {row.label for row in got.rows if row.label} == {
        each["label"]["value"] for each in again if "label" in each
    }
