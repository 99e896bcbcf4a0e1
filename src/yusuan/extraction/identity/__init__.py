"""Who discloses, for which year, budget or accounts: title, fiscal year, stage, department with its names and division.

The department is the body that the title names; else the one on a line of its own, with a unit code, behind a label (单位名称,
主管部门), in running text, in what the site prints above, in the file's name or a folder's. Where nobody is named:

- a disclosure of a whole division (全区“三公”经费, 区本级, a government's budget) is the division's own: the department is called as the
  text calls it (江北区本级) or by the division's name, and is one node with its government; a town's likewise (我镇 → the town's government);
- anything else is called by its title where that is a line of its own, else by the division's name or 未写明单位: a piece of
  a sentence is nobody's name. It invents nothing, and ``Department.key`` (the file's name
  without its format) keeps two such documents of one place apart: joining strangers would mix their money.

Both leave an Issue ``department.missing``; a name from outside the text leaves ``department.from-file``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from yusuan.extraction.identity.division import FoundDivision, from_outside, place_of
from yusuan.extraction.identity.foreign_places import other_places
from yusuan.extraction.identity.full_names import aliases, fullest, has_place
from yusuan.extraction.identity.names_in_text import (
    OVER,
    PUBLISHER,
    SELF,
    Coded,
    coded_names,
    labelled,
    labelled_code,
    name_anywhere,
    name_in_prose,
    signature,
)
from yusuan.extraction.identity.names_in_titles import ABOUT, is_name, name_in_title, name_line
from yusuan.extraction.identity.stage import stage_of
from yusuan.extraction.identity.titles import FILE_NAME, FURNITURE, DocumentTitle, find_title, year_of, years
from yusuan.extraction.stated import clean_at
from yusuan.model.disclosure import Department, Stated, Text
from yusuan.model.document import Block, Document, Heading, Span, Table
from yusuan.model.issue import Issue
from yusuan.values.clean import CleanText, clean
from yusuan.values.divisions import mentions
from yusuan.values.organisations import abbreviates, tail
from yusuan.values.towns import is_town

_UNNAMED = "未写明单位"
_OPENING_BLOCKS = 8
_BELOW_TITLE = 6
_YEAR_BLOCKS = 40
_WHOLE = re.compile(
    r"[省市县区旗镇乡]本级|全[省市县区旗镇乡](?!域|局)|[我本][省市县区旗镇乡](?!级|局|场)|[县市区镇]直部门|预算草案|政府预算|政府决算"
)
_WHOLE_TOWN = re.compile(r"[镇乡]本级|[我本][镇乡](?!级|局)")
_WHOLE_MONEY = re.compile(
    rf"{_WHOLE_TOWN.pattern}|(?:{_WHOLE.pattern})(?=[^。；]{{0,30}}(?:预算|决算|三公|收入|支出))"
)
_DUTIES = re.compile(r"(?:部门|主要|单位|工作)(?:职责|职能)|机构设置")
_KIND_OF_FILE = re.compile(r"^年(?:度)?|(?:部门|单位)?(?:预算|决算|预决算|三公|绩效|公开).*$")
_DEPARTMENTAL = re.compile(r"本部门|[我本](?:单位|局|委|办(?!法)|院|校|中心|馆|所|站)")


@dataclass(frozen=True, slots=True)
class Identity:
    """What a disclosure is before it says anything else; ``formal`` where its title is that of a disclosure."""

    title: Text
    year: Stated[int] | None
    stage: str
    department: Department
    formal: bool
    issues: tuple[Issue, ...] = ()


def identity(document: Document) -> Identity:
    """The identity of ``document``, which has at least one block, with what was not clear about it."""
    issues: list[Issue] = []
    title = find_title(document)
    coded = coded_names(document)
    named = _named(document, title, coded)
    outside = None
    if named is None and _whole(document, title) is None:
        outside = _from_outside(document, title, issues)
    place = place_of(document, named or outside, title.text, issues)
    if place is not None and place.reason == "name" and named is None:
        place = replace(place, reason="file")
        issues.append(from_outside("file", title.text.evidence[0], place.division.value))
    department = _department(document, title, named or outside, coded, place, issues)
    issues.extend(other_places(document, department))
    year = _year(document, title, issues)
    stage = stage_of(document, title)
    return Identity(title.text, year, stage, department, title.formal, tuple(issues))


# ------------------------------------------------------------ the name


def _named(document: Document, title: DocumentTitle, coded: list[Coded]) -> Text | None:
    """The name that the text gives, best source first; a place alone (沙洋县) only where nothing names a body."""
    titled = name_in_title(title.lines)
    if titled is not None and not _is_place(titled.value):
        return titled
    candidates: tuple[Callable[[], Text | None], ...] = (
        lambda: name_line(document, _near(document, title)),
        lambda: labelled(document, SELF),
        lambda: _best(coded),
        lambda: labelled(document, OVER),
        lambda: name_in_prose(document),
        lambda: signature(document),
        lambda: labelled(document, PUBLISHER),
        lambda: name_anywhere(document),
    )
    if (
        titled is not None
        and _WHOLE.search(title.text.value)
        and not re.search(r"草案|报告|绩效", title.text.value)
    ):
        return titled
    for find in candidates:
        found = find()
        if found is not None and not (titled is not None and _elsewhere(found.value, titled.value)):
            return found
    return titled


def _is_place(name: str) -> bool:
    """Whether ``name`` is a division and nothing else; a town is a body of its own."""
    mention = next(iter(mentions(name)), None)
    return mention is not None and (mention.start, mention.end) == (0, len(name))


def _elsewhere(name: str, place: str) -> bool:
    """Whether ``name`` belongs to another division than ``place``, which the title names."""
    own, other = mentions(place), mentions(name)
    return bool(
        own and other and not any(a.path[-1] in b.path or b.path[-1] in a.path
                                  for a in own[0].division_candidates for b in other[0].division_candidates)
    )  # fmt: skip


def _best(coded: list[Coded]) -> Text | None:
    """The first unit that says where it is, else the first."""
    return next((each.name for each in coded if has_place(each.name.value)), coded[0].name if coded else None)


def _near(document: Document, title: DocumentTitle) -> list[Span]:
    """The lines around the title: those before the first numbered heading or table, and a few below the title."""
    found: list[Span] = []
    for block in document.blocks[:_OPENING_BLOCKS]:
        if _ends_opening(block):
            break
        if not FURNITURE.search(document.words(block.span)):
            found.append(block.span)
    below = [block for block in document.blocks if block.span.start >= title.end][:_BELOW_TITLE]
    for block in below:
        if _ends_opening(block):
            break
        found.append(block.span)
    return list(dict.fromkeys(found))


def _ends_opening(block: Block) -> bool:
    return isinstance(block, Table) or (isinstance(block, Heading) and bool(block.number))


# ------------------------------------------------------------ the department


def _department(
    document: Document,
    title: DocumentTitle,
    named: Text | None,
    coded: list[Coded],
    place: FoundDivision | None,
    issues: list[Issue],
) -> Department:
    division = place.division if place else None
    reason = place.reason if place else None
    key = None
    printed = named
    whole = _whole(document, title)
    if named is not None:
        name = fullest(document, named, division.value if division else None)
        if _is_place(name.value):
            issues.append(_nobody(name.evidence[0], name.value))
    elif place is not None and whole is not None and _fits(place, whole[0]):
        name = Stated(_called(place, whole[0]), (whole[1],))
        if whole[0].endswith("本级"):
            printed = Stated(whole[0], (whole[1],))
        issues.append(_nobody(whole[1], name.value))
    else:
        within = _DEPARTMENTAL.search(document.text) or _WHOLE_TOWN.search(document.text)
        unnamed = division.value.name if division is not None and not within else _UNNAMED
        called = title.text.value.strip() if _is_line(document, title) else unnamed
        name = Stated(called, title.text.evidence)
        key = FILE_NAME.sub("", document.source.name)
        issues.append(_nobody(title.text.evidence[0], name.value))
    if division is None and not has_place(name.value) and key is None:
        key = FILE_NAME.sub("", document.source.name)
    ref = division.value if division else None
    path = ref.path if ref else ()
    same = [each for each in coded if _same(each.name.value, name.value, path)]
    same.sort(key=lambda each: each.name.value != name.value)
    code = (
        same[0].code
        if same
        else (coded[0].code if len(coded) == 1 and named is None else labelled_code(document))
    )
    also: Iterable[Text | None] = (printed, *(each.name for each in same))
    found = aliases(document, name, ref, also)
    return Department(
        name=name, aliases=found, code=code, division=division, division_reason=reason, key=key
    )


def _is_line(document: Document, title: DocumentTitle) -> bool:
    """Whether a title is a line of its own, so that a document can be called by it: no piece of a sentence, no section's."""
    where = title.text.evidence[0]
    line = any(
        block.span.start == where.start
        and not (isinstance(block, Heading) and block.number)
        and not re.search(r"\d\s*[万亿]?元", document.words(block.span))
        for block in document.blocks
    )
    return (
        line
        and title.formal
        and not re.search(r"\d万?元|[。；]|[，,：:]\Z", title.text.value)
        and _line_ends(document, title)
    )


