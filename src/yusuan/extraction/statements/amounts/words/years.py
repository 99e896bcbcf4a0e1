"""Which year an amount or a change in prose is of: printed (2022年), told by 上年, or the document's own.

A year that gives a reason ("因2019年机构改革，公务接待费5万元") dates something else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from yusuan.extraction.stated import span_of
from yusuan.extraction.statements.amounts.words.tokens import Token
from yusuan.model.disclosure import Stated
from yusuan.values.clean import CleanText

_DATE = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
_YEAR = re.compile(r"(?<!\d)(\d{4})年?")
_LAST = re.compile(r"去年|上年|上一年")
_REASON = re.compile(r"(?:因|由于|自|从|根据|按照|按|经|到|至|截止|截至|为)$")


@dataclass(frozen=True, slots=True)
class YearOf:
    """``stated`` is the year and its words, ``None`` for the document's own; ``unsure`` where it is not clear."""

    stated: Stated[int] | None = None
    unsure: bool = False


def stated_year(text: CleanText, said: Token | None, own: int | None) -> YearOf:
    """The year of the amount, from the word of a year that was said before it in the sentence."""
    if said is None:
        return YearOf()
    year = year_in(text, said, own)
    if year is None or year.value == own:
        return YearOf(year)
    if said.kind == "year" and _REASON.search(text.text[: said.start]):
        return YearOf()
    return YearOf(year)


def year_in(text: CleanText, said: Token, own: int | None) -> Stated[int] | None:
    """The year that a word says: 2022 of "比2022年", the year before ``own`` of 上年."""
    printed = _YEAR.search(said.text)
    if printed:
        where = span_of(text, said.start + printed.start(1), said.start + printed.end(1))
        return Stated(int(printed.group(1)), (where,))
    last = _LAST.search(said.text)
    if last is None or own is None:
        return None
    return Stated(own - 1, (span_of(text, said.start + last.start(), said.start + last.end()),))


def change_year(text: CleanText, since: Token | None, said: Token | None, own: int | None) -> YearOf:
    """The year whose change against the year before is told; unsure where it is compared with another year."""
    of = year_in(text, said, own) if said is not None else None
    before = year_in(text, since, own) if since is not None and _YEAR.search(since.text) else None
    year = of.value if of else own
    if before is not None and year is not None and before.value != year - 1:
        return YearOf(unsure=True)
    return YearOf(of if of and of.value != own else None)


def day_of(words: str, year: int | None) -> date | None:
    """The day that 2019年12月31日, 2020年初, 2020年末 or 上年末 means."""
    full = _DATE.search(words)
    if full:
        try:
            return date(*(int(part) for part in full.groups()))
        except ValueError:
            return None
    printed = _YEAR.search(words)
    of = int(printed.group(1)) if printed else year
    if of is None or not 1900 < of < 2200:
        return None
    if words.startswith("上年"):
        of -= 1
    return date(of, 1, 1) if "初" in words else date(of, 12, 31)
