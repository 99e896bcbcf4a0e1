"""Which words are shown for a hit, on which characters of the document."""

from __future__ import annotations

import pytest
from tests.steps import steps

from yusuan.model.record import Passage, Record
from yusuan.search.analysis import Analyzer
from yusuan.search.cutter import Cutter
from yusuan.search.fulltext.query import parse
from yusuan.search.snippets import WIDTH, matches, snippet

ANALYZER = Analyzer(Cutter(["内网"]))
DOCUMENT = (
    "封面" * 5 + "全年支出１，０５０元用于党政内\n\n网与机房。" + "其余工作照常推进，" * 30 + "最后验收内网。"
)


def passage(field: str, text: str) -> Passage:
    start = DOCUMENT.index(text)
    return Passage(field, text, "doc", start, start + len(text))


def shown(query: str, *passages: Passage) -> tuple[str, list[str], str]:
    record = Record("r", "project", "x", "doc", passages=passages)
    match = matches(record, parse(query, ANALYZER).shown)[0]
    piece = snippet(match.passage, [span for spans in match.places.values() for span in spans])
    excerpt = piece.excerpt
    assert DOCUMENT[excerpt.start : excerpt.end] == excerpt.text
    return piece.text, [piece.text[a:b] for a, b in piece.marks], excerpt.text


PAID = passage("goal", "全年支出１，０５０元用于党政内\n\n网与机房。")
LONG = passage("text", DOCUMENT[DOCUMENT.index("其余") :])


@pytest.mark.parametrize(
    ("query", "marked"),
    [
        ("内网", ["内网"]),
        ("1050", ["１，０５０"]),
        ("内网 机房", ["内网", "机房"]),
        ('"党政内网与"', ["党政内网与"]),
    ],
)
def test_marks_stand_on_the_words_as_printed(query: str, marked: list[str]) -> None:
    text, marks, raw = shown(query, PAID)
    assert marks == marked
    assert text == "全年支出１，０５０元用于党政内网与机房。"
    assert raw == PAID.text


def test_a_long_passage_is_cut_around_the_words() -> None:
    text, marks, raw = shown("验收", LONG)
    assert marks == ["验收"]
    assert text.startswith("…") and text.endswith("验收内网。")
    assert len(text) <= WIDTH + 2
    assert raw == text.strip("…")


def test_the_passage_with_most_words_is_shown() -> None:
    assert shown("内网 机房", LONG, PAID)[1] == ["内网", "机房"]


def test_a_passage_of_another_field_is_not_marked() -> None:
    record = Record("r", "project", "x", "doc", passages=(PAID, LONG))
    assert [match.passage for match in matches(record, parse("text:内网", ANALYZER).shown)] == [LONG]


def test_a_passage_without_words_is_shown_from_its_beginning() -> None:
    piece = snippet(LONG)
    assert piece.marks == ()
    assert piece.text.startswith("其余工作") and piece.text.endswith("…")
    assert DOCUMENT[piece.excerpt.start : piece.excerpt.end] == piece.excerpt.text == piece.text[:-1]


def test_mark_up_in_the_text_moves_no_mark() -> None:
    text = "覆盖率$\\geq 98\\%$<p>且内网畅通"
    record = Record("r", "indicator", "x", "doc", passages=(Passage("indicator", text, "doc", 0, len(text)),))
    match = matches(record, parse("98 内网", ANALYZER).shown)[0]
    piece = snippet(match.passage, [span for spans in match.places.values() for span in spans])
    assert [piece.text[a:b] for a, b in piece.marks] == ["98", "内网"]
    assert "≥98%" in piece.text
    assert piece.excerpt.text == text


def test_words_that_say_little_are_marked_only_after_one_that_says_much() -> None:
    text = passage("goal", "全年支出１，０５０元用于党政内\n\n网与机房。")
    query = parse("机房与内网", ANALYZER).shown
    match = matches(Record("r", "project", "x", "doc", passages=(text,)), query)[0]
    assert [text.text[a:b] for a, b in sorted(match.marks())] == ["内\n\n网", "与", "机房"]
    alone = matches(Record("r", "project", "x", "doc", passages=(text,)), parse("与", ANALYZER).shown)[0]
    assert [text.text[a:b] for a, b in alone.marks()] == ["与"]


def test_a_snippet_costs_what_its_passage_and_its_words_are_long() -> None:
    def cut(repeats: int) -> int:
        text = "本单位加强内网管理，" * repeats
        record = Record("r", "passage", "x", "doc", passages=(Passage("text", text, "doc", 0, len(text)),))
        wanted = parse("内网 管理 单位", ANALYZER).shown

        def show() -> None:
            match = matches(record, wanted)[0]
            assert len(match.marks()) == 3 * repeats
            assert len(snippet(match.passage, match.marks()).marks) > 3

        return steps(show)

    assert cut(800) < 5 * cut(200)


def test_the_densest_part_is_shown_first_and_words_longer_than_a_snippet_count_for_nothing() -> None:
    text = "内网。" + "其余工作照常推进，" * 30 + "内网和机房。" + "余" * 200
    long = (text.index("余" * 200), len(text))
    near = [(text.index("内网和"), text.index("内网和") + 2), (text.index("机房"), text.index("机房") + 2)]
    piece = snippet(Passage("text", text, "doc", 0, len(text)), [(0, 2), long, *near])
    assert piece.text.startswith("…") and [piece.text[a:b] for a, b in piece.marks][:2] == ["内网", "机房"]
