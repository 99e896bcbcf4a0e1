"""A cell that a spreadsheet program would calculate is made text; every other stays as it is."""

from __future__ import annotations

import csv
import io

import pytest

from yusuan.graph.spreadsheets import BYTE_ORDER_MARK, for_spreadsheets, harmless


@pytest.mark.parametrize(
    "cell",
    [
        '=HYPERLINK("http://a.example","馆藏")绩效目标',
        "=1+1",
        "+cmd|'/c calc'!A0",
        "-2+3+cmd|' /C calc'!A0",
        "@SUM(1,2)",
        "\t=1+1",
        "\r=1+1",
        "\n=1+1",
        "＝1+1",
        "-1,2,3",
        "-12.5万元",
        "- 开展培训",
        "-1 -2",
        "=-12.5",
        "-1E5+A1",
        "\t-12.5",
    ],
)
def test_what_begins_a_formula_is_made_text(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"


@pytest.mark.parametrize(
    "cell",
    [
        *("", "-12.5", "-3,000.00", "+5%", "-14.8%", "-14.8 %", "－7.40", "+5", "-1.0E5", "-0", "- 7.4", "-3‰", "-1，200"),
        *("=", "+", "-", "--", "——", "一、收入", "12.5", "≥95%", "a=b", "1+1", "培训@县", "'=1", "http://a.example/#=", " =1", "¥-1"),
    ],
)
def test_numbers_as_printed_dashes_and_words_stay(cell: str) -> None:
    assert harmless(cell) == cell


def test_an_answer_becomes_a_file_that_differs_in_nothing_else() -> None:
    out = io.StringIO(newline="")
    long = "长" * 200_000  # more than Python's reader takes unasked
    rows = [["n", "值"], ["-12.5", "=1+1"], ['say "x"', "a\r\nb"], ["", ""], [long, "+5%"]]
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    got = for_spreadsheets(out.getvalue().encode())
    assert got == BYTE_ORDER_MARK + out.getvalue().replace("=1+1", "'=1+1").encode()
    assert for_spreadsheets(b"true\r\n") == BYTE_ORDER_MARK + b"true\r\n"
    assert for_spreadsheets(b'n\r\n""\r\n') == BYTE_ORDER_MARK + b'n\r\n""\r\n'
