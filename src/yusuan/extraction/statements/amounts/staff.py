"""How many posts and people: "编制数77人，其中：行政编制36人；实有在职人数92人 …" → quantities.

The same words mean posts or people by what was said before them: 行政编制 after 编制数 are posts, after 实有人数 people in them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from yusuan.extraction.stated import span_of, text_of
from yusuan.extraction.statement import Statement
from yusuan.model.disclosure import Stated
from yusuan.model.document import Document
from yusuan.values.clean import CleanText

_COUNT = re.compile(
    r"(?P<label>(?P<survivors>遗属(?:补助|人员)?)|(?P<retired>离退休(?:人员|人数)?|退休(?:人员|人数)?)"
    r"|(?P<actual>(?:年末)?(?:实有|实际|现有|在编)(?:在职|在岗|在编)?(?:人员|人数|职工)?|在职(?:人员|人数|职工)?|在编(?:人员|人数))"
    r"|(?P<worker>(?:机关)?工勤(?:编制|人员)?)|(?P<institution>(?:全部补助|全额(?:拨款|补助)?|差额(?:拨款|补助)?|财政补助|参公)?事业(?:编制|编|人员))"
    r"|(?P<administrative>行政(?:编制|编|人员))"
    r"|(?P<establishment>(?:人员|核定|总|机构)?编制(?:人)?(?:总)?数?))"
    r"(?:共有|共计|共|总数|总额|人数|数量|数|为|是|有|[：:])*(?P<number>\d{1,6})(?P<unit>人|名|个)(?!次)"
)
_PLACES = {
    "administrative": "administrative",
    "institution": "public-institution",
    "worker": "worker",
    "retired": "retired",
}
_CLEAR = re.compile(r"编制|实有|在职|在编|退休|遗属")


def staff(document: Document, text: CleanText) -> Iterator[Statement]:
    """The posts and people that the cleaned paragraph ``text`` counts."""
    if not _CLEAR.search(text.text):
        return
    group = "establishment"
    for match in _COUNT.finditer(text.text):
        kind = next(name for name in (*_PLACES, "survivors", "actual", "establishment") if match[name])
        if kind in ("actual", "establishment"):
            group = kind
        label = text_of(document, text, *match.span("label"))
        number = Stated(Decimal(match["number"]), (span_of(text, *match.span("number")),))
        unit = text_of(document, text, *match.span("unit"))
        yield Statement("staff", "quantity", _path(kind, group), label, number, unit)


def _path(kind: str, group: str) -> str:
    if kind == "survivors":
        return "staff/survivors"
    if kind == "retired":
        return "staff/actual/retired"
    return f"staff/{group}" if kind == group else f"staff/{group}/{_PLACES[kind]}"
