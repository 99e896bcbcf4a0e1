"""What is a class, property or concept called in Chinese and in English?"""

from __future__ import annotations

from yusuan.vocabulary.label_table import COMMENTS, LABELS

__all__ = ["COMMENTS", "LABELS", "comment", "label"]


def label(iri: str, lang: str) -> str:
    """The label of ``iri`` in ``lang`` ("zh" or "en"); for a foreign IRI, the end of the IRI itself."""
    pair = LABELS.get(iri)
    if pair is None:
        return iri.rstrip("/#").replace("#", "/").rsplit("/", 1)[-1]
    return pair[lang == "en"]


def comment(iri: str, lang: str) -> str:
    """What ``iri`` means, in one sentence in ``lang``; empty where the ontology says nothing."""
    return COMMENTS.get(iri, ("", ""))[lang == "en"]
