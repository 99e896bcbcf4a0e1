"""Sections and affiliated units (机构设置) → Units: a table with names and kinds, or a list in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable

from yusuan.extraction.sections import Section
from yusuan.extraction.stated import clean_at, name_at, span_of
from yusuan.extraction.tables import rows_of
from yusuan.model.disclosure import Stated, Text, Unit
from yusuan.model.document import Document, Paragraph, Table
from yusuan.values.clean import CleanText

_COLUMNS = {
    "name": ("单位名称", "机构名称", "名称", "单位"),
    "nature": ("单位性质", "性质", "机构性质"),
    "rank": ("单位规格", "规格", "机构规格", "级别"),
    "funding": ("经费保障形式", "经费形式", "经费来源", "保障形式"),
}
_LIST = re.compile(
    r"(?:内设(?:机构|科室|股室)|下设(?:机构|科室|股室|单位)?|下属(?:事业)?单位|所属(?:事业)?单位|设有?|设置|包括|分别(?:是|为)|有)"
    r"(?:[^：:。；]{0,16})?[：:]\s*(?P<list>[^。；;：:]+)"
)
_LIST_PLAIN = re.compile(
    r"(?:内设|下设)(?:机构|科室|股室)?(?:\d+个)?(?:[：:，,]|有|分别(?:是|为)|(?=[一-鿿]{2,20}、))"
    r"(?P<list>[^。；;：:]*[、，,][^。；;：:]*)"
)
_NAME_END = re.compile(
    r"(?:科|室|局|处|股|所|站|中心|办|办公室|委|委员会|队|大队|组|部|厅|院|校|馆|社|会|台|园|公司|学校|医院|政府|机关)$"
)
_SEPARATOR = re.compile(r"[、，,]|(?<=[科室局股])和")
_WHOSE = re.compile(r"(?:及|和|以及)?(?:下属|所属|下设|下辖)(?:事业)?(?:单位|机构)?(?:有|为|包括)?")
_AND_COUNT = re.compile(r"等?(?:共)?\d*个?(?:内设|下属|所属|直属)?(?:事业|行政)?(?:科室|股室|机构|单位)?$")


def units(document: Document, sections: Iterable[Section]) -> tuple[Unit, ...]:
    """The units that the sections name, in order, each once."""
    found: dict[str, Unit] = {}
    for section in sections:
        for block in section.blocks:
            if isinstance(block, Table):
                named = _from_table(document, block)
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
    if "name" not in header.values() or len(header) < 2:
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
