"""A form in running text without a sign between its cells → fragments: its labels and levels, and what stands between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from yusuan.extraction.layouts import Layout
from yusuan.extraction.layouts.keys import variants
from yusuan.extraction.recovery.cells import Fragment
from yusuan.extraction.recovery.cutters import CellCutter, cutter_of, list_column
from yusuan.extraction.recovery.vocabulary import Vocabulary, surest, vocabularies
from yusuan.extraction.stated import normal
from yusuan.model.document import Document, Span

_BEHIND = re.compile(r"[\s:：]*(?P<number>[-—–]?\d[\d,.]*|[-—–/])?")
_DATE = re.compile(r"\s*[年月日]")
_EDGES = " :：\n"
_NO_LABEL_BEFORE = "表的管申"
_NO_LABEL_BEFORE_WORDS = ("实现", "实施")
_NO_LABEL_AFTER = "支《“"
_LEAST_WORDS = 4
_SENTENCE = re.compile(r"(?<=\n)[^\n]*，[^\n]*。\s*$", re.MULTILINE)
_NAMES = ("code", "name", "supervisor", "implementer", "unit", "period", "nature")
_CLAUSE = re.compile(r"[，。；]")
_LEAST_LIKE = 4
_LEAST_COLUMNS, _MOST_COLUMNS = 3, 12
_FURTHEST = 60
"""How many characters a label and its value have in text that is like a form, one with the other."""
_SHORTEST = 40


def cut(document: Document, span: Span) -> tuple[list[Fragment], Vocabulary] | None:
    """The labels, levels and what stands between them in the first form of ``span``, from its first label on, and the
    vocabulary they are of; ``None`` where the text tells of no form, or of one without rows whose words are not all labels' and values'."""
    text = document.words(span)
    vocabulary = _told_in(text)
    if vocabulary is None:
        return None
    header = cutter_of(vocabulary).header.search(text)
    if header is None and not _labelled_throughout(text, vocabulary):
        return None
    fragments = _Running(text, span.start, vocabulary, header or _at_end(text)).fragments()
    named = [at for at, fragment in enumerate(fragments) if not fragment.running and vocabulary.names(fragment.label)]
    if len({fragments[at].label for at in named}) < _LEAST_WORDS:
        return None
    return fragments[named[0] :], vocabulary


def _at_end(text: str) -> re.Match[str]:
    """The place of the header of a form without rows: behind everything."""
    found = re.compile(r"\Z").search(text)
    assert found is not None
    return found


def _labelled_throughout(text: str, vocabulary: Vocabulary) -> bool:
    """Whether the labels of a form without rows stand close to each other, the one by which it begins first, and every label
    of money has its number."""
    running = _Running(text, 0, vocabulary, _at_end(text))
    found = running.labels()
    begins = bool(found) and any(form in vocabulary.layout.start for form in variants(found[0].group()))
    return begins and _close(text, found, vocabulary) and all(running.announces(match, len(text)) for match in found)


def _close(text: str, found: Sequence[re.Match[str]], vocabulary: Vocabulary) -> bool:
    """Whether labels enough stand close to each other, and no clause goes on behind one whose value is a name."""
    names = {normal(match.group()) for match in found}
    ends = [*(match.start() for match in found[1:]), len(text)]
    if len(names) < _LEAST_LIKE or ends[-1] - found[0].start() > len(names) * _FURTHEST:
        return False
    for match, end in zip(found, ends, strict=True):
        sense = vocabulary.sense(normal(match.group()))
        if sense is not None and sense.key in _NAMES and _CLAUSE.search(text, match.end(), end):
            return False
    return True


def like_form(document: Document, span: Span) -> bool:
    """Whether running text is like a form, cut or not: the labels of one layout stand in it close to each other, and
    sentences do not; or the columns of a list do, one behind the other."""
    text = document.words(span)
    if _like_list(text):
        return True
    vocabulary = _told_in(text)
    if vocabulary is None:
        return False
    return _close(text, _Running(text, 0, vocabulary, _at_end(text)).labels(), vocabulary)


def _like_list(text: str) -> bool:
    """Whether columns of a list stand in the text one behind the other, its projects and their money among them."""
    for vocabulary in vocabularies():
        if vocabulary.layout.kind != "list":
            continue
        kinds: list[str | None] = []
        end = -1
        for match in list_column(vocabulary).finditer(text):
            before = kinds[-_MOST_COLUMNS:] if match.start() == end else []
            kinds = [*before, vocabulary.project_column(normal(match.group()))]
            end = match.end()
            if len(kinds) >= _LEAST_COLUMNS and {"project", "amount"} <= set(kinds):
                return True
    return False


def _told_in(text: str) -> Vocabulary | None:
    """The vocabulary of the layout whose form stands in the text: what tells it apart is there."""
    if len(text) < _SHORTEST:
        return None
    words = normal(text)
    return surest((_score(each.layout, words), each) for each in vocabularies() if each.layout.kind != "list")


def _score(layout: Layout, words: str) -> float:
    if not all(any(label in words for label in group) for group in layout.every):
        return 0
    looked_for = layout.labels.union(layout.never, *layout.every)
    return layout.score(frozenset(label for label in looked_for if label in words))


@dataclass(slots=True)
class _Running:
    """Running text while it is cut: the header of the rows once, labels above it and behind the rows, levels in them."""

    text: str
    base: int
    vocabulary: Vocabulary
    header: re.Match[str]

    def fragments(self) -> list[Fragment]:
        """The fragments in order."""
        found: list[Fragment] = []
        at, stop = 0, self._end()
        for start, end in self._marks(cutter_of(self.vocabulary), stop):
            found += self._between(at, start)
            found.append(self._fragment(start, end))
            at = end
        return [*found, *self._between(at, stop)]

    def labels(self) -> list[re.Match[str]]:
        """The labels that stand for themselves, wherever they are."""
        return [match for match in cutter_of(self.vocabulary).labels.finditer(self.text) if self.alone(match)]

    def _end(self) -> int:
        """Where the form ends: before the first label of another, or before a line that is a sentence."""
        cutter, start = cutter_of(self.vocabulary), self.header.end()
        others = (match.start() for match in cutter.start.finditer(self.text, start))
        sentences = (match.start() for match in _SENTENCE.finditer(self.text, start))
        return min(next(others, len(self.text)), next(sentences, len(self.text)))

    def _marks(self, cutter: CellCutter, stop: int) -> Iterator[tuple[int, int]]:
        at, header = 0, self.header
        for grid in [*cutter.money.finditer(self.text, 0, header.start()), None]:
            for match in cutter.labels.finditer(self.text, at, grid.start() if grid else header.start()):
                if self.alone(match) and self.announces(match, header.start()):
                    yield match.span()
            if grid:
                yield from (match.span() for match in cutter.amount.finditer(self.text, *grid.span()))
                at = grid.end()
        yield from (match.span() for match in cutter.column.finditer(self.text, *header.span()))
        for match in cutter.below.finditer(self.text, header.end(), stop):
            if self.alone(match):
                yield match.span()

    def alone(self, match: re.Match[str]) -> bool:
        """Whether a word is a label, and no part of a title (绩效目标表) or of a sentence (绩效目标的…)."""
        start, end = match.span()
        after, before = self.text[end : end + 1], self.text[start - 1 : start] if start else ""
        return (
            not (after and after in _NO_LABEL_BEFORE)
            and not self.text.startswith(_NO_LABEL_BEFORE_WORDS, end)
            and not (before and before in _NO_LABEL_AFTER)
        )

    def announces(self, match: re.Match[str], end: int) -> bool:
        """Whether a label of money has its number behind it, or nothing but the next label."""
        if not self.vocabulary.announces_money(normal(match.group())):
            return True
        behind = _BEHIND.match(self.text, match.end())
        assert behind is not None
        labels = cutter_of(self.vocabulary).labels
        labelled = behind.end() >= end or labels.match(self.text, behind.end()) is not None
        return labelled or (bool(behind["number"]) and not _DATE.match(self.text, behind.end()))

    def _fragment(self, start: int, end: int) -> Fragment:
        return Fragment(Span(self.base + start, self.base + end), normal(self.text[start:end]))

    def _between(self, start: int, end: int) -> list[Fragment]:
        words = self.text[start:end]
        left, right = start + len(words) - len(words.lstrip(_EDGES)), start + len(words.rstrip())
        if left >= right:
            return []
        return [Fragment(Span(self.base + left, self.base + right), normal(self.text[left:right]), running=True)]
