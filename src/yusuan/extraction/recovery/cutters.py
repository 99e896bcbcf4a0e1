"""What is looked for in the running text of a layout's form: its labels, headers and levels as regular expressions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from yusuan.extraction.recovery.vocabulary import BRACKET, Vocabulary, cutting_words, printed
from yusuan.extraction.stated import normal
from yusuan.vocabulary.concepts import in_scheme

_BEFORE = r"(?:其中\s*[:：]\s*)?"
_NEVER = r"(?!)"
_LEAST_MONEY = 3


@dataclass(frozen=True, slots=True)
class CellCutter:
    """What is looked for in running text: ``labels`` and the headers of ``money`` above the rows of indicators, their
    ``header`` of ``column`` after column, what stands ``below`` it (levels, signatures, remarks), and the ``start`` of another form."""

    labels: re.Pattern[str]
    money: re.Pattern[str]
    amount: re.Pattern[str]
    header: re.Pattern[str]
    column: re.Pattern[str]
    below: re.Pattern[str]
    start: re.Pattern[str]


@lru_cache(maxsize=64)
def cutter_of(vocabulary: Vocabulary) -> CellCutter:
    """The patterns of the layout of ``vocabulary``."""
    layout, said = vocabulary.layout, cutting_words()
    whole = {normal(word) for word in said["whole"]}
    labels = [label for label in layout.senses if vocabulary.sense(label) and label not in whole]
    places = "|".join(f"{word}(?=[一-鿿]{{1,4}}[县市区旗])" for word in said["places"])
    levels = [word for each in in_scheme("level") for word in each.words_zh if word.endswith("指标")]
    behind = [label for label in labels if layout.senses[label].kind in ("remark", "ignore")]
    column = f"(?:{printed(layout.columns)}){BRACKET}"
    amount = f"(?:{printed(layout.money_columns)}){BRACKET}"
    least = 2 if _short(vocabulary) else 3
    return CellCutter(
        labels=re.compile(f"{_BEFORE}(?:{printed(labels)}){BRACKET}|{places}"),
        money=re.compile(f"(?:{amount}\\s*){{{_LEAST_MONEY},}}"),
        amount=re.compile(amount),
        header=re.compile(f"(?:{column}\\s*){{{least},}}"),
        column=re.compile(column),
        below=re.compile(printed([*levels, *behind])),
        start=re.compile(printed(layout.start) or _NEVER),
    )


@lru_cache(maxsize=64)
def list_column(vocabulary: Vocabulary) -> re.Pattern[str]:
    """Any column of a list of projects."""
    return re.compile(f"(?:{printed(vocabulary.layout.project_columns)}){BRACKET}")


def _short(vocabulary: Vocabulary) -> bool:
    """Whether the layout's own rows have two columns."""
    own = {vocabulary.layout.columns[form] for form in vocabulary.layout.own if form in vocabulary.layout.columns}
    return bool(own) and not own & {"level1", "level2"}
