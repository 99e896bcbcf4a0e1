"""Which stage is an amount of: 年初预算为5万元，支出决算为4万元? The last word of a stage between the item and its amount."""

from __future__ import annotations

import re

_WORDS = re.compile(
    r"(?P<adjusted>调整(?:后)?(?:的)?预算|全年预算)"
    r"|(?P<budget>年初(?:安排|批复)?(?:的)?预算|预算数|(?<!公共)(?<!基金)(?<!经营)(?<!政府采购)预算(?=(?:安排|总额|总计|资金|金额|为|是|：|:|\d)|\Z))"
    r"|(?P<execution>(?:预计|实际)(?:完成|执行|支出|收入)|预算执行|执行数|完成(?=数|为|了|\d|\Z)|执行(?=数|为|了|\d|\Z))"
    r"|(?P<final>决算|实际(?:支出|发生|收入)?)"
)
_NAMES = {
    "adjusted": "adjusted-budget",
    "budget": "budget",
    "execution": "execution",
    "final": "final-accounts",
}


def stage_in(words: str, own: str) -> tuple[str, int, int] | None:
    """The stage (a path below "stage/") that ``words`` say and where; ``None`` where they say none.

    ``own`` is the document's: in final accounts, what was executed or really spent is their own amount.
    """
    last: re.Match[str] | None = None
    for match in _WORDS.finditer(words):
        last = match
    if last is None or last.lastgroup is None:
        return None
    name = _NAMES[last.lastgroup]
    if own == "final-accounts" and name == "execution":
        name = own
    return name, last.start(), last.end()
