"""Budget categories as people call them, beside the ontology's labels: the words of ``category_words.toml``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from yusuan.questions.language.tokens import Candidate, WordSense
from yusuan.questions.language.words.lexicon import stands
from yusuan.questions.tables import check_among, check_keys, check_pattern
from yusuan.questions.weights import CATEGORY_COVER, CATEGORY_SAID, FEE_COVER
from yusuan.toml_files import read_toml
from yusuan.vocabulary.concepts import CONCEPTS, concept
from yusuan.vocabulary.wording import folded

FILE = Path(__file__).with_suffix(".toml")
_PLURALS = ("expenses", "costs", "funds")
_FEE = r" (?:fees?|expenses?|costs?|expenditures?|spending|funds?|outlays?)"


def said_categories(text: str) -> Iterator[Candidate]:
    """Candidates for categories in ``text``, which is the question folded."""
    for word, path in _words().items():
        at = text.find(word)
        while at >= 0:
            if stands(text, at, at + len(word)):
                yield _candidate(at, at + len(word), path, CATEGORY_COVER)
            at = text.find(word, at + 1)
    for pattern, path in _fees():
        for match in pattern.finditer(text):
            yield _candidate(match.start(), match.end(), path, FEE_COVER)


def _candidate(start: int, end: int, path: str, cover: float) -> Candidate:
    return Candidate(start, end, WordSense("category", path, CATEGORY_SAID, concept(path).zh), cover)


@cache
def _words() -> Mapping[str, str]:
    words = {folded(word): path for word, path in category_tables(FILE)["words"].items()}
    singular = {word.removesuffix("s"): path for word, path in words.items() if word.endswith(_PLURALS)}
    return {**singular, **words}


@cache
def _fees() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(rf"\b(?:{words}){_FEE}\b"), path) for words, path in category_tables(FILE)["fees"].items())


def category_tables(path: Path) -> dict[str, dict[str, str]]:
    """The words and the patterns of words of a file, with the paths of categories. ValueError where it is not well formed."""
    tables = ("words", "fees")
    read = read_toml(path)
    check_keys(path.name, read, dict.fromkeys(tables, dict), tables)
    known = {each.path for each in CONCEPTS}
    for table in tables:
        for word, meant in read[table].items():
            check_among(f"{path.name}: {table}: {word}", meant, known, "concept")
    for words in read["fees"]:
        check_pattern(f"{path.name}: fees", words)
    return read
