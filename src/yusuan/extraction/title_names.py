"""The name of the disclosing department as a title, a cover line or a coded cell prints it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from yusuan.extraction.stated import clean_at, span_of
from yusuan.model.disclosure import Stated, Text
from yusuan.model.document import Document, Paragraph, Span, Table
from yusuan.values.clean import CleanText
from yusuan.values.divisions import find_in, unlisted

YEAR = re.compile(r"(?<!\d)(20[0-4]\d)\s*年|(二[〇○零Ｏ][〇○零Ｏ一二三四][〇○零Ｏ一二三四五六七八九])年")
ABOUT = re.compile(r"(?:部门|单位|财政)?(?:综合)?(?:预算|决算|预决算)|“?三公”?经费|绩效")
_BEFORE = re.compile(
    r"^(?:关于|附件\d*[:：]?|第[一二三四五六七八九十]+部分|(?:单位|部门)(?:名称|全称)?[:：]|[\s，,。、：:\-—]+)+"
)
_AFTER = re.compile(r"(?:关于公开|关于|部门|单位|财政|的|公开|收入|支出|收支|总体|[\s，,。、：:])+$")
_BRACKETS = re.compile(r"[（(](?P<name>[^（）()]{3,30})[）)]")
_ORGANISATION = re.compile(
    r"(?:办公室|委员会|联合会|联社|协会|法院|检察院|局|委|办|院|校|中心|政府|镇|乡|街道|办事处|站|所|队|会|部|馆|社|学|园|厅|处|室|联|庭|场|公司|工会)(?:[（(]本级[）)])?$"
)
_PLACE = re.compile(r"[一-鿿]{2,12}(?:省|市|县|区|旗|州|盟)$")
_CODED = re.compile(
    r"^(?:部门|单位)?(?:名称|编码及名称)?[:：]?\s*[\[［【(（]?(?P<code>\d{4,9})[\]］】)）]?[\s\-—]*(?P<name>[一-鿿][^\d\t]{2,40})$"
)
_LONGEST_NAME = 40
_PROSE_BLOCKS = 40
_SENTENCE = re.compile(r"(?:根据[^，]{0,40}，)?(?P<name>(?![我本该各全])[^，。；：、\d\s]{4,30})(?=20\d\d年)")


def is_organisation(words: str) -> bool:
    """Whether ``words`` end as the name of a body does."""
    return bool(_ORGANISATION.search(words))


def name_in_title(titles: Sequence[CleanText]) -> Text | None:
    """The name before the year, between the year and what the document is about, or in brackets."""
    for text in titles:
        year = YEAR.search(text.text)
        pieces = [text.piece(0, year.start()) if year else _until_about(text, 0)]
        if year:
            pieces.append(_until_about(text, year.end()).strip(" 度"))
        for piece in pieces:
            name = trimmed(piece)
            if name is not None and (
                is_organisation(name.value) or find_in(name.value) or unlisted(name.value)
            ):
                return name
    return next((name for text in titles if (name := _in_brackets(text)) is not None), None)


def name_in_prose(document: Document) -> Text | None:
    """The name that the first sentence with a year begins with: "云溪县教育局2023年度“三公”经费预算为…"."""
    for block in document.blocks[:_PROSE_BLOCKS]:
        if isinstance(block, Paragraph):
            text = clean_at(document, block.span)
            match = _SENTENCE.match(text.text)
            if match and ABOUT.search(text.text, match.end()) and is_organisation(match["name"]):
                return Stated(match["name"], (span_of(text, *match.span("name")),))
    return None


def _until_about(text: CleanText, start: int) -> CleanText:
    about = ABOUT.search(text.text, start)
    return text.piece(start, about.start() if about else len(text.text))


def _in_brackets(text: CleanText) -> Text | None:
    for match in _BRACKETS.finditer(text.text):
        if is_organisation(match["name"]):
            return Stated(match["name"], (span_of(text, *match.span("name")),))
    return None


def trimmed(text: CleanText) -> Text | None:
    """The name in a piece of a title, without 关于, 部门 and the like around it; ``None`` where none is left."""
    text = text.strip()
    before = _BEFORE.match(text.text)
    text = text.piece(before.end() if before else 0, len(text.text))
    after = _AFTER.search(text.text)
    text = text.piece(0, after.start() if after else len(text.text))
    if (
        not re.search(r"[一-鿿]{3}", text.text)
        or len(text.text) > _LONGEST_NAME
        or re.search(r"[，。；！？]", text.text)
    ):
        return None
    return Stated(text.text, (span_of(text, 0, len(text.text)),))


def name_line(document: Document, spans: Sequence[Span]) -> Text | None:
    """The first of the lines that is nothing but a name."""
    for span in spans:
        text = clean_at(document, span)
        name = trimmed(text) if len(text.text) <= _LONGEST_NAME and not ABOUT.search(text.text) else None
        if name is not None and is_organisation(name.value):
            return name
    return None


def joined_above(document: Document, spans: Sequence[Span]) -> list[Span]:
    """Of the lines above a title that begins with the year, those that are its name: 云溪县 / 教育局."""
    taken: list[Span] = []
    for span in reversed(spans):
        words = clean_at(document, span).text
        wanted = _PLACE.fullmatch(words) if taken else len(words) <= _LONGEST_NAME
        if not wanted or re.search(r"[，。：:]", words):
            break
        taken.insert(0, span)
    return taken


def coded_name(document: Document) -> tuple[Text, Text] | None:
    """The first unit code and name (723002魏县县委办), resting on every place that prints the two together."""
    found = list(_coded_names(document))
    if not found:
        return None
    same = [
        pair for pair in found if pair[0].value == found[0][0].value and pair[1].value == found[0][1].value
    ]
    return (
        Stated(found[0][0].value, tuple(code.evidence[0] for code, _ in same)),
        Stated(found[0][1].value, tuple(name.evidence[0] for _, name in same)),
    )


def _coded_names(document: Document) -> Iterator[tuple[Text, Text]]:
    for block in document.blocks:
        spans = [c.span for c in block.cells() if not c.blank] if isinstance(block, Table) else [block.span]
        for span in spans:
            if span.end - span.start > 60:
                continue
            text = clean_at(document, span)
            match = _CODED.match(text.text)
            if match and is_organisation(match["name"]):
                yield (
                    Stated(match["code"], (span_of(text, *match.span("code")),)),
                    Stated(match["name"], (span_of(text, *match.span("name")),)),
                )
