"""What a query as typed means."""

from __future__ import annotations

import pytest

from yusuan.search.analysis import FIELDS, Analyzer
from yusuan.search.cutter import Cutter
from yusuan.search.fulltext.query import meaning, parse, parts

ANALYZER = Analyzer(Cutter(["内网"]))


def test_bare_text_is_words_and_the_run_they_stand_in() -> None:
    query = parse("内网建设", ANALYZER)
    assert [term.text for term in query.words] == ["内网", "建设"]
    assert [term.text for term in query.runs] == ["内网建设"]
    assert not query.required


def test_quotes_fields_and_minus() -> None:
    pieces = parts('内网 "升级 改造" 目标：机房 -name:食堂 “全县”')
    assert [(p.text, p.field, p.quoted, p.excluded) for p in pieces] == [
        ("内网", None, False, False),
        ("升级 改造", None, True, False),
        ("机房", "goal", False, False),
        ("食堂", "name", False, True),
        ("全县", None, True, False),
    ]
    query = parse("目标：机房 -食堂", ANALYZER)
    assert [term.fields for term in query.required] == [("goal",)]
    assert [term.fields for term in query.excluded] == [FIELDS]


def test_a_hyphen_inside_a_word_excludes_nothing() -> None:
    assert not parse("0403-YBN", ANALYZER).excluded


def test_an_open_quote_is_no_error() -> None:
    assert [term.text for term in parse('"内网', ANALYZER).words] == ["内网"]


def test_single_characters_and_question_words_are_weak() -> None:
    weak = {term.text: term.weak for term in parse("有哪些内网的建设", ANALYZER).words}
    assert weak["哪些"] and weak["的"]
    assert not weak["内网"] and not weak["建设"]


def test_characters_that_no_dictionary_joins_are_one_term() -> None:
    assert [term.text for term in parse("瞿翀", ANALYZER).words] == ["瞿翀"]


def test_what_is_encoded_leaves_syntax_out() -> None:
    assert meaning('目标：机房 -食堂 "内网"') == "机房 内网"


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("231-2024-LTN-8RM6", ""),
        ("１２８．６４", ""),
        ("≥95%", ""),
        ("会议费 15 万元", "会议费"),
        ("A4打印机", "打印机"),
        ("2024年培训", "培训"),
    ],
)
def test_numbers_and_codes_have_a_spelling_and_no_meaning(query: str, words: str) -> None:
    assert meaning(query) == words


def test_the_unit_after_a_number_is_weak_and_alone_it_is_not() -> None:
    assert {term.text: term.weak for term in parse("15万元", ANALYZER).words} == {"15": False, "万元": True}
    assert not parse("万元", ANALYZER).words[0].weak
