"""How is it said why a record was found, or in what two projects are alike?"""

from __future__ import annotations

from collections.abc import Iterable

from yusuan.vocabulary.concepts import find

REASONS = {
    "words": ("词语", "words"),
    "meaning": ("语义相近", "similar meaning"),
    "topic": ("主题", "topic"),
    "near-topic": ("相近主题", "related topic"),
    "spelling": ("更正", "read as"),
    "goals": ("目标", "goals"),
    "indicators": ("指标", "indicators"),
    "topics": ("主题", "topics"),
    "amounts": ("金额（元）", "amounts in yuan"),
}


def reason(name: str, detail: Iterable[str], lang: str | None = None) -> str:
    """One reason in words, "词语 words: 内网、建设"; only in ``lang`` where one is given."""
    zh, en = REASONS[name]
    said = list(detail)
    return why_text(f"{zh} {en}: {'、'.join(said)}", lang) if lang else f"{zh} {en}: {'、'.join(said)}"


def why_text(why: str, lang: str) -> str:
    """A reason of ``Hit.why`` or ``Hit.shared`` in one language: 词语：内网 or words: 内网."""
    for zh, en in REASONS.values():
        prefix = f"{zh} {en}: "
        if why.startswith(prefix):
            detail = why[len(prefix) :]
            return f"{en}: {detail.replace('、', ', ')}" if lang == "en" else f"{zh}：{detail}"
    return why


def topic_label(path: str) -> str:
    """What a topic is called, in Chinese and English where the thesaurus knows it."""
    concept = find(path)
    return f"{concept.zh} {concept.en}" if concept else path
