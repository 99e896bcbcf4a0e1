"""A question stops once its time is over: between the ways to read it, and in the queries it runs."""

from __future__ import annotations

from itertools import count

import pytest

from yusuan.app import Services
from yusuan.deadline import Deadline
from yusuan.errors import QueryStopped
from yusuan.questions.ask import answer
from yusuan.questions.grammar.readings import readings
from yusuan.questions.language.names import names_of
from yusuan.questions.language.segment import tokens_of

QUESTION = "苇湾区有哪些项目涉及防汛？"


def test_every_way_to_read_a_question_is_a_step(services: Services) -> None:
    def steps(question: str) -> int:
        read = count()
        tokens = tokens_of(question, names_of(services.generation))
        readings(question, tokens, Deadline(10_000, clock=read.__next__))
        with pytest.raises(QueryStopped):
            readings(question, tokens, Deadline(0, clock=count().__next__))
        return next(read)

    assert steps("苇湾区和青石县2023年和2024年的三公经费是多少") > steps("苇湾区2024年的三公经费是多少")


def test_its_queries_are_under_the_limit_and_its_names_are_not(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = answer(QUESTION, services.generation)
    assert plain.status == "answered"

    def over(*_: object) -> None:
        raise AssertionError("a question must not read the store where nothing can stop it")

    names_of(services.generation)
    monkeypatch.setattr(type(services.generation.store), "select", over)
    assert answer(QUESTION, services.generation) == plain
    with pytest.raises(QueryStopped):
        answer(QUESTION, services.generation, deadline=Deadline(0))
