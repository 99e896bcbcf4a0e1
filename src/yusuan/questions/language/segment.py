"""Which tokens is a question made of? The cover of known words that explains the most of it; the rest is text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from yusuan.questions.language.candidates import candidates
from yusuan.questions.language.names import Names
from yusuan.questions.language.neighbours import (
    as_costs,
    inside,
    touch,
    without_fillers,
    without_glosses,
    without_roots,
)
from yusuan.questions.language.text_senses import with_text_senses
from yusuan.questions.language.tokens import Candidate, QuestionToken, WordSense
from yusuan.questions.language.words import lexicon
from yusuan.questions.weights import IDLE, LATIN_LETTER, LOOSE_CUE, TEXT, WHOLE_NAME, WORD_COST
from yusuan.search.cutter import Cutter
from yusuan.vocabulary.dictionary import user_words
from yusuan.vocabulary.wording import folded

_NO_WORD = re.compile(r"[\s，。？！、；：,.?!;:\"“”'‘’()（）\[\]【】《》<>…—~·/|+&=-]+")


@cache
def _cutter() -> Cutter:
    return Cutter(user_words())


def words_in(text: str) -> list[str]:
    """The words that a run of text is made of."""
    return [word for word, _, _ in _cutter().cut_spans(text) if word.strip()]


def parts_of(text: str) -> list[str]:
    """The words of two characters and more that a run of text is made of."""
    return [word for word in words_in(text) if len(word) > 1]


def tokens_of(question: str, names: Names) -> list[QuestionToken]:
    """The tokens of a question in order; idle words and punctuation are left out, text runs are joined."""
    text = folded(question)
    chosen = _best_cover(text, list(candidates(text, names)))
    found: list[QuestionToken] = []
    at = 0
    for start, end, senses in [*chosen, (len(text), len(text), ())]:
        if at < start:
            found += _loose(text, at, start)
        if senses and not all(sense.slot == "" for sense in senses):
            found.append(QuestionToken(start, end, text[start:end], tuple(senses)))
        at = end
    found = _joined(as_costs(inside(found, text, names), text), text)
    found = without_fillers(without_glosses(without_roots(found, text), text), text)
    return with_text_senses(found, names)


def _best_cover(text: str, found: Iterable[Candidate]) -> list[tuple[int, int, tuple[WordSense, ...]]]:
    """Non-overlapping spans of the greatest weight; each with the senses of all candidates that fill it."""
    weights: dict[tuple[int, int], float] = {}
    senses: dict[tuple[int, int], list[WordSense]] = defaultdict(list)
    for each in found:
        span = (each.start, each.end)
        weights[span] = max(weights.get(span, 0.0), each.weight * _length(text, *span) - WORD_COST)
        if each.sense not in senses[span]:
            senses[span].append(each.sense)
    best: list[tuple[float, tuple[tuple[int, int], ...]]] = [(0.0, ())] * (len(text) + 1)
    ending: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for span in weights:
        ending[span[1]].append(span)
    for end in range(1, len(text) + 1):
        best[end] = best[end - 1]
        for span in ending[end]:
            score, path = best[span[0]]
            if score + weights[span] > best[end][0]:
                best[end] = (score + weights[span], (*path, span))
    return [(start, end, tuple(senses[start, end])) for start, end in best[-1][1]]


def _length(text: str, start: int, end: int) -> float:
    """Characters; Latin ones count a third, so that an English word weighs about what a Chinese one does."""
    return sum(LATIN_LETTER if text[at].isascii() else 1.0 for at in range(start, end)) if end - start > 1 else 1.0


def _loose(text: str, start: int, end: int) -> list[QuestionToken]:
    """The tokens of a stretch that no candidate covered: single-character cues, and text."""
    found: list[QuestionToken] = []
    for word, left, right in _cutter().cut_spans(text[start:end]):
        left, right = start + left, start + right
        cues = () if _ends_a_noun(word, left, found) else lexicon.cues_of(word)
        if lexicon.is_opaque(word):
            found.append(QuestionToken(left, right, word, (WordSense("unknown", None, IDLE),)))
        elif cues:
            senses = [WordSense(slot, None, LOOSE_CUE) for slot in cues]
            senses += [WordSense("", None, IDLE)] if lexicon.is_idle(word) else []
            found.append(QuestionToken(left, right, word, tuple(senses)))
        elif not lexicon.is_idle(word) and not _NO_WORD.fullmatch(word):
            found.append(QuestionToken(left, right, text[left:right], (WordSense("text", text[left:right], TEXT),)))
    return found


def _ends_a_noun(word: str, start: int, found: list[QuestionToken]) -> bool:
    """Whether a word of one character is the end of what stands before it: 照明车 is no vehicle of the department."""
    return word in ("车", "空") and bool(found) and found[-1].end == start and found[-1].slots() == {"text"}


def _joined(found: list[QuestionToken], text: str) -> list[QuestionToken]:
    """Text runs made one again; topics and the text that touches them too."""
    made: list[QuestionToken] = []
    for token in found:
        last = made[-1] if made else None
        if last and _runs(last) and _runs(token) and touch(last, token, text):
            both = text[last.start : token.end]
            topics = tuple(
                dict.fromkeys(each for each in (*last.senses, *token.senses) if each.slot == "topic")
            )
            made[-1] = QuestionToken(last.start, token.end, both, (WordSense("text", both, TEXT), *topics))
        else:
            made.append(token)
    return [_as_text(token) for token in made]


def _runs(token: QuestionToken) -> bool:
    parts = {"text", "topic", "indicator-part", "project"}
    return token.slots() <= parts and all(each.score < WHOLE_NAME for each in token.senses)


def _as_text(token: QuestionToken) -> QuestionToken:
    """Names and topics can also be meant as plain words."""
    named = token.slots() & {
        "topic",
        "indicator-part",
        "category",
        "project",
        "indicator-name",
        "level",
        "term",
        "satisfaction",
        "unit",
    }
    if "text" in token.slots() or not named:
        return token
    return QuestionToken(token.start, token.end, token.text, (*token.senses, WordSense("text", token.text, TEXT)))
