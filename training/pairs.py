"""Which two texts mean nearly the same? Pairs that the structure of a source gives, for contrastive training.

Every function gives (text, text) pairs; which of two is first does not matter.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from pathlib import Path

from training.cedict import DICTIONARY, entries
from training.corpora import records, sentences_of
from training.evaluate_sts import tab_separated
from yusuan.extraction import extract
from yusuan.reading import read
from yusuan.vocabulary.concepts import CONCEPTS
from yusuan.vocabulary.phrases import phrases_of

TextPair = tuple[str, str]

_SENSES = 3
_SHARED_BY = range(2, 7)
_ALIKE = 4.0
# What numbers an article or a list item, and what surrounds a title: its shelf before, its date behind.
_ENUMERATOR = re.compile(
    r"^(?:第[一二三四五六七八九十百零〇\d]+[条章节]|[（(]?[一二三四五六七八九十\d]+[）)、.．])\s*"
)
_SHELF = re.compile(r"^.*/|[(（][\d-]+[)）]$")


def _texts(corpora: Iterable[Path]) -> Iterator[tuple[str, list[str]]]:
    """Title and sentences of every record, without shelf marks and numbers of articles."""
    for path in corpora:
        for title, body in records(path):
            plain = (_ENUMERATOR.sub("", sentence) for sentence in sentences_of(body))
            yield _SHELF.sub("", title.strip()), [sentence for sentence in plain if sentence]


def neighbours(corpora: Iterable[Path]) -> Iterator[TextPair]:
    """Sentences that follow each other in a record; a sentence met before starts no pair."""
    seen: set[str] = set()
    for _, said in _texts(corpora):
        for first, second in pairwise(said):
            if first not in seen:
                seen.add(first)
                yield first, second


def titles(corpora: Iterable[Path], passages: int = 8, length: int = 3) -> Iterator[TextPair]:
    """A record's title with passages of it, of a few sentences each, spread over its text."""
    for title, said in _texts(corpora):
        step = max(len(said) // passages, length)
        for start in range(0, len(said), step):
            yield title, "。".join(said[start : start + length])


def passages(corpora: Iterable[Path], length: int = 3) -> Iterator[TextPair]:
    """A sentence with the few that follow it, at steps that leave nothing out."""
    for _, said in _texts(corpora):
        for start in range(0, len(said) - 1, length + 1):
            yield said[start], "。".join(said[start + 1 : start + 1 + length])


def glosses(dictionary: Path) -> Iterator[TextPair]:
    """A Chinese word with each of its first English senses."""
    for word, senses in entries(dictionary):
        yield from ((word, sense) for sense in senses[:_SENSES])


def synonyms(dictionary: Path) -> Iterator[TextPair]:
    """Chinese words of one English sense, where few enough share it for it to be one meaning."""
    shared: dict[str, list[str]] = defaultdict(list)
    for word, senses in entries(dictionary):
        for sense in senses[:_SENSES]:
            shared[sense].append(word)
    for words in shared.values():
        distinct = list(dict.fromkeys(words))
        if len(distinct) in _SHARED_BY:
            yield from pairwise([*distinct, distinct[0]] if len(distinct) > 2 else distinct)


def concept_words() -> Iterator[TextPair]:
    """The name of a concept of the ontology with its other words, in Chinese and in English."""
    for concept in CONCEPTS:
        yield from ((concept.zh, word) for word in (*concept.alt_zh, *concept.words_en) if word != concept.zh)


def spoken() -> Iterator[TextPair]:
    """What people say of a topic who do not know its words, with its words and with what others say."""
    for topic in CONCEPTS:
        said = phrases_of(topic.path)
        words = [*topic.words_zh, *topic.words_en]
        for at, phrase in enumerate(said):
            yield phrase, words[at % len(words)]
            yield phrase, topic.zh
        yield from pairwise(said)


def disclosed(folder: Path) -> Iterator[TextPair]:
    """From disclosures: a project's name with its purpose and goals, an indicator's name with what explains it."""
    for path in sorted(folder.glob("*.txt")):
        for project in extract(read(path.read_bytes(), path.name)).projects:
            told = [project.purpose.value] if project.purpose else []
            for text in (*told, *(goal.text.value for goal in project.goals)):
                yield project.name.value, text
            for each in project.indicators:
                yield project.name.value, each.name.value
                if each.description:
                    yield each.name.value, each.description.value


def judged_alike(sts: Path) -> Iterator[TextPair]:
    """The pairs of STS-B's training set that people found alike, and the paraphrases of PAWS-X's development set."""
    with (sts / "STS-B.train.data").open(encoding="utf-8") as lines:
        yield from ((one, other) for one, other, likeness in tab_separated(lines) if likeness >= _ALIKE)
    with (sts / "paws_dev.tsv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            if row["label"] == "1":
                yield row["sentence1"], row["sentence2"]


def sources(
    corpora: Path, names: Iterable[str], sts: Path, examples: Path
) -> dict[str, Callable[[], Iterator[TextPair]]]:
    """Every source of pairs by name."""
    files = [corpora / name for name in names]
    dictionary = corpora / DICTIONARY
    return {
        "neighbours": lambda: neighbours(files),
        "titles": lambda: titles(files),
        "passages": lambda: passages(files),
        "glosses": lambda: glosses(dictionary),
        "synonyms": lambda: synonyms(dictionary),
        "concepts": concept_words,
        "spoken": spoken,
        "disclosed": lambda: disclosed(examples),
        "judged": lambda: judged_alike(sts),
    }
