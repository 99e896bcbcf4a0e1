"""What around a department's name says where it is? The divisions that the text, codes, the file's name and folders name.

A division named in the text is the document's own where a body of it is named (大英县司法局), where the title or the site's lines above
it name it, or where nothing else is named; a place that is visited or helped (赴…, 对口支援…) is not. A code counts where its form is
that of a project code (51092324T000010263357: division, year, kind, number), or where it is long and something else agrees;
230001 is the number of a department, not Heilongjiang.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from yusuan.extraction.identity.titles import FILE_NAME
from yusuan.model.disclosure import Text
from yusuan.model.document import Document, Span
from yusuan.values.divisions import Division, by_code, mentions
from yusuan.values.romanised import romanised
from yusuan.values.towns import town_at

_PROJECT_CODE = re.compile(
    r"(?<![0-9A-Za-z])(?P<division>\d{6})(?:1[5-9]|2\d|3\d)[A-Z][0-9A-Z]{8,14}(?![0-9A-Za-z])"
)
_UNIT_CODE = re.compile(r"(?<![0-9A-Za-z.,])(?P<division>\d{6})\d{3,9}(?![0-9A-Za-z.,%])")
_OWN = re.compile(
    r"(?:我|本|全)(?P<level>[省市县区旗镇乡]|街道)(?![直域场镇内外政])|(?<![一-鿿])(?P<own>[市县区镇])(?:本级|直(?:部门|单位|机关)|委、|政府)"
)
_OTHER_PLACE = re.compile(r"(?:赴|到|往|驻|向|援|帮扶|结对|对口|协作|支援|前往|来自|从)[^，。；]{0,6}$")
_BODY = re.compile(
    r"(?:委|人民政府|政府|本级|人大|政协|纪委|财政|直属|直|[一-鿿]{1,14}?(?:局|办公室|委员会|联合会|中心|法院|检察院|学校|中学|医院|街道|[镇乡]))"
)
_MASTHEAD = 400
"""Characters at the top of a document in which a site says whose it is."""
_LEVELS = {
    "镇": "town",
    "乡": "town",
    "街道": "town",
    "县": "county",
    "区": "county",
    "旗": "county",
    "市": "city",
    "省": "province",
}


@dataclass(frozen=True, slots=True)
class Named:
    """A division, the town below it where one is named, and the words (none where a file or folder says it)."""

    division: Division
    evidence: tuple[Span, ...] = ()
    town: str | None = None


@dataclass(frozen=True, slots=True)
class Hints:
    """The divisions of each source in order of trust, and the level that the text speaks of as its own ("town", "county",
    "city", "province" or ``None``)."""

    sources: tuple[tuple[str, tuple[Named, ...]], ...]
    level: str | None
    words: tuple[Division, ...]

    def is_own_level(self, division: Division) -> bool:
        """Whether a department of this document can belong to ``division``: a county's own words name no whole city."""
        depth = len(division.path)
        if depth == 1:
            return self.level == "province"
        is_city = division.code.endswith("00") and division.name[-1] not in "县区旗"
        return not (is_city and self.level == "county" and _has_counties(division))

    def agrees(self, division: Division, but: str = "") -> bool:
        """Whether a source other than ``but`` names ``division``, one in it or one that it lies in."""
        others = [each.division for reason, found in self.sources if reason != but for each in found]
        return any(_related(division, each) for each in [*others, *self.words])


def _has_counties(division: Division) -> bool:
    return (
        by_code(division.code[:4] + "01") is not None
        or by_code(division.code[:4] + "21") is not None
        or any(by_code(division.code[:4] + f"{n:02}") for n in range(2, 32))
    )


def _related(one: Division, other: Division) -> bool:
    shorter, longer = sorted((one.path, other.path), key=len)
    return longer[: len(shorter)] == shorter


def hints_of(document: Document, title: Text) -> Hints:
    """Everything that says where ``document`` belongs, beside its department's name."""
    level = own_level(document.text)
    folders = tuple(_outside(" ".join(document.source.folders), level))
    files = tuple(_outside(FILE_NAME.sub("", document.source.name), level))
    found, words = _in_text(document, title)
    known = [each.division for each in (*found, *files, *folders)] + list(words)
    codes = tuple(_in_codes(document.text, known))
    sources = (("text", found), ("code", codes), ("file", files), ("folder", folders))
    return Hints(sources, level, words)


