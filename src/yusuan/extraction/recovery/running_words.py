"""A form in running text without a sign between its cells → fragments: its labels and levels, and what stands between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from yusuan.extraction.recovery.cells import Fragment
from yusuan.extraction.recovery.vocabulary import (
    BRACKET,
    Vocabulary,
    cutting_words,
    printed,
    vocabularies,
)
from yusuan.extraction.stated import normal
from yusuan.model.document import Document, Span
from yusuan.vocabulary.concepts import in_scheme

_BEFORE = r"(?:其中\s*[:：]\s*)?"
_BEHIND = re.compile(r"[\s:：]*(?P<number>[-—–]?\d[\d,.]*|[-—–/])?")
_DATE = re.compile(r"\s*[年月日]")
_EDGES = " :：\n"
_NO_LABEL_BEFORE = "表的管申"
_NO_LABEL_BEFORE_WORDS = ("实现", "实施")
_NO_LABEL_AFTER = "支《“"
_LEAST_WORDS = 4
_LEAST_MONEY = 3
_LEAST_LIKE = 5
_FURTHEST = 60
"""How many characters a label and its value have in text that is like a form, one with the other."""
_SHORTEST = 40


@dataclass(frozen=True, slots=True)
class _Cutter:
    """What is looked for in running text: ``labels`` and the headers of ``money`` above the rows of indicators, their
    ``header`` of ``column`` after column, ``levels`` in them."""

    labels: re.Pattern[str]
    money: re.Pattern[str]
    amount: re.Pattern[str]
    header: re.Pattern[str]
    column: re.Pattern[str]
    levels: re.Pattern[str]


def cut(document: Document, span: Span) -> tuple[list[Fragment], Vocabulary] | None:
    """The labels, levels and what stands between them in ``span``, from the first label on, and the vocabulary they are of;
    ``None`` where the text tells of no form, or holds no header of its rows."""
    text = document.words(span)
    vocabulary = _told_in(text)
    if vocabulary is None or not _cutter(vocabulary).header.search(text):
        return None
    fragments = _Running(text, span.start, vocabulary).fragments()
    named = [at for at, fragment in enumerate(fragments) if not fragment.running and vocabulary.names(fragment.label)]
    if len({fragments[at].label for at in named}) < _LEAST_WORDS:
        return None
    return fragments[named[0] :], vocabulary


def like_form(document: Document, span: Span) -> bool:
    """Whether running text is like a form, cut or not: the labels of one layout stand in it close to each other, and
    sentences do not; or the columns of a list do, one behind the other."""
    text = document.words(span)
    if _like_list(text):
        return True
    vocabulary = _told_in(text)
    if vocabulary is None:
        return False
    names = {normal(match.group()) for match in _cutter(vocabulary).labels.finditer(text)}
    return len(names) >= _LEAST_LIKE and len(text) <= len(names) * _FURTHEST and text.count("。") * 2 < len(names)


def _like_list(text: str) -> bool:
    return any(
        vocabulary.layout.kind == "list" and _list_header(vocabulary).search(text) for vocabulary in vocabularies()
    )


def _told_in(text: str) -> Vocabulary | None:
    """The vocabulary of the layout whose form stands in the text: what tells it apart is there."""
    if len(text) < _SHORTEST:
        return None
    words = normal(text)
    best: tuple[float, Vocabulary] | None = None
    for vocabulary in vocabularies():
        layout = vocabulary.layout
        if layout.kind == "list" or not all(any(label in words for label in group) for group in layout.every):
            continue
        looked_for = layout.labels.union(layout.never, *layout.every)
        score = layout.score(frozenset(label for label in looked_for if label in words))
        if score and (best is None or score > best[0]):
            best = score, vocabulary
    return best[1] if best else None


@dataclass(slots=True)
class _Running:
    """Running text while it is cut: the header of the rows once, labels above it and behind the rows, levels in them."""

    text: str
    base: int
    vocabulary: Vocabulary

    def fragments(self) -> list[Fragment]:
        """The fragments in order."""
        cutter = _cutter(self.vocabulary)
        header = cutter.header.search(self.text)
        assert header is not None  # cut has seen it
        found: list[Fragment] = []
        at = 0
        for start, end in self._marks(cutter, header):
            found += self._between(at, start)
            found.append(self._fragment(start, end))
            at = end
        return [*found, *self._between(at, len(self.text))]

    def _marks(self, cutter: _Cutter, header: re.Match[str]) -> Iterator[tuple[int, int]]:
        at = 0
        for grid in [*cutter.money.finditer(self.text, 0, header.start()), None]:
            for match in cutter.labels.finditer(self.text, at, grid.start() if grid else header.start()):
                if self._alone(match.start(), match.end()) and self._announces(match, cutter, header.start()):
                    yield match.span()
            if grid:
                for match in cutter.amount.finditer(self.text, grid.start(), grid.end()):
                    yield match.span()
                at = grid.end()
        for match in cutter.column.finditer(self.text, header.start(), header.end()):
            yield match.span()
        for match in cutter.levels.finditer(self.text, header.end()):
            if self._alone(match.start(), match.end()):
                yield match.span()

    def _alone(self, start: int, end: int) -> bool:
        """Whether a word is a label, and no part of a title (绩效目标表) or of a sentence (绩效目标的…)."""
        after, before = self.text[end : end + 1], self.text[start - 1 : start] if start else ""
        return (
            not (after and after in _NO_LABEL_BEFORE)
            and not self.text.startswith(_NO_LABEL_BEFORE_WORDS, end)
            and not (before and before in _NO_LABEL_AFTER)
        )

    def _announces(self, match: re.Match[str], cutter: _Cutter, end: int) -> bool:
        """Whether a label of money has its number behind it, or nothing but the next label."""
        if not self.vocabulary.announces_money(normal(match.group())):
            return True
        behind = _BEHIND.match(self.text, match.end())
        assert behind is not None
        labelled = behind.end() >= end or cutter.labels.match(self.text, behind.end()) is not None
        return labelled or (bool(behind["number"]) and not _DATE.match(self.text, behind.end()))

    def _fragment(self, start: int, end: int) -> Fragment:
        return Fragment(Span(self.base + start, self.base + end), normal(self.text[start:end]))

    def _between(self, start: int, end: int) -> list[Fragment]:
        words = self.text[start:end]
        left, right = start + len(words) - len(words.lstrip(_EDGES)), start + len(words.rstrip())
        if left >= right:
            return []
        return [Fragment(Span(self.base + left, self.base + right), normal(self.text[left:right]), running=True)]


@lru_cache(maxsize=64)
def _cutter(vocabulary: Vocabulary) -> _Cutter:
    layout, said = vocabulary.layout, cutting_words()
    whole = {normal(word) for word in said["whole"]}
    labels = [label for label in layout.senses if vocabulary.sense(label) and label not in whole]
    places = "|".join(f"{word}(?=[一-鿿]{{1,4}}[县市区旗])" for word in said["places"])
    levels = [word for each in in_scheme("level") for word in each.words_zh if word.endswith("指标")]
    column = f"(?:{printed(layout.columns)}){BRACKET}"
    amount = f"(?:{printed(layout.money_columns)}){BRACKET}"
    least = 2 if _short(vocabulary) else 3
    return _Cutter(
        labels=re.compile(f"{_BEFORE}(?:{printed(labels)}){BRACKET}|{places}"),
        money=re.compile(f"(?:{amount}\\s*){{{_LEAST_MONEY},}}"),
        amount=re.compile(amount),
        header=re.compile(f"(?:{column}\\s*){{{least},}}"),
        column=re.compile(column),
        levels=re.compile(printed(levels)),
    )


@lru_cache(maxsize=64)
def _list_header(vocabulary: Vocabulary) -> re.Pattern[str]:
    """Four columns of a list one behind the other, or three with words that are no other layout's; its projects and their
    money among them."""
    columns = vocabulary.layout.project_columns
    column = f"(?:{printed(columns)}){BRACKET}"
    names = printed(label for label, key in columns.items() if key == "name")
    money = printed(label for label, key in columns.items() if key == "amount")
    return re.compile(f"(?=(?:{column}){{0,6}}(?:{names}){BRACKET}(?:{column}){{0,6}}(?:{money}){BRACKET})(?:{column}){{3,}}")


def _short(vocabulary: Vocabulary) -> bool:
    """Whether the layout's own rows have two columns."""
    own = {vocabulary.layout.columns[form] for form in vocabulary.layout.own if form in vocabulary.layout.columns}
    return bool(own) and not own & {"level1", "level2"}
