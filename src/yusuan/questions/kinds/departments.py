"""Questions about what belongs to a department, what the data holds and what terms mean."""

from __future__ import annotations

from yusuan.questions.filters.attempts import Attempt, QuestionContext
from yusuan.questions.filters.scope import departments, scope
from yusuan.questions.grammar.readings import Reading
from yusuan.questions.queries.sparql import Iri, filter_of
from yusuan.vocabulary.concepts import concept
from yusuan.vocabulary.wording import folded, plain


def bodies(reading: Reading, context: QuestionContext) -> list[Attempt]:
    """What belongs to a department."""
    fixed = scope(reading, context, "body")
    if any("事业单位" in each.token.text for each in reading.all("sections")):
        fixed.append(filter_of("unit-nature", word="事业"))
    return [Attempt(tuple(fixed))]


def held(reading: Reading, context: QuestionContext) -> list[Attempt]:
    """What the data holds."""
    return [Attempt(tuple(scope(reading, context, "disclosure")))]


def terms(reading: Reading, context: QuestionContext) -> list[Attempt]:
    """Terms that the documents explain."""
    words = [plain(each.sense.value) for each in reading.all("term")]
    words += [plain(concept(each.sense.value).zh) for each in reading.all("category")]
    fixed = [filter_of("term-department", asked=[Iri(each) for each in departments(reading, context)])]
    return [
        Attempt((filter_of("term-words", word=folded(word)), *(fixed if reading.has("department") else ())))
        for word in words[:1]
    ]


def concept_definitions(reading: Reading, context: QuestionContext) -> list[Attempt]:
    """What the ontology says of a category, in the question's language; for terms that no document explains."""
    asked = [Iri(concept(each.sense.value).iri) for each in reading.all("category")[:1]]
    return [Attempt((filter_of("concept-asked", asked=asked), filter_of("definition-language", language=context.lang)))]