def _line_ends(document: Document, title: DocumentTitle) -> bool:
    after = document.text[title.text.evidence[-1].end :][:1]
    return not after or not re.match(r"[一-鿿\d]", after)


def _same(one: str, other: str, path: tuple[str, ...]) -> bool:
    return tail(one, path) == tail(other, path) or abbreviates(one, other) or abbreviates(other, one)


def _whole(document: Document, title: DocumentTitle) -> tuple[str, Span] | None:
    """The words that say that the document speaks for a whole division or town, not for a department: in the title, or where
    money is told. A department's duties speak of 全县 too."""
    if _DEPARTMENTAL.search(document.text):
        return None
    places = [(_WHOLE, span) for span in title.text.evidence]
    rest = Span(0, len(document.text))
    places.append((_WHOLE_TOWN if _DUTIES.search(document.text) else _WHOLE_MONEY, rest))
    for words, span in places:
        match = words.search(document.text, span.start, span.end)
        if match:
            return match[0], Span(*match.span())
    return None


def _fits(place: FoundDivision, words: str) -> bool:
    """我镇 speaks for a town: where only the county is known, it is not the county's document."""
    town = place.division.value.code is None and is_town(place.division.value.name)
    return town or not re.search(r"[镇乡]", words)


def _called(place: FoundDivision, words: str) -> str:
    name = place.division.value.name
    if is_town(name):
        return name + (
            "人民政府" if name[-1] in "镇乡" else "办事处" if name.endswith("街道") else "管理委员会"
        )
    return name + "本级" if words.endswith("本级") else name


