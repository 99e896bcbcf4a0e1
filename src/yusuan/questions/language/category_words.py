"""Budget categories as people call them, beside the ontology's labels: the words of ``categories.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from yusuan.questions.language.lexicon import stands
from yusuan.questions.language.tokens import Candidate, Sense
from yusuan.vocabulary.concepts import concept
from yusuan.vocabulary.wording import folded

_PLURALS = ("expenses", "costs", "funds")
_FEE = r" (?:fees?|expenses?|costs?|expenditures?|spending|funds?|outlays?)"


def said_categories(text: str) -> Iterator[Candidate]:
    """Candidates for categories in ``text``, which is the question folded."""
    for word, path in _words().items():
        at = text.find(word)
        while at >= 0:
            if stands(text, at, at + len(word)):
                yield _candidate(at, at + len(word), path, 1.1)
            at = text.find(word, at + 1)
    for pattern, path in _fees():
        for match in pattern.finditer(text):
            yield _candidate(match.start(), match.end(), path, 1.2)


def _candidate(start: int, end: int, path: str, weight: float) -> Candidate:
    return Candidate(start, end, Sense("category", path, 2.4, concept(path).zh), weight)


@cache
def _words() -> Mapping[str, str]:
    words = {folded(word): path for word, path in _read()["words"].items()}
    singular = {word.removesuffix("s"): path for word, path in words.items() if word.endswith(_PLURALS)}
    return {**singular, **words}


@cache
def _fees() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(rf"\b(?:{words}){_FEE}\b"), path) for words, path in _read()["fees"].items())


@cache
def _read() -> dict[str, dict[str, str]]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
