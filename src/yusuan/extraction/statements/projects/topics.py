"""What is a project about, and which of its words say so?

A topic is given by a word of the thesaurus in the project's name, purpose, goals or output indicators. Three kinds of
mention say nothing of what the money buys and are passed over: a word inside the title of a cited document (《…》),
the name of an office outside the project's own name (农业农村局), and an aim (促进就业) outside the name. Indicators
of outcome and satisfaction speak of aims only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from yusuan.extraction.stated import clean_at
from yusuan.model.disclosure import Clause, Indicator, Stated, Text
from yusuan.model.document import Document, Span
from yusuan.values.clean import CleanText
from yusuan.vocabulary.concepts import level_by_word, lineage
from yusuan.vocabulary.mentions import Mention, topics_in

_TITLE = re.compile(r"(?:《|<<)[^》>]*(?:》|>>)")
_OFFICE = re.compile(r"(?:局|厅|主管部门|部门|委员会办公室)")
_AIM = re.compile(r"(?:促进|助力|带动|有利于|有助于|营造)[^，。；、;,\n]{0,10}$")
_AIM_ITSELF = re.compile(r"促进|维护社会|稳就业")
_AIMS = frozenset({"level/outcome", "level/satisfaction"})


def project_topics(
    document: Document,
    name: Text,
    purpose: Text | None,
    goals: Iterable[Clause],
    indicators: Iterable[Indicator],
) -> tuple[Stated[str], ...]:
    """The paths of the topics, sorted, each with its first mention in the name, the purpose, the goals and the indicators."""
    told = (
        [name],
        [purpose] if purpose else [],
        [goal.text for goal in goals],
        [text for row in indicators if _is_output(row) for text in (row.name, row.description) if text],
    )
    found: dict[str, list[Span]] = {}
    for number, texts in enumerate(told):
        said: set[str] = set()
        for mention, spans in _mentions(document, texts, in_name=number == 0):
            if mention.path not in said:
                said.add(mention.path)
                found.setdefault(mention.path, []).extend(spans)
    return tuple(Stated(path, tuple(dict.fromkeys(spans))) for path, spans in sorted(found.items()))


def _mentions(
    document: Document, texts: Iterable[Text], *, in_name: bool
) -> Iterator[tuple[Mention, tuple[Span, ...]]]:
    for text in texts:
        words = _joined(clean_at(document, span) for span in text.evidence)
        titles = [] if in_name else [match.span() for match in _TITLE.finditer(words.text)]
        for mention in topics_in(words.text):
            if in_name or not _is_incidental(words.text, mention, titles):
                yield mention, _spans(words, mention, text.evidence)


def _is_incidental(text: str, mention: Mention, titles: list[tuple[int, int]]) -> bool:
    """Whether a mention names a cited document, an office or an aim."""
    return (
        any(start < mention.start and mention.end < end for start, end in titles)
        or _OFFICE.match(text, mention.end) is not None
        or mention.word.endswith("局")
        or _AIM_ITSELF.match(mention.word) is not None
        or _AIM.search(text, max(0, mention.start - 16), mention.start) is not None
    )


def _is_output(row: Indicator) -> bool:
    """Whether an indicator counts what is done or bought, and not what comes of it."""
    levels = (level_by_word(level.value) for level in (row.level1, row.level2) if level)
    return not any(_AIMS & set(lineage(level.path)) for level in levels if level)


def _joined(pieces: Iterable[CleanText]) -> CleanText:
    """Pieces of text that a page or a cell cut apart, as one."""
    kept = tuple(pieces)
    return CleanText("".join(each.text for each in kept), tuple(at for each in kept for at in each.offsets))


def _spans(words: CleanText, mention: Mention, evidence: Iterable[Span]) -> tuple[Span, ...]:
    """The document's characters of a mention, in each span of the text that holds some of them."""
    start, end = words.span(mention.start, mention.end)
    shared = (Span(max(start, span.start), min(end, span.end)) for span in evidence if span.start < end)
    return tuple(span for span in shared if span.start < span.end)
