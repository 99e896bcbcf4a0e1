"""Which numbers stand in a text, and which of them count nothing."""

from __future__ import annotations

from yusuan.coverage import REASONS, account
from yusuan.coverage.numbers import countless, numbers_in
from yusuan.model.document import Span
from yusuan.reading.text.blocks import blocks

TEXT = """三、2023年度机关运行经费情况

1、我局机关运行经费５．２万元，比2022年减少1,200元。
2、依据《预算法》第32条和某政办〔2020〕12号文件，联系电话：010-12345678。

项目\t数量（20万以上）
房屋\t3
"""


def kept() -> list[str]:
    return [each.text for each in numbers_in(TEXT)]


def aside(values: list[str]) -> dict[str, str]:
    spans = [Span(TEXT.index(value), TEXT.index(value) + len(value)) for value in values]
    return {number.text: reason for number, reason in account("sha", TEXT, spans).set_aside}


def test_every_number_is_found_as_printed() -> None:
    assert kept() == [
        "2023",
        "1",
        "５．２",
        "2022",
        "1,200",
        "2",
        "32",
        "2020",
        "12",
        "010",
        "12345678",
        "20",
        "3",
    ]


def test_lines_are_counted_from_one() -> None:
    assert [number.line for number in numbers_in(TEXT)] == [1, 3, 3, 3, 3, 4, 4, 4, 4, 4, 4, 6, 7]


def test_each_number_stands_in_a_value_or_is_set_aside_for_a_reason_or_is_listed() -> None:
    found = account("sha", TEXT, [Span(TEXT.index("５．２"), TEXT.index("５．２") + 3)])
    assert [number.text for number in found.accounted] == ["５．２"]
    assert [number.text for number in found.unaccounted] == ["1,200", "3"]
    assert found.numbers == len(kept())
    assert found.share == 1 / 3


def test_the_reasons() -> None:
    assert aside(["５．２万元"]) == {
        "2023": "date in a title",
        "1": "ordinal",
        "2022": "reference date",
        "2": "ordinal",
        "32": "legal citation",
        "2020": "legal citation",
        "12": "legal citation",
        "010": "contact",
        "12345678": "contact",
        "20": "column heading",
    }


def test_an_ordinal_counts_nothing_even_inside_a_value() -> None:
    assert aside([TEXT])["1"] == "ordinal"


def test_every_reason_has_words_in_both_languages() -> None:
    reasons = {name for name, _ in countless(TEXT, blocks(TEXT))}
    assert reasons == set(REASONS)
    assert all(zh and en for zh, en in REASONS.values())


def test_the_form_for_programs() -> None:
    said = account("sha", TEXT, []).to_json()
    assert set(said) == {"document", "numbers", "accounted", "set_aside", "unaccounted"}


def test_a_text_without_numbers_is_covered() -> None:
    assert account("sha", "没有数字", []).share == 1


def test_page_numbers_count_nothing() -> None:
    found = account("sha", "负责教育。\n\n- 3 -\n\n12\n\n第 4 页\n\n负责信访。\n", [])
    assert {reason for _, reason in found.set_aside} == {"page number"}
    assert found.unaccounted == ()


def test_how_many_units_a_list_names_is_no_value() -> None:
    found = account(
        "sha", "内设办公室、人事股、财务股3个股室，下属2个事业单位；内设机构5个。指导学校86所。\n", []
    )
    assert {reason for _, reason in found.set_aside} == {"count of units"}
    assert [each.text for each in found.unaccounted] == ["86"]
