"""How a document's text is cut into lines and pieces for its page."""

from __future__ import annotations

from tests.steps import steps

from yusuan.browse.document import text_lines


def test_pieces_end_where_spans_and_the_mark_end() -> None:
    lines = list(text_lines("甲乙丙\n\n丁戊己庚", [(1, 2), (5, 7), (6, 8)], (0, 6)))
    told = [[(p.text, p.stated, p.marked) for p in line.pieces] for line in lines]
    assert told == [
        [("甲", False, True), ("乙", True, True), ("丙", False, True)],
        [],
        [("丁", True, True), ("戊己", True, False), ("庚", False, False)],
    ]
    assert [p.first_marked for line in lines for p in line.pieces].count(True) == 1


def test_lines_cost_what_the_text_is_long() -> None:
    def cut(count: int) -> int:
        text = "支出12.00万元，其中项目支出3.00万元\n" * count
        size = len(text) // count
        spans = [(at * size + 2, at * size + 7) for at in range(count)]
        return steps(lambda: list(text_lines(text, spans, None)))

    assert cut(800) < 5 * cut(200)
