"""Is a document a budget disclosure at all?"""

from __future__ import annotations

import re
from collections.abc import Sequence

from yusuan.errors import SourceRefused
from yusuan.extraction.identity import Identity
from yusuan.extraction.outline import Section
from yusuan.model.disclosure import Disclosure
from yusuan.model.document import Document

_BUDGET = re.compile(r"预算|决算|三公.{0,2}经费|绩效目标|绩效自评|专项资金|转移支付|资金分配")
_DISCLOSED = re.compile(
    r"(?:部门|单位|政府|财政|收支|支出|收入|综合).{0,4}(?:预算|决算)|(?:预算|决算)(?:公开|草案|报告|执行)|三公|绩效(?:目标|自评)|资金分配"
)
"""What the title of a disclosure is about."""
_LEAST_SECTIONS = 2
_LEAST_AMOUNTS = 3
_UNTOLD = frozenset({"preface", "unknown", "other", "contents"})
"""Kinds of sections that any document may have."""


def speaks_of_budgets(document: Document) -> bool:
    """Whether ``document`` has a word of budgets anywhere; what has none need not be read."""
    return bool(_BUDGET.search(document.text))


def is_disclosure(
    document: Document, sections: Sequence[Section], who: Identity, disclosure: Disclosure
) -> bool:
    """Whether the sections are a disclosure's, or the document holds projects or amounts, or a title that says it is one
    and more than that title."""
    kinds = {section.kind for section in sections} - _UNTOLD
    amounts = sum((line.amount is not None) + (line.change is not None) for line in disclosure.budget_lines)
    told = len(kinds) >= _LEAST_SECTIONS or bool(disclosure.projects) or amounts >= _LEAST_AMOUNTS
    return told or _titled(document, who)


def _titled(document: Document, who: Identity) -> bool:
    beyond = len("".join(document.text.split())) - len("".join(who.title.value.split()))
    return who.formal and who.year is not None and beyond > 0 and bool(_DISCLOSED.search(who.title.value))


def refusal(document: Document) -> SourceRefused:
    """The error for a document that is none."""
    name = document.source.name
    return SourceRefused(
        f"{name}：里没有部门预算公开的内容，未收录；请确认文件是县级部门公开的预算或决算。",
        f"{name}: holds no budget disclosure; left out. Make sure that it is a department's published budget or accounts.",
    )
