"""From a reading to the queries to try. One builder a kind of question; a pattern names the one it wants.

A builder gives attempts in order: the first that finds rows is the answer. No attempt at all says that these slots
do not make a question of this data after all, and the next reading is tried.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from yusuan.deadline import Deadline
from yusuan.graph.sparql.queries import BoundedStore
from yusuan.library.generation import Generation
from yusuan.questions.grammar.readings import Reading
from yusuan.questions.language.names import Names
from yusuan.questions.queries.sparql import Filter


@dataclass(frozen=True, slots=True)
class Attempt:
    """The filters of one query; ``words`` are what its evidence should show, ``near`` what it shows where those
    stand nowhere; ``asked`` names what was asked of."""

    filters: tuple[Filter, ...]
    words: tuple[str, ...] = ()
    asked: str = ""
    near: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class QuestionContext:
    """What builders may look at: the names of the data and, for vectors, the generation, until ``deadline``; ``lang`` is the
    answer's."""

    names: Names
    generation: Generation
    question: str
    deadline: Deadline
    lang: str = "zh"

    @property
    def store(self) -> BoundedStore:
        """The graph, until the deadline."""
        return self.generation.asking.within(self.deadline)


Builder = Callable[[Reading, QuestionContext], list[Attempt]]
