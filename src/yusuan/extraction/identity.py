"""Who discloses, for which year, budget or accounts: title, fiscal year, stage, department with its names and division."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from yusuan.extraction.stated import clean_at, span_of, text_at
from yusuan.model.disclosure import Department, DivisionRef, Stated, Text
from yusuan.model.document import Document, Heading, Span, Table
from yusuan.model.issue import Issue
from yusuan.values.clean import CleanText
from yusuan.values.divisions import DivisionMention, mentions, unlisted

_YEAR = re.compile(r"(20[0-4]\d)\s*年")
_ABOUT = re.compile(r"(?:部门|单位|财政)?(?:综合)?(?:预算|决算|预决算)|“?三公”?经费|绩效")
_AROUND = re.compile(r"^(?:关于|附件\d*[:：]?)|(?:关于|部门|单位|财政|本级|的|关于公开|公开)+$")
_UNIT_CELL = re.compile(r"^(?:部门|单位)?(?:名称|编码及名称)?[:：]?\s*[\[［【(（]?(?P<code>\d{4,9})[\]］】)）]?\s*(?P<name>[一-鿿][^\d\t]{2,40})$")
_TITLE_BLOCKS = 6


@dataclass(frozen=True, slots=True)
class Identity:
    """What a disclosure is before it says anything else."""

    title: Text
    year: Stated[int] | None
    stage: str
    department: Department | None


def identity(document: Document, issues: list[Issue]) -> Identity:
    """The identity of ``document``; ``department`` is ``None`` where nothing names one."""
    opening = _opening(document)
    title_spans = _title_spans(document, opening)
    words = [clean_at(document, span) for span in title_spans]
    title = text_at(document, *title_spans)
    year = _year(words) or _year([clean_at(document, block.span) for block in document.blocks[:40] if not isinstance(block, Table)])
    stage = "final-accounts" if "决算" in title.value and "预算" not in title.value else "budget"
    coded = _coded(document)
    name = _name_in(words) or _name_before(document, opening) or (coded[1] if coded else None)
    department = None
    if name is not None:
        department = Department(
            name=name,
            aliases=_aliases(document, name, coded[1] if coded else None),
            code=coded[0] if coded else None,
            division=_division(document, name, issues),
        )
    return Identity(title, year, stage, department)


def _opening(document: Document) -> list[Span]:
    """The spans of the blocks before the first numbered heading or table, at most a few."""
    found: list[Span] = []
    for block in document.blocks[:_TITLE_BLOCKS]:
        if isinstance(block, Table) or (isinstance(block, Heading) and block.number):
            break
        found.append(block.span)
    return found or [document.blocks[0].span]


def _title_spans(document: Document, opening: list[Span]) -> list[Span]:
    """The line that tells year and kind of document, with the line of a bare name above it."""
    for at, span in enumerate(opening):
        text = clean_at(document, span).text
        if _YEAR.search(text) and _ABOUT.search(text) and len(text) <= 80:
            above = opening[at - 1] if at and len(document.words(opening[at - 1])) <= 40 else None
            named = _YEAR.match(text) and above is not None
            after = opening[at + 1 : at + 2] if _goes_on(document, opening[at + 1 : at + 2]) else []
            return [*([above] if named and above is not None else []), span, *after]
    return opening[:1]


def _goes_on(document: Document, spans: list[Span]) -> bool:
    """Whether a title's last word stands on a line of its own (情况 / 说明)."""
    return bool(spans) and bool(_TITLE_END.fullmatch(document.words(spans[0]).strip()))


_TITLE_END = re.compile(r"(?:公开)?(?:有关)?(?:情况|事项)?的?(?:说明|公告|公示|报告|公开)")


def _year(texts: list[CleanText]) -> Stated[int] | None:
    for text in texts:
        match = _YEAR.search(text.text)
        if match:
            return Stated(int(match.group(1)), (span_of(text, match.start(1), match.end(1)),))
    return None


def _name_in(words: list[CleanText]) -> Text | None:
    """The department's name in the title: before the year, or between the year and what the document is about."""
    for text in words:
        year = _YEAR.search(text.text)
        before = text.piece(0, year.start()) if year else text
        name = _trimmed(before)
        if name is not None:
            return name
        if year:
            about = _ABOUT.search(text.text, year.end())
            after = text.piece(year.end(), about.start() if about else len(text.text))
            name = _trimmed(after.strip(" 度"))
            if name is not None:
                return name
    return None


def _trimmed(text: CleanText) -> Text | None:
    text = text.strip(" \n:：")
    while match := _AROUND.search(text.text):
        if match.start() == 0 and match.end() < len(text.text):
            text = text.piece(match.end(), len(text.text)).strip()
        elif match.start() > 0:
            text = text.piece(0, match.start()).strip()
        else:
            return None
    if len(text.text) < 3 or not re.search(r"[一-鿿]{3}", text.text):
        return None
    return Stated(text.text, (span_of(text, 0, len(text.text)),))


