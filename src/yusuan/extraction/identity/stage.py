"""Budget or final accounts? The title says so; where it does not, the words of the document's opening and headings."""

from __future__ import annotations

import re

from yusuan.extraction.identity.titles import DocumentTitle
from yusuan.model.document import Document, Heading

_BOTH = re.compile(r"预决算|预、决算|预算法|决算法")
_ACCOUNTS = re.compile(r"决算")
_BUDGET = re.compile(r"预算(?!执行|完成|收入完成|数的)")
_OPENING = 1500


def stage_of(document: Document, title: DocumentTitle) -> str:
    """ "budget" or "final-accounts". Accounts are told against the budget, so they name it too: the title goes before the text."""
    told = _told(title.text.value)
    if told is None:
        headings = " ".join(block.title for block in document.blocks if isinstance(block, Heading))
        told = (
            _told(document.source.name)
            or _more(headings)
            or _more(document.text[:_OPENING])
            or _more(document.text)
        )
    return told or "budget"


def _told(words: str) -> str | None:
    words = _BOTH.sub("", "".join(words.split()))
    accounts, budget = bool(_ACCOUNTS.search(words)), bool(_BUDGET.search(words))
    if accounts != budget:
        return "final-accounts" if accounts else "budget"
    if accounts and budget:
        return (
            "budget" if words.rindex("预算") > words.rindex("决算") or "草案" in words else "final-accounts"
        )
    return None


def _more(words: str) -> str | None:
    words = _BOTH.sub("", "".join(words.split()))
    accounts, budget = len(_ACCOUNTS.findall(words)), len(_BUDGET.findall(words))
    if accounts == budget:
        return None
    return "final-accounts" if accounts > budget else "budget"
