"""Questions about one section or affiliated unit: what it is, whose it is, whether it is there."""

from __future__ import annotations

from yusuan.questions.filters.attempts import Attempt, QuestionContext
from yusuan.questions.filters.scope import scope
from yusuan.questions.grammar.readings import Reading
from yusuan.questions.queries.sparql import Iri, filter_of


def unit(reading: Reading, context: QuestionContext) -> list[Attempt]:
    """The named units, those of the department or county that is said."""
    iris = sorted({iri for each in reading.all("unit") for iri in each.sense.value})
    return [Attempt((filter_of("item", item=[Iri(each) for each in iris]), *scope(reading, context, "body")))]
