"""Where does a paragraph say that there is none? "本单位未安排政府采购预算"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from yusuan.extraction.stated import text_of
from yusuan.extraction.statement import Statement
from yusuan.model.disclosure import Stated
from yusuan.model.document import Document
from yusuan.values.clean import CleanText

_NONE_OF = {
    "政府采购": "procurement",
    "机关运行经费": "operating",
    "政府性基金": "expenditure/government-fund",
    "国有资本经营": "expenditure/state-capital",
    "因公出国（境）费": "three-public/abroad",
    "因公出国(境)费": "three-public/abroad",
    "公务接待费": "three-public/reception",
    "公务用车购置费": "three-public/vehicle/purchase",
    "会议费": "meeting",
    "培训费": "training",
}
_NAMES = "|".join(map(re.escape, _NONE_OF))
_NONE = re.compile(
    rf"(?:无|没有|未安排|未编制|不涉及|未发生)[^，。；,;\d]{{0,10}}?(?P<a>{_NAMES})(?:[^，。；,;\d]{{0,12}}(?:支出|预算|收入|拨款|事项))?"
    rf"|(?P<b>{_NAMES})[^，。；,;\d]{{0,14}}?(?:无安排|未安排|为零|无预算|无支出)"
)


def none_stated(document: Document, text: CleanText) -> Iterator[Statement]:
    """What the cleaned paragraph ``text`` says there is none of: 0, with those words, unless something else is said of it."""
    for match in _NONE.finditer(text.text):
        group = "a" if match["a"] else "b"
        words = text_of(document, text, *match.span())
        label = text_of(document, text, *match.span(group))
        yield Statement(
            "prose.none", "none", _NONE_OF[match[group]], label, Stated(Decimal(0), words.evidence), words
        )
