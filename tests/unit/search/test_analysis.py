"""Which tokens a text becomes."""

from __future__ import annotations

import pytest

from yusuan.model.record import Passage, Record
from yusuan.search.analysis import SEPARATOR, Analyzer, grams, phrase, texts_of, units
from yusuan.search.cutter import Cutter

ANALYZER = Analyzer(Cutter(["电子政务内网", "内网"]))


def words(text: str) -> list[str]:
    return [unit.text for unit in units(text)]


@pytest.mark.parametrize("number", ["1050", "1,050", "1,050.00", "１０５０", "１,０５０.００", "1 0 5 0"])
def test_a_number_is_one_token_however_it_is_written(number: str) -> None:
    assert words(f"支出{number}元") == ["支", "出", "1050", "元"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("418.52万", ["418.52", "万"]),
        ("0.50", ["0.5"]),
        ("2024.03.01", ["2024", SEPARATOR, "03", SEPARATOR, "01"]),
        ("100，200", ["100", SEPARATOR, "200"]),
        ("723-0403-YBN-3KTO", ["723", "0403", "ybn", "3kto"]),
        ("5G网", ["5g", "网"]),
        ("“三公”经费", ["三", "公", "经", "费"]),
        ("内\n\n网", ["内", "网"]),
        ("，内网。", ["内", "网"]),
        ("$\\geq 98\\%$", ["98"]),
        ("", []),
    ],
)
def test_units_of_a_text(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_units_know_their_characters_in_the_text_as_given() -> None:
    text = "内\n 网，１，０５０元"
    assert [(u.text, text[u.start : u.end]) for u in units(text)] == [
        ("内", "内"),
        ("网", "网"),
        (SEPARATOR, "，"),
        ("1050", "１，０５０"),
        ("元", "元"),
    ]


def test_a_phrase_has_consecutive_tokens_that_the_text_has_too() -> None:
    assert phrase(units("党政内网2024年")) == ("党政", "政内", "内网", "网", "2024", "年")
    assert phrase(units("内网")) == ("内网",)
    assert phrase(units("网")) == ("网",)
    indexed = set(grams(units("建党政内网2024年底"), 5))
    assert {(token, 6 + at) for at, token in enumerate(phrase(units("党政内网2024年")))} <= indexed


def test_punctuation_keeps_characters_apart() -> None:
    assert "网外" not in dict(grams(units("内网、外网")))


def test_codes_are_words_whole_and_in_parts() -> None:
    assert {"723-0403-ybn-3kto", "723", "0403", "ybn", "3kto"} <= set(
        ANALYZER.plain_words("７23-0403-YBN-3KTO")
    )


def test_search_words_are_the_cut_and_the_words_inside() -> None:
    assert ANALYZER.plain_words("电子政务内网") == ["电子政务内网"]
    assert {"电子政务内网", "电子", "政务", "内网"} <= set(ANALYZER.search_words("电子政务内网"))


def test_label_and_code_are_indexed_where_no_passage_says_them() -> None:
    bare = Record(
        "r", "budget-line", "会议费", "doc", code="30215", division="青石县", divisions=("990101", "青石县")
    )
    assert texts_of(bare) == [
        ("name", "会议费"),
        ("code", "30215"),
        ("context", "青石县"),
        ("context", "990101"),
    ]
    said = Record(
        "r", "responsibility", "职责一", "doc", passages=(Passage("duty", "负责统计", "doc", 0, 4),)
    )
    assert texts_of(said) == [("text", "负责统计"), ("name", "职责一")]


def test_a_phrase_does_not_bridge_passages() -> None:
    passages = (Passage("goal", "建设内", "doc", 0, 3), Passage("goal", "网维护", "doc", 9, 12))
    positions = dict(ANALYZER.grams_of(Record("r", "project", "x", "doc", passages=passages))["goal"])
    assert positions["网"] > positions["内"] + 1
