"""What does a language model make of a question that the grammar cannot read? A query, checked, run and marked.

Off unless a server is named (``YUSUAN_LLM_URL``). The model writes a query and nothing else: rows, sentence and evidence
come from the graph. Where anything goes wrong the refusal stands, with one sentence about what did.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace

from yusuan.deadline import Deadline
from yusuan.errors import ModelFailed, YusuanError
from yusuan.library.generation import Generation
from yusuan.questions.answer import Answer, AnswerRow
from yusuan.questions.answers.evidence import evidence_of
from yusuan.questions.ask import answer as read
from yusuan.questions.language.names import names_of
from yusuan.questions.language.segment import tokens_of
from yusuan.questions.language.spoken import spoken
from yusuan.questions.machine.checking import check, facts_in, query_in
from yusuan.questions.machine.client import Message, reply
from yusuan.questions.machine.context import messages
from yusuan.questions.machine.rows import rows_of, solutions, things_behind, things_in
from yusuan.questions.money import said
from yusuan.settings import LanguageModel

__all__ = ["translatable", "translated"]

_LOG = logging.getLogger("yusuan.questions.machine")
_LISTED = 6
_QUOTED = 4_000
"""Characters of a refused answer that are shown to the model again."""


def translatable(answer: Answer) -> bool:
    """Whether ``answer`` refuses a question for want of understanding; not a bare word, nor a name to choose."""
    return (
        answer.status == "not_understood" and answer.kind is None and bool(answer.unknown) and not answer.without
    )


def translated(
    refusal: Answer,
    generation: Generation,
    model: LanguageModel,
    lang: str | None = None,
    deadline: Deadline | None = None,
) -> Answer:
    """The answer by a query of ``model`` to the question that ``refusal`` did not understand, or ``refusal`` with a
    sentence about why there is none; in ``lang`` or the question's. ``deadline`` (by default that of the settings) bounds what is
    asked of the graph; the model has a limit of its own. Raises nothing that the model could cause."""
    lang = lang or spoken(refusal.question, tokens_of(refusal.question, names_of(generation)))
    try:
        until = deadline or Deadline(generation.settings.limits.seconds)
        return _translated(refusal, generation, model, lang, until)
    except YusuanError as error:
        _LOG.warning("%s", error.en)
        return replace(refusal, answer=f"{refusal.answer}{'' if lang == 'zh' else ' '}{error.said(lang)}")


def _translated(
    refusal: Answer, generation: Generation, model: LanguageModel, lang: str, deadline: Deadline
) -> Answer:
    waiting = Deadline(model.seconds)
    examples = [made for each in refusal.suggestions if (made := read(each, generation, deadline=deadline)).sparql]
    told: list[Message] = messages(refusal, generation, examples, deadline)
    with deadline.paused():
        content = reply(model, told, waiting.left())
    try:
        return _answered(refusal, query_in(content), generation, lang, deadline)
    except YusuanError as error:
        again = f"{error.en} Answer with a corrected query alone."
        told += [{"role": "assistant", "content": content[:_QUOTED]}, {"role": "user", "content": again}]
    with deadline.paused():
        content = reply(model, told, waiting.left())
    return _answered(refusal, query_in(content), generation, lang, deadline)


def _answered(refusal: Answer, query: str, generation: Generation, lang: str, deadline: Deadline) -> Answer:
    """The answer that a query of the model gives. Raises YusuanError where it may not run or finds nothing."""
    check(query, generation)
    found = solutions(query, generation)
    rows = rows_of(query, found)
    if not rows:
        raise ModelFailed("语言模型写的查询没有找到任何内容。", "The query of the language model finds nothing.")
    base = generation.settings.base
    things = things_in(found, base) or things_behind(query, generation, base)
    evidence = evidence_of(generation.asking.within(deadline), things, facts_in(query))
    if not evidence:
        raise ModelFailed(
            "语言模型写的查询所得没有原文为依据。", "What the query of the language model finds rests on no words of a document."
        )
    return Answer(
        question=refusal.question, status="answered", answer=_sentence(rows, lang), kind="machine", rows=rows,
        sparql=query, evidence=evidence, unknown=refusal.unknown, suggestions=refusal.suggestions, machine=True,
    )  # fmt: skip


def _sentence(rows: Sequence[AnswerRow], lang: str) -> str:
    """How many rows there are and what the first of them say."""
    listed = ("；" if lang == "zh" else "; ").join(_said(row, lang) for row in rows[:_LISTED])
    more = "……" if lang == "zh" else " …"
    listed += more if len(rows) > _LISTED else ""
    if lang == "zh":
        return f"机器翻译的查询得到 {len(rows)} 行：{listed}。"
    return f"The machine-translated query gives {len(rows)} row{'' if len(rows) == 1 else 's'}: {listed}."


def _said(row: AnswerRow, lang: str) -> str:
    value = said(row.value, row.unit, lang) if row.value is not None else row.text
    place = row.division if row.code else None
    words = [row.label or row.code or "", f"（{place}）" if place else "", value or "", str(row.year or "")]
    return " ".join(each for each in words if each) or " ".join(str(value) for _, value in row.more)
