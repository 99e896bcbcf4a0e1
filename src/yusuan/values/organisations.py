"""When do two names mean the same body? What is left of a name once its place is taken off, and what abbreviates what.

河北省石家庄市鹿泉区财政局, 鹿泉区财政局 and 财政局 (in 鹿泉区) leave 财政局; 围龙镇, 围龙镇本级 and 围龙镇人民政府 leave nothing: the town's
own government. Nothing here guesses: 教体局 and 教育局 leave different words.
"""

from __future__ import annotations

import re
import unicodedata

_PARTY = re.compile(r"^(?:中国共产党|中共)")
_SELF = re.compile(r"(?:\((?:机关)?本级\)|\(部门\)|\(汇总\)|本级|部门)$")
_LEVEL = re.compile(
    r"^(?:市(?!场|政(?!府|协)|容|民|域|话)|县(?!域|城|乡)|区(?!域|划|块|间)|[镇旗](?!静|帜)|乡(?!村|镇|土)|街道(?!办))(?=.{2})"
)
_GOVERNMENT = re.compile(r"人民政府")
_BODY_OF_PLACE = frozenset(("", "政府", "党委政府"))
_STREET_BODY = frozenset(("办事处", "街道办事处", "街道办", "街办"))
_ZONE_BODY = frozenset(("管委会", "管理委员会"))
_KIND = re.compile(
    r"(?:委员会|委|局|办公室|办|中心|法院|检察院|院|联合会|联|会|站|所|队|学校|校|馆|社|园|处|室|公司|学|厅|部)$"
)


def tail(name: str, path: tuple[str, ...]) -> str:
    """What ``name`` says beside its place: without the names of the divisions in ``path`` (from the province down), 中共,
    本级 and the level before a short name (县教育局). Empty where it is the government of the place itself."""
    words = "".join(unicodedata.normalize("NFKC", name).split())
    words = _SELF.sub("", words) if len(words) > 4 else words
    words = _PARTY.sub("", words)
    for above, place in enumerate(path):
        place = "".join(unicodedata.normalize("NFKC", place).split())
        if above and words.startswith("人民政府" + place):
            words = words.removeprefix("人民政府")
        words = words.removeprefix(place)
    if path:
        words = _LEVEL.sub("", words)
    words = _GOVERNMENT.sub("政府", words)
    last = path[-1] if path else ""
    if (
        words in _BODY_OF_PLACE
        or (last.endswith("街道") and words in _STREET_BODY)
        or (last.endswith("区") and words in _ZONE_BODY)
    ):
        return ""
    return words


def abbreviates(short: str, full: str) -> bool:
    """Whether ``short`` is ``full`` with characters left out: 县文联 of 息烽县文学艺术界联合会, 区直工委 of 宣州区直属机关工作委员会."""
    if not 2 <= len(short) < len(full):
        return False
    rest = iter(full)
    return all(character in rest for character in short) and _same_kind(short, full)


def _same_kind(short: str, full: str) -> bool:
    """委 ends 工作委员会, 联 ends 联合会, 办 ends 办公室; 局 does not end 办公室."""
    kind = _KIND.search(full)
    if kind is None:
        return short[-1] == full[-1]
    return short[-1] in kind[0] or short[-1] == full[-1]
