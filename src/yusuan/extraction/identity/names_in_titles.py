"""The name of the disclosing department as a title or a cover line prints it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from yusuan.extraction.stated import clean_at, span_of
from yusuan.model.disclosure import Stated, Text
from yusuan.model.document import Document, Span
from yusuan.values.clean import CleanText
from yusuan.values.divisions import find_in, unlisted
from yusuan.values.towns import town_at

YEAR = re.compile(r"(?<!\d)(20[0-4]\d)\s*年|(二[〇○零Ｏ][〇○零Ｏ一二三四][〇○零Ｏ一二三四五六七八九])年")
ABOUT = re.compile(r"(?:部门|单位|财政)?(?:综合)?(?:预算|决算|预决算)|“?三公”?经费|绩效")
_BEFORE = re.compile(
    r"^(?:关于|纳入|[)）]|[（(][一-鿿]{2,8}(?:省|市|自治区)[)）]|附件\d*[:：]?|第[一二三四五六七八九十]+部分|(?:填报|编制|公开|申报|预算)?(?:单位|部门)(?:名称|全称)?(?:[（(]盖章[）)])?[:：]|[\s，,。、：:\-—]+)+"
)
_AFTER = re.compile(
    r"(?:关于公开|关于|一般公共|公共财政|部门|单位|财政|的|公开|收入|支出|收支|总体|整体|项目|市直|县直|区直|本级部门"
    r"|[\s，,。、：:])+$"
)
_BRACKETS = re.compile(r"[（(](?P<name>[^（）()]{3,30})[）)]")
_ORGANISATION = re.compile(
    r"(?:办公室|委员会|联合会|联社|协会|法院|检察院|局|委|办|院|校|中心|政府|镇|乡|街道|办事处|站|所|队|会|部|馆|社|学|园|厅|处|室|联|庭|场|公司|工会)(?:[（(]本级[）)])?$"
)
_PLACE = re.compile(r"[一-鿿]{2,12}(?:省|市|县|区|旗|州|盟)$")
_NO_NAME = re.compile(
    r"按照|根据|依据|现将|[为将经由请受在其和与及我本该各全]|关于|相关|有关|年初|当年|今年|公开|附件|(?:单位|部门|项目)(?!$)|一般|本级|[市县区镇乡](?:本级|直(?:部门|单位|$))|20\d\d"
)
"""How words that only stand where a name may stand begin."""
_LONGEST_NAME = 40


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
            if name is not None and not _is_no_name(name.value) and _says_who(name.value):
                return name
    return next((name for text in titles if (name := _in_brackets(text)) is not None), None)


def _says_who(words: str) -> bool:
    return bool(is_organisation(words) or find_in(words) or unlisted(words) or town_at(words))


def _is_no_name(words: str) -> bool:
    if not _NO_NAME.match(words):
        return False
    place = find_in(words)
    return place is None or place.start > 0  # 全南县, 和平县, 将乐县 are places


def is_name(words: str) -> bool:
    """Whether ``words``, which stand where a name may stand, are the name of a body."""
    return is_organisation(words) and not _is_no_name(words) and len(words) <= _LONGEST_NAME


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
        fit = (
            len(text.text) <= _LONGEST_NAME
            and not re.search(r"[|\d]", text.text)
            and not ABOUT.search(text.text)
        )
        name = trimmed(text) if fit else None
        if name is not None and is_name(name.value) and len(name.value) > 2:
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
