"""How is a question from an address answered, and what does a page show of how it was read?

Each part of the reading has a link that asks again without it (``?without=3-6``), so that no script is needed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import request
from markupsafe import Markup

from yusuan.errors import QueryStopped
from yusuan.questions.answer import Answer, AnswerRow
from yusuan.vocabulary.concepts import CONCEPTS
from yusuan.vocabulary.wording import folded
from yusuan.web.context import generation, services, t
from yusuan.web.formats import marked
from yusuan.web.wording import wrong

QUERY_CHARACTERS = 500
_MOST_WITHOUT = 20
_SPAN = re.compile(r"([0-9]{1,4})-([0-9]{1,4})")
CONTENT = frozenset(["内容", "项目", "部门", "县区", "类别", "指标", "名词", "words", "project", "department", "county",
                      "category", "indicator", "term"])  # fmt: skip
"""Slots of a question's reading that hold words of documents; years, orders and limits do not."""
_CHINESE = {each.en.lower(): each.zh for each in CONCEPTS}
_COLUMNS = ("month", "level2", "source", "component", "fund", "project", "department", "count")
"""What only some kinds of question have in their rows, in the order of the table's columns."""

Without = tuple[tuple[int, int], ...]


def check_length(query: str) -> None:
    """UsageError for a query that is too long to be one."""
    if len(query) > QUERY_CHARACTERS:
        raise wrong("search.long", length=len(query), limit=QUERY_CHARACTERS)


def without_of_request() -> Without:
    """The spans that ``?without=3-6`` (any number of times) leaves out of the question; UsageError for no span."""
    given = request.args.getlist("without")
    found = [_SPAN.fullmatch(each) for each in given[:_MOST_WITHOUT]]
    if len(given) > _MOST_WITHOUT or not all(found):
        raise wrong("error.parameter", name="without", values="3-6")
    return tuple(sorted({(int(each[1]), int(each[2])) for each in found if each}))


def asked(question: str, without: Without = ()) -> Answer:
    """The answer to a question, kept as long as the generation serves."""
    return generation().kept.once(("ask", question, without), lambda: services().ask(question, None, without))


class _NotKept(Exception):
    """Carries an answer that is not to be kept: why there was none may be another the next time."""

    def __init__(self, answer: Answer) -> None:
        super().__init__()
        self.answer = answer


def asked_of_all(question: str, without: Without = ()) -> Answer:
    """The same, with the language model's answer where one is set up and the grammar has none. A search does not
    come here: words that are no question are not sent anywhere."""
    read = asked(question, without)

    def translated() -> Answer:
        answer = services().translated(read)
        if not answer.machine:
            raise _NotKept(answer)
        return answer

    try:
        return generation().kept.once(("machine", question, without), translated)
    except _NotKept as other:
        return other.answer


def answer_above(query: str) -> Answer | None:
    """The answer where ``query`` is a question; names and other bare words are none, nor is what was not understood
    unless it ends as a question does. One that takes too long has none: the search goes on without it."""
    try:
        answer = asked(query)
    except QueryStopped:
        return None
    if answer.status == "not_understood":
        return answer if query.rstrip().endswith(("?", "？")) else None
    return answer if _asks(answer) else None


def _asks(answer: Answer) -> bool:
    """Whether the question says more than the names and values that were read from it."""
    rest = list(answer.question)
    for part in answer.reading:
        rest[part.start : part.end] = " " * (part.end - part.start)
    return any(character.isalnum() for character in rest)


def content_words(answer: Answer) -> str:
    """What the question is about, in the words of documents: no interrogatives, years or orders."""
    labels = [part.label for part in answer.reading if part.slot in CONTENT]
    return " ".join(_CHINESE.get(label.lower(), label) for label in labels) or answer.question


@dataclass(frozen=True, slots=True)
class Tag:
    """A part of how a question was read, or one that was taken out, and the address that asks without it or with it."""

    text: str
    address: str


def parts(answer: Answer) -> list[Tag]:
    """Each part that narrows the question, with the address of the question without it."""
    return [
        Tag(part.text, ask_address(answer.question, {*answer.without, (part.start, part.end)}))
        for part in answer.reading
    ]


def taken_out(answer: Answer) -> list[Tag]:
    """Each part that was left out, with the address of the question that has it again."""
    return [
        Tag(answer.question[span[0] : span[1]], ask_address(answer.question, {*answer.without} - {span}))
        for span in answer.without
    ]


def ask_address(question: str, without: Iterable[tuple[int, int]] = ()) -> str:
    """The page with the answer to ``question``, spans of it left out."""
    spans = [("without", f"{start}-{end}") for start, end in sorted(without)]
    return "/ask?" + urlencode([("q", question), *spans])


def with_unknown(answer: Answer) -> Markup:
    """The question with the words that found no use inside <mark>."""
    text = folded(answer.question)
    places = [
        (found.start(), found.end())
        for word in answer.unknown
        for found in re.finditer(re.escape(folded(word)), text)
    ]
    return marked(answer.question, places)


def columns(rows: Sequence[AnswerRow], machine: bool = False) -> list[str]:
    """The columns that rows of this kind of question have beside the usual ones; all there are in a machine's rows."""
    names = dict.fromkeys(name for row in rows for name, value in row.more if value is not None)
    known = [name for name in _COLUMNS if name in names]
    return [*known, *(name for name in names if name not in known)] if machine else known


def column_title(name: str) -> str:
    """What a column is called: a machine's may be called anything."""
    return t(f"ask.column.{name}") if name in _COLUMNS else name