def own_level(text: str) -> str | None:
    """The lowest level that ``text`` calls its own: 我镇, 镇本级, 全县, 我区."""
    said = {_LEVELS[match["level"] or match["own"]] for match in _OWN.finditer(text)}
    return next((level for level in ("town", "county", "city", "province") if level in said), None)


# ------------------------------------------------------------ the text


def _in_text(document: Document, title: Text) -> tuple[tuple[Named, ...], tuple[Division, ...]]:
    """(the divisions that can be the document's own, best first and those alike together; all that are named)."""
    text = document.text
    weight: dict[Division, int] = defaultdict(int)
    spans: dict[Division, Span] = {}
    every: dict[Division, None] = {}
    for mention in mentions(text):
        if mention.division is not None:
            every[mention.division] = None
        if _OTHER_PLACE.search(text, max(0, mention.start - 12), mention.start):
            continue
        span = Span(mention.start, mention.end)
        points = (
            1
            + 2 * bool(_BODY.match(text, mention.end))
            + 3
            * (
                (mention.end <= _MASTHEAD and _is_heading(document, span))
                or any(span in each for each in title.evidence)
            )
        )
        for one in mention.division_candidates:
            weight[one] += points
            spans.setdefault(one, span)
    lowest = [each for each in weight if not any(_inside(other, each) for other in weight)]
    if not lowest:
        return (), tuple(every)
    for each in lowest:  # what names the city speaks for its county too
        weight[each] += sum(1 for other in weight if _inside(each, other))
    ranked = sorted(lowest, key=lambda each: (-weight[each], each.code))
    best = weight[ranked[0]]
    alike = [each for each in ranked if weight[each] * 2 > best]
    return tuple(Named(each, (spans[each],)) for each in alike), tuple(every)


def _inside(division: Division, upper: Division) -> bool:
    return len(division.path) > len(upper.path) and division.path[: len(upper.path)] == upper.path


def _is_heading(document: Document, span: Span) -> bool:
    """Whether a line at the top that holds ``span`` is short: not running text."""
    start = document.text.rfind("\n", 0, span.start) + 1
    end = document.text.find("\n", span.end)
    return (len(document.text) if end < 0 else end) - start <= 60


# ------------------------------------------------------------ codes, file, folders


def _in_codes(text: str, known: Sequence[Division]) -> Iterable[Named]:
    found: dict[Division, Span] = {}
    for match in _PROJECT_CODE.finditer(text):
        division = by_code(match["division"])
        if division is not None:
            found.setdefault(division, Span(*match.span("division")))
    if not found:
        for match in _UNIT_CODE.finditer(text):
            division = by_code(match["division"])
            if division is not None and any(_related(division, each) for each in known):
                found.setdefault(division, Span(*match.span("division")))
    lowest = [each for each in found if not any(_inside(other, each) for other in found)]
    return [Named(each, (found[each],)) for each in lowest]


def _outside(words: str, level: str | None) -> Iterable[Named]:
    """The divisions that a file's or folders' names name, in Chinese or in Latin letters."""
    words = re.sub(r"[/\\_\-—·（）()\[\]【】.]+", " ", words)
    mention = None
    for each in mentions(words):
        if mention is None or len(each.division_candidates[0].path) > len(
            mention.division_candidates[0].path
        ):
            mention = each
    if mention is not None:
        town = town_at(words, mention.end + (words[mention.end : mention.end + 1] == " "))
        return [Named(each, (), town.name if town else None) for each in mention.division_candidates]
    short = [each for each in mentions(words, short_forms=True) if each.division and len(each.text) >= 4]
    if short and short[0].division is not None:
        return [Named(short[0].division)]
    found = romanised(words)
    if len(found) > 1 and level in ("town", "county"):
        counties = [each for each in found if each.name[-1] in "县区旗"]
        found = tuple(counties) or found
    return [Named(each) for each in found]
