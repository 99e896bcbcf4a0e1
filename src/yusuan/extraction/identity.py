"""Who discloses, for which year, budget or accounts: title, fiscal year, stage, department with its names and division."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from yusuan.extraction.places import aliases, division
from yusuan.extraction.stated import clean_at, span_of, text_at
from yusuan.extraction.title_names import (
    ABOUT,
    YEAR,
    coded_name,
    joined_above,
    name_in_prose,
    name_in_title,
    name_line,
)
from yusuan.model.disclosure import Department, Stated, Text
from yusuan.model.document import Document, Heading, Span, Table
from yusuan.model.issue import Issue
from yusuan.values.clean import CleanText
from yusuan.values.ordinals import chinese_number

_TITLE_BLOCKS = 8
_LONGEST_TITLE = 80
_TITLE_END = re.compile(r"(?:公开)?(?:有关)?(?:情况|事项)?的?(?:说明|公告|公示|报告|公开)")
_YEAR_BLOCKS = 40
_ZEROS = str.maketrans("○零Ｏ", "〇〇〇")


@dataclass(frozen=True, slots=True)
class Identity:
    """What a disclosure is before it says anything else."""

    title: Text
    year: Stated[int] | None
    stage: str
    department: Department | None


def identity(document: Document, issues: list[Issue]) -> Identity:
    """The identity of ``document``; ``department`` is ``None`` where nothing names one."""
    opening = _opening(document)
    above, lines = _title_lines(document, opening)
    titles = [clean_at(document, span) for span in lines]
    if above:
        titles.insert(0, clean_at(document, above[0].to(above[-1])))
    title = text_at(document, *above, *lines)
    coded = coded_name(document)
    name = (
        name_in_title(titles)
        or name_line(document, opening)
        or (coded[1] if coded else None)
        or name_in_prose(document)
    )
    department = None
    if name is not None:
        department = Department(
            name=name,
            aliases=aliases(document, name, coded[1] if coded else None),
            code=coded[0] if coded else None,
            division=division(document, name, issues),
        )
    stage = "final-accounts" if "决算" in title.value and "预算" not in title.value else "budget"
    return Identity(title, _year(titles) or _year_in_prose(document), stage, department)


def _opening(document: Document) -> list[Span]:
    """The spans of the blocks before the first numbered heading or table, at most a few."""
    found: list[Span] = []
    for block in document.blocks[:_TITLE_BLOCKS]:
        if isinstance(block, Table) or (isinstance(block, Heading) and block.number):
            break
        found.append(block.span)
    return found or [document.blocks[0].span]


def _title_lines(document: Document, opening: Sequence[Span]) -> tuple[list[Span], list[Span]]:
    """(lines of the name above, lines of the title): the line that tells year and kind of document, and around it."""
    for at, span in enumerate(opening):
        text = clean_at(document, span).text
        if YEAR.search(text) and ABOUT.search(text) and len(text) <= _LONGEST_TITLE:
            above = joined_above(document, opening[:at]) if YEAR.match(text) else []
            after = [
                each
                for each in opening[at + 1 : at + 2]
                if _TITLE_END.fullmatch(document.words(each).strip())
            ]
            return above, [span, *after]
    return [], list(opening[:1])


def _year(texts: Sequence[CleanText]) -> Stated[int] | None:
    for text in texts:
        match = YEAR.search(text.text)
        if match:
            group = 1 if match.group(1) else 2
            return Stated(_number(match.group(group)), (span_of(text, *match.span(group)),))
    return None


def _year_in_prose(document: Document) -> Stated[int] | None:
    """The first year that stands before 预算 or 决算 in the text, else the first year."""
    texts = [clean_at(document, b.span) for b in document.blocks[:_YEAR_BLOCKS] if not isinstance(b, Table)]
    return _year([text for text in texts if ABOUT.search(text.text)]) or _year(texts)


def _number(words: str) -> int:
    return int(words) if words.isdigit() else chinese_number(words.translate(_ZEROS))
