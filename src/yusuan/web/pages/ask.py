"""The page of a question: its answer, or a plain refusal beside what a search for its words finds."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from yusuan.model.record import Filters, SearchResult
from yusuan.questions.answer import Answer
from yusuan.web.answering import asked_of_all, check_length, content_words, without_of_request
from yusuan.web.context import generation, lang, services
from yusuan.web.pages import examples
from yusuan.web.pages.search import amounts, owners

blueprint = Blueprint("asking", __name__)
_HITS = 5


@blueprint.get("/ask")
def ask() -> ResponseReturnValue:
    """The answer to a question, or what can be asked."""
    question = " ".join(request.args.get("q", "").split())
    check_length(question)
    answer = asked_of_all(question, without_of_request()) if question else None
    found = None if answer is None or answer.status == "answered" else _found(answer)
    return render_template(
        "ask.html",
        question=question,
        answer=answer,
        examples=examples(generation(), lang()),
        result=found,
        owners=owners(found) if found else {},
        amounts=amounts(found) if found else {},
    )


def _found(answer: Answer) -> SearchResult:
    """What the words that found no use find, else the words that the question is about, else all of it."""
    words = " ".join(answer.unknown) if answer.kind is None else content_words(answer)
    result = services().search(words or answer.question, "hybrid", Filters(), _HITS)
    if result.hits or words in ("", answer.question):
        return result
    return services().search(answer.question, "hybrid", Filters(), _HITS)
