"""How is it said why a record was found, or in what two projects are alike?"""

from __future__ import annotations

from yusuan.model.record import Reason
from yusuan.vocabulary.concepts import find

KINDS = {
    "words": ("词语", "words"),
    "meaning": ("语义相近", "similar meaning"),
    "topic": ("主题", "topic"),
    "near-topic": ("相近主题", "related topic"),
    "goals": ("目标", "goals"),
    "indicators": ("指标", "indicators"),
    "topics": ("主题", "topics"),
    "amounts": ("金额（元）", "amounts in yuan"),
}
"""What each kind of reason is called, zh and en."""
OF_TOPICS = frozenset(("topic", "near-topic", "topics"))
"""Kinds whose details are paths of topics."""


def in_words(reason: Reason, lang: str | None = None) -> str:
    """A reason in words: 词语：内网、建设 for zh, words: 内网, 建设 for en, and with both names where no language is given
    (词语 words: 内网、建设)."""
    zh, en = KINDS[reason.kind]
    details = [topic_label(each, lang) for each in reason.details] if reason.kind in OF_TOPICS else reason.details
    if lang is None:
        return f"{zh} {en}: {'、'.join(details)}"
    return f"{en}: {', '.join(details)}" if lang == "en" else f"{zh}：{'、'.join(details)}"


def topic_label(path: str, lang: str | None = None) -> str:
    """What a topic is called in ``lang``, or in Chinese and English; its path where the thesaurus does not know it."""
    concept = find(path)
    if concept is None:
        return path
    return concept.label(lang) if lang else f"{concept.zh} {concept.en}"
