"""What both engines of the cutter promise: whole words of ours, numbers and codes, offsets that hold."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yusuan.search.cutter import Cutter, CutterEngine, fold, known_words, number_class

WORDS = ("电子政务内网", "内网", "三公经费", "5G基站")
ENGINES: tuple[CutterEngine, ...] = ("rjieba", "jieba")
CUTTERS = {engine: Cutter(WORDS, engine) for engine in ENGINES}
TEXTS = st.text(
    alphabet=st.sampled_from("电子政务内网三公经费境络的 1２3,.%ＡaBé𠀀İ①\r\n—“”_-#+"), max_size=60
)


@pytest.fixture(params=ENGINES)
def cutter(request: pytest.FixtureRequest) -> Cutter:
    return CUTTERS[request.param]


def test_words_of_ours_stay_whole_and_their_neighbours_too(cutter: Cutter) -> None:
    assert cutter.cut("建设电子政务内网") == ["建设", "电子政务内网"]
    assert cutter.cut("三公经费支出") == ["三公经费", "支出"]
    assert cutter.cut("境内网络") == ["境内", "网络"]
    assert cutter.cut("５Ｇ基站") == ["5g基站"]


@pytest.mark.parametrize("run", ["1,050.00", "15.3", "723002", "13011022P00H3L10001", "2026", "DBJ14"])
def test_numbers_and_codes_are_one_word(cutter: Cutter, run: str) -> None:
    assert run.lower() in cutter.cut(f"预算{run}万元")


def test_punctuation_and_spaces_are_no_words(cutter: Cutter) -> None:
    assert cutter.cut("，“”—— \n%≥·") == []
    assert cutter.cut("") == []


@given(TEXTS)
@settings(max_examples=60)
def test_offsets_point_at_the_words_of_the_text_as_given(text: str) -> None:
    spans = CUTTERS["rjieba"].cut_spans(text)
    assert all(fold(text)[start:end] == word for word, start, end in spans)
    assert all(before[2] <= after[1] for before, after in pairwise(spans))
    covered = {place for _, start, end in spans for place in range(start, end)}
    assert all(place in covered for place, char in enumerate(fold(text)) if "\u4e00" <= char <= "\u9fff")


@given(TEXTS)
@settings(max_examples=60)
def test_both_engines_cut_alike(text: str) -> None:
    assert CUTTERS["rjieba"].cut_spans(text) == CUTTERS["jieba"].cut_spans(text)


@given(st.text(max_size=40))
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


def test_an_unknown_engine_is_refused() -> None:
    with pytest.raises(ValueError, match="rjieba"):
        Cutter(engine="paddle")  # type: ignore[arg-type]


def test_words_outside_a_vocabulary_become_their_longest_known_pieces() -> None:
    vocabulary = {"电子政务", "内", "网", "项目", "<number>", "30"}
    assert list(known_words(["电子政务内网", "项目"], vocabulary)) == ["电子政务", "内", "网", "项目"]
    assert list(known_words(["龘", "hello", "1,050.00", "30"], vocabulary)) == ["<number>", "30"]


@pytest.mark.parametrize(
    ("word", "known_as"),
    [
        ("roads", ["road"]),
        ("glasses", ["glass"]),
        ("subsidies", ["subsidy"]),
        ("repairing", ["repair"]),
        ("managed", ["manage"]),
        ("news", ["news"]),
        ("xab", ["x", "a", "b"]),
        ("as", ["a", "s"]),
    ],
)
def test_latin_words_outside_a_vocabulary_become_their_plain_form_or_their_letters(
    word: str, known_as: list[str]
) -> None:
    vocabulary = {"road", "glass", "subsidy", "repair", "manage", "news", "new", *"absx"}
    assert list(known_words([word], vocabulary)) == known_as


@pytest.mark.parametrize(
    ("word", "known_as"),
    [
        ("2026", "<year>"),
        ("1,050.00", "<number>"),
        ("723002", "<number>"),
        ("13011022p00h3l10001", "<code>"),
        ("12", "12"),
        ("5g", "5g"),
        ("预算", "预算"),
    ],
)
def test_numbers_are_known_by_their_class(word: str, known_as: str) -> None:
    assert number_class(word) == known_as
