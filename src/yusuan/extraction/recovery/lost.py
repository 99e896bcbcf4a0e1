"""What is like a form and no reading could cut: an Issue, so that it is not lost in silence."""

from __future__ import annotations

from yusuan.model.document import Document, Span
from yusuan.model.issue import Issue

_QUOTED = 40


def lost_form(document: Document, span: Span) -> Issue:
    """The Issue for cells of a form at ``span`` that stand in no table."""
    words = "".join(document.words(span).split())
    quoted = words[:_QUOTED] + ("…" if len(words) > _QUOTED else "")
    return Issue(
        "form.uncut",
        span,
        f"这里像是一张表格，但文字里分不清单元格，没有按表读取：{quoted}",
        "this looks like a form, but nothing tells where its cells begin and end, so it was not read as a table: "
        f"{quoted}",
    )
