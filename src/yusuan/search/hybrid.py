"""How do ranked lists become one, and how is it said why a record is in it?

Reciprocal rank fusion (G. V. Cormack, C. L. A. Clarke and S. Büttcher, "Reciprocal rank fusion outperforms
Condorcet and individual rank learning methods", SIGIR 2009): a record scores weight / (60 + rank) in each
list it stands in. Ranks are fused, not scores, because a BM25 score and a cosine have no common measure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from yusuan.vocabulary.concepts import find

MODES = ("hybrid", "keyword", "semantic")
RRF_K = 60
"""The constant of the paper; results change little between 20 and 100."""
LIST_WEIGHTS = {"words": 1.0, "meaning": 2.0, "topic": 1.0}
"""The best of five settings on the queries of tests/evaluation/retrieval that are not held out (nDCG@10 0.898; all 1: 0.897, and
0.894 with topics at 0.4): whoever asks in other words than the document's is helped most by meaning."""

REASONS = {
    "words": ("词语", "words"),
    "meaning": ("语义相近", "similar meaning"),
    "topic": ("主题", "topic"),
    "goals": ("目标", "goals"),
    "indicators": ("指标", "indicators"),
    "topics": ("主题", "topics"),
    "amounts": ("金额（元）", "amounts in yuan"),
}


@dataclass(frozen=True, slots=True)
class Ranking:
    """Ranked lists of record ordinals by name ("words", "meaning", "topic"), best first."""

    lists: Mapping[str, Sequence[int]] = field(default_factory=dict)

    def fused(self) -> list[tuple[int, float]]:
        """(ordinal, score) best first; 1 is the score of a record that is first in every list."""
        best = sum(LIST_WEIGHTS[name] for name, ordinals in self.lists.items() if ordinals) / (RRF_K + 1)
        scores: dict[int, float] = {}
        for name, ordinals in self.lists.items():
            for rank, ordinal in enumerate(ordinals, start=1):
                scores[ordinal] = scores.get(ordinal, 0.0) + LIST_WEIGHTS[name] / (RRF_K + rank)
        return sorted(
            ((o, round(score / best, 6)) for o, score in scores.items()), key=lambda pair: (-pair[1], pair[0])
        )


def appended(first: Sequence[tuple[int, float]], more: Iterable[int]) -> list[tuple[int, float]]:
    """``first`` with the ordinals of ``more`` that it lacks behind it, scored below its last."""
    known = {ordinal for ordinal, _ in first}
    score = min((score for _, score in first), default=1.0)
    fresh = [ordinal for ordinal in dict.fromkeys(more) if ordinal not in known]
    return [*first, *((o, score * RRF_K / (RRF_K + rank)) for rank, o in enumerate(fresh, start=1))]


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
