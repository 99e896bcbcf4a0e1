"""Which town (镇, 乡, 街道, 开发区) does a name speak of? No table lists towns: they are told by what stands after them.

镇 and 乡 are also parts of common words (城镇, 城乡建设局, 乡镇企业局). A town counts only where the name ends with it or goes on as
the name of a town's body does (人民政府, 财政所, 办事处).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_BODY = (
    r"人民政府|政府|办事处|街道办|党工委|党委|委员会|人大|纪委|政协|财政|农业|农机|农村|林业|水利|畜牧|兽医|卫生|计生|社会|社区|文化|综合|便民|"
    r"退役|敬老院|派出所|司法|中心|第[一二三四五六七八九十]|小学|初级|中学|高中|学校|学区|幼儿园|事业|企业|村镇|国土|规划|自然资源|生态|机关|本级|"
    r"党群|宣传|统战|武装|团委|妇联|总工会|残联|民政|扶贫|乡村振兴|应急|执法|城建|经济|统计|市场|食品|劳动|人力|交通|公安|税务"
)
_ZONE = (
    r"(?:国家级|省级|市级)?(?:经济(?:技术)?|高新(?:技术)?(?:产业)?|循环经济|产业|工业|旅游|文化|农业|生态)*"
    r"(?:开发区|高新区|经开区|新区|示范区|集聚区|合作区|保税区|度假区|管理区|风景区|园区|工业园|产业园)"
)
_STEM = r"[一-鿿]"
TOWN = re.compile(
    rf"(?P<town>{_STEM}{{2,7}}?(?:民族乡|镇|乡|苏木|街道)|{_STEM}{{0,6}}?{_ZONE})"
    rf"(?=$|[^一-鿿]|{_BODY}|(?:党政)?(?:管委会|管理委员会|管理办公室)|部门|预算|决算)"
)
_NO_TOWN = re.compile(
    r"乡镇$|..城乡$|^(?:小城|新型|[我本全该各]|所属|下属|有关|相关)|[与及或的为局委省县]|人民|政府|乡.*[镇乡]$"
)
"""Words that end like a town and are none: 各乡镇, 住房和城乡(规划局)."""
_ABOVE = re.compile(r"(?:人民)?政府(?=[一-鿿]{2,7}(?:街道|镇|乡))|(?:[省市县区旗]?委、?)?")


@dataclass(frozen=True, slots=True)
class TownMention:
    """A town's name as printed, at ``start`` to ``end`` of the text."""

    name: str
    start: int
    end: int


def town_at(text: str, at: int = 0) -> TownMention | None:
    """The town whose name begins at ``at``, right behind its county's (铜梁区|围龙镇人民政府); the county's government may
    stand between them (普陀区|人民政府万里街道办事处)."""
    above = _ABOVE.match(text, at)
    start = above.end() if above else at
    found = TOWN.match(text, start)
    if found is None or _NO_TOWN.search(found["town"]):
        return None
    return TownMention(found["town"], start, found.end())


def is_town(name: str) -> bool:
    """Whether ``name`` ends as a town's or a zone's does."""
    return bool(re.search(rf"(?:镇|乡|苏木|街道|{_ZONE})$", name))
