"""Where is a query wrong? Finds the token that the parser could not take, with its line and column.

The parser reports how far it looked ahead for keywords, which can be a dozen characters past the mistake. So the
query is parsed once more with its words spread wide apart: then the place it reports belongs to one word.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from yusuan.graph.sparql.tokens import SparqlToken, tokens_of

_GAP = " " * 40
_LOOKAHEAD = 30
_ALONE = frozenset("{}()[],;.")
_REPORT = re.compile(r"error at (\d+):(\d+): expected (?:one of )?(.*)", re.S)
_ITEM = re.compile(r'"[^"]*"|[^,"]+')
_CLASS = re.compile(r"\[(?:'[^']*'|[^\]'])*\]")


@dataclass(frozen=True, slots=True)
class Mistake:
    """``found`` stands at ``line`` and ``column`` (1-based; empty at the end of the query) and does not belong
    there; ``expected`` is what the parser had in mind, which may be empty."""

    line: int
    column: int
    found: str
    expected: str


def locate(text: str, message: str, parse: Callable[[str], object]) -> Mistake:
    """The mistake in ``text``; ``parse`` raises SyntaxError on a query, ``message`` is what it said of ``text``."""
    tokens = tokens_of(text)
    spread, starts = _spread(tokens)
    try:
        parse(spread)
    except SyntaxError as error:
        message = str(error)
    report = _REPORT.match(message)
    at = int(report[2]) - 1 if report else 0
    expected = _readable(report[3]) if report else message
    if not tokens or at > starts[-1] + len(tokens[-1].text) + _LOOKAHEAD:
        return Mistake(*_line_and_column(text, len(text.rstrip())), "", expected)
    index = max(0, sum(1 for start in starts if start <= at) - 1)
    token = tokens[index]
    return Mistake(*_line_and_column(text, token.at), token.text, expected)


def _spread(tokens: list[SparqlToken]) -> tuple[str, list[int]]:
    """The query on one line with wide gaps where words may be parted, and where each token starts in it."""
    pieces: list[str] = []
    starts: list[int] = []
    length, end = 0, 0
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.kind == "relative":
            token = SparqlToken("other", "<", token.at)
        parted = before is not None and (token.at > end or token.text in _ALONE or before.text in _ALONE)
        gap = _GAP if parted else ""
        words = re.sub(r"[\r\n]", " ", token.text)
        starts.append(length + len(gap))
        pieces.append(gap + words)
        length += len(gap) + len(words)
        end = token.at + len(token.text)
    return "".join(pieces) + _GAP, starts


def _readable(expected: str) -> str:
    """What a person can use of the parser's list: its sentences, or else signs and keywords, no character classes."""
    said = [each.strip() for each in _ITEM.findall(_CLASS.sub("", expected))]
    kept = [each for each in said if re.search(r'\w{2}|^".+"$', each) and "\\u{" not in each]
    sentences = [each for each in kept if " " in each and not each.startswith('"')]
    return ", ".join(dict.fromkeys(sentences or kept))[:200]


def _line_and_column(text: str, at: int) -> tuple[int, int]:
    return text.count("\n", 0, at) + 1, at - (text.rfind("\n", 0, at) + 1) + 1
