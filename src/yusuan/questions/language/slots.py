"""Which slots are there? Those that cues of ``lexicon.toml`` give, and those that are found by their form or among names."""

from __future__ import annotations

from yusuan.questions.language.words import lexicon

VALUES = {
    "division": "counties, cities and towns of the data: a frozenset of IRIs",
    "department": "departments: a frozenset of IRIs",
    "project": "projects named whole, in part or by code: a frozenset of IRIs",
    "unit": "sections and affiliated units: a frozenset of IRIs",
    "listed-unit": "whom an allotment lists projects under: a frozenset of names",
    "named-place": "a place in some project's name",
    "year": "a YearMention",
    "month": "the number of a month",
    "amount": "a Limit in 元",
    "share": "a Limit in percent",
    "portion": "a Limit in percent, said in words: 一半以上",
    "quantity": "a Limit in a counting word",
    "top": "a Top: how many of a ranking",
    "category": "the path of a budget category or classification item",
    "level": "the path of an indicator's level",
    "topic": "the path of a topic",
    "indicator-name": "an indicator's whole name",
    "indicator-part": "part of an indicator's name",
    "term": "a term that some document explains",
    "text": "words that nothing else explains",
    "unknown": "words that ask for what no disclosure tells",
}
"""The slots that no cue gives, and what fills them."""


def known_slots() -> frozenset[str]:
    """Every slot that a pattern may speak of."""
    return lexicon.slots() | VALUES.keys()
