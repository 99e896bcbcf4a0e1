"""Sections and affiliated units (机构设置) → Units: a table with names and kinds, or a list in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable

from yusuan.extraction.outline import Section
from yusuan.extraction.stated import clean_at, name_at, span_of
from yusuan.extraction.tables.rows import rows_of
from yusuan.model.disclosure import Stated, Text, Unit
from yusuan.model.document import Document, Heading, Paragraph, Table
from yusuan.values.clean import CleanText
from yusuan.values.ordinals import leading_ordinal

_COLUMNS = {
    "name": (
        "单位名称", "机构名称", "名称", "单位", "预算单位名称", "预算单位", "所属单位名称", "下属单位名称", "内设机构名称", "科室名称", "单位全称",
    ),
    "nature": ("单位性质", "性质", "机构性质", "单位类别", "单位类型", "类别"),
    "rank": ("单位规格", "规格", "机构规格", "级别", "单位级别", "机构级别"),
    "funding": (
        "经费保障形式", "经费形式", "经费来源", "保障形式", "经费供给方式", "经费保障方式", "财政供给方式", "经费拨款方式", "预算管理方式",
    ),
}  # fmt: skip
_BESIDE = ("序号", "单位代码", "单位编码", "备注", "预算级次", "预算单位级次", "所在地", "编制人数", "编制数")
"""Other columns that tell a list of units from a table of amounts."""
_LIST = re.compile(
    r"(?:内设(?:机构|科室|股室)|下设(?:机构|科室|股室|单位)?|(?:下属|所属|直属)[^，。；：、]{0,6}?单位|设有?|设置|包括|分别(?:是|为)|有)"
    r"(?:[^：:。；]{0,16})?[：:]\s*(?P<list>[^。；;：:]+)"
)
_LIST_PLAIN = re.compile(
    r"(?:(?:内设|下设)(?:机构|科室|股室)?(?:\d+个)?(?:[：:，,]|有|包括|分别(?:是|为)|(?=[一-鿿]{2,20}、))"
    r"|(?:内设|下设|设有?|下属)\d*个?[^，。；：、]{0,8}?(?:科室|机构|股室|单位)(?:\d+个)?[，,]?(?:分别(?:是|为)|即|包括|有))"
    r"(?P<list>[^。；;：:]*[、，,][^。；;：:]*)"
)
_NAME_END = re.compile(
    r"(?:科|室|局|处|股|所|站|中心|办|办公室|委|委员会|队|大队|组|部|厅|院|校|馆|社|会|台|园|公司|学校|中学|小学|大学|幼儿园|医院|政府|机关|本级)$"
)
_SEPARATOR = re.compile(r"[、，,]|(?<!\d)\d{1,2}[.．、)]\s*|以及|(?<=[科室局股办队站中心])[和及]")
_WHOSE = re.compile(
    r"(?:及|和|以及)?(?:下属|所属|下设|下辖)(?:事业)?(?:单位|机构)?(?:有|为|包括)?|分别(?:是|为)|(?:即|为|包括|是)(?=[一-鿿]{2})"
)
_ITEM_END = re.compile(r"[。；;：:（(，,]")
_DOES = re.compile(
    r"^(?:负责|承担|组织|拟订|指导|贯彻|协调|完成|做好|加强|推进|管理|监督|根据|按照|本|我|该)|单位构成|包括|纳入|预算$|决算$"
)
_AND_COUNT = re.compile(r"等?(?:共)?\d*个?(?:内设|下属|所属|直属)?(?:事业|行政)?(?:科室|股室|机构|单位)?$")


def units(document: Document, sections: Iterable[Section]) -> tuple[Unit, ...]:
    """The units that the sections name, in order, each once."""
    found: dict[str, Unit] = {}
    for section in sections:
        for block in section.blocks:
            if isinstance(block, Table):
                named = _from_table(document, block)
            elif section.kind == "organisation" and (item := _item(document, block)) is not None:
                named = [item]
            elif isinstance(block, Paragraph):
                named = _from_sentence(document, clean_at(document, block.span))
            else:
                continue
            for unit in named:
                found.setdefault(unit.name.value, unit)
    return tuple(found.values())


def _from_table(document: Document, table: Table) -> list[Unit]:
    rows = rows_of(document, table)
    header = {
        entry.cell.column: key for entry in rows[0] for key, words in _COLUMNS.items() if entry.label in words
    }
    beside = sum(entry.label in _BESIDE for entry in rows[0])
    filled = sum(not entry.blank for entry in rows[0])
    if "name" not in header.values() or (len(header) < 2 and beside + 1 < filled) or filled < 2:
        return []
    found = []
    for row in rows[1:]:
        cells: dict[str, Text] = {
            header[entry.cell.column]: name_at(document, entry.cell.span)
            for entry in row
            if entry.cell.column in header and not entry.blank
        }
        if "name" in cells and cells["name"].value not in ("合计", "总计"):
            found.append(Unit(**cells))
    return found


def _item(document: Document, block: Heading | Paragraph) -> Unit | None:
    """The unit that an item of a numbered list names: "1. 云溪县图书馆", "（一）办公室。负责…"."""
    text = clean_at(document, block.span)
    ordinal = leading_ordinal(text.text)
    if ordinal is None:
        return None
    rest = text.piece(ordinal.length, len(text.text))
    end = _ITEM_END.search(rest.text)
    name = _name(document, rest.piece(0, end.start() if end else len(rest.text)))
    return Unit(name) if name is not None and not _DOES.search(name.value) else None


def _from_sentence(document: Document, text: CleanText) -> list[Unit]:
    lists = [*_LIST.finditer(text.text)] or [*_LIST_PLAIN.finditer(text.text)]
    return [unit for match in lists for unit in _listed(document, text, match)]


def _listed(document: Document, text: CleanText, match: re.Match[str]) -> list[Unit]:
    found, start = [], match.start("list")
    ends = [
        m.span()
        for m in _SEPARATOR.finditer(text.text, start, match.end("list"))
        if not _in_brackets(text.text, start, m.start())
    ]
    for end, after in [*ends, (match.end("list"), match.end("list"))]:
        name = _name(document, text.piece(start, end))
        if name is not None:
            found.append(Unit(name))
        start = after
    return found


def _in_brackets(text: str, start: int, at: int) -> bool:
    before = text[start:at]
    return before.count("（") + before.count("(") > before.count("）") + before.count(")")


def _name(document: Document, text: CleanText) -> Text | None:
    bracket = re.search(r"[（(]", text.text)
    text = (text.piece(0, bracket.start()) if bracket else text).strip(" 。等")
    text = text.piece(0, len(_AND_COUNT.sub("", text.text)))
    whose = _WHOSE.match(text.text)
    text = text.piece(whose.end() if whose else 0, len(text.text))
    if not 2 <= len(text.text) <= 40 or not _NAME_END.search(text.text):
        return None
    return Stated(text.text, (span_of(text, 0, len(text.text)),))
