"""Which administrative division does a text name? Answers from GB/T 2260 (2020 and 2023), to county level.

The table ``divisions.tsv`` is built by ``scripts/build_divisions.py``. A text may name a division by its
chain (河北省石家庄市鹿泉区), by one name (魏县), or, on request, without the suffix (鹿泉). A county name
that several cities share is settled by the city or province printed right before it; alone, every bearer
of the name is returned. Divisions below the county and development zones are not in the table:
``unlisted`` reads them as printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

TABLE = Path(__file__).with_name("divisions.tsv")

ETHNIC = (
    "蒙古族|(?<!内)蒙古|回族|藏族|维吾尔|苗族|彝族|壮族|布依族|朝鲜族|满族|侗族|瑶族|白族|土家族|哈尼族|哈萨克族|哈萨克|傣族|黎族|"
    "傈僳族|佤族|畲族|拉祜族|水族|东乡族|纳西族|景颇族|柯尔克孜|土族|达斡尔族|仫佬族|羌族|布朗族|撒拉族|毛南族|仡佬族|锡伯|"
    "普米族|塔吉克|怒族|裕固族|独龙族|鄂温克族|保安族|各族"
)
SUFFIX = re.compile(rf"(?:(?:{ETHNIC})*自治[区州县旗]|特别行政区|地区|林区|特区|[省市区县旗盟])$")
_GENERIC_WORDS = """
城区 郊区 矿区 东区 西区 义县 云县 代县 兴县 单县 南县 古县 吉县 和县 夏县 宁县 容县 富县 康县
应县 徽县 忠县 息县 成县 房县 文县 新县 易县 景县 涉县 温县 献县 环县 理县 礼县 范县 费县 道县
随县 高县
"""
GENERIC = frozenset(_GENERIC_WORDS.split())
"""Names whose first character often ends another word (主城区, 市委和县委): there they name nothing."""

OTHER_WORD = re.compile(r"(?<=区)[域划别间块段位]|(?<=市)[场值价]|(?<=州)际")
"""A character that makes the name before it part of another word (河北区域, 成都市场)."""


@dataclass(frozen=True, slots=True)
class Division:
    """A division: ``code`` of six digits, ``name``, and ``path`` from the province down to itself."""

    code: str
    name: str
    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DivisionMention:
    """The divisions that ``text``, standing at ``start`` to ``end``, can mean; one candidate when clear.

    ``short`` says that the last name was printed without its suffix (鹿泉).
    """

    division_candidates: tuple[Division, ...]
    start: int
    end: int
    text: str
    short: bool = False

    @property
    def division(self) -> Division | None:
        """The one division meant, or nothing while several share the name."""
        return self.division_candidates[0] if len(self.division_candidates) == 1 else None


@dataclass(frozen=True, slots=True)
class UnlistedDivision:
    """A chain of division-like names that the table lacks: ``path`` as printed, at ``start`` to ``end``."""

    path: tuple[str, ...]
    start: int
    end: int
    text: str


@lru_cache(maxsize=1)
def table() -> Mapping[str, Division]:
    """Every division by code, in order of code. A code that was renamed carries its newest name."""
    names: dict[str, tuple[str, str]] = {}
    for row in TABLE.read_text(encoding="utf-8").splitlines()[1:]:
        code, name, parent, _, newest = row.split("\t")
        if newest == "1" or code not in names:
            names[code] = (name, parent)
    found: dict[str, Division] = {}
    for code, (name, parent) in names.items():
        found[code] = Division(code, name, (*found[parent].path, name) if parent else (name,))
    return found


def by_code(code: str) -> Division | None:
    """The division with a GB/T 2260 code ("130110"), or nothing."""
    return table().get(code)


def short_form(name: str) -> str | None:
    """A name without its suffix and ethnic titles (鹿泉, 靖州, 内蒙古); nothing if one character is left."""
    stem = SUFFIX.sub("", name)
    return stem if len(stem) >= 2 and stem != name else None


Names = Mapping[str, tuple[Division, ...]]


@lru_cache(maxsize=1)
def _names() -> tuple[Names, Names, Mapping[str, tuple[str, ...]]]:
    """Divisions by full name, by short form, and every name or short form by its first two characters."""
    by_path = {division.path: division for division in table().values()}  # two codes: the later one
    full: dict[str, tuple[Division, ...]] = {}
    short: dict[str, tuple[Division, ...]] = {}
    for division in by_path.values():
        full[division.name] = (*full.get(division.name, ()), division)
        stem = short_form(division.name)
        if stem:
            short[stem] = (*short.get(stem, ()), division)
    heads: dict[str, tuple[str, ...]] = {}
    for name in sorted(full.keys() | short.keys(), key=lambda each: (-len(each), each)):
        heads[name[:2]] = (*heads.get(name[:2], ()), name)
    return full, short, heads


@dataclass(frozen=True, slots=True)
class _Name:
    """One name met in a text and its bearers."""

    bearers: tuple[Division, ...]
    start: int
    end: int
    short: bool


def _name_at(text: str, at: int) -> _Name | None:
    """The longest name or short form that starts at ``at``."""
    full, short, heads = _names()
    for name in heads.get(text[at : at + 2], ()):
        if text.startswith(name, at):
            end = at + len(name)
            if name in full and not OTHER_WORD.match(text, end):
                return _Name(full[name], at, end, short=False)
            if name in short:
                return _Name(short[name], at, end, short=True)
    return None


def _chain_at(text: str, at: int) -> list[_Name]:
    """Names that follow one another from ``at``, each inside the one before (spaces between them allowed)."""
    first = _name_at(text, at)
    chain = [first] if first else []
    while chain:
        last = chain[-1]
        following = last.end
        while following < len(text) and text[following] in " \u3000":
            following += 1
        below = _name_at(text, following)
        if below is None or (below.short and below.start != last.end):
            break
        inside = tuple(d for d in below.bearers if any(_is_inside(d, upper) for upper in last.bearers))
        if not inside:
            break
        chain.append(_Name(inside, below.start, below.end, below.short))
    return chain


def _is_inside(division: Division, upper: Division) -> bool:
    return len(division.path) > len(upper.path) and division.path[: len(upper.path)] == upper.path


def mentions(text: str, *, short_forms: bool = False) -> list[DivisionMention]:
    """The divisions that a text names, in order, not overlapping; a chain is one mention.

    Names without suffix (鹿泉, 河北) count inside a chain before a full name (河北石家庄鹿泉区), elsewhere
    only with ``short_forms``: many are also common words (和平, 新华).
    """
    return list(_mentions(text, short_forms))


def _mentions(text: str, short_forms: bool) -> Iterator[DivisionMention]:
    heads = _names()[2]
    at = 0
    while at < len(text) - 1:
        chain = _chain_at(text, at) if text[at : at + 2] in heads else []
        while chain and chain[-1].short and not short_forms:
            chain.pop()
        if not chain or (len(chain) == 1 and _is_common_word(text, chain[0])):
            at += 1
            continue
        last = chain[-1]
        yield DivisionMention(last.bearers, at, last.end, text[at : last.end], last.short)
        at = last.end


def _is_common_word(text: str, name: _Name) -> bool:
    inside_word = name.start > 0 and "\u4e00" <= text[name.start - 1] <= "\u9fff"
    return inside_word and text[name.start : name.end] in GENERIC


def find_in(text: str) -> DivisionMention | None:
    """The first division that a text names in full, or nothing."""
    return next(_mentions(text, short_forms=False), None)


ZONE = (
    r"(?:国家级|省级)?(?:经济(?:技术)?|高新(?:技术)?(?:产业)?|循环经济|产业|工业)?(?:开发|园|示范|集聚|合作)区"
    r"|高新区|经开区|新区|工业园|产业园|保税区|度假区|管理区"
)
STEM = r"[\u4e00-\u9fff×Xx*＊]"
LEVEL = re.compile(
    rf"(?P<name>(?:{STEM}{{0,6}}?(?:{ZONE}))|{STEM}{{2,7}}?(?:省|市|自治区|自治州|自治县|地区)|{STEM}{{1,4}}?[县区旗])"
)
NO_STEM = re.compile(r"[局委办院校会部厅处科室站所党共政和与及的在为对省市县区]|同盟|联合|民主")
_COMMON_WORDS = """
社区 小区 辖区 园区 地区 灾区 景区 库区 牧区 山区 林区 城区 郊区 全区 我区 本区 各区 该区 军区
战区 校区 厂区 片区 行政区 全县 我县 本县 各县 该县 全市 我市 本市 各市 该市 开发区 示范区 合作区
集聚区 国旗 党旗 红旗 服务区 功能区 居住区 自治区
"""
COMMON = frozenset(_COMMON_WORDS.split())
OPENING = re.compile(r"\s*(?:中国共产党|中共)?\s*")


def unlisted(text: str) -> UnlistedDivision | None:
    """The division at the start of an organisation's name, when the table lacks it.

    Reads 云川市青石县财政局 as ("云川市", "青石县"), 石家庄市高新区税务局 as ("石家庄市", "高新区").
    Nothing when the text does not open with a division, or opens with one that the table has.
    """
    opening = OPENING.match(text)
    start = at = opening.end() if opening else 0
    path: list[str] = []
    missing = False
    while True:
        name = _listed_name(text, at, path) or _printed_name(text, at, path)
        if name is None:
            break
        path.append(name)
        at += len(name)
        missing = not any(list(division.path[-len(path) :]) == path for division in _names()[0].get(name, ()))
    return UnlistedDivision(tuple(path), start, at, text[start:at]) if missing else None


def _listed_name(text: str, at: int, path: list[str]) -> str | None:
    """A full name of the table at ``at``, standing under the last name of ``path``."""
    name = _name_at(text, at)
    if name is None or name.short:
        return None
    printed = text[name.start : name.end]
    under = not path or any(path[-1] in division.path[:-1] for division in name.bearers)
    return printed if under else None


def _printed_name(text: str, at: int, path: list[str]) -> str | None:
    found = LEVEL.match(text, at)
    if found is None or OTHER_WORD.match(text, found.end()):
        return None
    name = found["name"]
    stem = re.sub(rf"(?:{ZONE}|省|市|自治[区州县]|地区|[县区旗])$", "", name)
    if name in COMMON or NO_STEM.search(stem):
        return None
    return None if path and path[-1][-1] in "县区旗" else name
