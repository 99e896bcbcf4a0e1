"""A project's topics are named by words that say what the money buys, and each topic points to those words."""

from __future__ import annotations

import pytest

from yusuan.extraction.statements.projects.topics import project_topics
from yusuan.model.disclosure import Clause, Indicator, Stated, Text
from yusuan.model.document import Document, Span
from yusuan.reading import read


class Sheet:
    """A text whose pieces are the fields of a project; ``topics`` gives each topic's words as they stand in it."""

    def __init__(self, text: str) -> None:
        self.document: Document = read(text.encode(), "a.txt")

    def said(self, words: str) -> Text:
        """``words`` where they stand in the text; a bar parts the pieces that stand apart in it."""
        pieces = words.split("|")
        starts = [self.document.text.index(piece) for piece in pieces]
        return Stated(
            "".join(pieces),
            tuple(Span(at, at + len(piece)) for at, piece in zip(starts, pieces, strict=True)),
        )

    def topics(
        self, name: str, purpose: str | None = None, goal: str | None = None, rows: tuple[Indicator, ...] = ()
    ) -> dict[str, list[str]]:
        goals = (Clause(1, self.said(goal)),) if goal else ()
        found = project_topics(
            self.document, self.said(name), self.said(purpose) if purpose else None, goals, rows
        )
        return {
            each.value.removeprefix("topic/"): [self.document.words(span) for span in each.evidence]
            for each in found
        }


def test_every_field_that_names_a_topic_says_so_once() -> None:
    sheet = Sheet("河道清淤工程\n对青龙河河道清淤，维护堤防。\n完成河道整治三公里。\n")
    found = sheet.topics("河道清淤工程", "对青龙河河道清淤，维护堤防。", "完成河道整治三公里。")
    assert found == {"river-management": ["河道清淤", "河道清淤", "河道整治"]}


def test_a_word_cut_by_a_page_points_to_both_its_parts() -> None:
    sheet = Sheet("某某项目\n用于更换路\n第3页\n灯二百盏。\n")
    assert sheet.topics("某某项目", "用于更换路|灯二百盏。") == {"street-lighting": ["路", "灯"]}


@pytest.mark.parametrize(
    "purpose",
    [
        "根据《青石县农村公路管理办法》安排。",
        "会同农业农村局和公安局办理。",
        "带动乡村旅游，促进就业，维护社会稳定。",
    ],
)
def test_cited_titles_offices_and_aims_are_no_topics(purpose: str) -> None:
    assert Sheet(f"某某项目\n{purpose}\n").topics("某某项目", purpose) == {}


def test_in_the_name_an_office_and_an_aim_are_what_the_money_is_for() -> None:
    assert Sheet("促进就业补助\n").topics("促进就业补助") == {"employment": ["促进就业"]}
    assert "audit" in Sheet("审计局业务费\n").topics("审计局业务费")


def test_output_indicators_name_topics_and_outcomes_do_not() -> None:
    sheet = Sheet("某某项目\n产出指标\n效益指标\n更换路灯数量\n旅游产业收入\n")
    rows = tuple(
        Indicator(ordinal=number, level1=sheet.said(level), level2=None, name=sheet.said(name))
        for number, (level, name) in enumerate(
            [("产出指标", "更换路灯数量"), ("效益指标", "旅游产业收入")], 1
        )
    )
    assert sheet.topics("某某项目", rows=rows) == {"street-lighting": ["路灯"]}
