"""Who is named outside the title? Cells with a unit code, labels (单位名称, 主管部门, 发布机构), and running text.

[015001]武汉市青山区教育局 is a code and a name; 20405法院 is an item of the functional classification.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from yusuan.extraction.identity.names_in_titles import ABOUT, is_name, is_organisation
from yusuan.extraction.stated import clean_at, normal, span_of
from yusuan.model.disclosure import Stated, Text
from yusuan.model.document import Document, Paragraph, Span, Table
from yusuan.values.clean import CleanText
from yusuan.values.divisions import find_in, unlisted

_CODED = re.compile(
    r"^(?:部门|单位)?(?:名称|编码及名称)?[:：]?\s*[\[［【(（]?(?P<code>\d{3,12})[\]］】)）]?[\s\-—_]*(?P<name>[一-鿿][^\d\t]{2,40})$"
)
_CLASSIFIED = re.compile(r"(?:2[0-3]\d|50\d|30\d|31\d|399)(?:\d\d){0,2}")
"""What may be a code of the functional or economic classification."""
_NO_NAME = re.compile(r"[:：]|表$")
"""What a cell beside a label holds when the name is left blank: the next label, the form's title."""
_LONGEST_CELL = 60

SELF = (
    "部门名称", "单位名称", "部门(单位)名称", "单位(部门)名称", "部门(单位)", "单位全称", "填报单位", "填报部门", "填报单位(盖章)", "填报部门(盖章)",
    "编制单位", "编制部门", "公开单位", "公开部门", "预算单位", "预算单位名称", "预算部门", "预算部门名称", "申报单位", "部门(单位)全称",
)  # fmt: skip
"""Labels of the body that a document or form is about."""
OVER = (
    "主管部门",
    "项目主管部门",
    "主管部门及代码",
    "主管部门及编码",
    "主管单位",
    "一级预算部门",
    "实施单位",
    "项目单位",
    "项目实施单位",
)
"""Labels of the body that answers for a project."""
PUBLISHER = (
    "发布机构",
    "发布单位",
    "发布部门",
    "信息来源",
    "文章来源",
    "来源",
    "供稿单位",
    "公开主体",
    "责任部门",
)
"""Labels that a site prints over a document."""
_VALUE = re.compile(
    r"[:：\s]*(?P<name>[一-鿿（）()]{2,40}?)(?:部门)?"
    r"(?=$|[\s|，。；、\d]|有效|填报|(?:部门)?预算编码|编码|项目|负责|联系|发布|索引|字号|时间|【|\[)"
)
_BLOCKS = 80
_PROSE_BLOCKS = 40
_LONGEST_PROSE = 3000
_OPENS = re.compile(
    r"(?:(?:根据|按照)[^，,。]{0,60}[，,])?(?:纳入)?(?P<name>[^，,。；：、\d\s]{3,30}?)(?=(?:20\d\d年|（部门）20\d\d))"
)
_AFTER_YEAR = re.compile(
    r"20\d\d年度?[,，]?(?P<name>[^，,。；：、\d\s（(]{4,40}?)(?:[（(](?:部门|本级)[)）])?(?=(?:部门|单位)?(?:收入|支出|收支|财政拨款)?(?:总)?(?:预算|决算))"
)
_SUBJECT = re.compile(
    r"(?P<name>[^，,。；：、\d\s]{4,30}?(?:局|办公室|委员会|联合会|法院|检察院|中心|政府|办事处|学校|中学|医院|馆))(?=是|贯彻|的?主要|负责|坚持|承担|机关|内设|下设|共有)"
)
_GATHERED = re.compile(r"经(?P<name>[^，,。；：、\d\s]{3,30}?)(?:审核)?汇总")
_DATE = re.compile(r"\s*20\d\d年\d{1,2}月\d{1,2}日")


@dataclass(frozen=True, slots=True)
class Coded:
    """A unit code and the name printed with it, resting on every place that prints the two together."""

    code: Text
    name: Text


def coded_names(document: Document) -> list[Coded]:
    """The units that are printed with their codes, each once, in order."""
    found: dict[tuple[str, str], list[tuple[Span, Span]]] = {}
    for text in _cells(document):
        match = _CODED.match(text.text)
        if match is None:
            continue
        name = re.sub(r"部门$", "", match["name"])
        if not is_organisation(name) or (_CLASSIFIED.fullmatch(match["code"]) and not _placed(name)):
            continue
        start = match.start("name")
        spans = span_of(text, *match.span("code")), span_of(text, start, start + len(name))
        found.setdefault((match["code"], name), []).append(spans)
    return [
        Coded(Stated(code, tuple(each[0] for each in spans)), Stated(name, tuple(each[1] for each in spans)))
        for (code, name), spans in found.items()
    ]


def _placed(name: str) -> bool:
    return bool(find_in(name) or unlisted(name))


def _cells(document: Document) -> Iterator[CleanText]:
    for block in document.blocks:
        spans = [c.span for c in block.cells() if not c.blank] if isinstance(block, Table) else [block.span]
        for span in spans:
            if span.end - span.start <= _LONGEST_CELL:
                yield clean_at(document, span)