def _from_outside(document: Document, title: DocumentTitle, issues: list[Issue]) -> Text | None:
    """The name that the file's name or a folder's holds; its evidence is the title, for no words of the text say it."""
    source = document.source
    stem = clean(FILE_NAME.sub("", source.name))
    found = name_in_title([stem]) if stem.text else None
    name = found.value if found is not None and is_name(found.value) else None
    if name is None:
        pieces = (_KIND_OF_FILE.sub("", each) for each in re.findall(r"[一-鿿（）()]{3,}", stem.text))
        name = next((each for each in pieces if is_name(each) and len(each) >= 3), None)
    if name is None:
        name = next((each for each in reversed(source.folders) if is_name(each) and len(each) >= 3), None)
    if name is None:
        return None
    issues.append(
        Issue(
            "department.from-file",
            title.text.evidence[0],
            f"正文没有写明公开单位，按文件名或文件夹名认作“{name}”。",
            f"the text does not name the department; taken from the file's or a folder's name: '{name}'.",
        )
    )
    return Stated(name, title.text.evidence)


def _nobody(where: Span, name: str) -> Issue:
    return Issue(
        "department.missing",
        where,
        f"没有写明公开单位，按“{name}”收录。",
        f"no department is named; kept under '{name}'.",
    )


# ------------------------------------------------------------ the year


def _year(document: Document, title: DocumentTitle, issues: list[Issue]) -> Stated[int] | None:
    """The year of the title; else the first that stands before 预算 or 决算 in the text, else the first; else the file's name."""
    found = year_of(title.lines)
    if found is not None:
        return found
    texts = [
        clean_at(document, Span(b.span.start, min(b.span.end, b.span.start + 600)))
        for b in document.blocks[:_YEAR_BLOCKS]
        if not isinstance(b, Table)
    ]
    texts += [clean_at(document, cell.span) for b in document.blocks[:_YEAR_BLOCKS] if isinstance(b, Table)
              for row in b.rows[:3] for cell in row if not cell.blank]  # fmt: skip
    found = _first([text for text in texts if ABOUT.search(text.text)]) or _first(texts)
    if found is not None:
        return found
    for name in (document.source.name, *reversed(document.source.folders)):
        match = re.search(r"(?<!\d)(20[0-4]\d)(?!\d)|(?<!\d)(20[0-4]\d)(?=[01]\d[0-3]\d(?!\d))", name)
        if match:
            year = int(match[1] or match[2])
            issues.append(
                Issue(
                    "year.from-file",
                    title.text.evidence[0],
                    f"正文没有写明年度，按文件名认作{year}年。",
                    f"the text does not name the year; taken from the file's name: {year}.",
                )
            )
            return Stated(year, title.text.evidence)
    return None


def _first(texts: Iterable[CleanText]) -> Stated[int] | None:
    return next((stated for _, _, stated in years(list(texts))), None)