def _name_before(document: Document, opening: list[Span]) -> Text | None:
    for span in opening:
        text = clean_at(document, span)
        if len(text.text) <= 40 and _ORGANISATION.search(text.text) and not _ABOUT.search(text.text):
            return _trimmed(text)
    return None


_ORGANISATION = re.compile(r"(?:办公室|委员会|局|委|办|院|校|中心|政府|镇|乡|街道|站|所|队|会|部|馆)$")


def _coded(document: Document) -> tuple[Text, Text] | None:
    """The first unit code and name of the document, resting on every place that prints the two together."""
    found = list(_coded_names(document))
    if not found:
        return None
    same = [pair for pair in found if pair[0].value == found[0][0].value and pair[1].value == found[0][1].value]
    code, name = found[0]
    return (
        Stated(code.value, tuple(one.evidence[0] for one, _ in same)),
        Stated(name.value, tuple(other.evidence[0] for _, other in same)),
    )


def _coded_names(document: Document) -> Iterator[tuple[Text, Text]]:
    """(unit code, name) of each cell or line such as 723002魏县县委办."""
    for block in document.blocks:
        spans = [c.span for c in block.cells() if not c.blank] if isinstance(block, Table) else [block.span]
        for span in spans:
            if span.end - span.start > 60:
                continue
            text = clean_at(document, span)
            match = _UNIT_CELL.match(text.text)
            if match and _ORGANISATION.search(match["name"]):
                yield (
                    Stated(match["code"], (span_of(text, *match.span("code")),)),
                    Stated(match["name"], (span_of(text, *match.span("name")),)),
                )


def _aliases(document: Document, name: Text, coded: Text | None) -> tuple[Text, ...]:
    """Shorter forms of the name that the document itself uses."""
    found: dict[str, Text] = {}
    if coded is not None and coded.value != name.value:
        found[coded.value] = coded
    for form in _shorter(name.value):
        at = document.text.find(form)
        while at >= 0 and _inside_longer(document.text, at, name.value, form):
            at = document.text.find(form, at + 1)
        if at >= 0:
            found.setdefault(form, Stated(form, (Span(at, at + len(form)),)))
    return tuple(found.values())


def _shorter(name: str) -> list[str]:
    """The name without 中国共产党/中共, and without the divisions above its own."""
    bare = re.sub(r"^(?:中国共产党|中共)", "", name)
    forms = [bare]
    mention = next(iter(mentions(bare)), None)
    printed = unlisted(bare)
    if mention is not None and mention.start == 0 and mention.division is not None:
        forms.append(mention.division.name + bare[mention.end :])
    elif printed is not None:
        forms.append(printed.path[-1] + bare[printed.end :])
    return [form for form in dict.fromkeys(forms) if form != name and len(form) >= 4]


def _inside_longer(text: str, at: int, name: str, form: str) -> bool:
    start = at - (len(name) - len(form))
    return start >= 0 and text.startswith(name, start) and name.endswith(form)


def _division(document: Document, name: Text, issues: list[Issue]) -> Stated[DivisionRef] | None:
    """The county of the department: named in its name, else the one the document names most."""
    where = name.evidence[0]
    for mention in mentions(name.value):
        one = mention.division
        meant = DivisionRef(one.code, one.path) if one else _settled(document, mention)
        if meant is not None:
            return Stated(meant, (where,))
        issues.append(_ambiguous(where, mention))
        return Stated(DivisionRef(None, (mention.text,)), (where,))
    printed = unlisted(name.value)
    if printed is not None:
        path = "".join(printed.path)
        issues.append(
            Issue(
                "division.unlisted",
                where,
                f"“{path}”不在行政区划代码表（GB/T 2260）中，按原文名称收录。",
                f"'{path}' is not in the table of division codes (GB/T 2260); kept under its printed name.",
            )
        )
        return Stated(DivisionRef(None, printed.path), (where,))
    issues.append(
        Issue("division.missing", where, "部门名称里没有行政区划。", "the department's name holds no administrative division.")
    )
    return None


def _settled(document: Document, mention: DivisionMention) -> DivisionRef | None:
    """One of several divisions of the same name, where the document names the city or province of just one."""
    fitting = [
        division
        for division in mention.division_candidates
        if any(upper in document.text for upper in division.path[:-1])
    ]
    return DivisionRef(fitting[0].code, fitting[0].path) if len(fitting) == 1 else None


def _ambiguous(where: Span, mention: DivisionMention) -> Issue:
    paths = "、".join("".join(division.path) for division in mention.division_candidates)
    return Issue(
        "division.ambiguous",
        where,
        f"“{mention.text}”可能是：{paths}；文中没有说明是哪一个。",
        f"'{mention.text}' may be {paths}; the document does not say which.",
    )