def labelled(document: Document, labels: Sequence[str]) -> Text | None:
    """The first name that one of the ``labels`` announces: in the cell to its right, on its line, on the line below, or in
    running words that a form was flattened to."""
    wanted = frozenset(normal(label) for label in labels)
    words = sorted(
        (re.escape(label).replace(r"\(", "[（(]").replace(r"\)", "[)）]") for label in labels),
        key=len,
        reverse=True,
    )
    pattern = re.compile("(?:" + "|".join(words) + ")" + _VALUE.pattern)
    previous = ""
    for block in document.blocks[:_BLOCKS]:
        if isinstance(block, Table):
            found = _beside(document, block, wanted)
            previous = ""
        else:
            text = clean_at(document, Span(block.span.start, min(block.span.end, block.span.start + 1500)))
            found = _value(text, re.match(r"(?P<name>.+)", text.text)) if previous in wanted else None
            found = found or next(
                (name for m in pattern.finditer(text.text) if (name := _value(text, m))), None
            )
            previous = normal(text.text).rstrip(":")
        if found is not None:
            return found
    return None


def _beside(document: Document, table: Table, wanted: frozenset[str]) -> Text | None:
    for row in table.rows:
        printed = [clean_at(document, cell.span) for cell in row if not cell.blank]
        for label, value in pairwise(printed):
            if normal(label.text).rstrip(":") in wanted:
                found = _value(
                    value, re.match(r"(?:[\[【(（]?\d{3,12}[\]】)）]?[-—]?)?(?P<name>[^\d].+)", value.text)
                )
                if found is not None:
                    return found
        for text in printed:
            inline = re.match(r"(?P<label>[^:：]{2,12})[:：]\s*(?P<name>.+)", text.text)
            if inline and normal(inline["label"]) in wanted and (found := _value(text, inline)) is not None:
                return found
    return None


def _value(text: CleanText, match: re.Match[str] | None) -> Text | None:
    if match is None:
        return None
    name = re.sub(r"部门$", "", match["name"].rstrip("】]）) "))
    start = match.start("name")
    if not 3 <= len(name) <= 40 or _NO_NAME.search(name) or not (is_name(name) or _placed(name)):
        return None
    return Stated(name, (span_of(text, start, start + len(name)),))


def name_in_prose(document: Document) -> Text | None:
    """The name in running text: before a year's budget (云溪县教育局2023年度“三公”经费预算为…), behind the year (2023年，云溪县教育局收入预算…),
    of the office that added it all up (经云溪县财政局汇总), or whom a paragraph is about (云溪县教育局是…, 云溪县教育局主要职责…)."""
    gathered: Text | None = None
    subject: Text | None = None
    for block in document.blocks[:_PROSE_BLOCKS]:
        if not isinstance(block, Paragraph):
            continue
        text = clean_at(document, Span(block.span.start, min(block.span.end, block.span.start + 600)))
        for form in (_OPENS, _AFTER_YEAR):
            match = form.match(text.text)
            if match and ABOUT.search(text.text, match.end()) and is_name(match["name"]):
                return Stated(match["name"], (span_of(text, *match.span("name")),))
        match = _SUBJECT.match(text.text)
        if match and subject is None and is_name(match["name"]) and _placed(match["name"]):
            subject = Stated(match["name"], (span_of(text, *match.span("name")),))
        match = _GATHERED.search(text.text)
        if match and gathered is None and is_name(match["name"]):
            gathered = Stated(match["name"], (span_of(text, *match.span("name")),))
    return gathered or subject


_UNIT_CODE = re.compile(
    r"(?:(?:部门|单位)(?:预算)?|预算(?:单位|部门)?)(?:代码|编码|编号)[:：\s]*(?P<code>\d{3,12})(?!\d)"
)


def labelled_code(document: Document) -> Text | None:
    """The unit code behind a label (部门预算编码230001)."""
    match = _UNIT_CODE.search(document.text)
    return Stated(match["code"], (Span(*match.span("code")),)) if match else None


_BODY = re.compile(
    r"[一-鿿]{2,28}?(?:人民政府|街道办事处|委员会|办公室|联合会|法院|检察院|(?<![布结格])局)(?:[（(]本级[)）])?(?![一-鿿]{0,2}(?:文件|印发|下达|《|关于))"
)
_LED_IN = re.compile(r"(?:根据|按照|纳入|关于|经|由|受|为|是|[在对向与和及的])+\Z")


def name_anywhere(document: Document) -> Text | None:
    """The body of a named place that running text names most often, the first of those; what only opens with words that
    lead to it (纳入云溪县教育局) is named without them."""
    found: dict[str, list[Span]] = {}
    for block in document.blocks:
        if not isinstance(block, Paragraph):
            continue
        text = clean_at(
            document, Span(block.span.start, min(block.span.end, block.span.start + _LONGEST_PROSE))
        )
        for match in _BODY.finditer(text.text):
            place = find_in(match[0])
            if place is None or (place.start and not _LED_IN.search(match[0][: place.start])):
                continue
            start = match.start() + place.start
            name = text.text[start : match.end()]
            if is_name(name) and place.end - place.start < len(name):
                found.setdefault(name, []).append(span_of(text, start, match.end()))
    if not found:
        return None
    name = max(found, key=lambda each: len(found[each]))
    return Stated(name, (found[name][0],))


def signature(document: Document) -> Text | None:
    """The name on a line of its own above a date: at the end of a document, else at the end of a letter before its annexes."""
    below = ""
    for block in reversed(document.blocks):
        if isinstance(block, Table):
            below = ""
            continue
        text = clean_at(document, block.span)
        if _DATE.fullmatch(below) and is_name(text.text):
            return Stated(text.text, (block.span,))
        below = text.text
    return None
