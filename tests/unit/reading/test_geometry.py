"""Lines of text, boxes between ruling lines, columns and tab stops, from glyphs and lines alone."""

from __future__ import annotations

from yusuan.reading.geometry.page import (
    Glyph,
    Rule,
    TextLine,
    first_unit,
    joined,
    runs,
    text_line,
    text_lines,
)
from yusuan.reading.geometry.ruled_tables import ruled_grids
from yusuan.reading.geometry.tab_stops import TabStops, tab_stops, tabbed
from yusuan.reading.geometry.unruled_tables import aligned_rows


def glyphs(text: str, x: float, y: float = 100.0, size: float = 10.0) -> list[Glyph]:
    found = []
    for sign in text:
        width = size if sign > "⺀" else size / 2
        found.append(Glyph(sign, x, x + width, y, size))
        x += width
    return found


def line(*pieces: tuple[float, str], y: float = 100.0) -> TextLine:
    return text_line([glyph for x, text in pieces for glyph in glyphs(text, x, y)])


def test_characters_of_two_fonts_a_little_apart_are_one_line() -> None:
    found = text_lines([*glyphs("收入", 60), *glyphs("2024", 80, y=102.5), *glyphs("下一行", 60, y=118)])
    assert [each.text for each in found] == ["收入2024", "下一行"]


def test_pieces_far_apart_are_parted_and_near_ones_are_not() -> None:
    assert [piece.text for piece in runs(line((60, "合计"), (100, "12.5"), (125, "元")), 1.2)] == [
        "合计",
        "12.5元",
    ]


def test_a_number_is_not_broken_off_and_a_full_stop_begins_no_line() -> None:
    assert first_unit(line((60, "1,200元"))) == 25
    assert first_unit(line((60, "元。计"))) == 20


def test_joined_lines_have_a_space_only_between_words() -> None:
    assert joined("附属单位", "上缴", filled=True) == "附属单位上缴"
    assert joined("1,10", "0.91", filled=True) == "1,100.91"
    assert joined("OA", "office", filled=True) == "OA office"


def test_boxes_are_merged_where_no_line_stands_between() -> None:
    rules = [Rule(0, y, 200, y) for y in (0, 20, 40)] + [Rule(x, 0, x, 40) for x in (0, 200)]
    rules.append(Rule(100, 20, 100, 40))
    (grid,) = ruled_grids(rules)
    assert [(b.row, b.column, b.rowspan, b.colspan) for b in grid.boxes] == [
        (0, 0, 1, 2),
        (1, 0, 1, 1),
        (1, 1, 1, 1),
    ]


def test_a_line_drawn_in_pieces_and_twice_is_one() -> None:
    level = [Rule(x, y + shift, x + 50, y + shift) for x in (0, 50, 100) for y in (0, 30) for shift in (0, 1)]
    (grid,) = ruled_grids([*level, *(Rule(x, 0, x, 31) for x in (0, 75, 150))])
    assert (len(grid.xs), len(grid.ys)) == (3, 2)


def test_an_underline_is_no_table() -> None:
    assert ruled_grids([Rule(0, 10, 100, 10), Rule(0, 50, 100, 50)]) == []


def test_columns_are_told_by_gaps_that_line_up() -> None:
    lines = [
        line((60, "科目"), (160, "本年"), (260, "上年"), y=100),
        line((60, "教育支出"), (150, "1,000.00"), y=115),
        line((60, "卫生支出"), (250, "2,000.00"), y=130),
    ]
    (found,) = aligned_rows(lines)
    assert found.rows == (
        ("科目", "本年", "上年"),
        ("教育支出", "1,000.00", ""),
        ("卫生支出", "", "2,000.00"),
    )


def test_prose_is_no_table() -> None:
    lines = [line((60, "这一段话没有宽的空白，"), y=100), line((60, "下一行也没有。"), y=115)]
    assert aligned_rows(lines) == []


def test_tabs_are_found_back_from_their_stops_however_narrow_the_gap() -> None:
    rows = [line((60, "甲"), (96, "乙"), (168, "丙"), (204, "丁"), y=100 + 15 * at) for at in range(5)]
    stops = tab_stops(rows, 60)
    assert stops is not None and abs(stops.width - 36) < 0.1
    narrow = line((60, "二级指标等级值0"[:3]), (96, "乙"), (132, "丙丙丙"), (168, "丁"))
    assert [each.text for each in tabbed([narrow], stops)] == ["二级指\t乙\t丙丙丙\t丁"]
    assert tabbed([line((60, "甲"), (168, "丙"))], stops)[0].text == "甲\t\t\t丙"


def test_gaps_that_fit_no_stops_are_no_tabs() -> None:
    rows = [line((60, "甲"), (90 + 7.3 * at, "乙"), (200 + 11.1 * at, "丙")) for at in range(8)]
    assert tab_stops(rows, 60) is None
    assert TabStops(60, 36).between(70, 168) == 3
